"""A folder taken: everything or nothing, once, updated and never deleted, kept from the moment somebody works on it."""

from datetime import UTC, datetime

from sqlalchemy import func, select

from amendments.models import Amendment
from amendments.services.amendment_services import save_draft
from congress.chamber_models import Sitting
from congress.models import Congress, Member, Room
from congress.queries import chamber_queries
from congress.services.roll_services import save_room
from core import journal
from core.database import session
from letters.models import LetterHead
from letters.services import freeze_letter
from motions.models import Motion, Part, PartKind, PartState, Revision
from motions.services.motion_services import decide_motion, set_part_state
from programme.models import ProgrammeItem
from tests.app.conftest import Commands
from tests.house.test_queries import counted

SLUG = "congres-2020"
NOW = datetime(2020, 10, 12, 12, 0, tzinfo=UTC)
TABLES = (Congress, Member, Room, Motion, Part, Revision, LetterHead, ProgrammeItem, Sitting, Amendment)


def counts() -> dict[str, int]:
    return {table.__name__: session().scalar(select(func.count()).select_from(table)) for table in TABLES}


def member(given_name: str, family_name: str) -> Member:
    return (
        session()
        .scalars(select(Member).where(Member.given_name == given_name, Member.family_name == family_name))
        .one()
    )


def part(number: int) -> Part:
    return session().scalars(select(Part).where(Part.number == number)).one()


def text_of(number: int) -> str:
    found = part(number)
    return next(revision.text for revision in found.revisions if revision.number == found.current_number)


def test_the_demonstration_is_taken_whole(folder, command, look):
    result = command.taken(folder)
    assert "membres\u00a0: 147, dont nouveaux 147" in result.output
    assert look(counts) == {  # ten texts, and nine places where a proposal may be added
        "Congress": 1, "Member": 147, "Room": 4, "Motion": 1, "Part": 19, "Revision": 19, "LetterHead": 1,
        "ProgrammeItem": 13, "Sitting": 3, "Amendment": 0,
    }  # fmt: skip
    congress = look(lambda: session().scalars(select(Congress)).one())
    assert congress.majority == ["absolute_cast"]
    assert congress.amendments_close == datetime(2020, 10, 11, 16, 0, tzinfo=UTC)
    electors = look(lambda: chamber_queries.elector_count(congress.id))
    assert electors == 131


def test_texts_enter_in_french_typography(folder, command, look):
    folder.change("proposals/1.md", "équivalent\u00a0;", "équivalent\u202f;")
    command.taken(folder)
    assert look(lambda: text_of(2)).startswith("# Pour la cohésion")
    assert "l’État de\u00a0:" in look(lambda: text_of(2))
    assert "équivalent\u202f;" in look(lambda: text_of(1))  # a no-break space already there stays
    preamble = look(
        lambda: (
            session()
            .scalars(
                select(Revision.text).join(Part, Part.id == Revision.part_id).where(Part.kind == PartKind.PREAMBLE)
            )
            .one()
        )
    )
    assert preamble.count("\n") == 1


def test_aides_know_their_official_and_accounts_are_shared(imported, look):
    assert look(lambda: member("Élodie", "Hébrard").aide_of.family_name) == "Allain"
    assert look(lambda: member("Jacques", "Perrin").account_id == member("Hervé", "Abadie").account_id is not None)
    assert look(lambda: member("Françoise", "Prigent").account_id) is None


def test_the_roll_keeps_its_order(imported, folder, look):
    names = look(lambda: list(session().scalars(select(Member.family_name).order_by(Member.position))))
    rows = [line.split(";") for line in folder.text("roll.csv").splitlines()[1:]]
    assert names == [row[4] for row in rows]


def test_the_same_folder_twice_changes_nothing(imported, folder, command, look):
    before = look(lambda: (counts(), session().scalar(select(func.count()).select_from(journal.JournalEntry))))
    result = command.taken(folder)
    assert "Rien n’a changé" in result.output
    assert look(lambda: (counts(), session().scalar(select(func.count()).select_from(journal.JournalEntry)))) == before


