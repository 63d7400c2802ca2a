"""The metrics in Swedish: definition and formula."""

from collections.abc import Mapping

SV: Mapping[str, tuple[str, str]] = {
    "F1": (
        "Fakturerad nettoförsäljning utan moms per bokföringsmånad. Kreditfakturor är avdragna, koncernintern "
        "försäljning ingår inte.",
        "Σ fakturarader − krediteringar; perioden = summan av dess månader",
    ),
    "F2": (
        "Omsättning utan de poster som är märkta som stora projekt, både i år och i fjol. Målet är satt utan dem.",
        "omsättning − omsättning av stora projekt",
    ),
    "F3": (
        "Den andel av omsättningen som återstår efter objektens direkta kostnader: löner med bikostnader, material, "
        "maskiner och underleverans.",
        "Σ bruttomarginal ÷ Σ bokförd omsättning × 100; för perioden ur summorna, inte som medelvärde av månader",
    ),
    "F4": (
        "Avtalat men ännu inte fakturerat: löpande avtal för de följande 12 månaderna, högst till ett känt slut, och "
        "det som återstår av projekten.",
        "Σ månadspris × månader i kraft + Σ (projektets avtalssumma − fakturerat)",
    ),
    "F5": (
        "Öppna fakturor som på brytdagen är mer än 30 dagar försenade, och av dem de som är mer än 60 dagar försenade.",
        "Σ öppna fakturor mer än 30 (60) dagar efter förfallodagen",
    ),
    "F6": ("Omsättning utanför avtalspriset.", "omsättning av tilläggsarbeten ÷ omsättning × 100"),
    "Q1": (
        "Gjorda kvalitetsronder av dem vars tid har gått ut. En planerad rond räknas en gång; en extra rond ersätter "
        "inte ett missat objekt. Färgen kommer av de tre senaste månaderna.",
        "gjorda ÷ planerade; R3 % = tre månaders gjorda ÷ planerade × 100",
    ),
    "Q2": (
        "Medelpoäng av objektens senaste giltiga ronder, vägt med avtalsvärdet. Ett objekt väger högst en fjärdedel. "
        "Periodens siffra är medelvärdet av dess ronder.",
        "Σ (poäng × vikt) ÷ Σ vikt; poäng = erhållna ÷ högsta möjliga × 100",
    ),
    "Q3": ("Objekt vars senaste giltiga rond ligger under 80 procent.", "antal objekt med poäng < 80,0 %"),
    "Q4": (
        "Objekt med en giltig rond. En rond gäller en och en halv gång det avtalade intervallet, minst 45 dagar.",
        "mätta objekt ÷ aktiva objekt × 100",
    ),
    "Q5": (
        "Den senaste interna revisionen: resultat, dag och öppna avvikelser.",
        "den senaste revisionen före brytdagen",
    ),
    "Q6": ("Godkända partier i INSTA 800-granskningen.", "godkända partier ÷ granskade partier"),
    "Q1p": (
        "Pågående projekt utan delmål som är mer än 14 dagar försenat.",
        "i tidtabell ÷ pågående × 100",
    ),
    "Q2p": (
        "Medelvärdet 1–5 av responsen på projekt som avslutats under de senaste 12 månaderna. Färre än fem svar visas "
        "inte.",
        "Σ respons ÷ antal svar",
    ),
    "Q3p": (
        "Pågående projekt som har använt mer än 110 % av sina budgeterade timmar.",
        "antal projekt där använda timmar ÷ budgeterade > 1,10",
    ),
    "C1": (
        "Medelvärdet av huvudfrågan i den senaste enkäten, 1–5, alltid med antalet svar. Färre än fem svar visas inte.",
        "Σ betyg ÷ antal svar",
    ),
    "C2": (
        "Viljan att rekommendera: andelen förespråkare (9–10) minus andelen kritiker (0–6), med 95 %-intervall. Färre "
        "än tio svar visas bara som antal.",
        "% förespråkare − % kritiker; intervall enligt justerad Wald",
    ),
    "C3": (
        "Betyget 1–5 som kundens kontaktperson gav på kvalitetsronderna under de tre senaste månaderna.",
        "Σ betyg ÷ antal betyg",
    ),
    "C4": (
        "Mottagna reklamationer under månaden och perioden. Tätheten räknas på tre månader per tio objekt.",
        "täthet = reklamationer R3 ÷ (objekt ÷ 10) ÷ 3",
    ),
    "C5": (
        "Reklamationer som är öppna på brytdagen, och av dem de som har passerat sin förfallodag.",
        "öppna; försenade = förfallodag < brytdag",
    ),
    "C6": (
        "Tre månaders reklamationer som en människa besvarade i tid: inom en arbetsdag, kritiska inom fyra "
        "arbetstimmar.",
        "besvarade i tid ÷ att besvara × 100",
    ),
    "C7": (
        "Mediantiden från mottagande till en åtgärd som kunden godkänt, för dem som stängts under tre månader.",
        "median av arbetsdagar; nio av tio = 90:e percentilen",
    ),
    "C8": (
        "Flest reklamationer av samma objekt och klass på 90 dagar.",
        "största antalet i gruppen objekt × klass",
    ),
    "G1": (
        "Årsklockans möten vars tid har gått ut i år: hållna och planerade.",
        "hållna ÷ planerade enligt årsklockan",
    ),
    "G2": (
        "Dagar sedan det senaste direktörsmötet ansikte mot ansikte med en beslutsfattare, och det nästa bokade.",
        "brytdag − senaste möte",
    ),
    "G3": (
        "Årsklockans händelser som gjorts i tid under 12 månader, och de som är mer än 14 dagar försenade.",
        "i tid ÷ avslutade × 100; försenad = mer än 14 dagar",
    ),
    "G4": (
        "Gällande mål efter hur de framskrider: i tidtabell, hotade, försenade, okontrollerade.",
        "antal mål av varje slag",
    ),
    "G5": (
        "Timmar som använts för vården av kunden jämfört med årets budget.",
        "använda ÷ (årets budget ÷ 12 × månader)",
    ),
    "G6": (
        "Ledningsgruppens anvisningar som inte är stängda, och av dem de som har passerat sin dag.",
        "öppna; försenade = inte klar och förfallodag < brytdag",
    ),
    "H1": (
        "Byten av objektens utsedda arbetsledare under 12 månader. En person som tar över flera objekt samma dag är "
        "ett byte.",
        "byten; andel = byten ÷ arbetsledare × 100",
    ),
    "H2": (
        "Aktiva objekt som på brytdagen saknar utsedd arbetsledare, och den längsta luckan.",
        "antal objekt utan gällande arbetsledare",
    ),
    "H3": (
        "Arbetsledare som varit över 14 dagar hos kunden och inte har kvitterat introduktionen.",
        "antal arbetsledare utan kvittering",
    ),
    "H4": ("De som lämnat objekten under 12 månader.", "lämnat ÷ medelantal anställda × 100"),
    "H5": ("Öppna risker för pensionering eller brist på personal.", "antal risker"),
    "K1": (
        "Det avtal som upphör först: dagen, dagarna dit och andelen av 12 månaders omsättning.",
        "slutdag − brytdag; andel = månadspris × 12 ÷ omsättning R12 × 100",
    ),
    "K2": (
        "Andelen av omsättningen i avtal som upphör inom 12 månader.",
        "Σ månadspris för dessa × 12 ÷ omsättning R12 × 100",
    ),
    "K3": ("Den största öppna risken. Sannolikhet och påverkan är 1–5.", "största sannolikhet × påverkan"),
    "K4": (
        "Kundens uppsägning eller upphandling, och i 30 dagar att de är över.",
        "gällande uppsägning eller öppen upphandling",
    ),
    "K5": ("Kundens namngivna beslutsfattare som man träffat inom 12 månader.", "träffade ÷ namngivna"),
    "P1": (
        "Möjlig försäljning av tjänster och på orter som kunden ännu inte köper.",
        "Σ potential; viktad = × lämplighet × sannolikhet",
    ),
    "P2": ("Kombinationer av tjänst och ort som passar men inte köps.", "antal tomma rutor"),
    "P3": ("Vår andel av det kunden använder på våra tjänster.", "omsättning R12 ÷ kundens totala användning × 100"),
    "P4": (
        "Öppna möjligheter, deras värde och de som saknar nästa steg.",
        "antal öppna och Σ värde",
    ),
}
