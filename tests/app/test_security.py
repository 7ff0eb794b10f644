"""Every answer forbids what pages do not need; every route has its policy; the configuration keeps its secrets."""

import re
import stat
from concurrent.futures import ThreadPoolExecutor

import pytest

from app.config import database_url as database_address
from app.config import settings

pytestmark = pytest.mark.one_database

PATHS = (
    "/",
    "/essai/",
    "/essai/lettre",
    "/essai/lettre.pdf",
    "/rien",
    "/essai/membres",
    "/static/css/hemicycle.css",
    "/healthz",
)


@pytest.mark.parametrize("path", PATHS)
def test_every_answer_says_what_may_run(cast, path):
    with cast.browse().get(path) as answer:
        headers = answer.headers
    policy = dict(part.split(" ", 1) for part in headers["Content-Security-Policy"].split("; "))
    assert policy["default-src"] == "'none'"
    assert policy["script-src"] == policy["style-src"] == policy["form-action"] == "'self'"
    assert policy["frame-ancestors"] == policy["base-uri"] == "'none'"
    assert "unsafe" not in headers["Content-Security-Policy"]
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] in {"same-origin", "strict-origin"}
    assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert "Strict-Transport-Security" not in headers


def test_on_https_the_browser_stays_on_it(cast):
    answer = cast.browse().get("/", base_url="https://congres.example")
    assert answer.headers["Strict-Transport-Security"] == "max-age=31536000"


def test_a_page_is_kept_for_its_reader_alone(cast):
    answer = cast.browse("ada").get("/essai/")
    assert answer.headers["Cache-Control"] == "private, no-cache"
    assert "Cookie" in ", ".join(answer.headers.getlist("Vary"))


def test_no_answer_repeats_the_host_that_a_request_names(cast):
    answer = cast.browse().get("/essai", headers={"Host": "ailleurs.example"})
    assert answer.status_code == 308
    assert answer.headers["Location"] == "/essai/"
    assert "ailleurs" not in answer.text
    for path in PATHS:
        with cast.browse().get(path, headers={"Host": "ailleurs.example"}) as page:
            assert b"ailleurs" not in page.data
            assert "ailleurs" not in str(page.headers)


def test_pages_hold_no_script_and_no_style_of_their_own(cast):
    for path in ("/essai/", "/essai/propositions/1", "/essai/amendements", "/essai/lettre", "/essai/connexion"):
        page = cast.browse("ada").get(path).text
        assert not re.search(r"<script(?![^>]*\bsrc=)|<style|\sstyle=|\son\w+=|javascript:", page), path


def test_a_route_without_a_policy_stops_the_start(tmp_path):
    from app.factory import _require_policies, create_app

    app = create_app({"INSTANCE_PATH": str(tmp_path)})
    app.add_url_rule("/ouvert", "ouvert", lambda: "")
    with pytest.raises(RuntimeError, match="the route ouvert has no policy"):
        _require_policies(app)


def test_a_cookie_is_not_set_again_with_each_answer(cast):
    ada = cast.browse("ada")
    ada.get("/essai/")
    assert "Set-Cookie" not in ada.get("/essai/").headers
    with ada.get("/static/css/hemicycle.css") as style:
        assert "Set-Cookie" not in style.headers


@pytest.fixture
def bare(monkeypatch, tmp_path):
    """No setting of the environment but the folder of the instance."""
    for name in ("DATABASE_URL", "SECRET_KEY", "SITE_URL", "SMTP_URL", "TRUSTED_PROXIES"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("HEMICYCLE_INSTANCE", str(tmp_path / "instance"))
    return tmp_path / "instance"


def test_the_site_makes_its_own_secret_for_its_owner_alone(bare):
    made = settings()["SECRET_KEY"]
    assert len(made) == 64
    assert settings()["SECRET_KEY"] == made
    assert stat.S_IMODE((bare / "secret.key").stat().st_mode) == 0o600
    assert [path.name for path in bare.iterdir()] == ["secret.key"]


def test_each_thread_has_its_connection_to_postgresql(bare, monkeypatch):
    monkeypatch.delenv("DATABASE_CONNECTIONS", raising=False)
    monkeypatch.setenv("DATABASE_URL", "postgresql://somewhere/site")
    assert settings()["SQLALCHEMY_ENGINE_OPTIONS"]["pool_size"] == 32
    monkeypatch.setenv("DATABASE_CONNECTIONS", "200")
    assert settings()["SQLALCHEMY_ENGINE_OPTIONS"]["pool_size"] == 200


def test_links_of_mails_lead_to_the_port_that_is_served(bare, monkeypatch):
    monkeypatch.delenv("PORT", raising=False)
    assert settings()["SITE_URL"] == "http://127.0.0.1:8000"
    monkeypatch.setenv("PORT", "8080")
    assert settings()["SITE_URL"] == "http://127.0.0.1:8080"
    monkeypatch.setenv("SITE_URL", "https://congres.example/")
    assert settings()["SITE_URL"] == "https://congres.example"


def test_two_starts_at_once_make_one_secret(bare):
    with ThreadPoolExecutor(16) as pool:
        made = set(pool.map(lambda _: settings()["SECRET_KEY"], range(64)))
    assert len(made) == 1


def test_a_secret_given_is_taken_and_none_is_written(bare, monkeypatch):
    monkeypatch.setenv("SECRET_KEY", "donnée")
    assert settings()["SECRET_KEY"] == "donnée"
    assert list(bare.iterdir()) == []


@pytest.mark.parametrize(
    ("given", "taken"),
    [
        ("postgres://a@b/c", "postgresql+psycopg://a@b/c"),
        ("postgresql://a@b/c", "postgresql+psycopg://a@b/c"),
        ("postgresql+psycopg://a@b/c", "postgresql+psycopg://a@b/c"),
        ("sqlite:////a.sqlite", "sqlite:////a.sqlite"),
    ],
)
def test_an_address_of_a_database_is_taken_as_people_write_it(tmp_path, given, taken):
    assert database_address(given, tmp_path) == taken


def test_without_one_the_database_is_a_file_of_the_instance(tmp_path):
    assert database_address(None, tmp_path) == f"sqlite:///{tmp_path}/hemicycle.sqlite"