def test_a_rehearsal_says_what_would_change_and_writes_nothing(folder, command, look):
    result = command("import", folder.path, "--dry-run")
    assert result.exit_code == 0
    assert "membres\u00a0: 147, dont nouveaux 147" in result.output
    assert look(lambda: sum(counts().values())) == 0
    command.taken(folder)
    folder.change(
        "roll.csv", "karine.prigent@le-havre.example;maire;", "karine.prigent@le-havre.example;maire honoraire;"
    )
    told = command("import", folder.path, "--dry-run")
    assert "Karine Prigent\u00a0: office, «\u00a0maire\u00a0» devient «\u00a0maire honoraire\u00a0»" in told.output
    assert look(lambda: member("Karine", "Prigent").office) == "maire"


def test_a_changed_folder_updates(imported, folder, command, look):
    folder.change("congress.toml", "proxies_per_holder = 1", "proxies_per_holder = 2")
    folder.change("congress.toml", 'reference = "CNEN/2020/1"', 'reference = "CNEN/2020/2"')
    folder.change(
        "roll.csv", "karine.prigent@le-havre.example;maire;", "karine.prigent@le-havre.example;maire honoraire;"
    )
    folder.change("rooms.csv", ";500", ";600")
    folder.change("proposals/5.md", "dix mille", "quinze mille")
    result = command.taken(folder)
    assert "C’est enregistré" in result.output
    assert look(lambda: session().scalars(select(Congress)).one().proxies_per_holder) == 2
    assert look(lambda: session().scalars(select(LetterHead)).one().reference) == "CNEN/2020/2"
    assert look(lambda: member("Karine", "Prigent").office) == "maire honoraire"
    assert look(lambda: session().scalars(select(Room.capacity).where(Room.name == "Salle virtuelle A")).one()) == 600
    assert "quinze mille" in look(lambda: text_of(5))
    assert look(lambda: part(5).current_number) == 2


def test_nothing_is_ever_deleted(imported, folder, command, look):
    before = look(counts)
    lines = folder.text("roll.csv").splitlines(keepends=True)
    folder.write("roll.csv", "".join([*lines[:100], *lines[132:]]))  # whoever is aided stays
    folder.write("programme.csv", folder.text("programme.csv").splitlines()[0] + "\n")
    folder.write("rooms.csv", folder.text("rooms.csv").splitlines()[0] + "\n")
    command.taken(folder)
    assert look(counts) == before


def test_a_new_proposal_takes_its_place_in_the_motion_and_on_the_agenda(imported, folder, command, look):
    folder.write("proposals/9.md", "# Pour finir\n\nUn alinéa.\n")
    block = '[[proposals]]\nnumber = 9\nfile = "proposals/9.md"\n\n'
    folder.change("congress.toml", "[[proposals]]\nnumber = 3", block + "[[proposals]]\nnumber = 3")
    command.taken(folder)
    texts = select(Part.number).where(Part.kind != PartKind.ADDITION).order_by(Part.position)
    order = look(lambda: list(session().scalars(texts)))
    assert order == [None, 1, 2, 9, 3, 4, 5, 6, 7, 8, None]

    def agenda():
        voting = session().scalars(select(Sitting).where(Sitting.number == 3)).one()
        return [item.proposal_number for item in voting.items]

    assert look(agenda) == [1, 2, 3, 4, 5, 6, 7, 8, 9, None]


