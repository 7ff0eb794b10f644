"""Reads of polls for pages: what is open, who may vote, how many voted, what is left.

While a poll is open nothing here counts by choice: `progress` tells how many ballots came in, whatever they say.
"""

import functools
from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from functools import cached_property
from typing import Any

from flask_babel import gettext as _
from sqlalchemy import Select, bindparam, func, or_, select, true, union_all
from sqlalchemy.orm import joinedload, selectinload
from sqlalchemy.sql.base import ExecutableOption

from amendments.models import Amendment
from congress.chamber_models import AgendaItem
from congress.models import WEIGHT_SCALE, Member
from congress.queries.people.directory import directory_of
from core.database import session
from core.errors import NotFound
from core.text.collation import alphabetic
from core.text.folding import folded
from motions.models import Part, Revision
from voting.dividing_models import Division, DivisionEnd
from voting.models import Ballot, Outcome, Poll, PollState, RightToVote
from voting.queries.subjects import SubjectKeys, is_about
from voting.subject_models import PollSubject

PENDING = (PollState.ANNOUNCED, PollState.OPEN, PollState.CLOSED)
ENDED = (PollState.PROCLAIMED, PollState.CANCELLED)


def poll_by_number(congress_id: int, number: int) -> Poll:
    """A poll of a congress by its number, with its sitting, item, subjects and outcome; `NotFound` when none."""
    found = session().scalar(_numbered(), {"congress": congress_id, "number": number})
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


def current_and_last_of(sitting_id: int) -> tuple[Poll | None, Poll | None]:
    """The poll that waits for its end in a sitting (`current_poll_of`) and the last one proclaimed there."""
    polls = session().scalars(_current_and_last(), {"sitting": sitting_id})
    found = {poll.state in PENDING: poll for poll in polls}
    return found.get(True), found.get(False)


def last_decided_about(ids: SubjectKeys) -> int | None:
    """The id of the last poll that decided a subject, or None: one without a verdict decides nothing."""
    wanted = (
        select(Poll.id)
        .join(PollSubject)
        .join(Outcome)
        .where(is_about(ids), Poll.state == PollState.PROCLAIMED, Outcome.is_adopted.is_not(None))
    )
    return session().scalar(wanted.order_by(Poll.id.desc()).limit(1))


def texts_decided_at(sitting_id: int) -> dict[int | None, datetime]:
    """When a sitting last decided each text, by id of its part; None: the whole motion.

    A text of which every part was rejected was decided with the vote on the last of them.
    """
    voted = (
        select(PollSubject.part_id, func.max(Poll.proclaimed_at))
        .join(Poll, Poll.id == PollSubject.poll_id)
        .join(Outcome, Outcome.poll_id == Poll.id)
        .where(Poll.sitting_id == sitting_id, Outcome.is_adopted.is_not(None), Poll.state == PollState.PROCLAIMED)
        .where(PollSubject.part_id.is_not(None) | PollSubject.motion_id.is_not(None))
        .group_by(PollSubject.part_id)
    )
    divided = (
        select(Division.part_id, func.max(Division.ended_at))
        .join(AgendaItem, AgendaItem.id == Division.item_id)
        .where(AgendaItem.sitting_id == sitting_id, Division.amendment_id.is_(None))
        .where(Division.outcome == DivisionEnd.REJECTED)
        .group_by(Division.part_id)
    )
    decided: dict[int | None, datetime] = {}
    rows: Sequence[Any] = session().execute(union_all(voted, divided)).all()
    for part_id, at in rows:
        decided[part_id] = max(at, decided.get(part_id, at))
    return decided


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
    counts = session().execute(select(received.scalar_subquery(), expected.scalar_subquery())).one()
    return counts[0], counts[1]


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


def rights_not_cast(poll_id: int, among: Collection[int] | None = None) -> list[RightToVote]:
    """The rights to vote that no member used by themselves: without a ballot, or with one said aloud; by holder.

    `among`: those alone of these members, or in their hands.
    """
    near = true() if among is None else RightToVote.principal_id.in_(among) | RightToVote.holder_id.in_(among)
    wanted = (
        select(RightToVote)
        .outerjoin(Ballot, Ballot.right_id == RightToVote.id)
        .where(RightToVote.poll_id == poll_id, Ballot.id.is_(None) | Ballot.spoken, near)
        .options(joinedload(RightToVote.ballot), joinedload(RightToVote.principal), joinedload(RightToVote.holder))
    )
    return sorted(session().scalars(wanted), key=lambda right: (right.holder.alphabetic, right.id))


