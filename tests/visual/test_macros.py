"""The macros: what a page gets from them, read as HTML."""

import re
from gettext import NullTranslations
from pathlib import Path

import pytest
from jinja2 import Environment, FileSystemLoader
from markupsafe import Markup

from app.light_spaces import LightSpaces
from voting.pages.seating import radius, seats
from voting.rules.methods.answers import FOR_OR_AGAINST
from voting.rules.methods.choice_words import counted_word, offered_word

TEMPLATES = Path(__file__).resolve().parents[2] / "templates"


@pytest.fixture(scope="module")
def jinja():
    environment = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        extensions=["jinja2.ext.i18n", LightSpaces],
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.install_null_translations(newstyle=True)
    environment.globals["csrf_token"] = lambda: "jeton"
    environment.globals["written_lang"] = environment.globals["language_written"] = str
    environment.filters["number"] = str  # no reader here whose thousands are apart
    environment.filters["choice_offered"] = lambda choice, _answers=None: offered_word(choice, NullTranslations())
    environment.filters["choice_counted"] = lambda choice, heads: counted_word(choice, heads, NullTranslations())
    environment.globals["answers"] = FOR_OR_AGAINST
    return environment


def called(environment, module, call, **values):
    name = call.split("(")[0]
    source = f'{{% from "macros/{module}.html" import {name} %}}{{{{ {call} }}}}'
    return str(environment.from_string(source).render(**values))


def text_of(html):
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


BLOCKS = [
    {"alinea": None, "kind": "heading", "marker": None, "lines": [(1, "Un titre")]},
    {"alinea": 1, "kind": "paragraph", "marker": None, "lines": [(2, "Nous demandons à l’État de :")]},
    {
        "alinea": 2,
        "kind": "ordered_item",
        "marker": "1.",
        "selected": True,
        "actions": [{"label": "Amender ici", "url": "/a", "icon": "pen", "kind": "primary"}],
        "notes": [
            {"numbers": "n° 12", "state": "publié", "title": "<b>Cinq</b> ans", "author": "Mme Allain", "url": "/12"}
        ],
        "lines": [(3, Markup('sur <span class="aimed">trois</span> ans')), (4, "au moins"), (5, "<script>")],
    },
]


def test_numbered_text_numbers_lines_outside_the_words(jinja):
    html = called(jinja, "text", "numbered_text(blocks)", blocks=BLOCKS)

    assert re.findall(r'data-l="(\d+)"', html) == ["1", "2", "3", "4", "5"]
    assert html.count('class="line five"') == 1
    assert "Alinéa\u00a02, lignes\u00a03\u00a0à\u00a05" in html
    assert 'id="alinea-2"' in html
    assert 'href="#alinea-2"' in html
    assert '<span class="aimed">trois</span>' in html


def test_numbered_text_escapes_what_is_not_markup(jinja):
    html = called(jinja, "text", "numbered_text(blocks)", blocks=BLOCKS)

    assert "<script>" not in html
    assert "&lt;script&gt;" in html
    assert "&lt;b&gt;Cinq&lt;/b&gt;" in html


def test_a_block_without_notes_has_no_bracket(jinja):
    html = called(jinja, "text", "numbered_text(blocks)", blocks=BLOCKS[:2])

    assert "bracket" not in html
    assert "has-notes" not in html


@pytest.mark.parametrize(
    ("first", "last", "expected"),
    [
        (3, 3, "Alinéa\u00a02, ligne\u00a03"),
        (3, 4, "Alinéa\u00a02, lignes\u00a03\u00a0et\u00a04"),
        (3, 7, "Alinéa\u00a02, lignes\u00a03\u00a0à\u00a07"),
    ],
)
def test_an_alinea_says_its_lines(jinja, first, last, expected):
    assert called(jinja, "text", "alinea_reference(2, first, last)", first=first, last=last) == expected


def test_the_quorum_line_draws_shares_of_the_serving_members(jinja):
    html = called(jinja, "quorum", "quorum_line(106, 66, 131, true)")

    assert 'width="80.92%"' in html
    assert 'x1="50.38%"' in html
    assert "Quorum atteint" in html
    assert "106 membres présents sur 131 en exercice" in text_of(html)
    assert re.search(r'<span aria-hidden="true">\s*106 présents', html), "heard once, in the whole sentence"


def test_a_quorum_not_met_has_its_word_its_hatch_and_its_sentence(jinja):
    html = called(
        jinja, "quorum", "quorum_line(65, 66, 131, false, sentence)", sentence="Les pouvoirs ne comptent pas."
    )

    assert "Quorum non atteint" in html
    assert "url(#hatch-ink)" in html
    assert 'class="sentence">Les pouvoirs ne comptent pas.' in html


def test_no_bar_is_wider_than_its_scale_and_nobody_is_zero(jinja):
    assert 'width="100.00%"' in called(jinja, "quorum", "progress(120, 115)")
    assert 'width="0.00%"' in called(jinja, "quorum", "progress(3, 0)")


KINDS = [
    "in_discussion",
    "open",
    "adopted",
    "rejected",
    "published",
    "not_examined",
    "fallen",
    "withdrawn",
    "satisfied",
    "no_object",
    "inadmissible",
    "draft",
]


