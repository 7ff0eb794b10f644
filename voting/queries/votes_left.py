"""What is left to vote, in its order: the amendments of each part, the part, the whole motion."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import joinedload, selectinload

from amendments.labels import numbers
from amendments.models import Amendment, AmendmentStatus, Cosigner
from amendments.order_models import Bundle, OrderMove
from amendments.queries.amendment_readings import Reading, history_of, outcomes_of, readings_of
from amendments.queries.bundle_queries import FEWEST, bundles_on, kept_in
from amendments.queries.competing_amendments import Field
from amendments.queries.order_queries import VoteInOrder, in_vote_order, moves_on
from congress.chamber_models import AgendaItem, AgendaItemKind
from core.database import session
from motions.models import Motion, MotionState, Part, PartKind, Revision
from motions.queries.motion_queries import current_revisions, motion_of, places_of
from voting.dividing_models import Division, DivisionPart
from voting.queries.dividing.divisions import divisions_on, unvoted
from voting.queries.subjects import SubjectKeys, all_rejected


@dataclass(frozen=True, slots=True)
class Vote:
    """A vote left: amendments (a batch when identical), a part, or the motion; `is_clean`: it can be put as it is.

    Of amendments, the rest is told by `VoteInOrder`: their joint discussion, whether anything but a number says their
    place, the chair's move.
    """

    amendments: tuple[Amendment, ...] = ()
    part: Part | None = None
    motion: Motion | None = None
    is_clean: bool = True
    discussion: int | None = None
    is_tied: bool = False
    move: OrderMove | None = None
    bundle: Bundle | None = None  # these amendments are adopted by one vote, or not
    divided: DivisionPart | None = None  # a part of a text that is voted in parts

    @property
    def ids(self) -> SubjectKeys:
        """What `announce_poll` takes."""
        if self.divided is not None:
            return SubjectKeys(question_id=self.divided.question_id)
        if self.amendments:
            ids = tuple(row.id for row in self.amendments)
            return SubjectKeys(amendment_ids=ids, bundle_id=self.bundle.id if self.bundle else None)
        return SubjectKeys(
            part_id=self.part.id if self.part else None, motion_id=self.motion.id if self.motion else None
        )

    @property
    def is_reserved(self) -> bool:
        """Whether the chair put it off, after the others of its text."""
        return any(row.reserved_at is not None for row in self.amendments)

    @property
    def named(self) -> str:
        """« n° 3, 5 et 8 »: the numbers of its amendments."""
        return numbers([row.label for row in self.amendments])

    @property
    def key(self) -> str:
        """The name of this vote in a form: « amendments-12-14 », « bundle-2-12-15 », « part-5 »… (ids)."""
        if self.divided is not None:
            return f"division-{self.divided.question_id}"
        if self.amendments:
            kind = f"bundle-{self.bundle.id}" if self.bundle else "amendments"
            return "-".join([kind, *(str(row.id) for row in self.amendments)])
        return f"part-{self.part.id}" if self.part else f"motion-{self.motion.id if self.motion else 0}"

    @property
    def whole_key(self) -> str:
        """The key of the vote on the whole of what it is a part of; its own where it is none."""
        if self.divided is None:
            return self.key
        division = self.divided.division
        return f"amendments-{division.amendment_id}" if division.amendment_id else f"part-{division.part_id}"


def subject_named(key: str) -> SubjectKeys:
    """What `Vote.key` names; nothing of it when it is anything else."""
    kind, _dash, rest = key.partition("-")
    ids = tuple(int(part) for part in rest.split("-") if part.isascii() and part.isdigit() and len(part) < 10)
    if kind == "amendments":
        return SubjectKeys(amendment_ids=ids)
    if kind == "bundle" and len(ids) > 1:
        return SubjectKeys(amendment_ids=ids[1:], bundle_id=ids[0])
    if len(ids) == 1 and kind == "division":
        return SubjectKeys(question_id=ids[0])
    if len(ids) == 1 and kind in ("part", "motion"):
        return SubjectKeys(part_id=ids[0]) if kind == "part" else SubjectKeys(motion_id=ids[0])
    return SubjectKeys()


@dataclass(frozen=True, slots=True)
class LeftOn:
    """The votes left on one part, in their order: its amendments, then itself; or on the motion, part None."""

    part: Part | None
    title: str
    votes: tuple[Vote, ...]


def left_to_vote(congress_id: int) -> list[LeftOn]:
    """What is left to vote, part by part in the order of the text, the whole motion last; parts voted are left out.

    With every proposal rejected there is no motion to adopt: it is not put to the vote. The parts of a text that is
    divided come before its whole.
    Amendments are in the order proposed to the chair, as the chair moved it; identical ones in one vote. What is
    proposed for adoption by one vote comes first.
    """
    motion = motion_of(congress_id)
    if motion is None or motion.state != MotionState.IN_DISCUSSION:
        return []
    parts = {part.id: part for part in places_of(motion.id)}
    titles = current_revisions(motion.id)
    waiting = _waiting_in(motion.id)
    history = history_of(sorted({row.part_id for row in waiting}))
    readings = readings_of(waiting, parts, history)
    moves, bundles, divisions = moves_on(parts), bundles_on(parts), divisions_on(parts)
    left = []
    for part in parts.values():
        own = {row.id: row for row in waiting if row.part_id == part.id}
        votes: list[Vote] = []
        if part.id in bundles:
            votes += _in_bundle(bundles[part.id], own, readings, titles[part.id], motion.congress.line_length)
            own = {found: row for found, row in own.items() if not any(row in vote.amendments for vote in votes)}
        ordered = in_vote_order(own, readings, moves.get(part.id, []), motion.congress.line_length)
        votes += map(_vote, ordered)
        if part.kind == PartKind.PROPOSAL and not part.is_decided:
            votes.append(Vote(part=part))
        if part.id in divisions:
            votes = _with_parts(votes, divisions[part.id])
        if votes:
            left.append(LeftOn(part, titles[part.id].title, tuple(votes)))
    if all_rejected(list(parts.values())):
        return left
    return [*left, LeftOn(None, motion.title, (Vote(motion=motion),))]


def votes_left(congress_id: int) -> int:
    """How many votes are left, identical amendments being one."""
    return sum(len(group.votes) for group in left_to_vote(congress_id))


def left_on_item(item: AgendaItem, left: Sequence[LeftOn]) -> list[Vote]:
    """Those of the votes left that belong to an item: on its proposal, or on what is not a proposal."""
    if item.kind == AgendaItemKind.OTHER:
        return []
    return [vote for group in left if (group.part.number if group.part else None) == item.proposal_number
            for vote in group.votes]  # fmt: skip


def placed_before(votes: Sequence[Vote], called: Vote) -> list[Vote]:
    """What the order places before a vote on amendments, and that could be put to the vote: none in its turn.

    Between two that only their numbers place, the chair chooses; what is adopted without debate waits for its hour.
    """
    if not called.amendments:
        return []
    return [
        vote
        for vote in votes[: votes.index(called)]
        if vote.is_clean and vote.bundle is None and not (vote.is_tied and called.is_tied)
    ]


def _waiting_in(motion_id: int) -> list[Amendment]:
    """The published amendments still to be decided, by part then number, with those who signed them."""
    rows = (
        select(Amendment)
        .join(Part, Part.id == Amendment.part_id)
        .where(Amendment.motion_id == motion_id, Amendment.status == AmendmentStatus.PUBLISHED)
        .options(joinedload(Amendment.author), selectinload(Amendment.cosigners).joinedload(Cosigner.member))
    )
    return list(session().scalars(rows.order_by(Part.position, Amendment.public_number, Amendment.sub_number)))


def _in_bundle(
    bundle: Bundle, own: Mapping[int, Amendment], readings: Mapping[int, Reading], current: Revision, width: int
) -> list[Vote]:
    """The one vote on what a bundle still holds, where that is several amendments."""
    rows = [row for row in own.values() if row.parent_id is None]
    kept = kept_in(bundle, Field(current, rows, outcomes_of(readings, rows), width))
    return [Vote(tuple(kept), bundle=bundle)] if len(kept) >= FEWEST else []


def _with_parts(votes: Sequence[Vote], division: Division) -> list[Vote]:
    """The votes of a text with those on the parts of what is divided, just before the vote on its whole."""
    parts = [Vote(divided=one) for one in unvoted(division)]
    ids = division.amendment_id
    whole = next(
        (vote for vote in votes
         if (any(row.id == ids for row in vote.amendments) if ids is not None else vote.part is not None)), None,
    )  # fmt: skip
    at = votes.index(whole) if whole is not None else len(votes)
    return [*votes[:at], *parts, *votes[at:]]


def _vote(found: VoteInOrder) -> Vote:
    return Vote(
        found.amendments,
        is_clean=found.is_clean,
        discussion=found.discussion,
        is_tied=found.is_tied,
        move=found.move,
    )
