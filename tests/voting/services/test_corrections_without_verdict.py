"""A correcting poll that decides nothing: the first vote keeps its effect and its counts, and is corrected by another."""

import pytest

from congress.models import Member
from core.database import session
from core.errors import RuleBroken
from tests.support.assembly import assemble, in_discussion, opened_poll, vote, with_motion
from tests.support.plenary import words
from tests.support.polls import decide, ready, row
from voting.models import Outcome, Poll
from voting.queries.counted_polls import counts_of_parts
from voting.services.poll_services import announce_correction, close_poll, open_poll, proclaim_poll

pytestmark = pytest.mark.one_database


def voted(assembly, poll: int, *choices: str) -> Outcome:
    for member, choice in zip(assembly.electors, choices, strict=False):
        vote(assembly, poll, choice, member)
    assembly.do(close_poll, poll, by=assembly.chair)
    assembly.do(proclaim_poll, poll, by=assembly.chair)
    return row(assembly, Outcome, poll)


def correction_of(assembly, poll: int) -> int:
    found = assembly.do(announce_correction, assembly.item, poll, "Une erreur.", by=assembly.chair)
    assembly.do(open_poll, found, by=assembly.chair)
    return found


def counts(assembly) -> tuple[int, int]:
    found = assembly.read(lambda: counts_of_parts(assembly.congress_id))[assembly.part]
    return int(found.heads.for_), int(found.heads.against)


def test_a_correction_tied_to_be_voted_again_changes_nothing_and_is_voted_again(app):
    assembly = ready(app, tie_rule="revote_then_rejected")
    first = opened_poll(assembly, assembly.item, part_id=assembly.part)
    decide(assembly, first, "for", "for", "for")
    second = correction_of(assembly, first)
    assert voted(assembly, second, "for", "against").reason == "revote"
    assert counts(assembly) == (3, 0)
    client = app.test_client()
    page = words(client.get(f"/{assembly.slug}/scrutins/1"))
    assert "Le scrutin n°\u00a02 devait corriger ce vote\u00a0: sans résultat, il n’y change rien." in page
    page = words(client.get(f"/{assembly.slug}/scrutins/2"))
    assert "Ce scrutin devait corriger le scrutin n°\u00a01\u00a0: sans résultat, il n’y change rien." in page
    assert "1 pour" not in words(client.get(f"/{assembly.slug}/"))
    with pytest.raises(RuleBroken, match="c’est le scrutin n°\u00a01 qui se corrige"):
        correction_of(assembly, second)
    third = correction_of(assembly, first)
    assert row(assembly, Poll, third).rules["round"] == 2
    assert voted(assembly, third, "for", "against").reason == "tie"
    assert counts(assembly) == (1, 1)
    assert "Ce vote est corrigé par le scrutin n°\u00a03." in words(client.get(f"/{assembly.slug}/scrutins/1"))


def test_votes_that_weigh_are_told_so_where_they_sum_up_to_as_many_as_they_are(app):
    """One of 1.5 and one of 0.5 for: two votes of two voters, on the home page as in the result."""
    assembly = assemble(app, electors=3, opened=True)
    assembly.motion, (assembly.part,) = with_motion(assembly)

    def weigh() -> None:
        for member, weight in zip(assembly.electors, (1_500_000, 500_000), strict=False):
            session().get_one(Member, member).weight = weight

    assembly.run(weigh)
    assembly.present(*assembly.electors)
    assembly.item = in_discussion(assembly)
    decide(assembly, opened_poll(assembly, assembly.item, part_id=assembly.part), "for", "for", "against")
    told = "2 voix\u00a0pour (2 votants), 1 voix\u00a0contre (1 votant)"
    assert told in words(app.test_client().get(f"/{assembly.slug}/"))
