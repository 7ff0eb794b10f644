"""The attendance sheet on a desk: what marks a person is one line, whoever it is."""

import pytest

from congress.models import Member
from core.database import session
from tests.support.cast import Cast, find_cast
from tests.support.plenary import Plenary

pytestmark = [pytest.mark.browser, pytest.mark.one_database]
LINES = """() => [...document.querySelectorAll(".to-sign .btn")].map((one) => {
  const style = getComputedStyle(one);
  const words = document.createRange();
  words.selectNodeContents(one.firstChild);
  return Math.round(words.getBoundingClientRect().height / parseFloat(style.lineHeight));
})"""


@pytest.fixture
def cast(live_server) -> Cast:
    return find_cast(live_server.app)


def take_long_office(cast: Cast) -> None:
    """A cell that takes all the width that the others leave."""
    session().get_one(Member, cast.ids["ada"]).office = "vice-présidente chargée des mobilités, du numérique " * 4


@pytest.mark.parametrize("width", [1280, 768, 360])
def test_the_button_beside_each_name_is_one_line(live_server, cast, open_page, width):
    plenary, page = Plenary.of(cast), open_page(width=width, height=900)
    cookie = cast.browse("sven").get_cookie("session")
    page.context.add_cookies([{"name": "session", "value": cookie.value, "url": live_server.url}])
    cast.run(lambda: take_long_office(cast))
    plenary.open("bela", "emile", "fatou", "gaspard", "hana", "iris")
    page.goto(live_server.url + cast.path("seances/2/emargement"))
    lines = page.evaluate(LINES)
    assert len(lines) == 9 and set(lines) == {1}
