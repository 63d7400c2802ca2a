"""The sentences of all error and warning codes of the parser, in Finnish, English and Swedish.

A sentence says what is wrong and what to do. `{raw}` is the original content of the cell.
"""

from collections.abc import Mapping
from typing import Any

LANGUAGES = ("fi", "en", "sv")

MESSAGES: dict[str, dict[str, str]] = {
    "not_a_number": {
        "fi": "”{raw}” ei ole luku. Korjaa solu tai jätä se tyhjäksi.",
        "en": "“{raw}” is not a number. Correct the cell or leave it empty.",
        "sv": "”{raw}” är inte ett tal. Rätta cellen eller lämna den tom.",
    },
    "grouping": {
        "fi": "Luvun ”{raw}” tuhatryhmissä ei ole kolmea numeroa. Tarkista luku.",
        "en": "The thousands groups of “{raw}” are not three digits. Check the number.",
        "sv": "Tusentalsgrupperna i ”{raw}” har inte tre siffror. Kontrollera talet.",
    },
    "ambiguous_dot": {
        "fi": "Luvussa ”{raw}” piste voi olla desimaali- tai tuhaterotin. Valitse merkitys koko sarakkeelle.",
        "en": "The dot in “{raw}” may mark decimals or thousands. Choose the meaning for the whole column.",
        "sv": "Punkten i ”{raw}” kan avse decimaler eller tusental. Välj betydelsen för hela kolumnen.",
    },
    "unit_twice": {
        "fi": "Yksikkö on sekä otsikossa ({header}) että solussa ”{raw}”. Jätä yksikkö vain toiseen.",
        "en": "The unit is both in the header ({header}) and in the cell “{raw}”. Keep it in one place only.",
        "sv": "Enheten finns både i rubriken ({header}) och i cellen ”{raw}”. Behåll den bara på ett ställe.",
    },
    "error_cell": {
        "fi": "Solussa on laskentataulukon virhe {raw}. Korjaa kaava lähdetiedostossa.",
        "en": "The cell holds the spreadsheet error {raw}. Correct the formula in the source file.",
        "sv": "Cellen innehåller kalkylfelet {raw}. Rätta formeln i källfilen.",
    },
    "not_a_percent": {
        "fi": "”{raw}” ei ole prosenttiluku. Kirjoita se muodossa 12,5 %.",
        "en": "“{raw}” is not a percentage. Write it as 12,5 %.",
        "sv": "”{raw}” är inte ett procenttal. Skriv det i formen 12,5 %.",
    },
    "percent_scale": {
        "fi": "Sarakkeen arvot ovat enintään 1,5: ovatko ne prosentteja vai osuuksia (0,125 = 12,5 %)?",
        "en": "No value of the column exceeds 1,5: are they per cent or shares (0,125 = 12,5 %)?",
        "sv": "Inget värde i kolumnen överstiger 1,5: är de procent eller andelar (0,125 = 12,5 %)?",
    },
    "not_hours": {
        "fi": "”{raw}” ei ole tuntimäärä. Kirjoita se muodossa 7,5 tai 7:30.",
        "en": "“{raw}” is not a number of hours. Write it as 7,5 or 7:30.",
        "sv": "”{raw}” är inte ett antal timmar. Skriv det i formen 7,5 eller 7:30.",
    },
    "not_a_date": {
        "fi": "”{raw}” ei ole päivämäärä. Kirjoita se muodossa 31.8.2026.",
        "en": "“{raw}” is not a date. Write it as 31.8.2026.",
        "sv": "”{raw}” är inte ett datum. Skriv det i formen 31.8.2026.",
    },
    "no_such_date": {
        "fi": "Päivää ”{raw}” ei ole kalenterissa. Tarkista päivä ja kuukausi.",
        "en": "There is no day “{raw}” in the calendar. Check the day and the month.",
        "sv": "Dagen ”{raw}” finns inte i kalendern. Kontrollera dagen och månaden.",
    },
    "ambiguous_date": {
        "fi": "”{raw}” voi olla päivä/kuukausi tai kuukausi/päivä. Valitse järjestys koko sarakkeelle.",
        "en": "“{raw}” may be day/month or month/day. Choose the order for the whole column.",
        "sv": "”{raw}” kan vara dag/månad eller månad/dag. Välj ordningen för hela kolumnen.",
    },
    "year_missing": {
        "fi": "Päiväyksestä ”{raw}” puuttuu vuosi eikä tiedoston kaudesta näe sitä. Lisää vuosi.",
        "en": "“{raw}” has no year and the period of the file does not tell it. Add the year.",
        "sv": "”{raw}” saknar år och filens period visar det inte. Lägg till året.",
    },
    "year_range": {
        "fi": "Vuosi {year} arvossa ”{raw}” ei ole mahdollinen. Tarkista vuosi.",
        "en": "The year {year} in “{raw}” is not possible. Check the year.",
        "sv": "Året {year} i ”{raw}” är inte möjligt. Kontrollera året.",
    },
    "not_a_month": {
        "fi": "”{raw}” ei ole kuukausi. Kirjoita se muodossa 8/2026.",
        "en": "“{raw}” is not a month. Write it as 8/2026.",
        "sv": "”{raw}” är inte en månad. Skriv den i formen 8/2026.",
    },
    "no_such_month": {
        "fi": "Kuukautta ”{raw}” ei ole: kuukausi on 1–12. Tarkista kausi.",
        "en": "There is no month “{raw}”: a month is 1–12. Check the period.",
        "sv": "Månaden ”{raw}” finns inte: en månad är 1–12. Kontrollera perioden.",
    },
    "week_in_two_months": {
        "fi": "Viikko ”{raw}” kuuluu kahteen kuukauteen. Anna kausi kuukautena, esimerkiksi 8/2026.",
        "en": "Week “{raw}” belongs to two months. Give the period as a month, for example 8/2026.",
        "sv": "Veckan ”{raw}” hör till två månader. Ange perioden som månad, till exempel 8/2026.",
    },
    "not_a_period": {
        "fi": "”{raw}” ei ole kausi. Kirjoita se muodossa 1–8/2026.",
        "en": "“{raw}” is not a period. Write it as 1–8/2026.",
        "sv": "”{raw}” är inte en period. Skriv den i formen 1–8/2026.",
    },
    "not_a_time": {
        "fi": "”{raw}” ei ole kellonaika. Kirjoita se muodossa 9.15.",
        "en": "“{raw}” is not a time of day. Write it as 9.15.",
        "sv": "”{raw}” är inte ett klockslag. Skriv det i formen 9.15.",
    },
    "not_a_code": {
        "fi": "”{raw}” ei kelpaa tunnukseksi. Muotoile sarake tekstiksi ja kirjoita tunnus uudelleen.",
        "en": "“{raw}” cannot be a code. Format the column as text and write the code again.",
        "sv": "”{raw}” duger inte som kod. Formatera kolumnen som text och skriv koden på nytt.",
    },
    "code_lost": {
        "fi": "Taulukkolaskenta on muuttanut tunnuksen muotoon ”{raw}”. Hae tunnus lähteestä ja muotoile se tekstiksi.",
        "en": "The spreadsheet has turned the code into “{raw}”. Fetch it from the source and format it as text.",
        "sv": "Kalkylprogrammet har ändrat koden till ”{raw}”. Hämta den ur källan och formatera den som text.",
    },
    "not_yes_no": {
        "fi": "”{raw}” ei ole kyllä eikä ei. Kirjoita K tai E.",
        "en": "“{raw}” is neither yes nor no. Write K (yes) or E (no).",
        "sv": "”{raw}” är varken ja eller nej. Skriv K (ja) eller E (nej).",
    },
    "not_a_business_id": {
        "fi": "”{raw}” ei ole Y-tunnus. Kirjoita se muodossa 1234567-1.",
        "en": "“{raw}” is not a Finnish business ID. Write it as 1234567-1.",
        "sv": "”{raw}” är inte ett FO-nummer. Skriv det i formen 1234567-1.",
    },
    "business_id_check": {
        "fi": "Y-tunnuksen ”{raw}” tarkistusnumero ei täsmää. Tarkista tunnus.",
        "en": "The check digit of business ID “{raw}” does not match. Check the ID.",
        "sv": "Kontrollsiffran i FO-numret ”{raw}” stämmer inte. Kontrollera numret.",
    },
    "english_form": {
        "fi": "Luku ”{raw}” on englantilaisessa muodossa. Arvo luettiin; tarkista se.",
        "en": "The number “{raw}” is in English form. The value was read; check it.",
        "sv": "Talet ”{raw}” är i engelsk form. Värdet lästes in; kontrollera det.",
    },
    "dot_decimal": {
        "fi": "Luvussa ”{raw}” on desimaalipiste. Arvo luettiin; tarkista se.",
        "en": "The number “{raw}” has a decimal dot. The value was read; check it.",
        "sv": "Talet ”{raw}” har decimalpunkt. Värdet lästes in; kontrollera det.",
    },
    "code_padded": {
        "fi": "Tunnuksesta ”{raw}” puuttui etunollia. Se täydennettiin {length} merkkiin.",
        "en": "The code “{raw}” lacked leading zeros. It was filled to {length} characters.",
        "sv": "Koden ”{raw}” saknade inledande nollor. Den fylldes ut till {length} tecken.",
    },
    "year_from_period": {
        "fi": "Päiväyksestä ”{raw}” puuttui vuosi. Se otettiin tiedoston kaudesta.",
        "en": "“{raw}” had no year. It was taken from the period of the file.",
        "sv": "”{raw}” saknade år. Det togs från filens period.",
    },
    "slash_date": {
        "fi": "Päiväys ”{raw}” on kirjoitettu vinoviivoin. Arvo luettiin; tarkista se.",
        "en": "The date “{raw}” is written with slashes. The value was read; check it.",
        "sv": "Datumet ”{raw}” är skrivet med snedstreck. Värdet lästes in; kontrollera det.",
    },
    "control_characters": {
        "fi": "Tekstistä poistettiin näkymättömiä ohjausmerkkejä.",
        "en": "Invisible control characters were removed from the text.",
        "sv": "Osynliga styrtecken togs bort ur texten.",
    },
    "text_too_long": {
        "fi": "Teksti oli pidempi kuin {length} merkkiä. Loppu jätettiin pois.",
        "en": "The text was longer than {length} characters. The rest was left out.",
        "sv": "Texten var längre än {length} tecken. Resten utelämnades.",
    },
}


class _Blanks(dict[str, Any]):
    """Leaves a value nobody gave empty instead of failing: a message must never hide the real problem."""

    def __missing__(self, key: str) -> str:
        return ""


def worded(sentences: Mapping[str, str], lang: str, values: Mapping[str, Any]) -> str:
    """One text of a table by language (fi, en, sv; others get Finnish), with its values filled in."""
    return sentences.get(lang[:2], sentences["fi"]).format_map(_Blanks(values))


def message(code: str, lang: str = "fi", **values: object) -> str:
    """The sentence of a code in `lang` (fi, en, sv; others get Finnish); an unknown code is returned as it is."""
    sentences = MESSAGES.get(code)
    if sentences is None:
        return code
    return worded(sentences, lang, values)
