"""Why a file cannot be read, in sentences that say what to do, in Finnish, English and Swedish."""

from config.common.parsing import worded

SENTENCES: dict[str, dict[str, str]] = {
    "not_found": {
        "fi": "Tiedostoa {file} ei löydy. Tarkista nimi ja kansio.",
        "en": "The file {file} does not exist. Check its name and folder.",
        "sv": "Filen {file} finns inte. Kontrollera namnet och mappen.",
    },
    "empty": {
        "fi": "Tiedostossa {file} ei ole tietoja. Aja raportti uudelleen ja lataa uusi tiedosto.",
        "en": "The file {file} holds no data. Run the report again and load the new file.",
        "sv": "Filen {file} innehåller inga uppgifter. Kör rapporten på nytt och ladda den nya filen.",
    },
    "damaged": {
        "fi": "Tiedosto {file} on vioittunut. Avaa se Excelissä, tallenna uudelleen ja lataa uusi tiedosto.",
        "en": "The file {file} is damaged. Open it in Excel, save it again and load the new file.",
        "sv": "Filen {file} är skadad. Öppna den i Excel, spara den på nytt och ladda den nya filen.",
    },
    "password_protected": {
        "fi": "Tiedosto {file} on suojattu salasanalla. Poista salasana Excelissä ja lataa tiedosto uudelleen.",
        "en": "The file {file} is protected by a password. Remove the password in Excel and load the file again.",
        "sv": "Filen {file} är skyddad med lösenord. Ta bort lösenordet i Excel och ladda filen på nytt.",
    },
    "too_large": {
        "fi": "Tiedosto {file} on liian suuri ({what}). Jaa se osiin tai poista ylimääräiset taulukot ja kuvat.",
        "en": "The file {file} is too large ({what}). Split it or remove needless sheets and pictures.",
        "sv": "Filen {file} är för stor ({what}). Dela upp den eller ta bort onödiga blad och bilder.",
    },
    "too_many_rows": {
        "fi": "Tiedostossa {file}, taulukossa {sheet} on yli {limit} riviä. Jaa se kausittain pienempiin tiedostoihin.",
        "en": "The file {file}, sheet {sheet}, has over {limit} rows. Split it by period into smaller files.",
        "sv": "Filen {file}, bladet {sheet}, har över {limit} rader. Dela upp den per period i mindre filer.",
    },
    "cell_outside": {
        "fi": "Tiedoston {file} taulukossa {sheet} on yksittäinen solu {cell} kaukana muista. Poista se ja tallenna.",
        "en": "The file {file}, sheet {sheet}, has a lone cell {cell} far from the others. Delete it and save.",
        "sv": "Filen {file}, bladet {sheet}, har en ensam cell {cell} långt från de andra. Ta bort den och spara.",
    },
    "unsafe": {
        "fi": "Tiedostossa {file} on sisältöä, jota taulukossa ei kuulu olla. Tallenna tiedot uuteen työkirjaan.",
        "en": "The file {file} holds content that does not belong in a workbook. Save the data in a new workbook.",
        "sv": "Filen {file} har innehåll som inte hör hemma i en arbetsbok. Spara uppgifterna i en ny arbetsbok.",
    },
    "unknown_format": {
        "fi": "Tiedosto {file} ei ole Excel-työkirja (.xlsx) eikä CSV-tiedosto vaan {what}. Tallenna se xlsx-muodossa.",
        "en": "The file {file} is neither an Excel workbook (.xlsx) nor a CSV file but {what}. Save it as .xlsx.",
        "sv": "Filen {file} är varken en Excel-arbetsbok (.xlsx) eller en CSV-fil utan {what}. Spara den som .xlsx.",
    },
    "formulas_without_values": {
        "fi": "Tiedoston {file} taulukon {sheet} solussa {cell} on kaava ilman tulosta. Avaa ja tallenna Excelissä.",
        "en": "The file {file}, sheet {sheet}, cell {cell}, has a formula without a result. Open and save it in Excel.",
        "sv": "Filen {file}, bladet {sheet}, cell {cell}, har en formel utan resultat. Öppna och spara den i Excel.",
    },
    "unclosed_quote": {
        "fi": "Tiedoston {file} rivillä {row} alkava lainausmerkki ei pääty. Korjaa rivi ja lataa tiedosto uudelleen.",
        "en": "In the file {file} the quotation mark opened in row {row} never closes. Correct the row and load again.",
        "sv": "I filen {file} avslutas inte citattecknet på rad {row}. Rätta raden och ladda filen på nytt.",
    },
    "encoding": {
        "fi": "Tiedoston {file} merkistöä ei tunnisteta. Tallenna se muodossa ”CSV UTF-8” ja lataa uudelleen.",
        "en": "The character set of the file {file} is unknown. Save it as “CSV UTF-8” and load it again.",
        "sv": "Teckenuppsättningen i filen {file} känns inte igen. Spara den som ”CSV UTF-8” och ladda på nytt.",
    },
    "no_such_sheet": {
        "fi": "Tiedostossa {file} ei ole taulukkoa {sheet}. Taulukot ovat: {found}.",
        "en": "The file {file} has no sheet {sheet}. Its sheets are: {found}.",
        "sv": "Filen {file} har inget blad {sheet}. Bladen är: {found}.",
    },
    "hidden_sheet": {
        "fi": "Työkirjassa on piilotettu taulukko {sheet}.",
        "en": "The workbook has a hidden sheet {sheet}.",
        "sv": "Arbetsboken har ett dolt blad {sheet}.",
    },
    "hidden_rows": {
        "fi": "Taulukossa {sheet} on piilotettuja rivejä ({count}). Ne luettiin muiden tavoin.",
        "en": "Sheet {sheet} has hidden rows ({count}). They were read like the others.",
        "sv": "Bladet {sheet} har dolda rader ({count}). De lästes som de andra.",
    },
    "hidden_columns": {
        "fi": "Taulukossa {sheet} on piilotettuja sarakkeita ({count}). Ne luettiin muiden tavoin.",
        "en": "Sheet {sheet} has hidden columns ({count}). They were read like the others.",
        "sv": "Bladet {sheet} har dolda kolumner ({count}). De lästes som de andra.",
    },
    "macros": {
        "fi": "Työkirjassa on makroja. Niitä ei suoriteta.",
        "en": "The workbook holds macros. They are never run.",
        "sv": "Arbetsboken innehåller makron. De körs aldrig.",
    },
    "encoding_repaired": {
        "fi": "Tiedoston ääkköset olivat rikki (TyÃ¶) ja ne korjattiin. Tarkista esimerkkirivit.",
        "en": "Letters like å ä ö were garbled (TyÃ¶) and were repaired. Check the sample rows.",
        "sv": "Bokstäverna å ä ö var förvanskade (TyÃ¶) och rättades. Kontrollera exempelraderna.",
    },
    "encoding_lost": {
        "fi": "Tiedostossa on merkkejä, jotka ovat kadonneet jo lähteessä (Ty\ufffd). Tarkista nimet.",
        "en": "The file has letters that were lost already in the source (Ty\ufffd). Check the names.",
        "sv": "Filen har tecken som gått förlorade redan i källan (Ty\ufffd). Kontrollera namnen.",
    },
}

