"""What a poll is about: amendments (a batch of identical ones), a proposal or another part, the whole motion, or a
question in the words of the chair.

Says whether the order of the votes allows it: amendments before their text, every text before the whole. Its words
are in `asking.subject_words`.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

from flask_babel import gettext as _
from flask_babel import ngettext
from sqlalchemy import ColumnElement, and_, select
from sqlalchemy.orm import joinedload

from amendments.labels import numbers
from amendments.models import Amendment, AmendmentStatus, Opinion
from amendments.order_models import Bundle
from amendments.queries.amendment_queries import to_vote_on
from amendments.queries.competing_amendments import Field, field_around
from congress.chamber_models import AgendaItem, AgendaItemKind
from core.database import session
from core.errors import Invalid, NotFound, RuleBroken
from motions.models import Motion, MotionState, Part, PartKind, PartState
from motions.queries.motion_queries import parts_of, places_of
from voting.dividing_models import DivisionPart
from voting.models import Poll
from voting.queries.asking.findings import asked_options
from voting.queries.dividing.divisions import require_part_to_vote, require_parts_voted
from voting.queries.sub_votes import require_subs_voted
from voting.rules.asking.asked_options import AskedOptions
from voting.subject_models import PollSubject, Question, QuestionKind


@dataclass(frozen=True, slots=True)
class SubjectKeys:
    """What to put to the vote: amendments of one part, or a part, or the motion, or a question of the chair.

    Several amendments are identical, or those of a bundle, adopted without debate.
    """

    amendment_ids: tuple[int, ...] = ()
    part_id: int | None = None
    motion_id: int | None = None
    bundle_id: int | None = None
    question_id: int | None = None

    @property
    def is_one(self) -> bool:
        """Exactly one kind of thing is named."""
        others = (self.part_id, self.motion_id, self.question_id)
        return bool(self.amendment_ids) + sum(named is not None for named in others) == 1

    def rows(self) -> list[PollSubject]:
        """The rows of the poll's subject."""
        if self.amendment_ids:
            return [PollSubject(amendment_id=amendment_id) for amendment_id in self.amendment_ids]
        return [PollSubject(part_id=self.part_id, motion_id=self.motion_id, question_id=self.question_id)]


@dataclass(frozen=True, slots=True)
class LoadedSubject:
    """The subject of a poll, loaded: amendments by public number, or one part, or the motion, or a question."""

    amendments: tuple[Amendment, ...] = ()
    part: Part | None = None
    motion: Motion | None = None
    bundle_id: int | None = None
    question: Question | None = None
    asked: AskedOptions | None = None  # what its question may be answered, with what was chosen
    is_retained: bool = False  # of a bundle: the bureau retains its amendments; else they are not debated
    divided: DivisionPart | None = None  # of a question: the part of a text that it puts to the vote
    # Those in which its amendments are voted, as they were read; by part and amended amendment.
    fields: dict[tuple[int, int | None], Field] = field(default_factory=dict, compare=False, repr=False)

    @property
    def ids(self) -> SubjectKeys:
        """The ids under which it was asked for."""
        if self.amendments:
            return SubjectKeys(tuple(amendment.id for amendment in self.amendments), bundle_id=self.bundle_id)
        if self.part:
            return SubjectKeys(part_id=self.part.id)
        if self.question:
            return SubjectKeys(question_id=self.question.id)
        return SubjectKeys(motion_id=self.motion.id if self.motion else None)

    @property
    def held(self) -> tuple[Amendment, ...]:
        """The amendments that nobody withdraws or rewrites during the vote: its own, or the one that is divided."""
        divided = self.divided.division.amendment if self.divided is not None else None
        return (divided,) if divided is not None else self.amendments

    @property
    def is_election(self) -> bool:
        """Whether persons are elected: no text is adopted."""
        return self.question is not None and self.question.kind is QuestionKind.ELECTION

    @property
    def text_part(self) -> Part | None:
        """The part whose text is at stake; None for the whole motion, or for a question that divides none."""
        if self.divided is not None:
            return self.divided.division.part
        return self.amendments[0].part if self.amendments else self.part


