"""What every page loads is asked for once: its address changes with its bytes."""

import os
import re

import pytest

from app.static_files import fingerprint
from tests.support.session import ROOT

pytestmark = pytest.mark.one_database


@pytest.fixture
def loaded(cast):
    """What a page loads, by the kind of file."""
    page = cast.browse().get("/essai/").text
    return {address.split("?")[0].rpartition(".")[2]: address for address in re.findall(r'"(/static/[^"]+)"', page)}


def test_the_style_sheet_is_kept_as_long_as_its_address_holds(cast, loaded):
    assert re.fullmatch(r"/static/css/hemicycle\.css\?v=[0-9a-f]{12}", loaded["css"])
    with cast.browse().get(loaded["css"]) as sheet:
        assert sheet.headers["Cache-Control"] == "public, max-age=31536000, immutable"
        assert sheet.data == (ROOT / "static/css/hemicycle.css").read_bytes()
    assert loaded["svg"].split("?v=")[1] == fingerprint(ROOT / "static/icons/hemicycle.svg")


def test_an_address_of_other_bytes_is_asked_for_again_each_time(cast):
    for address in ("/static/css/hemicycle.css", "/static/css/hemicycle.css?v=000000000000"):
        with cast.browse().get(address) as sheet:
            assert sheet.headers["Cache-Control"] == "no-cache"


def test_a_typeface_has_one_address_and_is_kept_a_month(cast, loaded):
    assert "?" not in loaded["woff2"]
    with cast.browse().get(loaded["woff2"]) as font:
        assert font.headers["Cache-Control"] == "public, max-age=2592000"


def test_what_is_not_there_is_kept_by_nobody(cast):
    answer = cast.browse().get("/static/fonts/rien.woff2")
    assert answer.status_code == 404
    assert answer.headers["Cache-Control"] == "private, no-cache"


def test_a_file_is_the_same_whoever_asks(cast, loaded):
    for who in (None, "ada"):
        with cast.browse(who).get(loaded["css"]) as sheet:
            assert sheet.headers.getlist("Vary") == ["Accept-Encoding"]
            assert "Set-Cookie" not in sheet.headers


def test_a_file_written_again_has_another_fingerprint(tmp_path):
    file = tmp_path / "style.css"
    file.write_text("a{}")
    first = fingerprint(file)
    file.write_text("b{}")
    os.utime(file, ns=(1, 1))
    assert fingerprint(file) != first
    assert fingerprint(tmp_path / "absent.css") is None
