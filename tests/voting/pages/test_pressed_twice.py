"""A second press never decides: the form says which step it shows, and the next one waits a second and a half."""

import re
from datetime import timedelta
from html import unescape

import pytest
from sqlalchemy import func, select

from congress.chamber_models import Office, QuorumCheck, Sitting, SittingState
from congress.models import Congress
from congress.queries.chamber_queries import sitting_by_number
from congress.rules.rule_names import TieRule
from congress.services.sitting_services import give_office
from core.database import session
from tests.support.plenary import CONSOLE, FIFTEEN, step_on, words
from voting.models import Poll, PollState

pytestmark = pytest.mark.one_database

PASSED = "La séance a avancé depuis que cette page s’est affichée"
TOO_SOON = "Cet appui suit de trop près le précédent"


@pytest.fixture
def plenary(discussing):
    return discussing


def seen(plenary) -> str:
    return step_on(plenary.get("chloe", CONSOLE).text)


def later(plenary, milliseconds: int) -> None:
    plenary.cast.clock.advance(timedelta(milliseconds=milliseconds))


def send(plenary, rest: str, **fields):
    return plenary.post("chloe", f"{CONSOLE}/{rest}", **fields)


def form_of(page: str, label: str) -> tuple[str, dict[str, str]]:
    """The address and the fields of the form whose button says so."""
    forms = re.findall(r'<form method="post" action="([^"]+)"[^>]*>(.*?)</form>', page, re.DOTALL)
    address, inside = next(form for form in forms if label in form[1])
    return unescape(address), dict(re.findall(r'name="([^"]+)"\s+value="([^"]*)"', inside))


def state(plenary, poll_id: int) -> PollState:
    return plenary.row_of_poll(poll_id).state


@pytest.mark.parametrize("milliseconds", [120, 300, 600])
def test_to_open_pressed_twice_never_closes(plenary, milliseconds):
    poll, step = plenary.announce(), seen(plenary)
    assert send(plenary, "scrutins/1", geste="ouvrir", vu=step).status_code == 303
    later(plenary, milliseconds)
    again = send(plenary, "scrutins/1", geste="ouvrir", vu=step)  # the same form, sent a second time
    assert (again.status_code, PASSED in words(again)) == (409, True)
    below = send(plenary, "scrutins/1", geste="clore", vu=step_on(again.text))  # the button that took its place
    assert (below.status_code, TOO_SOON in words(below)) == (409, True)
    assert "Clore le scrutin" in words(below)
    assert state(plenary, poll) == PollState.OPEN


@pytest.mark.parametrize("milliseconds", [120, 600])
def test_to_close_pressed_twice_asks_and_is_not_its_own_answer(plenary, milliseconds):
    poll = plenary.poll()
    later(plenary, 5000)
    asked = send(plenary, "scrutins/1", geste="clore", vu=seen(plenary))
    page = plenary.cast.browse("chloe").get(asked.headers["Location"])
    assert "9 membres appelés à voter ne l’ont pas encore fait, plus du tiers. Clore sans les attendre\u202f?" in words(
        page
    )
    later(plenary, milliseconds)
    answer = send(plenary, "scrutins/1", geste="clore", sans_attendre="oui", vu=step_on(page.text))
    assert (answer.status_code, state(plenary, poll)) == (409, PollState.OPEN)
    later(plenary, 1500)
    send(plenary, "scrutins/1", geste="clore", sans_attendre="oui", vu=seen(plenary))
    assert state(plenary, poll) == PollState.CLOSED
    later(plenary, milliseconds)
    unread = send(plenary, "scrutins/1", geste="proclamer", vu=seen(plenary))
    assert (unread.status_code, TOO_SOON in words(unread)) == (409, True)
    assert state(plenary, poll) == PollState.CLOSED


def test_the_first_vote_warns_its_chair_and_asks_before_closing_without_a_third(plenary):
    def by_the_chair() -> None:
        session().get_one(Congress, plenary.cast.congress_id).tie_rule = TieRule.CASTING_VOTE

    plenary.cast.run(by_the_chair)
    plenary.poll()
    later(plenary, 2000)
    asked = send(plenary, "scrutins/1", geste="clore", vu=seen(plenary))
    page = words(plenary.cast.browse("chloe").get(asked.headers["Location"]))
    assert "plus du tiers. Clore sans les attendre" in page
    assert "Vous n’avez pas voté\u00a0: en cas d’égalité, votre voix ne pourra pas départager. Voter maintenant" in page


def test_closing_with_two_thirds_of_the_votes_asks_nothing(plenary):
    poll = plenary.poll()
    plenary.vote(poll, "for", "ada", "bela", "dora", "emile", "chloe", "fatou")
    page = words(plenary.get("chloe", CONSOLE))
    assert "6 votes reçus sur 9" in page
    assert "3 n’ont pas encore voté" in page
    later(plenary, 2000)
    send(plenary, "scrutins/1", geste="clore", vu=seen(plenary))
    assert state(plenary, poll) == PollState.CLOSED


