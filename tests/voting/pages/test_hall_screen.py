"""The hall's screen in a browser: nothing over the foot, quorum and votes in their places, at any size of screen."""

import re
from dataclasses import replace

import pytest
from flask import g, render_template

from congress.models import Congress
from core.database import session
from motions.pages.text_layout import read_blocks
from tests.support.cast import Cast, find_cast
from tests.support.plenary import FIFTEEN, NUMBER, Plenary
from voting.models import Poll
from voting.pages.agenda_lines import item_words, kind_words
from voting.pages.hall.hall_page import hall_page
from voting.pages.hall.screen_text import ShownPart, screen_text
from voting.queries.state.versions import versions_of
from voting.queries.subjects import LoadedSubject, subject_of

pytestmark = [pytest.mark.browser, pytest.mark.one_database]

SCREENS = ((1280, 720), (1920, 1080), (3840, 2160))
SENTENCE = "Les communes rurales et leurs intercommunalités demandent à l’État un accompagnement dans la durée. "
LONG = "# Titre\n\n" + "\n\n".join([SENTENCE * 3] * 200)
TEXTS = {
    "une ligne": "# Titre\n\nUne ligne.",
    "800": LONG[:800],
    "1 200": LONG[:1200],
    "20 000": LONG[:20_000],
    "20 000 en un bloc": "# Titre\n\n" + (SENTENCE * 220)[:20_000],
    "majuscules": "# Titre\n\n" + SENTENCE.upper() * 12,
    "un mot": "# Titre\n\n" + "anticonstitutionnellement" * 200,
    "articles": "# Titre\n\n" + "\n\n".join(f"{rank}. Former." for rank in range(1, 60)),
}
QUESTIONS = {"question": "Adoptez-vous les amendements identiques de Mme Ada Martin et de M. Béla Kovacs ? " * 6}
NO_QUORUM = (
    "Quorum non atteint à la mise en discussion, 14 h 05 : 45 membres présents et 12 représentés sur 131 en exercice, il"
    " en fallait au moins 66. Les pouvoirs ne comptent pas pour le quorum : 45 présents comptent."
)
SCRIPT, FOLLOWING = (re.compile(rf"<script src=[^>]*{name}.js[^>]*>\s*</script>") for name in ("hall", "hemicycle"))
MEASURED = """() => {
  const box = (element) => element.getBoundingClientRect();
  const room = box(document.querySelector(".hall-text"));
  const bottom = Math.min(room.bottom, box(document.querySelector(".hall-foot")).top);
  let over = 0;
  for (const words of document.querySelectorAll(".hall-text p"))
    for (const line of words.getClientRects())
      over = Math.max(over, line.bottom - bottom, line.right - room.right);
  for (const one of document.querySelectorAll(".hall h1, .hall-title"))
    over = Math.max(over, box(one).bottom - box(one.nextElementSibling).top);
  for (const one of document.querySelectorAll(".hall-room, .hall-votes, .hall-way, .clock, .hall-foot p, .hall-foot dl"))
    over = Math.max(over, box(one).bottom - innerHeight, box(one).right - innerWidth);
  const [quorum, votes, way] = [".hall-room", ".hall-votes", ".hall-way"].map((name) => document.querySelector(name));
  over = Math.max(over, box(quorum).bottom - box(votes).top, box(votes.lastElementChild).bottom - box(way).top);
  const places = [".clock", ".hall h1", ".quorum", ".hall-votes", ".hall-way"].map((name) => {
    const { right, top } = box(document.querySelector(name));
    return [name === ".hall h1" ? 0 : right, top].map((at) => (at * 1920) / innerWidth);
  });
  const type = parseFloat(getComputedStyle(document.querySelector(".hall-text .prose")).fontSize);
  return { over: Math.round(over), places: places.flat(), type: Math.round((type * 1920) / innerWidth) };
}"""


@pytest.fixture
def cast(live_server) -> Cast:
    return find_cast(live_server.app)


def pages_of(plenary, poll_id):
    """The screen's page for each text, by its name, and how much of the text is on it."""
    with plenary.cast.app.test_request_context(plenary.cast.path(f"seances/{NUMBER}/ecran")):
        g.congress = congress = session().get_one(Congress, plenary.cast.congress_id)
        poll = session().get_one(Poll, poll_id)
        sitting, now = poll.sitting, plenary.cast.clock.now()
        page = hall_page(sitting, now, reads_results=True, site="https://congres.example")
        shown = {name: replace(page.shown, difference=None, blocks=tuple(read_blocks(text, 80)))
                 for name, text in TEXTS.items()}  # fmt: skip
        shown |= {"amendement": page.shown, "question": page.shown}
        quorum = page.room.quorum
        unmet = replace(quorum, finding=replace(quorum.finding, met=False), sentence=NO_QUORUM)
        motion = replace(
            page.shown, kind="motion", difference=None, blocks=(), proposals=((1, SENTENCE, "adopted"),) * 8
        )
        shown["motion"] = motion
        for name, view in shown.items():
            subject = subject_of(poll) if view.difference else LoadedSubject()
            question = QUESTIONS.get(name, poll.question)[:500]
            text = screen_text(congress, subject, view, question)
            room = replace(page.room, quorum=unmet) if name == "question" else page.room
            hall = replace(page, shown=view, text=text, room=room)
            html = render_template(
                "voting/hall.html", hall=hall, sitting=sitting, kind_words=kind_words, item_words=item_words,
                versions=versions_of(sitting),
            )  # fmt: skip
            yield name, FOLLOWING.sub("", html), text.extent


def test_nothing_is_over_the_foot_and_nothing_moves(live_server, cast, page):
    plenary = Plenary.of(cast)
    fifteen = plenary.amend(FIFTEEN, by="ada")
    plenary.open()
    plenary.discuss()
    poll = plenary.poll(amendment_ids=(fifteen,))
    plenary.vote(poll, "for", "ada")
    page.goto(live_server.url)
    places, extents = [], {}
    for name, html, extents[name] in pages_of(plenary, poll):
        for is_scripted in (False, True) if name in ("800", "20 000", "amendement") else (False,):
            page.set_content(html if is_scripted else SCRIPT.sub("", html))
            page.evaluate("document.fonts.ready.then(() => true)")
            for width, height in SCREENS[1:2] if is_scripted else SCREENS:
                page.set_viewport_size({"width": width, "height": height})
                if is_scripted:  # the script fits the text once the letters have come and the window has changed
                    page.wait_for_function(f"({MEASURED})().over <= 0")
                found = page.evaluate(MEASURED)
                assert found["over"] <= 0, (name, width, is_scripted)
                assert found["type"] >= 24, (name, width, is_scripted)
                places.append(found["places"])

    assert all(max(at) - min(at) < 2 for at in zip(*places, strict=True)), "nothing moved"
    assert {name for name, extent in extents.items() if extent == ShownPart.WHOLE} >= {"une ligne", "800", "motion"}
    assert extents["20 000"] == ShownPart.BEGINNING
