"""Official roll calls cast again, each member's ballot through the box: `../shared/data/voting/rollcalls.json`.

A congress of as many electors as there were members; each who voted votes as the named list says (of the European
Parliament only the counts are known: its members in their order); closed, proclaimed, verified. What the house counts,
decides and asks for is what the assembly published. Here a few of them, of each size, majority and closeness; all
seventy-four, on both databases, in `make thorough`.
"""

import json
import os
from dataclasses import dataclass
from datetime import timedelta

import pytest
from sqlalchemy import select

from congress.chamber_models import AgendaItemKind, Office, Presence, PresenceMode, SittingKind
from congress.models import Congress, Member
from congress.services.sitting_services import add_item, give_office, open_sitting, plan_sitting
from core.database import session
from core.digest import sha256_text
from tests.support.assembly import Assembly, assemble
from tests.support.crowded_chamber import there_and_signed_in
from voting.models import Outcome, Poll, RightToVote
from voting.queries.poll_queries import named_votes
from voting.rules.ballot_rule import BallotSent, BallotVerdict
from voting.rules.methods.method import ELECTRONIC
from voting.services.asking.asking_services import put_question
from voting.services.box.ballot_box import cast_plainly, take_all
from voting.services.discussion_services import end_item, end_sitting, put_in_discussion
from voting.services.poll_services import close_poll, proclaim_poll

THOROUGH = os.environ.get("HYPOTHESIS_PROFILE") == "thorough"
pytestmark = [pytest.mark.thorough, *([] if THOROUGH else [pytest.mark.one_database])]
MAJORITIES = {
    "majority_of_members": "absolute_members",
    "more_than_half_of_votes_cast_for_or_against": "absolute_cast",
    "simple_majority_for_over_against": "absolute_cast",
}
CONTRADICTORY = "source_inconsistent_exclude"
# By size: a motion of censure, one vote more, equality; seats vacant; a result that abstentions do not change; a
# majority of members that more for than against do not make; three more of seven hundred.
SOME = ("AN16-358", "AN16-376", "AN16-423", "AN16-744", "AN16-930", "EP-168839", "EP-170468")
HOUR, TOKEN = timedelta(hours=1), "token-{}"


@dataclass(frozen=True)
class RollCall:
    """What an assembly published of one vote."""

    name: str
    title: str
    members: int
    majority: str
    votes: tuple[str, ...]  # of those who answered, one each
    counts: dict[str, int]
    needed: int | None
    is_adopted: bool

    @classmethod
    def of(cls, case):
        counts = {side: case["counts"].get(side, 0) for side in ("for", "against", "abstain")}
        counts["not_taking_part"] = case["counts"].get("non_voting", 0)
        listed = (
            {side: len(case["nominal"].get(side, ())) for side in ("for", "against", "abstain")}
            if case.get("nominal")
            else counts
        )
        votes = [side for side, count in {**counts, **listed}.items() for _ in range(count)]
        size = case.get("members_listed_in_groups") or case["seats"]
        majority, adopted = MAJORITIES[case["majority_rule"]], case["official_result"] == "adopted"
        return cls(case["id"], case["title"], size, majority, tuple(votes), counts, case["required_for"], adopted)


@pytest.fixture(scope="module")
def rollcalls(shared):
    cases = json.loads((shared / "data/voting/rollcalls.json").read_text(encoding="utf-8"))["cases"]
    wanted = [case for case in cases if case["kind"] == "yes_no" and CONTRADICTORY not in case["tags"]]
    assert len(wanted) == 74
    return [RollCall.of(case) for case in wanted if THOROUGH or case["id"] in SOME]


def test_what_the_box_counts_is_what_the_assembly_published(app, runner, rollcalls):
    from app.commands.service_cli import verify

    made = assemble(app, electors=max(call.members for call in rollcalls), quorum="none", tie_rule="rejected")
    made.run(there_and_signed_in(made, {member: TOKEN.format(member) for member in made.electors}))
    found, official = {}, {}
    for size in sorted({call.members for call in rollcalls}):
        item = sitting_of(made, size)
        for call in (call for call in rollcalls if call.members == size):
            found[call.name], official[call.name] = held(made, item, call), expected(call)
        made.do(end_item, item, by=made.chair)
        made.do(end_sitting, made.sitting_id, by=made.chair)
    assert found == official
    verified = runner.invoke(verify, [made.slug])
    assert verified.exit_code == 0, verified.output


