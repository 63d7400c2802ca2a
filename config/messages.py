"""The catalogues of translated texts: collect, check and compile them, with Babel and nothing from the system.

    python -m config.messages update     new texts of code and templates go into locale/*/LC_MESSAGES/django.po
    python -m config.messages check      every text has its Finnish and Swedish form, and no form is left over
    python -m config.messages compile    writes the .mo files Django reads

English is the language of the texts in the code, so it needs no catalogue.
"""

import io
import re
import sys
from collections.abc import Iterator
from pathlib import Path

import django.conf
from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_python
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parents[1]
ROOMS = ("config", "teams", "accounts_app", "reporting")
LANGUAGES = ("fi", "sv")
KEYWORDS = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
}
Text = tuple[str | tuple[str, str], str | None]


def catalogue_file(language: str) -> Path:
    """Where the texts of a language stand."""
    return ROOT / "locale" / language / "LC_MESSAGES" / "django.po"


def collect() -> dict[Text, list[tuple[str, int]]]:
    """All texts of code and templates with the places they stand in."""
    found: dict[Text, list[tuple[str, int]]] = {}
    for path in sorted(_sources()):
        for line, text in _texts(path):
            found.setdefault(text, []).append((path.relative_to(ROOT).as_posix(), line))
    return found


def update() -> None:
    """Bring the catalogues in step with the code: keep translations, add new texts empty, drop unused ones."""
    found = collect()
    for language in LANGUAGES:
        old = _read(language)
        new = Catalog(locale=language, project="kam", charset="utf-8", fuzzy=False)
        for (text, context), places in found.items():
            known = old.get(text if isinstance(text, str) else text[0], context)
            # Only the file is kept: line numbers would change with every edit.
            files = [(name, 0) for name in sorted({name for name, _ in places})]
            flags = known.flags - {"python-format"} if known else ()
            new.add(text, known.string if known else None, locations=files, context=context, flags=flags)
        _write(language, new)


def check() -> list[str]:
    """What is wrong with the catalogues, one sentence each."""
    found = collect()
    problems = []
    for language in LANGUAGES:
        known = {_key(message): message for message in _read(language) if message.id}
        wanted = {(text if isinstance(text, str) else text[0], context) for text, context in found}
        problems += [
            f"{language}: not translated: {text!r}" for text, context in wanted if _is_empty(known, text, context)
        ]
        problems += [f"{language}: no longer used: {key[0]!r}" for key in known if key not in wanted]
    return sorted(problems)


def compile_all() -> None:
    """Write the .mo file beside each catalogue."""
    for language in LANGUAGES:
        compiled = catalogue_file(language).with_suffix(".mo")
        compiled.parent.mkdir(parents=True, exist_ok=True)
        with compiled.open("wb") as target:
            write_mo(target, _read(language))


def _sources() -> Iterator[Path]:
    for room in ROOMS:
        yield from (path for path in (ROOT / room).rglob("*.py") if "migrations" not in path.parts)
    yield from (ROOT / "templates").rglob("*.html")
    yield from (ROOT / "templates").rglob("*.txt")


def _texts(path: Path) -> Iterator[tuple[int, Text]]:
    source = path.read_text(encoding="utf-8")
    if path.suffix != ".py":
        source = _as_python(source)
    for line, function, arguments, _comments in extract_python(io.BytesIO(source.encode()), KEYWORDS, [], {}):
        text = _named(str(function), arguments)
        if text is not None:
            yield line, text


def _as_python(template: str) -> str:
    """The texts of a template as lines of Python calls; everything between them is left out."""
    from django.utils.translation.template import templatize

    calls = re.findall(
        r"\b(?:n?p?gettext|_)\((?:[^()\"']|\"(?:\\.|[^\"\\])*\"|'(?:\\.|[^'\\])*')*\)", templatize(template)
    )
    return "\n".join(call.replace("\n", " ") for call in calls)


def _named(function: str, arguments: object) -> Text | None:
    """The text and its context of one call, by the shape of the function."""
    parts = list(arguments) if isinstance(arguments, (tuple, list)) else [arguments]
    context = str(parts.pop(0)) if function.startswith(("pgettext", "npgettext")) and parts else None
    plural = function.startswith(("ngettext", "npgettext"))
    if not parts or not isinstance(parts[0], str) or not parts[0]:
        return None
    if plural and len(parts) > 1 and isinstance(parts[1], str):
        return (parts[0], parts[1]), context
    return parts[0], context


def _key(message: Message) -> tuple[str, str | None]:
    return (message.id if isinstance(message.id, str) else message.id[0]), message.context


def _is_empty(known: dict[tuple[str, str | None], Message], text: str, context: str | None) -> bool:
    message = known.get((text, context))
    if message is None or message.fuzzy:
        return True
    return not message.string or (not isinstance(message.string, str) and not all(message.string))


def _read(language: str) -> Catalog:
    path = catalogue_file(language)
    if not path.exists():
        return Catalog(locale=language)
    with path.open("rb") as source:
        return read_po(source, locale=language, charset="utf-8")


def _write(language: str, catalogue: Catalog) -> None:
    path = catalogue_file(language)
    path.parent.mkdir(parents=True, exist_ok=True)
    catalogue.header_comment = "# Texts of the application. Collected by python -m config.messages update."
    buffer = io.BytesIO()
    write_po(buffer, catalogue, width=110, sort_output=True, omit_header=False, include_lineno=False)
    stable = re.sub(
        rb'"(POT-Creation-Date|PO-Revision-Date|Last-Translator|Generated-By)[^\n]*\n', b"", buffer.getvalue()
    )
    path.write_bytes(stable)


def main(arguments: list[str]) -> int:
    """The command line: update, check or compile."""
    if not django.conf.settings.configured:
        django.conf.settings.configure(USE_I18N=True)
    if arguments == ["update"]:
        update()
    elif arguments == ["compile"]:
        compile_all()
    elif arguments == ["check"]:
        problems = check()
        sys.stdout.write("".join(f"{problem}\n" for problem in problems))
        return 1 if problems else 0
    else:
        sys.stderr.write(__doc__ or "")
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
