"""The directory of a roll is kept until a row of the roll changes, and says then what the roll says."""

import pytest
from sqlalchemy import select

from congress.models import Member
from congress.queries.people.directory import directory_of
from core.database import session
from core.text.folding import folded
from tests.house.test_queries import counted


@pytest.fixture
def directory(cast):
    """The directory as a page would ask for it."""
    return lambda: cast.read(lambda: directory_of(cast.congress_id, cast.slug))


def change(cast, name: str, **values: object) -> None:
    def work() -> None:
        member = session().get_one(Member, cast.ids[name])
        for column, value in values.items():
            setattr(member, column, value)

    cast.run(work)


def test_it_names_everybody_and_lists_electors_by_name(cast, directory):
    rows = cast.read(lambda: session().execute(select(Member.id, Member.votes)).all())
    assert {person.id for person in directory().people} == {row.id for row in rows}
    electors = directory().electors
    assert {person.id for person in electors} == {row.id for row in rows if row.votes}
    families = [person.family_name for person in electors]
    assert families == sorted(families, key=folded)
    assert "D’Aubigné" in families


def test_it_is_read_again_when_the_roll_changes_and_only_then(cast, directory):
    directory()
    from congress.queries.chamber_queries import sitting_by_number
    from congress.services.sitting_services import open_sitting

    sitting = cast.read(lambda: sitting_by_number(cast.congress_id, 2).id)
    cast.do(open_sitting, sitting, by="chloe")
    with counted() as asked:
        before = directory()
    assert not [one for one in asked if "member.given_name" in one], asked
    change(cast, "ada", family_name="Zola")
    after = directory()
    assert "Zola" in {person.family_name for person in after.electors} - {one.family_name for one in before.electors}
    change(cast, "bela", family_name="Zola", given_name="Ada", honorific="Mme")
    assert directory().shared_names == {"Mme\u00a0Ada Zola"}


def test_whoever_changes_the_roll_reads_their_own_change(cast, directory):
    directory()

    def work() -> frozenset[str]:
        rows = session().scalars(select(Member).where(Member.id.in_([cast.ids["ada"], cast.ids["bela"]])))
        for member in rows:
            member.honorific, member.given_name, member.family_name = "Mme", "Ada", "Zola"
        session().flush()
        return directory_of(cast.congress_id, cast.slug).shared_names

    assert cast.run(work) == {"Mme\u00a0Ada Zola"}
    assert directory().shared_names == {"Mme\u00a0Ada Zola"}
