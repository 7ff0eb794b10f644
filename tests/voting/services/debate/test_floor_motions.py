"""Motions from the floor: raised, seconded, taken in their precedence, put to the vote or answered, and their effect."""

import pytest

from amendments.models import Amendment, AmendmentStatus
from congress.chamber_models import AgendaItem, SittingState
from congress.queries.chamber_queries import sitting as sitting_row
from congress.services.sitting_services import resume_sitting
from core.database import session
from core.errors import Forbidden, Invalid, RuleBroken
from tests.support.plenary import FIFTEEN, Plenary
from voting.debate_models import FloorMotion
from voting.models import Poll, PollState
from voting.queries.debate.floor_queries import floor_of
from voting.rules.debate.debate_rules import DebateRules
from voting.rules.debate.precedence import FloorKind, FloorState
from voting.rules.debate.speaking_order import SpeakerSide, Turn
from voting.rules.methods.method import ELECTRONIC
from voting.services.debate.asking import ask_to_speak
from voting.services.debate.raising import WantedMotion, give_up, raise_motion, second
from voting.services.debate.settling import answer, declare, grant, put_to_vote, refuse
from voting.services.debate.speaking import give_floor, give_floor_on
from voting.services.debate.speaking_list import choose_rules, resume_debate
from voting.services.modes.putting_to_vote import go_on_by
from voting.services.poll_services import cancel_poll

ORDER, SUSPENSION, OBJECTION, REFERRAL, CLOSURE = FloorKind


@pytest.fixture
def plenary(cast):
    found = Plenary.of(cast)
    found.open()
    found.discuss()
    return found


def raise_it(plenary, kind, name="ada", by=None, **more):
    minutes = {"minutes": 5} if kind is SUSPENSION else {}
    wanted = WantedMotion(kind, **{**minutes, **more})
    return plenary.do(raise_motion, plenary.sitting_id, plenary.cast.ids[name], wanted, by=by or name)


def settle(plenary, service, motion, *given, by="chloe", **more):
    return plenary.do(service, plenary.sitting_id, motion, *given, by=by, **more)


def state(plenary, motion):
    return plenary.cast.read(lambda: session().get_one(FloorMotion, motion).state)


def item(plenary):
    return plenary.cast.read(lambda: session().get_one(AgendaItem, plenary.item()))


def sitting_state(plenary):
    return plenary.cast.read(lambda: sitting_row(plenary.sitting_id).state)


def polls(plenary):
    return plenary.cast.read(lambda: session().query(Poll).order_by(Poll.id).all())


def carried(plenary, motion, *, is_carried=True, **hands):
    settle(plenary, put_to_vote, motion)
    settle(plenary, declare, motion, is_carried=is_carried, hands=hands)


def test_a_closure_that_is_carried_closes_the_list_and_leaves_the_explanations(plenary):
    request = plenary.do(ask_to_speak, plenary.sitting_id, plenary.cast.ids["bela"], SpeakerSide.FOR, by="bela")
    motion = raise_it(plenary, CLOSURE)
    carried(plenary, motion, **{"for": 6, "against": 2})
    assert state(plenary, motion) is FloorState.CARRIED
    found = plenary.cast.read(lambda: floor_of(sitting_row(plenary.sitting_id)))
    assert found.debate_is_closed
    assert found.next is None
    with pytest.raises(RuleBroken, match="discussion est close"):
        plenary.do(ask_to_speak, plenary.sitting_id, plenary.cast.ids["dora"], SpeakerSide.FOR, by="dora")
    with pytest.raises(RuleBroken, match="discussion est close"):
        plenary.do(give_floor, plenary.sitting_id, request)
    assert plenary.do(
        ask_to_speak, plenary.sitting_id, plenary.cast.ids["dora"], SpeakerSide.FOR, Turn.EXPLANATION, by="dora"
    )
    assert item(plenary).closed_at is None, "the main question goes on"


