"""Reads of polls for pages: what is open, who may vote, how many voted, what is left.

While a poll is open nothing here counts by choice: `progress` tells how many ballots came in, whatever they say.
"""

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from flask_babel import gettext as _
from sqlalchemy import func, select
from sqlalchemy.orm import joinedload, selectinload
from sqlalchemy.sql.base import ExecutableOption

from amendments.models import Amendment, AmendmentStatus, Cosigner
from amendments.order_models import OrderMove
from amendments.queries.amendment_readings import history_of, readings_of
from amendments.queries.order_queries import VoteInOrder, in_vote_order, moves_on
from congress.chamber_models import AgendaItem, AgendaItemKind
from congress.models import WEIGHT_SCALE
from core.database import session
from core.errors import NotFound
from core.text.folding import folded
from motions.models import Motion, MotionState, Part, PartKind
from motions.queries.motion_queries import current_revisions, motion_of, places_of
from voting.models import Ballot, BallotChoice, Outcome, Poll, PollState, PollSubject, RightToVote
from voting.queries.subjects import SubjectKeys, all_rejected, is_about

PENDING = (PollState.ANNOUNCED, PollState.OPEN, PollState.CLOSED)
ENDED = (PollState.PROCLAIMED, PollState.CANCELLED)


def poll_by_number(congress_id: int, number: int) -> Poll:
    """A poll of a congress by its number, with its sitting, item, subjects and outcome; `NotFound` when none."""
    wanted = select(Poll).where(Poll.congress_id == congress_id, Poll.number == number)
    found = session().scalar(wanted.options(*_with_all()))
    if found is None:
        raise NotFound(_("Aucun scrutin n’existe à cette adresse."))
    return found


def polls_numbered(congress_id: int, numbers: Collection[int]) -> list[Poll]:
    """The polls of a congress that have these numbers, with what they are about; no question asked for none."""
    if not numbers:
        return []
    wanted = select(Poll).where(Poll.congress_id == congress_id, Poll.number.in_(numbers))
    return list(session().scalars(wanted.options(*_with_all())))


def current_poll_of(sitting_id: int) -> Poll | None:
    """The poll that waits for its end in a sitting: announced, open, or closed and not proclaimed."""
    return _one_of(sitting_id, PENDING)


def last_poll_of(sitting_id: int) -> Poll | None:
    """The latest poll of a sitting, whatever its state; what the screen of the hall shows."""
    return _one_of(sitting_id, tuple(state for state in PollState if state != PollState.CANCELLED))


def last_proclaimed_of(sitting_id: int) -> Poll | None:
    """The last poll proclaimed in a sitting, or None."""
    return _one_of(sitting_id, (PollState.PROCLAIMED,))


def last_decided_about(ids: SubjectKeys) -> int | None:
    """The id of the last poll that decided a subject, or None: one without a verdict decides nothing."""
    wanted = (
        select(Poll.id)
        .join(PollSubject)
        .join(Outcome)
        .where(is_about(ids), Poll.state == PollState.PROCLAIMED, Outcome.is_adopted.is_not(None))
    )
    return session().scalar(wanted.order_by(Poll.id.desc()).limit(1))


def held_again_by(poll_id: int) -> Poll | None:
    """The last poll that holds again one that was cancelled or is corrected, unless it was cancelled too; or None."""
    wanted = select(Poll).where(Poll.corrects_id == poll_id, Poll.state != PollState.CANCELLED)
    return session().scalar(wanted.order_by(Poll.id.desc()).limit(1))


def polls_of(sitting_id: int) -> list[Poll]:
    """The polls of a sitting, the latest first."""
    wanted = select(Poll).where(Poll.sitting_id == sitting_id).order_by(Poll.number.desc())
    return list(session().scalars(wanted.options(*_with_all())))


def progress(poll_id: int) -> tuple[int, int]:
    """(ballots received, ballots expected): all that anybody may know while the poll is open."""
    received = (
        select(func.count())
        .select_from(Ballot)
        .join(RightToVote, RightToVote.id == Ballot.right_id)
        .where(RightToVote.poll_id == poll_id)
    )
    expected = select(func.count()).select_from(RightToVote).where(RightToVote.poll_id == poll_id)
    return session().scalar(received) or 0, session().scalar(expected) or 0


def rights_of(poll_id: int, member_id: int) -> list[RightToVote]:
    """The rights to vote in a member's hands, their own first, with what each says now and for whom."""
    wanted = (
        select(RightToVote)
        .where(RightToVote.poll_id == poll_id, RightToVote.holder_id == member_id)
        .options(joinedload(RightToVote.ballot), joinedload(RightToVote.principal))
    )
    return sorted(session().scalars(wanted), key=lambda right: (right.principal_id != member_id, right.id))


def right_in(poll_id: int, right_id: int) -> RightToVote | None:
    """A right to vote of a poll by its id; None where that poll has no such right."""
    right = session().get(RightToVote, right_id)
    return right if right is not None and right.poll_id == poll_id else None


def rights_not_cast(poll_id: int) -> list[RightToVote]:
    """The rights to vote that no member used by themselves: without a ballot, or with one said aloud; by holder."""
    wanted = (
        select(RightToVote)
        .outerjoin(Ballot, Ballot.right_id == RightToVote.id)
        .where(RightToVote.poll_id == poll_id, Ballot.id.is_(None) | Ballot.spoken)
        .options(joinedload(RightToVote.ballot), joinedload(RightToVote.principal), joinedload(RightToVote.holder))
    )
    return sorted(
        session().scalars(wanted),
        key=lambda right: (folded(right.holder.family_name), folded(right.holder.given_name), right.id),
    )


