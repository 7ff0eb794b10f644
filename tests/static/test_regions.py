"""Live regions take the place of what they were, never while something is being filled in."""

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser
BODY = """<div id="one" data-live class="old"><p>avant</p></div>
<div id="two" data-live><p>constant</p><input type="hidden" name="csrf_token" value="a"></div>"""
FRESH = """<div id="one" data-live class="new"><p>après</p></div>
<div id="two" data-live><p>constant</p><input type="hidden" name="csrf_token" value="b"></div>"""
SWAP = "body => module.swap(new DOMParser().parseFromString(body, 'text/html'), '/suite')"


def swap(page, body: str) -> bool:
    return page.evaluate(SWAP, body)


@pytest.fixture
def regions(show):
    return lambda body: show(body, "live/regions.js", "module.markWhatIsFilled()")


def test_what_changed_is_shown_with_its_class(regions):
    page = regions(BODY)
    assert swap(page, FRESH) is True
    expect(page.locator("#one")).to_have_text("après")
    expect(page.locator("#one")).to_have_class("new")


def test_what_differs_by_its_token_alone_is_left_where_it_is(regions):
    page = regions(BODY)
    page.evaluate("window.kept = document.querySelector('#two p')")
    assert swap(page, FRESH) is True
    assert page.evaluate("document.querySelector('#two p') === window.kept")


def test_what_was_unfolded_stays_so(regions):
    body = '<div id="one" data-live>{}<details><summary>A</summary>a</details><details><summary>B</summary>b</details></div>'
    page = regions(body.format("avant"))
    page.locator("summary", has_text="B").click()
    assert swap(page, body.format("après")) is True
    assert page.evaluate("[...document.querySelectorAll('details')].map(one => one.open)") == [False, True]


FORM = '<form><input aria-label="Mot"></form>'


def type_a_word(page):
    page.get_by_label("Mot").fill("mot")
    page.evaluate("document.activeElement.blur()")


BUSY = {
    "somebody typed in it": (FORM, type_a_word),
    "somebody is about to": (FORM, lambda page: page.get_by_label("Mot").focus()),
    "its form leaves": (FORM, lambda page: page.evaluate("document.forms[0].dataset.sent = 'yes'")),
    "its form is unfolded": (
        f"<details><summary>Ouvrir</summary>{FORM}</details>",
        lambda page: page.locator("summary").click(),
    ),
}


@pytest.mark.parametrize(("inside", "act"), BUSY.values(), ids=BUSY)
def test_a_region_in_use_waits_and_the_others_do_not(regions, inside, act):
    body = '<div id="one" data-live>{0}' + inside + '</div><div id="two" data-live>{0}</div>'
    page = regions(body.format("avant"))
    act(page)
    assert swap(page, body.format("après")) is False
    expect(page.locator("#one")).to_contain_text("avant")
    expect(page.locator("#two")).to_have_text("après")


def test_regions_of_a_step_go_to_the_next_one_together(regions):
    body = (
        '<div id="one" data-live data-step="{0}">{0}<details><summary>Annuler</summary>' + FORM + "</details></div>"
        '<div id="two" data-live data-step="{0}">{0}</div><div id="room" data-live>{0}</div>'
    )
    page = regions(body.format("ouvert"))
    page.locator("summary").click()
    assert swap(page, body.format("clos")) is False
    assert page.locator("#two").text_content() == "ouvert"
    assert page.locator("#room").text_content() == "clos"
    page.locator("summary").click()
    assert swap(page, body.format("clos")) is True
    assert page.locator("#two").text_content() == "clos"


def test_a_refusal_stays_until_the_next_step(regions):
    body = '<div id="one" data-live data-step="{0}">{0} {1}</div>'
    page = regions('<p class="refusal">Trop tard.</p>' + body.format("clos", 1))
    assert swap(page, body.format("clos", 2)) is True
    expect(page.locator(".refusal")).to_have_text("Trop tard.")
    assert swap(page, body.format("proclamé", 3)) is True
    expect(page.locator(".refusal")).to_have_count(0)


