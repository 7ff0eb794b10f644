"""A vote is sent until it is known; what its voter reads says so."""

import pytest
from playwright.sync_api import expect

from tests.static.conftest import eventually

pytestmark = pytest.mark.browser
BODY = """<main id="contenu" tabindex="-1"><form class="vote" method="post" action="/envoi">
<button name="choice" value="for">Pour</button><button name="choice" value="against">Contre</button></form>
<template id="vote-incertain"><div class="uncertain"><p data-choice="for">Pour, peut-être</p>
<p data-choice="against">Contre, peut-être</p><a href="/page">Voir</a></div></template></main>"""
KNOWN = "<main id='contenu' tabindex='-1'><h1>Votre vote est enregistré</h1></main>"


@pytest.fixture
def voting(show):
    return show(BODY, "forms/votes.js", "module.sendVotes()", clock=True)


def press(page, scene, name: str) -> None:
    scene.body = KNOWN
    page.get_by_role("button", name=name).click()


@pytest.mark.parametrize("is_page_sent", [False, True])
def test_the_answer_takes_the_place_of_the_question(scene, voting, is_page_sent):
    scene.is_page_sent = is_page_sent
    press(voting, scene, "Pour")
    expect(voting.get_by_role("heading")).to_have_text("Votre vote est enregistré")
    assert scene.sent == [{"choice": "for"}]
    assert voting.url == scene.url + "/suite"
    assert voting.title() == "/suite"
    assert scene.asked.count("/suite") == (0 if is_page_sent else 1)
    expect(voting.get_by_role("heading")).to_be_focused()


def test_what_comes_under_the_finger_takes_no_press_before_it_can_be_read(scene, voting):
    scene.body = BODY.replace("<form", "<h1>Votre vote est enregistré</h1><form")
    voting.evaluate("""() => document.body.insertAdjacentHTML('beforeend', '<p id="annonce" role="status"></p>' +
      '<template id="trop-tot">Pressez de nouveau.</template>')""")
    voting.get_by_role("button", name="Pour").click()
    expect(voting.get_by_role("heading")).to_be_focused()
    voting.get_by_role("button", name="Contre").click()
    assert scene.sent == [{"choice": "for"}]
    expect(voting.locator("#annonce")).to_have_text("Pressez de nouveau.")
    expect(voting.locator("form .said-beside")).to_have_text("Pressez de nouveau.")  # seen, and said once
    expect(voting.locator("form .said-beside")).to_have_attribute("aria-hidden", "true")
    voting.clock.run_for(1_500)
    voting.get_by_role("button", name="Contre").click()
    eventually(lambda: len(scene.sent) == 2)
    assert scene.sent[1] == {"choice": "against"}


def test_a_vote_for_somebody_else_is_told_and_what_was_recorded_before_is_not_told_again(scene, show):
    mine = "<div class='recorded' role='status'><h1>Votre vote est enregistré</h1></div>"
    proxy = "<main id='contenu' tabindex='-1'>" + mine + "<section id='pouvoir-2'>{}</section></main>"
    form = BODY.split(">", 1)[1].replace("</form>", '<input type="hidden" name="right" value="2"></form>')
    page = show(proxy.format(form.removesuffix("</main>")), "forms/votes.js", "module.sendVotes()", clock=True)
    page.evaluate("window.mine = document.querySelector('.recorded')")
    scene.body = proxy.format("<h2>Le vote de Béla est enregistré</h2>" + form.removesuffix("</main>"))
    page.get_by_role("button", name="Contre").click()
    expect(page.get_by_role("heading", level=2)).to_be_focused()
    assert page.evaluate("window.mine.isConnected")
    assert page.evaluate("document.querySelector('form').dataset.voting") is None
    expect(page.get_by_role("button", name="Pour")).not_to_have_attribute("aria-disabled", "true")


def test_a_second_press_is_not_a_second_vote(scene, voting):
    voting.evaluate("""() => {
      const [yes, no] = document.querySelectorAll('button');
      yes.form.requestSubmit(yes);
      window.states = [...document.querySelectorAll('button')].map(one => one.getAttribute('aria-disabled'));
      yes.form.addEventListener('submit', event => event.preventDefault());
      no.form.requestSubmit(no);
    }""")
    eventually(lambda: len(scene.sent) == 1)
    assert voting.evaluate("window.states") == ["true", "true"]
    assert scene.sent == [{"choice": "for"}]


def test_a_vote_that_is_long_on_its_way_says_so_until_it_is_known(scene, voting):
    voting.evaluate("""() => document.body.insertAdjacentHTML('beforeend', '<p id="annonce" role="status"></p>' +
      '<template id="vote-en-route">En cours d’envoi.</template>')""")
    held = []

    def hold(route) -> None:
        held.append(route)

    voting.route("**/envoi", hold, times=1)
    press(voting, scene, "Pour")
    voting.clock.run_for(1_400)
    expect(voting.locator(".said-beside")).to_have_count(0)
    voting.clock.run_for(200)
    expect(voting.locator("form .said-beside")).to_have_text("En cours d’envoi.")
    expect(voting.locator("#annonce")).to_have_text("En cours d’envoi.")
    held[0].continue_()
    expect(voting.get_by_role("heading")).to_have_text("Votre vote est enregistré")
    expect(voting.locator(".said-beside")).to_have_count(0)
    assert scene.sent == [{"choice": "for"}]


