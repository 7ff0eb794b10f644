"""« Est-ce la même personne ? »: the rows of a roll that would make a second elector of somebody."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from flask_babel import gettext as _

from congress.models import Accreditation
from congress.roll import MemberFields
from congress.roll_table import RollRow
from congress.rules.same_person import (
    RollPlace,
    Seen,
    is_renumbered,
    keys_of,
    likeness,
    may_replace,
    place_of,
)
from core.text.folding import folded

_CROWD = 200  # people at one place: more are not compared one by one with each new row


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
    voting = [row for row in rows if _would_vote(row.fields)]
    gone = _paired([row for row in voting if row.line in new_lines], absent)
    seen, found = Seen(), []
    for row in voting:
        answer = answers.get(row.line)
        alike = (voting[rank] for rank in seen.alike(row.fields))
        twice = next((other for other in alike if {row.line, other.line} & new_lines), None)
        if row.line in gone:
            known = gone[row.line]
            found.append(Doubt(row.file, row.line, row.fields, absent[known], known, None, answer))
        elif twice is not None:
            found.append(Doubt(row.file, row.line, row.fields, twice.fields, None, twice.line, answer))
        seen.add(row.fields)
    return found


def _paired(new: list[RollRow], absent: Mapping[int, MemberFields]) -> dict[int, int]:
    """By line, the id of the absent member whom a row may be: the nearest pairs first, nobody in two of them."""
    away = _Away((key, fields) for key, fields in absent.items() if _would_vote(fields))
    pairs = [
        (likeness(row.fields, other), row.line, key)
        for row in new
        for key, other in away.near(row.fields)
        if may_replace(row.fields, other) or is_renumbered(row.fields, other)
    ]
    found: dict[int, int] = {}
    taken = set()
    for _likeness, line, key in sorted(pairs, key=lambda pair: pair[0], reverse=True):
        if line not in found and key not in taken:
            found[line] = key
            taken.add(key)
    return found


class _Away:
    """Members whom a file leaves out, found by where they stand: in a crowd, by their names and addresses."""

    def __init__(self, people: Iterable[tuple[int, MemberFields]]) -> None:
        self._by_place: defaultdict[RollPlace, list[tuple[int, MemberFields]]] = defaultdict(list)
        self._by_key: defaultdict[tuple[RollPlace, str], list[tuple[int, MemberFields]]] = defaultdict(list)
        for person in people:
            place = place_of(person[1])
            self._by_place[place].append(person)
            for key in (*keys_of(person[1]), _family(place, person[1])):
                self._by_key[key].append(person)

    def near(self, row: MemberFields) -> Iterable[tuple[int, MemberFields]]:
        """Those who may be the row: to be looked at one by one."""
        place = place_of(row)
        if len(self._by_place[place]) <= _CROWD:
            return self._by_place[place]
        keys = (*keys_of(row), _family(place, row))
        return {key: fields for known in keys for key, fields in self._by_key[known]}.items()


def _family(place: RollPlace, fields: MemberFields) -> tuple[RollPlace, str]:
    return place, f"family {folded(fields.family_name).strip()}"


def _would_vote(fields: MemberFields) -> bool:
    return fields.votes and fields.accreditation == Accreditation.ACCREDITED
