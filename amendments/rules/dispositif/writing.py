"""The dispositif: what an amendment does, in the sentences of an assembly.

Pure. In the language of the congress, as the text that it amends: « À l’alinéa 3, ligne 4, remplacer le mot « dix »
par le mot « quinze ». » Alinéas and lines are those of the text amended. What is said is read back before it is
answered: it gives the amended text, and nothing else, or whole alinéas are written anew.
"""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

import redline
from amendments.rules.dispositif import statements as st
from amendments.rules.dispositif.applying import LISTED, margin_at
from amendments.rules.dispositif.headings_named import with_headings_named
from amendments.rules.dispositif.known_wordings import wordings_of
from amendments.rules.dispositif.quoted_words import QuotedPlaces
from amendments.rules.dispositif.reading import amended_by
from amendments.rules.dispositif.sentences import sentence_of
from amendments.rules.dispositif.word_changes import BlockWording
from amendments.rules.locations import body_start, is_in_number
from amendments.rules.word_edits import WordEdit, edits_of, reworded, with_edits

_MOST_EDITS: Final = 6


def dispositif(difference: redline.Difference, form: st.SentenceForm = st.PLAIN_FORM) -> tuple[str, ...]:
    """One sentence for each thing that a difference does to its old text; none where the texts read the same."""
    wanted = wanted_text(difference)
    if form.whole == st.WholePart.ADDITION and not difference.old.blocks and wanted and wanted[0].startswith("# "):
        added = st.Addition(st.InsertionPoint(st.PointKind.PROPOSAL, form.after or 0), tuple(wanted))
        return _as_read(difference, (sentence_of(added, form),), form, wanted)
    for follows_numbers, says_levels in ((True, True), (True, False), (False, True), (False, False)):
        writer = _DispositifWriter(difference, follows_numbers=follows_numbers, says_levels=says_levels)
        statements = writer.statements()
        sentences = tuple(sentence_of(statement, form) for statement in statements)
        if not sentences or _gives(difference, sentences, form, wanted):
            return _as_read(difference, sentences, form, wanted)
    anew = tuple(sentence_of(statement, form) for statement in _all_anew(difference))
    return _as_read(difference, anew, form, wanted)


def wanted_text(difference: redline.Difference) -> list[str]:
    """The alinéas that the sentences must give: those of the new text, the typography of the old where it differs."""
    wanted, blocks = [block.source for block in difference.new.blocks], difference.old.blocks
    for block in difference.blocks:
        if len(block.old) == len(block.new) == 1:
            old, new = difference.old.blocks[block.old[0]].source, wanted[block.new[0]]
            is_kept = not (block.is_marked or _is_levelled(blocks[block.old[0]], difference.new.blocks[block.new[0]]))
            wanted[block.new[0]] = old if is_kept else reworded(old, block.spans, new)[1] if block.is_marked else new
    return wanted


def _as_read(
    difference: redline.Difference, sentences: tuple[str, ...], form: st.SentenceForm, wanted: Sequence[str]
) -> tuple[str, ...]:
    """The sentences with titles and headings named instead of their marks, where they then still say the same."""
    said = tuple(with_headings_named(sentence, wordings_of(form)) for sentence in sentences)
    return said if said != sentences and _gives(difference, said, form, wanted) else sentences


def _gives(
    difference: redline.Difference, sentences: Sequence[str], form: st.SentenceForm, wanted: Sequence[str]
) -> bool:
    """Whether the sentences, read on the old text, give these alinéas."""
    try:
        made = amended_by(difference.old.text, sentences, difference.width, form.language)
    except st.NotReadable:
        return False
    return [block.source for block in redline.parse(made).blocks] == wanted


def _all_anew(difference: redline.Difference) -> list[st.Statement]:
    """The whole text written anew: what no other sentence says."""
    old, new = difference.old.blocks, tuple(block.source for block in difference.new.blocks)
    named = tuple(_name(block) for block in old)
    if not old:
        return [st.Addition(st.InsertionPoint(st.PointKind.ALONE), new)]
    return [st.Redraft(named, new)] if new else [st.Deletion(named)]


