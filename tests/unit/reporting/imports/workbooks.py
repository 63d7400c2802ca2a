"""Tiny workbooks of every kind, made on the spot; all names and numbers are invented."""

import io
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from openpyxl import Workbook

from reporting.imports.delivery import DeliveredFile

Rows = Sequence[Sequence[Any]]
MONTHS = ["Tammi", "Helmi", "Maalis", "Huhti", "Touko", "Kesä", "Heinä", "Elo", "Syys", "Loka", "Marras", "Joulu"]
ONE = "Keksitty Oy"
TWO = "Toinen Keksitty Oy"


def day(year: int, month: int, number: int) -> datetime:
    return datetime(year, month, number)


def book(**sheets: Rows) -> bytes:
    """A workbook of named sheets; `_` in a name stands for a blank."""
    workbook = Workbook()
    workbook.remove(workbook.active)
    for name, rows in sheets.items():
        sheet = workbook.create_sheet(name.replace("_", " "))
        for row in rows:
            sheet.append(list(row))
    out = io.BytesIO()
    workbook.save(out)
    return out.getvalue()


def csv(rows: Rows, encoding: str = "utf-8-sig") -> bytes:
    """A semicolon file as Finnish systems write it; quick to read, so most tests use it."""
    return "\r\n".join(";".join(written(cell) for cell in row) for row in rows).encode(encoding) + b"\r\n"


def written(cell: Any) -> str:
    if cell is None:
        return ""
    if isinstance(cell, datetime):
        clock = f" {cell.hour}.{cell.minute:02}" if (cell.hour, cell.minute) != (0, 0) else ""
        return f"{cell.day}.{cell.month}.{cell.year}{clock}"
    return str(cell).replace(".", ",") if isinstance(cell, float) else str(cell)


PEOPLE = [
    ["Hlönro", "Nimi", "Titteli", "Yksikkö", "Paikkakunta", "Liiketoiminta", "Esimies", "Sähköposti", "Puhelin"],
    ["000110", "Outi Oletus", "Toimitusjohtaja", "Johto", "Helsinki", "Konserni", "", "o@keksi.example", "+358 00 1"],
    [
        "000115",
        "Aino Esimerkki",
        "Asiakkuusjohtaja",
        "Asiakkuudet",
        "Helsinki",
        "Konserni",
        "Outi Oletus",
        "a@x.y",
        "1",
    ],
    ["000116", "Eero Kuvitelma", "Asiakkuusjohtaja", "Asiakkuudet", "Espoo", "Konserni", "Outi Oletus", "e@x.y", "2"],
    ["000201", "Sini Satu", "Palveluesimies", "Alue", "Espoo", "Uusimaa", "Outi Oletus", "s@x.y", "3"],
    ["000202", "Timo Taru", "Palveluesimies", "Alue", "Espoo", "Uusimaa", "Outi Oletus", "t@x.y", "4"],
    ["000300", "Pirjo Puhe", "Johtoryhmän puheenjohtaja", "Johto", "Helsinki", "Konserni", "", "p@x.y", "5"],
]
CUSTOMER_TITLES = [
    "Asiakasnro", "Asiakas", "Y-tunnus", "Konserni", "Kotipaikka", "Toimiala", "Hoitomalli", "Vaihe", "Vastuuhenkilö",
    "Varahenkilö", "Asiakas alkaen", "Viimeisin johtajatapaaminen", "Seuraava johtajatapaaminen",
]  # fmt: skip


def customer(number: str, name: str, business_id: str = "9999901-0", **changes: Any) -> list[Any]:
    row = dict(
        zip(
            CUSTOMER_TITLES,
            [
                number, name, business_id, "Keksityt", "Espoo", "kauppa", "A", "vakiintunut", "Aino Esimerkki",
                "Eero Kuvitelma", day(2019, 1, 1), day(2026, 6, 1), day(2026, 10, 1),
            ],
            strict=True,
        )
    )  # fmt: skip
    return list((row | changes).values())


