"""Votes in a row: a chair at a desk, five voters on phones, the screen of the hall, one phone that loses its network.

Three presses of the chair for each vote, one of each voter, whatever the item; each step is heard in the accessibility
tree. Three votes each time; thirty-nine in `make thorough`.
"""

import os
import re
from datetime import timedelta

import pytest
from playwright.sync_api import Page, expect

from tests.support.cast import Cast, find_cast
from tests.support.essai import PROPOSALS
from tests.support.live_pages import A_PAUSE, press, soon
from tests.support.plenary import CONSOLE
from voting.models import Ballot, Poll, PollState

pytestmark = [pytest.mark.browser, pytest.mark.one_database, pytest.mark.thorough]
THOROUGH = os.environ.get("HYPOTHESIS_PROFILE") == "thorough"
VOTERS = {"ada": "for", "bela": "for", "dora": "against", "emile": "against", "fatou": "against"}
VOTES = 39 if THOROUGH else 3
AMENDMENTS = VOTES - 2  # all rejected: none falls; then their proposal, adopted, and the next item's


@pytest.fixture
def cast(live_server) -> Cast:
    return find_cast(live_server.app)


def test_three_presses_a_vote_and_one_a_voter_item_after_item(hall, look):
    for number in range(AMENDMENTS):
        hall.amend(
            PROPOSALS[0].replace("dix mille", f"{number + 11} mille"), by="gaspard", title=f"{number + 11} mille"
        )
    hall.open()
    hall.discuss()
    chair, screen = look("chloe", CONSOLE), look("sven", "seances/2/ecran", width=1920, height=1080)
    phones = {name: look(name, "seances/2", width=360, height=740) for name in VOTERS}
    presses = 0
    for vote in range(1, VOTES + 1):
        chair_presses(hall, chair, "Ouvrir le scrutin")
        for name, page in phones.items():
            comes_to_vote(page, vote)
            choice = "for" if vote > AMENDMENTS else VOTERS[name]
            cuts = name == "emile" and vote == 2
            page.context.set_offline(cuts)
            press(page, choice)
            if cuts:
                expect(page.locator(".uncertain h1")).to_contain_text("Nous ne savons pas encore")
                page.context.set_offline(False)
                page.clock.fast_forward(A_PAUSE)
            expect(page.locator(".recorded h1")).to_contain_text("est enregistré")
        soon(chair, "text=5 votes reçus sur 9")
        chair_presses(hall, chair, "Clore le scrutin")
        chair_presses(hall, chair, "Clore sans attendre", asked=True)
        chair_presses(hall, chair, "Proclamer et suivre")
        presses += 3
        decided = "adoptée" if vote > AMENDMENTS else "rejeté"
        soon(screen, f"h1:has-text('{decided}')")
        for page in (*phones.values(), screen):
            page.clock.fast_forward(A_PAUSE)
            expect(page.get_by_role("status").filter(has_text=f"Scrutin n°\u00a0{vote} proclamé.")).to_have_count(1)
    assert presses == 3 * VOTES
    polls = hall.cast.read(lambda: [row.state for row in _all(Poll)])
    assert polls == [PollState.PROCLAIMED] * VOTES
    assert len(hall.cast.read(lambda: _all(Ballot))) == VOTES * len(VOTERS)


def chair_presses(hall, chair: Page, label: str, *, asked: bool = False) -> None:
    """The large button of the console; `asked`: the answer to the question whether those who wait are waited for."""
    hall.cast.clock.advance(timedelta(seconds=2))
    chair.clock.fast_forward(2_000)
    button = chair.locator("#action").get_by_role("button", name=label, exact=True)
    with chair.expect_navigation():
        button.click()
    if asked:
        expect(chair.locator("#action")).to_contain_text("Proclamer et suivre")


def comes_to_vote(page: Page, vote: int) -> None:
    """The question is before the voter: by the one link of the first vote, then by itself."""
    page.clock.fast_forward(A_PAUSE)
    if vote == 1:
        page.locator("main a:text-is('Voter')").first.click()
    expect(page).to_have_url(re.compile(rf"/scrutins/{vote}$"))
    expect(page.locator("form.vote").first).to_be_visible()
    page.clock.fast_forward(2_000)


def _all(model):
    from sqlalchemy import select

    from core.database import session

    return session().scalars(select(model).order_by(model.id)).all()
