"""The machine’s clock is set back by three hours in the middle of a sitting: while it serves, and before it starts again.

By the clock that every hour of the application comes from (`CLOCK`), on a time of the tests’ own: what `faketime` would
change of it. While it serves the site goes on at its pace; started again at the earlier hour, it stops for nothing, and
the order of the journal stands.
"""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select

from congress.chamber_models import Sitting, SittingState
from congress.models import stream_named
from congress.services.presence_services import arrive, leave
from core import journal
from core.clock import MachineClock
from core.database import session
from tests.support.plenary import CONSOLE, Plenary
from voting.models import Ballot, Poll, PollState

pytestmark = pytest.mark.one_database
BACK = timedelta(hours=3)
OF_THE_SECRETARIAT = (
    "", "seances/2", CONSOLE, "seances/2/ecran", "seances/2/feuille", "seances/2/feuille.csv", "seances/2/emargement",
    "seances/2/porte", "seances/2/proces-verbal", "seances/2/proces-verbal.md", "seances/2/parole", "scrutins/1",
    "scrutins/1.csv", "seances/2/etat",
)  # fmt: skip
OF_A_MEMBER = ("", "seances/2", "seances/2/ma-participation", "scrutins/1", "seances/2/parole", "seances/2/etat")


class SetByHand:
    """The time of a machine in the hands of a test, told by the site’s own clock."""

    def __init__(self, at: datetime) -> None:
        self._wall, self._ticks = at.timestamp(), 1000.0
        self._clock = MachineClock(lambda: self._wall, lambda: self._ticks)

    def now(self) -> datetime:
        return self._clock.now()

    def advance(self, step: timedelta) -> None:
        """Time passes; less than none is somebody who sets the clock."""
        self._wall += step.total_seconds()
        self._ticks += max(0.0, step.total_seconds())


def press(plenary: Plenary, name: str, rest: str, **fields: str) -> int:
    plenary.cast.clock.advance(timedelta(seconds=3))
    return plenary.press(name, rest, **fields).status_code


def to_the_end(plenary: Plenary) -> Iterator[int]:
    """What each act of the rest of the sitting is answered."""
    for name, choice in (("emile", "for"), ("ada", "against"), ("chloe", "for")):
        fields = {"right": plenary.rights(1, name)[0], "choice": choice, "seen": plenary.seen(1)}
        yield plenary.post(name, "scrutins/1/votes", **fields).status_code
    yield press(plenary, "chloe", "scrutins/1", geste="clore", sans_attendre="oui")
    yield press(plenary, "chloe", "scrutins/1", geste="proclamer")
    plenary.do(leave, plenary.sitting_id, plenary.cast.ids["bela"], by="bela")
    plenary.do(arrive, plenary.sitting_id, plenary.cast.ids["bela"], by="bela")
    for act in ("suspendre", "reprendre", "quorum"):
        yield press(plenary, "chloe", "seance", geste=act)
    for name, pages in (("sven", OF_THE_SECRETARIAT), ("ada", OF_A_MEMBER)):
        browser = plenary.cast.browse(name)
        yield from (browser.get(plenary.cast.path(rest)).status_code + 103 for rest in pages)
    yield press(plenary, "chloe", "seance", geste="clore", sans_attendre="oui")


def hours(plenary: Plenary) -> list[datetime]:
    """Of each entry of the journal, in their order."""
    return plenary.cast.read(lambda: [entry.at for entry in journal.entries(stream_named(plenary.cast.slug))])


@pytest.mark.parametrize("starts_again", [False, True])
def test_a_sitting_goes_on_to_its_end(app, plenary, runner, starts_again):
    from app.commands.service_cli import verify

    cast = plenary.cast
    cast.clock.advance(timedelta(minutes=1))
    plenary.vote(1, "for", "ada", "bela", "dora")
    begun = cast.clock.now()
    app.config["CLOCK"] = SetByHand(begun - BACK if starts_again else begun)
    plenary = Plenary.of(type(cast)(app, cast.congress_id, cast.slug, cast.ids, app.config["CLOCK"]))
    if not starts_again:
        app.config["CLOCK"].advance(-BACK)
    assert set(to_the_end(plenary)) == {303}
    polls = cast.read(lambda: session().scalars(select(Poll).where(Poll.congress_id == cast.congress_id)).all())
    assert [poll.state for poll in polls] == [PollState.PROCLAIMED]
    assert cast.read(lambda: session().get_one(Sitting, plenary.sitting_id).state) == SittingState.CLOSED
    choices = select(Ballot.choice).order_by(Ballot.right_id)
    assert sorted(cast.read(lambda: session().scalars(choices).all())) == ["against", "for", "for", "for", "for"]
    verified = runner.invoke(verify, [cast.slug])
    assert verified.exit_code == 0, verified.output
    told = hours(plenary)
    if not starts_again:
        assert told == sorted(told)
        assert polls[0].opened_at <= polls[0].closed_at
        assert told[-1].astimezone(UTC) - begun < timedelta(minutes=5), "the countdown and the windows go on too"