def spoken_for(poll_id: int) -> list[Member]:
    """Those at whose request the secretariat keyed a vote, each once, in the order in which they asked."""
    wanted = (
        select(Member)
        .join(RightToVote, RightToVote.holder_id == Member.id)
        .join(Ballot, Ballot.right_id == RightToVote.id)
        .where(RightToVote.poll_id == poll_id, Ballot.spoken)
        .order_by(Ballot.cast_at, Ballot.id)
    )
    return list(dict.fromkeys(session().scalars(wanted)))


@dataclass(frozen=True)
class NamedVote:
    """A line of the named list: who, through whom under a proxy, and what was said (None: did not vote)."""

    name: str
    holder: str | None
    choice: str | None
    commune: str = ""
    has_namesakes: bool = False  # pages tell the commune beside the name
    spoken: bool = False  # said aloud at the bureau, keyed by the secretariat
    by_substitute: bool = False  # `holder` held the seat: no proxy
    weight: int = WEIGHT_SCALE  # in millionths
    college: str = ""  # in which it counted, where the rule counts colleges

    @cached_property
    def words(self) -> str:
        """What a search of a name looks at, without accents nor capitals."""
        return folded(f"{self.name} {self.commune} {self.holder or ''}")

    @property
    def told(self) -> dict[str, str | None]:
        """What files and programs read of it."""
        weight = format((Decimal(self.weight) / WEIGHT_SCALE).normalize(), "f")
        return {
            "name": self.name,
            "commune": self.commune,
            "through": self.holder,
            "choice": self.choice,
            "weight": weight,
            **({"college": self.college} if self.college else {}),
        }


def named_votes(poll: Poll) -> list[NamedVote]:
    """Each right to vote and its choice, by name; nothing unless the poll is proclaimed."""
    if poll.state != PollState.PROCLAIMED:
        return []
    right, ballot = RightToVote, Ballot
    columns = (right.id, right.principal_id, right.holder_id, right.weight, right.college, ballot.choice, ballot.spoken)
    wanted = select(*columns).outerjoin(ballot, ballot.right_id == right.id).where(right.poll_id == poll.id)
    people = directory_of(poll.congress_id, poll.congress.slug).by_id
    rows = [(people[row.principal_id], row) for row in session().execute(wanted)]
    rows.sort(key=lambda one: (alphabetic(one[0].family_name, one[0].given_name), one[1].id))
    called = Counter(person.civil_name for person, _row in rows)
    return [
        NamedVote(
            name=person.civil_name,
            commune=person.commune,
            has_namesakes=called[person.civil_name] > 1,
            holder=people[row.holder_id].civil_name if row.holder_id != row.principal_id else None,
            choice=row.choice,
            spoken=bool(row.spoken),
            by_substitute=people[row.holder_id].substitute_of_id == row.principal_id,
            weight=row.weight,
            college=row.college if poll.colleges else "",
        )
        for person, row in rows
    ]


def _one_of(sitting_id: int, states: tuple[PollState, ...]) -> Poll | None:
    return session().scalar(_last_in(states), {"sitting": sitting_id})


@functools.cache  # made once: these cost as much to make as their rows to read
def _numbered() -> Select[Poll]:
    """A poll by its number, of a congress."""
    wanted = select(Poll).where(Poll.congress_id == bindparam("congress"), Poll.number == bindparam("number"))
    return wanted.options(*_with_all())


@functools.cache
def _last_in(states: tuple[PollState, ...]) -> Select[Poll]:
    """The last poll of a sitting in one of these states."""
    wanted = select(Poll).where(Poll.sitting_id == bindparam("sitting"), Poll.state.in_(states))
    return wanted.options(*_with_all()).order_by(Poll.number.desc()).limit(1)


@functools.cache
def _current_and_last() -> Select[Poll]:
    """The last poll of a sitting that waits for its end, and the last one proclaimed."""
    of_it = Poll.sitting_id == bindparam("sitting")
    newest = [
        select(func.max(Poll.number)).where(of_it, Poll.state.in_(states)).scalar_subquery()
        for states in (PENDING, (PollState.PROCLAIMED,))
    ]
    wanted = select(Poll).where(of_it, or_(*(Poll.number == number for number in newest)))
    return wanted.options(*_with_all())


@functools.cache
def _with_all() -> tuple[ExecutableOption, ...]:
    return (
        joinedload(Poll.sitting), joinedload(Poll.item), joinedload(Poll.outcome), joinedload(Poll.quorum_check),
        selectinload(Poll.subjects).joinedload(PollSubject.amendment).options(
            joinedload(Amendment.author), joinedload(Amendment.taken_up_by)
        ),
        selectinload(Poll.subjects).joinedload(PollSubject.part).joinedload(Part.in_force).load_only(Revision.title),
        selectinload(Poll.subjects).joinedload(PollSubject.question),
    )  # fmt: skip