# What a file turned out to be, for `unknown_format` and `too_large`.
KINDS: dict[str, dict[str, str]] = {
    "html": {"fi": "verkkosivu (HTML)", "en": "a web page (HTML)", "sv": "en webbsida (HTML)"},
    "xls": {"fi": "vanha Excel-tiedosto (.xls)", "en": "an old Excel file (.xls)", "sv": "en gammal Excel-fil (.xls)"},
    "xlsb": {"fi": "binäärityökirja (.xlsb)", "en": "a binary workbook (.xlsb)", "sv": "en binär arbetsbok (.xlsb)"},
    "strict": {
        "fi": "Strict Open XML -työkirja",
        "en": "a Strict Open XML workbook",
        "sv": "en Strict Open XML-arbetsbok",
    },
    "pdf": {"fi": "PDF-tiedosto", "en": "a PDF file", "sv": "en PDF-fil"},
    "ods": {"fi": "OpenDocument-tiedosto", "en": "an OpenDocument file", "sv": "en OpenDocument-fil"},
    "zip": {"fi": "pakattu tiedosto", "en": "a packed file", "sv": "en packad fil"},
    "text": {"fi": "tekstitiedosto", "en": "a text file", "sv": "en textfil"},
    "binary": {"fi": "muu tiedosto", "en": "some other file", "sv": "en annan fil"},
    "bytes": {"fi": "yli 50 Mt", "en": "over 50 MB", "sv": "över 50 MB"},
    "unpacked": {"fi": "purettuna yli 200 Mt", "en": "over 200 MB unpacked", "sv": "över 200 MB uppackad"},
    "parts": {"fi": "liikaa osia", "en": "too many parts", "sv": "för många delar"},
    "cells": {"fi": "liikaa soluja", "en": "too many cells", "sv": "för många celler"},
    "effort": {"fi": "lukeminen kesti liian kauan", "en": "reading took too long", "sv": "läsningen tog för lång tid"},
}


def sentence(code: str, lang: str, **values: object) -> str:
    """The sentence of a code in fi, en or sv (others get Finnish)."""
    language = lang[:2] if lang[:2] in {"fi", "en", "sv"} else "fi"
    words = {name: KINDS.get(str(value), {}).get(language, value) for name, value in values.items()}
    return worded(SENTENCES[code], language, words)


class WorkbookError(Exception):
    """A file that cannot be read, or a sheet without the columns needed.

    `code` names the reason, `filename` and `sheet` the place, `text(lang)` is the whole sentence for people.
    """

    def __init__(self, code: str, filename: str, sheet: str | None = None, **values: object) -> None:
        self.code = code
        self.filename = filename
        self.sheet = sheet
        self.values = values
        super().__init__(self.text("en"))

    def text(self, lang: str) -> str:
        """The sentence in fi, en or sv."""
        return sentence(self.code, lang, file=self.filename, sheet=self.sheet or "", **self.values)
