"""A sitting rehearsed in a copy: led whole by its chair, told to be one everywhere, without a trace in the sitting."""

from datetime import timedelta
from io import BytesIO
from zipfile import ZipFile

import pytest
from sqlalchemy import func, select

from app.folder.exporting import folder_files
from app.journal_verifying import verify_journal
from congress.actors import Actor
from congress.chamber_models import Presence, Sitting
from congress.models import REHEARSAL, Congress, Member, PresenceInRoom
from congress.services.presence_services import leave
from congress.services.token_services import issue_token
from core.database import session
from core.files.faults import Findings
from core.files.front_matter import read_front_matter
from core.journal import JournalEntry
from tests.support.plenary import CONSOLE, FIFTEEN, Plenary, shown_on, words
from voting.models import Ballot, Poll
from voting.pages.drawing.crowd_drawing import crowd_svg
from voting.pages.seating import radius, seats

pytestmark = pytest.mark.one_database
COPY = "/essai-repetition"


@pytest.fixture
def plenary(cast):
    return Plenary.of(cast)


def held(plenary) -> tuple[int, ...]:
    """How much the journal of the congress holds, and how many of its members, polls and ballots there are."""
    own = plenary.cast.congress_id
    return plenary.cast.read(
        lambda: tuple(
            session().scalar(wanted) or 0
            for wanted in (
                select(func.count()).select_from(JournalEntry).where(JournalEntry.stream == "congress:essai"),
                select(func.count()).select_from(Member).where(Member.congress_id == own),
                select(func.count()).select_from(Poll).where(Poll.congress_id == own),
                select(func.count()).select_from(Ballot),
            )
        )
    )


def press(plenary, rest: str, **fields):
    browser = plenary.cast.browse("chloe")
    plenary.cast.clock.advance(timedelta(seconds=2))
    page = browser.get(f"{COPY}/{CONSOLE}").text
    return browser.post(f"{COPY}/{CONSOLE}/{rest}", data={**shown_on(page), **fields})


def test_a_sitting_is_rehearsed_in_a_copy_and_nothing_of_it_stays(plenary):
    plenary.amend(FIFTEEN, by="ada", title="Quinze mille")
    before = held(plenary)
    answer = plenary.post("chloe", f"{CONSOLE}/repetition")
    assert (answer.status_code, answer.location) == (303, f"{COPY}/{CONSOLE}")
    chloe = plenary.cast.browse("chloe")
    page = chloe.get(answer.location)
    assert "RÉPÉTITION" in words(page) and "DÉMONSTRATION" not in words(page)
    assert "Changer de moment ou de rôle" not in words(page)
    assert press(plenary, "seance", geste="ouvrir").status_code == 303
    assert press(plenary, "seance", geste="repetition").status_code == 303
    assert press(plenary, "points/1", geste="ouvrir").status_code == 303
    vote = f"amendments-{plenary.cast.read(lambda: _amendment(COPY[1:]))}"
    assert press(plenary, "points/1/scrutins", vote=vote, methode="electronic").status_code == 303
    assert press(plenary, "scrutins/1", geste="repetition").status_code == 303
    assert press(plenary, "scrutins/1", geste="clore", sans_attendre="oui").status_code == 303
    assert press(plenary, "scrutins/1", geste="proclamer").status_code == 303
    assert "L’amendement n°\u00a01 est adopté" in words(chloe.get(f"{COPY}/seances/2/ecran"))
    assert "RÉPÉTITION" in words(chloe.get(f"{COPY}/seances/2/ecran"))
    assert held(plenary)[:3] == before[:3]
    assert plenary.cast.read(lambda: verify_journal(COPY[1:]).errors) == ()
    assert plenary.cast.browse(None).get(f"{COPY}/seances").status_code in (303, 403)
    assert plenary.cast.browse("ada").get(f"{COPY}/seances").status_code in (303, 403)
    assert "épétition" not in words(plenary.cast.browse(None).get("/"))


