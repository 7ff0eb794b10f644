"""A folder imported while a plenary sits: its rules and texts hold until it closes, and each line of it is said."""

import pytest
from sqlalchemy import select

from congress.chamber_models import Sitting
from congress.models import Congress, Member
from congress.queries.chamber_queries import elector_count
from congress.services.sitting_services import close_sitting, open_sitting
from core import journal
from core.database import session
from motions.models import Motion, MotionState, PartKind
from motions.queries.motion_queries import motion_of, motion_text, parts_of
from motions.services.motion_services import decide_motion

STREAM = "congress:congres-2020"


@pytest.fixture
def sitting(imported, look, act) -> int:
    """The plenary that votes, open."""
    found = look(lambda: session().scalars(select(Sitting.id).order_by(Sitting.number.desc())).first())
    act(open_sitting, found)
    return found


def motion() -> Motion:
    return motion_of(session().scalars(select(Congress.id)).one())


def test_rules_are_refused_with_until_when_and_nothing_is_taken(sitting, folder, command, look, act):
    folder.change("congress.toml", 'quorum = "majority_members"', 'quorum = "none"')
    folder.change("congress.toml", 'organiser = "', 'organiser = "Une autre ')
    before = look(lambda: (motion().congress.quorum, motion().congress.organiser))
    refused = command("import", folder.path)
    assert refused.exit_code == 2
    assert "congress.toml, rules\u00a0: la séance n°" in refused.stderr
    assert "elles ne changent pas avant sa clôture (quorum)" in refused.stderr
    assert look(lambda: (motion().congress.quorum, motion().congress.organiser)) == before
    act(close_sitting, sitting)
    command.taken(folder)
    assert look(lambda: motion().congress.quorum) == "none"


def test_title_and_texts_are_left_aside_with_until_when(sitting, folder, command, look, act):
    before = look(lambda: (motion().title, motion_text(motion().id)))
    preamble = folder.text("congress.toml")
    folder.write("congress.toml", preamble.replace(before[0], "Un autre titre", 1))
    text = look(
        lambda: next(part for part in parts_of(motion().id) if part.kind == PartKind.PREAMBLE).revisions[0].text
    )
    folder.change("congress.toml", text.split()[0], "Autrement")
    folder.change("proposals/6.md", "# Pour", "# Contre")
    told = command.taken(folder)
    assert told.output.count("titre et textes de la motion ne changent pas avant sa clôture") >= 3
    assert look(lambda: (motion().title, motion_text(motion().id))) == before
    act(close_sitting, sitting)
    command.taken(folder)
    assert look(lambda: motion().title) == "Un autre titre"
    assert "motion_retitled" in look(lambda: [entry.kind for entry in journal.entries(STREAM)])


def test_once_the_whole_is_voted_neither_title_nor_proposals_change(imported, folder, command, look, act):
    act(decide_motion, look(lambda: motion().id), True)
    assert look(lambda: motion().state) == MotionState.ADOPTED
    title, text = look(lambda: (motion().title, motion_text(motion().id)))
    folder.write("congress.toml", folder.text("congress.toml").replace(title, "Un autre titre", 1))
    told = command.taken(folder)
    assert "l’ensemble de la motion a été voté" in told.output
    assert look(lambda: (motion().title, motion_text(motion().id))) == (title, text)


def test_electors_withdrawn_stay_until_the_end_and_this_is_said_each_time(sitting, folder, command, look, act):
    congress = look(lambda: motion().congress_id)
    before = look(lambda: elector_count(congress))
    prigent = next(line for line in folder.text("roll.csv").splitlines() if "karine.prigent@" in line)
    folder.change("roll.csv", prigent, prigent.replace(";1;yes;", ";1;no;"))
    line = folder.line_of("roll.csv", "karine.prigent@")
    for _ in range(2):
        told = command.taken(folder)
        assert f"roll.csv, ligne {line}, votes\u00a0: la séance n°" in told.output
        assert "prendra effet à sa clôture" in told.output
    assert "Rien n’a changé" in told.output
    assert look(lambda: elector_count(congress)) == before
    act(close_sitting, sitting)
    assert look(lambda: elector_count(congress)) == before - 1
    assert "prendra effet" not in command.taken(folder).output


def test_a_change_taken_back_before_the_end_never_happens(sitting, folder, command, look, act):
    congress = look(lambda: motion().congress_id)
    before = look(lambda: elector_count(congress))
    whole = folder.text("roll.csv")
    prigent = next(line for line in whole.splitlines() if "karine.prigent@" in line)
    folder.change("roll.csv", prigent, prigent.replace(";1;yes;", ";1;no;"))
    command.taken(folder)
    folder.write("roll.csv", whole)
    command.taken(folder)
    act(close_sitting, sitting)
    assert look(lambda: elector_count(congress)) == before


def test_what_waits_is_exported_so_that_importing_it_changes_nothing(sitting, folder, command, tmp_path):
    prigent = next(line for line in folder.text("roll.csv").splitlines() if "karine.prigent@" in line)
    folder.change("roll.csv", prigent, prigent.replace(";1;yes;", ";1;no;"))
    command.taken(folder)
    written = tmp_path / "export"
    assert command("export", "congres-2020", written).exit_code == 0
    told = command("import", written)
    assert told.exit_code == 0
    assert "Rien n’a changé" in told.output


def test_the_order_of_the_roll_is_journalled(imported, folder, command, look):
    lines = folder.text("roll.csv").splitlines()
    folder.write("roll.csv", "\n".join([lines[0], lines[2], lines[1], *lines[3:]]) + "\n")
    command.taken(folder)
    assert "roll_ordered" in look(lambda: [entry.kind for entry in journal.entries(STREAM)])
    assert look(lambda: session().scalars(select(Member.family_name).order_by(Member.position)).first()) == "Prigent"
