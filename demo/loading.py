"""Loading the demonstration: each moment played up to where it stops; never over what somebody did since."""

from collections.abc import Callable
from enum import StrEnum
from functools import partial
from pathlib import Path

from sqlalchemy import select

from congress.clock import set_clock
from congress.models import Congress
from core.clock import machine_now
from core.database import session
from core.errors import RuleBroken
from core.row_seals import reproducible
from core.unit_of_work import run
from demo import scenario
from demo.adapted import play_adapted
from demo.dates import local_time
from demo.moments import AUGUST, MOMENTS, SIGNING, SITTING, DemonstrationMoment
from demo.online_months import play_online
from demo.people import DemonstrationPeople
from demo.sitting import PlayedSitting, sign_letter
from demo.written_amendments import OF_THE_CONGRESS, OF_THE_FIRST_HOUR, written_amendments
from letters.queries import letter_of
from voting.models import Poll, PollState
from voting.subject_models import PollSubject

Import = Callable[[Path, str], None]


class Stand(StrEnum):
    """Where a demonstration congress stands."""

    ABSENT = "absent"
    UNFINISHED = "unfinished"  # its play was interrupted: the clock, set last, still runs with the machine's
    MID_SITTING = "mid_sitting"
    ELSEWHERE = "elsewhere"  # at another moment, or somebody went on by hand
    ENDED = "ended"


class NotPlayable(RuleBroken):
    """The demonstration stands where it cannot be played from."""


def stand(slug: str = SITTING.slug) -> Stand:
    """Where a congress stands now."""
    congress = session().scalar(select(Congress).where(Congress.slug == slug))
    if congress is None:
        return Stand.ABSENT
    if congress.clock_offset == 0:
        return Stand.UNFINISHED
    if letter_of(congress.id) is not None:
        return Stand.ENDED
    poll = session().scalar(select(Poll).where(Poll.congress_id == congress.id, Poll.state == PollState.OPEN).limit(1))
    if poll is None:
        return Stand.ELSEWHERE
    subject = session().scalars(select(PollSubject).where(PollSubject.poll_id == poll.id)).first()
    amendment = subject.amendment if subject else None
    is_twelfth = amendment is not None and amendment.public_number == scenario.OPEN_AMENDMENT
    return Stand.MID_SITTING if is_twelfth else Stand.ELSEWHERE


def load(import_folder: Import, moment: DemonstrationMoment = SITTING, *, adopted: bool = False) -> bool:
    """Whether anything was played; `NotPlayable` when the congress stands past the point asked for.

    `import_folder(path, slug)` imports a congress from its folder under a slug (it stands above this package).
    `adopted`: the congress in sitting, played to its end.
    """
    found = stand(moment.slug)
    _require_playable(moment, found, adopted=adopted)
    if found is not Stand.ABSENT and (not adopted or found is Stand.ENDED):
        return False
    with reproducible(moment.slug):  # its letter prints the journal's fingerprint: the same each time that it is played
        if found is Stand.ABSENT:
            import_folder(scenario.CONGRESS, moment.slug)
            _play(moment)
        if adopted:
            people = DemonstrationPeople(moment.slug)
            _play_to_the_end(people)
            _set_clock(people.congress_id, SIGNING.at)
    return True


def start_clocks() -> None:
    """Have the clock of each demonstration congress show the time of its moment, from now on."""
    for moment in MOMENTS:
        congress_id = session().scalar(select(Congress.id).where(Congress.slug == moment.slug))
        if congress_id is not None:
            _set_clock(congress_id, moment.at)


def _require_playable(moment: DemonstrationMoment, found: Stand, *, adopted: bool) -> None:
    if found is Stand.UNFINISHED:
        raise NotPlayable(
            f"le congrès de démonstration {moment.slug} n’a pas été joué jusqu’au bout\u00a0: "
            "remettez la base à zéro pour le rejouer"
        )
    if moment is SITTING and (found is Stand.ELSEWHERE or (found is Stand.ENDED and not adopted)):
        raise NotPlayable("le congrès de démonstration est déjà plus loin : remettez la base à zéro pour le rejouer")


def _play(moment: DemonstrationMoment) -> None:
    """From the import of the folder to the moment; the clock last."""
    people = DemonstrationPeople(moment.slug)
    if moment is AUGUST:
        play_online(people, written_amendments(OF_THE_FIRST_HOUR), local_time(AUGUST.at))
    else:
        play_online(people, written_amendments(OF_THE_CONGRESS), local_time(scenario.BEFORE_THE_VOTES))
        play_adapted(people, local_time(scenario.BEFORE_THE_VOTES))
        PlayedSitting(people).play_to_the_stop()
    if moment is SIGNING:
        _play_to_the_end(people)
    _set_clock(people.congress_id, moment.at)


def _play_to_the_end(people: DemonstrationPeople) -> None:
    """From mid-sitting to the letter, signed through the evening."""
    PlayedSitting(people).play_to_the_end()
    sign_letter(people)


def _set_clock(congress_id: int, words: str) -> None:
    run(partial(set_clock, congress_id, local_time(words), machine=machine_now()))
