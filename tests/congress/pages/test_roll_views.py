"""The secretariat's pages of the roll: who is on it, and a new one seen before it is kept."""

import csv
import io
import re
from datetime import timedelta

import pytest
from sqlalchemy import func, select

from congress.models import Member
from core.database import session
from core.files.tables import write_csv

pytestmark = pytest.mark.one_database


def roll_of(cast) -> list[dict[str, str]]:
    """The roll of the cast as rows to change."""
    from congress.models import Congress

    def export() -> bytes:
        from app.folder.exporting import folder_files

        return folder_files(session().get_one(Congress, cast.congress_id))["roll.csv"]

    return list(csv.DictReader(io.StringIO(cast.read(export).decode("utf-8-sig")), delimiter=";"))


def written(rows: list[dict[str, str]]) -> bytes:
    return write_csv(rows[0], [row.values() for row in rows])


def send(client, cast, data: bytes, name: str = "roll.csv"):
    head = f'--end\r\nContent-Disposition: form-data; name="roll"; filename="{name}"\r\n\r\n'
    body = head.encode() + data + b"\r\n--end--\r\n"
    return client.post(cast.path("membres/importer"), data=body, content_type="multipart/form-data; boundary=end")


def hidden(page) -> dict[str, str]:
    found = re.findall(r'<input type="hidden" name="(name|seen|content)" value="([^"]*)">', page.get_data(as_text=True))
    assert len(found) == 3
    return dict(found)


def count(cast) -> int:
    return cast.read(lambda: session().scalar(select(func.count()).select_from(Member)))


@pytest.fixture
def sven(cast):
    return cast.browse("sven")


@pytest.mark.parametrize("name", ["ada", "chloe", "elodie", "vera"])
@pytest.mark.parametrize("page", ["membres", "membres/importer"])
def test_only_the_secretariat_reads_it(cast, name, page):
    assert cast.browse(name).get(cast.path(page)).status_code == 403
    visitor = cast.browse().get(cast.path(page))
    assert visitor.status_code == 303
    assert "/connexion" in visitor.location


def test_it_counts_people_electors_and_aides(cast, sven):
    text = sven.get(cast.path("membres")).get_data(as_text=True)
    assert re.findall(r"<dd>(\d+)</dd>", text) == ["12", "9", "1"]
    assert "maire du Havre (76)" in text
    assert "aide Mme\u00a0Ada Martin" in text
    assert "sans adresse" in text


@pytest.mark.parametrize(
    ("search", "found"),
    [
        ("noel", ["Gaspard Noël", "Hana Noël"]),
        ("MAIRE havre", ["Ada Martin"]),
        ("d'aubigne", ["Iris D’Aubigné"]),
        ("partage.example", ["Gaspard Noël", "Hana Noël"]),
    ],
)
def test_a_search_ignores_accents_and_capitals(cast, sven, search, found):
    text = sven.get(cast.path("membres"), query_string={"q": search}).get_data(as_text=True)
    rows = re.findall(r'<th role="rowheader" scope="row" class="title">(?:\S+\u00a0)?([^<]+)</th>', text)
    assert [name for name in rows if name != "Élodie Hébrard"] == found


def test_a_search_that_finds_nobody_says_so(cast, sven):
    text = sven.get(cast.path("membres"), query_string={"q": "<b>personne</b>"}).get_data(as_text=True)
    assert "Personne ne correspond" in text
    assert "<b>personne" not in text


def test_a_roll_is_seen_then_kept(cast, sven):
    rows = roll_of(cast)
    rows[0]["office"] = "maire honoraire"
    rows.append(
        {
            **dict.fromkeys(rows[0], ""),
            "category": "elected",
            "given_name": "Zoé",
            "family_name": "Petit",
            "votes": "yes",
        }
    )
    page = send(sven, cast, written(rows))
    assert page.status_code == 200
    text = page.get_data(as_text=True)
    assert "maire honoraire" in text
    assert "Zoé Petit, ligne 14" in text
    assert count(cast) == 12
    kept = sven.post(cast.path("membres/importer/confirmer"), data=hidden(page))
    assert kept.status_code == 303
    assert kept.location.endswith("/essai/membres")
    assert count(cast) == 13
    assert cast.read(lambda: session().get_one(Member, cast.ids["ada"]).office) == "maire honoraire"
    assert "Liste enregistrée" in sven.get(kept.location).get_data(as_text=True)