def load(ids: SubjectKeys, congress_id: int) -> LoadedSubject:
    """The subject of a congress; `NotFound` when it has none, `Invalid` when not exactly one thing is named."""
    if not ids.is_one:
        raise Invalid(_("Choisissez ce qui est mis aux voix."), "subject")
    if ids.amendment_ids:
        found = amendments_of(ids.amendment_ids)
        if len(found) == len(set(ids.amendment_ids)) and all(row.motion.congress_id == congress_id for row in found):
            bundle = session().get(Bundle, ids.bundle_id) if ids.bundle_id is not None else None
            return LoadedSubject(tuple(found), bundle_id=ids.bundle_id, is_retained=_retains(bundle))
    elif ids.part_id is not None:
        part = session().get(Part, ids.part_id)
        if part is not None and part.motion.congress_id == congress_id:
            return LoadedSubject(part=part)
    elif ids.question_id is not None:
        asked = session().get(Question, ids.question_id)
        if asked is not None and asked.congress_id == congress_id:
            return LoadedSubject(question=asked, divided=_divided(asked))
    else:
        motion = session().get(Motion, ids.motion_id)
        if motion is not None and motion.congress_id == congress_id:
            return LoadedSubject(motion=motion)
    raise NotFound(_("Ce qui doit être mis aux voix n’existe pas."))


def subject_of(poll: Poll) -> LoadedSubject:
    """The subject of a poll."""
    first = poll.subjects[0]
    if first.amendment_id is not None:
        found = amendments_of([row.amendment_id or 0 for row in poll.subjects])
        return LoadedSubject(tuple(found), bundle_id=poll.bundle_id, is_retained=_retains(poll.bundle))
    asked = first.question
    return LoadedSubject((), first.part, first.motion, None, asked, asked_options(poll), divided=_divided(asked))


def subject_at_hand(poll: Poll) -> LoadedSubject:
    """The subject of a poll from the rows that came with it: no question is asked."""
    amendments = [row.amendment for row in poll.subjects if row.amendment is not None]
    first, ordered = poll.subjects[0], sorted(amendments, key=lambda row: row.rank)
    return LoadedSubject(
        tuple(ordered), first.part, first.motion, poll.bundle_id, first.question, asked_options(poll),
        _retains(poll.bundle), _divided(first.question),
    )  # fmt: skip


def _retains(bundle: Bundle | None) -> bool:
    return bundle is not None and bundle.is_retained


def _divided(asked: Question | None) -> DivisionPart | None:
    """The part of a text that a question puts to the vote; None of any other question."""
    if asked is None or asked.kind is not QuestionKind.DIVISION:
        return None
    return session().scalar(select(DivisionPart).where(DivisionPart.question_id == asked.id))


def is_about(ids: SubjectKeys) -> ColumnElement[bool]:
    """The condition on a poll and a row of its subject under which the poll is about these."""
    if ids.bundle_id is not None:
        return Poll.bundle_id == ids.bundle_id
    if ids.amendment_ids:
        return and_(PollSubject.amendment_id == ids.amendment_ids[0], Poll.bundle_id.is_(None))
    if ids.question_id is not None:
        return PollSubject.question_id == ids.question_id
    return PollSubject.part_id == ids.part_id if ids.part_id else PollSubject.motion_id == ids.motion_id


def require_item(subject: LoadedSubject, item: AgendaItem) -> None:
    """The subject belongs to the item in discussion, nothing has decided it yet, it can be adopted: else a refusal."""
    require_place(subject, item)
    if subject.divided is not None:
        require_part_to_vote(subject.divided)
    motion = subject.motion or (subject.text_part.motion if subject.text_part else None)
    if motion is not None and motion.state != MotionState.IN_DISCUSSION:
        raise RuleBroken(_("L’ensemble de la motion a déjà été voté : plus rien n’en est mis aux voix."))
    if subject.motion is not None and all_rejected(parts_of(subject.motion.id)):
        raise RuleBroken(_("Toutes les propositions sont rejetées\u00a0: il n’y a pas de motion à adopter."))
    if subject.motion is None and subject.text_part is not None and subject.text_part.is_decided:
        raise RuleBroken(_("Ce texte a déjà été voté."))
    for amendment in subject.amendments:
        if amendment.status != AmendmentStatus.PUBLISHED:
            raise RuleBroken(_("L’amendement n° %(number)s n’est plus à voter.", number=amendment.label))


