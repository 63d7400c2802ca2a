"""What directors answered to the reds and did to turn them, by dimension (domain.md 1.8, 6.4)."""

from dataclasses import dataclass

from reporting.demo.dice import dice
from reporting.metrics import all_metrics
from reporting.rules import RULES


@dataclass(frozen=True)
class Plan:
    """Two answers to choose from, and two actions with what each moves; the second one the board decides."""

    answers: tuple[str, str]
    first: tuple[str, str]  # action and expected effect
    second: tuple[str, str]
    evidence: str
    asked: str  # of the board


PLANS: dict[str, Plan] = {
    "TAL": Plan(
        (
            "Ero tavoitteeseen johtuu siirtyneistä lisätöistä; hinnantarkistus on neuvoteltu ja tulee voimaan.",
            "Kustannukset nousivat sijaistuksista. Mitoitus käydään läpi kohde kohteelta tämän kuun aikana.",
        ),
        ("Tarkista kolmen suurimman kohteen mitoitus ja tunnit", "Kate takaisin tavoitteeseen"),
        ("Hinnantarkistus asiakkaan kanssa", "Liikevaihto +3 % loppuvuonna"),
        "Mitoitus tarkistettu, uusi tuntikehys käytössä.",
        "Saammeko sopia hinnantarkistuksen, vaikka asiakas kilpailuttaa kaksi kohdetta?",
    ),
    "LAA": Plan(
        (
            "Heikoissa kohteissa on uusi siistijä perehdytyksessä, ja aluejohtaja käy niissä viikoittain.",
            "Kierrokset jäivät sijaisuuden vuoksi. Rästit tehdään naapurialueen avulla kuun loppuun mennessä.",
        ),
        ("Uusintakierros heikoissa kohteissa asiakkaan kanssa", "Ei kohteita alle rajan"),
        ("Lisätunteja heikkoihin kohteisiin kahdeksi kuukaudeksi", "Laatupisteet yli 90 %"),
        "Uusintakierrokset tehty, pöytäkirjat asiakkaalla.",
        "Lisätäänkö heikoimpiin kohteisiin kymmenen tuntia viikossa kahdeksi kuukaudeksi?",
    ),
    "ASI": Plan(
        (
            "Myöhässä olevat reklamaatiot on käyty läpi asiakkaan kanssa, ja korjaukset on aikataulutettu.",
            "Palautteen syy tunnetaan: yhteyshenkilö vaihtui eikä tieto kulkenut. Uusi tapa on sovittu.",
        ),
        ("Käy avoimet reklamaatiot läpi asiakkaan kanssa viikoittain", "Ei reklamaatioita myöhässä"),
        ("Johtajatapaaminen asiakkaan päättäjän kanssa", "Tyytyväisyys yli 4,0"),
        "Viikkopalaverit pidetty, muistiot asiakkaan kansiossa.",
        "Lähteekö toimitusjohtaja mukaan tapaamiseen asiakkaan päättäjän kanssa?",
    ),
    "HOI": Plan(
        (
            "Tapaaminen siirtyi asiakkaan pyynnöstä, uusi aika on sovittu.",
            "Johtajatapaaminen on varattu ja esityslista lähetetty asiakkaalle.",
        ),
        ("Pidä johtajatapaaminen ja kirjaa muistio", "Tapaamisväli alle rajan"),
        ("Sovi loppuvuoden tapaamiset kalenteriin", "Vuosikello ajan tasalla"),
        "Tapaaminen pidetty, muistio kirjattu.",
        "Kuka johtoryhmästä tulee seuraavaan tapaamiseen?",
    ),
    "HEN": Plan(
        (
            "Avoimiin kohteisiin on nimetty sijaisesimies, ja rekrytointi on käynnissä.",
            "Esimiehen lähdön jälkeen kohteet jaettiin kahdelle esimiehelle.",
        ),
        ("Nimeä jokaiselle kohteelle esimies ja varahenkilö", "Ei kohteita ilman esimiestä"),
        ("Rekrytoi uusi esimies alueelle", "Esimiesvaihdot alle 25 %"),
        "Esimiehet nimetty ja perehdytys kuitattu.",
        "Saammeko palkata alueelle toisen esimiehen?",
    ),
    "SOP": Plan(
        (
            "Jatkosta neuvotellaan, asiakas on saanut tarjouksen kahdella vaihtoehdolla.",
            "Kilpailutukseen valmistaudutaan: tarjousryhmä on nimetty ja hinnoittelu aloitettu.",
        ),
        ("Laadi tarjoussuunnitelma ja nimeä tarjousryhmä", "Sopimus säilyy"),
        ("Neuvottele jatkosopimus päättäjän kanssa", "Sopimus jatkuu yli 12 kk"),
        "Suunnitelma hyväksytty, tarjous lähetetty.",
        "Millä hinnalla saamme tarjota, jotta sopimus säilyy?",
    ),
}


def plan_of(rule: str) -> Plan:
    """The plan for a red rule."""
    return PLANS[RULES[rule].dimension]


def answer_to(rule: str, *key: str) -> str:
    """The answer of an account and month to a red rule; the same every time."""
    return dice("answer", rule, *key).choice(plan_of(rule).answers)


def metric_of(rule: str) -> str:
    """The row of the card that the rule colours; the largest risk where no row is its own."""
    return next((spec.id for spec in all_metrics() if rule in spec.rules), "K3")