def test_a_region_that_is_no_more_has_the_page_loaded_again(regions, scene):
    page = regions(BODY)
    scene.body = "<p>La suite</p>"
    swap(page, scene.body)
    page.wait_for_url("**/suite")
    expect(page.locator("body")).to_have_text("La suite")


PLACES = {  # what has the focus, what the page becomes, what has the focus then
    "the same link elsewhere": ("#one a", "<ul><li><a href='/2'>B</a></li><li><a href='/1'>A</a></li></ul>", "A"),
    "a link that is gone": ("#one a", "<ul><li><a href='/2'>B</a></li></ul>", "Scrutins"),
    "a button that does something else": ("#one button", "<button>Clore</button>", "Scrutins"),
    "a link beside what changed": ("#two a", "<p>rien</p>", "Ailleurs"),
    "nothing": ("", "<p>rien</p>", ""),
}


def test_the_focus_stays_where_it_was_or_goes_to_the_heading(regions):
    body = '<main class="section"><h2>Scrutins</h2><div id="one" data-live>{}</div></main><div id="two" data-live><a href="/3">Ailleurs</a> {}</div>'
    before = "<ul><li><a href='/1'>A</a></li></ul><button>Ouvrir</button>"
    page = regions(body.format(before, "avant"))
    page.evaluate("window.first = document.body.innerHTML")
    for name, (focused, after, expected) in PLACES.items():
        page.evaluate("document.body.innerHTML = window.first")
        page.evaluate("focused => document.querySelector(focused)?.focus()", focused or "none")
        assert swap(page, body.format(after, "après")) is True
        found = page.evaluate("document.activeElement === document.body ? '' : document.activeElement.textContent")
        assert found == expected, name


def test_a_link_gone_with_its_page_gives_the_focus_to_the_heading(regions):
    page = regions('<main><h1>Scrutin</h1><div id="one" data-live><a href="/preuve">Votre vote</a></div></main>')
    page.locator("a").focus()
    swap(page, "<main><h1>Résultat</h1><p id='other'>Adopté</p></main>")
    expect(page.locator("h1")).to_have_text("Résultat")
    expect(page.locator("h1")).to_be_focused()


def test_a_page_that_becomes_another_keeps_who_listens(regions, scene):
    page = regions(BODY + '<p id="annonce" role="status">dit</p>')
    page.evaluate("window.kept = document.getElementById('annonce')")
    swap(page, '<body class="other"><main><h1>Résultat</h1></main><p id="annonce" role="status"></p></body>')
    expect(page.locator("h1")).to_have_text("Résultat")
    assert page.evaluate("[document.getElementById('annonce') === window.kept, document.body.className]") == [
        True,
        "other",
    ]
    assert scene.asked == ["/page"]


@pytest.mark.parametrize("is_result_first", [True, False])
def test_who_listens_is_kept_between_the_pages_of_a_result_and_of_a_vote(regions, is_result_first):
    foot = '<div class="running"></div> <p id="annonce" role="status"></p> <template id="etapes"></template>'
    result = f'<header>Menu</header> <main id="contenu"><h1>Résultat</h1></main> <footer>Plan</footer> {foot}'
    vote = f'<header>Séance</header> <div class="column"></div> <main id="contenu"><h1>Votez</h1></main> {foot}'
    first, second = (result, vote) if is_result_first else (vote, result)
    page = regions(first.replace("<h1>", '<p id="of-first" data-live></p><h1>'))
    page.evaluate("window.kept = ['annonce', 'contenu'].map(id => document.getElementById(id))")
    swap(page, f"<body>{second}</body>")
    expect(page.locator("h1")).to_have_text("Votez" if is_result_first else "Résultat")
    assert page.evaluate("['annonce', 'contenu'].map(id => document.getElementById(id) === window.kept.shift())") == [
        True,
        True,
    ]
    assert page.locator("body > *").evaluate_all("all => all.map(one => one.localName)") == (
        ["header", "div", "main", "div", "p", "template"]
        if is_result_first
        else ["header", "main", "footer", "div", "p", "template"]
    )


