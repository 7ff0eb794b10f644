"""A number of a few digits has a field of a few digits, on a phone and at a desk."""

import pytest

pytestmark = [pytest.mark.browser, pytest.mark.one_database]
WIDEST = 130  # pixels: eight digits


@pytest.mark.parametrize("width", [360, 1280])
def test_the_numbers_of_the_sections_of_the_minutes_are_short(cast, serve, open_page, width):
    server = serve(cast.app)
    page = open_page(width=width, height=900)
    cookie = cast.browse("sven").get_cookie("session")
    page.context.add_cookies([{"name": "session", "value": cookie.value, "url": server.url}])
    page.goto(server.url + cast.path("regles/proces-verbal"))
    fields = page.locator('.field input[inputmode="numeric"]').all()
    assert len(fields) == 8
    assert {box["width"] <= WIDEST for box in (field.bounding_box() for field in fields)} == {True}
