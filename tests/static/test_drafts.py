"""A draft keeps itself while it is written; leaving asks as long as something typed is nowhere else."""

import pytest

from tests.static.conftest import eventually

pytestmark = pytest.mark.browser
PAGE = """<span data-kept></span><p role="status" data-told></p>
<form method="post" action="/suite" data-draft="/brouillon" data-lost="Pas encore enregistré.">
<input type="hidden" name="csrf_token" value="old"><input type="hidden" name="seen" value="">
<label>Texte <textarea name="a3"></textarea></label><button name="geste" value="fermer">Fermer</button></form>"""
MODULES = """Promise.all([import('/static/js/src/writing/leaving.js'), import('/static/js/src/writing/drafts.js')])
.then(([leaving, drafts]) => drafts.keepDrafts(leaving.askBeforeLeaving()))"""


@pytest.fixture
def write(scene, page):
    """The page of a draft, its clock in the test's hands."""
    scene.body = PAGE
    page.clock.install()
    page.goto(scene.url + "/page")
    page.evaluate(MODULES)
    return page


def types(page, words: str, seconds: int = 3) -> None:
    page.get_by_label("Texte").fill(words)
    page.clock.run_for(seconds * 1000)


def said(page) -> tuple[str, str]:
    return page.locator("[data-kept]").inner_text(), page.get_by_role("status").inner_text()


def test_a_draft_keeps_itself_and_its_page_moves_to_its_address(scene, write):
    types(write, "un")
    eventually(lambda: said(write) == ("Enregistré à 9 h 1", "Enregistré à 9 h 1"))
    assert [kept["a3"] for kept in scene.sent] == ["un"] and write.url.endswith("/brouillon/1")
    types(write, "un deux", 11)
    eventually(lambda: said(write) == ("Enregistré à 9 h 2", "Enregistré à 9 h 1")), "the hour is shown, not said again"
    assert scene.sent[1]["seen"] == "1" and scene.asked[-1] == "/brouillon/1"
    write.clock.run_for(60_000)
    assert len(scene.sent) == 2, "nothing typed, nothing sent"


def test_what_is_not_kept_says_so_stays_and_goes_again(scene, write):
    scene.failing = 2
    types(write, "un")
    eventually(lambda: said(write)[0] == "Pas encore enregistré.")
    write.clock.run_for(60_000)
    eventually(lambda: said(write)[1].startswith("Enregistré"))
    assert write.get_by_label("Texte").input_value() == "un"
    scene.refusal = (403, {"said": "Connectez-vous dans un autre onglet.", "token": "new"})
    types(write, "un deux", 11)
    eventually(lambda: said(write)[0] == "Connectez-vous dans un autre onglet.")
    assert scene.sent[-1]["csrf_token"] == "new", "tried once more with the token of today"
    scene.refusal = None
    write.clock.run_for(60_000)
    eventually(lambda: said(write)[0].startswith("Enregistré"))
    scene.refusal = (409, {"said": "Dans une autre fenêtre."})
    types(write, "un deux trois", 11)
    eventually(lambda: said(write)[0] == "Dans une autre fenêtre.")
    before = len(scene.sent)
    write.clock.run_for(120_000)
    assert len(scene.sent) == before, "nothing goes over what another window kept"


def test_leaving_asks_only_while_something_is_kept_nowhere(scene, write):
    asked = []
    write.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))
    write.get_by_label("Texte").press_sequentially("un")
    write.goto(scene.url + "/page")
    assert asked == ["beforeunload"]
    write.evaluate(MODULES)
    write.get_by_label("Texte").press_sequentially("un")
    write.clock.run_for(3000)
    eventually(lambda: said(write)[0].startswith("Enregistré"))
    write.goto(scene.url + "/page")
    write.evaluate(MODULES)
    write.get_by_label("Texte").press_sequentially("un")
    write.get_by_role("button").click()
    write.wait_for_url("**/suite")
    assert asked == ["beforeunload"], "neither once it is kept, nor as it is sent"


def test_ticks_that_are_soon_made_again_hold_nobody(scene, page):
    """« Tout cocher », « Chercher » beside a form of boxes."""
    asked = []
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))
    for kind, count in (("", 1), (" data-ticked", 1)):
        scene.body = (
            f'<form method="post" action="/suite"{kind}><label>Un <input type="checkbox" name="un"></label></form>'
        )
        page.goto(scene.url + "/page")
        page.evaluate(MODULES)
        page.get_by_label("Un").check()
        page.goto(scene.url + "/page")
        assert len(asked) == count


