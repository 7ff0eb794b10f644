"""Ids that no page gave: of another congress, of another poll, of nothing. Each is refused, and no row is touched."""

import pytest

from tests.support.plenary import CONSOLE, shown_on, words
from tests.support.untouched import changed, everything

pytestmark = pytest.mark.one_database
NOT_CALLED = "Vous n’êtes pas parmi les membres appelés à voter"
NOTHING = ("0", "9" * 30, "abc")


def test_a_ballot_for_a_poll_of_another_congress(plenary, elsewhere):
    """ada may vote in both: neither right is good in the other one, whichever poll, text and address they go with."""
    own, theirs = plenary.rights(_poll(plenary), "ada")[0], elsewhere.rights(_poll(elsewhere), "ada")[0]
    assert own != theirs
    here, there = plenary.cast.browse("ada"), elsewhere.cast.browse("ada")
    before = everything(plenary.cast)
    for browser, congress, right in ((here, plenary, theirs), (there, elsewhere, own)):
        for seen in (plenary.seen(_poll(plenary)), elsewhere.seen(_poll(elsewhere)), ""):
            fields = {"right": right, "choice": "for", "seen": seen}
            refused = browser.post(congress.cast.path("scrutins/1/votes"), data=fields)
            assert refused.status_code == 403
            assert NOT_CALLED in words(refused)
    assert changed(before, everything(plenary.cast)) == set()


def test_somebody_else_s_right(plenary):
    before = everything(plenary.cast)
    right = plenary.rights(_poll(plenary), "bela")[0]
    refused = plenary.post("ada", "scrutins/1/votes", right=right, choice="for", seen=plenary.seen(_poll(plenary)))
    assert refused.status_code == 403
    assert NOT_CALLED in words(refused)
    assert changed(before, everything(plenary.cast)) == set()


def test_every_id_of_the_console(plenary, elsewhere):
    """Whatever the chair’s forms name: nothing is done to what is of another congress, or is nothing."""
    chair = plenary.cast.browse("chloe")
    shown = shown_on(chair.get(plenary.cast.path(CONSOLE)).text)
    foreign = {
        "membre": elsewhere.cast.ids["ada"], "vote": f"part-{elsewhere.part()}", "scrutin": _poll(elsewhere),
        "amendement": 1,
    }  # fmt: skip
    before = everything(plenary.cast)
    told = {}
    for rest, geste, name in (
        ("seance", "ceder", "membre"), ("points/1/scrutins", "", "vote"), ("points/1/corrections", "", "scrutin"),
        ("ecarter", "reserver", "amendement"), ("ecarter", "appeler", "amendement"),
        ("ecarter", "refuser", "amendement"), ("ecarter", "admettre", "amendement"),
    ):  # fmt: skip
        for value in (*NOTHING, str(foreign[name])):
            fields = {**shown, "geste": geste, name: value, "motif": "Parce que."}
            answer = chair.post(plenary.cast.path(f"{CONSOLE}/{rest}"), data=fields)
            told[rest, geste, value] = answer.status_code
    for number in ("999", "2147483648"):
        for rest in (f"points/{number}", f"scrutins/{number}", f"points/{number}/scrutins"):
            for geste in ("ouvrir", "clore"):
                fields = {**shown, "geste": geste, "motif": "Parce que."}
                answer = chair.post(plenary.cast.path(f"{CONSOLE}/{rest}"), data=fields)
                told[rest, geste, number] = answer.status_code
    assert {key: status for key, status in told.items() if status not in {400, 403, 404, 409, 422}} == {}
    assert changed(before, everything(plenary.cast)) == set()


def _poll(plenary) -> int:
    from sqlalchemy import select

    from core.database import session
    from voting.models import Poll

    return plenary.cast.read(
        lambda: session().scalar(select(Poll.id).where(Poll.congress_id == plenary.cast.congress_id))
    )
