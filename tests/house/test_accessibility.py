"""Every page in a browser: nothing that axe finds wrong, nothing that scrolls sideways, nothing too heavy.

With data (in mid-sitting, and once all is decided), empty (the folder alone), in error: at 360 and 1280 pixels, and at
320 for what scrolls. A page is loaded once, and its window resized.
"""

import re

import pytest
from flask import url_for
from playwright.sync_api import expect

from tests.house.test_matrix import ROWS, Row
from tests.support.demonstration import ROLES, SLUG
from tests.support.inspection import Window

pytestmark = [pytest.mark.browser, pytest.mark.one_database]

# Who looks: the first of these roles to whom the row answers 200.
EYES = {
    "furnished": ("elector", "chair", "secretariat"),
    "adopted": ("public", "chair", "elector", "secretariat"),
    "imported": ("secretariat", "chair", "elector"),
}
NOT_PAGES = {
    "paths.answer",
    "site.health",
    "amendments.table",
    "amendments.table_of_proposal",
    "sittings.state",
    "challenge.state",
    "sittings.sign_in_table",
    "attendance.table",
    "convening_proof.table",
    "letter.download",
    "documents.download",
    "documents.several",
    "place_documents.download",
    "place_documents.all_together",
    "notes.download",
    "booklet.whole",
    "booklet.of_proposal",
    "booklet.feed",
    *(
        f"api.{name}"
        for name in ("description", "congress", "proposals", "one_proposal", "amendments", "one_amendment")
    ),
    "api.all_amendments",
    *(f"api.{name}" for name in ("sittings", "polls", "one_poll", "lines_of_programme", "letter")),
    "documents.amendment",
    "late.sheet",
    "minutes.download",
    "deliberations.download",
    "deliberations.adopted",
    "votes.popolo",
    "votes.table",
    "votes.table_of_member",
}
PAGES = [row for row in ROWS if row.method == "GET" and row.endpoint not in NOT_PAGES]


def address_of(window: Window, row: Row) -> str:
    values = {
        key: value.format(**window.names) if isinstance(value, str) else value for key, value in row.values.items()
    }
    values["slug"] = SLUG
    rule = next(window.demonstration.app.url_map.iter_rules(row.endpoint))
    with window.demonstration.app.test_request_context():
        return url_for(row.endpoint, **{name: values[name] for name in rule.arguments})


def names_in(row: Row) -> set[str]:
    """What an address names that is read from the database."""
    return {name for value in row.values.values() for name in re.findall(r"{(\w+)}", str(value))}


def looker(stage: str, row: Row) -> str | None:
    """Who looks at a page: somebody to whom it is shown, or is sent on (an address that leads to another)."""
    by_role = dict(zip(ROLES, row.statuses.split(), strict=True))
    shown = [role for role in EYES[stage] if by_role[role] in {"200", "303"}]
    return shown[0] if shown else None


@pytest.mark.parametrize("row", PAGES, ids=lambda row: row.endpoint)
@pytest.mark.parametrize("stage", EYES)
def test_a_page_is_sound(windows, stage, row):
    window = windows(stage)
    role = looker(stage, row)
    if role is None:  # an address that leads nowhere, or says why not: among the pages of errors
        assert set(row.statuses.split()) <= {"303", "403", "404", "409", "503"}
        return
    if stage != "furnished" and not names_in(row) <= set(window.names):
        return  # of somebody, or of something, that is not there yet
    window.enter_as(role)
    status = window.open(address_of(window, row))
    assert status == 200 or stage != "furnished", row.id
    assert status in {200, 404}
    assert window.faults() == []


@pytest.mark.parametrize("endpoint", sorted(NOT_PAGES))
def test_what_is_not_looked_at_is_no_page(windows, endpoint):
    window = windows("furnished")
    row = next(row for row in ROWS if row.endpoint == endpoint and row.method == "GET")
    role = looker("furnished", row)
    answer = window.demonstration.browse(role or "public").get(address_of(window, row))
    assert answer.status_code == (200 if role else 401)  # a program without a token
    assert answer.mimetype != "text/html"


ERRORS = {
    "403": ("aide", f"/{SLUG}/membres", 403),
    "404 on the site": ("public", "/rien/du/tout", 404),
    "404 in the congress": ("elector", f"/{SLUG}/amendements/9999", 404),
    "404, an unknown link": ("public", f"/{SLUG}/connexion/inconnu", 404),
    "405": ("public", f"/{SLUG}/deconnexion", 405),
    "409, decided": ("elector", f"/{SLUG}/amendements/5/rectification", 409),
    "422, a NUL": ("public", f"/{SLUG}/propositions?q=%00", 422),
}


