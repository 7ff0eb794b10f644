"""The catalogues: what the sources say, in French and in English, complete and up to date.

French is the source language: a msgid is the French text itself. `fr` is therefore made, not written: it repeats
each msgid, and exists because without a catalogue French would count as English does (0 is singular in French).
`en` is translated by people. `update` brings both up to date, without guessing; `check` refuses what is missing.
"""

import io
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_dir
from babel.messages.frontend import parse_mapping_cfg
from babel.messages.pofile import read_po, write_po

from checks.tree import ROOT
from core.enums import Language

KEYWORDS = {
    **DEFAULT_KEYWORDS,
    "lazy_gettext": None,
    "lazy_ngettext": (1, 2),
    "lazy_pgettext": ((1, "c"), 2),
    "_l": None,
    "lazily": None,
}
FOLDER = ROOT / "translations"
# A date in the header would change at each run and say nothing that git does not.
UNDATED = datetime(2020, 10, 12, tzinfo=UTC)


def places() -> Iterator[tuple[str, str | tuple[str, ...], list[str], str | None]]:
    """(file, msgid, comments for the translator, context) of each text of the sources."""
    with (ROOT / "babel.cfg").open(encoding="utf-8") as file:
        methods, options = parse_mapping_cfg(file)
    found = extract_from_dir(ROOT, methods, options, KEYWORDS, comment_tags=("Traduction :",), strip_comment_tags=True)
    for name, _line, msgid, comments, context in found:
        yield name, msgid, comments, context


def extracted() -> Catalog:
    """The texts of the sources, without their places (git grep finds them, and they change with every line)."""
    catalog = _catalog(None)
    for _name, msgid, comments, context in places():
        catalog.add(msgid, auto_comments=comments, context=context)
    return catalog


def _catalog(locale: str | None) -> Catalog:
    return Catalog(
        locale=locale,
        project="Hémicycle",
        version="",
        msgid_bugs_address="",
        copyright_holder="",
        header_comment=f"# Hémicycle, {locale or 'source'}: made by `make catalogues`.",
        creation_date=UNDATED,
        revision_date=UNDATED,
        last_translator="Hémicycle",
        language_team=locale or Language.FR,
        charset="utf-8",
        fuzzy=False,
    )


def path_of(locale: str) -> Path:
    """Where a catalogue is."""
    return FOLDER / locale / "LC_MESSAGES" / "messages.po"


def stored(locale: str) -> Catalog:
    """A catalogue as it is in the tree; empty if it is not there yet."""
    path = path_of(locale)
    if not path.exists():
        return _catalog(locale)
    with path.open("rb") as file:
        return read_po(file, locale=locale)


def wanted(locale: str, template: Catalog) -> Catalog:
    """The catalogue that the sources want: French repeats them, English keeps its translations."""
    known = stored(locale)
    made = _catalog(locale)
    for message in template:
        if not message.id:
            continue
        string: str | tuple[str, ...] | list[str]
        if locale == Language.FR:
            string = message.id
        else:
            old = known.get(message.id, message.context)
            string = (old.string or "") if old is not None and not old.fuzzy else ""
        made.add(message.id, string, auto_comments=message.auto_comments, context=message.context)
    return made


def written(catalog: Catalog) -> bytes:
    """The bytes of a catalogue: sorted, no place, no line broken, the same each time."""
    buffer = io.BytesIO()
    write_po(buffer, catalog, width=0, no_location=True, sort_output=True, ignore_obsolete=True)
    return buffer.getvalue()


def _texts(message: Message) -> tuple[str, ...]:
    return tuple(message.string) if isinstance(message.string, tuple | list) else (message.string or "",)


def update() -> Iterator[str]:
    """Write the catalogues; says how much is left to translate."""
    template = extracted()
    for locale in Language:
        catalog = wanted(locale, template)
        path = path_of(locale)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(written(catalog))
        missing = sum(1 for message in catalog if message.id and not all(_texts(message)))
        yield f"{locale}: {len(catalog)} texts, {missing} to translate"


def faults() -> Iterator[str]:
    """Catalogues out of date, texts without a translation, translations that lost a value."""
    template = extracted()
    for locale in Language:
        name = path_of(locale).relative_to(ROOT).as_posix()
        catalog = wanted(locale, template)
        if not path_of(locale).exists() or path_of(locale).read_bytes() != written(catalog):
            yield f"{name}: not what the sources say: run `make catalogues`"
        for message in catalog:
            if message.id and not all(_texts(message)):
                yield f"{name}: not translated: {message.id!r}"
            for error in message.check(catalog) if message.id and all(_texts(message)) else []:
                yield f"{name}: {message.id!r}: {error}"


if __name__ == "__main__":
    if sys.argv[1:] == ["update"]:
        print("\n".join(update()))
    else:
        found = list(faults())
        print("\n".join(found))
        sys.exit(1 if found else 0)
