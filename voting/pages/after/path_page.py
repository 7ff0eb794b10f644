"""The way of an amendment: its fate in one sentence, the three texts side by side, its steps, the ways on."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from flask_babel import get_translations
from flask_babel import gettext as _
from markupsafe import Markup

import redline
from amendments.labels import numbers, status_kind, status_word
from amendments.models import Amendment
from amendments.pages.amendment_page import (
    VIEWS,
    HistoryEvent,
    amendment_page,
    differences_html,
    one_side,
    place_in_words,
)
from amendments.policies import is_author, may_write
from amendments.queries.after.kept_positions import is_kept
from amendments.queries.amendment_history import adopted_with
from amendments.queries.amendment_queries import known_revision
from amendments.queries.amendment_readings import Reading, history_of, reading_of
from amendments.rules.locations import compared
from amendments.services.after.keeping import refusal_to_keep
from amendments.services.after.resubmitting import heir_of, refusal_to_resubmit
from congress.actors import Actor
from congress.models import Congress
from congress.policies import results_readers
from congress.written import differences_told
from motions.models import Revision
from motions.pages.difference_phrases import INLINE, phrases
from motions.pages.text_layout import ReadBlock, read_blocks
from voting.queries.after.fates import fate_of
from voting.rules.fates import Fate, fate_sentence


@dataclass(frozen=True, slots=True)
class PassageRow:
    """One of the texts: what it is, then its passage, with what it changes (`html`) or as it stands (`blocks`)."""

    label: str
    detail: str
    words: tuple[str, ...]  # alinéa by alinéa, for paper
    html: Markup | None = None
    blocks: tuple[ReadBlock, ...] = ()


@dataclass(frozen=True, slots=True)
class PathPage:
    """All that the page shows beside the amendment's own columns."""

    fate: Fate
    sentence: str
    is_own: bool
    tag: tuple[str, str]
    where: str
    version: int
    rows: tuple[PassageRow, ...]
    events: tuple[HistoryEvent, ...]
    heir: Amendment | None  # the one that adapts it
    may_adapt: bool
    may_keep: bool
    is_kept: bool
    may_take_back: bool


def path_page(congress: Congress, amendment: Amendment, actor: Actor) -> PathPage:
    """The page for this reader."""
    is_own = may_write(actor, amendment)
    fate = fate_of(congress, amendment, reads_results=results_readers(actor, congress))
    reading = reading_of(amendment)
    heir = heir_of(amendment.id)
    kept = is_kept(amendment.id)
    return PathPage(
        fate=fate,
        sentence=fate_sentence(fate, get_translations(), is_own=is_own),
        is_own=is_own,
        tag=(status_kind(amendment), status_word(amendment)),
        where=place_in_words(reading.old, reading.new, congress.line_length),
        version=reading.number,
        rows=texts_beside(congress, amendment, reading),
        events=amendment_page(congress, amendment, VIEWS[0]).events,
        heir=heir if heir is not None and (is_own or heir.public_number) else None,
        may_adapt=is_own and (not refusal_to_resubmit(amendment, heir) or (heir is not None and not heir.receipt)),
        may_keep=is_author(actor, amendment) and not kept and not refusal_to_keep(amendment),
        is_kept=kept and congress.keeps_positions,
        may_take_back=is_author(actor, amendment) and kept and congress.letter_frozen_at is None,
    )


def texts_beside(congress: Congress, amendment: Amendment, reading: Reading) -> tuple[PassageRow, ...]:
    """The base, what the author proposed, what was adopted in its place, the text as it is now: the same passage."""
    if amendment.parent is not None:
        return _beside_parent(congress, amendment, amendment.parent, reading)
    versions = history_of([amendment.part_id])[amendment.part_id]
    base = versions[reading.number - 1]
    places = _passage(base, reading, congress.line_length)
    base_detail = _("version %(number)s", number=base.number)
    rows = [_standing(_("Texte d’alors"), base_detail, congress, base, places)]
    rows.append(_proposed(congress, amendment, reading))
    adopted = _adopted(congress, amendment, reading, versions, places)
    if adopted is not None:
        rows.append(adopted)
    current = versions[-1]
    if current.number != base.number:
        detail = _("version %(number)s", number=current.number)
        rows.append(_standing(_("Texte à présent"), detail, congress, current, places))
    return tuple(rows)