def test_a_proposal_never_changes_once_it_has_an_amendment(imported, folder, command, look, act):
    author = look(lambda: member("Karine", "Prigent").id)
    amended = look(lambda: text_of(5)).replace("dix mille", "quinze mille")
    act(save_draft, None, look(lambda: part(5).id), base_number=1, text=amended, title="", reasons="", member=author)
    before = look(lambda: text_of(5))
    folder.change("proposals/5.md", "trois ans", "quatre ans")
    folder.change("proposals/7.md", "L’ouvrir a un coût", "L’ouvrir a un prix")
    result = command.taken(folder)
    assert "Remarque\u00a0: proposals/5.md\u00a0: ce texte a déjà un amendement" in result.output
    assert look(lambda: text_of(5)) == before
    assert look(lambda: part(5).current_number) == 1
    assert "un prix" in look(lambda: text_of(7))


def test_a_proposal_in_discussion_does_not_change(imported, folder, command, look, act):
    act(set_part_state, look(lambda: part(5).id), PartState.IN_DISCUSSION)
    folder.change("proposals/5.md", "trois ans", "quatre ans")
    assert "mis en discussion" in command.taken(folder).output
    assert "trois ans" in look(lambda: text_of(5))


def test_an_html_proposal_is_plain_text(folder, command, look):
    folder.write("proposals/2.md", "# Pour <b>tous</b>\n\nUn <script>alert(1)</script> alinéa.\n")
    assert "HTML" in command.taken(folder).output
    assert "<script>alert(1)</script>" in look(lambda: text_of(2))


def test_a_rule_broken_late_leaves_nothing_half_written(folder, command, look):
    folder.write(
        "amendments/1.md",
        "---\nproposal: 5\nauthor: karine.prigent@le-havre.example\ntitle: Rien\nreasons: Rien\n---\n"
        + folder.text("proposals/5.md"),
    )
    result = command("import", folder.path)
    assert result.exit_code == 2
    assert result.stderr.startswith("amendments/1.md\u00a0: ")
    assert look(lambda: sum(counts().values())) == 0


def test_two_congresses_stand_side_by_side(imported, folder, command, look):
    folder.change("congress.toml", 'slug = "congres-2020"', 'slug = "congres-2021"')
    command.taken(folder)
    assert look(counts)["Member"] == 294
    accounts = look(lambda: session().scalar(select(func.count(func.distinct(Member.account_id)))))
    assert accounts == 145  # 147 people, one without address, two who share one


def test_a_congress_of_the_site_keeps_what_the_folder_does_not_say(imported, folder, command, look, act):
    from congress.roll import RoomFields

    congress_id = look(lambda: session().scalars(select(Congress.id)).one())
    act(save_room, congress_id, RoomFields("Salle d’attente", "physical"))
    command.taken(folder)
    assert look(counts)["Room"] == 5


def test_a_congress_may_be_the_first_thing_of_a_site(folder, make_app, empty_database_url):
    command = Commands(make_app(empty_database_url).test_cli_runner())
    assert "Aucun congrès" in command("list").output
    assert "C’est enregistré" in command.taken(folder).output


def test_a_frozen_letter_keeps_its_covering_words(imported, folder, command, look, act):
    congress_id = look(lambda: session().scalars(select(Congress.id)).one())
    act(decide_motion, look(lambda: session().scalars(select(Motion.id)).one()), True)
    act(freeze_letter, congress_id)
    folder.change("congress.toml", 'reference = "CNEN/2020/1"', 'reference = "CNEN/2020/2"')
    folder.change("rooms.csv", ";500", ";600")
    assert "La lettre est figée" in command.taken(folder).output
    assert look(lambda: session().scalars(select(LetterHead)).one().reference) == "CNEN/2020/1"
    assert look(lambda: session().scalars(select(Room.capacity).where(Room.name == "Salle virtuelle A")).one()) == 600


def test_a_roll_that_changes_nothing_is_one_question_for_each_person(imported, folder, command):
    """What is tried keeps every ballot waiting: 147 people take a tenth of a second."""
    with counted() as asked:
        command.taken(folder)
    told = [statement for statement in asked if " FROM member" in statement or " FROM congress" in statement]
    assert len(told) < 147 + 40
