"""What is said about rows and deliveries, in Finnish, English and Swedish; the parser's own sentences come with it.

A sentence says what is wrong and what to do. `{raw}` is the original text, `{column}` the title of the column.
"""

from typing import Any

from config.common.parsing import MESSAGES, message, worded

SENTENCES: dict[str, dict[str, str]] = {
    "no_folder": {
        "fi": "Kansiota {folder} ei ole. Tarkista polku.",
        "en": "There is no folder {folder}. Check the path.",
        "sv": "Mappen {folder} finns inte. Kontrollera sökvägen.",
    },
    "empty_folder": {
        "fi": "Kansiossa {folder} ei ole työkirjoja (.xlsx, .csv). Kopioi toimituksen tiedostot kansioon.",
        "en": "The folder {folder} holds no workbooks (.xlsx, .csv). Copy the files of the delivery there.",
        "sv": "Mappen {folder} innehåller inga arbetsböcker (.xlsx, .csv). Kopiera leveransens filer dit.",
    },
    "unknown_kind": {
        "fi": "Tiedoston {file} lajia ei tunnisteta (taulukot: {sheets}). Tarkista otsikkorivi tai poista tiedosto.",
        "en": "The kind of the file {file} is not recognised (sheets: {sheets}). Check its heading row or remove it.",
        "sv": "Filen {file} känns inte igen (blad: {sheets}). Kontrollera rubrikraden eller ta bort filen.",
    },
    "mixed_kinds": {
        "fi": "Tiedostossa {file} on usean lajin taulukoita ({kinds}). Tallenna ne eri tiedostoihin.",
        "en": "The file {file} holds sheets of several kinds ({kinds}). Save them in separate files.",
        "sv": "Filen {file} har blad av flera slag ({kinds}). Spara dem i skilda filer.",
    },
    "missing_column": {
        "fi": "Tiedoston {file} taulukon {sheet} riviltä {row} puuttuu sarake {column}. Lisää se ja lataa uudelleen.",
        "en": "The file {file}, sheet {sheet}, row {row}, lacks the column {column}. Add it and load the file again.",
        "sv": "Filen {file}, bladet {sheet}, rad {row}, saknar kolumnen {column}. Lägg till den och ladda på nytt.",
    },
    "no_rows": {
        "fi": "Tiedoston {file} taulukossa {sheet} ei ole rivejä otsikkorivin {row} jälkeen. Aja raportti uudelleen.",
        "en": "The file {file}, sheet {sheet}, has no rows after the heading in row {row}. Run the report again.",
        "sv": "Filen {file}, bladet {sheet}, har inga rader efter rubriken på rad {row}. Kör rapporten på nytt.",
    },
    "same_name": {
        "fi": "Toimituksessa on kaksi tiedostoa nimeltä {file}. Poista toinen tai nimeä se uudelleen.",
        "en": "The delivery has two files named {file}. Remove or rename one of them.",
        "sv": "Leveransen har två filer med namnet {file}. Ta bort eller döp om den ena.",
    },
    "total_broken": {
        "fi": "Tiedoston {file} taulukon {sheet} rivin {row} summa ({column}) on {expected}, mutta rivien summa on "
        "{found} (ero {difference}). Korjaa tiedosto; mitään ei ladattu.",
        "en": "The file {file}, sheet {sheet}, row {row}, states a total ({column}) of {expected}, but its rows add up "
        "to {found} (difference {difference}). Correct the file; nothing was loaded.",
        "sv": "Filen {file}, bladet {sheet}, rad {row}, anger summan ({column}) {expected}, men raderna ger {found} "
        "(skillnad {difference}). Rätta filen; inget laddades.",
    },
    "blocked_by": {
        "fi": "Tiedosto {file}: {reason} Mitään ei ladattu.",
        "en": "The file {file}: {reason} Nothing was loaded.",
        "sv": "Filen {file}: {reason} Inget laddades.",
    },
    "rows_rejected": {
        "fi": "Tiedoston {file} taulukon {sheet} rivi {row} hylättiin: {reason} Hylättyjä rivejä on yhteensä {count}. "
        "Korjaa ne tai lataa muut rivit valitsimella --accept-rejected; mitään ei ladattu.",
        "en": "The file {file}, sheet {sheet}, row {row}, was rejected: {reason} Rejected rows in all: {count}. "
        "Correct them or load the others with --accept-rejected; nothing was loaded.",
        "sv": "Filen {file}, bladet {sheet}, rad {row}, förkastades: {reason} Förkastade rader totalt: {count}. "
        "Rätta dem eller ladda de övriga med --accept-rejected; inget laddades.",
    },
    "sites_vanished": {
        "fi": "Listalta puuttuu {count} voimassa olevaa kohdetta {total} kohteesta (yli 20 %). Tarkista, että lista on "
        "kokonainen.",
        "en": "{count} of {total} sites in force are missing from the list (over 20 %). Check that the list is whole.",
        "sv": "{count} av {total} gällande objekt saknas i listan (över 20 %). Kontrollera att listan är hel.",
    },
    "already_loaded": {
        "fi": "Tiedosto {file} on jo ladattu erässä {batch}. Lataa uusi raportti tai poista tiedosto.",
        "en": "The file {file} was already loaded in batch {batch}. Upload a new report or leave the file out.",
        "sv": "Filen {file} har redan laddats i parti {batch}. Ladda en ny rapport eller ta bort filen.",
    },
    "total_row": {"fi": "Summarivi.", "en": "Total row.", "sv": "Summarad."},
    "subtotal_row": {"fi": "Välisummarivi.", "en": "Subtotal row.", "sv": "Delsummarad."},
    "note_row": {"fi": "Huomautus, ei tietoja.", "en": "A note, no data.", "sv": "En anmärkning, inga uppgifter."},
    "blank_row": {"fi": "Tyhjä rivi.", "en": "Blank row.", "sv": "Tom rad."},
    "repeated_header": {"fi": "Toistettu otsikkorivi.", "en": "Repeated heading.", "sv": "Upprepad rubrikrad."},
    "internal": {
        "fi": "Konsernin sisäinen rivi, ei lasketa asiakkaalle.",
        "en": "Intra-group row, not counted for any account.",
        "sv": "Koncernintern rad, räknas inte för någon kund.",
    },
    "not_care": {
        "fi": "Muu työ kuin asiakashoito, ei ladata.",
        "en": "Other work than account care, not loaded.",
        "sv": "Annat arbete än kundvård, laddas inte.",
    },
    "duplicate_row": {
        "fi": "Sama rivi on jo aiempana tiedostossa.",
        "en": "The same row stands earlier in the file.",
        "sv": "Samma rad finns tidigare i filen.",
    },
    "duplicate_key": {
        "fi": "Sama tieto on jo rivillä {other} eri arvoin. Poista toinen rivi.",
        "en": "Row {other} gives the same item with other values. Remove one of the rows.",
        "sv": "Rad {other} anger samma sak med andra värden. Ta bort den ena raden.",
    },
    "value_missing": {
        "fi": "Sarake {column} on tyhjä. Täydennä tieto.",
        "en": "The column {column} is empty. Fill it in.",
        "sv": "Kolumnen {column} är tom. Fyll i uppgiften.",
    },
    "date_missing": {
        "fi": "Päivä puuttuu sarakkeesta {column}.",
        "en": "The day is missing in the column {column}.",
        "sv": "Datum saknas i kolumnen {column}.",
    },
    "customer_missing": {
        "fi": "Asiakas puuttuu sarakkeesta {column}. Lisää asiakasnumero.",
        "en": "The customer is missing in the column {column}. Add the customer number.",
        "sv": "Kunden saknas i kolumnen {column}. Lägg till kundnumret.",
    },
    "supervisor_missing": {
        "fi": "Kohteella ei ole esimiestä.",
        "en": "The site has no supervisor.",
        "sv": "Objektet saknar arbetsledare.",
    },
    "unknown_customer": {
        "fi": "Asiakasnumeroa ”{raw}” ei tunneta. Lisää se asiakasrekisteriin tai korjaa numero.",
        "en": "The customer number “{raw}” is unknown. Add it to the customer register or correct it.",
        "sv": "Kundnumret ”{raw}” är okänt. Lägg till det i kundregistret eller rätta det.",
    },
    "unknown_account": {
        "fi": "Asiakasta ”{raw}” ei tunneta. Kirjoita nimi kuten asiakasrekisterissä.",
        "en": "The account “{raw}” is unknown. Write its name as in the customer register.",
        "sv": "Kunden ”{raw}” är okänd. Skriv namnet som i kundregistret.",
    },
    "unknown_site": {
        "fi": "Kohdenumeroa ”{raw}” ei tunneta. Lisää kohde kohdeluetteloon tai korjaa numero.",
        "en": "The site number “{raw}” is unknown. Add the site to the site list or correct the number.",
        "sv": "Objektnumret ”{raw}” är okänt. Lägg till objektet i objektlistan eller rätta numret.",
    },
    "unknown_site_kept": {
        "fi": "Kohdenumeroa ”{raw}” ei tunneta. Rivi ladataan asiakkaalle ilman kohdetta.",
        "en": "The site number “{raw}” is unknown. The row is loaded on the account without a site.",
        "sv": "Objektnumret ”{raw}” är okänt. Raden laddas på kunden utan objekt.",
    },
    "unknown_person": {
        "fi": "Henkilöä ”{raw}” ei tunneta. Lisää hänet henkilölistaan tai korjaa tieto.",
        "en": "The person “{raw}” is unknown. Add the person to the staff list or correct the cell.",
        "sv": "Personen ”{raw}” är okänd. Lägg till personen i personallistan eller rätta uppgiften.",
    },
    "person_ambiguous": {
        "fi": "Nimellä ”{raw}” on useita henkilöitä. Käytä henkilönumeroa.",
        "en": "Several people are named “{raw}”. Use the person number.",
        "sv": "Flera personer heter ”{raw}”. Använd personnumret i personallistan.",
    },
    "unknown_industry": {
        "fi": "Toimialaa ”{raw}” ei tunneta. Käytä jotakin näistä: {known}.",
        "en": "The industry “{raw}” is unknown. Use one of these: {known}.",
        "sv": "Branschen ”{raw}” är okänd. Använd någon av dessa: {known}.",
    },
    "unknown_care_model": {
        "fi": "Hoitomallia ”{raw}” ei ole. Käytä A, B, C tai D.",
        "en": "There is no care model “{raw}”. Use A, B, C or D.",
        "sv": "Det finns ingen vårdmodell ”{raw}”. Använd A, B, C eller D.",
    },
    "unknown_stage": {
        "fi": "Vaihetta ”{raw}” ei tunneta. Käytä jotakin näistä: {known}.",
        "en": "The stage “{raw}” is unknown. Use one of these: {known}.",
        "sv": "Fasen ”{raw}” är okänd. Använd någon av dessa: {known}.",
    },
    "unknown_measure": {
        "fi": "Mittaria ”{raw}” ei tunneta. Käytä Liikevaihto tai Kate.",
        "en": "The measure “{raw}” is unknown. Use Liikevaihto or Kate.",
        "sv": "Mätaren ”{raw}” är okänd. Använd Liikevaihto eller Kate.",
    },
    "unknown_line": {
        "fi": "Tiliriviä ”{raw}” ei tunneta. Käytä jotakin näistä: {known}.",
        "en": "The account line “{raw}” is unknown. Use one of these: {known}.",
        "sv": "Kontoraden ”{raw}” är okänd. Använd någon av dessa: {known}.",
    },
    "unknown_invoice_kind": {
        "fi": "Laskulajia ”{raw}” ei tunneta. Käytä L (lasku) tai H (hyvitys).",
        "en": "The invoice kind “{raw}” is unknown. Use L (invoice) or H (credit note).",
        "sv": "Fakturaslaget ”{raw}” är okänt. Använd L (faktura) eller H (kreditfaktura).",
    },
    "unknown_state": {
        "fi": "Tilaa ”{raw}” ei tunneta. Käytä Tehty, Suunniteltu tai Peruttu.",
        "en": "The state “{raw}” is unknown. Use Tehty, Suunniteltu or Peruttu.",
        "sv": "Läget ”{raw}” är okänt. Använd Tehty, Suunniteltu eller Peruttu.",
    },
    "unknown_severity": {
        "fi": "Vakavuutta ”{raw}” ei tunneta. Käytä Kriittinen, Vakava tai Tavanomainen.",
        "en": "The severity “{raw}” is unknown. Use Kriittinen, Vakava or Tavanomainen.",
        "sv": "Allvarlighetsgraden ”{raw}” är okänd. Använd Kriittinen, Vakava eller Tavanomainen.",
    },
    "unknown_role": {
        "fi": "Roolia ”{raw}” ei tunneta. Käytä Päättäjä, Yhteyshenkilö tai Käyttäjä.",
        "en": "The role “{raw}” is unknown. Use Päättäjä, Yhteyshenkilö or Käyttäjä.",
        "sv": "Rollen ”{raw}” är okänd. Använd Päättäjä, Yhteyshenkilö eller Käyttäjä.",
    },
    "severity_defaulted": {
        "fi": "Vakavuus puuttuu, käytetään tavanomaista.",
        "en": "The severity is missing; ordinary is used.",
        "sv": "Allvarlighetsgrad saknas; normal används.",
    },
    "not_whole": {
        "fi": "”{raw}” ei ole kokonaisluku. Korjaa solu.",
        "en": "“{raw}” is not a whole number. Correct the cell.",
        "sv": "”{raw}” är inte ett heltal. Rätta cellen.",
    },
    "not_positive": {
        "fi": "Arvon ”{raw}” pitää olla suurempi kuin nolla.",
        "en": "The value “{raw}” must be greater than zero.",
        "sv": "Värdet ”{raw}” måste vara större än noll.",
    },
    "not_a_scale": {
        "fi": "Asteikkoa ”{raw}” ei tunneta. Kirjoita se muodossa 1–5.",
        "en": "The scale “{raw}” is not readable. Write it as 1–5.",
        "sv": "Skalan ”{raw}” går inte att läsa. Skriv den som 1–5.",
    },
    "not_a_link": {
        "fi": "”{raw}” ei ole verkko-osoite, joten sitä ei tallenneta.",
        "en": "“{raw}” is not a web address and is not stored.",
        "sv": "”{raw}” är inte en webbadress och sparas inte.",
    },
    "ends_before_start": {
        "fi": "Loppupäivä {raw} on ennen alkupäivää.",
        "en": "The end {raw} is before the start.",
        "sv": "Slutdagen {raw} är före startdagen.",
    },
    "closed_before_received": {
        "fi": "Suljettu {raw}, ennen kuin reklamaatio saapui.",
        "en": "Closed on {raw}, before the complaint was received.",
        "sv": "Avslutad {raw}, innan reklamationen kom in.",
    },
    "closed_without_day": {
        "fi": "Tila on suljettu, mutta sulkemispäivä puuttuu. Rivi ladataan avoimena.",
        "en": "The state says closed, but the closing day is missing. The row is loaded as open.",
        "sv": "Läget är avslutad men slutdagen saknas. Raden laddas som öppen.",
    },
    "answered_before_received": {
        "fi": "Ensivastaus {raw} on ennen saapumista. Tarkista kellonajat.",
        "en": "The first response {raw} is before the receipt. Check the times.",
        "sv": "Första svaret {raw} är före ankomsten. Kontrollera tiderna.",
    },
    "no_end_given": {
        "fi": "Päättymispäivä puuttuu. Sopimus ladataan toistaiseksi voimassa olevana.",
        "en": "The end is missing. The contract is loaded as valid until further notice.",
        "sv": "Slutdagen saknas. Avtalet laddas som gällande tills vidare.",
    },
    "score_differs": {
        "fi": "Tulos {raw} ei ole sama kuin pisteistä laskettu {computed}. Ladataan tulos.",
        "en": "The score {raw} differs from the one computed from points ({computed}). The score is loaded.",
        "sv": "Resultatet {raw} skiljer sig från det som räknats av poängen ({computed}). Resultatet laddas.",
    },
    "day_in_future": {
        "fi": "Päivä {raw} on tulevaisuudessa (sarake {column}).",
        "en": "The day {raw} lies in the future (column {column}).",
        "sv": "Dagen {raw} ligger i framtiden (kolumnen {column}).",
    },
    "day_in_past": {
        "fi": "Päivä {raw} on jo mennyt (sarake {column}), eikä sitä ladata.",
        "en": "The day {raw} has already passed (column {column}) and is not loaded.",
        "sv": "Dagen {raw} har redan passerat (kolumnen {column}) och laddas inte.",
    },
    "period_future": {
        "fi": "Kausi {raw} on viimeisen suljetun kuukauden jälkeen.",
        "en": "The period {raw} is after the last closed month.",
        "sv": "Perioden {raw} är efter den senast stängda månaden.",
    },
    "sheet_year_missing": {
        "fi": "Taulukon vuotta ei tiedetä. Kirjoita vuosi taulukon nimeen tai otsikkoriveille.",
        "en": "The year of the sheet is unknown. Write it in the sheet's name or title rows.",
        "sv": "Bladets år är okänt. Skriv året i bladets namn eller titelrader.",
    },
    "credit_sign_flipped": {
        "fi": "Hyvityksen summa {raw} on positiivinen; se ladataan negatiivisena.",
        "en": "The amount {raw} of a credit note is positive; it is loaded as negative.",
        "sv": "Kreditfakturans belopp {raw} är positivt; det laddas som negativt.",
    },
    "row_sum": {
        "fi": "Kuukausien summa {found} ei ole sama kuin rivin yhteensä {raw}.",
        "en": "The months add up to {found}, but the row's total says {raw}.",
        "sv": "Månadernas summa {found} är inte samma som radens summa {raw}.",
    },
    "margin_pct_diff": {
        "fi": "{column}: kateprosentti {raw} poikkeaa lasketusta ({computed}) yli 0,2 prosenttiyksikköä.",
        "en": "{column}: the margin of {raw} per cent is over 0.2 points off the computed one ({computed}).",
        "sv": "{column}: marginalen {raw} procent avviker över 0,2 enheter från den beräknade ({computed}).",
    },
    "score_range": {
        "fi": "Arvo {raw} ei ole välillä {low}–{high} (sarake {column}).",
        "en": "The value {raw} is not between {low} and {high} (column {column}).",
        "sv": "Värdet {raw} ligger inte mellan {low} och {high} (kolumnen {column}).",
    },
    "scale_mixed": {
        "fi": "Asteikko {raw} on eri kuin saman kyselyn muilla vastauksilla.",
        "en": "The scale {raw} differs from the other answers of the survey.",
        "sv": "Skalan {raw} skiljer sig från de andra svaren i enkäten.",
    },
    "plan_missing": {
        "fi": "Kierrosta ei ollut suunniteltu; suunnitelluksi päiväksi tulee tehty päivä.",
        "en": "The round was not planned; the day it was done counts as planned.",
        "sv": "Ronden var inte planerad; den utförda dagen räknas som planerad.",
    },
    "hours_range": {
        "fi": "Tunnit {raw} eivät ole välillä 0–24.",
        "en": "The hours {raw} are not between 0 and 24.",
        "sv": "Timmarna {raw} är inte mellan 0 och 24.",
    },
    "price_overlap": {
        "fi": "Voimassaolo on päällekkäin rivin {other} kanssa.",
        "en": "The validity overlaps with row {other}.",
        "sv": "Giltigheten överlappar rad {other}.",
    },
}

LANGUAGES = ("fi", "en", "sv")


def sentence(code: str, lang: str, **values: Any) -> str:
    """The sentence of a code in fi, en or sv (others get Finnish); the parser's codes too; unknown ones as they are."""
    if code not in SENTENCES:
        return message(code, lang, **values) if code in MESSAGES else code
    return worded(SENTENCES[code], lang, values)
