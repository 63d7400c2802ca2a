"""The metrics in Finnish: definition and formula."""

from collections.abc import Mapping

FI: Mapping[str, tuple[str, str]] = {
    "F1": (
        "Laskutettu nettomyynti ilman arvonlisäveroa kirjanpitokuukausittain. Hyvityslaskut on vähennetty, konsernin "
        "sisäinen myynti ei ole mukana.",
        "Σ laskurivit − hyvitykset; kausi = kauden kuukausien summa",
    ),
    "F2": (
        "Liikevaihto ilman isoiksi projekteiksi merkittyjä eriä, sekä tänä että viime vuonna. Tavoite on asetettu "
        "ilman niitä.",
        "liikevaihto − isojen projektien liikevaihto",
    ),
    "F3": (
        "Liikevaihdosta jää tämä osuus, kun kohteiden välittömät kulut on vähennetty: palkat sivukuluineen, aineet, "
        "koneet ja alihankinta.",
        "Σ kate ÷ Σ kirjanpidon liikevaihto × 100; kaudelta summista, ei kuukausien keskiarvona",
    ),
    "F4": (
        "Sovittu mutta vielä laskuttamatta: jatkuvat sopimukset seuraavat 12 kuukautta, enintään tiedossa olevaan "
        "loppuun, ja projektien laskuttamaton osa.",
        "Σ kuukausihinta × voimassa olevat kuukaudet + Σ (projektin sopimussumma − laskutettu)",
    ),
    "F5": (
        "Avoimet laskut, jotka ovat yli 30 päivää myöhässä katkaisupäivänä, ja niistä yli 60 päivää myöhässä olevat.",
        "Σ avoimet laskut, joiden eräpäivästä on yli 30 (60) päivää",
    ),
    "F6": ("Sopimushinnan ulkopuolinen liikevaihto.", "lisätöiden liikevaihto ÷ liikevaihto × 100"),
    "Q1": (
        "Tehdyt laatukierrokset niistä, joiden aika on jo ohi. Suunniteltu kierros lasketaan kerran, ylimääräinen "
        "kierros ei korvaa toisen kohteen puuttuvaa. Väri tulee kolmesta viime kuukaudesta.",
        "tehdyt ÷ suunnitellut; R3 % = kolmen kuukauden tehdyt ÷ suunnitellut × 100",
    ),
    "Q2": (
        "Kohteiden viimeisimpien voimassa olevien kierrosten pistekeskiarvo sopimusarvolla painotettuna. Yksi kohde "
        "painaa enintään neljänneksen. Kauden luku on kauden kierrosten keskiarvo.",
        "Σ (pisteet × paino) ÷ Σ paino; pisteet = saadut ÷ enimmäispisteet × 100",
    ),
    "Q3": (
        "Kohteet, joiden viimeisin voimassa oleva kierros jäi alle 80 prosentin.",
        "kohteiden määrä, joiden pisteet < 80,0 %",
    ),
    "Q4": (
        "Kohteet, joista on voimassa oleva kierros. Kierros on voimassa puolitoista kertaa sovitun välin, vähintään 45 "
        "päivää.",
        "mitatut kohteet ÷ toiminnassa olevat kohteet × 100",
    ),
    "Q5": (
        "Viimeisin sisäinen auditointi: tulos, päivä ja avoimet poikkeamat.",
        "viimeisin auditointi katkaisupäivään mennessä",
    ),
    "Q6": ("INSTA 800 -tarkastuksessa hyväksytyt erät.", "hyväksytyt erät ÷ tarkastetut erät"),
    "Q1p": (
        "Käynnissä olevat projektit, joiden välitavoite ei ole yli 14 päivää myöhässä.",
        "aikataulussa olevat ÷ käynnissä olevat × 100",
    ),
    "Q2p": (
        "Viimeisten 12 kuukauden aikana päättyneiden projektien palautteen keskiarvo 1–5. Alle viittä vastausta ei "
        "näytetä.",
        "Σ palaute ÷ vastausten määrä",
    ),
    "Q3p": (
        "Käynnissä olevat projektit, joiden tunneista on käytetty yli 110 % budjetista.",
        "projektien määrä, joissa käytetyt tunnit ÷ budjetoidut > 1,10",
    ),
    "C1": (
        "Viimeisimmän kyselyn pääkysymyksen keskiarvo 1–5, aina vastausten määrän kanssa. Alle viittä vastausta ei "
        "näytetä.",
        "Σ arvosanat ÷ vastausten määrä",
    ),
    "C2": (
        "Suositteluhalukkuus: suosittelijoiden (9–10) ja arvostelijoiden (0–6) osuuksien erotus ja sen 95 %:n väli. "
        "Alle kymmenestä vastauksesta näytetään vain määrät.",
        "% suosittelijat − % arvostelijat; väli korjatulla Waldin kaavalla",
    ),
    "C3": (
        "Arvosana 1–5, jonka asiakkaan yhteyshenkilö antoi laatukierroksella kolmen viime kuukauden aikana.",
        "Σ arvosanat ÷ arvosanojen määrä",
    ),
    "C4": (
        "Saadut reklamaatiot kuukaudessa ja kaudella. Tiheys lasketaan kolmesta kuukaudesta kymmentä kohdetta kohden.",
        "tiheys = reklamaatiot R3 ÷ (kohteet ÷ 10) ÷ 3",
    ),
    "C5": (
        "Katkaisupäivänä avoimet reklamaatiot ja niistä määräpäivän ohittaneet.",
        "avoimet; myöhässä = määräpäivä < katkaisupäivä",
    ),
    "C6": (
        "Kolmen kuukauden reklamaatiot, joihin ihminen vastasi ajoissa: yhden työpäivän kuluessa, kriittisiin neljän "
        "työtunnin kuluessa.",
        "ajoissa vastatut ÷ vastattavat × 100",
    ),
    "C7": (
        "Mediaaniaika vastaanotosta asiakkaan hyväksymään korjaukseen niistä, jotka suljettiin kolmen kuukauden "
        "aikana.",
        "työpäivien mediaani; yhdeksän kymmenestä = 90. prosenttipiste",
    ),
    "C8": (
        "Saman kohteen ja saman luokan reklamaatioita enimmillään 90 päivässä.",
        "suurin määrä ryhmässä kohde × luokka",
    ),
    "G1": (
        "Vuosikellon tapaamiset, joiden aika on päättynyt tänä vuonna: toteutuneet ja sovitut.",
        "toteutuneet ÷ vuosikellon mukaan pidettävät",
    ),
    "G2": (
        "Päivät viimeisestä kasvokkain pidetystä johtajatapaamisesta, jossa oli päättäjä, ja seuraava sovittu.",
        "katkaisupäivä − viimeinen tapaaminen",
    ),
    "G3": (
        "Vuosikellon tapahtumat, jotka toteutuivat ajallaan 12 kuukaudessa, ja yli 14 päivää myöhässä olevat.",
        "ajallaan ÷ päättyneet × 100; myöhässä = yli 14 päivää",
    ),
    "G4": (
        "Voimassa olevat tavoitteet sen mukaan, miten ne etenevät: aikataulussa, vaarassa, myöhässä, tarkistamatta.",
        "tavoitteiden määrä ryhmittäin",
    ),
    "G5": ("Asiakkaan hoitoon käytetyt tunnit verrattuna vuoden budjettiin.", "käytetyt ÷ (vuoden budjetti ÷ 12 × kk)"),
    "G6": (
        "Johtoryhmän ohjeet, jotka eivät ole suljettuja, ja niistä määräpäivän ohittaneet.",
        "avoimet; myöhässä = ei valmis ja määräpäivä < katkaisupäivä",
    ),
    "H1": (
        "Kohteiden nimetyn esimiehen vaihdot 12 kuukaudessa. Sama henkilö samana päivänä usealla kohteella on yksi "
        "vaihto.",
        "vaihdot; osuus = vaihdot ÷ esimiehet × 100",
    ),
    "H2": (
        "Toiminnassa olevat kohteet, joilla ei ole katkaisupäivänä nimettyä esimiestä, ja pisin aukko.",
        "kohteiden määrä ilman voimassa olevaa esimiestä",
    ),
    "H3": (
        "Esimiehet, jotka ovat olleet asiakkaalla yli 14 päivää eivätkä ole kuitanneet perehdytystä.",
        "esimiesten määrä ilman kuittausta",
    ),
    "H4": ("Kohteiden työntekijöistä lähteneet 12 kuukaudessa.", "lähteneet ÷ keskimääräinen henkilömäärä × 100"),
    "H5": ("Avoimet riskit eläköitymisestä tai tekijäpulasta.", "riskien määrä"),
    "K1": (
        "Ensimmäisenä päättyvä sopimus: päivä, päivät siihen ja osuus 12 kuukauden liikevaihdosta.",
        "päättymispäivä − katkaisupäivä; osuus = kuukausihinta × 12 ÷ liikevaihto R12 × 100",
    ),
    "K2": (
        "12 kuukauden kuluessa päättyvien sopimusten osuus liikevaihdosta.",
        "Σ päättyvien kuukausihinta × 12 ÷ liikevaihto R12 × 100",
    ),
    "K3": (
        "Suurin avoin riski. Todennäköisyys ja vaikutus ovat 1–5.",
        "suurin todennäköisyys × vaikutus",
    ),
    "K4": (
        "Asiakkaan irtisanominen tai kilpailutus, ja 30 päivän ajan niiden päättyminen.",
        "voimassa oleva irtisanominen tai avoin kilpailutus",
    ),
    "K5": ("Asiakkaan nimetyt päättäjät, joita on tavattu 12 kuukauden aikana.", "tavatut ÷ nimetyt"),
    "P1": (
        "Mahdollinen myynti palveluissa ja paikkakunnilla, joita asiakas ei vielä osta.",
        "Σ potentiaali; painotettu = × sopivuus × todennäköisyys",
    ),
    "P2": ("Palvelun ja paikkakunnan yhdistelmät, jotka sopivat mutta joita ei osteta.", "tyhjien ruutujen määrä"),
    "P3": ("Oma osuus siitä, mitä asiakas käyttää palveluihimme.", "liikevaihto R12 ÷ asiakkaan kokonaiskäyttö × 100"),
    "P4": (
        "Avoimet myyntimahdollisuudet, niiden arvo ja ne, joilta puuttuu seuraava askel.",
        "avoimien määrä ja Σ arvo",
    ),
}
