"""Substitutes come with the roll, keep their titular through an export, and have no vote of their own."""

import pytest
from sqlalchemy import select

from congress.models import Member
from congress.roll_reading import read_roll
from congress.services.roll_import import RollReport, import_roll
from core.database import session
from core.files.faults import Findings

pytestmark = pytest.mark.one_database
HEAD = "category;given_name;family_name;email;votes;suppleant_de\n"
OLD = "category;given_name;family_name;email;votes\n"


def taken(cast, *rows: str, head: str = HEAD) -> tuple[RollReport, list[str]]:
    findings = Findings()
    with cast.app.app_context():
        lines = read_roll("roll.csv", (head + "".join(f"{row}\n" for row in rows)).encode(), findings)
    known = {"actor": cast.actor("system"), "now": cast.clock.now()}
    report = cast.run(lambda: import_roll(cast.congress_id, lines, findings, answers={}, **known))
    return report, [str(error) for error in findings.errors]


def titular(cast, family_name: str) -> str | None:
    wanted = select(Member.substitute_of_id).where(Member.family_name == family_name)
    return cast.read(lambda: getattr(session().get(Member, session().scalar(wanted) or 0), "family_name", None))


def test_a_roll_says_whose_seat_a_substitute_may_take_and_one_without_the_column_leaves_it(cast):
    _report, errors = taken(cast, "elected;Tom;Neuf;;no;ada@essai.example")
    assert (errors, titular(cast, "Neuf")) == ([], "Martin")
    taken(cast, "elected;Tom;Neuf;;no", head=OLD)
    assert titular(cast, "Neuf") == "Martin"
    report, _errors = taken(cast, "elected;Tom;Neuf;;no;bela@essai.example")
    assert titular(cast, "Neuf") == "Kovacs"
    changed = [field for row in report.updated for field in row.change.fields]
    assert [(field.name, field.before, field.after) for field in changed] == [
        ("substitute_of", "Mme\u00a0Ada Martin", "M.\u00a0Béla Kovacs")
    ]


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ("elected;Tom;Neuf;;yes;ada@essai.example", "n’a pas de voix à lui"),
        ("staff;Tom;Neuf;;no;ada@essai.example", "seul un élu"),
        ("elected;Tom;Neuf;;no;personne@essai.example", "ni l’adresse"),
        ("elected;Tom;Neuf;tom@essai.example;no;tom@essai.example", "ni l’adresse"),
    ],
)
def test_what_makes_no_substitute_is_said_with_its_line(cast, row, said):
    _report, errors = taken(cast, row)
    assert [error for error in errors if said in error and "ligne 2" in error], errors


def test_an_exported_roll_says_it_again(cast):
    from congress.roll import People, Person
    from congress.roll_table import write_roll
    from congress.services.known_roll import attached_id, fields_of
    from congress.services.roll_import import people_of

    taken(cast, "elected;Tom;Neuf;;no;ada@essai.example")

    def written() -> str:
        members = people_of(cast.congress_id)
        people = [Person(member.id, fields_of(member)) for member in members]
        listed = [(fields_of(member), attached_id(member)) for member in members]
        return write_roll(listed, People(people), {one.id: one for one in people}).decode()

    lines = cast.read(written).splitlines()
    assert lines[0].endswith(";substitute_of")
    assert next(line for line in lines if "Neuf" in line).endswith(";ada@essai.example")