def test_a_rehearsal_written_as_a_folder_says_what_it_is_in_each_text_and_reads_the_same(plenary):
    plenary.amend(FIFTEEN, by="ada", title="Quinze mille")
    plenary.post("chloe", f"{CONSOLE}/repetition")
    files = plenary.cast.read(lambda: folder_files(_congress(COPY[1:])))
    settings, amendment = files["congress.toml"].decode(), files["amendments/1.md"].decode()
    assert REHEARSAL in settings and "demonstration = true" in settings
    assert amendment.startswith(f"---\n# {REHEARSAL}\n")
    read = read_front_matter("1.md", amendment, Findings())
    assert (read.values["title"], "quinze mille" in read.body) == ("Quinze mille", True)
    real = plenary.cast.read(lambda: folder_files(_congress("essai")))
    assert not [name for name, data in real.items() if REHEARSAL in data.decode()]


def _amendment(slug: str) -> int:
    from amendments.models import Amendment

    of = select(Amendment.id).where(Amendment.motion.has(congress_id=_congress(slug).id))
    return session().scalars(of).one()


def _congress(slug: str) -> Congress:
    return session().scalars(select(Congress).where(Congress.slug == slug)).one()


def test_each_page_of_the_copy_leads_back_to_the_congress(plenary):
    browser = plenary.cast.browse("chloe")
    browser.post(plenary.cast.path(f"{CONSOLE}/repetition"))
    for rest in (CONSOLE, "", "seances/2/proces-verbal"):
        page = browser.get(f"{COPY}/{rest}").text
        assert 'href="/essai/">Quitter la répétition</a>' in page, rest
    assert "Quitter la répétition" not in browser.get(plenary.cast.path("")).text


def test_another_rehearsal_is_another_copy_and_a_sitting_that_opened_has_none(plenary):
    assert plenary.post("sven", f"{CONSOLE}/repetition").location.startswith(COPY)
    assert plenary.post("sven", f"{CONSOLE}/repetition").location == f"{COPY}/{CONSOLE}", "pressed twice"
    plenary.cast.clock.advance(timedelta(minutes=2))
    assert plenary.post("sven", f"{CONSOLE}/repetition").location.startswith(f"{COPY}-2")
    assert plenary.post("ada", f"{CONSOLE}/repetition").status_code == 403
    plenary.open()
    chloe = plenary.cast.browse("chloe")
    answer = chloe.post(plenary.cast.path(f"{CONSOLE}/repetition"))
    assert answer.location.endswith("/pret")
    assert "Une séance ouverte ne se répète plus." in words(chloe.get(answer.location))


def test_the_minutes_of_a_copy_made_after_the_hour_of_the_sitting_tell_nothing_of_its_making(plenary):
    starts = plenary.cast.read(lambda: session().get_one(Sitting, plenary.sitting_id).starts_at)
    plenary.cast.clock.advance(starts - plenary.cast.clock.now() + timedelta(minutes=40))
    plenary.post("chloe", f"{CONSOLE}/repetition")
    assert plenary.post("chloe", f"{CONSOLE}/repetition").location == f"{COPY}/{CONSOLE}", "pressed twice"
    assert press(plenary, "seance", geste="ouvrir").status_code == 303
    minutes = words(plenary.cast.browse("chloe").get(f"{COPY}/seances/2/proces-verbal"))
    assert "est ouverte" in minutes and "ajouté à l’ordre du jour" not in minutes
    stream = JournalEntry.stream == f"congress:{COPY[1:]}"
    hours = plenary.cast.read(
        lambda: list(session().scalars(select(JournalEntry.at).where(stream).order_by(JournalEntry.sequence)))
    )
    assert hours == sorted(hours) and hours[-1] < starts


def test_nobody_is_made_to_vote_in_a_sitting_that_counts(plenary):
    plenary.open()
    refused = plenary.press("chloe", "seance", geste="repetition")
    assert refused.status_code == 409 and "que dans une répétition" in words(refused)


