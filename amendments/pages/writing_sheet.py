"""The sheet on which an amendment is written: the version amended, with a field for each alinéa written anew.

Fields are named « a3 » by the place of a block, as many times as there are alinéas in its place: itself, then those
added after it. What a button does to them is done here, so that pages need no JavaScript.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from werkzeug.datastructures import MultiDict

import redline
from amendments.rules.written_alineas import lines_apart, rebuilt, shown_words, written_in
from amendments.services.admissibility import LONGEST_TEXT
from motions.pages.text_layout import ReadBlock, read_blocks

_NAME = re.compile(r"a(\d{1,6})")
_TAKEN = re.compile(r"w(\d{1,6})_(\d{1,4})(?:_(\d{1,2}))?")
_ACTION = re.compile(r"(entier|ouvrir|ajouter|supprimer|retablir)(?:-(\d{1,6}))?(?:-(\d{1,4}))?")
_SIGNS_A_ROW = 45
_FEWEST_ROWS = 2
_MOST_TAKEN = 50  # deleted in one place, and still put back
MOST_FIELDS = 300  # past them the whole text is one field: a page of thousands would hold everybody up


@dataclass(frozen=True, slots=True)
class WritingField:
    """One field: the words of an alinéa, in its place (rank 0) or added after it."""

    place: int
    rank: int
    words: str
    is_focused: bool

    @property
    def rows(self) -> int:
        """How many rows show the words without scrolling, on a telephone."""
        lines = (len(line) // _SIGNS_A_ROW + 1 for line in self.words.split("\n"))
        return max(_FEWEST_ROWS, sum(lines))


@dataclass(frozen=True, slots=True)
class WritingRow:
    """One block of the version amended: its words, and its fields where it is written anew."""

    place: int
    alinea: int | None  # none for the title
    is_heading: bool
    words: str
    read: ReadBlock | None
    fields: tuple[WritingField, ...]
    taken: tuple[tuple[int, str], ...] = ()  # the ranks and the words of what was deleted, the last at the end
    has_lost: bool = False  # one of the alinéas added there has just been deleted

    @property
    def has_taken(self) -> bool:
        """Whether an alinéa added there can be put back."""
        return any(rank for rank, _ in self.taken)

    @property
    def is_deleted(self) -> bool:
        """Whether nothing is left in its place."""
        return bool(self.fields) and not self.fields[0].words.strip()


class WritingSheet:
    """A version with what is written over it; `typed` where the whole text was typed in one field."""

    def __init__(self, base: str, written: dict[int, list[str]], typed: str | None = None) -> None:
        self.base = base
        self.written = written
        self.typed = typed
        self.focus: tuple[int, int] | None = None
        self.taken: dict[int, list[tuple[int, str]]] = {}  # by place, oldest first
        self._shortened: int | None = None  # the place that has just lost an alinéa added there
        self._blocks = redline.parse(base).blocks

    @classmethod
    def blank(cls, base: str, draft: str | None, places: Iterable[int | None], *, is_whole: bool) -> "WritingSheet":
        """The sheet as it is first shown: what a draft changes is open, and what was asked for, or else everything."""
        written = written_in(base, draft) if draft is not None else {}
        if written is None or _count(written) > MOST_FIELDS:
            return cls(base, {}, draft)
        sheet = cls(base, written)
        for place in places:
            if place is not None:
                sheet._open(place)
        if is_whole or not sheet.written:
            sheet.act("entier")
        return sheet

    @classmethod
    def sent(cls, base: str, form: MultiDict[str, str], kept: str) -> "WritingSheet":
        """The sheet as it was sent; `kept`: what the draft said before."""
        sent = [words for name in ("text", *filter(_NAME.fullmatch, form)) for words in form.getlist(name)]
        if sum(map(len, sent)) > LONGEST_TEXT:  # what will be refused is not looked into
            return cls(base, {}, "\n\n".join(sent))
        if "text" in form:
            return cls(base, {}, lines_apart(form["text"], base, kept))
        named = [(_NAME.fullmatch(name), name) for name in set(form)]
        sheet = cls(base, {int(match[1]): form.getlist(name) for match, name in named if match})
        sheet.written = {place: sheet.written[place] for place in sorted(sheet.written) if place < len(sheet._blocks)}
        for match in sorted(filter(None, map(_TAKEN.fullmatch, form)), key=lambda match: int(match[3] or 0)):
            sheet.taken.setdefault(int(match[1]), []).append((int(match[2]), form[match[0]][:LONGEST_TEXT]))
        if _count(sheet.written) > MOST_FIELDS:
            sheet.typed = sheet.text
        return sheet

    @cached_property
    def text(self) -> str:
        """The whole text that is written."""
        return self.typed if self.typed is not None else rebuilt(self.base, self.written)

    @property
    def is_whole(self) -> bool:
        """Whether every alinéa is open."""
        return len(self.written) == len(self._blocks)

    @property
    def alineas(self) -> list[int]:
        """The numbers of the alinéas that are open, 0 for the title."""
        return [self._blocks[place].alinea or 0 for place in sorted(self.written)]

    def act(self, action: str) -> bool:
        """Whether a button of the sheet was pressed, and done: one more alinéa open, added, deleted, put back."""
        asked = _ACTION.fullmatch(action)
        if asked is None or self.typed is not None:
            return False
        place, rank = int(asked[2] or 0), int(asked[3]) if asked[3] else None
        if asked[1] == "entier" and len(self._blocks) + _count(self.written) > MOST_FIELDS:
            self.typed = self.text
        elif asked[1] == "entier":
            for block in self._blocks:
                self.written.setdefault(block.index, [shown_words(block)])
        elif place < len(self._blocks):
            self._act_on(asked[1], self._open(place), place, rank)
        return True

    def rows(self, width: int) -> list[WritingRow]:
        """The blocks of the version, in order."""
        read = {block.index: block for block in read_blocks(self.base, width)}
        return [
            WritingRow(
                place=block.index,
                alinea=block.alinea,
                is_heading=block.kind in ("title", "heading"),
                words=shown_words(block),
                read=read.get(block.index),
                fields=tuple(
                    WritingField(block.index, rank, words, (block.index, rank) == self.focus)
                    for rank, words in enumerate(self.written.get(block.index, ()))
                ),
                taken=tuple(self.taken.get(block.index, ())),
                has_lost=block.index == self._shortened,
            )
            for block in self._blocks
        ]

    def _open(self, place: int) -> list[str]:
        return self.written.setdefault(place, [shown_words(self._blocks[place])])

    def _act_on(self, action: str, fields: list[str], place: int, rank: int | None) -> None:
        self.focus = (place, 0)
        if action == "ajouter":
            self.focus = (place, min(rank or 0, len(fields) - 1) + 1)
            fields.insert(self.focus[1], "")
        elif action == "supprimer" and rank and rank < len(fields):
            self._take(place, rank, fields.pop(rank))
            self._shortened = place
        elif action == "supprimer":
            self._take(place, 0, fields[0])
            fields[0] = ""
        elif action == "retablir":
            self._put_back(fields, place, rank)

    def _take(self, place: int, rank: int, words: str) -> None:
        if words.strip():
            taken = self.taken.setdefault(place, [])
            taken.append((rank, words))
            del taken[:-_MOST_TAKEN]

    def _put_back(self, fields: list[str], place: int, rank: int | None) -> None:
        """What was deleted last: in the place itself (rank 0), among what was added there (another), or of both."""
        taken = self.taken.get(place, [])
        found = [at for at, (own, _) in enumerate(taken) if rank is None or bool(own) == bool(rank)]
        own, words = taken.pop(found[-1]) if found else (0, "")
        if own:
            self.focus = (place, min(own, len(fields)))
            fields.insert(self.focus[1], words)
        else:
            fields[0] = words or shown_words(self._blocks[place])


def _count(written: dict[int, list[str]]) -> int:
    return sum(map(len, written.values()))