def test_the_question_goes_away_by_itself_when_the_votes_have_come_in(plenary):
    poll = plenary.poll()
    assert "Clore sans attendre" in words(plenary.get("chloe", CONSOLE, question="clore"))
    plenary.vote(poll, "for", "ada", "bela", "dora", "emile", "chloe", "fatou")
    assert "Clore sans attendre" not in words(plenary.get("chloe", CONSOLE, question="clore"))


@pytest.mark.parametrize("milliseconds", [120, 300, 600])
def test_to_wait_pressed_twice_never_closes_when_the_votes_have_come_in(plenary, milliseconds):
    poll = plenary.poll()
    later(plenary, 5000)
    asked = send(plenary, "scrutins/1", geste="clore", vu=seen(plenary))
    page = plenary.cast.browse("chloe").get(asked.headers["Location"]).text
    later(plenary, 5000)
    plenary.vote(poll, "for", "ada", "bela", "dora", "emile", "chloe", "fatou")
    address, fields = form_of(page, "Attendre encore")
    waits = plenary.cast.browse("chloe").post(address, data=fields)
    assert (waits.status_code, "question" in waits.headers["Location"].partition("#")[0]) == (303, False)
    later(plenary, milliseconds)
    below = send(plenary, "scrutins/1", geste="clore", vu=seen(plenary))  # the button that took its place
    assert (below.status_code, TOO_SOON in words(below), state(plenary, poll)) == (409, True, PollState.OPEN)


def test_ballots_and_arrivals_do_not_make_a_page_of_the_past(plenary):
    plenary.poll()
    step = seen(plenary)
    plenary.vote(1, "for", "ada")
    plenary.do(_leave(), plenary.sitting_id, plenary.cast.ids["hana"], by="hana")
    assert seen(plenary) == step


def test_a_form_that_says_no_step_is_a_page_of_the_past(plenary):
    poll = plenary.announce()
    answer = send(plenary, "scrutins/1", geste="ouvrir")
    assert (answer.status_code, PASSED in words(answer)) == (409, True)
    assert state(plenary, poll) == PollState.ANNOUNCED


def test_each_action_of_the_chair_is_taken_once(plenary):
    """The same form sent twice, whatever it asks: suspended then left so, one check, one poll, one item closed."""
    for rest, fields in (
        ("points/1/scrutins", {"vote": f"part-{plenary.part()}"}),
        ("scrutins/1", {"geste": "annuler", "motif": "Panne"}),
        ("seance", {"geste": "quorum"}),
        ("seance", {"geste": "suspendre"}),
        ("seance", {"geste": "reprendre"}),
        ("points/1", {"geste": "clore", "sans_attendre": "oui"}),
        ("points/2", {"geste": "ouvrir"}),
        ("seance", {"geste": "clore", "sans_attendre": "oui"}),
    ):
        later(plenary, 2000)
        step = seen(plenary)
        assert send(plenary, rest, **fields, vu=step).status_code == 303, (rest, fields)
        later(plenary, 300)
        assert send(plenary, rest, **fields, vu=step).status_code == 409, (rest, fields)
    count = plenary.cast.read(lambda: [session().scalar(select(func.count(row.id))) for row in (Poll, QuorumCheck)])
    assert count == [1, 3]
    assert plenary.cast.read(lambda: session().get_one(Sitting, plenary.sitting_id).state) == SittingState.CLOSED


def _leave():
    from congress.services.presence_services import leave

    return leave


def test_a_poll_is_not_led_from_the_console_of_another_sitting(plenary):
    """Whoever chairs both would press without the step, nor the pace, of the sitting that votes."""
    other = "seances/1/presidence"
    sitting = plenary.cast.read(lambda: sitting_by_number(plenary.cast.congress_id, 1).id)
    plenary.do(give_office, sitting, plenary.cast.ids["chloe"], Office.CHAIR, by="sven")
    amendment = plenary.amend(FIFTEEN, by="ada")
    poll = plenary.announce(amendment_ids=(amendment,))
    step = step_on(plenary.get("chloe", other).text)
    later(plenary, 5000)
    for gesture in ("ouvrir", "annuler"):
        refused = plenary.post("chloe", f"{other}/scrutins/1", geste=gesture, vu=step, motif="Incident.")
        assert refused.status_code == 404
    assert state(plenary, poll) == PollState.ANNOUNCED
    aside = {"amendement": amendment, "statut": "not_supported", "motif": "Son auteur est absent.", "vu": step}
    assert plenary.post("chloe", f"{other}/ecarter", **aside).status_code == 409
    assert plenary.post("chloe", f"{other}/ecarter", geste="reprendre", **aside).status_code == 409
    assert send(plenary, "scrutins/1", geste="ouvrir", vu=seen(plenary)).status_code == 303