def sitting_of(made: Assembly, size: int) -> int:
    """The item in discussion of a sitting of so many members, all of them there."""
    serving = made.electors[:size]

    def seat() -> None:
        for member in session().scalars(select(Member).where(Member.id.in_(made.electors))):
            member.votes = member.id in serving
        here = {"sitting_id": made.sitting_id, "mode": PresenceMode.ROOM, "arrived_at": made.now}
        known = set(session().scalars(select(Presence.member_id).where(Presence.sitting_id == made.sitting_id)))
        session().add_all(Presence(member_id=member, **here) for member in serving if member not in known)
        for row in session().scalars(select(Presence).where(Presence.sitting_id == made.sitting_id)):
            if row.member_id not in serving:
                row.left_at = made.now

    if made.read(lambda: session().scalar(select(Poll.id).limit(1))) is not None:
        made.sitting_id = made.do(
            plan_sitting, made.congress_id, kind=SittingKind.PLENARY, title=f"{size} membres", room_id=None,
            starts_at=made.now, ends_at=made.now + HOUR, by=made.secretary,
        )  # fmt: skip
        made.do(give_office, made.sitting_id, made.chair, Office.CHAIR, by=made.secretary)
    made.run(seat)
    made.do(open_sitting, made.sitting_id, by=made.chair)
    item = made.do(add_item, made.sitting_id, AgendaItemKind.OTHER, "Scrutins publics", None, by=made.secretary)
    made.do(put_in_discussion, item, by=made.chair)
    return item


def held(made: Assembly, item: int, call: RollCall) -> dict[str, object]:
    """What the house found: the vote is put, each member's ballot cast, closed and proclaimed."""

    def rule() -> None:
        session().get_one(Congress, made.congress_id).majority = [call.majority]

    made.run(rule)
    made.do(put_question, item, call.title[:200], ELECTRONIC, by=made.chair)
    poll_id, sent = made.read(lambda: ballots(made, call))
    first, *others = sent
    assert made.read(lambda: cast_plainly(first)) is BallotVerdict.TAKEN
    taken = made.run(lambda: take_all(session().connection(), others))
    assert set(taken) == {BallotVerdict.TAKEN}
    made.do(close_poll, poll_id, by=made.chair)
    made.do(proclaim_poll, poll_id, confirmed=set(), by=made.chair)
    return made.read(lambda: told(poll_id, call))


def ballots(made: Assembly, call: RollCall) -> tuple[int, list[BallotSent]]:
    poll = session().scalars(select(Poll).order_by(Poll.id.desc()).limit(1)).one()
    rights = dict(
        session().execute(select(RightToVote.holder_id, RightToVote.id).where(RightToVote.poll_id == poll.id)).all()
    )
    assert len(rights) == call.members
    sent = [
        BallotSent(
            made.slug,
            poll.number,
            rights[member],
            choice,
            poll.text_sha256 or "",
            sha256_text(TOKEN.format(member)),
            None,
            False,
            False,
            made.now,
        )
        for member, choice in zip(made.electors, call.votes, strict=False)
    ]
    return poll.id, sent


def told(poll_id: int, call: RollCall) -> dict[str, object]:
    poll, outcome = session().get_one(Poll, poll_id), session().get_one(Outcome, poll_id)
    listed = [vote.choice for vote in named_votes(poll)]
    return {
        "members": poll.members,
        "counts": dict(outcome.tally.heads),
        "recounted": {choice: listed.count(choice) for choice in call.counts},
        "took part": outcome.took_part,
        "cast": outcome.cast_votes,
        "needed": outcome.needed if call.needed else None,
        "adopted": outcome.is_adopted,
    }


def expected(call: RollCall) -> dict[str, object]:
    return {
        "members": call.members,
        "counts": call.counts,
        "recounted": call.counts,
        "took part": sum(count for side, count in call.counts.items() if side != "not_taking_part"),
        "cast": call.counts["for"] + call.counts["against"],
        "needed": call.needed,
        "adopted": call.is_adopted,
    }
