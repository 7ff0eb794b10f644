"""All the votes of one member: their own, those cast by their proxy, and those cast for whom they represented."""

from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy import or_, select

from congress.models import Congress, Member
from congress.queries.homonyms import told_name
from core.database import session
from voting.models import Ballot, Poll, PollState, RightToVote
from voting.queries.carried_rights import told_through
from voting.queries.poll_queries import polls_numbered


@dataclass(frozen=True, slots=True)
class MemberVote:
    """One vote. `through`: who carried their proxy, or held their seat; `for_whom`: whom they voted for."""

    poll: Poll
    choice: str | None
    through: str
    for_whom: str
    spoken: bool
    by_substitute: bool = False

    @property
    def through_told(self) -> str:
        """« pouvoir porté par M. Jacquot »; nothing of who voted themselves."""
        return told_through(self.through, by_substitute=self.by_substitute) if self.through else ""


def votes_of(congress: Congress, member_id: int) -> list[MemberVote]:
    """Those of the proclaimed polls that keep names, the last one first: secret and paper ones have none."""
    rows = (
        session()
        .execute(
            select(Poll.number, RightToVote.principal_id, RightToVote.holder_id, Ballot.choice, Ballot.spoken)
            .join(RightToVote, RightToVote.poll_id == Poll.id)
            .outerjoin(Ballot, Ballot.right_id == RightToVote.id)
            .where(
                Poll.congress_id == congress.id,
                Poll.state == PollState.PROCLAIMED,
                or_(RightToVote.principal_id == member_id, RightToVote.holder_id == member_id),
            )
            .order_by(Poll.number.desc(), RightToVote.id)
        )
        .all()
    )
    polls = {poll.number: poll for poll in polls_numbered(congress.id, {row.number for row in rows})}
    ids = {one for row in rows for one in (row.principal_id, row.holder_id)}
    people = {one.id: one for one in session().scalars(select(Member).where(Member.id.in_(ids)))}
    return list(_told(rows, polls, people, member_id))


def _told(rows: object, polls: dict[int, Poll], people: dict[int, Member], member_id: int) -> Iterator[MemberVote]:
    for number, principal_id, holder_id, choice, spoken in rows:  # type: ignore[attr-defined]
        poll = polls[number]
        if poll.method.is_named:
            through = told_name(people[holder_id]) if principal_id == member_id != holder_id else ""
            for_whom = told_name(people[principal_id]) if principal_id != member_id else ""
            seated = people[holder_id].substitute_of_id == principal_id
            yield MemberVote(poll, choice, through, for_whom, spoken=bool(spoken), by_substitute=seated)
