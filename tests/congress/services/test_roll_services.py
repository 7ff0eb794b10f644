"""Saving the roll: who is who, what changed, who may; nobody is ever deleted."""

from dataclasses import replace

import pytest
from sqlalchemy import func, select

from congress.models import WEIGHT_SCALE, Accreditation, Category, Congress, Member, Room
from congress.queries.chamber_queries import elector_count
from congress.roll import MemberFields, RoomFields
from congress.services.roll_services import fields_of, save_congress, save_member, save_room
from core import journal
from core.changes import values_of
from core.database import session
from core.errors import Forbidden, Invalid, RuleBroken
from tests.support.essai import essai


def someone(**changes) -> MemberFields:
    known = {
        "category": Category.ELECTED,
        "given_name": "Zoé",
        "family_name": "Petit",
        "email": "zoe@essai.example",
        "votes": True,
    }
    return MemberFields(**{**known, **changes})


def stored(cast, member_id: int) -> Member:
    return cast.read(lambda: session().get_one(Member, member_id))


def test_a_new_member_comes_last_with_an_account(cast):
    saved, change = cast.do(save_member, cast.congress_id, someone())
    assert change.is_new
    member = stored(cast, saved)
    assert member.position == 13
    assert member.account_id is not None
    assert member.weight == WEIGHT_SCALE


def test_the_same_again_changes_nothing(cast):
    saved, _ = cast.do(save_member, cast.congress_id, someone())
    again, change = cast.do(save_member, cast.congress_id, someone())
    assert (again, bool(change)) == (saved, False)


def test_capitals_and_accented_forms_do_not_make_another_person(cast):
    saved, _ = cast.do(save_member, cast.congress_id, someone())
    again, _ = cast.do(save_member, cast.congress_id, someone(given_name="ZOE\u0301", email="Zoe@Essai.example"))
    assert again == saved


def test_two_people_of_one_address_are_two(cast):
    first, _ = cast.do(save_member, cast.congress_id, someone())
    second, change = cast.do(save_member, cast.congress_id, someone(given_name="Paul"))
    assert (change.is_new, first != second) == (True, True)
    assert stored(cast, first).account_id == stored(cast, second).account_id


def test_a_reference_survives_a_change_of_name_and_address(cast):
    saved, _ = cast.do(save_member, cast.congress_id, someone(given_ref="M-1"))
    again, change = cast.do(
        save_member, cast.congress_id, someone(given_ref="M-1", family_name="Grand", email="zoe.grand@essai.example")
    )
    assert again == saved
    assert {field.name for field in change.fields} == {"family_name", "email"}
    assert stored(cast, saved).account_id != stored(cast, cast.ids["ada"]).account_id


def test_a_reference_given_later_goes_to_the_known_person(cast):
    saved, _ = cast.do(save_member, cast.congress_id, someone())
    again, change = cast.do(save_member, cast.congress_id, someone(given_ref="M-1"))
    assert again == saved
    assert [field.name for field in change.fields] == ["given_ref"]


def test_a_roll_without_references_takes_none_away(cast):
    saved, _ = cast.do(save_member, cast.congress_id, someone(given_ref="M-1"))
    again, change = cast.do(save_member, cast.congress_id, someone())
    assert (again, bool(change)) == (saved, False)
    assert stored(cast, saved).given_ref == "M-1"


def test_an_address_changes_the_account_with_it(cast):
    saved, _ = cast.do(save_member, cast.congress_id, someone(given_ref="M-1"))
    cast.do(save_member, cast.congress_id, someone(given_ref="M-1", email=None))
    assert stored(cast, saved).account_id is None
    cast.do(save_member, cast.congress_id, someone(given_ref="M-1", email="ada@essai.example"))
    assert stored(cast, saved).account_id == stored(cast, cast.ids["ada"]).account_id


def test_only_the_elected_vote(cast):
    for category in set(Category) - {Category.ELECTED}:
        with pytest.raises(Invalid, match="Seuls les élus"):
            cast.do(save_member, cast.congress_id, someone(category=category))


def test_what_changes_the_electorate_waits_for_the_end_of_the_plenary(cast):
    """A new elector, one who votes no more, one who weighs otherwise: the sitting goes on as it began."""
    from congress.queries.chamber_queries import chamber, sitting_by_number
    from congress.services.sitting_services import close_sitting, open_sitting

    waiting = someone(accreditation=Accreditation.REQUESTED)
    cast.do(save_member, cast.congress_id, waiting)
    sitting = cast.read(lambda: sitting_by_number(cast.congress_id, 2).id)
    cast.do(open_sitting, sitting)
    fixed = cast.read(lambda: chamber(sitting).members)
    late, ada = someone(), fields_of(stored(cast, cast.ids["ada"]))
    cast.do(save_member, cast.congress_id, late)
    yves, _ = cast.do(save_member, cast.congress_id, someone(given_name="Yves", email="yves@essai.example"))
    _, told = cast.do(save_member, cast.congress_id, replace(ada, weight=2 * WEIGHT_SCALE, office="maire honoraire"))
    assert [field.name for field in told.fields] == ["office", "weight"]
    cast.do(save_member, cast.congress_id, replace(fields_of(stored(cast, cast.ids["bela"])), votes=False))
    assert cast.read(lambda: elector_count(cast.congress_id)) == fixed
    assert (stored(cast, yves).votes, stored(cast, cast.ids["ada"]).weight) == (False, WEIGHT_SCALE)
    _, again = cast.do(save_member, cast.congress_id, replace(ada, weight=2 * WEIGHT_SCALE, office="maire honoraire"))
    assert not again
    cast.do(close_sitting, sitting)
    assert cast.read(lambda: elector_count(cast.congress_id)) == fixed + 1  # two came, one left
    assert (stored(cast, yves).votes, stored(cast, cast.ids["ada"]).weight) == (True, 2 * WEIGHT_SCALE)
    assert not stored(cast, cast.ids["bela"]).votes
    kinds = cast.read(lambda: [entry.kind for entry in journal.entries("congress:essai")])
    assert kinds[-4:] == ["electorate_changed"] * 4


