"""The plenary as most tests of these pages begin with it: not open yet, or open on its first item."""

import pytest

from tests.support.plenary import Plenary


@pytest.fixture
def plenary(cast):
    """The plenary of the congress, planned; a file that begins further on says so."""
    return Plenary.of(cast)


@pytest.fixture
def discussing(plenary):
    """The plenary open, everybody there, its first item in discussion."""
    plenary.open()
    plenary.discuss()
    return plenary


@pytest.fixture
def hall(live_server, cast):
    """The plenary on a live server, of which the file that asks for it says that its cast is (`find_cast`)."""
    plenary = Plenary.of(cast)
    plenary.server = live_server
    return plenary


@pytest.fixture
def look(hall, open_page):
    """`look("ada", "scrutins/1")`: the page in ada's browser."""

    def open_(name: str, rest: str, **options):
        page = open_page(**options)
        cookie = hall.cast.browse(name).get_cookie("session")
        page.context.add_cookies([{"name": "session", "value": cookie.value, "url": hall.server.url}])
        if options.get("javascript", True):
            page.clock.install()  # it runs as any clock does, until a test passes a pause by
        page.goto(hall.server.url + hall.cast.path(rest))
        return page

    return open_
