"""The page of the letter, its files, the button that signs: what each person sees, and may do."""

from datetime import timedelta

import pytest

from tests.support.reading import plain

pytestmark = pytest.mark.one_database


def page(cast, name=None):
    return plain(cast.browse(name).get(cast.path("lettre")).text)


def test_a_draft_says_so_beside_its_title_and_on_its_sheet(cast):
    told = page(cast)
    assert "Texte en discussion, non adopté" in told
    assert "version du lundi 12 octobre 2020" in told
    assert "Signer : à partir du lundi 12 octobre 2020" in told
    for name in ("html", "md", "txt"):
        assert "Texte en discussion, non adopté" in cast.browse().get(cast.path(f"lettre.{name}")).text


@pytest.mark.parametrize(
    ("name", "media"),
    [
        ("pdf", "application/pdf"),
        ("docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
        ("html", "text/html; charset=utf-8"),
        ("md", "text/markdown; charset=utf-8"),
        ("txt", "text/plain; charset=utf-8"),
    ],
)
def test_a_file_is_downloaded_under_its_name(cast, name, media):
    answer = cast.browse().get(cast.path(f"lettre.{name}"))
    assert answer.status_code == 200
    assert answer.content_type == media
    assert answer.headers["Content-Disposition"] == f'attachment; filename="essai-lettre.{name}"'
    assert answer.headers["X-Content-Type-Options"] == "nosniff"


def test_a_letter_dated_in_the_future_is_said_to_be_planned_until_its_day(frozen, clock):
    planned = "La lettre porte la date de son envoi prévu, le 19 octobre 2020."
    assert planned in page(frozen)
    assert "prévu" not in plain(frozen.browse().get(frozen.path("lettre.txt")).text), "the letter keeps its own words"
    clock.advance(timedelta(days=7))
    assert "prévu" not in page(frozen)


def test_the_formats_are_named_in_the_reader_s_language(cast):
    reader = cast.browse()
    reader.set_cookie("langue", "en")
    formats = reader.get(cast.path("lettre")).text.partition('class="downloads"')[2].partition("</ul>")[0]
    assert "Text" in formats
    assert "Texte" not in formats


def test_the_html_file_runs_nothing(cast):
    policy = cast.browse().get(cast.path("lettre.html")).headers["Content-Security-Policy"]
    assert policy == "default-src 'none'; style-src 'unsafe-inline'; sandbox"


def test_the_secretariat_freezes_by_a_button_that_others_do_not_have(adopted):
    assert "Figer la lettre" in page(adopted, "sven")
    for name in (None, "ada", "chloe", "elodie"):
        assert "Figer la lettre" not in page(adopted, name)
        assert adopted.browse(name).post(adopted.path("lettre/figer")).status_code == 403
    sven = adopted.browse("sven")
    assert sven.post(adopted.path("lettre/figer")).status_code == 303
    assert "La lettre est figée" in sven.get(adopted.path("lettre")).text
    assert sven.post(adopted.path("lettre/figer")).status_code == 409


def test_a_member_signs_in_one_press(frozen, letter):
    ada = frozen.browse("ada")
    form = {"texte": letter.motion_sha256, "publier": "oui"}
    assert "Publier mon nom sous la lettre" in plain(ada.get(frozen.path("lettre")).text)
    assert " checked" not in plain(ada.get(frozen.path("lettre")).text), "consent is asked, not assumed"
    answer = ada.post(frozen.path("lettre/signature"), data=form)
    assert (answer.status_code, answer.location) == (303, "/essai/lettre#signer")
    told = plain(ada.get(frozen.path("lettre")).text)
    assert "Votre signature est enregistrée." in told
    assert "Vous avez signé" in told
    assert "Ada MARTIN, maire du Havre (76)" in page(frozen)
    assert "1 signature sur 9 membres" in page(frozen)
    ada.post(frozen.path("lettre/signature"), data={"texte": letter.motion_sha256})
    assert "Ada MARTIN" not in page(frozen)
    assert "Une signature est comptée sans nom." in page(frozen)
    ada.post(frozen.path("lettre/signature"), data={"geste": "retirer"})
    assert "Une signature" not in page(frozen)


def test_signing_another_text_is_refused(frozen, letter):
    answer = frozen.browse("ada").post(frozen.path("lettre/signature"), data={"texte": "0" * 64})
    assert answer.status_code == 409
    assert "Relisez-la, puis signez." in answer.text


@pytest.mark.parametrize("name", [None, "elodie", "vera", "sven"])
def test_others_have_no_button_and_are_refused(frozen, letter, name):
    assert "Signer la lettre" not in page(frozen, name)
    answer = frozen.browse(name).post(frozen.path("lettre/signature"), data={"texte": letter.motion_sha256})
    assert answer.status_code == 403


def test_before_and_after_the_window_there_is_no_button(frozen, clock):
    assert "Signer : à partir du" in page(frozen, "ada")
    assert frozen.browse("ada").post(frozen.path("lettre/signature")).status_code == 409
    clock.advance(timedelta(days=8))
    assert "Les signatures sont closes depuis le" in page(frozen, "ada")
    assert frozen.browse("ada").post(frozen.path("lettre/signature")).status_code == 409


def test_a_letter_that_is_not_frozen_is_not_signed(adopted):
    assert adopted.browse("ada").post(adopted.path("lettre/signature")).status_code == 404


def test_markup_in_a_proposal_is_shown_as_it_was_written(app):
    from tests.support.cast import build_congress

    said = '<script>alert(1)</script> et <img src=x onerror="alert(2)"> & [là](javascript:alert(3))'
    cast = build_congress(app, proposals=(f"# Titre <b>gras</b>\n\n{said}\n\n1. {said}\n",))
    shown = cast.browse().get(cast.path("lettre")).text
    assert "<script>alert" not in shown
    assert "<img" not in shown.partition("<article")[2].partition("</article>")[0]
    assert 'href="javascript' not in shown
    assert shown.count("&lt;script&gt;alert(1)&lt;/script&gt; et &lt;img src=x") == 2
    assert "Titre &lt;b&gt;gras&lt;/b&gt;" in shown
    file = cast.browse().get(cast.path("lettre.html")).text
    assert "<script" not in file
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in file


def test_the_counts_of_the_vote_wait_for_the_letter_where_results_do(adopted):
    from congress.models import Congress
    from congress.rules.visibility import Visibility
    from core.database import session
    from letters.services import freeze_letter

    def hide():
        session().get_one(Congress, adopted.congress_id).results_visible = Visibility.WITH_LETTER

    def told(name):
        files = [adopted.browse(name).get(adopted.path(f"lettre.{format_}")).text for format_ in ("html", "md", "txt")]
        return ["6 voix pour" in text for text in (page(adopted, name), *map(plain, files))]

    adopted.run(hide)
    assert told("ada") == told("sven") == [True] * 4
    assert told(None) == [False] * 4
    adopted.do(freeze_letter, adopted.congress_id, by="sven")
    assert told(None) == [True] * 4
