"""Two rows of one person become one before a sitting; the other one votes no more, and nothing done is rewritten."""

from dataclasses import replace

import pytest

from congress.models import Accreditation, Member
from congress.queries.chamber_queries import elector_count, sitting_by_number, valid_proxies
from congress.queries.congress_queries import alike, everybody_of
from congress.services.known_roll import KnownRoll
from congress.services.merging_services import merge_members
from congress.services.proxy_services import give_proxy
from congress.services.roll_services import fields_of, save_member
from congress.services.sitting_services import close_sitting, open_sitting
from core import journal
from core.database import session
from core.errors import Forbidden, Invalid, NotFound, RuleBroken


def stored(cast, member_id: int) -> Member:
    return cast.read(lambda: session().get_one(Member, member_id))


@pytest.fixture
def twice(cast) -> tuple[int, int]:
    """Ada, and Ada under another name: the second elector that a mended roll made."""
    ada = fields_of(stored(cast, cast.ids["ada"]))
    other, change = cast.do(save_member, cast.congress_id, replace(ada, family_name="Martinn"))
    assert change.is_new
    return cast.ids["ada"], other


def merge(cast, kept: int, other: int, because: str = "Deux orthographes.", **more):
    return cast.do(merge_members, kept, other, because, **more)


def test_the_other_votes_no_more_and_leaves_the_roll(cast, twice):
    kept, other = twice
    count = cast.read(lambda: elector_count(cast.congress_id))
    pairs = cast.read(lambda: [(a.id, b.id) for a, b in alike(everybody_of(cast.congress_id))])
    assert pairs == [twice]
    merge(cast, kept, other)
    row = stored(cast, other)
    assert (row.votes, row.accreditation, row.account_id, row.merged_into_id) == (
        False, Accreditation.WITHDRAWN, None, kept,
    )  # fmt: skip
    assert cast.read(lambda: elector_count(cast.congress_id)) == count - 1
    assert other not in cast.read(lambda: [member.id for member in everybody_of(cast.congress_id)])
    entry = cast.read(lambda: list(journal.entries("congress:essai"))[-1])
    assert (entry.kind, set(entry.payload)) == ("members_merged", {"kept", "other"})


def test_a_roll_that_names_the_other_again_names_the_person_kept(cast, twice):
    kept, other = twice
    spelt = fields_of(stored(cast, other))
    merge(cast, kept, other)
    assert cast.read(lambda: KnownRoll(cast.congress_id, session().query(Member), ()).find(spelt).id) == kept
    again, change = cast.do(save_member, cast.congress_id, replace(spelt, votes=True))
    assert (again, change.is_new) == (kept, False)
    assert stored(cast, kept).family_name == "Martinn"
    assert not cast.do(save_member, cast.congress_id, replace(spelt, votes=True))[1]


def test_aides_and_proxies_to_come_follow(cast, twice):
    kept, other = twice
    sitting = cast.read(lambda: sitting_by_number(cast.congress_id, 2).id)
    cast.do(give_proxy, sitting, other, cast.ids["bela"])
    merge(cast, other, kept)
    assert stored(cast, cast.ids["elodie"]).aide_of_id == other
    assert cast.read(lambda: valid_proxies(sitting)) == []


@pytest.mark.parametrize("because", ["", "  ", "a" * 301])
def test_a_reason_is_asked(cast, twice, because):
    with pytest.raises(Invalid, match="Dites en 300\u00a0signes"):
        merge(cast, *twice, because)


def test_not_while_a_plenary_sits_nor_twice_nor_with_oneself(cast, twice):
    kept, other = twice
    with pytest.raises(Invalid, match="différentes"):
        merge(cast, kept, kept)
    sitting = cast.read(lambda: sitting_by_number(cast.congress_id, 2).id)
    cast.do(open_sitting, sitting)
    with pytest.raises(RuleBroken, match="est ouverte"):
        merge(cast, kept, other)
    cast.do(close_sitting, sitting)
    merge(cast, kept, other)
    with pytest.raises(NotFound):
        merge(cast, kept, other)


@pytest.mark.parametrize("name", ["ada", "chloe"])
def test_for_the_secretariat_alone(cast, twice, name):
    with pytest.raises(Forbidden):
        merge(cast, *twice, by=name)