CUSTOMERS = [
    ["Asiakasrekisteri (CRM-vienti 10.9.2026)"],
    [],
    CUSTOMER_TITLES,
    customer("004513", ONE),
    customer("007731", f"{ONE} / liikkeet"),
    customer("004528", TWO, "9999928-0", Hoitomalli="B"),
]
SITE_TITLES = [
    "Kohdenro", "Kohde", "Asiakasnro", "Asiakas", "Osoite", "Postinro", "Kunta", "m²", "Puhtaustaso", "Kriittinen",
    "Esimies", "Esimiehen hlönro", "Esimies alkaen", "Aluejohtaja", "Alkupvm", "Loppupvm", "Käyntiväli",
    "Sopimusarvo €/kk",
]  # fmt: skip


def site(number: str, account: str = "004513", **changes: Any) -> list[Any]:
    row = dict(
        zip(
            SITE_TITLES,
            [
                number, f"Kohde {number}", account, ONE, "Katu 1", "02100", "Espoo", 1000, "4", "E", "Sini Satu",
                "000201", day(2022, 4, 1), "Outi Oletus", day(2019, 3, 1), None, "1 kk", 500,
            ],
            strict=True,
        )
    )  # fmt: skip
    return list((row | changes).values())


SITES = [
    ["Kohdeluettelo ja esimiehet – tilanne 10.9.2026"],
    [],
    SITE_TITLES,
    site("30101"),
    site("30102", Kriittinen="K", **{"Esimiehen hlönro": "000202", "Esimies alkaen": day(2025, 3, 1)}),
    site("30103", "004528"),
    site("30104", "007731"),
    site("30105"),
]
CHANGES = [
    ["Esimiesmuutokset"],
    [],
    ["Muutospvm", "Asiakasnro", "Asiakas", "Kohdenro", "Vanha esimies", "Vanha hlönro", "Uusi esimies", "Uusi hlönro"],
    [day(2025, 3, 1), "004513", ONE, "30102", "Sini Satu", "000201", "Timo Taru", "000202"],
]
REVENUE_TITLES = [
    "Asiakasnro", "Asiakas", "Konserni", "Kohdenro", "Kohde", "Palvelu", "Paikkakunta", "Kausi", "Laskulaji",
    "Sisäinen", "Tilaus", "Veroton €",
]  # fmt: skip


def invoice(amount: Any, account: str = "004513", **changes: Any) -> list[Any]:
    row = dict(
        zip(
            REVENUE_TITLES,
            [account, ONE, "Keksityt", "30101", "Kohde", "Siivous", "Espoo", "8/2026", "L", None, None, amount],
            strict=True,
        )
    )
    return list((row | changes).values())


def revenue(*rows: list[Any], total: Any = None) -> list[list[Any]]:
    end = [] if total is None else [["Yhteensä", *[None] * 10, total], [], ["Sisäinen = K: ei asiakkaalle."]]
    return [["Myyntireittaus"], ["Raportti ajettu 8.9.2026 06:12"], [], REVENUE_TITLES, *rows, *end]


REVENUE = revenue(
    invoice(1000.5),
    invoice("1 234,56", Palvelu="Ikkunanpesu", Kohdenro=None),
    invoice(-100, Laskulaji="H"),
    invoice(500, "007731", Kausi="7/2026"),
    invoice(700, "004528", Kohdenro="30103"),
    invoice(300, "009001", Sisäinen="K", Kohdenro=None),
    total=3635.06,
)


def wide(number: str, name: str, line: str, values: Sequence[Any], total: Any) -> list[Any]:
    return [number, name, line, *values, *[None] * (12 - len(values)), total]