@pytest.mark.parametrize("kind", KINDS)
def test_each_status_has_a_sign_and_its_word(jinja, kind):
    html = called(jinja, "tags", "status_tag(kind, 'Le mot')", kind=kind)

    assert "<svg" in html
    assert text_of(html) == "Le mot"


def test_the_two_states_of_one_family_differ_by_their_sign(jinja):
    gone = [
        called(jinja, "tags", "status_tag(kind, '')", kind=kind)
        for kind in ("fallen", "withdrawn", "satisfied", "no_object", "inadmissible")
    ]

    assert len(set(gone)) == len(gone)


def test_a_final_status_links_to_its_cause(jinja):
    assert 'href="/scrutins/7"' in called(jinja, "tags", "status_tag('fallen', 'Tombé', '/scrutins/7')")


def test_a_vote_is_four_buttons_of_one_form(jinja):
    html = called(jinja, "vote", "vote_form('/votes', answers, none, {'right': 3})")

    assert re.findall(r'name="choice" value="(\w+)"', html) == ["for", "against", "abstain", "not_taking_part"]
    assert 'name="csrf_token" value="jeton"' in html
    assert 'name="right" value="3"' in html
    assert "aria-pressed" not in html


def test_the_recorded_choice_alone_is_pressed(jinja):
    html = called(jinja, "vote", "vote_form('/votes', answers, 'against')")

    assert re.search(r'value="against" aria-pressed="true"', html)
    assert html.count('aria-pressed="true"') == 1
    assert html.count("Votre vote</small>") == 1


def test_a_recorded_vote_is_a_status_with_its_choice(jinja):
    html = called(jinja, "vote", "recorded_vote('for', '14 h 32 min 07 s', 'scrutin n° 14')")

    assert 'role="status"' in html
    assert "Votre vote «\u00a0Pour\u00a0» est enregistré" in html


def test_the_drawing_has_one_sign_for_each_member(jinja):
    places = seats([("for", 61), ("abstain", 12), ("against", 40), ("not_taking_part", 2), ("absent", 16)])
    html = called(jinja, "hemicycle", "hemicycle(seats, 'Dessin', none, r)", seats=places, r=radius(len(places)))

    assert html.count("fill-accent") == 61
    assert html.count('class="fill-paper line-ink"') == 12
    assert html.count("<rect") == 40
    assert html.count("fill-edge") == 16
    assert 'role="img" aria-label="Dessin"' in html


def test_positions_are_a_table_with_bars_in_proportion(jinja):
    rows = [("Favorable", 71, "favorable"), ("Sans avis", 11, "none"), ("Défavorable", 0, "against")]
    html = called(jinja, "positions", "positions_table('Positions', rows)", rows=rows)

    assert [float(width) for width in re.findall(r'width="([\d.]+)%"', html)] == [100, 15.49, 0]
    assert html.count('<th scope="row">') == 3


def test_positions_without_any_answer_are_empty_bars(jinja):
    html = called(jinja, "positions", "positions_table('Positions', rows)", rows=[("Favorable", 0, "favorable")])

    assert 'width="0.00%"' in html


def test_the_timeline_says_where_one_stands(jinja):
    events = [
        {"state": "done", "title": "Déposé", "when": "hier"},
        {"state": "now", "title": "Scrutin ouvert"},
        {"state": "next", "title": "Résultat"},
    ]
    html = called(jinja, "timeline", "timeline(events)", events=events)

    assert html.count('aria-current="step"') == 1
    assert "à venir" in html


def test_an_error_interrupts_and_a_message_does_not(jinja):
    html = called(jinja, "notices", "flash_notices(messages)", messages=[("error", "Non."), ("message", "Oui.")])

    assert html.index('role="alert"') < html.index("Non.") < html.index('role="status"') < html.index("Oui.")


def test_the_list_keeps_its_table_roles_when_it_folds(jinja):
    row = {
        "rank": 3,
        "number": "12",
        "url": "/12",
        "title": "Cinq ans",
        "authors": "Mme Allain",
        "opinion": None,
        "falls": None,
        "status_kind": "open",
        "status_word": "Scrutin ouvert",
        "current": True,
    }
    html = called(jinja, "tables", "amendment_table('Liste', groups)", groups=[{"title": "Alinéa 3", "rows": [row]}])

    for role in ("table", "rowgroup", "row", "columnheader", "rowheader", "cell"):
        assert f'role="{role}"' in html
    assert 'data-rank="3"' in html
    assert 'class="current"' in html
    assert "rien ne tombe" in html
    assert '<th role="rowheader" colspan="6"' in html, "a group heads its rows"


def test_hidden_signs_are_never_the_only_words(jinja):
    assert 'aria-hidden="true"' in called(jinja, "icons", "icon('gavel')")
    assert 'role="img" aria-label="Hémicycle"' in called(jinja, "icons", "brand('Hémicycle')")


def test_every_picture_that_a_template_names_is_one_of_ours():
    folder = Path(__file__).parents[2] / "templates"
    known = set(re.findall(r"^\s*'([\w-]+)':", (folder / "macros/icons.html").read_text(), re.MULTILINE))
    named = {
        (str(file.relative_to(folder)), name)
        for file in folder.rglob("*.html")
        for name in re.findall(r"(?:icon\(|notice\('\w*', )'([\w-]+)'", file.read_text())
    }
    assert {one for one in named if one[1] not in known} == set()
    assert len(named) > 50
