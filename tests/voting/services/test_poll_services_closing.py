"""A poll is closed: counts and arithmetic locked, the verdict that the rules give, nothing done to the texts yet."""

import pytest

from amendments.models import Amendment, AmendmentStatus
from congress.models import Member
from core.database import session
from core.errors import RuleBroken
from motions.models import Part, PartState
from tests.support.assembly import (
    assemble,
    in_discussion,
    opened_poll,
    published,
    rights,
    vote,
    with_motion,
)
from tests.support.polls import FIFTEEN, decide, ready, row, sentence
from voting.models import Poll
from voting.rules.outcome import Reason
from voting.rules.sealed_list import in_order, root, sealed
from voting.services.ballot_services import cast_ballot
from voting.services.poll_services import close_poll, open_poll


@pytest.fixture
def assembly(ready_assembly):
    """Five electors present, the only proposal in discussion."""
    return ready_assembly


def test_the_closing_locks_counts_arithmetic_and_the_fingerprint_of_the_ballots(app, assembly):
    poll = opened_poll(assembly, assembly.item, part_id=assembly.part)
    choices = ("for", "for", "against", "abstain", "not_taking_part")
    outcome = decide(assembly, poll, *choices)
    assert outcome.counts == {"for": 2, "against": 1, "abstain": 1, "blank": 0, "null": 0, "not_taking_part": 1}
    assert (outcome.took_part, outcome.cast_votes, outcome.needed) == (4, 3, 2)
    assert (outcome.is_adopted, outcome.reason, outcome.chair_choice) == (True, "majority", "for")
    names = [row(assembly, Member, member).pseudonym for member in assembly.electors]
    said = list(zip(names, choices, strict=True))
    closed = row(assembly, Poll, poll)
    assert closed.ballots_sha256 == root(in_order([sealed(closed.salt, *one) for one in said]))
    assert closed.ballots_sha256 != root(in_order([sealed("", *one) for one in said])), "nobody tries every choice"
    assert sentence(app, assembly, poll) == (
        "Votants\u00a0: 4. Abstentions\u00a0: 1. Suffrages exprimés\u00a0: 3. Majorité absolue\u00a0: 2. "
        "Pour\u00a0: 2. Contre\u00a0: 1. La proposition n°\u00a01 est adoptée."
    )


def test_closing_changes_no_text_before_the_proclamation(assembly):
    poll = opened_poll(assembly, assembly.item, part_id=assembly.part)
    vote(assembly, poll, "for", *assembly.electors)
    verdict = assembly.do(close_poll, poll, by=assembly.chair)
    assert verdict.adopted is True
    assert row(assembly, Part, assembly.part).state == PartState.IN_DISCUSSION
    with pytest.raises(RuleBroken, match="il reste à le proclamer"):
        assembly.do(open_poll, poll, by=assembly.chair)


def test_nothing_cast_is_not_adopted(app, assembly):
    outcome = decide(assembly, opened_poll(assembly, assembly.item, part_id=assembly.part), "abstain", "abstain")
    assert (outcome.is_adopted, outcome.reason) == (False, Reason.NO_VOTES_CAST)
    assert row(assembly, Part, assembly.part).state == PartState.REJECTED


@pytest.mark.parametrize(("chair", "other", "is_adopted"), [("for", "against", True), ("against", "for", False)])
def test_in_a_tie_the_chair_s_side_wins(assembly, chair, other, is_adopted):
    outcome = decide(assembly, opened_poll(assembly, assembly.item, part_id=assembly.part), chair, other)
    assert (outcome.is_adopted, outcome.reason) == (is_adopted, Reason.CASTING_VOTE)


def test_in_a_tie_a_chair_who_did_not_vote_gives_no_side(assembly):
    poll = opened_poll(assembly, assembly.item, part_id=assembly.part)
    outcome = decide(assembly, poll, "abstain", "for", "against")
    assert (outcome.is_adopted, outcome.reason) == (False, Reason.TIE)


def test_in_a_tie_the_proxy_that_the_chair_holds_gives_no_side(app):
    """The preponderance follows the chair's own vote, not the votes in the chair's hands."""
    from congress.services.proxy_services import give_proxy

    assembly = assemble(app, electors=5, opened=True)
    assembly.motion, (assembly.part,) = with_motion(assembly)
    absent = assembly.electors[4]
    assembly.present(*assembly.electors[:4])
    assembly.do(give_proxy, assembly.sitting_id, absent, assembly.chair, by=absent)
    assembly.item = in_discussion(assembly)
    poll = opened_poll(assembly, assembly.item, part_id=assembly.part)
    _, held = rights(assembly, poll, assembly.chair)
    text = row(assembly, Poll, poll).text_sha256
    assembly.do(cast_ballot, poll, held, "against", seen_sha256=text, by=assembly.chair)
    outcome = decide(assembly, poll, "for")
    assert (outcome.is_adopted, outcome.chair_choice) == (True, "for")


def test_where_a_tie_is_voted_again_the_first_has_no_verdict_and_the_second_ends_it(app):
    assembly = ready(app, tie_rule="revote_then_rejected")
    first = decide(assembly, opened_poll(assembly, assembly.item, part_id=assembly.part), "for", "against")
    assert (first.is_adopted, first.reason) == (None, Reason.REVOTE)
    assert row(assembly, Part, assembly.part).state == PartState.IN_DISCUSSION
    second = decide(assembly, opened_poll(assembly, assembly.item, part_id=assembly.part), "for", "against")
    assert (second.is_adopted, second.reason) == (False, Reason.TIE)


def test_a_quorum_judged_at_closing_and_missed_leaves_no_verdict(app):
    assembly = ready(app, quorum="half_voted_ceil")
    amendment = published(assembly, assembly.part, FIFTEEN, by=assembly.electors[1])
    poll = opened_poll(assembly, assembly.item, amendment_ids=(amendment,))
    outcome = decide(assembly, poll, "for", "for")
    assert (outcome.is_adopted, outcome.reason, outcome.is_quorum_met) == (None, Reason.NO_QUORUM, False)
    assert row(assembly, Amendment, amendment).status == AmendmentStatus.PUBLISHED
    assert not row(assembly, Amendment, amendment).under_vote
    assert "n’est ni adopté ni rejeté" in sentence(app, assembly, poll)
    again = decide(assembly, opened_poll(assembly, assembly.item, amendment_ids=(amendment,)), "for", "for", "against")
    assert again.is_adopted


def test_several_majorities_must_all_hold(app):
    assembly = ready(app, majority=["2/3_cast", "absolute_members"])
    outcome = decide(assembly, opened_poll(assembly, assembly.item, part_id=assembly.part), "for", "for")
    assert (outcome.is_adopted, outcome.reason, outcome.needed) == (False, Reason.NOT_MAJORITY, 3)


def test_weights_decide_where_votes_weigh(app):
    assembly = assemble(app, electors=3, opened=True)
    assembly.motion, (assembly.part,) = with_motion(assembly)

    def weigh() -> None:
        session().get_one(Member, assembly.electors[0]).weight = 2_500_000

    assembly.run(weigh)
    assembly.present(*assembly.electors)
    assembly.item = in_discussion(assembly)
    poll = opened_poll(assembly, assembly.item, part_id=assembly.part)
    outcome = decide(assembly, poll, "for", "against", "against")
    assert (outcome.is_adopted, outcome.counts["for"], outcome.weighted["for"]) == (True, 1, 2_500_000)
    assert "Pour\u00a0: 2,5\u00a0voix (1\u00a0votant). Contre\u00a0: 2\u00a0voix (2\u00a0votants)." in sentence(
        app, assembly, poll
    )