@pytest.mark.parametrize(("role", "path", "status"), ERRORS.values(), ids=ERRORS)
def test_a_page_of_error_is_sound(windows, role, path, status):
    window = windows("furnished")
    window.enter_as(role)
    assert window.open(path) == status
    assert window.faults() == []


REFUSED = {
    "no address": ("public", "connexion", {"email": "ada"}, "n’est pas complète"),
    "a wrong code": ("public", "connexion/code", {"email": "a@b.example", "code": "2222-2222"}, "n’est pas le bon"),
    "an amendment that changes nothing": (
        "elector",
        "propositions/7/amender",
        {"geste": "deposer"},
        "Votre texte est gardé",
    ),
    "an amendment written while signed out": (
        "public",
        "propositions/7/amender",
        {"geste": "garder", "title": "Un titre", "a1": "Un alinéa."},
        "Ce que vous avez écrit",
    ),
    "a draft kept by another window": (
        "elector",
        "amendements/brouillons/{draft}",
        {"geste": "garder", "seen": "something else", "title": "Le mien"},
        "L’autre version, enregistrée à",
    ),
    "a point of view too late": ("elector", "propositions/6/point-de-vue", {"p6-position": "favourable"}, "point"),
    "a vote on another text": ("elector", "scrutins/{poll}/votes", {"right": "{right}", "choice": "for"}, "texte"),
    "no file": ("secretariat", "membres/importer", {}, "choisissez un fichier"),
    "no title": ("secretariat", "seances/{sitting}/points", {"kind": "other"}, ""),
    "no reason": ("secretariat", "amendements/depots/{receipt}/irrecevabilite", {}, ""),
    "a poll is open": (
        "chair",
        "seances/{sitting}/presidence/points/6",
        {"geste": "ouvrir", "vu": "{step}"},
        "scrutin est en cours",
    ),
    "not adopted": ("secretariat", "lettre/figer", {}, "n’est pas adoptée"),
    "somebody else": ("public", "connexion/qui", {"member": "1"}, "Cette personne"),
}


@pytest.mark.parametrize(("role", "path", "fields", "said"), REFUSED.values(), ids=REFUSED)
def test_a_form_refused_is_sound(windows, role, path, fields, said):
    window = windows("furnished")
    window.enter_as(role)
    window.open(f"/{SLUG}/plan")
    filled = {name: value.format(**window.names) for name, value in fields.items()}
    window.send(f"/{SLUG}/" + path.format(**window.names), filled)
    expect(window.page.locator("main")).to_contain_text(said)
    assert window.faults() == []


def test_a_link_that_has_expired_is_sound(windows):
    from accounts.services import SignInPlace, login_link
    from core.unit_of_work import run

    window = windows("furnished")
    app = window.demonstration.app
    place = SignInPlace(SLUG, "Congrès", is_demonstration=True, site_url="")
    clock = app.config["CLOCK"]
    with app.app_context():
        address = run(lambda: login_link("karine.prigent@le-havre.example", place, now=clock.now()))
    window.enter_as("public")
    assert window.open(address) == 200
    assert window.faults() == []
    window.send(address, {})
    assert window.open(address) == 410
    assert window.faults() == []


def test_an_error_of_the_site_is_sound(windows, make_app, empty_database_url, serve):
    """A database without tables: the page of error needs none."""
    window = windows("furnished")
    window.enter_as("public")
    broken = Window(
        window.demonstration, serve(make_app(empty_database_url)), window.page, {}, window.eyes, window.complaints
    )
    assert broken.open("/") == 500
    expect(window.page.locator("body")).to_contain_text("Le site a rencontré une erreur.")
    assert broken.faults() == []


def test_the_letter_as_a_file_is_sound(windows):
    window = windows("adopted")
    html = window.demonstration.browse().get(f"/{SLUG}/lettre.html").text
    window.page.goto("about:blank")
    window.page.set_content(html)
    assert window.faults() == []


def test_pages_in_english_are_sound(windows):
    window = windows("furnished")
    window.enter_as("elector")
    window.page.context.add_cookies([{"name": "langue", "value": "en", "url": window.server.url}])
    for path in ("", "propositions/5", "amendements", "lettre"):
        assert window.open(f"/{SLUG}/{path}") == 200
        assert window.page.get_attribute("html", "lang") == "en"
        assert window.faults() == []
    window.enter_as("public")


def test_the_points_of_view_in_a_row_are_one_light_page(windows):
    for stage in ("imported", "furnished"):
        page = windows(stage).demonstration.browse("elector").get(f"/{SLUG}/points-de-vue")
        assert len(page.data) < 60_000
        assert len(re.findall(r'id="proposition-\d+"', page.text)) == 8
