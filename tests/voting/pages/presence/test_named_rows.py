"""A form names a row of the sitting that its address says: what no page sends does nothing, and says that it is unknown."""

import pytest
from sqlalchemy import func, select

from congress.chamber.presence_models import Withdrawal, WithdrawalGround
from congress.chamber_models import Office, Presence, Proxy, SittingOffice
from congress.queries.chamber_queries import agenda_of, sitting_by_number
from congress.services.presence.withdrawal_services import withdraw
from congress.services.proxy_services import give_proxy
from congress.services.sitting_services import close_sitting, give_office
from core.database import session
from tests.support.plenary import Plenary, words

pytestmark = pytest.mark.one_database
ODD = ("0", "-1", "abc", "", "9" * 30)


def kept(plenary: Plenary) -> tuple[int, ...]:
    """What is in force: nothing of it moves."""
    return plenary.cast.read(
        lambda: (
            session().scalar(select(func.count(Proxy.id)).where(Proxy.revoked_at.is_(None))),
            session().scalar(select(func.count(SittingOffice.id)).where(SittingOffice.until.is_(None))),
            session().scalar(select(func.count(Withdrawal.id)).where(Withdrawal.taken_back_at.is_(None))),
            session().scalar(select(func.count(Presence.id))),
        )
    )


@pytest.mark.parametrize("value", ODD)
@pytest.mark.parametrize(
    ("who", "rest", "field"),
    [
        ("ada", "pouvoirs", "revoque"),
        ("ada", "pouvoirs", "refuse"),
        ("sven", "fonctions", "fin"),
        ("sven", "presence", "arrive"),
        ("sven", "presence", "part"),
    ],
)
def test_what_no_page_sends_is_an_unknown_row(plenary, who, rest, field, value):
    plenary.open("bela")
    before = kept(plenary)
    assert plenary.post(who, f"seances/2/{rest}", **{field: value}).status_code == 404
    assert kept(plenary) == before


def test_a_row_of_another_sitting_is_unknown_at_this_one_s_address(plenary):
    ids = plenary.cast.ids
    other = plenary.cast.read(lambda: sitting_by_number(plenary.cast.congress_id, 1).id)
    item = plenary.cast.read(lambda: agenda_of(plenary.sitting_id)[0].id)
    proxy = plenary.do(give_proxy, plenary.sitting_id, ids["ada"], ids["bela"], by="ada")
    plenary.do(give_office, plenary.sitting_id, ids["dora"], Office.SECRETARY, by="sven")
    office = plenary.cast.read(lambda: session().scalar(select(func.max(SittingOffice.id))))
    plenary.do(withdraw, item, ids["ada"], WithdrawalGround.INTEREST, "Mon frère.", by="ada")
    withdrawal = plenary.cast.read(lambda: session().scalar(select(Withdrawal.id)))
    assert other != plenary.sitting_id
    before = kept(plenary)
    for who, rest, form in (
        ("ada", "pouvoirs", {"revoque": proxy}),
        ("bela", "pouvoirs", {"refuse": proxy}),
        ("sven", "fonctions", {"fin": office}),
        ("ada", f"participation/{ids['ada']}/deport", {"reprend": withdrawal}),
    ):
        assert plenary.post(who, f"seances/1/{rest}", **form).status_code == 404, form
        assert kept(plenary) == before
        assert plenary.post(who, f"seances/2/{rest}", **form).status_code == 303, form
        before = kept(plenary)


def test_the_door_of_a_closed_sitting_shows_no_code_and_counts_none(plenary):
    plenary.open("bela")
    assert 'class="door-code">' in plenary.get("chloe", "seances/2/porte").text
    plenary.do(close_sitting, plenary.sitting_id)
    door = plenary.get("sven", "seances/2/porte")
    assert 'class="door-code">' not in door.text and "Refresh" not in door.headers
    assert "La séance est close." in words(door)
    for _press in range(40):
        refused = plenary.post("ada", "seances/2/entree", code="000000")
        assert (refused.status_code, "les présences ne changent plus" in words(refused)) == (409, True)
