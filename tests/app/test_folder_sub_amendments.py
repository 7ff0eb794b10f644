"""Sub-amendments in a congress's folder: « amendments/12-A.md », taken on their amendment, written beside it."""

import pytest
from sqlalchemy import select

from amendments.models import Amendment
from core.database import session
from tests.app.conftest import Commands, CongressFolder, amended

AUTHOR = "karine.prigent@le-havre.example"
OTHER = "fatima.allain@falaise.example"


def sub_of(folder: CongressFolder, *pairs: tuple[str, str]) -> str:
    """The file of a sub-amendment to `amended(folder)`, by another elector."""
    text = amended(folder, OTHER)
    for before, after in pairs:
        assert before in text
        text = text.replace(before, after)
    return text


@pytest.fixture
def with_subs(folder, command):
    folder.write("amendments/12.md", amended(folder, AUTHOR))
    folder.write("amendments/12-A.md", sub_of(folder, ("quinze mille", "vingt mille")))
    folder.write("amendments/12-AA.md", sub_of(folder, ("quinze mille", "trente mille")))
    folder.write("amendments/12-B.md", sub_of(folder, ("quinze mille", "quarante mille")))
    folder.write("amendments/13.md", amended(folder, OTHER).replace("trois ans", "cinq ans"))
    command.taken(folder)
    return folder


def by_address(address: str) -> Amendment:
    rows = session().scalars(select(Amendment).where(Amendment.public_number.is_not(None)))
    return next(row for row in rows if row.address == address)


def test_they_are_taken_once_under_their_letters_on_their_amendment(with_subs, command, look):
    found = look(
        lambda: [
            (row.address, row.parent.address if row.parent else None, row.parent_version, row.last_sub_number)
            for row in session().scalars(select(Amendment).order_by(Amendment.id))
        ]
    )
    subs = [("12-A", "12", 1, 0), ("12-B", "12", 1, 0), ("12-AA", "12", 1, 0)]
    assert found == [("12", None, None, 27), *subs, ("13", None, None, 0)]
    assert "Rien n’a changé" in command.taken(with_subs).output
    assert "vingt mille" in look(lambda: by_address("12-A").text)


def test_exported_taken_elsewhere_and_exported_again_they_are_the_same_bytes(
    with_subs, command, act, look, make_app, database, tmp_path
):
    """One adopted, its amendment changed by it, rectified before: each still stands on what its amendment said."""
    from amendments.services.life.rectifying import rectify
    from amendments.services.life.sub_amending import adopt_subs

    def taken_elsewhere(name: str) -> dict[str, bytes]:
        assert command("export", "congres-2020", tmp_path / name).exit_code == 0
        elsewhere = Commands(make_app(database.fresh()).test_cli_runner())
        elsewhere.taken(CongressFolder(tmp_path / name))
        assert elsewhere("export", "congres-2020", tmp_path / f"{name}-again").exit_code == 0
        here, again = (CongressFolder(tmp_path / found).files() for found in (name, f"{name}-again"))
        assert here == again
        return {file: data for file, data in here.items() if file.startswith("amendments/")}

    first = taken_elsewhere("first")
    assert set(first) == {f"amendments/{one}.md" for one in ("12", "12-A", "12-AA", "12-B", "13")}
    assert b"vingt mille" in first["amendments/12-A.md"] and b"quinze mille" in first["amendments/12.md"]
    act(adopt_subs, [look(lambda: by_address("12-A").id)])
    assert "vingt mille" in look(lambda: by_address("12").text)
    assert taken_elsewhere("adopted") == first
    text = look(lambda: by_address("12").text)
    act(
        rectify, look(lambda: by_address("12").id), text=text.replace("trois ans", "six ans"), title="Autrement",
        reasons="Mieux.", seen_version=2, member=look(lambda: by_address("12").author_id),
    )  # fmt: skip
    last = taken_elsewhere("rectified")
    assert "amendments/12-A.md" not in last  # its amendment says it: nothing of it is left to take
    assert b"trente mille" in last["amendments/12-AA.md"] and b"six ans" in last["amendments/12.md"]


def test_an_amendment_that_gives_the_first_text_back_is_not_written(with_subs, command, act, look, tmp_path):
    """Written on a later version, it changes nothing of the first text: nobody could take it from the folder."""
    from amendments.services.decision_services import adopt
    from amendments.services.import_services import import_amendment

    act(adopt, [look(lambda: by_address("12").id)], falling=[], cause="Adopté.")
    part, author, text = look(
        lambda: (by_address("12").part_id, by_address("12").author_id, by_address("12").base_revision.text)
    )
    act(import_amendment, part, author, base_number=2, number=20, title="Revenir", reasons="Mieux.", text=text)
    assert command("export", "congres-2020", tmp_path / "out").exit_code == 0
    assert "amendments/20.md" not in CongressFolder(tmp_path / "out").files()


@pytest.mark.parametrize(
    ("name", "change", "words"),
    [
        ("14-A", None, "l’amendement n°\u00a014, qu’il sous-amende, n’est pas là"),
        ("12-A", ("proposal: 5", "proposal: 2"), "porte sur un autre texte (proposal\u00a0: 5)"),
        ("12-A", ("vingt mille", "quinze mille"), "il n’y a rien à voter"),
        ("12-a", None, "un sous-amendement sa lettre"),
    ],
)
def test_what_is_wrong_with_a_sub_amendment_is_told(folder, command, name, change, words):
    folder.write("amendments/12.md", amended(folder, AUTHOR))
    folder.write(f"amendments/{name}.md", sub_of(folder, ("quinze mille", "vingt mille")))
    if change:
        folder.change(f"amendments/{name}.md", *change, count=9)
    result = command("import", folder.path, "--dry-run")
    assert result.exit_code == 2
    assert any(f"amendments/{name}.md" in line and words in line for line in result.stderr.splitlines()), result.stderr


def test_one_on_what_is_no_longer_to_vote_is_refused(with_subs, command, act, look):
    from amendments.services.decision_services import reject

    act(reject, [look(lambda: by_address("12").id)], cause="Rejeté.")
    with_subs.write("amendments/12-C.md", sub_of(with_subs, ("quinze mille", "cinquante mille")))
    result = command("import", with_subs.path)
    assert result.exit_code == 2 and "n°\u00a012 n’est plus à voter" in result.stderr