def test_an_answer_that_is_lost_says_which_vote_and_the_same_one_is_sent_again(scene, voting):
    scene.failing = 2
    press(voting, scene, "Contre")
    expect(voting.locator("main")).to_contain_text("Contre, peut-être")
    expect(voting.locator("main")).not_to_contain_text("Pour, peut-être")
    expect(voting.get_by_role("link")).to_be_focused()
    voting.clock.run_for(4_000)
    eventually(lambda: len(scene.sent) == 2)
    expect(voting.locator(".uncertain")).to_have_count(1)
    voting.clock.run_for(6_000)
    expect(voting.get_by_role("heading")).to_have_text("Votre vote est enregistré")
    assert scene.sent == [{"choice": "against"}] * 3


def test_a_network_that_is_cut_is_an_answer_that_is_lost(scene, voting):
    voting.route("**/envoi", lambda route: route.abort(), times=1)
    press(voting, scene, "Pour")
    expect(voting.locator("main")).to_contain_text("Pour, peut-être")
    assert scene.sent == []
    voting.clock.run_for(4_000)
    expect(voting.get_by_role("heading")).to_have_text("Votre vote est enregistré")
    assert scene.sent == [{"choice": "for"}]


def test_to_verify_tries_again_inside_the_page(scene, voting):
    voting.route("**/envoi", lambda route: route.abort(), times=1)
    press(voting, scene, "Pour")
    voting.get_by_role("link", name="Voir").click()
    expect(voting.get_by_role("heading")).to_have_text("Votre vote est enregistré")
    assert scene.sent == [{"choice": "for"}]
    assert voting.url == scene.url + "/suite"


def test_who_votes_for_somebody_else_reads_whose_vote_is_not_known(scene, show):
    form = BODY.split(">", 1)[1].split("<template", 1)[0]
    own = f'<div role="group" aria-label="Votre vote">{form}</div>'
    proxy = f'<div role="group" aria-label="Vote au nom de Béla">{form}</div>'
    words = BODY[BODY.index("<template") :].replace('uncertain">', 'uncertain"><h1>Est-il arrivé ?</h1>')
    page = show(f'<main id="contenu" tabindex="-1">{own}{proxy}{words}', "forms/votes.js", "module.sendVotes()")
    page.route("**/envoi", lambda route: route.abort())
    page.get_by_role("group", name="Vote au nom de Béla").get_by_role("button", name="Contre").click()
    expect(page.locator(".uncertain")).to_contain_text("Vote au nom de Béla")
    expect(page.locator(".uncertain")).to_contain_text("Contre, peut-être")


def test_a_network_that_is_back_sends_the_vote_at_once_though_the_page_waits_too(scene, voting):
    voting.route("**/envoi", lambda route: route.abort(), times=1)
    press(voting, scene, "Pour")
    expect(voting.locator("main")).to_contain_text("Pour, peut-être")
    voting.evaluate("import('/static/js/src/live/pause.js').then(pause => { pause.wait(60000); })")
    voting.evaluate("window.dispatchEvent(new Event('online'))")
    expect(voting.get_by_role("heading")).to_have_text(
        "Votre vote est enregistré", timeout=2_500
    )  # the pause is of 4 s
    assert scene.sent == [{"choice": "for"}]


def test_an_order_of_options_whose_answer_is_lost_is_told_and_sent_again(scene, show):
    order = BODY.replace('<button name="choice" value="for">Pour</button>', "<button>Voter dans cet ordre</button>")
    order = order.replace('<p data-choice="for">Pour', '<p data-choice="">L’ordre donné')
    page = show(order, "forms/votes.js", "module.sendVotes()", clock=True)
    page.route("**/envoi", lambda route: route.abort(), times=1)
    press(page, scene, "Voter dans cet ordre")
    expect(page.locator("main")).to_contain_text("L’ordre donné, peut-être")
    expect(page.locator("main")).not_to_contain_text("Contre, peut-être")
    page.get_by_role("link", name="Voir").click()
    expect(page.get_by_role("heading")).to_have_text("Votre vote est enregistré")


def test_an_order_that_is_recorded_holds_the_page_no_more(scene, show):
    def ballot(right: int, chosen: str = "") -> str:
        ranks = "".join(
            f"<option{' selected' if rank == chosen else ''}>{rank}</option>" for rank in ("sans", "1", "2")
        )
        return (
            f'<form class="vote" method="post" action="/envoi"><input type="hidden" name="right" value="{right}">'
            f'<select id="s{right}" name="rang-o1">{ranks}</select><button>Voter {right}</button></form>'
        )

    page = '<main id="contenu" tabindex="-1"><div id="scrutin" data-live data-filled>{}</div></main>'
    shown = show(page.format(ballot(1) + ballot(2)), "forms/votes.js", "module.sendVotes()")
    shown.locator("#s1").select_option("1")
    shown.locator("#s2").select_option("2")
    scene.body = page.replace(" data-filled", "").format(f"<h1>Enregistré</h1>{ballot(1, '1')}{ballot(2)}")
    shown.get_by_role("button", name="Voter 1").click()
    expect(shown.get_by_role("heading")).to_be_focused()
    assert shown.locator("[data-filled]").count() == 1, "the other order is half made"
    assert [shown.locator(one).input_value() for one in ("#s1", "#s2")] == ["1", "2"]
    shown.wait_for_timeout(1_600)  # a button that just came takes no press
    scene.body = page.replace(" data-filled", "").format(f"<h1>Enregistrés</h1>{ballot(1, '1')}{ballot(2, '2')}")
    shown.get_by_role("button", name="Voter 2").click()
    expect(shown.get_by_role("heading")).to_have_text("Enregistrés")
    assert shown.locator("[data-filled]").count() == 0