@pytest.mark.parametrize("state", ["open", "suspended"])
def test_the_rules_of_a_plenary_do_not_change_before_its_end(cast, state):
    from congress.queries.chamber_queries import sitting_by_number
    from congress.services.sitting_services import close_sitting, open_sitting, suspend_sitting
    from tests.support.essai import congress_fields

    known = cast.read(lambda: session().get_one(Congress, cast.congress_id))
    wanted = replace(congress_fields(), slug=known.slug)
    cast.do(save_congress, wanted)
    sitting = cast.read(lambda: sitting_by_number(cast.congress_id, 2).id)
    cast.do(open_sitting, sitting)
    if state == "suspended":
        cast.do(suspend_sitting, sitting)
    for name, value in {
        "quorum": "none",
        "quorum_checked": "vote",
        "majority": ("2/3_cast",),
        "tie_rule": "rejected",
        "proxies_per_holder": 5,
        "presence_in_room": "bureau",
        "named_votes_visible": "never",
    }.items():
        with pytest.raises(RuleBroken, match="avant sa clôture"):
            cast.do(save_congress, replace(wanted, **{name: value}))
    cast.do(save_congress, replace(wanted, place="Ailleurs"))
    cast.do(close_sitting, sitting)
    cast.do(save_congress, replace(wanted, quorum="none"))
    entry = cast.read(lambda: list(journal.entries("congress:essai"))[-1])
    assert entry.payload["rules"] == {"quorum": ["majority_members", "none"]}


def test_an_aide_helps_an_elected_member_of_the_same_congress(cast):
    aide = someone(category=Category.STAFF, votes=False)
    saved, _ = cast.do(save_member, cast.congress_id, aide, aide_of_id=cast.ids["ada"])
    _, change = cast.do(save_member, cast.congress_id, aide, aide_of_id=cast.ids["bela"])
    assert [(field.name, field.before, field.after) for field in change.fields] == [
        ("aide_of", "Mme\u00a0Ada Martin", "M.\u00a0Béla Kovacs")
    ]
    assert stored(cast, saved).aide_of_id == cast.ids["bela"]
    with pytest.raises(Invalid):
        cast.do(save_member, cast.congress_id, aide, aide_of_id=cast.ids["vera"])


@pytest.mark.parametrize("name", ["ada", "chloe", "elodie", "vera", None])
def test_nobody_but_the_secretariat_and_the_operator_saves(cast, name):
    before = cast.read(lambda: session().scalar(select(func.count()).select_from(Member)))
    with pytest.raises(Forbidden):
        cast.do(save_member, cast.congress_id, someone(), by=name)
    with pytest.raises(Forbidden):
        cast.do(save_room, cast.congress_id, RoomFields("Ici", "physical"), by=name)
    assert cast.read(lambda: session().scalar(select(func.count()).select_from(Member))) == before


def test_a_secretariat_changes_its_congress_but_creates_none(cast):
    from dataclasses import replace

    wanted = essai().congress
    _, change = cast.do(save_congress, replace(wanted, title="Congrès d'hiver"))
    assert [(field.name, field.after) for field in change.fields] == [("title", "Congrès d’hiver")]
    with pytest.raises(Forbidden):
        cast.do(save_congress, replace(wanted, slug="autre"))
    assert cast.read(lambda: session().scalar(select(func.count()).select_from(Congress))) == 1


def test_a_room_is_known_by_its_name(cast):
    first, change = cast.do(save_room, cast.congress_id, RoomFields("Ici", "physical"))
    assert change.is_new
    again, change = cast.do(save_room, cast.congress_id, RoomFields("Ici", "mixed", capacity=12))
    assert again == first
    assert [field.name for field in change.fields] == ["kind", "capacity"]
    assert cast.read(lambda: session().get_one(Room, first).position) == 3


def test_the_journal_names_nobody(cast):
    cast.do(save_member, cast.congress_id, someone())
    entry = cast.read(lambda: list(journal.entries(f"congress:{cast.slug}"))[-1])
    assert entry.kind == "member_added"
    assert entry.payload["votes"] is True
    assert "Petit" not in str(entry.payload)
    assert "zoe" not in str(entry.payload).lower()
    assert cast.read(lambda: journal.first_break(f"congress:{cast.slug}")) is None


def test_values_of_a_member_are_the_columns_of_the_table():
    assert set(values_of(someone())) <= {field.key for field in Member.__mapper__.column_attrs}
