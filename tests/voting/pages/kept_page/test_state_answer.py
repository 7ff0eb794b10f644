"""The state of a sitting, answered from memory, is what the ordinary route says, for each reader, after each act."""

import pytest
from sqlalchemy import func, select

from congress.access import DEMONSTRATION
from congress.models import Congress
from congress.rules.visibility import Visibility
from congress.services.presence_services import arrive, leave
from congress.services.proxy_services import give_proxy, revoke_proxy
from core.database import session
from core.journal import JournalEntry
from tests.house.test_queries import counted
from tests.support.plenary import FIFTEEN, Plenary
from voting.queries.state import steps_kept
from voting.queries.state.versions import _opaque
from voting.queries.state_queries import told_to

STATE = "seances/2/etat"
READERS = ("ada", "bela", "fatou", "gaspard", "hana", "chloe", "sven", "elodie", None)


@pytest.fixture
def listed(plenary: Plenary):
    """Sittings are public. What the state says to each reader, and what a SELECT of the journal says that they are told of."""

    show_to(plenary, Visibility.PUBLIC)

    def last_told(name: str | None) -> str:
        from congress.queries.chamber_queries import sitting_by_number

        def look() -> int:
            sitting = sitting_by_number(plenary.cast.congress_id, 2)
            member = plenary.cast.ids[name] if name else None
            of_congress = JournalEntry.stream == sitting.congress.stream
            return (
                session().scalar(select(func.max(JournalEntry.id)).where(of_congress, told_to(sitting.id, member))) or 0
            )

        return _opaque("steps", plenary.sitting_id, plenary.cast.read(look))

    def both() -> tuple[dict, dict]:
        return (
            {name: plenary.get(name, STATE).json["steps"] for name in READERS},
            {name: last_told(name) for name in READERS},
        )

    return both


def show_to(plenary: Plenary, visibility: Visibility) -> None:
    def show() -> None:
        session().get_one(Congress, plenary.cast.congress_id).sittings_visible = visibility

    plenary.cast.run(show)


def test_each_reader_is_told_of_their_own_steps_and_of_those_of_all(plenary, listed):
    ids, sitting = plenary.cast.ids, plenary.sitting_id

    def give() -> None:
        give.proxy = plenary.do(give_proxy, sitting, ids["fatou"], ids["ada"], by="sven")

    acts = (
        lambda: plenary.open("ada", "bela", "dora", "emile", "chloe"),
        plenary.discuss,
        give,
        lambda: plenary.do(arrive, sitting, ids["fatou"], by="sven"),
        lambda: plenary.do(revoke_proxy, give.proxy, by="fatou"),
        lambda: plenary.do(arrive, sitting, ids["gaspard"], by="gaspard"),
        lambda: plenary.do(leave, sitting, ids["ada"], by="sven"),
        plenary.poll,
        lambda: plenary.amend(FIFTEEN, by="bela"),
    )
    for rank, act in enumerate(acts):
        act()
        kept, told = listed()
        assert kept == told, rank


def test_a_journal_made_anew_is_read_anew(plenary, listed, monkeypatch):
    plenary.open("ada", "bela", "dora", "emile", "chloe")
    listed()

    def of_another_journal(known, end) -> bool:
        return False

    kept, told = listed()
    monkeypatch.setattr(steps_kept, "_goes_on", of_another_journal)
    plenary.discuss()
    assert kept == told
    kept, told = listed()
    assert kept == told


def test_a_ballot_changes_the_progress_alone_and_half_a_second_later_at_most(plenary, monkeypatch):
    from voting.queries.state import versions

    plenary.open()
    plenary.discuss()
    poll = plenary.poll()
    before = plenary.get("chloe", STATE).json
    plenary.vote(poll, "for", "ada")
    assert plenary.get("chloe", STATE).json["progress"] in (before["progress"], _progress(plenary))
    monkeypatch.setattr(versions, "KEPT", 0.0)
    after = plenary.get("chloe", STATE).json
    assert (after["steps"], after["sitting"]) == (before["steps"], before["sitting"])
    assert after["progress"] == _progress(plenary) != before["progress"]


def _progress(plenary: Plenary) -> str:
    from congress.queries.chamber_queries import sitting_by_number
    from voting.queries.state.versions import versions_of

    return plenary.cast.read(lambda: versions_of(sitting_by_number(plenary.cast.congress_id, 2))["progress"])


def test_it_costs_one_question_and_says_nothing_twice(plenary):
    plenary.open()
    browser = plenary.cast.browse("ada")
    first = browser.get(plenary.cast.path(STATE))
    with counted() as asked:
        again = browser.get(plenary.cast.path(STATE), headers={"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.data) == (304, b"")
    assert len([one for one in asked if one.startswith("SELECT")]) == 1, asked
    assert first.json["period"] == 2000


@pytest.mark.parametrize("visibility", list(Visibility))
def test_who_may_not_read_sittings_is_answered_as_before(plenary, visibility):
    show_to(plenary, visibility)
    for name in (None, "ada", "elodie", "sven"):
        page = plenary.get(name, "seances/2").status_code
        state = plenary.get(name, STATE)
        assert state.status_code == page, (name, visibility)


def test_what_leads_nowhere_is_answered_as_before(plenary):
    plenary.open()
    assert plenary.get("ada", "seances/9/etat").status_code == 404
    assert plenary.cast.browse("ada").get("/ailleurs/seances/2/etat").status_code == 404
    assert plenary.get("ada", f"seances/{2**40}/etat").status_code == 404


def test_a_device_signed_out_and_an_address_shared_are_told_nothing_of_their_own(plenary, listed):
    ids, sitting = plenary.cast.ids, plenary.sitting_id
    plenary.open("ada", "bela", "dora", "emile", "chloe")
    public = plenary.get(None, STATE).json
    plenary.do(arrive, sitting, ids["gaspard"], by="gaspard")
    browser = plenary.cast.browse("gaspard")
    own = browser.get(plenary.cast.path(STATE)).json
    assert own["steps"] != public["steps"]
    with browser.session_transaction() as cookie:
        chosen = cookie.pop("members")
    assert browser.get(plenary.cast.path(STATE)).json["steps"] == public["steps"]  # hana has this address too
    with browser.session_transaction() as cookie:
        cookie["members"], cookie[DEMONSTRATION] = chosen, True
    assert browser.get(plenary.cast.path(STATE)).json["steps"] == public["steps"]
    with browser.session_transaction() as cookie:
        del cookie[DEMONSTRATION]
        token = cookie["_user_id"]
    assert browser.get(plenary.cast.path(STATE)).json["steps"] == own["steps"]
    from accounts.services import revoke_device

    plenary.cast.run(lambda: revoke_device(token, now=plenary.cast.clock.now()))
    assert browser.get(plenary.cast.path(STATE)).json["steps"] == public["steps"]