@pytest.mark.parametrize("who_says", PresenceInRoom)
def test_the_room_is_filled_whoever_says_who_is_there_and_who_left_does_not_vote(plenary, who_says):
    plenary.cast.run(lambda: setattr(_congress("essai"), "presence_in_room", who_says))
    plenary.post("chloe", f"{CONSOLE}/repetition")
    press(plenary, "seance", geste="ouvrir")
    assert press(plenary, "seance", geste="repetition").status_code == 303
    press(plenary, "points/1", geste="ouvrir")
    press(plenary, "points/1/scrutins", objet="question", question="Suspendre ?", methode="electronic")
    plenary.cast.run(lambda: _leaves("Béla", plenary.cast.clock.now()))
    assert press(plenary, "scrutins/1", geste="repetition").status_code == 303
    assert plenary.cast.read(lambda: session().scalar(select(func.count()).select_from(Ballot))) == 7


def _leaves(given_name: str, now) -> None:
    of_copy = (Member.congress_id == _congress(COPY[1:]).id, Member.given_name == given_name)
    presence = session().scalars(select(Presence).join(Member).where(*of_copy)).one()
    leave(presence.sitting_id, presence.member_id, actor=Actor.of(presence.member), now=now)


def test_nobody_else_reads_the_copy_and_what_leaves_it_says_that_it_is_a_rehearsal(plenary):
    plenary.post("chloe", f"{CONSOLE}/repetition")
    for rest in ("/", "/propositions", "/propositions/1", "/motion", "/lettre", "/programme"):
        for name in (None, "ada"):
            answer = plenary.cast.browse(name).get(f"{COPY}{rest}")
            assert answer.status_code == 303 and "connexion" in answer.location, rest
        assert plenary.cast.browse("chloe").get(f"{COPY}{rest}").status_code == 200, rest
    for rest in ("", "/proposals", "/letter"):
        assert plenary.cast.browse(None).get(f"/api/v1{COPY}{rest}").status_code == 401, rest
    assert plenary.cast.browse(None).get(f"{COPY}/connexion").status_code == 200
    press(plenary, "seance", geste="ouvrir")
    written = plenary.cast.browse("chloe").get(f"{COPY}/seances/2/proces-verbal.md").text
    assert "RÉPÉTITION" in written and "fictifs" not in written


def test_each_file_that_leaves_the_copy_is_named_and_marked_as_a_rehearsal(plenary, pdftotext, tmp_path):
    plenary.amend(FIFTEEN, by="ada", title="Quinze mille")
    plenary.post("chloe", f"{CONSOLE}/repetition")
    press(plenary, "seance", geste="ouvrir")
    press(plenary, "seance", geste="repetition")
    press(plenary, "points/1", geste="ouvrir")
    vote = f"amendments-{plenary.cast.read(lambda: _amendment(COPY[1:]))}"
    press(plenary, "points/1/scrutins", vote=vote, methode="electronic")
    press(plenary, "scrutins/1", geste="repetition")
    press(plenary, "scrutins/1", geste="clore", sans_attendre="oui")
    press(plenary, "scrutins/1", geste="proclamer")
    member = plenary.cast.read(lambda: session().scalars(select(Member.id).where(
        Member.congress_id == _congress(COPY[1:]).id, Member.votes).limit(1)).one())  # fmt: skip
    sven = plenary.cast.browse("sven")
    for rest in (
        "lettre.pdf", "lettre.json", "lettre.txt", "amendements/cahier.pdf", "amendements/cahier.json",
        "amendements/cahier.csv", "amendements.csv", "amendements/1.pdf", "amendements/1/reponse.pdf",
        "seances/2/feuille.csv", "seances/2/emargement.csv", "scrutins/1.csv", "scrutins/1.popolo.json",
        f"membres/{member}/votes.csv", "seances/2/deliberations.csv", "seances/2/deliberations.pdf",
        "seances/2/proces-verbal.pdf", "seances/2/proces-verbal.json", "seances/2/proces-verbal.md", "amendements/1.json",
        "amendements/1.md", "lettre.md",
    ):  # fmt: skip
        file = sven.get(f"{COPY}/{rest}")
        assert file.status_code == 200, (rest, words(file)[-300:] if "html" in file.content_type else "")
        assert 'filename="repetition-' in file.headers["Content-Disposition"], rest
        if not rest.endswith(".pdf"):
            assert REHEARSAL in file.get_data(as_text=True), rest
            continue
        path = tmp_path / "file.pdf"
        path.write_bytes(file.data)
        for sheet in pdftotext(path).split("\f")[:-1]:
            assert REHEARSAL in " ".join(sheet.split()), rest
    table = sven.get(f"{COPY}/seances/2/deliberations.csv").get_data(as_text=True).removeprefix("\ufeff")
    assert table.startswith(f"{REHEARSAL};"), "even where there is no line"
    assert sven.get(f"{COPY}/amendements/1.md").get_data(as_text=True).startswith(f"---\nnotice: {REHEARSAL}\n")
    own = plenary.get("sven", "amendements/1.md").get_data(as_text=True)
    assert own.startswith("---\nproposal: ") and "notice" not in own and REHEARSAL not in own
    refused = sven.get(f"{COPY}/deliberations.csv")
    assert refused.status_code == 403 and "ne publie pas de données ouvertes" in words(refused)