def test_a_closure_that_is_lost_resumes_the_debate(plenary):
    motion = raise_it(plenary, CLOSURE)
    settle(plenary, put_to_vote, motion)
    with pytest.raises(RuleBroken, match="disent le contraire"):
        settle(plenary, declare, motion, is_carried=True, hands={"for": 3, "against": 4})
    settle(plenary, declare, motion, is_carried=False, hands={})
    assert state(plenary, motion) is FloorState.LOST
    assert raise_it(plenary, CLOSURE) != motion, "a debate that went on may be closed later"


@pytest.mark.parametrize("kind", [OBJECTION, REFERRAL], ids=str)
def test_what_ends_the_item_leaves_its_amendments_published(plenary, kind):
    amendment = plenary.amend(FIFTEEN, by="dora")
    carried(plenary, raise_it(plenary, kind))
    assert item(plenary).closed_at is not None
    published = plenary.cast.read(lambda: session().get_one(Amendment, amendment).status)
    assert published is AmendmentStatus.PUBLISHED


def test_the_chair_grants_a_suspension_in_one_press(plenary):
    motion = raise_it(plenary, SUSPENSION)
    with pytest.raises(Forbidden):
        settle(plenary, grant, motion, by="sven")
    settle(plenary, grant, motion)
    settle(plenary, grant, motion)
    assert sitting_state(plenary) is SittingState.SUSPENDED
    plenary.do(resume_sitting, plenary.sitting_id)
    assert state(plenary, motion) is FloorState.GRANTED


def test_a_contested_suspension_is_voted(plenary):
    lost = raise_it(plenary, SUSPENSION)
    carried(plenary, lost, is_carried=False)
    assert sitting_state(plenary) is SittingState.OPEN
    carried(plenary, raise_it(plenary, SUSPENSION))
    assert sitting_state(plenary) is SittingState.SUSPENDED


def test_a_point_of_order_is_answered_and_never_voted(plenary):
    motion = raise_it(plenary, ORDER, words="Article 4.")
    with pytest.raises(RuleBroken, match="ne se vote pas"):
        settle(plenary, put_to_vote, motion)
    with pytest.raises(RuleBroken, match="répond"):
        settle(plenary, refuse, motion, "Non.")
    speech = settle(plenary, give_floor_on, motion)
    assert settle(plenary, give_floor_on, motion) == speech
    with pytest.raises(Invalid, match="réponse"):
        settle(plenary, answer, motion, "  ")
    settle(plenary, answer, motion, "L'article 4 est respecté.")
    kept = plenary.cast.read(lambda: session().get_one(FloorMotion, motion))
    assert (kept.state, kept.answer) == (FloorState.ANSWERED, "L’article 4 est respecté.")


def test_motions_go_in_their_precedence(plenary):
    closure, referral = raise_it(plenary, CLOSURE), raise_it(plenary, REFERRAL, "bela")
    order = raise_it(plenary, ORDER, "dora")
    for motion, sentence in ((closure, "rappel au règlement passe avant"), (referral, "rappel au règlement")):
        with pytest.raises(RuleBroken, match=sentence):
            settle(plenary, put_to_vote, motion)
    settle(plenary, answer, order, "Dont acte.")
    with pytest.raises(RuleBroken, match="renvoi passe avant"):
        settle(plenary, put_to_vote, closure)
    carried(plenary, referral, is_carried=False)
    with pytest.raises(RuleBroken, match="déjà été rejetée"):
        raise_it(plenary, REFERRAL, "emile")
    settle(plenary, put_to_vote, closure)
    with pytest.raises(RuleBroken, match="Un vote est en cours"):
        plenary.do(ask_to_speak, plenary.sitting_id, plenary.cast.ids["dora"], SpeakerSide.FOR, by="dora")


def test_a_motion_waits_for_those_who_second_it(plenary):
    plenary.do(choose_rules, plenary.sitting_id, DebateRules(True, True, 120, None, 2))
    motion = raise_it(plenary, CLOSURE)
    with pytest.raises(RuleBroken, match="Il manque 2\u00a0appuis"):
        settle(plenary, put_to_vote, motion)
    with pytest.raises(RuleBroken, match="par d’autres membres"):
        settle(plenary, second, motion, plenary.cast.ids["ada"], by="ada")
    for name in ("bela", "bela"):
        settle(plenary, second, motion, plenary.cast.ids[name], by=name)
    with pytest.raises(RuleBroken, match="Il manque 1\u00a0appui"):
        settle(plenary, put_to_vote, motion)
    settle(plenary, second, motion, plenary.cast.ids["dora"], by="sven")
    settle(plenary, put_to_vote, motion)


