"""Counting what came into a closed poll, by its method, and deciding by the pure rules; the fingerprint of the votes.

Called at closing alone: nothing else in the house counts by choice before a poll is closed.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from types import MappingProxyType
from typing import Any, Final, NamedTuple

from flask_babel import gettext as _
from sqlalchemy import select

from congress.models import WEIGHT_SCALE, Member
from core.database import session
from core.digest import sha256_json
from core.errors import RuleBroken
from core.row_seals import hidden_token
from voting.models import Ballot, Outcome, Poll, RightToVote
from voting.queries.colleges.college_counts import CollegeVote, colleges_counted, counts_by_college, voted_in
from voting.queries.counted_polls import chamber_of, weighs, weighted_count
from voting.queries.frozen_rules import FrozenRules
from voting.queries.paper_counts import agreed_papers
from voting.queries.quorum_readings import quorum_of
from voting.rules.counted_poll import WeightedCount
from voting.rules.methods.method import Taking
from voting.rules.methods.tally import Tally, Voices
from voting.rules.outcome import Reason, Verdict, decide_vote
from voting.rules.sealed_list import in_order, root, sealed
from voting.services.asking.deciding import decide_among


class Counted(NamedTuple):
    """A ballot as it is counted: whose right, in whose hands, what it says, its weight in millionths, its college."""

    principal_id: int
    holder_id: int
    pseudonym: str
    choice: str
    weight: int
    college: str


@dataclass(frozen=True, slots=True)
class CountedBallots:
    """The ballots counted: what each choice received, and the chair's own choice."""

    tally: Tally
    weighted_count: WeightedCount | None  # where votes weigh more or less than one: then these decide
    chair_choice: str | None  # by their own hand: a proxy's vote breaks no tie
    ballots_sha256: str  # of the sealed list of who chose what: printed, it lets nobody try the choices of a few
    by_college: dict[str, Any] = field(default_factory=dict)  # as the outcome keeps it


def count(poll: Poll) -> CountedBallots:
    """The count of a poll whose row is held, so that nothing lands after it; of a declaration, what was declared."""
    return _COUNTERS[poll.method.taking](poll)


def of_tally(poll: Poll, tally: Tally, chair_choice: str | None) -> CountedBallots:
    """A count that was told as a whole, without a ballot by name; its fingerprint is that of its numbers."""
    return CountedBallots(
        tally=tally,
        weighted_count=None,
        chair_choice=chair_choice,
        ballots_sha256=sha256_json([poll.salt, tally.as_json(), chair_choice]),
    )


def require_countable(poll: Poll) -> None:
    """What comes in can be counted: where votes are not kept one by one, each weighs one. Else a refusal."""
    if not poll.method.is_named and weighs(poll):
        raise RuleBroken(_("Les voix ne pèsent pas toutes autant\u00a0: ce vote se tient par scrutin public."))


def outcome_of(poll: Poll, counted: CountedBallots, verdict: Verdict) -> Outcome:
    """The row that locks what was counted and decided."""
    answers, firsts = poll.answers, counted.tally.firsts
    return Outcome(
        poll_id=poll.id,
        received=counted.tally.as_json(),
        took_part=firsts.sum_of(answers.taking_part),
        cast_votes=firsts.sum_of(answers.expressed),
        needed=whole(verdict.needed),
        is_quorum_met=bool(verdict.quorum.met),
        is_adopted=verdict.adopted,
        reason=verdict.reason,
        chair_choice=counted.chair_choice,
        chosen=" ".join(verdict.chosen),
        by_college=counted.by_college,
        salt=hidden_token("outcome", poll.congress_id, poll.number),
    )


def declared(poll: Poll, *, is_adopted: bool) -> Verdict:
    """The verdict of a declaration without numbers, under the quorum that the poll opened under."""
    return Verdict(is_adopted, Reason.DECLARED, quorum_of(poll, 0), needed=0, cast=0, took_part=0)


def _of_ballots(poll: Poll) -> CountedBallots:
    ballots = [
        Counted(*row)
        for row in session().execute(
            select(
                RightToVote.principal_id,
                RightToVote.holder_id,
                Member.pseudonym,
                Ballot.choice,
                RightToVote.weight,
                RightToVote.college,
            )
            .join(Ballot, Ballot.right_id == RightToVote.id)
            .join(Member, Member.id == RightToVote.principal_id)
            .where(RightToVote.poll_id == poll.id)
        )
    ]
    own = (ballot.choice for ballot in ballots if ballot.principal_id == ballot.holder_id == poll.chair_id)
    said = sorted({ballot.choice for ballot in ballots} - set(poll.answers.offered))  # orders of the options
    tally = Tally.of((*poll.answers.offered, *said), ((ballot.choice, ballot.weight) for ballot in ballots))
    return CountedBallots(
        tally=tally,
        weighted_count=weighted_count(poll, tally),
        chair_choice=next(own, None),
        ballots_sha256=root(in_order([sealed(poll.salt, row.pseudonym, row.choice) for row in ballots])),
        by_college=counts_by_college(poll, (CollegeVote(row.college, row.choice, row.weight) for row in ballots)),
    )


def _as_declared(poll: Poll) -> CountedBallots:
    outcome = session().get_one(Outcome, poll.id)
    return of_tally(poll, outcome.tally, outcome.chair_choice)


def _of_papers(poll: Poll) -> CountedBallots:
    papers = agreed_papers(poll.id)
    if papers is None:
        raise RuleBroken(
            _("Deux scrutateurs doivent trouver les mêmes nombres\u00a0: le scrutin ne se clôt pas avant.")
        )
    voices = {choice: Voices(papers[choice], papers[choice] * WEIGHT_SCALE) for choice in poll.answers.counted}
    return of_tally(poll, Tally(voices), None)


_COUNTERS: Final[Mapping[Taking, Callable[[Poll], CountedBallots]]] = MappingProxyType(
    {
        Taking.DEVICES: _of_ballots,
        Taking.CALLED: _of_ballots,
        Taking.DECLARED: _as_declared,
        Taking.PAPERS: _of_papers,
    }
)


def decide(poll: Poll, counted: CountedBallots) -> Verdict:
    """The verdict of the pure rules on what was frozen and counted."""
    if poll.answers.options:
        return decide_among(poll, counted.tally, weighs=counted.weighted_count is not None)
    frozen, counts = FrozenRules.from_names(poll.rules), counted.tally.for_or_against
    colleges = colleges_counted(poll, counted.by_college, weighs=counted.weighted_count is not None)
    return decide_vote(
        frozen.rules,
        chamber_of(poll),
        counts,
        quorum=quorum_of(poll, counts.took_part, voted_in(colleges)),
        colleges=colleges,
        chair_choice=counted.chair_choice,
        round=frozen.round,
        weighted=counted.weighted_count.counts if counted.weighted_count else None,
        weighted_chamber=counted.weighted_count.chamber if counted.weighted_count else None,
    )


def whole(value: int | Fraction) -> int:
    """An exact count as the integer that is stored: counts are whole, in heads or in millionths."""
    if value != int(value):
        raise ValueError(f"{value} is not a whole number of votes")
    return int(value)
