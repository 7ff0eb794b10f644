"""The sheet on which an amendment is written: the version amended, with a field for each alinéa written anew.

Fields are named « a3 » by the place of a block, as many times as there are alinéas in its place: itself, then those
added after it. What a button does to them is done here, so that pages need no JavaScript.
"""

import re
from collections.abc import Iterable
from functools import cached_property

from werkzeug.datastructures import MultiDict

import redline
from amendments.pages.writing.alinea_names import Done
from amendments.pages.writing.sheet_before import SheetBefore, copied
from amendments.pages.writing.sheet_rows import WritingField, WritingRow
from amendments.rules.alinea_moves import MovableAlineas, cuts
from amendments.rules.written_alineas import lines_apart, rebuilt, shown_words, written_in
from amendments.services.admissibility import LONGEST_TEXT
from motions.pages.text_layout import read_blocks

_NAME = re.compile(r"a(\d{1,6})")
_TAKEN = re.compile(r"w(\d{1,6})_(\d{1,4})(?:_(\d{1,2}))?")
_ACTION = re.compile(
    r"(entier|ouvrir|ajouter|supprimer|retablir|publier|monter|descendre|reunir|rejoindre|couper|annuler|reprendre)"
    r"(?:-(\d{1,6}))?(?:-(\d{1,4}))?(?:-(\d{1,6}))?"
)
_ARRANGED = ("monter", "descendre", "reunir", "rejoindre", "couper")
_STEPS = {"monter": -1, "descendre": 1}
_LONGEST_END = 38
NEW_PROPOSAL = "# …\n\n…\n"  # over what a proposal that is added is written: none of these words stays
_MOST_TAKEN = 50  # deleted in one place, and still put back
MOST_FIELDS = 300  # past them the whole text is one field: a page of thousands would hold everybody up


