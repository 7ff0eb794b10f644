"""Playing the demonstration: up to mid-sitting, or to the end; never over what somebody did since."""

from collections.abc import Callable
from datetime import timedelta
from enum import StrEnum
from functools import partial
from pathlib import Path

from sqlalchemy import select

from congress.clock import set_clock
from congress.models import Congress
from core.clock import machine_now
from core.database import session
from core.errors import RuleBroken
from demo import script
from demo.months import play_months
from demo.sitting import Plenary
from demo.stage import Stage, local_time
from letters import services as letters
from letters.queries import letter_of
from voting.models import Poll, PollState, PollSubject


class Stand(StrEnum):
    """Where the demonstration congress stands."""

    ABSENT = "absent"
    MID_SITTING = "mid_sitting"
    ELSEWHERE = "elsewhere"  # somebody went on by hand
    ENDED = "ended"


class AlreadyPast(RuleBroken):
    """The demonstration stands past the point asked for."""


def stand() -> Stand:
    """Where it stands now."""
    congress_id = session().scalar(select(Congress.id).where(Congress.slug == script.SLUG))
    if congress_id is None:
        return Stand.ABSENT
    if letter_of(congress_id) is not None:
        return Stand.ENDED
    poll = session().scalar(select(Poll).where(Poll.congress_id == congress_id, Poll.state == PollState.OPEN).limit(1))
    if poll is None:
        return Stand.ELSEWHERE
    subject = session().scalars(select(PollSubject).where(PollSubject.poll_id == poll.id)).first()
    amendment = subject.amendment if subject else None
    is_twelfth = amendment is not None and amendment.public_number == script.OPEN_AMENDMENT
    return Stand.MID_SITTING if is_twelfth else Stand.ELSEWHERE


def load(import_folder: Callable[[Path], None], *, adopted: bool) -> bool:
    """Whether anything was played; `AlreadyPast` when the congress stands past the point asked for.

    `import_folder`: what imports a congress from its folder (it stands above this package).
    """
    found = stand()
    if found is Stand.ELSEWHERE or (found is Stand.ENDED and not adopted):
        raise AlreadyPast("le congrès de démonstration est déjà plus loin : remettez la base à zéro pour le rejouer")
    if found is Stand.ENDED or (found is Stand.MID_SITTING and not adopted):
        return False
    if found is Stand.ABSENT:
        import_folder(script.CONGRESS)
        stage = Stage()
        play_months(stage)
        Plenary(stage).play_to_the_stop()
        _set_clock(stage, script.MID_SITTING)
    if adopted:
        stage = Stage()
        Plenary(stage).play_to_the_end()
        _sign(stage)
        _set_clock(stage, script.AFTERWARDS)
    return True


def start_clock() -> None:
    """Have the clock of a demonstration in mid-sitting show the time at which it stands, from now on."""
    _set_clock(Stage(), script.MID_SITTING)


def _sign(stage: Stage) -> None:
    """The secretariat freezes the letter; members sign it through the evening. The official has not signed yet."""
    secretary = stage.person(script.SECRETARY)
    letter_id = stage.do(partial(letters.freeze_letter, stage.congress_id, actor=secretary, now=local_time("16:05")))
    letter = letter_of(stage.congress_id)
    sha256 = letter.motion_sha256 if letter else ""
    named, unnamed = script.SIGNATURES
    signing = [actor for actor in stage.electors if actor != stage.person(script.OFFICIAL)][: named + unnamed]
    for rank, actor in enumerate(signing):
        when = local_time("16:10") + timedelta(minutes=4 * rank)
        stage.do(partial(letters.sign, letter_id, publish_name=rank % 6 != 5 or rank > 101, seen_sha256=sha256,
                         actor=actor, now=when))  # fmt: skip


def _set_clock(stage: Stage, words: str) -> None:
    stage.do(partial(set_clock, stage.congress_id, local_time(words), machine=machine_now()))