def test_the_same_roll_changes_nothing_and_says_so(cast, sven):
    page = send(sven, cast, written(roll_of(cast)))
    assert page.status_code == 200
    assert "Rien ne change" in page.get_data(as_text=True)
    assert "Enregistrer cette liste" not in page.get_data(as_text=True)


def test_a_partial_roll_leaves_the_others_and_names_them(cast, sven):
    page = send(sven, cast, written(roll_of(cast)[:3]))
    assert "Elles restent membres." in page.get_data(as_text=True)
    assert "Vera Lopez" in page.get_data(as_text=True)


def test_an_aide_of_a_partial_roll_may_help_somebody_already_there(cast, sven):
    row = {
        **dict.fromkeys(roll_of(cast)[0], ""),
        "category": "staff",
        "family_name": "Neuf",
        "votes": "no",
        "aide_of": "bela@essai.example",
    }
    page = send(sven, cast, written([row]))
    assert page.status_code == 200
    sven.post(cast.path("membres/importer/confirmer"), data=hidden(page))
    aide = cast.read(lambda: session().scalars(select(Member.aide_of_id).where(Member.family_name == "Neuf")).one())
    assert aide == cast.ids["bela"]


def test_every_error_is_told_with_its_line_and_nothing_is_kept(cast, sven):
    rows = roll_of(cast)
    rows[0]["category"], rows[10]["votes"] = "élue", "yes"
    page = send(sven, cast, written(rows))
    assert page.status_code == 422
    text = page.get_data(as_text=True)
    assert "roll.csv, ligne 2, category\u00a0: «\u00a0élue\u00a0» n’est pas admis" in text
    assert "roll.csv, ligne 12, votes\u00a0: un collaborateur (staff) ne vote pas" in text
    assert count(cast) == 12


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        ("roll.csv", b"ville;prenom\nA;B\n", "cette colonne manque"),
        ("roll.csv", b"\x81\n", "ni en UTF-8 ni en Windows-1252"),
        ("roll.pdf", b"%PDF", "CSV, XLSX ou ODS"),
        ("roll.xlsx", b"no", "classeur lisible"),
        ("<script>x<.csv", b"", "tableau est vide"),
    ],
)
def test_what_is_no_roll_is_refused_with_a_sentence(cast, sven, name, data, words):
    page = send(sven, cast, data, name)
    assert page.status_code == 422
    assert words in page.get_data(as_text=True)
    assert "<script>x" not in page.get_data(as_text=True)


def test_no_file_is_said(cast, sven):
    page = sven.post(cast.path("membres/importer"), data={})
    assert page.status_code == 422
    assert "choisissez un fichier" in page.get_data(as_text=True)


def test_a_file_that_is_too_large_is_refused(cast, sven):
    page = send(sven, cast, b"x" * (11 * 1024 * 1024))
    assert page.status_code == 413
    assert "trop grand" in page.get_data(as_text=True)
    page = send(sven, cast, b"x" * (2 * 1024 * 1024))
    assert page.status_code == 422
    assert "un\u00a0Mo au plus" in page.get_data(as_text=True)


def test_a_roll_that_would_do_something_else_by_now_is_shown_again(cast, sven):
    from congress.services.roll_services import fields_of, save_member

    rows = roll_of(cast)
    rows[0]["office"] = "maire honoraire"
    page = send(sven, cast, written(rows))

    def meanwhile() -> None:
        from dataclasses import replace

        ada = fields_of(session().get_one(Member, cast.ids["ada"]))
        save_member(cast.congress_id, replace(ada, office="ancienne maire"), actor=actor, now=cast.clock.now())

    actor = cast.actor("system")
    cast.run(meanwhile)
    again = sven.post(cast.path("membres/importer/confirmer"), data=hidden(page))
    assert again.status_code == 409
    assert "a changé pendant votre lecture" in again.get_data(as_text=True)
    assert cast.read(lambda: session().get_one(Member, cast.ids["ada"]).office) == "ancienne maire"
    kept = sven.post(cast.path("membres/importer/confirmer"), data=hidden(again))
    assert kept.status_code == 303
    assert cast.read(lambda: session().get_one(Member, cast.ids["ada"]).office) == "maire honoraire"


