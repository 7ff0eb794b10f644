"""The organiser's own numbers of people, as a spreadsheet or a sort leaves them: put back, asked about, or refused."""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from flask_babel import gettext as _

from congress.roll import MemberFields
from congress.roll_table import RollRow
from congress.rules.same_person import place_of, spoken_name
from core.files.faults import Findings


def with_whole_refs(rows: list[RollRow], refs: Iterable[str], findings: Findings) -> list[RollRow]:
    """The rows with the zeros that a spreadsheet dropped from references: « 1 » where only « 001 » is known.

    `refs`: those of the members already saved. Told once; a reference that is known, or stands so in the file, stays.
    """
    known = {ref for ref in refs if ref}
    whole: dict[str, list[str]] = {}
    for ref in known:
        if ref.isdigit() and ref.startswith("0"):
            whole.setdefault(ref.lstrip("0"), []).append(ref)
    written = {row.fields.given_ref for row in rows}
    meant = {
        short: longs[0]
        for short, longs in whole.items()
        if short in written and short not in known and len(longs) == 1 and longs[0] not in written
    }
    if not meant:
        return rows
    mended = [_with_ref(row, meant) for row in rows]
    changed = [row for row in rows if row.fields.given_ref in meant]
    if changed:
        first = changed[0]
        sentence = _(
            "« %(written)s » est lu « %(code)s » : le tableur avait ôté un zéro. Lignes ainsi corrigées : %(count)s.",
            written=first.fields.given_ref,
            code=meant[first.fields.given_ref],
            count=len(changed),
        )
        findings.mend(first.file, first.line, "ref", sentence)
    return mended


def _with_ref(row: RollRow, meant: Mapping[str, str]) -> RollRow:
    ref, official, titular = row.fields.given_ref, row.aide_of, row.substitute_of
    fields = replace(row.fields, given_ref=meant.get(ref, ref))
    return replace(row, fields=fields, aide_of=meant.get(official, official), substitute_of=meant.get(titular, titular))


def refuse_refs_of_others(rows: Iterable[RollRow], known: Iterable[MemberFields], findings: Findings) -> None:
    """Note each row that bears the reference of a member and the name of another: references were written anew.

    Taken, each member would become another one, with that one's account, amendments and votes.
    """
    members = list(known)
    by_ref = {fields.given_ref: fields for fields in members if fields.given_ref}
    by_person = {(place_of(fields), spoken_name(fields)): fields for fields in members if fields.given_ref}
    for row in rows:
        owner = by_ref.get(row.fields.given_ref) if row.fields.given_ref else None
        named = by_person.get((place_of(row.fields), spoken_name(row.fields)))
        if owner is None or named is None or spoken_name(owner) == spoken_name(row.fields):
            continue
        sentence = _(
            "la référence « %(ref)s » est celle de %(owner)s, et cette ligne nomme %(name)s, dont la référence est "
            "« %(own)s » : rendre à chaque ligne sa référence, ou ôter cette colonne.",
            ref=row.fields.given_ref,
            owner=owner.full_name,
            name=row.fields.full_name,
            own=named.given_ref,
        )
        findings.error(row.file, row.line, "ref", sentence)
