"""The convenings of the demonstration's sittings: sent by the secretariat, read and answered by some of the members."""

from datetime import datetime, timedelta
from functools import partial

from congress.actors import Actor
from congress.chamber.convening_models import ConveningAnswer
from congress.queries.chamber_queries import sitting, sittings_of
from congress.services.convening import answering
from congress.services.convening.composing import ConveningWords, compose
from congress.services.convening.sending import send_convening
from demo import scenario
from demo.people import DemonstrationPeople, member_id

BEFORE = timedelta(days=16)  # more than a fortnight, as statutes often ask
ANSWERS = 3  # of the first members of the roll; the holders' principals say that they give a proxy
EVERY = timedelta(hours=7, minutes=11)


def convene(people: DemonstrationPeople, until: datetime) -> None:
    """Each sitting is convened in its time, those that were by then."""
    for sitting_id, sent in [(row.id, row.starts_at - BEFORE) for row in sittings_of(people.congress_id)]:
        if sent <= until:
            _send(people, sitting_id, sent)
            _answer(people, sitting_id, sent, until)


def _send(people: DemonstrationPeople, sitting_id: int, now: datetime) -> None:
    secretary, typed = people.person(scenario.SECRETARY), ConveningWords()

    def send() -> int:
        seen = compose(sitting(sitting_id), typed, now).sha256
        return send_convening(sitting_id, typed, seen=seen, actor=secretary, now=now)

    people.act(send)


def _answer(people: DemonstrationPeople, sitting_id: int, sent: datetime, until: datetime) -> None:
    official, principal = people.person(scenario.OFFICIAL), people.person(scenario.PROXIES[0][0])
    others = [actor for actor in people.electors if actor not in (official, principal)][:ANSWERS]
    said: list[tuple[Actor, ConveningAnswer, str]] = [
        (official, ConveningAnswer.COMES, ""),
        (principal, ConveningAnswer.PROXY, ""),
        *((actor, ConveningAnswer.COMES, "") for actor in others[1:]),
        (others[0], ConveningAnswer.ABSENT, "Conseil communautaire le même jour."),
    ]
    people.act_together(
        partial(answering.answer, sitting_id, member_id(actor), answer, because, actor=actor, now=sent + rank * EVERY)
        for rank, (actor, answer, because) in enumerate(said, start=1)
        if sent + rank * EVERY <= until
    )
