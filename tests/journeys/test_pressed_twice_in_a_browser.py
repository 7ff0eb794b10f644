"""The whole sitting of the demonstration led in browsers by a chair who presses every button twice, as a hand does.

At a desk, on a phone and without JavaScript in turn, each button of the console is pressed again at the same place 120,
300 or 600 milliseconds later, whatever stands there by then: the button still, or what took its place. Of two presses one
is taken, the other does nothing or is answered by a sentence, and the votes, the texts and the letter are those of the
sitting as it is played calmly. In `make thorough` alone: without a browser, `test_pressed_twice` plays it each time.
"""

import re
from collections.abc import Callable
from itertools import product
from typing import Any

import pytest
from playwright.sync_api import Page

from congress.queries.chamber_queries import sittings_of
from core.database import session
from demo import scenario
from demo.people import DemonstrationPeople
from demo.sitting import PlayedSitting
from letters.models import Letter
from tests.journeys.hasty_hand import DEVICES, PAUSES, HastyHand, PassingClock, Traffic
from tests.journeys.test_pressed_twice import ALL, THOROUGH, discuss, lead, lead_to_the_stop, vote, what_was_decided
from tests.support.application import NOON
from tests.support.browser import LiveServer
from tests.support.demonstration import SLUG, Demonstration
from voting.models import Poll

# One poll is closed while more than a third have not voted: its own ballots are fewer than when it is played calmly.
CLOSED_EARLY = scenario.AFTER_THE_STOP[-1].polls[1]


class LeftEarly(PlayedSitting):
    """The sitting of the demonstration, one poll of which is closed before everybody has voted."""

    early = 0

    def _cast(self, poll_id: int, planned: scenario.PlannedPoll, most: int | None = None) -> None:
        if planned is CLOSED_EARLY:
            self.early, most = session().get_one(Poll, poll_id).number, scenario.RECEIVED
        super()._cast(poll_id, planned, most)


def press_beside(chair: HastyHand) -> None:
    """The buttons that the sitting does without: each is pressed once, and leaves no trace in what is decided."""
    one: dict[str, object] = {"point": 1}
    sitting = PlayedSitting(DemonstrationPeople())
    first = f"amendments-{sitting._amendment(scenario.BEFORE_THE_STOP[0].polls[0])}"

    def before_the_first_item() -> None:
        chair.twice("Vérifier le quorum maintenant")
        chair.twice("Suspendre")
        chair.twice("Reprendre la séance")

    def set_aside(page: Page) -> None:
        page.select_option("#statut", "not_supported")
        page.fill("#motif-ecarte", "Son auteur est absent.")

    def before_the_first_vote() -> None:
        chair.twice(re.compile("^Réserver le vote du n°\\s1$"), vote=first, **one)
        chair.twice(re.compile("^Lever la réserve du n°\\s1$"), vote=first, **one)
        chair.twice("Écarter", "Ne pas mettre aux voix…", set_aside, vote=first, **one)
        chair.twice("Le remettre à voter", "amendement écarté", **one)

    def once_the_first_is_open() -> None:
        chair.twice("Clore le scrutin")
        chair.twice("Attendre encore", question="clore")

    chair.before["Mettre en discussion"] = before_the_first_item
    chair.before["Ouvrir le scrutin"] = before_the_first_vote
    chair.after["Ouvrir le scrutin"] = once_the_first_is_open


def end(chair: HastyHand, sitting: PlayedSitting) -> None:
    """The whole motion, then the end of the sitting, reopened and closed again."""
    discuss(chair, 9)
    vote(chair, sitting, scenario.WHOLE_MOTION, None)
    chair.twice("Clore ce point")
    all_leave = ("Clore la séance, tout le monde part", "Clore la séance…")
    chair.twice(*all_leave)
    chair.twice("Rouvrir la séance", "Rouvrir la séance…", lambda page: page.fill("#motif-rouvrir", "Un mot encore."))
    chair.twice(*all_leave)


def freeze_the_letter(secretary: HastyHand, site: str) -> None:
    secretary.twice_at(f"{site}/{SLUG}/lettre", "Figer la lettre", "Figer la lettre…")


def but_the_poll(decided: dict[str, Any], number: int) -> dict[str, Any]:
    """What was decided, without how many voted in one poll."""
    votes = [(*row[:4], None if row[0] == number else row[4], row[5]) for row in decided["votes"]]
    return {**decided, "votes": votes, "ballots": [row for row in decided["ballots"] if row[0] != number]}


def sit_down(live: LiveServer, played: Demonstration, open_page: Callable[..., Page], role: str) -> dict[str, Page]:
    """Somebody's devices."""
    cookie = played.browse(role).get_cookie("session")
    assert cookie is not None
    pages = {name: open_page(**kind) for name, kind in DEVICES.items()}
    for page in pages.values():
        page.context.add_cookies([{"name": "session", "value": cookie.value, "url": live.url}])
    return pages


def play_the_sitting_in_browsers(demonstration, serve, open_page):
    hasty = demonstration("eve", REQUESTS_COUNTED=False, WTF_CSRF_ENABLED=True, CLOCK=PassingClock(NOON))
    traffic = Traffic()
    with traffic.of(hasty.app):
        live = serve(hasty.app)
        with hasty.app.app_context():
            people = DemonstrationPeople()
            number = sittings_of(people.congress_id)[-1].number
            console = f"{live.url}/{SLUG}/seances/{number}/presidence"
            chair = HastyHand(hasty, console, sit_down(live, hasty, open_page, "chair"), traffic)
            press_beside(chair)
            sitting = LeftEarly(people)
            lead_to_the_stop(chair, sitting)
            lead(chair, sitting, scenario.AFTER_THE_STOP)
            end(chair, sitting)
            secretary = HastyHand(hasty, "", sit_down(live, hasty, open_page, "secretariat"), traffic)
            freeze_the_letter(secretary, live.url)
            session().rollback()
            assert session().query(Letter).count() == 1
    assert sum(chair.pressed.values()) >= 150
    assert {row[:2] for row in chair.met} == set(product(DEVICES, PAUSES))
    found, calm = what_was_decided(hasty, ALL), what_was_decided(demonstration("adopted"), ALL)
    ballots = {row for row in found["ballots"] if row[0] == sitting.early}
    assert len(ballots) == scenario.RECEIVED and ballots < set(calm["ballots"])
    assert but_the_poll(found, sitting.early) == but_the_poll(calm, sitting.early)


if THOROUGH:  # elsewhere there is nothing to run, nor to skip

    @pytest.mark.browser
    @pytest.mark.one_database
    @pytest.mark.hypothesis
    @pytest.mark.long
    def test_every_button_pressed_twice_by_hand_decides_what_a_calm_sitting_does(demonstration, serve, open_page):
        play_the_sitting_in_browsers(demonstration, serve, open_page)
