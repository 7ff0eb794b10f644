"""A check of the quorum that somebody asks for: a minute, counts frozen, the desk says who left; silence absents nobody."""

from datetime import timedelta

import pytest

from congress.chamber_models import QuorumCheck
from congress.models import Congress
from congress.queries import chamber_queries
from core.database import session
from core.errors import Forbidden, RuleBroken
from tests.support.cast import build_congress
from tests.support.plenary import Plenary
from voting.challenge_models import ChallengeState, QuorumChallenge
from voting.services import poll_services
from voting.services.challenge.quorum_challenges import (
    ask_challenge,
    confirm,
    decline_challenge,
    freeze_counts,
    key_confirmed,
    open_challenge,
    settle_challenge,
)
from voting.services.discussion_services import put_in_discussion

pytestmark = pytest.mark.one_database
THERE = ("ada", "bela", "dora", "emile", "chloe")


@pytest.fixture
def plenary(app):
    """Five of nine are there: one fewer and there is no quorum."""
    made = Plenary.of(build_congress(app))
    made.open(*THERE)
    made.item_id = made.discuss()
    return made


def row(plenary) -> QuorumChallenge:
    return plenary.cast.read(lambda: session().query(QuorumChallenge).order_by(QuorumChallenge.id.desc()).first())


def counted(plenary, *by_phone: str) -> None:
    plenary.do(open_challenge, plenary.sitting_id)
    for name in by_phone:
        plenary.do(confirm, plenary.sitting_id, by=name)
    plenary.do(freeze_counts, plenary.sitting_id)


def test_silence_makes_nobody_absent(plenary):
    counted(plenary, "ada")
    assert (row(plenary).present, row(plenary).by_phone, row(plenary).by_desk) == (5, 1, 0)
    check: QuorumCheck = plenary.do(settle_challenge, plenary.sitting_id)
    assert (check.is_met, check.present, check.moment.value) == (True, 5, "on_request")


def test_the_desk_says_who_left_and_the_quorum_is_gone(plenary):
    plenary.do(ask_challenge, plenary.sitting_id, by="bela")
    assert row(plenary).state is ChallengeState.ASKED
    counted(plenary, "ada", "bela")
    ids = plenary.cast.ids
    check = plenary.do(settle_challenge, plenary.sitting_id, [ids["emile"], ids["ada"]], by="sven")
    assert (check.is_met, check.present) == (False, 4)  # ada had confirmed: she is not made absent
    assert row(plenary).asked_by_id == ids["bela"]
    assert not chamber_present(plenary, "emile") and chamber_present(plenary, "ada")
    again = plenary.do(settle_challenge, plenary.sitting_id, [ids["dora"]], by="sven")
    assert again.id == check.id and chamber_present(plenary, "dora")  # pressed twice


def chamber_present(plenary, name) -> bool:
    return plenary.cast.read(
        lambda: chamber_queries.presence_of(plenary.sitting_id, plenary.cast.ids[name]) is not None
    )


def test_pressing_twice_is_pressing_once(plenary):
    first = plenary.do(open_challenge, plenary.sitting_id, plenary.cast.ids["ada"])
    assert plenary.do(open_challenge, plenary.sitting_id) == first
    at = plenary.do(confirm, plenary.sitting_id, by="ada")
    assert plenary.do(confirm, plenary.sitting_id, by="ada") == at
    assert plenary.do(key_confirmed, plenary.sitting_id, [plenary.cast.ids["ada"], plenary.cast.ids["bela"]]) == 1


def test_after_the_minute_one_goes_to_the_desk(plenary):
    plenary.do(open_challenge, plenary.sitting_id)
    plenary.cast.clock.advance(timedelta(seconds=61))
    with pytest.raises(RuleBroken, match="ne vous rend pas absent"):
        plenary.do(confirm, plenary.sitting_id, by="ada")
    assert plenary.do(key_confirmed, plenary.sitting_id, [plenary.cast.ids["ada"]], by="sven") == 1


def test_no_vote_is_put_while_it_goes_on_and_none_is_touched(plenary):
    plenary.do(open_challenge, plenary.sitting_id)
    with pytest.raises(RuleBroken, match="le vote attend son résultat"):
        plenary.announce()
    plenary.do(freeze_counts, plenary.sitting_id, 4)
    plenary.do(settle_challenge, plenary.sitting_id)
    poll_id = plenary.announce()
    plenary.do(poll_services.open_poll, poll_id)
    with pytest.raises(RuleBroken, match="Un scrutin est en cours"):
        plenary.do(open_challenge, plenary.sitting_id)


def test_who_may_do_what(plenary):
    with pytest.raises(Forbidden):
        plenary.do(open_challenge, plenary.sitting_id, by="ada")
    with pytest.raises(RuleBroken, match="parmi les présents"):
        plenary.do(ask_challenge, plenary.sitting_id, by="iris")
    plenary.do(ask_challenge, plenary.sitting_id, by="ada")
    plenary.do(decline_challenge, plenary.sitting_id)
    assert row(plenary).state is ChallengeState.DECLINED
    counted(plenary)
    with pytest.raises(Forbidden, match="Le secrétariat dit"):
        plenary.do(settle_challenge, plenary.sitting_id, [plenary.cast.ids["ada"]])


def test_under_the_cgct_an_open_item_goes_to_its_end_and_the_next_does_not_open(plenary):
    def council() -> None:
        session().get_one(Congress, plenary.cast.congress_id).body = "commune"

    plenary.cast.run(council)
    counted(plenary, "ada", "bela", "dora", "chloe")
    assert not plenary.do(settle_challenge, plenary.sitting_id, [plenary.cast.ids["emile"]], by="sven").is_met
    poll_id = plenary.announce()
    assert plenary.do(poll_services.open_poll, poll_id).is_met  # the check of its putting in discussion
    plenary.do(poll_services.cancel_poll, poll_id, "Une erreur.")
    assert not plenary.do(put_in_discussion, plenary.item(2)).is_met