def test_a_page_that_was_tampered_with_is_refused(cast, sven):
    for content in ("", "!!", "AAAA"):
        page = sven.post(
            cast.path("membres/importer/confirmer"), data={"name": "roll.csv", "seen": "x", "content": content}
        )
        assert page.status_code == 422
    assert count(cast) == 12


def test_confirming_needs_the_secretariat(cast, sven):
    rows = roll_of(cast)
    rows[0]["office"] = "maire honoraire"
    page = send(sven, cast, written(rows))
    assert cast.browse("ada").post(cast.path("membres/importer/confirmer"), data=hidden(page)).status_code == 403
    assert cast.read(lambda: session().get_one(Member, cast.ids["ada"]).office) == "maire"


def test_what_is_read_otherwise_is_shown_first_and_nothing_is_recorded(cast, sven):
    row = {**dict.fromkeys(roll_of(cast)[0], ""), "category": "elected", "family_name": "Bénard", "votes": "yes"}
    twice = written([row]).decode("utf-8-sig").encode().decode("cp1252").encode()
    page = send(sven, cast, twice)
    text = page.get_data(as_text=True)
    assert page.status_code == 200
    assert "«\u00a0BÃ©nard\u00a0» est lu «\u00a0Bénard\u00a0»" in text
    assert text.index("lu autrement") < text.index("Ajoutées")
    assert count(cast) == 12
    sven.post(cast.path("membres/importer/confirmer"), data=hidden(page))
    assert (
        cast.read(lambda: session().scalars(select(Member.family_name).order_by(Member.id.desc())).first()) == "Bénard"
    )


def test_a_column_that_the_file_lacks_changes_nothing_of_who_is_known(cast, sven):
    page = send(sven, cast, "Prénom;Nom;Mandat\nAda;Martin;maire honoraire\n".encode())
    text = page.get_data(as_text=True)
    assert "maire honoraire" in text
    assert re.findall(r"<dd>(\d+)</dd>", text) == ["0", "1", "0"]
    sven.post(cast.path("membres/importer/confirmer"), data=hidden(page))
    ada = cast.read(lambda: session().get_one(Member, cast.ids["ada"]))
    assert (ada.office, ada.email, ada.commune, ada.votes) == ("maire honoraire", "ada@essai.example", "Le Havre", True)


def test_confirming_under_the_finger_that_asked_gives_the_preview_back(cast, sven):
    data = written([row | {"office": "adjoint"} for row in roll_of(cast)[:1]])
    page = send(sven, cast, data)
    cast.clock.advance(timedelta(milliseconds=300))
    soon = sven.post(cast.path("membres/importer/confirmer"), data=hidden(page))
    assert soon.status_code == 409 and "Cet appui suit de trop près le précédent" in soon.text
    assert "adjoint" in soon.text and hidden(soon) == hidden(page)
    again = send(sven, cast, data)
    assert again.status_code == 200, "a file is read again however soon: a browser would not give it back"
    cast.clock.advance(timedelta(seconds=1))
    assert sven.post(cast.path("membres/importer/confirmer"), data=hidden(soon)).status_code == 303


def test_who_is_new_while_a_sitting_is_open_is_counted_once(cast, sven):
    from congress.queries.chamber_queries import sitting_by_number
    from congress.services.sitting_services import open_sitting

    cast.do(open_sitting, cast.read(lambda: sitting_by_number(cast.congress_id, 2).id))
    page = send(sven, cast, "Nom;Prénom\nNouvelle;Anne\nDernier;Luc\n".encode()).get_data(as_text=True)
    facts = re.findall(r"<dt>([^<]+)</dt>\s*<dd>([^<]+)</dd>", page)
    assert facts[:3] == [("Ajoutées", "2"), ("Modifiées", "0"), ("Inchangées", "0")]
