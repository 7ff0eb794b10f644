"""« Est-ce la même personne ? »: the rows of a roll that would make a second elector of somebody."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from flask_babel import gettext as _

from congress.models import Accreditation
from congress.roll import MemberFields
from congress.roll_table import RollRow
from congress.rules.same_person import RollPlace, may_repeat, may_replace, place_of, spoken_name

Before = dict[tuple[RollPlace, str], list[tuple[int, MemberFields]]]


@dataclass(frozen=True, slots=True)
class Doubt:
    """A row that may be a person already known, or another row. `answer`: whether it is; None as long as nobody said.

    `known`: the member whom the file leaves out; None when the other stands in the file too, at `other_line`.
    """

    file: str
    line: int
    row: MemberFields
    other: MemberFields
    known: int | None
    other_line: int | None
    answer: bool | None = None

    @property
    def sentence(self) -> str:
        """The question with both lines, and what to do where nobody can answer."""
        said = {
            "one": said_of(self.row),
            "other": said_of(self.other),
            "line": self.other_line or 0,
        }
        if self.known is None:
            told: str = _(
                "%(one)s : est-ce la même personne qu’à la ligne %(line)s, %(other)s ? Si oui, retirer une des deux "
                "lignes ; si non, donner à chacune sa référence (colonne ref).",
                **said,
            )
        else:
            told = _(
                "%(one)s : est-ce la même personne que %(other)s, déjà inscrite, que ce fichier ne nomme plus ? "
                "Si oui, importer depuis la page « Membres » ou avec --same %(own)s ; si non, garder la ligne de "
                "l’autre, et donner à chacune sa référence (colonne ref).",
                **said,
                own=self.line,
            )
        return told


def said_of(fields: MemberFields) -> str:
    """« Karine Prigent (maire, Le Havre, karine@le-havre.example) »."""
    about = ", ".join(filter(None, (fields.office, fields.commune, fields.email)))
    return f"{fields.full_name} ({about})" if about else fields.full_name


def doubts_of(
    rows: list[RollRow], new_lines: set[int], absent: Mapping[int, MemberFields], answers: Mapping[int, bool]
) -> list[Doubt]:
    """The rows among the new ones that may be somebody else written again, in their order; one doubt a row at most."""
    away = _by_place((member_id, fields) for member_id, fields in absent.items() if _would_vote(fields))
    before: Before = defaultdict(list)
    found = []
    for row in rows:
        if not _would_vote(row.fields):
            continue
        place = place_of(row.fields)
        if row.line in new_lines:
            gone = next(((key, other) for key, other in away[place] if may_replace(row.fields, other)), None)
            if gone is not None:
                away[place].remove(gone)
                found.append(Doubt(row.file, row.line, row.fields, gone[1], gone[0], None, answers.get(row.line)))
        twice = next(
            ((line, other) for line, other in _alike(before, place, row.fields)
             if {row.line, line} & new_lines and may_repeat(row.fields, other)), None
        )  # fmt: skip
        if twice is not None and not (found and found[-1].line == row.line):
            found.append(Doubt(row.file, row.line, row.fields, twice[1], None, twice[0], answers.get(row.line)))
        for key in _keys(place, row.fields):
            before[key].append((row.line, row.fields))
    return found


def _keys(place: RollPlace, fields: MemberFields) -> list[tuple[RollPlace, str]]:
    """Under what a row is found again by another that may repeat it: its name, its address. A roll has thousands."""
    return [(place, spoken_name(fields)), *([(place, fields.email.casefold())] if fields.email else [])]


def _alike(before: Before, place: RollPlace, fields: MemberFields) -> list[tuple[int, MemberFields]]:
    """The rows before this one that have its name or its address, in their order."""
    found = {line: other for key in _keys(place, fields) for line, other in before.get(key, ())}
    return sorted(found.items())


def _by_place(people: Iterable[tuple[int, MemberFields]]) -> defaultdict[RollPlace, list[tuple[int, MemberFields]]]:
    found: defaultdict[RollPlace, list[tuple[int, MemberFields]]] = defaultdict(list)
    for key, fields in people:
        found[place_of(fields)].append((key, fields))
    return found


def _would_vote(fields: MemberFields) -> bool:
    return fields.votes and fields.accreditation == Accreditation.ACCREDITED
