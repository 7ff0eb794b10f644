"""References of a roll, as a spreadsheet or a sort leaves them: nobody is written twice, nobody becomes another one."""

import pytest
from sqlalchemy import select

from congress.models import Member
from congress.roll_reading import read_roll
from congress.services.roll_import import RollReport, import_roll
from core.database import session
from core.files.faults import Findings

HEAD = "ref;category;given_name;family_name;email;commune;votes\n"
KNOWN = ("Ida;Le Roux;ida@mairie.example;Piriac", "Joe;Le Goff;mairie@piriac.example;Piriac", "Kim;Zola;;Batz")


def taken(cast, *rows: tuple[str, str]) -> tuple[RollReport, list[str], list[str]]:
    """The report, the errors and what was mended of a roll: (reference, the rest) of each row."""
    data = HEAD + "".join(f"{ref};elected;{said};yes\n" for ref, said in rows)
    findings = Findings()
    with cast.app.app_context():
        lines = read_roll("roll.csv", data.encode(), findings)
    known = {"actor": cast.actor("system"), "now": cast.clock.now()}
    report = cast.run(lambda: import_roll(cast.congress_id, lines, findings, answers={}, **known))
    return report, [str(error) for error in findings.errors], [str(told) for told in findings.mended]


@pytest.fixture
def numbered(cast):
    taken(cast, *zip(("001", "002", "010"), KNOWN, strict=True))
    return cast


def refs(cast) -> list[tuple[str, str]]:
    wanted = select(Member.given_ref, Member.given_name).where(Member.given_ref != "").order_by(Member.given_ref)
    return cast.read(lambda: [tuple(row) for row in session().execute(wanted)])


def test_zeros_that_a_spreadsheet_dropped_from_references_are_put_back_and_told(numbered):
    report, errors, mended = taken(numbered, *zip(("1", "2", "10"), KNOWN, strict=True))
    assert errors == []
    assert not report.created and report.is_answered
    assert refs(numbered) == [("001", "Ida"), ("002", "Joe"), ("010", "Kim")]
    assert [
        told
        for told in mended
        if "«\u00a01\u00a0» est lu «\u00a0001\u00a0»" in told and "Lignes ainsi corrigées\u00a0: 3" in told
    ]


def test_a_new_person_may_have_the_short_reference_of_somebody_named_too(numbered):
    report, errors, _mended = taken(
        numbered, *zip(("001", "002", "010"), KNOWN, strict=True), ("1", "Léo;Neuf;;Pornic")
    )
    assert errors == []
    assert [row.name for row in report.created] == ["Léo Neuf"]


def test_references_written_anew_are_asked_about(numbered):
    report, errors, _mended = taken(numbered, *zip(("A1", "A2", "A3"), KNOWN, strict=True))
    assert errors == []
    assert [doubt.other.full_name for doubt in report.doubts] == ["Ida Le Roux", "Joe Le Goff", "Kim Zola"]
    assert not report.created


def test_references_that_moved_by_one_line_are_refused(numbered):
    _report, errors, _mended = taken(numbered, *zip(("002", "010", "001"), KNOWN, strict=True))
    assert len(errors) == 3
    assert "la référence «\u00a0002\u00a0» est celle de Joe Le Goff, et cette ligne nomme Ida Le Roux" in errors[0]


def test_the_nearest_of_those_who_share_an_address_is_asked_about(cast):
    people = ("Élise;Caillé;mairie@piriac.example;Piriac", "Yann;Le Goff;mairie@piriac.example;Piriac")
    taken(cast, *(("", said) for said in people))
    report, _errors, _mended = taken(cast, ("", "Yann;Legoff;mairie@piriac.example;Piriac"))
    assert [doubt.other.full_name for doubt in report.doubts] == ["Yann Le Goff"]
    report, _errors, _mended = taken(
        cast, ("", "Lise;Caillé;mairie@piriac.example;Piriac"), ("", "Yann;Le Gof;mairie@piriac.example;Piriac")
    )
    assert [doubt.other.full_name for doubt in report.doubts] == ["Élise Caillé", "Yann Legoff"]
