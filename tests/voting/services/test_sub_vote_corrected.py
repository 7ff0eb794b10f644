"""A vote on a sub-amendment that another vote corrects: its amendment says again what it said, or what it should."""

import pytest

from amendments.models import Amendment, AmendmentStatus
from core.errors import RuleBroken
from tests.support.assembly import FIRST_TEXT
from tests.support.polls import FIFTEEN, decide, row
from tests.voting.services.test_life_in_a_sitting import SIXTEEN, opened, order, published, status, sub, text
from voting.services.poll_services import announce_correction, open_poll

WRONG = "Le scrutin a été clos par un double appui."


@pytest.fixture
def assembly(ready_assembly):
    """Five electors present, the only proposal in discussion."""
    return ready_assembly


def again(assembly, corrected: int, *choices: str) -> int:
    poll = assembly.do(announce_correction, assembly.item, corrected, WRONG, by=assembly.chair)
    assembly.do(open_poll, poll, by=assembly.chair)
    assert row(assembly, Amendment, 1).under_vote  # what it changes holds still meanwhile
    decide(assembly, poll, *choices)
    return poll


def test_adopted_by_mistake_it_leaves_its_amendment_and_those_that_fell_come_back(assembly):
    first = published(assembly, FIFTEEN)
    own, other = (
        sub(assembly, first, SIXTEEN),
        sub(assembly, first, FIFTEEN.replace("quinze mille", "cent mille"), 3),
    )
    poll = opened(assembly, amendment_ids=(own,))
    decide(assembly, poll, "for", "for", confirmed=[other])
    assert status(assembly, other) == AmendmentStatus.FALLEN
    again(assembly, poll, "against", "against")
    assert (status(assembly, own), status(assembly, other)) == (AmendmentStatus.REJECTED, AmendmentStatus.PUBLISHED)
    found = row(assembly, Amendment, first)
    assert (found.text.count("quinze mille"), found.version, found.rectification, found.under_vote) == (
        1,
        3,
        0,
        False,
    )
    assert order(assembly) == [["1-B"], ["1"]] and text(assembly) == FIRST_TEXT


def test_rejected_by_mistake_it_changes_its_amendment_and_may_be_corrected_once_more(assembly):
    first = published(assembly, FIFTEEN)
    own = sub(assembly, first, SIXTEEN)
    poll = opened(assembly, amendment_ids=(own,))
    decide(assembly, poll, "against", "against")
    second = again(assembly, poll, "for", "for")
    assert status(assembly, own) == AmendmentStatus.ADOPTED
    assert "seize mille" in row(assembly, Amendment, first).text
    third = again(assembly, second, "against", "against")
    assert "quinze mille" in row(assembly, Amendment, first).text
    again(assembly, third, "for", "for")
    assert "seize mille" in row(assembly, Amendment, first).text
    decide(assembly, opened(assembly, amendment_ids=(first,)), "for", "for", "for")
    assert text(assembly) == SIXTEEN


def test_once_its_amendment_is_voted_that_vote_is_the_one_to_correct(assembly):
    first = published(assembly, FIFTEEN)
    poll = opened(assembly, amendment_ids=(sub(assembly, first, SIXTEEN),))
    decide(assembly, poll, "for", "for")
    decide(assembly, opened(assembly, amendment_ids=(first,)), "for", "for", "for")
    with pytest.raises(RuleBroken, match="a été voté depuis\u00a0: c’est son vote qui se corrige"):
        assembly.do(announce_correction, assembly.item, poll, WRONG, by=assembly.chair)
