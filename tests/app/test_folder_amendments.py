"""The amendments of a folder: published under their numbers, once, without a mail; what is wrong with one is told."""

import pytest
from sqlalchemy import func, select

from amendments.models import Amendment, AmendmentStatus
from core.database import session
from core.mail.outbox import OutboxMessage
from core.text.typography import normalise_typography
from motions.models import Motion, PartState
from motions.services.motion_services import set_part_state
from tests.app.conftest import Commands, CongressFolder, amended
from tests.app.test_folder_import import part


def test_amendments_are_published_under_their_numbers(folder, command, look):
    folder.write("amendments/2.md", amended(folder))
    folder.write("amendments/11.md", amended(folder, "Fatima Allain <fatima.allain@falaise.example>"))
    result = command.taken(folder)
    assert "amendements\u00a0: 2, dont nouveaux 2" in result.output

    def told():
        rows = session().scalars(select(Amendment).order_by(Amendment.public_number))
        return [(row.public_number, row.receipt, row.author.family_name, row.status) for row in rows]

    assert look(told) == [
        (2, "D-0001", "Prigent", AmendmentStatus.PUBLISHED),
        (11, "D-0002", "Allain", AmendmentStatus.PUBLISHED),
    ]
    found = look(lambda: session().scalars(select(Amendment).where(Amendment.public_number == 2)).one())
    assert found.title == "Quinze mille postes\u00a0: le tiers en commune rurale"
    assert found.reasons == "Dix mille postes ne suffisent pas.\n\n- un\n  deux"
    assert "quinze mille" in found.text
    assert look(lambda: session().scalars(select(Motion.last_public_number)).one()) == 11
    assert "Rien n’a changé" in command.taken(folder).output


def test_an_amendment_sends_no_mail_when_it_is_imported(folder, command, look):
    folder.write("amendments/1.md", amended(folder))
    command.taken(folder)
    assert look(lambda: session().scalar(select(func.count()).select_from(OutboxMessage))) == 0


def test_a_published_amendment_never_changes(folder, command, look):
    folder.write("amendments/1.md", amended(folder))
    command.taken(folder)
    folder.change("amendments/1.md", "quinze mille", "vingt mille", count=5)
    assert "l’amendement n°\u00a01 est déjà publié" in command.taken(folder).output
    assert "vingt mille" not in look(lambda: session().scalars(select(Amendment)).one().text)


@pytest.mark.parametrize(
    ("before", "after", "words"),
    [
        ("---\nproposal: 5", "proposal: 5", "n’a pas d’en-tête"),
        ("proposal: 5", "proposal: 55", "n’est pas le numéro d’une proposition"),
        ("karine.prigent@le-havre.example", "vera.lopez@congres.example", "Vera Lopez ne vote pas"),
        ("karine.prigent@le-havre.example", "personne@le-havre.example", "ne désigne personne"),
        ("karine.prigent@le-havre.example", "mairie@commune-partagee.example", "désigne plusieurs personnes"),
        ("title:", "titre:", "cette valeur manque"),
        ("# Pour une médiation", "Pour une médiation", "n’a pas de titre"),
    ],
)
def test_what_is_wrong_with_an_amendment_is_told(folder, command, look, before, after, words):
    folder.write("amendments/1.md", amended(folder))
    folder.change("amendments/1.md", before, after)
    result = command("import", folder.path, "--dry-run")
    assert result.exit_code == 2
    assert any("amendments/1.md" in line and words in line for line in result.stderr.splitlines()), result.stderr


def test_an_amendment_of_a_folder_joins_a_congress_under_way(folder, command, look, act):
    folder.write("amendments/1.md", amended(folder))
    command.taken(folder)
    act(set_part_state, look(lambda: part(5).id), PartState.IN_DISCUSSION)
    folder.write("amendments/2.md", amended(folder, "fatima.allain@falaise.example").replace("trois ans", "cinq ans"))
    assert "amendements\u00a0: 2, dont nouveaux 1" in command.taken(folder).output
    assert look(lambda: list(session().scalars(select(Amendment.public_number).order_by(Amendment.id)))) == [1, 2]


def test_the_preamble_is_amended_and_a_proposal_added_by_a_folder_and_leave_as_they_came(folder, command, look):
    """Their export said « proposal: None », that nobody could import."""
    from app.folder.exporting import folder_files
    from congress.models import Congress

    front = "---\nproposal: {}\nauthor: Karine Prigent <karine.prigent@lehavre.example>\ntitle: Un droit\nreasons: Utile.\n---\n"
    author = next(line for line in amended(folder).splitlines() if line.startswith("author:"))
    front = "\n".join(author if line.startswith("author:") else line for line in front.split("\n"))
    folder.write("amendments/1.md", front.format("after 5") + "# Pour un guichet\n\nUn guichet.\n")
    folder.write("amendments/2.md", front.format("preamble") + "Nous, élus, avons voté.\n")
    assert "amendements\u00a0: 2, dont nouveaux 2" in command.taken(folder).output
    keys = look(
        lambda: [row.part.key for row in session().scalars(select(Amendment).order_by(Amendment.public_number))]
    )
    assert keys == ["after 5", "preamble"]
    files = look(lambda: folder_files(session().scalars(select(Congress)).one()))
    assert b"proposal: after 5\n" in files["amendments/1.md"] and b"proposal: preamble\n" in files["amendments/2.md"]
    assert "Rien n’a changé" in command.taken(folder).output


ODD = {
    3: ("preamble", "Nous, élues et élus réunis « en congrès », demandons ce qui suit.\n"),
    5: ("closing", "Nous attendons une réponse écrite, point par point.\n"),
    6: ("2", "# Pour la cohésion des territoires par le numérique\n"),
    7: ("after 5", "# Pour une proposition de plus\n\nNous demandons à l’État de :\n\n1) une ;\n2) deux.\n"),
    "7-A": ("after 5", "# Pour une proposition de plus\n\nNous demandons à l’État de :\n\n1) une ;\n2) trois.\n"),
}


def test_amendments_to_what_is_no_proposal_survive_the_journey_byte_for_byte(
    folder, command, make_app, database, tmp_path
):
    """Exported, taken elsewhere, exported again: the same files; titles and reasons that YAML would read otherwise."""
    from core.files.front_matter import written_front_matter

    title, reasons = "yes: « oui » # 12 ? & 'non'", "- une raison\n\n: une autre\n  en retrait"
    for number, (place, text) in ODD.items():
        front = {"proposal": place, "author": "fatima.allain@falaise.example", "title": title, "reasons": reasons}
        folder.write(f"amendments/{number}.md", written_front_matter(front) + text)
    command.taken(folder)
    assert command("export", "congres-2020", tmp_path / "here").exit_code == 0
    elsewhere = Commands(make_app(database.fresh()).test_cli_runner())
    elsewhere.taken(CongressFolder(tmp_path / "here"))
    assert elsewhere("export", "congres-2020", tmp_path / "there").exit_code == 0
    here, there = (CongressFolder(tmp_path / name).files() for name in ("here", "there"))
    assert here == there
    for number, (place, text) in ODD.items():
        written = here[f"amendments/{number}.md"].decode()
        assert written.endswith(normalise_typography(text)) and f"proposal: {place}\n" in written