def test_the_files_of_the_sitting_itself_are_called_as_ever(plenary):
    plenary.open()
    table = plenary.get("sven", "seances/2/feuille.csv")
    assert table.headers["Content-Disposition"] == 'attachment; filename="essai-seance-2-feuille.csv"'
    assert "RÉPÉTITION" not in table.get_data(as_text=True)


def _of_the_copy() -> int:
    """Somebody of the secretariat of the copy."""
    wanted = select(Member.id).where(Member.congress_id == _congress(COPY[1:]).id, Member.given_name == "Sven")
    return session().scalars(wanted).one()


def test_an_answer_of_the_api_of_the_copy_says_that_it_is_of_a_rehearsal(plenary):
    amendment = plenary.amend(FIFTEEN, by="ada", title="Quinze mille")
    plenary.post("chloe", f"{CONSOLE}/repetition")
    member = plenary.cast.read(_of_the_copy)
    issued = []

    def issue() -> None:
        actor = Actor.of(session().get_one(Member, member))
        issued.append(issue_token(member, "essai", actor=actor, now=plenary.cast.clock.now()))

    plenary.cast.run(issue)
    browser, held_by = plenary.cast.browse(None), {"Authorization": f"Bearer {issued[0]}"}
    for rest in ("", "/proposals", "/proposals/1", "/amendments", "/amendments/1", "/sittings", "/polls", "/letter"):
        told = browser.get(f"/api/v1{COPY}{rest}", headers=held_by)
        assert (told.status_code, told.get_json().get("rehearsal")) == (200, True), rest
    assert amendment and "rehearsal" not in browser.get("/api/v1/essai").get_json()
    for rest in ("amendements/1.json", "amendements/cahier.json"):
        assert plenary.cast.browse("sven").get(f"{COPY}/{rest}").get_json()["rehearsal"] is True, rest


@pytest.mark.parametrize("kind", ["docx", "odt"])
def test_each_sheet_of_a_word_file_of_the_copy_says_that_it_is_of_a_rehearsal(plenary, kind):
    plenary.amend(FIFTEEN, by="ada", title="Quinze mille")
    plenary.post("chloe", f"{CONSOLE}/repetition")
    part = {"docx": "word/header1.xml", "odt": "styles.xml"}[kind]
    for rest in ("propositions/1", "propositions/1/amendements", "amendements/1"):
        for slug, is_told in ((COPY, True), ("/essai", False)):
            file = plenary.cast.browse("sven").get(f"{slug}/{rest}.{kind}")
            assert file.status_code == 200, rest
            with ZipFile(BytesIO(file.data)) as archive:
                assert (REHEARSAL in archive.read(part).decode()) is is_told, (slug, rest)


def test_the_drawing_of_a_crowd_of_the_copy_says_that_it_is_of_a_rehearsal():
    drawn = seats([("for", 600)])
    plain, told = crowd_svg(drawn, radius(600)), crowd_svg(drawn, radius(600), "Répétition")
    assert "<text" not in plain and ">Répétition</text>" in told