class _DispositifWriter:
    """Goes through the blocks of a difference once, gathering deletions and insertions that stand together."""

    def __init__(self, difference: redline.Difference, *, follows_numbers: bool, says_levels: bool) -> None:
        self._difference = difference
        self._follows_numbers = follows_numbers
        self._says_levels = says_levels
        self._places = QuotedPlaces(difference.old, difference.width)
        self._said: list[st.Statement] = []
        self._deleted: list[redline.Block] = []
        self._inserted: list[str] = []
        self._renumbered: list[int] = []
        self._before: st.InsertionPoint | None = None  # what stands last in the new text so far
        self._last_new = len(difference.new.blocks) - 1

    def statements(self) -> list[st.Statement]:
        """The statements, in the order of the text."""
        at_end = False
        for block in self._difference.blocks:
            if block.op == "delete":
                self._deleted.append(self._old(block.old[0]))
            elif block.op == "insert":
                self._inserted.append(self._difference.new.blocks[block.new[0]].source)
                at_end = block.new[0] == self._last_new
            else:
                self._flush()
                self._say_block(block)
        self._flush(at_end=at_end)
        if self._renumbered:
            self._said.append(st.Renumbering(tuple(self._renumbered)))
        return self._said

    def _old(self, index: int) -> redline.Block:
        return self._difference.old.blocks[index]

    def _flush(self, *, at_end: bool = False) -> None:
        """Say the deletions and insertions gathered so far."""
        deleted, inserted = self._deleted, tuple(self._inserted)
        self._deleted, self._inserted = [], []
        named = tuple(_name(block) for block in deleted)
        if deleted and inserted:
            self._said.append(st.Redraft(named, inserted))
            self._before = st.InsertionPoint(st.PointKind.AFTER, named[-1])
        elif deleted:
            self._said.append(st.Deletion(named))
        elif inserted:
            point = self._point()
            is_last = at_end and point.kind in (st.PointKind.AFTER, st.PointKind.INSERTED)
            self._said.append(st.Addition(st.InsertionPoint(st.PointKind.LAST) if is_last else point, inserted))
            self._before = st.InsertionPoint(st.PointKind.INSERTED)

    def _point(self) -> st.InsertionPoint:
        """The place after what stands last so far."""
        blocks = self._difference.old.blocks
        if not blocks:
            return st.InsertionPoint(st.PointKind.ALONE)
        if self._before is None:
            return st.InsertionPoint(st.PointKind.BEFORE_TITLE if blocks[0].kind == "title" else st.PointKind.FIRST)
        if self._before == st.InsertionPoint(st.PointKind.AFTER, st.TITLE) and self._keeps_first():
            return st.InsertionPoint(st.PointKind.FIRST)
        return self._before

    def _keeps_first(self) -> bool:
        """Whether the title and alinéa 1 stand where they stood, one after the other."""
        moved = {index for block in self._difference.blocks if block.op == "move" for index in block.old}
        return not moved & {0, 1} and len(self._difference.old.blocks) > 1

    def _say_block(self, block: redline.BlockDifference) -> None:
        members = [self._old(index) for index in block.old]
        if block.op == "move":
            self._say_move(members)
        if len(members) != 1 or len(block.new) != 1:
            self._said += self._regrouping(members, [self._difference.new.blocks[j].source for j in block.new], block)
        elif _is_levelled(members[0], new := self._difference.new.blocks[block.new[0]]):
            self._say_level(members[0], new)
        elif block.is_marked:
            self._say_change(members[0], block)
        self._before = st.InsertionPoint(st.PointKind.AFTER, _name(members[-1]))

    def _say_level(self, old: redline.Block, new: redline.Block) -> None:
        name, last = _name(old), self._said[-1] if self._said else None
        if not self._says_levels:
            self._said.append(st.Redraft((name,), (new.source,)))
            return
        margin: int | None = len(new.source) - len(new.source.lstrip())
        if margin == margin_at(self._difference.old, old, new.depth):
            margin = None
        said = st.Levelling((name,), new.depth, margin)
        if (
            isinstance(last, st.Levelling)
            and (last.level, last.margin) == (said.level, margin)
            and last.named[-1] + 1 == name
        ):
            self._said[-1] = replace(last, named=(*last.named, name))
        else:
            self._said.append(said)

    def _say_move(self, blocks: list[redline.Block]) -> None:
        names, last = tuple(_name(block) for block in blocks), self._said[-1] if self._said else None
        if isinstance(last, st.Displacement) and last.named[-1] + 1 == names[0] and self._follows(last):
            self._said[-1] = st.Displacement((*last.named, *names), last.point)
        else:
            self._said.append(st.Displacement(names, self._point()))

    def _follows(self, moved: st.Displacement) -> bool:
        """Whether what was moved stands last so far."""
        return self._before == st.InsertionPoint(st.PointKind.AFTER, moved.named[-1])

    def _say_change(self, block: redline.Block, change: redline.BlockDifference) -> None:
        now = self._difference.new.blocks[change.new[0]]
        edits, new = reworded(block.source, change.spans, now.source)
        if new == block.source:
            return
        if "heading" in (block.kind, now.kind) and (block.kind, block.depth) != (now.kind, now.depth):
            self._said.append(st.Redraft((_name(block),), (new,)))
            return
        in_number = [edit for edit in edits or () if self._follows_numbers and is_in_number(edit, block)]
        marked = [edit for edit in edits or () if edit not in in_number]
        changes = None
        if edits and len(marked) <= _MOST_EDITS and not _is_rewritten(block.source[body_start(block) :], marked):
            changes = BlockWording(block, self._places).changes(marked, with_edits(block.source, marked))
        if changes is None:
            self._said.append(st.Redraft((_name(block),), (new,)))
            return
        if in_number:
            self._renumbered.append(_name(block))
        self._said += changes

    def _regrouping(
        self, old: list[redline.Block], new: list[str], block: redline.BlockDifference
    ) -> Sequence[st.Statement]:
        """A split or a join: said as such when no word changes, else the alinéas as they become."""
        named = tuple(_name(found) for found in old)
        _, edits = edits_of(block.spans)
        if not any(edit.removed or edit.added for edit in edits):
            if len(new) == 1 and " ".join(found.source for found in old) == new[0]:
                return [st.Reunion(named)]
            breaks = self._breaks(old[0], new) if block.op == "split" else None
            if breaks:
                return breaks
        return [st.Redraft(named, tuple(new))]

    def _breaks(self, block: redline.Block, new: list[str]) -> list[st.Statement] | None:
        """Where an alinéa is cut into these, in as many sentences; None where they are not its words alone."""
        at, found = 0, []
        wording = BlockWording(block, self._places)
        for source in new[:-1]:
            if not block.source.startswith(source, at):
                return None
            at += len(source)
            change = wording.line_break(at)
            if change is None:
                return None
            found.append(change)
            at += len(block.source[at:]) - len(block.source[at:].lstrip(" \n"))
        return [*found] if block.source[at:] == new[-1] else None


def _is_levelled(old: redline.Block, new: redline.Block) -> bool:
    """Whether an item only stands at another level of its list, or farther from the margin."""
    is_item = old.kind == new.kind and old.kind in LISTED
    return is_item and old.source != new.source and old.source.lstrip() == new.source.lstrip()


def _name(block: redline.Block) -> int:
    return block.alinea or st.TITLE


def _is_rewritten(body: str, edits: Sequence[WordEdit]) -> bool:
    """Whether less than a third of a block's words is left: it reads better as a new alinéa."""
    words = len(body.split())
    removed = sum(len(edit.removed.split()) for edit in edits)
    return removed >= words or (len(edits) > 1 and 3 * (words - removed) < words)
