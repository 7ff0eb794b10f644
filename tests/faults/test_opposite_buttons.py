"""Two people press different buttons of the console in one instant: one step is taken, whole; the other is told so.

The chair at the desk and the secretariat, or the chair in two windows: every pair of the forms that their two pages
offer, where a vote is announced, open, closed, where none is, where the sitting is suspended. What then stands is what
the one that was taken does alone. Some pairs here; all of them, on both databases, in `make thorough`.
"""

import os
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from itertools import combinations

import pytest
from sqlalchemy import select

from congress.chamber_models import AgendaItem, Sitting
from congress.models import stream_named
from congress.services.sitting_services import suspend_sitting
from core import journal
from core.database import session
from tests.support.applications import close
from tests.support.cast import build_congress, template_of
from tests.support.forms import Form, forms_of
from tests.support.plenary import CONSOLE, FIFTEEN, Plenary, shown_on, words
from voting.models import Poll
from voting.services.poll_services import close_poll

THOROUGH = os.environ.get("HYPOTHESIS_PROFILE") == "thorough"
pytestmark = [pytest.mark.thorough, *([] if THOROUGH else [pytest.mark.one_database])]
SITUATIONS = ("announced", "open", "closed", "between votes", "suspended")
SOME = {  # the acts of the pairs tried each time
    "open": ("clore", "annuler", "suspendre"),
    "closed": ("proclamer", "annuler"),
}
SAID = ("La séance a avancé depuis que cette page s’est affichée", "Cet appui suit de trop près le précédent")


def stand_at(plenary: Plenary, situation: str) -> None:
    plenary.open()
    plenary.discuss()
    plenary.amend(FIFTEEN, by="ada")
    subject = {"amendment_ids": (1,)}
    if situation == "announced":
        plenary.announce(**subject)
    elif situation in {"open", "closed"}:
        poll = plenary.poll(**subject)
        plenary.vote(poll, "for", "ada", "bela", "dora", "emile", "fatou", "gaspard", "hana")
        if situation == "closed":
            plenary.do(close_poll, poll)
    elif situation == "suspended":
        plenary.do(suspend_sitting, plenary.sitting_id)


class Ticking:
    """A clock that goes on: two presses in one instant are a moment apart, as they are to a machine."""

    def __init__(self, at: datetime) -> None:
        self._at, self._since = at, time.monotonic()

    def now(self) -> datetime:
        return self._at + timedelta(seconds=time.monotonic() - self._since)


class Chamber:
    """A situation, put back before each trial; the console of the chair and that of the secretariat."""

    def __init__(self, plenary: Plenary, databases, template: str) -> None:
        self.plenary, self._databases, self._template = plenary, databases, template
        self.cast = plenary.cast
        self.cast.app.config["CLOCK"] = Ticking(self.cast.clock.now() + timedelta(minutes=1))
        self.browsers = {name: self.cast.browse(name) for name in ("chloe", "sven")}
        self._cookies = {name: browser.get_cookie("session").value for name, browser in self.browsers.items()}
        self._tokens = self._devices()

    def forms(self) -> list[tuple[str, Form]]:
        """Each form of the console, by who may send it."""
        found: dict[object, tuple[str, Form]] = {}
        for name, browser in self.browsers.items():
            page = browser.get(self.cast.path(CONSOLE)).text
            for form in forms_of(page):
                if CONSOLE in form.action and form.fields.get("geste") != "ceder":
                    form.fields.update(dict.fromkeys(form.typed, "Parce que c’est ainsi."))
                    if form.fields.get("geste") == "proclamer":
                        form.fields.update(shown_on(page))  # what it reads aloud stands above the form
                    key = form.action, tuple(sorted(form.fields.items()))
                    found[key] = (name, form)  # the secretariat’s, where both may: somebody else than the chair
        return list(found.values())

    def press(self, *pressed: tuple[str, Form]) -> list[tuple[int, str]]:
        """What each is answered, all sent in one instant."""
        start = threading.Barrier(len(pressed))

        def send(one: tuple[str, Form]) -> tuple[int, str]:
            name, form = one
            browser = self.cast.app.test_client()
            browser.set_cookie("session", self._cookies[name])
            start.wait()
            answer = browser.post(form.action, data=form.fields)
            return answer.status_code, words(answer)

        with ThreadPoolExecutor(len(pressed)) as pool:
            return list(pool.map(send, pressed))

    def standing(self) -> object:
        """Where all stands: what the journal tells, the polls, the sitting, its items."""

        def look() -> object:
            kinds = [entry.kind for entry in journal.entries(stream_named(self.cast.slug))]
            polls = [str(poll.state) for poll in session().scalars(select(Poll).order_by(Poll.id))]
            sitting = session().get_one(Sitting, self.plenary.sitting_id)
            items = select(AgendaItem).where(AgendaItem.sitting_id == sitting.id).order_by(AgendaItem.id)
            rows = [(item.opened_at is not None, item.closed_at is not None) for item in session().scalars(items)]
            return kinds, polls, str(sitting.state), rows

        return self.cast.read(look)

    def put_back(self) -> None:
        """As it was before anybody pressed."""
        close(self.cast.app)
        self._databases.restore(str(self.cast.app.config["SQLALCHEMY_DATABASE_URI"]), self._template)
        self._restore_devices()

    def _devices(self):
        from accounts.models import Device

        columns = ("account_id", "token_sha256", "expires_at")
        return self.cast.read(
            lambda: [{name: getattr(row, name) for name in columns} for row in session().scalars(select(Device))]
        )

    def _restore_devices(self) -> None:
        from accounts.models import Device

        self.cast.run(lambda: session().add_all(Device(**row) for row in self._tokens))


@pytest.fixture(params=SITUATIONS if THOROUGH else tuple(SOME))
def situation(request) -> str:
    return request.param


@pytest.fixture
def essai_template(database, workspace, situation) -> str:
    def stand(app) -> None:
        stand_at(Plenary.of(build_congress(app)), situation)

    return template_of(database, workspace, f"pressed-{situation.replace(' ', '-')}", stand)


@pytest.fixture
def chamber(cast, database, essai_template) -> Chamber:
    return Chamber(Plenary.of(cast), database, essai_template)


def test_of_two_buttons_one_counts(chamber, situation):
    forms = chamber.forms()
    if not THOROUGH:
        forms = [one for one in forms if one[1].fields.get("geste") in SOME[situation]]
    before, alone = chamber.standing(), []
    for one in forms:
        ((status, _),) = chamber.press(one)
        alone.append((status, chamber.standing()))
        chamber.put_back()
    assert any(status == 303 for status, _ in alone), "one of them at least does something by itself"
    wrong = []
    for (one, (_, first)), (other, (_, second)) in combinations(zip(forms, alone, strict=True), 2):
        answers, stands = chamber.press(one, other), chamber.standing()
        taken = [number for number, (status, _) in enumerate(answers) if status == 303]
        expected = (first, second)[taken[0]] if taken else before
        told = [
            status in {303, 404, 422} or (status == 409 and any(said in text for said in SAID))
            for status, text in answers
        ]
        if len(taken) > 1 or stands != expected or not all(told):
            wrong.append((one[1].fields, other[1].fields, [status for status, _ in answers], stands, expected))
        chamber.put_back()
    assert wrong == []
