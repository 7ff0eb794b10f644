"""Whoever a form refuses begins with what is refused."""

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("kind", ['class="error-summary"', 'class="notice bad" role="alert"', "data-begin-here"])
def test_a_refusal_takes_the_focus(show, kind):
    page = show(f'<main><a href="/page">Avant</a><div {kind}>Refusé</div></main>', "refused.js", "null")
    expect(page.get_by_text("Refusé")).to_be_focused()
