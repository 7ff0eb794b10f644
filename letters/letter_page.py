"""The page of the letter: what it shows to this reader, and what may be done with it."""

from dataclasses import dataclass, replace
from datetime import date, datetime

from flask_babel import gettext as _

from congress.actors import Actor
from congress.clock import local
from congress.models import Congress
from congress.moments import moment_in_words
from congress.policies import electors, results_readers, secretariat
from core.window import Phase
from letters.letter_composition import last_change
from letters.letter_record import LetterRecord
from letters.letter_words import LetterWords, letter_words
from letters.models import Letter, Signature
from letters.queries import Figures, figures, letter_of, letter_record_of, signature_of
from motions.models import Motion, MotionState


@dataclass(frozen=True, slots=True)
class LetterPage:
    """All that the page shows."""

    motion: Motion
    is_adopted: bool
    record: LetterRecord
    words: LetterWords
    figures: Figures
    letter: Letter | None  # once it is frozen
    signature: Signature | None  # the reader's own
    signing: Phase  # where the calendar of signatures is
    planned: date | None  # the day that the letter bears, as long as it is to come
    may_sign: bool
    may_freeze: bool
    version: str  # « version du lundi 12 octobre 2020, 14 h 21 », while it is a draft


def letter_page(congress: Congress, motion: Motion, actor: Actor, now: datetime) -> LetterPage:
    """The page for this reader."""
    letter, record = letter_of(congress.id), record_for(congress, actor)
    return LetterPage(
        motion=motion,
        is_adopted=motion.state == MotionState.ADOPTED,
        record=record,
        words=letter_words(record),
        figures=figures(congress),
        letter=letter,
        signature=signature_of(letter.id, actor.member_id) if letter else None,
        signing=congress.signatures_window.phase(now),
        planned=_planned(record, local(congress, now).date()),
        may_sign=electors(actor, congress),
        may_freeze=secretariat(actor, congress),
        version=_version(congress, motion) if record.draft_notice else "",
    )


def _version(congress: Congress, motion: Motion) -> str:
    """When the text that the page shows was last changed, in the reader's language."""
    return _("version du %(when)s", when=moment_in_words(congress, last_change(motion)))


def _planned(record: LetterRecord, today: date) -> date | None:
    """The letter's own day, while nobody can have sent it yet."""
    day = date.fromisoformat(record.cover.date) if record.cover.date else None
    return day if day is not None and day > today else None


def record_for(congress: Congress, actor: Actor) -> LetterRecord:
    """The letter for this reader: until it is frozen, the vote that adopted the motion is told as its result is."""
    record = letter_record_of(congress)
    if congress.letter_frozen_at is None and not results_readers(actor, congress):
        return replace(record, adoption="")
    return record
