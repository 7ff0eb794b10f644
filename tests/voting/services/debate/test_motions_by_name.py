"""Motions from the floor where hands say nothing: the rule counts colleges, or votes weigh; each votes by name."""

import pytest

from congress.chamber_models import AgendaItem
from core.database import session
from core.errors import RuleBroken
from tests.support.colleges import settle as settle_colleges
from tests.support.plenary import Plenary, words
from voting.debate_models import FloorMotion
from voting.models import Poll
from voting.queries.debate.floor_queries import floor_of
from voting.queries.minutes.deliberations import deliberations_of
from voting.rules.debate.precedence import FloorKind, FloorState
from voting.rules.methods.method import MethodName
from voting.services.debate.raising import WantedMotion, raise_motion
from voting.services.debate.settling import declare, put_to_vote

ELUS, USAGERS = ("ada", "bela", "dora", "chloe"), ("emile", "fatou", "gaspard", "hana", "iris")


@pytest.fixture
def plenary(cast) -> Plenary:
    return Plenary.of(cast)


def put(plenary: Plenary, kind: FloorKind) -> tuple[int, int]:
    """(motion, its poll), put to the vote."""
    wanted = WantedMotion(kind)
    motion = plenary.do(raise_motion, plenary.sitting_id, plenary.cast.ids["ada"], wanted, by="ada")
    plenary.do(put_to_vote, plenary.sitting_id, motion)
    return motion, plenary.cast.read(lambda: session().query(Poll).order_by(Poll.id.desc()).first().id)


def state(plenary: Plenary, motion: int) -> FloorState:
    return plenary.cast.read(lambda: session().get_one(FloorMotion, motion).state)


def test_a_closure_under_colleges_is_voted_by_name_and_proclaimed_as_any_poll(plenary):
    settle_colleges(plenary)
    plenary.open()
    plenary.discuss()
    motion, poll = put(plenary, FloorKind.CLOSURE)
    assert plenary.row_of_poll(poll).method_name is MethodName.ELECTRONIC
    with pytest.raises(RuleBroken, match="son résultat se compte"):
        plenary.do(declare, plenary.sitting_id, motion, is_carried=True, hands={})
    plenary.vote(poll, "for", *ELUS, *USAGERS[:3])
    plenary.vote(poll, "against", *USAGERS[3:])
    plenary.proclaim(poll)
    assert state(plenary, motion) is FloorState.CARRIED
    by_college = plenary.cast.read(lambda: session().get_one(Poll, poll).outcome.by_college)
    assert set(by_college) == {"Élus", "Usagers"}
    found = plenary.cast.read(lambda: floor_of(session().get_one(Poll, poll).sitting))
    assert found.debate_is_closed
    text = plenary.poll()
    plenary.vote(text, "for", "ada", "emile")
    plenary.proclaim(text)
    kept = plenary.cast.read(lambda: [one.poll.id for one in deliberations_of([session().get_one(Poll, poll).sitting])])
    assert kept == [text]  # how the sitting goes on is no deliberation
    minutes = words(plenary.get("sven", "seances/2/proces-verbal"))
    assert "La motion de procédure est adoptée." in minutes and "Délibération n° 2020-02-001" not in minutes


def test_a_motion_that_one_college_refuses_is_lost(plenary):
    settle_colleges(plenary)
    plenary.open()
    plenary.discuss()
    motion, poll = put(plenary, FloorKind.PREVIOUS_OBJECTION)
    plenary.vote(poll, "for", *ELUS, *USAGERS[:2])  # six of nine, and two usagers of five
    plenary.vote(poll, "against", *USAGERS[2:])
    plenary.proclaim(poll)
    assert state(plenary, motion) is FloorState.LOST
    assert plenary.cast.read(lambda: session().get_one(AgendaItem, plenary.item()).closed_at) is None


def test_votes_that_weigh_are_weighed(plenary):
    settle_colleges(plenary, None, weights={"ada": 8})
    plenary.open()
    plenary.discuss()
    motion, poll = put(plenary, FloorKind.REFERRAL)
    plenary.vote(poll, "for", "ada")
    plenary.vote(poll, "against", "bela", "dora", "chloe", "emile")
    plenary.proclaim(poll)
    assert state(plenary, motion) is FloorState.CARRIED
    assert plenary.cast.read(lambda: session().get_one(AgendaItem, plenary.item()).closed_at) is not None