def _beside_parent(congress: Congress, sub: Amendment, parent: Amendment, reading: Reading) -> tuple[PassageRow, ...]:
    """A sub-amendment beside its amendment, as that one read when it was written, or reads now."""
    side = one_side(reading, VIEWS[1], congress.line_length)
    words = tuple(redline.parse(reading.old.text).blocks[block.index].source for block in side.blocks)
    before = PassageRow(_("L’amendement qu’il change"), numbers([parent.label]), words, blocks=side.blocks)
    return before, _proposed(congress, sub, reading)


def _proposed(congress: Congress, amendment: Amendment, reading: Reading) -> PassageRow:
    """What the author proposes."""
    called = numbers([amendment.label]) if amendment.label else amendment.receipt
    return PassageRow(
        _("Le sous-amendement") if amendment.is_sub else _("L’amendement"),
        _("%(called)s, %(status)s", called=called, status=status_word(amendment).lower()),
        tuple(_sources(reading.new.text, _touched(reading, congress.line_length))),
        differences_html(reading.old, reading.new, congress.line_length),
    )


def _adopted(
    congress: Congress, amendment: Amendment, reading: Reading, versions: Sequence[Revision], places: frozenset[str]
) -> PassageRow | None:
    """What took the place: the amendment that ended this one, or all that changed since where it no longer applies."""
    cause = amendment.cause_amendment
    made = next((one for one in versions if cause is not None and one.id == cause.adopted_revision_id), None)
    if made is not None and made.number > 1 and cause is not None:
        label, detail = _("Adopté"), numbers(adopted_with(cause))
        before, after = versions[made.number - 2], made
    elif amendment.is_live and not reading.is_clean:
        label, detail = _("Changé depuis"), _("jusqu’à la version %(number)s", number=versions[-1].number)
        before, after = versions[reading.number - 1], versions[-1]
    else:
        return None
    words = _sources(after.text, _indices(after, places))
    return PassageRow(label, detail, tuple(words), _html(before, after, places, congress.line_length))


def _html(before: Revision, after: Revision, places: frozenset[str], width: int) -> Markup:
    """What changed in these alinéas, and was inserted after them; the rest of the change is left out."""
    whole = compared(known_revision(before), known_revision(after), width)
    near, blocks = False, []
    for block in whole.blocks:
        if block.old:
            near = any(before.blocks[index]["id"] in places for index in block.old)
        blocks.append(block if near else replace(block, op="keep"))
    shown = redline.html_affected(replace(whole, blocks=tuple(blocks)), phrases=phrases(), inline=INLINE)
    return differences_told(shown)


def _passage(base: Revision, reading: Reading, width: int) -> frozenset[str]:
    """The ids of the alinéas of a version that an amendment touches; where it only inserts, of the one before."""
    found = redline.difference(reading.old.text, reading.new.text, width=width, ignore_typography=True).blocks
    touched = {index for block in found if block.is_marked for index in block.old}
    if not touched:
        after = next((rank for rank, block in enumerate(found) if block.is_marked), 0)
        touched = {index for block in found[:after][-1:] for index in block.old}
    return frozenset(base.blocks[index]["id"] for index in touched if index < len(base.blocks))


def _touched(reading: Reading, width: int) -> set[int]:
    """The alinéas of the amended text that differ."""
    found = redline.difference(reading.old.text, reading.new.text, width=width, ignore_typography=True).blocks
    return {index for block in found if block.is_marked for index in block.new}


def _standing(label: str, detail: str, congress: Congress, revision: Revision, places: frozenset[str]) -> PassageRow:
    indices = _indices(revision, places)
    blocks = tuple(block for block in read_blocks(revision.text, congress.line_length) if block.index in indices)
    return PassageRow(label, detail, tuple(_sources(revision.text, indices)), blocks=blocks)


def _indices(revision: Revision, places: frozenset[str]) -> set[int]:
    """Where the alinéas of these ids stand in a version; those cut off from them with them."""
    return {
        index
        for index, block in enumerate(revision.blocks)
        if block["id"] in places or block.get("split_from") in places or places & set(block.get("joined", ()))
    }


def _sources(text: str, indices: set[int]) -> list[str]:
    return [block.source for block in redline.parse(text).blocks if block.index in indices]
