"""Every page in a browser: nothing that axe finds wrong, nothing that scrolls sideways, nothing too heavy.

With data (in mid-sitting, and once all is decided), empty (the folder alone), in error: at 360 and 1280 pixels, and at
320 for what scrolls. A page is loaded once, and its window resized.
"""

import re
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from typing import Any

import pytest
from flask import url_for

from tests.house.test_matrix import ROWS, Row, _names
from tests.support.browser import LiveServer, serving
from tests.support.demonstration import ROLES, SLUG, Demonstration

pytestmark = [pytest.mark.browser, pytest.mark.one_database]

HEAVIEST = 150_000  # bytes of a page with its style sheet, scripts and fonts, pictures apart
# Who looks: the first of these roles to whom the row answers 200.
EYES = {
    "furnished": ("elector", "chair", "secretariat"),
    "adopted": ("public", "chair", "elector", "secretariat"),
    "imported": ("secretariat", "chair", "elector"),
}
NOT_PAGES = {"site.health", "amendments.table", "amendments.table_of_proposal", "sittings.state", "letter.download"}
PAGES = [row for row in ROWS if row.method == "GET" and row.endpoint not in NOT_PAGES]
# The page itself, and what it has the browser fetch; what the browser kept from an earlier page is weighed all the same.
PARTS = """() => ({
  page: performance.getEntriesByType('navigation')[0].encodedBodySize,
  names: performance.getEntriesByType('resource').map(entry => new URL(entry.name).pathname),
})"""
PICTURES = (".svg", ".png", ".jpg", ".ico")


@dataclass
class Window:
    """One browser window for all the pages of a stage; a role is a cookie."""

    demonstration: Demonstration
    server: LiveServer
    page: Any
    names: dict[str, object]
    complaints: list[str] = field(default_factory=list)
    weights: dict[str, int] = field(default_factory=dict)

    def enter_as(self, role: str) -> None:
        """Look as this role from now on."""
        self.page.context.clear_cookies()
        browser = self.demonstration.browse(role)
        browser.get("/healthz")
        cookie = browser.get_cookie("session")
        if cookie is not None:
            self.page.context.add_cookies([{"name": "session", "value": cookie.value, "url": self.server.url}])

    def open(self, path: str) -> int:
        """The status of a page, loaded in a window of 360 pixels."""
        self.complaints.clear()
        self.page.set_viewport_size({"width": 360, "height": 800})
        answer = self.page.goto(self.server.url + path)
        return int(answer.status)

    def send(self, path: str, fields: dict[str, str]) -> None:
        """The page that answers a form."""
        self.page.evaluate(
            """([action, fields]) => {
              const form = Object.assign(document.createElement('form'), {method: 'post', action});
              for (const [name, value] of Object.entries(fields))
                form.append(Object.assign(document.createElement('input'), {type: 'hidden', name, value}));
              document.body.append(form);
            }""",
            [path, fields],
        )
        with self.page.expect_navigation():
            self.page.evaluate("() => document.querySelector('body > form:last-child').submit()")
        self.page.set_viewport_size({"width": 360, "height": 800})

    def weight(self) -> int:
        """Bytes that the page takes on the network when nothing is known yet: itself, style, scripts, fonts."""
        parts = self.page.evaluate(PARTS)
        names = {name for name in parts["names"] if name.startswith("/static/") and not name.endswith(PICTURES)}
        return int(parts["page"]) + sum(map(self.weight_of, names))

    def weight_of(self, name: str) -> int:
        """Bytes of one file as it travels."""
        if name not in self.weights:
            with self.demonstration.app.test_client().get(name, headers={"Accept-Encoding": "gzip"}) as answer:
                self.weights[name] = len(answer.data)
        return self.weights[name]

    def faults(self) -> list[str]:
        """What is wrong with the page that is open; none on a good page."""
        page = self.page
        page.evaluate("() => document.fonts.ready.then(() => true)")
        weight = self.weight()
        page.evaluate(AXE)
        found = [f"{weight} bytes"] if weight > HEAVIEST else []
        found += _violations(page, 360)
        page.set_viewport_size({"width": 320, "height": 800})
        width = page.evaluate("document.documentElement.scrollWidth")
        found += [f"{width} pixels wide in a window of 320"] if width > 320 else []
        page.set_viewport_size({"width": 1280, "height": 900})
        found += _violations(page, 1280)
        return found + self.complaints


def _axe() -> str:
    from axe_playwright_python.base import AXE_SCRIPT

    return str(AXE_SCRIPT)


AXE = _axe()


