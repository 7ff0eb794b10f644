"""One person is one elector: a name or an address mended in the roll makes no second one, on the command."""

import pytest
from sqlalchemy import select

from congress.models import Congress, Member
from congress.queries.chamber_queries import elector_count
from core.database import session


def electors(look) -> int:
    return look(lambda: elector_count(session().scalars(select(Congress.id)).one()))


def named(look, family: str) -> list[str]:
    return look(lambda: list(session().scalars(select(Member.given_name).where(Member.family_name == family))))


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("Karine;Prigent;", "Karine;Prigeant;"),
        ("Karine;Prigent;", "Karine;Le Goff;"),
    ],
)
def test_a_mended_row_is_asked_about_with_both_lines_and_is_the_same_once_said(
    imported, folder, command, look, before, after
):
    count = electors(look)
    line = folder.line_of("roll.csv", "karine.prigent@")
    folder.change("roll.csv", before, after)
    refused = command("import", folder.path)
    assert refused.exit_code == 2
    assert f"roll.csv, ligne {line}\u00a0: Karine" in refused.stderr
    assert (
        "est-ce la même personne que Karine Prigent (maire, Le Havre, karine.prigent@le-havre.example)"
        in refused.stderr
    )
    assert electors(look) == count
    assert "Karine" in named(look, "Prigent")
    told = command("import", folder.path, "--same", line)
    assert told.exit_code == 0, told.stderr
    assert electors(look) == count
    assert "Rien n’a changé" in command.taken(folder).output


@pytest.mark.parametrize("address", ["m.meunier@bournezeau.example", ""])
def test_a_mended_address_is_asked_about_too(imported, folder, command, look, address):
    count, line = electors(look), folder.line_of("roll.csv", "maelys.meunier@")
    folder.change("roll.csv", "maelys.meunier@bournezeau.example", address)
    refused = command("import", folder.path)
    assert refused.exit_code == 2
    assert "est-ce la même personne que Maëlys Meunier (" in refused.stderr
    assert command("import", folder.path, "--same", line).exit_code == 0
    assert electors(look) == count


def test_each_with_its_own_reference_is_two_people(imported, folder, command, look):
    count = electors(look)
    lines = folder.text("roll.csv").splitlines()
    rows = [
        f"ref;{lines[0]}",
        *(f"{'A-1' if ';maelys.meunier@' in line and line.startswith('elected') else ''};{line}" for line in lines[1:]),
    ]
    folder.write("roll.csv", "\n".join(rows) + "\n")
    command.taken(folder)
    other = next(row for row in rows if row.startswith("A-1"))
    folder.write("roll.csv", "\n".join([*rows, other.replace("A-1", "A-2").replace("Meunier", "Meunnier")]) + "\n")
    command.taken(folder)
    assert electors(look) == count + 1


def test_a_row_written_twice_is_refused_with_both_lines(imported, folder, command, look):
    count = electors(look)
    lines = folder.text("roll.csv").splitlines()
    first = folder.line_of("roll.csv", "maelys.meunier@")
    twice = lines[first - 1].replace("Meunier", "Meunnier")
    folder.write("roll.csv", "\n".join([*lines, twice]) + "\n")
    refused = command("import", folder.path)
    assert refused.exit_code == 2
    assert f"ligne {len(lines) + 1}\u00a0: Maëlys Meunnier" in refused.stderr
    assert f"qu’à la ligne {first}, Maëlys Meunier" in refused.stderr
    assert electors(look) == count


def test_who_is_absent_from_the_file_is_named(imported, folder, command):
    lines = folder.text("roll.csv").splitlines()
    folder.write("roll.csv", "\n".join(line for line in lines if "maelys.meunier@" not in line) + "\n")
    assert "Le fichier ne nomme pas 1\u00a0membre, qui le reste\u00a0: Maëlys Meunier." in command.taken(folder).output


def test_who_is_new_is_named(imported, folder, command):
    lines = folder.text("roll.csv").splitlines()
    new = next(line for line in lines if "maelys.meunier@" in line).replace("maelys.meunier@", "lea@")
    folder.write("roll.csv", "\n".join([*lines, new.replace("Maëlys;Meunier", "Léa;Neuve")]) + "\n")
    assert "membres ajoutés\u00a0: Léa Neuve\n" in command.taken(folder).output
