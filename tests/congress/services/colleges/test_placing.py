"""The secretariat says in which college a member votes, and for how much: at once, or once the sitting is over."""

import pytest

from congress.models import WEIGHT_SCALE, Congress, Member
from congress.rules.rule_names import Body, CollegeRule
from congress.services.colleges.placing import asked_of, place_member, read_weight
from congress.services.electorate_services import waiting_changes
from core.database import session
from core.errors import Forbidden, Invalid, NotFound
from core.journal import entries
from tests.support.colleges import settle
from tests.support.plenary import Plenary
from voting.services.discussion_services import end_sitting

TWICE = 2 * WEIGHT_SCALE


@pytest.fixture
def plenary(cast) -> Plenary:
    return Plenary.of(cast)


def place(plenary: Plenary, name: str, college: str, weight: int = WEIGHT_SCALE, *, by: str = "sven") -> bool:
    cast = plenary.cast
    return plenary.do(place_member, cast.ids[name], college, weight, congress_id=cast.congress_id, by=by)


def there(plenary: Plenary, name: str) -> tuple[str, int]:
    def read() -> tuple[str, int]:
        member = session().get_one(Member, plenary.cast.ids[name])
        return member.college, member.weight

    return plenary.cast.read(read)


def test_a_member_is_placed_at_once_and_the_journal_says_what_changed(plenary):
    settle(plenary)
    assert place(plenary, "ada", "Usagers", TWICE)
    assert there(plenary, "ada") == ("Usagers", TWICE)
    assert not place(plenary, "ada", " Usagers ", TWICE)
    told = plenary.cast.read(lambda: list(entries(f"congress:{plenary.cast.slug}", "member_changed")))
    assert told[-1].payload["fields"] == ["college", "weight"] and told[-1].payload["waits"] is False


def test_while_a_plenary_sits_it_waits_for_its_end(plenary):
    settle(plenary)
    plenary.open()
    assert place(plenary, "ada", "Usagers", TWICE)
    assert there(plenary, "ada") == ("Élus", WEIGHT_SCALE)
    asked, waits = plenary.cast.read(lambda: asked_of(session().get_one(Member, plenary.cast.ids["ada"])))
    assert waits and (asked.college, asked.weight) == ("Usagers", TWICE)
    assert not place(plenary, "ada", "Usagers", TWICE)
    assert place(plenary, "bela", "Usagers")
    assert place(plenary, "bela", "Élus")  # as it is in force: nothing waits any more
    assert list(plenary.cast.read(lambda: waiting_changes(plenary.cast.congress_id))) == [plenary.cast.ids["ada"]]
    plenary.do(end_sitting, plenary.sitting_id)
    assert there(plenary, "ada") == ("Usagers", TWICE) and there(plenary, "bela") == ("Élus", WEIGHT_SCALE)


def test_a_poll_that_is_open_counts_as_it_froze(plenary):
    settle(plenary)
    plenary.open()
    plenary.discuss()
    poll_id = plenary.poll()
    place(plenary, "ada", "Usagers", TWICE)
    plenary.vote(poll_id, "for", "ada", "emile")
    plenary.proclaim(poll_id)
    from voting.models import Poll

    counted = plenary.cast.read(lambda: session().get_one(Poll, poll_id).outcome.by_college)
    assert set(counted) == {"Élus", "Usagers"}
    heads = plenary.cast.read(lambda: session().get_one(Poll, poll_id).outcome.tally.weights)
    assert heads["for"] == TWICE  # one each


def test_a_college_without_a_share_a_name_too_long_a_weight_that_the_law_forbids_are_refused(plenary):
    settle(plenary, CollegeRule.SHARE, shares={"Élus": "0.6", "Usagers": "0.4"})
    with pytest.raises(Invalid, match="ne donne pas de part au collège «\u00a0Autres\u00a0»") as refused:
        place(plenary, "ada", "Autres")
    assert refused.value.field == "college"
    assert place(plenary, "ada", "Usagers")
    settle(plenary)
    with pytest.raises(Invalid, match="trop long"):
        place(plenary, "ada", "É" * 81)

    def council() -> None:
        congress = session().get_one(Congress, plenary.cast.congress_id)
        congress.body, congress.college_rule = Body.COMMUNE, None

    plenary.cast.run(council)
    with pytest.raises(Invalid, match="L2121-20") as refused:
        place(plenary, "ada", "", TWICE)
    assert refused.value.field == "weight"


@pytest.mark.parametrize(
    ("typed", "weight"), [("1", 1), ("2,5", 2.5), (" 0.000001 ", 0.000001), ("1\u202f000", 1000), ("1 000", 1000)]
)
def test_a_weight_is_read_as_one_writes_it(typed, weight):
    assert read_weight(typed) == round(weight * WEIGHT_SCALE)


@pytest.mark.parametrize(
    "typed", ["", "0", "-1", "un", "1,0000001", "NaN", "Infinity", "1e99", "2000000", "1e3", "1_0", "１", ".5", "2,5,1"]
)
def test_what_is_no_weight_is_refused(typed):
    with pytest.raises(Invalid, match="Le poids est un nombre"):
        read_weight(typed)


def test_the_secretariat_of_the_congress_alone_places_its_members(plenary):
    for name in ("ada", "chloe"):
        with pytest.raises(Forbidden):
            place(plenary, "ada", "Usagers", by=name)
    with pytest.raises(NotFound):
        plenary.do(place_member, 999_999, "Usagers", TWICE, congress_id=plenary.cast.congress_id, by="sven")