def _violations(page: Any, width: int) -> list[str]:
    found = page.evaluate("() => axe.run(document, {resultTypes: ['violations']}).then(found => found.violations)")
    return [
        f"at {width}: {rule['id']}: {node['target']} {node['html'][:120]}" for rule in found for node in rule["nodes"]
    ]


@pytest.fixture(scope="module")
def windows(browser, read_demonstration) -> Iterator[Any]:
    """`windows(stage)`: the window on that stage, opened at the first need."""
    opened: dict[str, Window] = {}
    with ExitStack() as running:

        def get(stage: str) -> Window:
            if stage not in opened:
                demonstration = read_demonstration(stage)
                server = running.enter_context(serving(demonstration.app))
                context = browser.new_context(locale="fr-FR", timezone_id="Europe/Paris")
                running.callback(context.close)
                page = context.new_page()
                window = Window(demonstration, server, page, _known(demonstration))
                page.on("pageerror", lambda error: window.complaints.append(str(error)))
                page.on("console", lambda message: _note(message, window.complaints))
                opened[stage] = window
            return opened[stage]

        yield get


def _note(message: Any, complaints: list[str]) -> None:
    if message.type == "error" and "Failed to load resource" not in message.text:
        complaints.append(message.text)


def _known(demonstration: Demonstration) -> dict[str, object]:
    """What stands in a stage, by the names of the rows."""
    with demonstration.app.app_context():
        if demonstration.stage == "furnished":
            return _names()
        from congress.chamber_queries import sittings_of
        from congress.models import Congress
        from core.database import session
        from voting.models import Poll

        sitting = sittings_of(session().query(Congress).one().id)[-1].number
        last = session().query(Poll.number).order_by(Poll.number.desc()).limit(1).scalar()
        return {"sitting": sitting, "poll": last or 1, "draft": 1}


def address_of(window: Window, row: Row) -> str:
    values = {
        key: value.format(**window.names) if isinstance(value, str) else value for key, value in row.values.items()
    }
    values["slug"] = SLUG
    rule = next(window.demonstration.app.url_map.iter_rules(row.endpoint))
    with window.demonstration.app.test_request_context():
        return url_for(row.endpoint, **{name: values[name] for name in rule.arguments})


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
    if role is None:  # an address that leads nowhere: among the pages of errors
        assert row.statuses.split() == ["404"] * len(ROLES)
        return
    window.enter_as(role)
    status = window.open(address_of(window, row))
    assert status == 200 or stage != "furnished", row.id
    assert status in {200, 404}
    assert window.faults() == []


@pytest.mark.parametrize("endpoint", sorted(NOT_PAGES))
def test_what_is_not_looked_at_is_no_page(windows, endpoint):
    window = windows("furnished")
    row = next(row for row in ROWS if row.endpoint == endpoint and row.method == "GET")
    answer = window.demonstration.browse("elector").get(address_of(window, row))
    assert answer.status_code == 200
    assert answer.mimetype != "text/html"


ERRORS = {
    "403": ("aide", f"/{SLUG}/membres", 403),
    "404 on the site": ("public", "/rien/du/tout", 404),
    "404 in the congress": ("elector", f"/{SLUG}/amendements/9999", 404),
    "404, an unknown link": ("public", f"/{SLUG}/connexion/inconnu", 404),
    "405": ("public", f"/{SLUG}/deconnexion", 405),
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
    "a point of view too late": ("elector", "propositions/6/point-de-vue", {"p6-position": "favourable"}, "point"),
    "a vote on another text": ("elector", "scrutins/{poll}/votes", {"right": "{right}", "choice": "for"}, "texte"),
    "no file": ("secretariat", "membres/importer", {}, "choisissez un fichier"),
    "no title": ("secretariat", "seances/{sitting}/points", {"kind": "other"}, ""),
    "no reason": ("secretariat", "amendements/depots/{receipt}/irrecevabilite", {}, ""),
    "a poll is open": ("chair", "seances/{sitting}/presidence/points/6", {"geste": "ouvrir"}, "scrutin est en cours"),
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
    assert said in window.page.inner_text("main")
    assert window.faults() == []


def test_a_link_that_has_expired_is_sound(windows):
    from accounts.services import Place, login_link
    from core.unit_of_work import run

    window = windows("furnished")
    app = window.demonstration.app
    place = Place(SLUG, "Congrès", is_demonstration=True, site_url="")
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
    broken = Window(window.demonstration, serve(make_app(empty_database_url)), window.page, {}, window.complaints)
    assert broken.open("/") == 500
    assert "Le site a rencontré une erreur." in window.page.inner_text("body")
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
