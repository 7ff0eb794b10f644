"""The ballot box: a ballot that is plainly taken is kept in three plain statements, its commit shared with others'.

`cast` answers once it is durable. Whatever is not plainly taken is left as it was, and the ordinary services answer it
(`voting.services.ballot_services`). What they ask of a ballot, `voting.rules.ballot_rule` asks too: a test has both
agree over every state.
"""

from collections.abc import Sequence

from sqlalchemy.engine import Connection

from core.unit_of_work import hoped_together, run_together
from voting.rules.ballot_rule import BallotFacts, BallotSent, BallotVerdict, instant_of, judge
from voting.services.box.box_rows import TakenBallot, facts_of_each, keep_each

LARGEST_ID = 2**31 - 1  # of an integer of PostgreSQL


def cast_plainly(asked: BallotSent) -> BallotVerdict:
    """What became of a ballot, durable if it was taken."""
    if not 0 < asked.right_id <= LARGEST_ID:
        return BallotVerdict.OTHERWISE
    return run_together(take_all, asked)


def cast_in_request(asked: BallotSent) -> BallotVerdict:
    """The same; `TAKEN` before it is durable where the server holds the answer until it is, or asks the view again."""
    if not 0 < asked.right_id <= LARGEST_ID:
        return BallotVerdict.OTHERWISE
    verdict = hoped_together(take_all, asked, is_kept)
    return BallotVerdict.TAKEN if verdict is None else verdict


def is_kept(verdict: BallotVerdict) -> bool:
    """Whether the voter is told that their vote is recorded."""
    return verdict is not BallotVerdict.OTHERWISE


def take_all(connection: Connection, asked: Sequence[BallotSent]) -> list[BallotVerdict]:
    """What becomes of each ballot of a batch; those of one right, one after the other."""
    verdicts = [BallotVerdict.OTHERWISE] * len(asked)
    left = list(range(len(asked)))
    while left:
        first_of = {asked[place].right_id: place for place in reversed(left)}
        together = sorted(first_of.values())
        left = [place for place in left if first_of[asked[place].right_id] != place]
        each = _take_each(connection, [asked[it] for it in together], is_last=not left)
        for place, verdict in zip(together, each, strict=True):
            verdicts[place] = verdict
    return verdicts


def _take_each(connection: Connection, asked: Sequence[BallotSent], *, is_last: bool) -> list[BallotVerdict]:
    found = facts_of_each(connection, asked)
    judged = [_judged(one, facts) for one, facts in zip(asked, found, strict=True)]
    taken = [kept for _, kept in judged if kept is not None]
    if taken:
        keep_each(connection, taken, is_last=is_last)
    return [verdict for verdict, _ in judged]


def _judged(asked: BallotSent, facts: BallotFacts | None) -> tuple[BallotVerdict, TakenBallot | None]:
    """What becomes of it, and what is written where it is taken."""
    if facts is None:
        return BallotVerdict.OTHERWISE, None
    verdict = judge(asked, facts)
    return verdict, (asked, facts, instant_of(asked, facts)) if verdict is BallotVerdict.TAKEN else None