def test_a_motion_is_raised_by_who_is_there_and_given_up_before_the_vote(plenary):
    with pytest.raises(Forbidden):
        raise_it(plenary, CLOSURE, "bela", by="ada")
    motion = raise_it(plenary, CLOSURE, "bela", by="sven")
    assert raise_it(plenary, CLOSURE, "bela") == motion, "a second press raises nothing more"
    with pytest.raises(RuleBroken, match="attend déjà"):
        raise_it(plenary, CLOSURE, "ada")
    with pytest.raises(Forbidden):
        settle(plenary, give_up, motion, by="ada")
    settle(plenary, give_up, motion, by="bela")
    settle(plenary, give_up, motion, by="bela")
    with pytest.raises(RuleBroken, match="n’attend plus"):
        settle(plenary, put_to_vote, motion)
    with pytest.raises(Invalid, match="combien de minutes"):
        raise_it(plenary, SUSPENSION, minutes=None)
    with pytest.raises(Invalid, match="trop long"):
        raise_it(plenary, CLOSURE, words="a" * 501)


def test_the_chair_refuses_a_motion_with_words(plenary):
    motion = raise_it(plenary, REFERRAL)
    settle(plenary, refuse, motion, "Elle est dilatoire.")
    assert state(plenary, motion) is FloorState.REFUSED
    assert item(plenary).closed_at is None


def test_the_vote_is_a_poll_by_show_of_hands_that_another_one_may_hold_again(plenary):
    motion = raise_it(plenary, CLOSURE)
    settle(plenary, put_to_vote, motion)
    assert settle(plenary, put_to_vote, motion) is None, "put already: nothing more"
    hands = polls(plenary)[0]
    assert (hands.state, hands.method_name.value) == (PollState.OPEN, "show_of_hands")
    assert "la clôture du débat demandée par" in hands.question
    assert "Ada Martin" in hands.question
    plenary.do(go_on_by, hands.id, ELECTRONIC)
    named = polls(plenary)[1]
    plenary.vote(named.id, "for", "ada", "bela", "dora")
    plenary.proclaim(named.id)
    assert state(plenary, motion) is FloorState.CARRIED, "the trial that decides has its effect"


def test_a_vote_cancelled_is_put_again_or_given_up_and_the_debate_resumed(plenary):
    motion = raise_it(plenary, CLOSURE)
    settle(plenary, put_to_vote, motion)
    plenary.do(cancel_poll, polls(plenary)[0].id, "On ne voit pas les mains.")
    with pytest.raises(RuleBroken, match="remettez-la aux voix"):
        settle(plenary, declare, motion, is_carried=True, hands={})
    settle(plenary, put_to_vote, motion)
    assert polls(plenary)[1].corrects_id == polls(plenary)[0].id
    plenary.do(cancel_poll, polls(plenary)[1].id, "Toujours pas.")
    settle(plenary, refuse, motion, "Le vote ne peut pas se tenir.")
    plenary.do(resume_debate, plenary.sitting_id)
    plenary.do(resume_debate, plenary.sitting_id)
    assert plenary.do(ask_to_speak, plenary.sitting_id, plenary.cast.ids["dora"], SpeakerSide.FOR, by="dora")


def test_another_vote_is_no_vote_on_the_motion(plenary):
    motion = raise_it(plenary, SUSPENSION)
    poll = plenary.announce()
    with pytest.raises(RuleBroken, match="Un scrutin est en cours"):
        settle(plenary, put_to_vote, motion)
    plenary.do(cancel_poll, poll, "Après la suspension.")
    settle(plenary, put_to_vote, motion)
    with pytest.raises(RuleBroken, match="Un scrutin est en cours"):
        settle(plenary, grant, motion)