COSTS = [
    ["Katelaskelma 2026"],
    ["Raportti ajettu 8.9.2026 06:40"],
    ["Kausi: 1–8/2026"],
    ["Asiakasnro", "Asiakas", "Tili", *MONTHS, "Yht."],
    wide("004513", ONE, "Liikevaihto", [100, 200], 300),
    wide("004513", ONE, "Palkat", [80, 150], 230),
    wide("004513", ONE, "Myyntikate", [20, 50], 70),
    wide("004513", ONE, "Kate-%", ["20 %", "25 %"], "23,3 %"),
    wide("", "Kaikki yhteensä", "Liikevaihto", [100, 200], 300),
    wide("", "Kaikki yhteensä", "Myyntikate", [20, 50], 70),
]
TARGETS = [
    ["Budjetti 2026, hyväksytty 12.12.2025"],
    [],
    ["Asiakasnro", "Asiakkuus", "Mittari", *MONTHS, "Yhteensä"],
    wide("004513", ONE, "Liikevaihto", [100] * 12, 1200),
    wide("004513", ONE, "Kate", [20] * 12, 240),
    wide("", "Yhteensä", "Liikevaihto", [100] * 12, 1200),
    wide("", "Yhteensä", "Kate", [20] * 12, 240),
]
ROUND_TITLES = [
    "Kohdenro", "Kohde", "Asiakas", "Paikkakunta", "Suunniteltu pvm", "Kierroksen pvm", "Esimies", "Pisteet", "Maksimi",
    "Tulos-%", "Tila", "Poikkeamia", "Asiakas mukana", "Asiakkaan arvio",
]  # fmt: skip


def round_row(number: str, planned: str, done: str, score: str, state: str = "Tehty") -> list[Any]:
    return [number, "Työtä", ONE, "Espoo", planned, done, "Sini Satu", score, "100", score, state, "1", "E", ""]


ROUNDS = [
    ROUND_TITLES,
    round_row("30101", "3.8.2026", "4.8.2026", "93,4"),
    round_row("30101", "3.8.2026", "4.8.2026", "93,4"),
    round_row("30102", "5.8.2026", "5.8.2026", "76"),
    round_row("30102", "28.9.2026", "", "", "Suunniteltu"),
    round_row("30103", "20.7.2026", "", "", "Peruttu"),
]
COMPLAINT_TITLES = [
    "Numero", "Saapunut", "Kanava", "Asiakasnro", "Asiakas", "Kohdenro", "Luokka", "Vakavuus", "Kuvaus",
    "Vastuuhenkilö", "Ensivastaus", "Määräaika", "Suljettu", "Asiakas hyväksynyt", "Tila",
]  # fmt: skip


def complaint(number: str, **changes: Any) -> list[Any]:
    row = dict(
        zip(
            COMPLAINT_TITLES,
            [
                number, datetime(2026, 8, 3, 9, 15), "Puhelin", "004513", ONE, "30101", "Laatu", "Vakava", "Kuvaus",
                "Sini Satu", datetime(2026, 8, 3, 11, 0), day(2026, 8, 17), None, None, "Avoin",
            ],
            strict=True,
        )
    )  # fmt: skip
    return list((row | changes).values())


COMPLAINTS = [
    ["Reklamaatiot"],
    ["Tulostettu 11.9.2026 06:05"],
    [],
    COMPLAINT_TITLES,
    complaint("R-1"),
    complaint("R-2", Suljettu=day(2026, 8, 5), Tila="Suljettu", **{"Asiakas hyväksynyt": "K"}),
]
SURVEY_TITLES = [
    "Kysely", "Vastauspvm", "Asiakasnro", "Asiakas", "Kohdenro", "Rooli", "Nimetön", "Asteikko", "Kokonaisarvosana",
    "Suositteluhalukkuus 0–10", "Avoin palaute", "Kutsuttu n",
]  # fmt: skip


def answer(wave: str, on: datetime, scale: str, score: Any, recommend: Any = 9) -> list[Any]:
    return [wave, on, "004513", ONE, "30101", "Päättäjä", "E", scale, score, recommend, None, 10]


