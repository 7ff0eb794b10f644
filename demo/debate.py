"""The debate on the text at the stop: who asks to speak and speaks, a point of order answered, a closure given up."""

from datetime import datetime, timedelta

from congress.services.sitting_locking import locked_sitting
from demo import scenario
from demo.people import DemonstrationPeople, member_id
from voting.rules.debate.precedence import FloorKind
from voting.rules.debate.speaking_order import SpeakerSide, Turn
from voting.services.debate import asking, raising, settling, speaking
from voting.services.debate.raising import WantedMotion

# Who asks, by rank among those who are there: for what, in which list; the first two speak.
ASKED = (
    (3, SpeakerSide.FOR, Turn.DEBATE),
    (8, SpeakerSide.AGAINST, Turn.DEBATE),
    (12, SpeakerSide.FOR, Turn.DEBATE),
    (17, SpeakerSide.AGAINST, Turn.DEBATE),
    (3, SpeakerSide.FOR, Turn.DEBATE),
    (21, SpeakerSide.NEITHER, Turn.EXPLANATION),
)
SPEAKING = (timedelta(seconds=48), timedelta(seconds=37))
ORDER = "L’amendement n°\u00a012 est-il recevable à ce point de l’ordre du jour\u202f?"
ANSWER = "Il l’est\u00a0: le bureau l’a déclaré recevable, et il porte sur la proposition en discussion."


def play_debate(people: DemonstrationPeople, sitting_id: int, at: datetime) -> None:
    """A minute and a half of debate, in one unit of work; the floor is empty at its end, three wait."""
    away = {people.person(principal).member_id for principal, _ in scenario.PROXIES}
    there = [actor for actor in people.electors if actor.member_id not in away]
    chair, secretary = people.person(scenario.CHAIR), people.person(scenario.SECRETARY)

    def debate() -> None:
        people.read_roll()
        now, requests = at, []
        locked_sitting(sitting_id)
        for rank, side, turn in ASKED[:4]:
            who = there[rank]
            requests.append(asking.ask_to_speak(sitting_id, member_id(who), side, turn, actor=who, now=now))
            now += timedelta(seconds=2)
        for request, spoken in zip(requests, SPEAKING, strict=False):
            speaking.give_floor(sitting_id, request, actor=chair, now=now)
            now += spoken
        for rank, side, turn in ASKED[4:]:
            asking.ask_to_speak(sitting_id, member_id(there[rank]), side, turn, actor=there[rank], now=now)
        author = there[ASKED[0][0]]
        raised = WantedMotion(FloorKind.POINT_OF_ORDER, ORDER)
        order = raising.raise_motion(sitting_id, member_id(author), raised, actor=author, now=now)
        speaking.end_speech(sitting_id, actor=chair, now=now)
        settling.answer(sitting_id, order, ANSWER, actor=chair, now=now + timedelta(seconds=5))
        closure = WantedMotion(FloorKind.CLOSURE)
        wanted = raising.raise_motion(sitting_id, member_id(there[30]), closure, actor=secretary, now=now)
        raising.give_up(sitting_id, wanted, actor=secretary, now=now + timedelta(seconds=9))

    people.act(debate)
