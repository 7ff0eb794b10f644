"""A quorum found missing on the way to an item is said where the room looks, until it is met or the sitting stops."""

from datetime import timedelta

import pytest

from congress.chamber.presence_models import WithdrawalGround
from congress.models import Congress, QuorumMoment
from congress.rules.rule_names import QuorumRule
from congress.services.presence.withdrawal_services import withdraw
from congress.services.presence_services import leave
from congress.services.sitting_services import resume_sitting, suspend_sitting
from core.database import session
from core.errors import RuleBroken
from tests.support.essai import ELECTORS
from tests.support.plenary import CONSOLE, words
from voting.services.discussion_services import check_on_request, put_in_discussion
from voting.services.poll_services import cancel_poll, open_poll

pytestmark = pytest.mark.one_database

UNOPENED = "Le point n°\u00a02 n’est pas mis en discussion\u00a0: quorum non atteint, 4 présents, il en fallait 5."
PAGES = {"vera": "seances/2/ecran", "ada": "seances/2"}


@pytest.fixture
def short_of(plenary):
    """The plenary on its first item, five of nine gone."""
    plenary.open()
    plenary.discuss()
    for name in ELECTORS[3:8]:
        plenary.do(leave, plenary.sitting_id, plenary.cast.ids[name], by=name)
    return plenary


def call(plenary) -> None:
    """The chair calls the second item, in vain."""
    assert not plenary.do(put_in_discussion, plenary.item(2)).is_met


def assert_said(plenary, told: str = UNOPENED) -> None:
    for name, page in PAGES.items():
        assert told in words(plenary.get(name, page)), page


def assert_silent(plenary) -> None:
    for name, page in PAGES.items():
        assert "n’est pas mis en discussion" not in words(plenary.get(name, page)), page


def test_the_hall_and_the_sitting_say_what_was_found_with_its_numbers(short_of):
    assert_silent(short_of)
    call(short_of)
    assert_said(short_of)
    for name, page in {**PAGES, "chloe": CONSOLE}.items():
        assert "Quorum non atteint 4 présents, il en fallait 5 à l’appel du point n°\u00a02, 14\u00a0h" in words(
            short_of.get(name, page)
        ), page


def test_the_counts_beside_are_those_of_the_item_whoever_withdrew_from_it(short_of):
    withdraws = (short_of.item(2), short_of.cast.ids["bela"], WithdrawalGround.INTEREST)
    short_of.do(withdraw, *withdraws, by="bela")
    call(short_of)
    for name, page in {**PAGES, "chloe": CONSOLE}.items():
        read = words(short_of.get(name, page))
        assert "quorum non atteint, 3 présents" in read or name == "chloe", page
        assert "Présents 4 Représentés 0 Retirés 1 Appelés à voter 3" in read, page


def test_a_verdict_leaves_the_screen_to_it(plenary):
    plenary.open()
    plenary.discuss()
    poll = plenary.poll()
    plenary.vote(poll, "for", "chloe", "ada")
    plenary.proclaim(poll)
    assert "adoptée" in words(plenary.get("vera", "seances/2/ecran"))
    for name in ELECTORS[3:8]:
        plenary.do(leave, plenary.sitting_id, plenary.cast.ids[name], by=name)
    call(plenary)
    assert_said(plenary)


def test_it_is_no_longer_said_once_the_room_is_in_number(short_of):
    call(short_of)
    short_of.arrive("emile")
    assert_silent(short_of)
    short_of.do(leave, short_of.sitting_id, short_of.cast.ids["emile"], by="emile")
    assert_said(short_of)
    short_of.arrive("emile")
    short_of.discuss(2)
    assert_silent(short_of)


def test_it_is_no_longer_said_once_the_sitting_is_suspended_nor_after(short_of):
    call(short_of)
    short_of.do(suspend_sitting, short_of.sitting_id)
    assert_silent(short_of)
    short_of.cast.clock.advance(timedelta(minutes=15))
    short_of.do(resume_sitting, short_of.sitting_id)
    assert_silent(short_of)
    call(short_of)
    assert_said(short_of)


def test_it_is_no_longer_said_once_the_chair_goes_on_with_what_is_discussed(short_of):
    call(short_of)
    short_of.announce()
    assert_silent(short_of)


def test_a_check_that_somebody_asked_for_is_stated_until_the_room_is_in_number(short_of):
    found = "Quorum non atteint 4 présents, il en fallait 5 à la vérification demandée, 14\u00a0h"
    pages = {**PAGES, "chloe": CONSOLE}
    assert all(found not in words(short_of.get(name, page)) for name, page in pages.items())
    assert not short_of.do(check_on_request, short_of.sitting_id).is_met
    for name, page in pages.items():
        read = words(short_of.get(name, page))
        assert found in read and "Quorum atteint" not in read and "n’est pas mis en discussion" not in read, page
    with pytest.raises(RuleBroken, match="Rien n’est mis aux voix"):
        short_of.announce()
    short_of.arrive("emile")
    for name, page in pages.items():
        assert found not in words(short_of.get(name, page)), page


@pytest.mark.parametrize(
    ("rule", "moment", "is_said"),
    [
        (QuorumRule.MAJORITY_MEMBERS, QuorumMoment.ITEM, True),
        (QuorumRule.MAJORITY_MEMBERS, QuorumMoment.VOTE, False),
        (QuorumRule.HALF_VOTED_CEIL, QuorumMoment.ITEM, False),
        (QuorumRule.NONE, QuorumMoment.ITEM, False),
    ],
)
def test_the_chair_reads_that_an_item_has_the_quorum_checked_where_it_is(plenary, rule, moment, is_said):
    def change() -> None:
        congress = session().get_one(Congress, plenary.cast.congress_id)
        congress.quorum, congress.quorum_checked = rule, moment

    plenary.cast.run(change)
    plenary.open()
    assert ("Le quorum est vérifié à ce moment." in words(plenary.get("chloe", CONSOLE))) is is_said


@pytest.mark.parametrize("moment", [QuorumMoment.VOTE, QuorumMoment.SITTING])
def test_a_vote_given_up_for_want_of_the_quorum_is_not_announced_again_before_the_room_is_in_number(short_of, moment):
    def change() -> None:
        session().get_one(Congress, short_of.cast.congress_id).quorum_checked = moment

    short_of.cast.run(change)
    short_of.do(suspend_sitting, short_of.sitting_id)
    short_of.do(resume_sitting, short_of.sitting_id)
    short_of.cast.clock.advance(timedelta(minutes=1))
    poll_id = short_of.announce()
    assert not short_of.do(open_poll, poll_id).is_met
    short_of.do(cancel_poll, poll_id, "Sans quorum.")
    console = words(short_of.get("chloe", CONSOLE))
    assert "Rien n’est mis aux voix tant qu’il n’est pas atteint." in console and "Lever la séance" in console
    with pytest.raises(RuleBroken, match="Rien n’est mis aux voix"):
        short_of.announce()
    short_of.arrive("emile")
    assert "Rien n’est mis aux voix" not in words(short_of.get("chloe", CONSOLE))
    assert short_of.do(open_poll, short_of.announce()).is_met
