"""What `import_delivery` says: the JSON of the interface and a table with sentences for people."""

import os
from collections import Counter
from typing import Any

from config.common import formats
from reporting.imports.base import Judged, Verdict
from reporting.imports.delivery import Delivery, ReadFile
from reporting.imports.refusal import problem_text
from reporting.imports.sentences import LANGUAGES
from teams.actions.deliveries import Changes

SENTENCES_SHOWN = 20
COLUMNS = ("rows", "accepted", "warnings", "rejected", "skipped")
VERDICTS = dict(zip(COLUMNS[1:], (Verdict.ACCEPTED, Verdict.WARNING, Verdict.REJECTED, Verdict.SKIPPED), strict=True))

WORDS: dict[str, dict[str, str]] = {
    "file": {"fi": "tiedosto", "en": "file", "sv": "fil"},
    "kind": {"fi": "laji", "en": "kind", "sv": "slag"},
    "rows": {"fi": "rivejä", "en": "rows", "sv": "rader"},
    "accepted": {"fi": "hyväksytty", "en": "accepted", "sv": "godkända"},
    "warnings": {"fi": "varoitus", "en": "warning", "sv": "varning"},
    "rejected": {"fi": "hylätty", "en": "rejected", "sv": "förkastade"},
    "skipped": {"fi": "ohitettu", "en": "skipped", "sv": "hoppade"},
    "result": {"fi": "tulos", "en": "result", "sv": "resultat"},
    "result.loaded": {"fi": "ladattu", "en": "loaded", "sv": "laddad"},
    "result.ready": {"fi": "valmis ladattavaksi", "en": "ready to load", "sv": "klar att laddas"},
    "result.blocked": {"fi": "estetty", "en": "blocked", "sv": "stoppad"},
    "result.rejected": {"fi": "hylättyjä rivejä", "en": "rows rejected", "sv": "rader förkastade"},
    "result.not_loaded": {"fi": "ei ladattu", "en": "not loaded", "sv": "inte laddad"},
    "kind.people": {"fi": "henkilöstö", "en": "people", "sv": "personal"},
    "kind.customers": {"fi": "asiakkaat", "en": "customers", "sv": "kunder"},
    "kind.sites": {"fi": "kohteet ja esimiehet", "en": "sites and supervisors", "sv": "objekt och arbetsledare"},
    "kind.revenue": {"fi": "laskutus", "en": "invoicing", "sv": "fakturering"},
    "kind.costs": {"fi": "katelaskelma", "en": "margin report", "sv": "marginalkalkyl"},
    "kind.targets": {"fi": "budjetti", "en": "budget", "sv": "budget"},
    "kind.rounds": {"fi": "laatukierrokset", "en": "quality rounds", "sv": "kvalitetsronder"},
    "kind.complaints": {"fi": "reklamaatiot", "en": "complaints", "sv": "reklamationer"},
    "kind.survey": {"fi": "asiakastyytyväisyys", "en": "customer survey", "sv": "kundnöjdhet"},
    "kind.contracts": {"fi": "sopimukset", "en": "contracts", "sv": "avtal"},
    "kind.hours": {"fi": "tunnit", "en": "hours", "sv": "timmar"},
    "kind.prices": {"fi": "hinnasto", "en": "price list", "sv": "prislista"},
    "kind.opportunities": {"fi": "mahdollisuudet", "en": "opportunities", "sv": "möjligheter"},
    "kind.absences": {"fi": "poissaolot", "en": "absences", "sv": "frånvaro"},
    "ignored": {"fi": "Ei luettu (ei tietoja)", "en": "Not read (no data)", "sv": "Inte läst (inga uppgifter)"},
    "totals": {"fi": "Summat täsmäävät", "en": "Totals that agree", "sv": "Summor som stämmer"},
    "row": {"fi": "rivi", "en": "row", "sv": "rad"},
    "alike": {"fi": "samanlaisia rivejä {count}", "en": "{count} rows alike", "sv": "{count} likadana rader"},
    "changes": {
        "fi": "Muutokset: uusia {created}, muuttuneita {updated}, poistettuja {deleted}, ennallaan {unchanged}.",
        "en": "Changes: {created} created, {updated} updated, {deleted} deleted, {unchanged} unchanged.",
        "sv": "Ändringar: {created} nya, {updated} ändrade, {deleted} borttagna, {unchanged} oförändrade.",
    },
    "changes.ready": {
        "fi": "Koeajo, mitään ei kirjoitettu.",
        "en": "Dry run, nothing was written.",
        "sv": "Provkörning, inget skrevs.",
    },
}


