"""A form is sent once, however often its button is pressed."""

import pytest
from flask import get_template_attribute

from tests.static.conftest import eventually

pytestmark = pytest.mark.browser
FORM = """<form method="{method}" action="{action}" target="answer"><button>Envoyer</button></form>
<iframe name="answer" title="Réponse"></iframe>"""
POST = FORM.format(method="post", action="/envoi")
START = "module.sendOnce()"


def press(page, scene) -> None:
    """Press, and let the answer come: a form whose answer is there can be sent again."""
    page.get_by_role("button").click()
    page.frame_locator("iframe").locator("form").wait_for(state="attached")


@pytest.mark.parametrize(("start", "times"), [(START, 1), ("", 2)], ids=["with the module", "without it"])
def test_a_button_pressed_twice(scene, show, start, times):
    page = show(POST, "forms/once.js", start)
    press(page, scene)
    press(page, scene)
    eventually(lambda: len(scene.sent) == times)


def test_a_search_is_made_as_often_as_wanted(scene, show):
    page = show(FORM.format(method="get", action="/suite"), "forms/once.js", START)
    press(page, scene)
    press(page, scene)
    eventually(lambda: scene.asked.count("/suite") == 2)


@pytest.mark.parametrize("start", [START, ""], ids=["with the module", "without it"])
def test_enter_in_a_field_or_on_a_box_sends_nothing_where_the_form_says_so(app, scene, show, start):
    with app.test_request_context():
        nobody = str(get_template_attribute("macros/forms.html", "pressed_by_nobody")())
    fields = '<input name="sieges" required><input type="checkbox" name="impose">'
    page = show(POST.replace("<button>", f"{nobody}{fields}<button>"), "forms/once.js", start)
    for field in ("sieges", "impose"):
        page.locator(f"[name={field}]").press("Enter")
    page.locator("[name=sieges]").fill("2")
    page.locator("[name=impose]").press("Enter")
    assert scene.sent == []
    press(page, scene)
    eventually(lambda: len(scene.sent) == 1)


def test_a_form_that_something_else_stopped_was_not_sent(scene, show):
    page = show(POST, "forms/once.js", START)
    page.evaluate("document.forms[0].addEventListener('submit', event => event.preventDefault(), {once: true})")
    page.get_by_role("button").click()
    assert scene.sent == []
    press(page, scene)
    eventually(lambda: len(scene.sent) == 1)


def test_a_page_that_one_comes_back_to_sends_again(scene, show):
    page = show(POST, "forms/once.js", START)
    press(page, scene)
    page.evaluate("dispatchEvent(new PageTransitionEvent('pageshow'))")
    press(page, scene)
    eventually(lambda: len(scene.sent) == 2)
