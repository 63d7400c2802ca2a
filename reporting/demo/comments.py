"""What directors wrote on the cards of the past: twelve variants per story, two of all in English (domain.md 6.4)."""

import random
from collections.abc import Sequence
from dataclasses import dataclass

from reporting.demo.dice import dice

ENGLISH_ONE_IN = 60


@dataclass(frozen=True)
class Story:
    """Sentences that are put together: what is seen, why, and what is done. 3 × 2 × 2 = 12 variants."""

    seen: tuple[str, str, str]
    why: tuple[str, str]
    done: tuple[str, str]


STORIES: dict[str, Story] = {
    "calm": Story(
        (
            "Kuukausi sujui suunnitelman mukaan eikä avoimia asioita ole.",
            "Tilanne on vakaa: laatu ja talous ovat tavoitteessa.",
            "Asiakas on tyytyväinen ja yhteistyö toimii arjessa hyvin.",
        ),
        (
            "Esimiehet ovat käyneet kohteissa sovitusti ja palaute on ollut myönteistä.",
            "Laatukierrosten tulokset pysyivät hyvällä tasolla kaikilla paikkakunnilla.",
        ),
        (
            "Seuraavassa tapaamisessa käydään läpi loppuvuoden lisätyöt.",
            "Jatketaan sovitulla tavalla, ei päätettävää johtoryhmälle.",
        ),
    ),
    "R01": Story(
        (
            "Liikevaihto jää tavoitteesta, vaikka perussopimus laskutetaan täysimääräisesti.",
            "Kauden myynti on alle suunnitelman, ja ero on kertynyt tasaisesti.",
            "Tavoitteesta jäädään, koska lisätöitä on tilattu suunniteltua vähemmän.",
        ),
        (
            "Asiakas on siirtänyt perussiivouksia syksyyn oman budjettinsa vuoksi.",
            "Kahden kohteen supistaminen näkyy nyt koko kaudella.",
        ),
        (
            "Tarjous ikkunanpesuista ja kiinteistönhoidosta on asiakkaalla, vastausta odotetaan tässä kuussa.",
            "Olen sopinut asiakkaan kanssa lisätöiden aikataulusta, vaikutus näkyy kahden kuukauden päästä.",
        ),
    ),
    "R08": Story(
        (
            "Yhden kohteen laatupisteet putosivat alle rajan, muissa kohteissa taso on hyvä.",
            "Keskiarvo on hyvä, mutta yksittäinen kohde vaatii korjaamista heti.",
            "Laatukierroksella löytyi puutteita, jotka eivät näy keskiarvossa.",
        ),
        (
            "Syynä on henkilövaihdos, jonka perehdytys jäi kesken.",
            "Kohteen käyttö on lisääntynyt, eikä mitoitus enää vastaa tilannetta.",
        ),
        (
            "Aluejohtaja käy kohteessa viikoittain ja uusintakierros tehdään kahden viikon sisällä.",
            "Kohteeseen lisättiin perussiivous ja esimies tekee tarkastuksen yhdessä asiakkaan kanssa.",
        ),
    ),
    "R06": Story(
        (
            "Osa laatukierroksista jäi tekemättä, joten kattavuus laski.",
            "Kierroksia siirtyi seuraavaan kuukauteen ja tehtyjen osuus jäi alle rajan.",
            "Laatukierrosten toteuma ei ole sillä tasolla, jonka olemme luvanneet.",
        ),
        (
            "Esimiehen sijaisuus venyi eikä kierroksille ollut tekijää.",
            "Lomakauden järjestelyt eivät riittäneet kaikille paikkakunnille.",
        ),
        (
            "Rästiin jääneet kierrokset tehdään kuun loppuun mennessä naapurialueen avulla.",
            "Kierroksille on nyt nimetty varahenkilöt, tilanne korjaantuu ensi kuussa.",
        ),
    ),
    "R13": Story(
        (
            "Reklamaatioita tuli tavallista enemmän lyhyen ajan sisällä.",
            "Palautteiden määrä nousi selvästi edellisistä kuukausista.",
            "Asiakas on reklamoinut useasta kohteesta saman jakson aikana.",
        ),
        (
            "Suurin osa koskee aikatauluja ja tekemättä jääneitä töitä.",
            "Taustalla on kahden työntekijän vaihtuminen samaan aikaan.",
        ),
        (
            "Kävimme palautteet läpi asiakkaan kanssa ja sovimme viikkoseurannasta.",
            "Työohjeet on tarkistettu ja esimies soittaa kohteisiin joka perjantai.",
        ),
    ),
    "R14": Story(
        (
            "Yksi reklamaatio on myöhässä, muut on hoidettu ajallaan.",
            "Reklamaation korjaus venyi yli määräajan.",
            "Avoin palaute odottaa vielä asiakkaan hyväksyntää.",
        ),
        (
            "Korjaus vaati varaosan, jonka toimitus viivästyi.",
            "Vastuu asian hoitamisesta jäi epäselväksi kahden yksikön välillä.",
        ),
        (
            "Sovin asiakkaan kanssa uuden päivän ja vahvistan sulkemisen itse.",
            "Asia on nyt aluejohtajan vastuulla ja suljetaan tällä viikolla.",
        ),
    ),
    "R15": Story(
        (
            "Kriittinen hygieniareklamaatio on käsittelyssä ja asiakkaan johto on tietoinen.",
            "Saimme kriittisen reklamaation, jonka selvitys aloitettiin samana päivänä.",
            "Vakava poikkeama kohteessa: tila on puhdistettu ja uusintanäyte otettu.",
        ),
        (
            "Juurisyy on puutteellinen menetelmäkortti viikonloppuvuorossa.",
            "Poikkeama liittyy sijaisen perehdytykseen, joka oli jäänyt tekemättä.",
        ),
        (
            "Toimitan asiakkaalle kirjallisen selvityksen ja laatupäällikkö auditoi kohteen.",
            "Tapaan asiakkaan laatujohdon tällä viikolla ja sovimme seurannasta kuukaudeksi.",
        ),
    ),
    "R18": Story(
        (
            "Johtajatapaaminen on jäänyt pitämättä sovitussa ajassa.",
            "Edellisestä johtajatapaamisesta on kulunut liian kauan.",
            "Tapaamisväli on venynyt yli hoitomallin rajan.",
        ),
        (
            "Asiakkaan yhteyshenkilö vaihtui eikä uutta aikaa ole saatu kalenteriin.",
            "Asiakas on perunut kaksi ehdotettua aikaa omien kiireidensä vuoksi.",
        ),
        (
            "Ehdotan asiakkaan toimitusjohtajalle kolmea aikaa seuraavalle kahdelle viikolle.",
            "Pyydän liiketoimintajohtajaa mukaan, jotta tapaaminen saadaan sovittua.",
        ),
    ),
    "R24": Story(
        (
            "Esimiesvaihdoksia on ollut liikaa, ja asiakas on maininnut asiasta.",
            "Esimiesten vaihtuvuus näkyy asiakkaalle ja vie aikaa perehdytykseltä.",
            "Kaksi esimiespaikkaa vaihtui lyhyen ajan sisällä.",
        ),
        (
            "Toinen siirtyi omasta toiveestaan toiselle alueelle ja toinen lähti talosta.",
            "Vaihdokset johtuvat aluejaon muutoksesta, joka on nyt valmis.",
        ),
        (
            "Uudet esimiehet on esitelty asiakkaalle ja kohteet kierretty yhdessä.",
            "Uusia vaihdoksia ei ole näköpiirissä, seuraan perehdytyksen kuittauksia.",
        ),
    ),
    "R29": Story(
        (
            "Pääsopimus lähestyy loppuaan ja jatkosta on sovittava ajoissa.",
            "Sopimuskausi päättyy, eikä jatkosuunnitelmaa ole vielä hyväksytty.",
            "Jatkosopimuksen valmistelu on kesken.",
        ),
        (
            "Asiakas haluaa ensin nähdä ehdotuksen palvelujen laajuudesta.",
            "Hinnantarkistuksen ehdot ovat vielä auki molemmin puolin.",
        ),
        (
            "Tuon jatkosuunnitelman johtoryhmään seuraavaan kokoukseen.",
            "Neuvottelu on sovittu, tavoitteena allekirjoitus ennen vuodenvaihdetta.",
        ),
    ),
    "R30": Story(
        (
            "Asiakas on ilmoittanut kilpailuttavansa palvelut seuraavalle sopimuskaudelle.",
            "Kilpailutus on julki, ja tarjouspyyntöä odotetaan lähiviikkoina.",
            "Asiakkaan hankinta vahvisti, että koko sopimus kilpailutetaan.",
        ),
        (
            "Tarjoukselle ei ole vielä nimetty vastuuhenkilöä eikä aikataulua.",
            "Asiakkaan uusi hankintajohtaja haluaa vertailla markkinan hintatasoa.",
        ),
        (
            "Pyydän johtoryhmältä päätöksen tarjousryhmästä ja hinnoittelun reunaehdoista.",
            "Kokoan tarjoussuunnitelman ja tapaan asiakkaan päättäjät ennen tarjouspyyntöä.",
        ),
    ),
    "R31": Story(
        (
            "Avainhenkilö on jäämässä eläkkeelle, ja osaaminen on siirrettävä ajoissa.",
            "Suurin riski on henkilöriippuvuus asiakkaan kriittisissä tiloissa.",
            "Henkilöriski on kirjattu, ja seuraajan haku on aloitettu.",
        ),
        (
            "Asiakas on tottunut toimimaan yhden ihmisen kautta.",
            "Kohteen erityisvaatimukset ovat vain yhden esimiehen hallussa.",
        ),
        (
            "Seuraaja aloittaa rinnalla kahden kuukauden perehdytysjaksolla.",
            "Kirjaamme työtavat ja esittelemme seuraajan asiakkaalle seuraavassa tapaamisessa.",
        ),
    ),
    "R03": Story(
        (
            "Kate on selvästi tavoitteen alla, vaikka laskutus on suunnitelmassa.",
            "Kannattavuus on heikentynyt vuodenvaihteesta alkaen.",
            "Kate ei kata yhteisiä kuluja, ja suunta on ollut laskeva.",
        ),
        (
            "Työtunteja kuluu sovittua enemmän kahdella paikkakunnalla.",
            "Alihankinnan hinta nousi, eikä korotusta ole viety sopimukseen.",
        ),
        (
            "Hinnantarkistus on neuvoteltavana, ja työvuorot mitoitetaan uudelleen.",
            "Käymme controllerin kanssa kohteet läpi ja tuomme ehdotuksen johtoryhmälle.",
        ),
    ),
    "R12": Story(
        (
            "Päättäjän antama heikko arvio on otettu vakavasti.",
            "Asiakkaan päättäjä oli pettynyt viime kuukausien palveluun.",
            "Kyselyssä yksi päättäjä antoi selvästi muita heikomman arvion.",
        ),
        (
            "Lomakauden sijaisjärjestelyt eivät toimineet sovitusti.",
            "Keväällä sovituista parannuksista ei ole kerrottu asiakkaalle.",
        ),
        (
            "Keskustelu päättäjän kanssa kirjataan, ja toimia seurataan kaksi kuukautta.",
            "Sovin tapaamisen päättäjän kanssa ja kerron tuloksesta johtoryhmälle.",
        ),
    ),
    "R16": Story(
        (
            "Reklamaatioihin vastaaminen on viivästynyt yksittäisissä tapauksissa.",
            "Ensivaste ei ole pysynyt sovitussa ajassa.",
            "Asiakas sai vastauksen reklamaatioon vasta määräajan jälkeen.",
        ),
        (
            "Sijainen ei ollut saanut reklamaatioita omaan jonoonsa.",
            "Viesti tuli väärään osoitteeseen ja löytyi vasta seuraavalla viikolla.",
        ),
        (
            "Vastaamisen varajärjestely on sovittu esimiesten kanssa.",
            "Seuraan ensivastetta viikoittain aluejohtajan kanssa.",
        ),
    ),
    "R17": Story(
        (
            "Sama vika on toistunut samassa kohteessa.",
            "Yhden kohteen reklamaatiot koskevat samaa asiaa.",
            "Kohteesta on tullut uusi reklamaatio samasta syystä kuin aiemmin.",
        ),
        (
            "Korjaus jäi kertaluonteiseksi, eikä syytä poistettu.",
            "Työohjetta ei ollut päivitetty ensimmäisen reklamaation jälkeen.",
        ),
        (
            "Esimies käy työn läpi paikan päällä, ja tarkistamme tuloksen kahden viikon päästä.",
            "Teemme kohteeseen uuden työohjeen ja pyydämme asiakkaalta kuittauksen.",
        ),
    ),
    "R19": Story(
        (
            "Vuosikellon tapahtuma on jäänyt odottamaan kirjausta.",
            "Yksi vuosikellon tehtävä on myöhässä.",
            "Vuosikello on muuten ajan tasalla, mutta yksi tapahtuma viivästyi.",
        ),
        (
            "Ajankohtaa siirrettiin asiakkaan pyynnöstä kahdesti.",
            "Tehtävä on tehty, mutta näyttö on vielä tallentamatta.",
        ),
        (
            "Tapahtuma viedään loppuun ja kirjataan ennen seuraavaa korttia.",
            "Uusi aika on sovittu, ja kirjaan näytön samana päivänä.",
        ),
    ),
    "R20": Story(
        (
            "Yksi tavoitteista on myöhässä tai tarkistamatta.",
            "Tavoitteen aikataulu ei pitänyt.",
            "Tavoitteista muut etenevät, mutta yksi odottaa asiakkaan päätöstä.",
        ),
        (
            "Asiakkaan järjestelmävaihto on siirtänyt aikataulua.",
            "Tavoitteen mittaria ei ole saatu asiakkaalta ajoissa.",
        ),
        (
            "Uusi aikataulu sovitaan asiakkaan kanssa seuraavassa tapaamisessa.",
            "Tarkistan tavoitteen ja päivitän toimintasuunnitelman tässä kuussa.",
        ),
    ),
    "R22": Story(
        (
            "Hoitoaikaa on käytetty selvästi budjettia enemmän.",
            "Asiakkuus on vaatinut tavallista enemmän aikaa.",
            "Hoitoajan käyttö ylittää sovitun tason.",
        ),
        (
            "Palvelun laajennuksen valmistelu on vienyt kevään ja kesän työtunnit.",
            "Asiakkaan organisaatiomuutos on lisännyt tapaamisia.",
        ),
        (
            "Esitän hoitoajan budjetin tarkistamista loppuvuodelle.",
            "Osa tehtävistä siirtyy varahenkilölle syksyn aikana.",
        ),
    ),
    "R25": Story(
        (
            "Kohteelta puuttuu nimetty esimies.",
            "Yksi kohde on ilman esimiestä, ja tuuraus hoidetaan naapurikohteesta.",
            "Esimiehen lähdön jälkeen kohteelle ei ole vielä nimetty uutta.",
        ),
        (
            "Rekrytointi paikkakunnalla on kestänyt odotettua kauemmin.",
            "Siirtyvän esimiehen seuraaja perui tulonsa.",
        ),
        (
            "Aluejohtaja nimeää esimiehen tällä viikolla ja ilmoittaa asiakkaalle.",
            "Sijainen aloittaa ensi viikolla, vakituinen haku on käynnissä.",
        ),
    ),
    "R28": Story(
        (
            "Tukiorganisaatiossa on tyhjä paikka, joka pitää täyttää.",
            "Yhden paikkakunnan asiantuntija puuttuu tukiorganisaatiosta.",
            "Tukiorganisaatio on muuten kunnossa, yksi vastuu on auki.",
        ),
        (
            "Asiantuntija siirtyi toisiin tehtäviin kesällä.",
            "Vastuuta ei ehditty siirtää ennen henkilön lähtöä.",
        ),
        (
            "Uusi henkilö nimetään palvelujohtajan kanssa tässä kuussa.",
            "Naapurialueen asiantuntija hoitaa vastuuta, kunnes uusi on nimetty.",
        ),
    ),
    "GREY": Story(
        (
            "Laatutietoa ei ole saatu asiakkaan järjestelmästä, joten laatua ei voi arvioida.",
            "Laatukierrosten tiedonsiirto on katkennut, kierrokset on kuitenkin tehty.",
            "Tieto puuttuu: asiakkaan oma järjestelmä ei lähetä kierroksia.",
        ),
        (
            "Asiakas vaihtoi järjestelmän versiota, ja rajapinta lakkasi toimimasta.",
            "Tunnukset vanhenivat, eikä uusia ole vielä toimitettu.",
        ),
        (
            "Asiakkaan tietohallinto korjaa yhteyden, ja toimitan kierrokset siihen saakka taulukkona.",
            "Esimiehet kirjaavat kierrokset omaan järjestelmäämme, kunnes yhteys toimii.",
        ),
    ),
}  # fmt: skip
DEFAULT = "calm"
ORDER = (
    "R15", "R30", "R12", "R03", "R25", "R08", "R29", "R14", "R18", "R01", "R24", "R31", "R06", "R13", "R20", "R22",
    "R28", "R17", "R16", "R19",
)  # fmt: skip
ENGLISH = (
    "Service runs as agreed and the quality rounds are up to date on all sites. The customer asked for an English "
    "summary for their group management; we deliver it together with the next steering group material.",
    "One site needs attention, the others are on a good level. The area director follows it weekly and I will report "
    "the outcome to the customer's facility manager before the next meeting.",
)


def comment(size: str, account: str, month: str, status: str, rules: Sequence[str]) -> str:
    """What the director wrote for a month, given the colour and the rules behind it; 80–600 characters."""
    chance = dice(size, "comment", account, month)
    if chance.randrange(ENGLISH_ONE_IN) == 0:
        return ENGLISH[0 if status == "GREEN" else 1]
    return text_of(story_of(status, rules), chance)


def story_of(status: str, rules: Sequence[str]) -> str:
    """The story a comment is about: the gravest rule, a silent feed, or a calm month."""
    if status == "GREY":
        return "GREY"
    return next((rule for rule in ORDER if rule in rules and status != "GREEN"), DEFAULT)


def text_of(name: str, chance: random.Random) -> str:
    """One of the twelve variants."""
    story = STORIES[name]
    return " ".join((chance.choice(story.seen), chance.choice(story.why), chance.choice(story.done)))