def word(code: str, lang: str, **values: object) -> str:
    """A word of the report in fi, en or sv."""
    of_code = WORDS[code]
    return of_code.get(lang, of_code["fi"]).format(**values)


def language() -> str:
    """The language of the environment (LC_ALL, LC_MESSAGES, LANG) where we have it, else Finnish."""
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        found = os.environ.get(name, "")[:2].lower()
        if found in LANGUAGES:
            return found
    return "fi"


def as_json(delivery: Delivery, changes: Changes, outcome: str) -> dict[str, Any]:
    """The files with their counts and the changes, under the names of the interface."""
    return {"files": [_file(file, outcome) for file in delivery.files], "changes": changes.as_dict()}


def _file(file: ReadFile, outcome: str) -> dict[str, Any]:
    counts = {name: file.count(verdict) for name, verdict in VERDICTS.items()}
    return {
        "file": file.name,
        "kind": file.importer.kind,
        "rows": file.rows,
        **counts,
        "result": result_of(file, outcome),
    }


def result_of(file: ReadFile, outcome: str) -> str:
    """loaded and ready as the delivery; in a refused one blocked, rejected (rows) or not_loaded."""
    if outcome != "refused":
        return outcome
    if file.blocked:
        return "blocked"
    return "rejected" if file.count(Verdict.REJECTED) else "not_loaded"


def as_text(delivery: Delivery, changes: Changes, outcome: str, lang: str) -> str:
    """A table of the files, the sentences of the rows, the totals, what changed."""
    lines = _table([_header(lang), *(_line(file, outcome, lang) for file in delivery.files)])
    if delivery.ignored:
        lines.append(f"{word('ignored', lang)}: {', '.join(delivery.ignored)}")
    lines += [line for file in delivery.files for line in _said(file, lang)]
    agreeing = sum(len(file.judgement.controls) - len(file.broken) for file in delivery.files)
    lines.append(f"{word('totals', lang)}: {agreeing}")
    if outcome != "refused":
        lines.append(word("changes", lang, **changes.as_dict()))
    if outcome == "ready":
        lines.append(word("changes.ready", lang))
    return "\n".join(lines)


def _header(lang: str) -> list[str]:
    return [word(name, lang) for name in ("file", "kind", *COLUMNS, "result")]


def _line(file: ReadFile, outcome: str, lang: str) -> list[str]:
    counts = [formats.number(count) for count in (file.rows, *(file.count(verdict) for verdict in VERDICTS.values()))]
    return [
        file.name,
        word(f"kind.{file.importer.kind}", lang),
        *counts,
        word(f"result.{result_of(file, outcome)}", lang),
    ]


def _table(rows: list[list[str]]) -> list[str]:
    widths = [max(len(row[place]) for row in rows) for place in range(len(rows[0]))]
    numbers = range(2, 2 + len(COLUMNS))
    return [
        "  ".join(
            cell.rjust(width) if place in numbers else cell.ljust(width)
            for place, (cell, width) in enumerate(zip(row, widths, strict=True))
        ).rstrip()
        for row in rows
    ]


def _said(file: ReadFile, lang: str) -> list[str]:
    """Notes of the file, then its rows: the first of each code with their number, of rejected ones up to 20."""
    lines = [f"{file.name}: {note.text(lang)}" for note in file.notes]
    rows = [row for row in file.judgement.rows if row.data and row.verdict is not Verdict.ACCEPTED]
    count = Counter(_group(row) for row in rows)
    seen: Counter[tuple[Verdict, str]] = Counter()
    for row in rows:
        group = _group(row)
        seen[group] += 1
        if seen[group] == 1 or (row.verdict is Verdict.REJECTED and seen[group] <= SENTENCES_SHOWN):
            alike = (
                f" ({word('alike', lang, count=formats.number(count[group]))})" if count[group] > seen[group] else ""
            )
            lines.append(_row(file, row, lang) + alike)
    return lines


def _group(row: Judged) -> tuple[Verdict, str]:
    return row.verdict, row.problems[0].code


def _row(file: ReadFile, row: Judged, lang: str) -> str:
    verdict = next(name for name, verdict in VERDICTS.items() if verdict is row.verdict)
    sentences = " ".join(problem_text(problem, lang) for problem in row.problems)
    return (
        f"{file.name} · {row.record.sheet} · {word('row', lang)} {row.record.row} · {word(verdict, lang)}: {sentences}"
    )