COPY = "<div data-copy hidden>le <span data-when></span><button data-take>Reprendre</button><button data-forget></button></div>"
OF_ADA = PAGE.replace("<form", '<form data-hand="ada" data-stays="La page reste ouverte."').replace(
    '<input type="hidden" name="seen"', '<input type="hidden" name="sheet" value="one"><input type="hidden" name="seen"'
)
COPIES = "Object.keys(localStorage).map((name) => JSON.parse(localStorage.getItem(name)).typed)"


def test_without_network_a_press_keeps_the_page_and_a_copy_that_goes_once_the_server_has_it(scene, page):
    """The copy is of the member who writes: offered to nobody else, and wiped as soon as another one writes."""

    def come(body: str) -> None:
        scene.body = COPY + body
        page.goto(scene.url + "/page")
        page.evaluate(MODULES)

    page.on("dialog", lambda dialog: dialog.accept())
    page.clock.install()
    come(OF_ADA)
    page.context.set_offline(True)
    page.get_by_label("Texte").fill("un\ndeux")
    page.get_by_role("button", name="Fermer").click()
    eventually(lambda: page.get_by_role("alert").all_inner_texts() == ["La page reste ouverte."])
    assert page.url.endswith("/page") and page.evaluate(COPIES) == ['[["a3","un\\ndeux"]]']
    page.context.set_offline(False)
    page.clock.run_for(5000)
    eventually(lambda: said(page)[0].startswith("Enregistré"))
    assert page.evaluate(COPIES) == [] and page.get_by_role("alert").count() == 0
    assert [kept["a3"] for kept in scene.sent] == ["un\ndeux"]
    page.get_by_label("Texte").fill("un\ntrois")
    page.clock.run_for(1000)
    come(OF_ADA.replace('data-draft="/brouillon"', 'data-draft="/brouillon/1"').replace('"one"', '"two"'))
    page.get_by_role("button", name="Reprendre").click()
    eventually(lambda: scene.sent[-1].get("geste") == "reprendre")
    taken = scene.sent[-1]
    assert (taken["a3"], taken["sheet"], taken["seen"], taken["csrf_token"]) == ("un\r\ntrois", "one", "1", "old")
    assert scene.asked[-2:] == ["/brouillon/1", "/suite"], (
        "the server gives the page back: what changed since is not written over"
    )
    come(OF_ADA.replace('"ada"', '"bela"').replace('data-draft="/brouillon"', 'data-draft="/brouillon/1"'))
    assert not page.locator("[data-copy]").is_visible() and page.evaluate(COPIES) == []


def test_a_form_that_keeps_no_draft_stays_as_well_and_goes_once_the_site_answers(scene, show):
    page = show('<form method="post" action="/suite"><p><button>Envoyer</button></p></form>', "writing/network.js",
                "module.holdWithoutNetwork('Rien n’est parti.')")  # fmt: skip
    page.context.set_offline(True)
    page.get_by_role("button").click()
    eventually(lambda: page.get_by_role("alert").all_inner_texts() == ["Rien n’est parti."])
    page.context.set_offline(False)
    page.get_by_role("button").click()
    page.wait_for_url("**/suite")


def test_a_button_pressed_again_while_its_answer_is_awaited_sends_nothing_more(scene, page):
    """A thumb that trembles: the second press would say that the first one did nothing."""
    scene.body = PAGE.replace("<form", '<form target="answer"') + '<iframe name="answer" title="Réponse"></iframe>'
    page.goto(scene.url + "/page")
    page.evaluate(MODULES)
    for _press in range(2):
        page.get_by_role("button", name="Fermer").click()
        page.frame_locator("iframe").locator("body").wait_for()
        eventually(lambda: scene.asked[-1] == "/suite")
    page.get_by_role("button", name="Fermer").click()
    page.wait_for_timeout(300)
    assert scene.asked.count("/suite") == 2, "one post, and the page that it leads to"
    page.evaluate("dispatchEvent(new PageTransitionEvent('pageshow'))")
    page.get_by_role("button", name="Fermer").click()
    eventually(lambda: scene.asked.count("/suite") == 4)


def test_the_arrow_leads_back_to_a_sheet_that_answered_a_form(scene, page):
    """« Voir les différences », « Déposer », then back: no « Confirmer le nouvel envoi du formulaire »."""
    scene.body = PAGE.replace('action="/suite"', 'action="/page"')
    page.goto(scene.url + "/page")
    with page.expect_navigation():
        page.evaluate("document.forms[0].submit()")
    page.evaluate(MODULES)
    page.goto(scene.url + "/suite")
    page.go_back()
    assert page.url.endswith("/page") and page.get_by_label("Texte").is_visible()
