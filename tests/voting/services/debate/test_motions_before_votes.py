"""Which votes a motion from the floor holds back: at their announcement, and at their opening for what came since."""

import pytest

from amendments.models import AmendmentStatus
from core.database import session
from core.errors import RuleBroken
from tests.support.plenary import FIFTEEN, Plenary
from voting.models import Poll, PollState
from voting.rules.debate.debate_rules import DebateRules
from voting.rules.debate.precedence import FloorKind
from voting.rules.methods.method import SHOW_OF_HANDS
from voting.services.debate.raising import WantedMotion, raise_motion, second
from voting.services.debate.settling import put_to_vote, refuse
from voting.services.debate.speaking_list import choose_rules, resume_debate
from voting.services.discussion_services import set_aside
from voting.services.modes.putting_to_vote import go_on_by
from voting.services.poll_services import cancel_poll, open_poll

_ORDER, SUSPENSION, OBJECTION, REFERRAL, CLOSURE = FloorKind


@pytest.fixture
def plenary(cast):
    found = Plenary.of(cast)
    found.open()
    found.discuss()
    return found


def raise_it(plenary, kind):
    wanted = WantedMotion(kind, minutes=5 if kind is SUSPENSION else None)
    return plenary.do(raise_motion, plenary.sitting_id, plenary.cast.ids["ada"], wanted, by="ada")


def settle(plenary, service, motion, *given):
    return plenary.do(service, plenary.sitting_id, motion, *given)


def polls(plenary):
    return plenary.cast.read(lambda: session().query(Poll).order_by(Poll.id).all())


@pytest.mark.parametrize(
    ("kind", "holds_amendments", "holds_text"),
    [(OBJECTION, True, True), (REFERRAL, True, True), (CLOSURE, False, True), (SUSPENSION, False, False)],
)
def test_no_text_is_put_to_the_vote_before_a_motion_that_goes_before_it(plenary, kind, holds_amendments, holds_text):
    amendment = plenary.amend(FIFTEEN, by="ada")
    motion = raise_it(plenary, kind)
    if holds_amendments:
        with pytest.raises(RuleBroken, match="passe avant ce vote"):
            plenary.announce(amendment_ids=(amendment,))
    poll = plenary.announce(amendment_ids=(amendment,)) if not holds_amendments else None
    if poll:
        plenary.do(cancel_poll, poll, "Un essai.")
    plenary.do(set_aside, amendment, AmendmentStatus.NOT_SUPPORTED, "Retrait.")
    if holds_text:
        with pytest.raises(RuleBroken, match="passe avant ce vote"):
            plenary.announce()
        settle(plenary, refuse, motion, "Elle a déjà été rejetée.")
    assert plenary.announce()


def test_a_motion_without_its_seconders_holds_no_vote_back(plenary):
    plenary.do(choose_rules, plenary.sitting_id, DebateRules(True, True, 120, None, 2))
    motion = raise_it(plenary, OBJECTION)
    poll = plenary.announce()
    plenary.do(cancel_poll, poll, "Un essai.")
    for name in ("bela", "dora"):
        plenary.do(second, plenary.sitting_id, motion, plenary.cast.ids[name], by=name)
    with pytest.raises(RuleBroken, match="La question préalable passe avant ce vote"):
        plenary.announce()


@pytest.mark.parametrize(
    ("kind", "holds_it"), [(OBJECTION, True), (REFERRAL, True), (CLOSURE, False), (SUSPENSION, False)]
)
def test_what_is_raised_once_the_vote_on_an_amendment_is_announced_holds_back_its_opening(plenary, kind, holds_it):
    poll = plenary.announce(amendment_ids=(plenary.amend(FIFTEEN, by="ada"),))
    motion = raise_it(plenary, kind)
    if holds_it:
        with pytest.raises(RuleBroken, match=r"passe avant ce vote.* ou annulez ce scrutin pour la mettre aux voix"):
            plenary.do(open_poll, poll)
        settle(plenary, refuse, motion, "Elle est dilatoire.")
    plenary.do(open_poll, poll)


@pytest.mark.parametrize(("kind", "holds_it"), [(REFERRAL, True), (CLOSURE, True), (SUSPENSION, False)])
def test_what_is_raised_once_the_vote_on_the_text_is_announced_is_put_first(plenary, kind, holds_it):
    poll = plenary.announce()
    motion = raise_it(plenary, kind)
    if not holds_it:
        plenary.do(open_poll, poll)
        return
    with pytest.raises(RuleBroken, match="passe avant ce vote"):
        plenary.do(open_poll, poll)
    plenary.do(cancel_poll, poll, "La motion d’abord.")
    settle(plenary, put_to_vote, motion)
    assert polls(plenary)[-1].state is PollState.OPEN


def test_a_vote_that_goes_on_by_another_method_waits_for_no_motion(plenary):
    plenary.do(choose_rules, plenary.sitting_id, DebateRules(True, True, 120, None, 1))
    poll = plenary.announce()
    motion = raise_it(plenary, OBJECTION)
    plenary.do(open_poll, poll)
    plenary.do(second, plenary.sitting_id, motion, plenary.cast.ids["bela"], by="bela")
    plenary.do(go_on_by, poll, SHOW_OF_HANDS)
    assert [(one.state, one.method_name.value) for one in polls(plenary)] == [
        (PollState.CANCELLED, "electronic"),
        (PollState.OPEN, "show_of_hands"),
    ]
    plenary.do(cancel_poll, polls(plenary)[-1].id, "On ne voit pas les mains.")
    plenary.do(resume_debate, plenary.sitting_id)
    with pytest.raises(RuleBroken, match="passe avant ce vote"):
        plenary.announce()


def test_a_motion_put_to_the_vote_is_not_refused_while_its_own_vote_is_announced(plenary):
    motion = raise_it(plenary, REFERRAL)
    settle(plenary, put_to_vote, motion)
    with pytest.raises(RuleBroken, match="Un scrutin est en cours"):
        settle(plenary, refuse, motion, "Trop tard.")