class WritingSheet:
    """A version with what is written over it; `typed` where the whole text was typed in one field."""

    def __init__(self, base: str, written: dict[int, list[str]], typed: str | None = None) -> None:
        self.base = base
        self.written = written
        self.typed = typed
        self.focus: tuple[int, int] | None = None
        self.taken: dict[int, list[tuple[int, str]]] = {}  # by place, oldest first
        self.done: Done | None = None  # what a button has just done, to be said
        self.before: SheetBefore | None = None  # what the last move is undone by
        self._cutting: tuple[int, int] | None = None  # the field that is to be cut in two
        self._blocks = redline.parse(base).blocks

    @classmethod
    def blank(cls, base: str, draft: str | None, places: Iterable[int | None], *, is_whole: bool) -> "WritingSheet":
        """The sheet as it is first shown: what a draft changes is open, and what was asked for, or else everything."""
        base = base or NEW_PROPOSAL
        written = written_in(base, draft) if draft or (draft is not None and base != NEW_PROPOSAL) else {}
        if base == NEW_PROPOSAL and written is not None:
            return cls(base, {0: [""], 1: [""], **written})
        if written is None or _count(written) > MOST_FIELDS:
            return cls(base, {}, draft)
        sheet = cls(base, written)
        opened = [place for place in places if place is not None]
        for place in opened:
            sheet._open(place)
        if opened:
            sheet.focus = (opened[0], 0)  # whoever asks for alinéas writes at once, in the first
        if is_whole or not sheet.written:
            sheet.act("entier")
        return sheet

    @classmethod
    def sent(cls, base: str, form: MultiDict[str, str], kept: str) -> "WritingSheet":
        """The sheet as it was sent; `kept`: what the draft said before."""
        base = base or NEW_PROPOSAL
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
        sheet.before = SheetBefore.read(form.get("avant", ""), len(sheet._blocks))
        if _count(sheet.written) > MOST_FIELDS:
            sheet.typed = sheet.text
        return sheet

    @cached_property
    def text(self) -> str:
        """The whole text that is written."""
        return self.typed if self.typed is not None else rebuilt(self.base, self.written)

    @property
    def first_written(self) -> tuple[int, int] | None:
        """The first field that says something else than the text."""
        places = (place for place in sorted(self.written) if self.written[place] != [self._blocks[place].source])
        return next(((place, 0) for place in places), None)

    @property
    def is_whole(self) -> bool:
        """Whether every alinéa is open."""
        return len(self.written) == len(self._blocks)

    @property
    def alineas(self) -> list[int]:
        """The numbers of the alinéas that are open, 0 for the title."""
        return [self._blocks[place].alinea or 0 for place in sorted(self.written)]

    def act(self, action: str) -> bool:
        """Whether a button of the sheet was pressed, and done: one more alinéa open, added, deleted, put back.

        « reprendre » gives back what a browser kept, as it was.
        """
        asked = _ACTION.fullmatch(action)
        if asked is None or self.typed is not None:
            return False
        place, rank = int(asked[2] or 0), int(asked[3]) if asked[3] else None
        at = int(asked[4]) if asked[4] else None
        if asked[1] == "annuler":
            self._undo()
        if asked[1] in ("annuler", "reprendre"):
            return True
        was = copied(self.written)
        if asked[1] == "entier" and len(self._blocks) + _count(self.written) > MOST_FIELDS:
            self.typed = self.text
        elif asked[1] == "entier":
            for block in self._blocks:
                self.written.setdefault(block.index, [shown_words(block)])
        elif place < len(self._blocks) and asked[1] in _ARRANGED:
            self._arrange(asked[1], (place, rank or 0), at)
        elif place < len(self._blocks):
            self._act_on(asked[1], self._open(place), place, rank)
        spots = (place, rank or 0), self.focus or (place, 0)
        self.before = SheetBefore.of(was, self.written, spots) if self.done else None
        return True

    @cached_property
    def _movable(self) -> MovableAlineas:
        shown = [shown_words(block) for block in self._blocks]
        return MovableAlineas(self.written, shown, fixed=bool(self._blocks) and self._blocks[0].kind == "title")

    def rows(self, width: int) -> list[WritingRow]:
        """The blocks of the version, in order."""
        read = {block.index: block for block in read_blocks(self.base, width)}
        homes = {home: spot for spot in self._movable.spots() if (home := self._movable.origin(spot)) is not None}
        return [
            WritingRow(
                place=block.index,
                alinea=block.alinea,
                is_heading=block.kind in ("title", "heading"),
                words="" if self.base == NEW_PROPOSAL else shown_words(block),
                is_new=self.base == NEW_PROPOSAL,
                read=read.get(block.index),
                fields=tuple(
                    self._field((block.index, rank), words)
                    for rank, words in enumerate(self.written.get(block.index, ()))
                ),
                taken=tuple(self.taken.get(block.index, ())),
                moved_to=self._blocks[homes[block.index][0]].alinea or 0 if block.index in homes else None,
            )
            for block in self._blocks
        ]

    def _field(self, spot: tuple[int, int], words: str) -> WritingField:
        movable, is_title = self._movable, self._movable.fixed and spot == (0, 0)
        home = movable.origin(spot)
        places = [] if is_title or not words.strip() else cuts(words)
        return WritingField(
            *spot,
            words,
            is_focused=spot == self.focus,
            origin=None if home is None else (self._blocks[home].alinea or 0, movable.shown[home]),
            can_rise=not is_title and movable.neighbour(spot, -1) is not None,
            can_sink=not is_title and movable.neighbour(spot, 1) is not None,
            can_join=not is_title and bool(words.strip()) and movable.neighbour(spot, 1) is not None,
            can_be_cut=bool(places),
            cuts=tuple((at, _end_of(words[:at])) for at in places) if spot == self._cutting else (),
        )

    def _arrange(self, action: str, spot: tuple[int, int], at: int | None) -> None:
        """Move an alinéa, join it with the one after, cut it in two; said with the names that they had before."""
        movable = self._movable
        if spot not in movable.spots():
            return
        self.focus = spot
        if step := _STEPS.get(action):
            what, other = self._named(spot), movable.neighbour(spot, step)
            past = None if other is None else self._named(other)
            found = movable.move(spot, step)
            self.focus = found or spot
            self.done = Done("raised" if step < 0 else "lowered", what, past) if found else None
        elif action in ("reunir", "rejoindre"):
            first = spot if action == "reunir" else movable.neighbour(spot, -1)
            after = movable.neighbour(first, 1) if first else None
            if first and after:
                said = Done("joined", self._named(first), self._named(after))
                self.focus, self.done = (first, said) if movable.join(first) else (spot, None)
        elif at is not None and movable.cut(spot, at):
            self.focus = (spot[0], spot[1] + 1)
            self.done = Done("cut", self._named(spot))
        else:
            self._cutting = spot

    def _undo(self) -> None:
        """The last move undone; done again, where it was undone already. What is typed in other places stays."""
        before = self.before
        if before is None:
            return
        was, is_undone = copied(self.written), not before.is_undone
        before.put_back(self.written)
        self.focus, then = before.focus
        self.done = Done("undone" if is_undone else "redone")
        self.before = SheetBefore.of(was, self.written, (then, self.focus), is_undone=is_undone)

    def _named(self, spot: tuple[int, int]) -> tuple[int, bool]:
        """The alinéa that stands there, 0 for the title; or after which it was added."""
        home = self._movable.origin(spot)
        place = spot[0] if home is None else home
        return self._blocks[place].alinea or 0, bool(spot[1]) and home is None

    def _open(self, place: int) -> list[str]:
        return self.written.setdefault(place, [shown_words(self._blocks[place])])

    def _act_on(self, action: str, fields: list[str], place: int, rank: int | None) -> None:
        self.focus = (place, 0)
        if action == "ajouter":
            self.focus = (place, min(rank or 0, len(fields) - 1) + 1)
            fields.insert(self.focus[1], "")
        elif action == "supprimer" and rank and rank < len(fields):
            self._take(place, rank, fields.pop(rank))
            self.done = Done("deleted")
        elif action == "supprimer":
            self._take(place, 0, fields[0])
            fields[0] = ""
        elif action == "retablir" and rank == 0 and self._movable.put_home(place):
            self.done = Done("home", (self._blocks[place].alinea or 0, False))
        elif action == "retablir":
            self._put_back(fields, place, rank)
        elif action == "publier":
            fields[0] = shown_words(self._blocks[place])
            self.done = Done("published", (self._blocks[place].alinea or 0, False))

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


def _end_of(words: str) -> str:
    """The last words, as many as hold in one line of a telephone."""
    return words if len(words) <= _LONGEST_END else "… " + words[-_LONGEST_END:].split(" ", 1)[-1]


def _count(written: dict[int, list[str]]) -> int:
    return sum(map(len, written.values()))
