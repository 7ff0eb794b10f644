"""The door of the demonstration opens the demonstration alone, even where a real congress has the same addresses."""

import pytest

from demo import script
from tests.support.cast import build_congress

pytestmark = pytest.mark.one_database

PRIVATE = ("membres", "amendements/depots", "points-de-vue", "seances")


@pytest.fixture
def door(app, monkeypatch):
    """Two congresses of the same people, one of them the demonstration; a browser that came in as its secretariat."""
    monkeypatch.setattr(script, "SECRETARY", "sven@essai.example")
    monkeypatch.setattr(script, "OFFICIAL", "ada@essai.example")
    monkeypatch.setattr(script, "CHAIR", "chloe@essai.example")
    build_congress(app, slug=script.SLUG, demonstration=True)
    real = build_congress(app, slug="reel")
    browser = app.test_client()
    assert browser.post("/demonstration", data={"role": "secretariat"}).status_code == 303
    return real, browser


def test_it_signs_in_to_the_demonstration(door):
    _, browser = door
    for rest in PRIVATE:
        assert browser.get(f"/{script.SLUG}/{rest}").status_code == 200, rest


def test_it_opens_nothing_of_a_real_congress(door):
    real, browser = door
    for rest in PRIVATE:
        assert browser.get(real.path(rest)).status_code == 303, rest
    assert browser.post(real.path("lettre/figer")).status_code == 403
    assert "Keller" not in browser.get(real.path("connexion/qui"), follow_redirects=True).text
    assert browser.post(real.path("connexion/qui"), data={"member": real.ids["sven"]}).status_code == 403


def test_signing_in_by_mail_afterwards_opens_it(door):
    real, browser = door
    real.sign_in(browser, "sven")
    assert browser.get(real.path("membres")).status_code == 200
