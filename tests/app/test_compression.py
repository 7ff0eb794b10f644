"""Texts travel compressed to whoever takes them so, and as they are to others."""

import gzip

import pytest

from tests.support.session import ROOT

pytestmark = pytest.mark.one_database

PAGE = "/essai/"
STYLE = "/static/css/hemicycle.css"
FONT = "/static/fonts/atkinson-latin.woff2"


@pytest.fixture
def visitor(cast):
    return cast.browse()


def compressed(visitor, path, **headers):
    return visitor.get(path, headers={"Accept-Encoding": "br, gzip", **headers})


def test_a_page_is_the_same_in_a_third_of_its_weight(visitor):
    page, sent = visitor.get(PAGE), compressed(visitor, PAGE)
    assert "Content-Encoding" not in page.headers
    assert sent.headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(sent.data).startswith(b"<!doctype html>")
    assert len(sent.data) * 3 < len(page.data)
    assert sent.content_length == len(sent.data)
    assert "Accept-Encoding" in ", ".join(sent.headers.getlist("Vary"))
    assert "Accept-Encoding" in ", ".join(page.headers.getlist("Vary"))


def test_the_style_sheet_too_and_its_validator_still_saves_a_second_answer(visitor):
    written = (ROOT / "static/css/hemicycle.css").read_bytes()
    for _ in range(2):
        with compressed(visitor, STYLE) as sent:
            assert gzip.decompress(sent.data) == written
            validator = sent.headers["ETag"]
    assert validator.startswith("W/")
    with compressed(visitor, STYLE, **{"If-None-Match": validator}) as again:
        assert again.status_code == 304
    with visitor.get(STYLE, headers={"If-None-Match": validator}) as again:
        assert again.status_code == 304
    with visitor.get(STYLE) as plain:
        assert plain.data == written


@pytest.mark.parametrize(
    ("path", "headers"),
    [(PAGE, {"Accept-Encoding": "gzip;q=0"}), (PAGE, {"Accept-Encoding": "br"}), (FONT, {"Accept-Encoding": "gzip"})],
)
def test_what_is_not_asked_for_or_gains_nothing_travels_as_it_is(visitor, path, headers):
    answer = visitor.get(path, headers=headers)
    assert answer.status_code == 200
    assert "Content-Encoding" not in answer.headers
    answer.close()


def test_a_part_of_a_file_is_cut_in_the_file_as_it_is(visitor):
    with compressed(visitor, STYLE, Range="bytes=0-1999") as part:
        assert part.status_code == 206
        assert "Content-Encoding" not in part.headers
        assert part.data == (ROOT / STYLE[1:]).read_bytes()[:2000]


def test_small_answers_redirections_and_files_are_left_alone(visitor):
    for path, status in (("/healthz", 200), ("/essai/membres", 303), ("/essai/lettre.pdf", 200)):
        answer = compressed(visitor, path)
        assert answer.status_code == status
        assert "Content-Encoding" not in answer.headers


def test_a_form_that_is_refused_travels_as_small(visitor):
    answer = visitor.post("/essai/connexion", data={"email": "ada"}, headers={"Accept-Encoding": "gzip"})
    assert answer.status_code == 422
    assert "n’est pas complète" in gzip.decompress(answer.data).decode()


def test_a_question_about_a_page_says_what_the_page_would(visitor):
    head = visitor.head(PAGE, headers={"Accept-Encoding": "gzip"})
    assert head.headers["Content-Encoding"] == "gzip"
    assert head.data == b""


def test_a_few_words_travel_as_they_are_and_say_that_they_might_not(cast):
    answer = compressed(cast.browse("ada"), "/essai/seances/2/etat")
    assert 0 < len(answer.data) < 1_000
    assert answer.is_json
    assert "Content-Encoding" not in answer.headers
    assert "Accept-Encoding" in ", ".join(answer.headers.getlist("Vary"))
