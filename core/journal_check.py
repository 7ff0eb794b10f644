"""Whether a journal is whole, and everything that it seals as it was: each fault in a sentence, in French.

Three things are looked at: the chain itself; the rows of the database against the last entry that sealed each; an
export kept elsewhere against the chain, which alone tells that its end was cut or that it was written anew.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from core.database import Base, session
from core.digest import sha256_json
from core.journal import GENESIS, JournalEntry
from core.row_seals import fingerprint, name_of, rows_of, seal_of, sealed_models

Entries = Sequence[JournalEntry]
ERASED = "person_erased"  # the entry of a service that took away what is known of a person, and sealed what is left


@dataclass(frozen=True, slots=True)
class LastSeal:
    """The last fingerprint that the journal holds of a row, None when the row was deleted; and where."""

    digest: str | None
    sequence: int
    kind: str


UNREADABLE = (AttributeError, LookupError, TypeError, ValueError)  # what no column holds, written behind the program


def altered_rows(entries: Entries, congress_id: int) -> Iterator[str]:
    """Each row that is not what the last entry that names it says: changed, slipped in, or gone."""
    seals = last_seals(entries)
    for model in sealed_models():
        yield from _altered_rows_of(model, congress_id, seals)
    for name, last in seals.items():
        if last.digest is not None:
            yield f"{_called(name)}\u00a0: la ligne de l’entrée {last.sequence} ({last.kind}) a disparu"


def _altered_rows_of(model: type[Base], congress_id: int, seals: dict[str, LastSeal]) -> Iterator[str]:
    """Those of one table; the seals of the rows that are there are taken out."""
    once = seal_of(model).once
    for name, row in _read_rows(model, congress_id):
        try:
            if row is not None and once is not None and not once(row):
                continue
            digest = fingerprint(model, row) if row is not None else None
        except UNREADABLE:
            digest = None
        last = seals.pop(name, None)
        if digest is None:
            yield f"{_called(name)}\u00a0: la ligne ne peut pas être lue"
        elif last is None or last.digest is None:
            yield f"{_called(name)}\u00a0: aucune entrée du journal ne dit d’où vient cette ligne"
        elif last.digest != digest:
            yield f"{_called(name)}\u00a0: la ligne n’est plus celle de l’entrée {last.sequence} ({last.kind})"


def _read_rows(model: type[Base], congress_id: int) -> Iterator[tuple[str, Any]]:
    """The rows of a table by their names; None for one that cannot be read, the others are read all the same."""
    rows, key = rows_of(model, congress_id), next(iter(model.__table__.primary_key))
    try:
        found = session().execute(rows).all()
    except UNREADABLE:
        for value in session().scalars(rows.with_only_columns(key)).all():
            try:
                yield f"{model.__tablename__}:{value}", session().execute(rows.where(key == value)).one()
            except UNREADABLE:
                yield f"{model.__tablename__}:{value}", None
        return
    yield from ((name_of(model, row), row) for row in found)


def last_seals(entries: Entries) -> dict[str, LastSeal]:
    """The last seal of every row that the journal names."""
    found: dict[str, LastSeal] = {}
    for entry in entries:
        for name, digest in entry.rows.items() if isinstance(entry.rows, dict) else ():
            found[name] = LastSeal(digest, entry.sequence, entry.kind)
    return found


def erased(entries: Entries) -> Iterator[str]:
    """What was taken away on purpose, as the entry that did it says, whatever was written since: no fault."""
    said = {name: entry.sequence for entry in entries if entry.kind == ERASED for name in entry.rows}
    for name, sequence in said.items():
        yield f"{_called(name)}\u00a0: effacé, l’entrée {sequence} le dit"


def differences_from(stream: str, entries: Entries, kept: Any) -> Iterator[str]:
    """Where a chain departs from an export of it that was kept elsewhere: cut short, or written anew."""
    found = {entry.sequence: entry.digest for entry in entries}
    exported = _kept_entries(kept)
    if exported is None or any(entry.get("stream") != stream for entry in exported):
        yield "export gardé\u00a0: ce n’est pas l’export du journal de ce congrès"
        return
    previous = GENESIS
    for entry in exported:
        number, digest = entry.get("sequence"), entry.pop("digest", None)
        if entry.get("previous") != previous or digest != sha256_json(entry):
            yield f"export gardé\u00a0: son entrée {number} a été changée"
            return
        previous = digest
        if number not in found:
            yield f"journal\u00a0: coupé, l’export gardé va jusqu’à l’entrée {exported[-1].get('sequence')}"
            return
        if found[number] != digest:
            yield f"journal\u00a0: réécrit à partir de l’entrée {number}, l’export gardé en dit une autre"
            return


def _kept_entries(kept: Any) -> list[dict[str, Any]] | None:
    """The entries of an export, or None when it is something else."""
    entries = kept.get("entries") if isinstance(kept, dict) else None
    if not isinstance(entries, list) or not all(isinstance(entry, dict) for entry in entries):
        return None
    return [dict(entry) for entry in entries]


def _called(name: str) -> str:
    """« l’amendement (ligne 12) », from « amendment:12 »."""
    table, _, key = name.partition(":")
    known = {model.__tablename__: seal_of(model).called for model in sealed_models()}
    return f"{known.get(table, table)} (ligne {key})"
