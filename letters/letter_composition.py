"""Composing the letter from the congress's record: the motion, the vote that adopted it, the covering words."""

import re
from collections.abc import Sequence
from datetime import date, datetime
from gettext import NullTranslations

from flask_babel import gettext as _
from sqlalchemy import select
from sqlalchemy.orm import joinedload

from congress.clock import local
from congress.models import Congress, Member
from congress.rules.honorifics import Gender, gender_of
from core.database import session
from core.digest import sha256_text
from core.errors import NotFound
from core.text import dates
from letters.annex import annex_of
from letters.letter_record import (
    Cover,
    LetterBlock,
    LetterRecord,
    LetterSection,
    Signed,
    blocks_of,
    section_of,
)
from letters.models import LetterHead
from motions.models import Motion, MotionState, Part, PartKind, PartState
from motions.queries.motion_queries import current_revisions, motion_of, motion_parts, proposals_of
from motions.rules.motion_text import PartText, text_of
from voting.models import Outcome, Poll, PollState
from voting.queries.counted_polls import counted_poll
from voting.rules.count_sentences import adoption_words
from voting.rules.counted_poll import Subject, SubjectKind
from voting.subject_models import PollSubject

LETTERS = (
    "zéro", "une", "deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf", "dix", "onze", "douze", "treize",
    "quatorze", "quinze", "seize",
)  # fmt: skip
FRENCH = NullTranslations()  # the letter is in French, whatever the language of who asks for it


def compose(congress: Congress) -> LetterRecord:
    """The letter as the record stands: a draft text until the motion is adopted. Without signatures."""
    motion = motion_of(congress.id)
    if motion is None:
        raise NotFound(_("Ce congrès n’a pas encore de motion."))
    parts = motion_parts(motion.id)
    adopted = motion.state == MotionState.ADOPTED
    poll = deciding_poll(motion.id) if adopted else None
    return LetterRecord(
        congress=congress.title,
        cover=_cover(congress),
        preamble=_of_kind(parts, PartKind.PREAMBLE),
        title=motion.title,
        adoption=adoption_line(congress, poll, proposals_of(congress.id)) if poll else "",
        sections=_sections(parts),
        closing=_of_kind(parts, PartKind.CLOSING),
        signed=_signed_for(poll.chair) if poll else Signed(),
        fingerprint=sha256_text(text_of(parts)),
        draft_notice="" if adopted else _draft_notice(congress, motion),
        demonstration_notice=congress.counts_for_nothing,
        locale=congress.locale,
        annex=annex_of(congress) if adopted and congress.keeps_positions else (),
    )


def deciding_poll(motion_id: int) -> Poll | None:
    """The proclaimed poll that adopted the whole motion (the last, if one corrected another)."""
    rows = (
        select(Poll)
        .join(PollSubject)
        .join(Outcome)
        .where(PollSubject.motion_id == motion_id, Poll.state == PollState.PROCLAIMED, Outcome.is_adopted.is_(True))
        .options(joinedload(Poll.outcome), joinedload(Poll.chair))
        .order_by(Poll.id.desc())
        .limit(1)
    )
    return session().scalar(rows)


def adoption_line(congress: Congress, poll: Poll, proposals: Sequence[Part]) -> str:
    """« Congrès…, Sénat, Paris, 12 octobre 2020. Motion adoptée par 101 voix pour, 6 contre et 6 abstentions… ».

    Where the assembly rejected some of the proposals, it counts those that the letter holds, and says why there is a
    hole in their numbers.
    """
    outcome = poll.outcome
    if outcome is None or poll.proclaimed_at is None:
        return ""
    result = _held(adoption_words(counted_poll(poll, outcome, Subject(SubjectKind.MOTION)), FRENCH))
    when = dates.day(local(congress, poll.proclaimed_at))
    where = ", ".join(filter(None, (congress.title, congress.place, when)))
    held = sum(part.state != PartState.REJECTED for part in proposals)
    adopted = f"{where}. Motion adoptée {result}."
    if held == len(proposals):
        return adopted
    of_them = "de la seule proposition adoptée" if held == 1 else f"des {in_letters(held)} propositions adoptées"
    made = f"{adopted} Elle est faite {of_them}, sur les {in_letters(len(proposals))} examinées"
    if [part.state == PartState.REJECTED for part in proposals[:held]] == [False] * held:
        return f"{made}."  # those that are held are the first ones: their numbers have no hole
    of_one, of_each = "elle garde le numéro sous lequel", "chacune garde le numéro sous lequel"
    return f"{made}\u202f; {of_one if held == 1 else of_each} elle a été votée."


def _held(words: str) -> str:
    """The words with each number on the line of what it counts: « 6 abstentions » is not cut."""
    return re.sub(r"(?<=\d) (?=\w)", "\u00a0", words)


def in_letters(number: int) -> str:
    """« sept »: a small number as a French letter writes it; from seventeen on, in figures."""
    return LETTERS[number] if number < len(LETTERS) else str(number)


def _of_kind(parts: list[PartText], kind: PartKind) -> tuple[LetterBlock, ...]:
    return tuple(block for part in parts if part.kind == kind.value for block in blocks_of(part.text))


def _sections(parts: list[PartText]) -> tuple[LetterSection, ...]:
    return tuple(section_of(part) for part in parts if part.kind == PartKind.PROPOSAL.value)


def last_change(motion: Motion) -> datetime:
    """When the text of the motion was last changed."""
    return max(revision.created_at for revision in current_revisions(motion.id).values())


def _draft_notice(congress: Congress, motion: Motion) -> str:
    state = "Motion rejetée" if motion.state == MotionState.REJECTED else "Texte en discussion, non adopté"
    return f"{state} – version du {dates.made_on(local(congress, last_change(motion)))}"


def _cover(congress: Congress) -> Cover:
    head = session().get(LetterHead, congress.id)
    if head is None:
        return Cover()
    day: date = head.date
    return Cover(
        sender=tuple(head.sender),
        place_and_date=f"{head.place}, le {dates.day(day)}",
        date=day.isoformat(),
        reference=head.reference,
        contact=head.contact,
        addressee=tuple(head.addressee),
        subject=head.subject,
        civility=head.civility,
        closing_formula=head.closing_formula.replace("{civility}", head.civility),
        copies=tuple(head.copies),
    )


def _signed_for(chair: Member | None) -> Signed:
    """For the congress, whoever presided when the motion was adopted."""
    if chair is None:
        return Signed()
    words = {
        Gender.FEMININE: "la présidente de séance",
        Gender.MASCULINE: "le président de séance",
        Gender.UNKNOWN: "la présidence de séance",
    }[gender_of(chair.honorific)]
    name, _comma, role = chair.signature_line.partition(", ")
    return Signed(office=f"Pour le congrès, {words}", name=name, role=role)
