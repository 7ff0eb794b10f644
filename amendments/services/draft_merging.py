"""Keeping a draft from one of two windows: where both changed other alinéas, both stay."""

from dataclasses import dataclass
from datetime import datetime

from amendments.models import Amendment
from amendments.queries.life.grounds import Over, ground_of, over_of
from amendments.rules.two_windows import DraftWords, Reunited, recalled, reunited
from amendments.services.amendment_services import DraftChanged, save_draft, stamp_of, words_of
from congress.actors import Actor
from core.database import session


@dataclass(frozen=True, slots=True)
class Kept:
    """A draft kept; `others`: where another window kept it since, the alinéas that stay from there (0: the title)."""

    id: int
    others: tuple[int, ...] | None = None


def keep_from_window(
    amendment_id: int | None,
    part_id: int,
    *,
    base_number: int,
    words: DraftWords,
    seen: str,
    was: str,
    sheet: str,
    over: Over | None = None,
    actor: Actor,
    now: datetime,
) -> Kept:
    """What `save_draft` does, and where another window kept the draft since: both, or `DraftChanged` if they disagree.

    `was`: what the draft said where this was written (`remembered`); `seen` proves it. Without it nothing is merged.
    """

    def save(text: str, title: str, reasons: str, seen: str) -> int:
        return save_draft(
            amendment_id, part_id, base_number=base_number, text=text, title=title, reasons=reasons,
            seen=seen, sheet=sheet, over=over, actor=actor, now=now,
        )  # fmt: skip

    try:
        return Kept(save(words.text, words.title, words.reasons, seen))
    except DraftChanged:
        draft = session().get(Amendment, amendment_id) if amendment_id is not None and was else None
        is_same_base = draft is not None and (draft.base_revision.number, over_of(draft)) == (base_number, over)
        both = _both(draft, words, seen, was) if draft is not None and is_same_base else None
        if draft is None or both is None:
            raise
    return Kept(save(both.words.text, both.words.title, both.words.reasons, stamp_of(draft)), both.others)


def _both(draft: Amendment, words: DraftWords, seen: str, was: str) -> Reunited | None:
    base = ground_of(draft).text
    before = recalled(base, was)
    if before is None or before.stamp(draft.base_revision_id) != seen:
        return None
    return reunited(base, before, DraftWords.typed(words.text, words.title, words.reasons), words_of(draft))