@dataclass(frozen=True, slots=True)
class NamedVote:
    """A line of the named list: who, through whom under a proxy, and what was said (None: did not vote)."""

    name: str
    holder: str | None
    choice: BallotChoice | None
    commune: str = ""  # beside a name that several bear
    spoken: bool = False  # said aloud at the bureau, keyed by the secretariat
    weight: int = WEIGHT_SCALE  # in millionths


def named_votes(poll: Poll) -> list[NamedVote]:
    """Each right to vote and its choice, by name; nothing unless the poll is proclaimed."""
    if poll.state != PollState.PROCLAIMED:
        return []
    wanted = (
        select(RightToVote)
        .where(RightToVote.poll_id == poll.id)
        .options(joinedload(RightToVote.ballot), joinedload(RightToVote.principal), joinedload(RightToVote.holder))
    )
    rights = sorted(session().scalars(wanted), key=lambda right: (right.principal.alphabetic, right.id))
    called = Counter(right.principal.civil_name for right in rights)
    return [
        NamedVote(
            name=right.principal.civil_name,
            commune=right.principal.commune if called[right.principal.civil_name] > 1 else "",
            holder=right.holder.civil_name if right.holder_id != right.principal_id else None,
            choice=right.ballot.choice if right.ballot else None,
            spoken=right.ballot.spoken if right.ballot else False,
            weight=right.weight,
        )
        for right in rights
    ]


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

    @property
    def ids(self) -> SubjectKeys:
        """What `announce_poll` takes."""
        if self.amendments:
            return SubjectKeys(amendment_ids=tuple(row.id for row in self.amendments))
        return SubjectKeys(
            part_id=self.part.id if self.part else None, motion_id=self.motion.id if self.motion else None
        )

    @property
    def is_reserved(self) -> bool:
        """Whether the chair put it off, after the others of its text."""
        return any(row.reserved_at is not None for row in self.amendments)

    @property
    def key(self) -> str:
        """The name of this vote in a form: « amendments-12-14 », « part-5 », « motion-1 » (ids)."""
        if self.amendments:
            return "-".join(["amendments", *(str(row.id) for row in self.amendments)])
        return f"part-{self.part.id}" if self.part else f"motion-{self.motion.id if self.motion else 0}"


@dataclass(frozen=True, slots=True)
class LeftOn:
    """The votes left on one part, in their order: its amendments, then itself; or on the motion, part None."""

    part: Part | None
    title: str
    votes: tuple[Vote, ...]


def left_to_vote(congress_id: int) -> list[LeftOn]:
    """What is left to vote, part by part in the order of the text, the whole motion last; parts voted are left out.

    With every proposal rejected there is no motion to adopt: it is not put to the vote.
    Amendments are in the order proposed to the chair, as the chair moved it; identical ones in one vote.
    """
    motion = motion_of(congress_id)
    if motion is None or motion.state != MotionState.IN_DISCUSSION:
        return []
    parts = {part.id: part for part in places_of(motion.id)}
    titles = current_revisions(motion.id)
    waiting = _waiting_in(motion.id)
    history = history_of(sorted({row.part_id for row in waiting}))
    readings = readings_of(waiting, parts, history)
    moves = moves_on(parts)
    left = []
    for part in parts.values():
        own = {row.id: row for row in waiting if row.part_id == part.id}
        votes = [
            _vote(vote) for vote in in_vote_order(own, readings, moves.get(part.id, []), motion.congress.line_length)
        ]
        if part.kind == PartKind.PROPOSAL and not part.is_decided:
            votes.append(Vote(part=part))
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


def _waiting_in(motion_id: int) -> list[Amendment]:
    """The published amendments still to be decided, by part then number, with those who signed them."""
    rows = (
        select(Amendment)
        .join(Part, Part.id == Amendment.part_id)
        .where(Amendment.motion_id == motion_id, Amendment.status == AmendmentStatus.PUBLISHED)
        .options(joinedload(Amendment.author), selectinload(Amendment.cosigners).joinedload(Cosigner.member))
    )
    return list(session().scalars(rows.order_by(Part.position, Amendment.public_number)))


def _vote(found: VoteInOrder) -> Vote:
    return Vote(
        found.amendments,
        is_clean=found.is_clean,
        discussion=found.discussion,
        is_tied=found.is_tied,
        move=found.move,
    )


def _one_of(sitting_id: int, states: tuple[PollState, ...]) -> Poll | None:
    wanted = select(Poll).where(Poll.sitting_id == sitting_id, Poll.state.in_(states))
    return session().scalar(wanted.options(*_with_all()).order_by(Poll.number.desc()).limit(1))


def _with_all() -> tuple[ExecutableOption, ...]:
    return (
        joinedload(Poll.sitting), joinedload(Poll.item), joinedload(Poll.outcome), joinedload(Poll.quorum_check),
        selectinload(Poll.subjects).joinedload(PollSubject.amendment).joinedload(Amendment.author),
        selectinload(Poll.subjects).joinedload(PollSubject.part),
    )  # fmt: skip