SURVEY = [
    ["Viety 4.9.2026 14:20"],
    [],
    SURVEY_TITLES,
    answer("Kysely 5/2025", day(2025, 5, 9), "4–10", 10),
    answer("Kysely 5/2025", day(2025, 5, 9), "4–10", 7),
    answer("Kysely 5/2026", day(2026, 5, 12), "1–5", "4,5"),
]
CONTRACT_TITLES = [
    "Sopimusnro", "Asiakasnro", "Asiakas", "Palvelut", "Alkaa", "Päättyy", "Irtisanomisaika (kk)", "Optiot",
    "Kuukausihinta €", "Indeksi", "Hinnantarkistuskk", "Reklamaatioaika (pv)", "Jatkosuunnitelma", "Vastuuhenkilö",
    "Tiedosto", "Huomautus",
]  # fmt: skip


def contract(number: str, ends: Any, **changes: Any) -> list[Any]:
    row = dict(
        zip(
            CONTRACT_TITLES,
            [
                number, "004513", ONE, "Siivous, Ikkunanpesu", day(2024, 1, 1), ends, 3, None, 1000, "KHI", 10, 7, "E",
                "Aino Esimerkki", "https://x.example/s.pdf", None,
            ],
            strict=True,
        )
    )  # fmt: skip
    return list((row | changes).values())


CONTRACTS = [
    ["Sopimusrekisteri, tarkistettu 1.9.2026"],
    [],
    CONTRACT_TITLES,
    contract("S-1", day(2027, 12, 31)),
    contract("S-2", "toistaiseksi"),
]
HOURS = [
    ["Hlönro", "Nimi", "Pvm", "Seurantakohde", "Laji", "Tunnit", "Yksikkö"],
    ["000115", "Aino", "3.8.2026", f"004513 {ONE}", "Asiakashoito", "7:30", "A"],
    ["000115", "Aino", "3.8.2026", f"004513 {ONE}", "Asiakashoito", "0,5", "A"],
    ["000115", "Aino", "31.8.2026", "9100 Sisäinen", "Koulutus", "4", "A"],
]
PRICES = [
    ["Tuntihinnat"],
    [],
    ["Paikkakunta", "Henkilöryhmä", "€/h", "Voimassa alkaen", "Voimassa asti"],
    ["Espoo", "Siivooja", 32.82, day(2025, 3, 1), day(2026, 2, 28)],
    ["Espoo", "Siivooja", "33,90 €/h", day(2026, 3, 1), None],
]
OPPORTUNITIES = [
    ["Tunnus", "Mahdollisuus", "Asiakas", "Palvelu", "Paikkakunta", "Arvo €", "Todennäköisyys %", "Vaihe",
     "Seuraava askel", "Pvm", "Omistaja"],
    ["M-1", "Laajennus", ONE, "Siivous", "Espoo", "90000,00", "40", "Tarve", "Soita", "13.10.2026", "Aino Esimerkki"],
    ["M-2", "Kilpailutus", TWO, "Kaikki", "Espoo", "1000,00", "", "Kilpailutus", "", "30.10.2026", ""],
]  # fmt: skip
ABSENCES = [
    ["Hlönro", "Alkaa", "Päättyy", "Syy"],
    ["000115", "7.9.2026", "18.9.2026", "salattu"],
    ["000116", "12.10.2026", "16.10.2026", "salattu"],
]


def tiny_delivery(**replaced: bytes) -> list[DeliveredFile]:
    """All kinds under names that say nothing; `replaced` swaps files by the name used here."""
    files = {
        "absences": csv(ABSENCES),
        "complaints": csv(COMPLAINTS),
        "contracts": csv(CONTRACTS),
        "costs": csv(COSTS),
        "customers": csv(CUSTOMERS, "cp1252"),
        "hours": csv(HOURS),
        "opportunities": csv(OPPORTUNITIES, "cp1252"),
        "people": csv(PEOPLE, "cp1252"),
        "prices": csv(PRICES),
        "revenue": csv(REVENUE),
        "rounds": csv(ROUNDS, "cp1252"),
        "sites": csv(SITES),
        "survey": csv(SURVEY),
        "targets": csv(TARGETS),
    } | replaced
    suffix = {True: "xlsx", False: "csv"}
    return [DeliveredFile(f"{name}.{suffix[data[:2] == b'PK']}", data) for name, data in files.items()]
