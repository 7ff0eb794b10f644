"""What is sent is bounded before it is read."""

import time

import pytest

from app.incoming import LARGEST_OF_VISITORS

pytestmark = pytest.mark.one_database
FORM = "application/x-www-form-urlencoded"
TOO_LARGE = "Le fichier ou le texte envoyé est trop grand."
EXPIRED = "Cette page était ouverte depuis trop longtemps."


@pytest.mark.parametrize(
    ("who", "body", "status", "said"),
    [
        (None, b"a=&" * 600_000, 403, EXPIRED),
        (None, b"a=" + b"%" * 1_900_000, 403, EXPIRED),
        (None, b"a=" + b"b" * 11_000_000, 413, TOO_LARGE),
        ("ada", b"a=&" * 600_000, 413, TOO_LARGE),
        ("ada", b"suite=/&langue=en&" + b"a=&" * 10_000, 303, ""),
        (None, b"suite=/&langue=en&a=" + b"b" * (LARGEST_OF_VISITORS - 100), 303, ""),
    ],
)
def test_a_form_without_end_costs_nothing(cast, who, body, status, said):
    browser = cast.browse(who) if who else cast.browse()
    started = time.process_time()
    page = browser.post("/langue", data=body, content_type=FORM)
    assert time.process_time() - started < 0.5
    assert page.status_code == status
    assert said in page.text


@pytest.mark.parametrize("said", ['form-data; x="a"', "form-data", ""])
def test_a_part_without_a_name_is_a_bad_form(cast, said):
    body = f"--x\r\nContent-Disposition: {said}\r\n\r\nwords\r\n--x--\r\n".encode()
    page = cast.browse("ada").post("/langue", data=body, content_type="multipart/form-data; boundary=x")
    assert page.status_code == 400
    assert "Ce qui a été envoyé n’est pas complet." in page.text


@pytest.mark.parametrize("body", [b"\xff\xfe=1", b"suite=/&langue=\xe9n"])
def test_a_form_in_another_encoding_is_an_empty_one(cast, body):
    page = cast.browse().post("/langue", data=body, content_type=FORM)
    assert page.status_code < 500
    assert page.status_code == cast.browse().post("/langue", data=b"", content_type=FORM).status_code
