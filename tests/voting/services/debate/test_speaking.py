"""The floor: asked for by those who are there, given one at a time, timed and never cut, frozen between two trials."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from congress.chamber_models import SittingState
from congress.queries.chamber_queries import sitting as sitting_row
from congress.services.presence_services import leave
from congress.services.sitting_services import resume_sitting
from core import journal
from core.database import session
from core.errors import Forbidden, RuleBroken
from core.text.folding import folded
from tests.support.plenary import Plenary
from voting.debate_models import SpeakingRequest, Speech
from voting.queries.debate.floor_queries import clock_of, floor_of
from voting.rules.debate.debate_rules import DebateRules
from voting.rules.debate.speaking_order import SpeakerSide, Turn
from voting.services.debate.asking import ask_to_speak, take_back
from voting.services.debate.speaking import end_speech, give_floor, give_more, go_on, stop_clock
from voting.services.debate.speaking_list import (
    call_explanations,
    choose_rules,
    close_list,
    move_to_head,
    put_back,
    reopen_list,
)
from voting.services.discussion_services import end_item, end_sitting, suspend
from voting.services.poll_services import cancel_poll, open_poll


@pytest.fixture
def plenary(cast):
    found = Plenary.of(cast)
    found.open()
    found.discuss()
    return found


def ask(plenary, name, side=SpeakerSide.FOR, turn=Turn.DEBATE, by=None):
    return plenary.do(ask_to_speak, plenary.sitting_id, plenary.cast.ids[name], side, turn, by=by or name)


def floor(plenary):
    return plenary.cast.read(lambda: floor_of(sitting_row(plenary.sitting_id)))


def called(plenary) -> list[str]:
    """Given names of those who wait, in the order of the calls."""
    return plenary.cast.read(
        lambda: [folded(one.request.member.given_name) for one in floor_of(sitting_row(plenary.sitting_id)).waiting]
    )


def give_next(plenary, by="chloe"):
    return plenary.do(give_floor, plenary.sitting_id, floor(plenary).next.request.id, by=by)


def row(plenary, kind, row_id):
    return plenary.cast.read(lambda: session().get_one(kind, row_id))


def test_members_ask_and_one_press_gives_the_floor_to_the_next(plenary):
    first = ask(plenary, "ada", SpeakerSide.FOR)
    assert ask(plenary, "ada", SpeakerSide.FOR) == first, "a second press asks nothing more"
    ask(plenary, "bela", SpeakerSide.FOR)
    ask(plenary, "dora", SpeakerSide.AGAINST)
    assert called(plenary) == ["ada", "dora", "bela"]
    speech = give_next(plenary)
    assert row(plenary, Speech, speech).request_id == first
    assert plenary.do(give_floor, plenary.sitting_id, first) == speech, "given already: nobody is skipped"
    assert called(plenary) == ["dora", "bela"]
    plenary.cast.clock.advance(timedelta(seconds=40))
    second = give_next(plenary, by="sven")
    ended = row(plenary, Speech, speech)
    assert (ended.ended_at is not None, row(plenary, Speech, second).ended_at) == (True, None)
    entries = plenary.cast.read(lambda: [e.kind for e in journal.entries(f"congress:{plenary.cast.slug}")])[-2:]
    assert entries == ["floor_ended", "floor_given"]
    plenary.do(end_speech, plenary.sitting_id)
    plenary.do(end_speech, plenary.sitting_id)
    assert floor(plenary).running is None


def test_who_spoke_waits_behind_who_did_not(plenary):
    ask(plenary, "ada")
    give_next(plenary)
    ask(plenary, "ada")
    ask(plenary, "bela")
    assert called(plenary) == ["bela", "ada"]
    assert floor(plenary).waiting[1].spoken is None, "still speaking"


def test_the_chair_moves_somebody_to_the_head_and_back(plenary):
    ask(plenary, "ada", SpeakerSide.FOR)
    last = ask(plenary, "bela", SpeakerSide.FOR)
    with pytest.raises(Forbidden):
        plenary.do(move_to_head, plenary.sitting_id, last, by="ada")
    plenary.do(move_to_head, plenary.sitting_id, last)
    assert called(plenary) == ["bela", "ada"]
    plenary.do(put_back, plenary.sitting_id, last)
    assert called(plenary) == ["ada", "bela"]


def test_the_desk_keys_a_hand_and_nobody_asks_for_another(plenary):
    request = ask(plenary, "ada", by="sven")
    assert row(plenary, SpeakingRequest, request).keyed
    with pytest.raises(Forbidden):
        ask(plenary, "bela", by="ada")
    with pytest.raises(Forbidden):
        plenary.do(take_back, plenary.sitting_id, request, by="bela")
    plenary.do(take_back, plenary.sitting_id, request, by="ada")
    plenary.do(take_back, plenary.sitting_id, request, by="ada")
    assert called(plenary) == []
    ask(plenary, "ada")
    assert called(plenary) == ["ada"]


def test_who_left_is_not_called_and_keeps_their_place(plenary):
    request = ask(plenary, "ada")
    ask(plenary, "bela")
    plenary.do(leave, plenary.sitting_id, plenary.cast.ids["ada"], by="ada")
    assert floor(plenary).next.request.id != request
    with pytest.raises(RuleBroken, match="n’est pas parmi les présents"):
        plenary.do(give_floor, plenary.sitting_id, request)
    with pytest.raises(RuleBroken, match="dites d’abord votre présence"):
        ask(plenary, "ada", turn=Turn.EXPLANATION)
    plenary.arrive("ada")
    assert floor(plenary).next.request.id == request


def test_time_runs_stops_and_is_longer(plenary):
    ask(plenary, "ada")
    speech = give_next(plenary)
    for service in (stop_clock, stop_clock):
        plenary.do(service, plenary.sitting_id)
    plenary.cast.clock.advance(timedelta(minutes=10))
    for service in (go_on, go_on, give_more):
        plenary.do(service, plenary.sitting_id)
    clock = plenary.cast.read(lambda: clock_of(session().get_one(Speech, speech)))
    assert clock.allowed == 180
    assert clock.used(plenary.cast.clock.now()) < 10


def test_a_suspension_an_end_and_a_vote_end_the_speech(plenary):
    ask(plenary, "ada")
    ask(plenary, "bela")
    ask(plenary, "dora")
    give_next(plenary)
    plenary.do(suspend, plenary.sitting_id)
    assert floor(plenary).running is None
    with pytest.raises(RuleBroken, match="suspendue"):
        give_next(plenary)
    with pytest.raises(RuleBroken, match="suspendue"):
        ask(plenary, "emile")
    plenary.do(resume_sitting, plenary.sitting_id)
    give_next(plenary)
    poll = plenary.poll()
    assert floor(plenary).running is None
    assert floor(plenary).next is None
    with pytest.raises(RuleBroken, match="Un vote est en cours"):
        ask(plenary, "emile")
    plenary.vote(poll, "for", "ada")
    plenary.proclaim(poll)
    give_next(plenary)
    plenary.do(end_item, plenary.item())
    assert floor(plenary).running is None
    plenary.do(end_sitting, plenary.sitting_id)
    assert plenary.cast.read(lambda: sitting_row(plenary.sitting_id).state) is SittingState.CLOSED


def test_nobody_obtains_the_floor_between_two_trials_of_one_question(plenary):
    ask(plenary, "ada")
    waiting = floor(plenary).next.request.id
    hands = plenary.announce()
    assert floor(plenary).next is not None, "announced only"
    plenary.do(open_poll, hands)
    plenary.do(cancel_poll, hands, "Les mains se comptent mal.")

    def nobody_obtains_it() -> None:
        with pytest.raises(RuleBroken, match="entre les épreuves"):
            plenary.do(give_floor, plenary.sitting_id, waiting)
        with pytest.raises(RuleBroken, match="entre les épreuves"):
            ask(plenary, "bela")

    nobody_obtains_it()
    named = plenary.announce()
    nobody_obtains_it()
    plenary.do(open_poll, named)
    plenary.proclaim(named)
    assert give_next(plenary)


def test_the_list_is_closed_then_explanations_are_called(plenary):
    ask(plenary, "ada")
    ask(plenary, "bela", turn=Turn.EXPLANATION)
    plenary.do(close_list, plenary.sitting_id)
    with pytest.raises(RuleBroken, match="liste de parole est close"):
        ask(plenary, "dora")
    ask(plenary, "dora", SpeakerSide.AGAINST, Turn.EXPLANATION)
    assert floor(plenary).next.request.turn is Turn.DEBATE, "those who wait are called"
    plenary.do(call_explanations, plenary.sitting_id)
    assert floor(plenary).next.request.turn is Turn.EXPLANATION
    plenary.do(reopen_list, plenary.sitting_id)
    assert floor(plenary).next.request.turn is Turn.DEBATE


def test_the_rules_of_a_sitting_are_chosen_and_kept_within_reason(plenary):
    chosen = DebateRules(False, False, 90, 30, 2)
    with pytest.raises(Forbidden):
        plenary.do(choose_rules, plenary.sitting_id, chosen, by="ada")
    plenary.do(choose_rules, plenary.sitting_id, chosen, by="sven")
    ask(plenary, "ada")
    assert row(plenary, Speech, give_next(plenary)).given_seconds == 90
    for bad in (
        DebateRules(False, False, None, None, 0),
        DebateRules(False, False, 5, None, 0),
        DebateRules(False, False, 90, 0, 0),
        DebateRules(False, False, 90, None, None),
    ):
        with pytest.raises(RuleBroken):
            plenary.do(choose_rules, plenary.sitting_id, bad)


def test_a_request_of_another_sitting_is_nobody_s(plenary):
    request = ask(plenary, "ada")
    other = plenary.cast.read(lambda: session().scalars(select(Speech.sitting_id)).first()) or 1
    for service in (give_floor, move_to_head, take_back):
        with pytest.raises(RuleBroken):
            plenary.do(service, 1 if plenary.sitting_id != 1 else other, request, by="sven")
