"""After the letter was frozen: a short sitting that votes by show of hands, by roll call and on paper.

Its polls come after those on the motion, which keep their numbers; the frozen letter knows nothing of them.
"""

from datetime import datetime, timedelta
from functools import partial

from sqlalchemy import select

from congress.actors import Actor
from congress.chamber_models import AgendaItemKind, Office, PresenceMode, SittingKind
from congress.queries.chamber_queries import agenda_of, sittings_of
from congress.services import presence_services, sitting_services
from core.database import session
from demo import scenario
from demo.dates import local_time
from demo.people import DemonstrationPeople, member_id
from voting.models import Poll, RightToVote
from voting.rules.methods.method import PAPER, ROLL_CALL, SHOW_OF_HANDS
from voting.services import ballot_services, discussion_services, poll_services
from voting.services.asking.asking_services import put_question
from voting.services.asking.electing import WantedElection, put_election
from voting.services.discussion_services import pending_poll
from voting.services.modes.declaring import Declaration, declare
from voting.services.modes.papers import key_count
from voting.services.text_effects import result_shown

STARTS, ENDS = "17:00", "17:40"
TITLE = "Suites du congrès"
ITEMS = ("Date du prochain congrès", "Comité de suivi de la motion", "Présidence du comité de suivi")
DATE = "Le prochain congrès se tient-il le 11\u00a0octobre\u00a02021\u202f?"
COMMITTEE = "Un comité de cinq membres suit-il les réponses à la motion\u202f?"
PRESIDENT = "Présidence du comité de suivi"
CANDIDATES = ("Nadia Masson", "Hervé Besnard")
COMING = 70  # more than half of the members: none of them carries a proxy here
HANDS = {"for": 49, "against": 12, "abstain": 9}
PAPERS = (38, 27, 3, 1)  # for each candidate, then blank and spoilt; one did not vote


def play_evening(people: DemonstrationPeople) -> None:
    """Planned once the motion is adopted, opened at five, closed before six."""
    sitting_id = people.act(partial(_plan, people))
    people.act_together(
        partial(presence_services.arrive, sitting_id, member_id(actor), PresenceMode.ROOM, actor=actor,
                now=local_time("16:45") + timedelta(seconds=11 * rank))
        for rank, actor in enumerate(_coming(people))
    )  # fmt: skip
    chair = people.person(scenario.CHAIR)
    people.act(partial(discussion_services.open_sitting_in_number, sitting_id, actor=chair, now=local_time(STARTS)))
    first, second, third = [item.id for item in agenda_of(sitting_id)]
    people.act(partial(_by_hands, people, first, local_time("17:04")))
    people.act(partial(_by_roll_call, people, second, local_time("17:10")))
    people.act(partial(_on_paper, people, third, local_time("17:26")))
    people.act(partial(discussion_services.end_sitting, sitting_id, actor=chair, now=local_time(ENDS)))


def _coming(people: DemonstrationPeople) -> list[Actor]:
    chair = people.person(scenario.CHAIR)
    return [chair, *(actor for actor in people.electors if actor != chair)][:COMING]


def _plan(people: DemonstrationPeople) -> int:
    secretary, at = people.person(scenario.SECRETARY), local_time("16:07")
    room_id = sittings_of(people.congress_id)[-1].room_id
    sitting_id = sitting_services.plan_sitting(
        people.congress_id, kind=SittingKind.PLENARY, title=TITLE, room_id=room_id, starts_at=local_time(STARTS),
        ends_at=local_time(ENDS), actor=secretary, now=at,
    )  # fmt: skip
    for title in ITEMS:
        sitting_services.add_item(sitting_id, AgendaItemKind.OTHER, title, actor=secretary, now=at)
    offices = [(people.person(scenario.CHAIR), Office.CHAIR), (secretary, Office.SECRETARY)]
    offices += [(teller, Office.TELLER) for teller in _tellers(people)]
    for actor, office in offices:
        sitting_services.give_office(sitting_id, member_id(actor), office, actor=secretary, now=at)
    return sitting_id


def _tellers(people: DemonstrationPeople) -> list[Actor]:
    return _coming(people)[1:3]


def _poll_on(item_id: int, sitting_id: int) -> Poll:
    poll = pending_poll(sitting_id)
    if poll is None or poll.item_id != item_id:
        raise ValueError("the vote did not open")
    return poll


def _discuss(people: DemonstrationPeople, item_id: int, at: datetime) -> int:
    chair = people.person(scenario.CHAIR)
    discussion_services.put_in_discussion(item_id, actor=chair, now=at - timedelta(minutes=2))
    return sittings_of(people.congress_id)[-1].id


def _by_hands(people: DemonstrationPeople, item_id: int, at: datetime) -> None:
    chair, sitting_id = people.person(scenario.CHAIR), _discuss(people, item_id, at)
    put_question(item_id, DATE, SHOW_OF_HANDS, actor=chair, now=at)
    poll = _poll_on(item_id, sitting_id)
    said, shown = Declaration(is_adopted=True, hands=HANDS), result_shown(poll, if_adopted=True)
    declare(poll.id, said, shown=shown, actor=chair, now=at + timedelta(seconds=70))


def _by_roll_call(people: DemonstrationPeople, item_id: int, at: datetime) -> None:
    """Each is called, and says their vote aloud: the secretariat keys it."""
    chair, secretary = people.person(scenario.CHAIR), people.person(scenario.SECRETARY)
    sitting_id = _discuss(people, item_id, at)
    put_question(item_id, COMMITTEE, ROLL_CALL, actor=chair, now=at)
    poll = _poll_on(item_id, sitting_id)
    rights = session().scalars(
        select(RightToVote.id).where(RightToVote.poll_id == poll.id).order_by(RightToVote.principal_id)
    ).all()  # fmt: skip
    for rank, right_id in enumerate(rights):
        choice = "abstain" if rank % 17 == 5 else "against" if rank % 6 == 2 else "for"
        ballot_services.key_spoken_ballot(
            poll.id, right_id, choice, seen_sha256=poll.text_sha256 or "", actor=secretary,
            now=at + timedelta(seconds=8 * (rank + 1)),
        )  # fmt: skip
    _end(people, poll, at + timedelta(seconds=8 * len(rights) + 20))


def _on_paper(people: DemonstrationPeople, item_id: int, at: datetime) -> None:
    """An election, secret by the law: two tellers count the papers, each by themselves, and find the same."""
    chair, sitting_id = people.person(scenario.CHAIR), _discuss(people, item_id, at)
    put_election(item_id, WantedElection(PRESIDENT, CANDIDATES), PAPER, actor=chair, now=at)
    poll = _poll_on(item_id, sitting_id)
    papers = dict(zip(poll.answers.counted, PAPERS, strict=True))
    for minutes, teller in enumerate(_tellers(people), start=7):
        key_count(poll.id, papers, actor=teller, now=at + timedelta(minutes=minutes))
    _end(people, poll, at + timedelta(minutes=9))


def _end(people: DemonstrationPeople, poll: Poll, at: datetime) -> None:
    chair = people.person(scenario.CHAIR)
    poll_services.close_poll(poll.id, actor=chair, now=at)
    poll_services.proclaim_poll(poll.id, confirmed=(), actor=chair, now=at + timedelta(seconds=20))
