"""A ballot sent amiss, over HTTP: the right refusal, in words, and nothing half done."""

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import func, select

from core.database import session
from tests.support.plenary import words
from voting.models import Ballot, BallotCast

pytestmark = pytest.mark.one_database
PATH = "scrutins/1/votes"


@pytest.fixture
def plenary(discussing):
    return discussing


@pytest.fixture
def poll(plenary) -> int:
    return plenary.poll()


def counts(plenary) -> tuple[int, int]:
    def look() -> tuple[int, int]:
        both = (session().scalar(select(func.count()).select_from(model)) for model in (Ballot, BallotCast))
        return tuple(both)

    return plenary.cast.read(look)


def form(plenary, poll: int, choice: str = "for") -> dict[str, object]:
    return {"right": plenary.rights(poll, "ada")[0], "choice": choice, "seen": plenary.seen(poll)}


@pytest.mark.parametrize("right", ["", "abc", "0", "-1", "1.5", "9" * 40, "2147483648", "9223372036854775808", "٣"])
def test_a_forged_right_is_refused_in_words(plenary, poll, right):
    answer = plenary.post("ada", PATH, **{**form(plenary, poll), "right": right})
    assert answer.status_code in {403, 422}
    assert "Vous n’êtes pas parmi les membres appelés à voter" in words(answer) or answer.status_code == 422
    assert counts(plenary) == (0, 0)


def test_ten_megabytes_are_refused_before_they_are_read(plenary, poll):
    answer = plenary.post("ada", PATH, **{**form(plenary, poll), "choice": "x" * 10_600_000})
    assert answer.status_code == 413
    assert "trop grand" in words(answer)
    assert counts(plenary) == (0, 0)


def test_opposite_buttons_pressed_at_once_leave_one_vote(plenary, poll):
    browsers, start = [plenary.cast.browse("ada") for _ in range(2)], threading.Barrier(2)
    sent = [form(plenary, poll, choice) for choice in ("for", "against")]

    def press(number: int) -> int:
        start.wait()
        return browsers[number].post(plenary.cast.path(PATH), data=sent[number]).status_code

    with ThreadPoolExecutor(2) as pool:
        assert list(pool.map(press, range(2))) == [303, 303]
    last = plenary.cast.read(
        lambda: session().scalar(select(BallotCast.choice).order_by(BallotCast.id.desc()).limit(1))
    )
    assert counts(plenary) == (1, 2)
    assert plenary.cast.read(lambda: session().scalars(select(Ballot.choice)).all()) == [last]


def test_another_site_s_form_casts_nothing(plenary, poll):
    plenary.cast.app.config["WTF_CSRF_ENABLED"] = True
    assert plenary.post("ada", PATH, **form(plenary, poll)).status_code == 403
    assert counts(plenary) == (0, 0)
