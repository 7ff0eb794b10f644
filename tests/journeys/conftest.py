"""Journeys: several people, each with a browser, on one site that began empty."""

import re
import shutil
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest

from tests.journeys.before_a_browser import BrowserUser
from tests.journeys.by_post import FormSender
from tests.journeys.person import Person
from tests.journeys.site import PARIS, Site
from tests.journeys.village import Village
from tests.support.browser import LiveServer
from tests.support.cast import build_congress
from tests.support.clock import FrozenClock
from tests.support.databases import Databases
from tests.support.network import Mailbox
from tests.support.session import KINDS, ROOT

SLUG = "elus-2020"


@pytest.fixture
def clock() -> FrozenClock:
    """Thursday 8 October 2020, nine in Paris: points of view and amendments close within days, the sitting is on Monday."""
    return FrozenClock(datetime(2020, 10, 8, 9, tzinfo=PARIS))


@pytest.fixture
def app_config(smtp: Mailbox) -> dict[str, object]:
    """Mail leaves by SMTP."""
    return {"SMTP_URL": f"smtp://{smtp.host}:{smtp.port}", "MAIL_FROM": "congres@elus.example"}


@pytest.fixture
def site(live_server: LiveServer, smtp: Mailbox, clock: FrozenClock) -> Site:
    """A site without a row in its tables; its mails lead to it."""
    live_server.app.config["SITE_URL"] = live_server.url
    return Site(live_server, smtp, clock, SLUG)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The congress shipped with the project, as a real one: under a name of its own, no demonstration."""
    path = tmp_path / "congres"
    shutil.copytree(ROOT / "demo" / "data" / "congres-2020", path)
    file = path / "congress.toml"
    said = file.read_text(encoding="utf-8")
    said, renamed = re.subn(r'(?m)^slug = ".*"$', f'slug = "{SLUG}"', said)
    said, made_real = re.subn(r"(?m)^demonstration = true.*$", "demonstration = false", said)
    assert (renamed, made_real) == (1, 1)
    file.write_text(said, encoding="utf-8")
    return path


@pytest.fixture
def village(live_server: LiveServer, smtp: Mailbox, clock: FrozenClock) -> Village:
    """The small congress of the tests, nine members who vote, three proposals, on a site of its own."""
    live_server.app.config["SITE_URL"] = live_server.url
    cast = build_congress(live_server.app)
    return Village(live_server, smtp, clock, cast.slug, cast)


@pytest.fixture
def somebody(request: pytest.FixtureRequest, database: Databases) -> Callable[..., Person]:
    """A person before a new browser: `somebody(site, width=360, javascript=False)`.

    The database changes nothing in what a browser does: a journey made on two is made there on the first, and by the
    same forms and links, without a browser, on the other.
    """
    if database.kind != KINDS[request.config.getoption("--database")][0]:
        return lambda site, **_: FormSender(site)
    open_page, violations = map(request.getfixturevalue, ("open_page", "violations"))

    def sit_down(site: Site, **options: object) -> BrowserUser:
        return BrowserUser(site, open_page(**options), violations if options.get("javascript", True) else None)

    return sit_down