def test_an_answer_that_is_read_is_not_written_again(regions):
    body = '<div id="one" data-live><div role="status"><h1>Votre vote</h1></div><p>{}</p></div>'
    page = regions(body.format("avant"))
    page.evaluate("window.kept = document.querySelector('[role=status] h1')")
    assert swap(page, body.format("après")) is True
    assert page.evaluate("document.querySelector('[role=status] h1') === window.kept")


def test_the_focus_leaves_what_is_hidden_and_the_title_is_the_fresh_one(regions):
    body = """<title>{}</title><h1>Séance</h1><h2>Maintenant</h2>
    <div id="one" class="section" data-live {}><h2>Ma présence</h2><button>{}</button></div>"""
    page = regions(body.format("avant", "", "Je pars"))
    page.locator("button").focus()
    assert swap(page, body.format("après", "hidden", "Je reviens")) is True
    assert page.evaluate("[document.title, document.activeElement.textContent]") == ["après", "Maintenant"]


def test_a_button_that_was_not_there_takes_no_press_yet_and_the_others_do(regions):
    body = '<div id="one" data-live><form action="/a"><button>Partir</button></form>{}</div>'
    page = regions(body.format(""))
    assert swap(page, body.format('<form action="/b"><button>Arriver</button></form>')) is True
    new = "[...document.forms].map(form => 'new' in form.dataset)"
    assert page.evaluate(new) == [False, True]
    page.wait_for_function("!document.querySelector('[data-new]')")
    page.evaluate("import('/static/js/src/live/new.js').then(module => module.markWhatIsLoaded())")
    assert page.evaluate(new) == [False, False], "no ballot, and somebody asked for the page"


def test_words_that_somebody_selects_wait_and_what_is_read_keeps_its_place(regions):
    far = '<p style="height: 3000px">loin</p>'
    body = '<main><div id="one" data-live>{0}</div><div id="two" data-live><p>{1}</p></div>' + far + "</main>"
    page = regions(body.format("", "avant"))
    page.evaluate("getSelection().selectAllChildren(document.getElementById('two'))")
    page.evaluate("scrollTo(0, 400)")
    at = "document.querySelector('main > p').getBoundingClientRect().top"
    before = page.evaluate(at)
    assert swap(page, body.format('<p style="height: 150px">Un scrutin est ouvert</p>', "après")) is False
    assert [page.locator("#one").inner_text(), page.locator("#two").inner_text()] == ["Un scrutin est ouvert", "avant"]
    assert page.evaluate(at) == before
    page.evaluate("getSelection().removeAllRanges()")
    assert swap(page, body.format('<p style="height: 150px">Un scrutin est ouvert</p>', "après")) is True
    assert page.locator("#two").inner_text() == "après"


@pytest.mark.parametrize("main", ['<form class="vote" data-voting="yes"></form>', '<div class="uncertain"></div>'])
def test_a_page_whose_vote_is_on_its_way_waits_for_the_answer(regions, main):
    page = regions(f"<main>{main}</main>{BODY}")
    another = "body => module.become(new DOMParser().parseFromString(body, 'text/html'), '/suite')"
    fresh = f"<main>Un autre scrutin</main>{FRESH}"
    assert page.evaluate(another, fresh) is False
    assert swap(page, "<main>Scrutin clos</main>") is False
    expect(page.locator("#one")).to_have_text("avant")
    page.evaluate("document.querySelector('main').replaceChildren()")  # the answer came
    assert page.evaluate(another, fresh) is True
    expect(page.locator("main")).to_have_text("Un autre scrutin")