def require_place(subject: LoadedSubject, item: AgendaItem) -> None:
    """The subject belongs to the item: else a refusal."""
    if subject.question is not None:
        if subject.question.item_id != item.id:
            raise RuleBroken(_("Cette question a été posée sur un autre point."))
        return
    number = subject.text_part.number if subject.text_part else None
    fits = item.proposal_number == number if number is not None else item.kind == AgendaItemKind.MOTION
    if not fits:
        raise RuleBroken(_("Ce texte n’est pas celui du point en discussion."))


def all_rejected(parts: Sequence[Part]) -> bool:
    """Whether the assembly rejected every proposal: there is no motion any more, whatever its preamble."""
    states = {part.state for part in parts if part.kind == PartKind.PROPOSAL}
    return states == {PartState.REJECTED}


def require_order(subject: LoadedSubject) -> None:
    """Amendments are voted before their text, and every proposal before the whole: else a refusal that names them."""
    if subject.amendments or subject.divided is not None:
        require_subs_voted(subject.held)
    if subject.text_part is not None and subject.divided is None:
        require_parts_voted(subject.text_part, subject.ids.amendment_ids)
    if subject.amendments or (subject.question is not None and subject.divided is None) or subject.held:
        return
    parts = [subject.text_part] if subject.text_part else _waiting_parts(subject.motion)
    undecided = [part.number for part in parts if subject.motion and part.number is not None]
    if undecided:
        raise RuleBroken(
            ngettext(
                "La proposition %(numbers)s n’a pas encore été votée : l’ensemble se vote en dernier.",
                "Les propositions %(numbers)s n’ont pas encore été votées : l’ensemble se vote en dernier.",
                len(undecided),
                numbers=numbers([number for number in undecided if number is not None]),
            )
        )
    left = [row for part in parts for row in to_vote_on(part.id)]
    if left:
        raise RuleBroken(
            ngettext(
                "L’amendement %(numbers)s reste à voter avant le texte qu’il modifie.",
                "Les amendements %(numbers)s restent à voter avant le texte qu’ils modifient.",
                len(left),
                numbers=numbers([row.label for row in left]),
            )
        )


def require_whole_batch(subject: LoadedSubject) -> None:
    """Identical amendments are one vote: else a refusal that names those left out."""
    left_out = left_out_of_batch(subject)
    if left_out:
        raise RuleBroken(
            ngettext(
                "L’amendement %(numbers)s est identique : il se vote en même temps. Rechargez la page.",
                "Les amendements %(numbers)s sont identiques : ils se votent en même temps. Rechargez la page.",
                len(left_out),
                numbers=numbers([row.label for row in left_out]),
            )
        )


def left_out_of_batch(subject: LoadedSubject) -> list[Amendment]:
    """The amendments still to vote that make the same text and are not in the batch."""
    if not subject.amendments or subject.bundle_id is not None:
        return []
    first = subject.amendments[0]
    place = (first.part_id, first.parent_id)
    if place not in subject.fields:
        subject.fields[place] = field_around(first, first.motion.congress.line_length)
    around = subject.fields[place]
    if first.id not in around.amendments:
        return []
    others = (around.amendments[found] for found in around.identical(first.id))
    return [row for row in others if row.id not in subject.ids.amendment_ids]


def _waiting_parts(motion: Motion | None) -> list[Part]:
    return [part for part in places_of(motion.id) if not part.is_decided] if motion else []


def amendments_of(amendment_ids: Sequence[int]) -> list[Amendment]:
    """Those with a number among these, in its order, with all that a page says of a vote on them."""
    wanted = (
        select(Amendment)
        .where(Amendment.id.in_(amendment_ids), Amendment.public_number.is_not(None))
        .order_by(Amendment.public_number, Amendment.sub_number)
        .options(
            joinedload(Amendment.author),
            joinedload(Amendment.part),
            joinedload(Amendment.base_revision),
            joinedload(Amendment.opinions).joinedload(Opinion.rival),
        )
    )
    return list(session().scalars(wanted).unique())
