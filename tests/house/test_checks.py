"""The checks of `make check` see what they are there to see."""

import re

import pytest
from babel.messages.catalog import Catalog

from checks import catalogues, hygiene, macros, rooms, sizes, spelling, templates, tree, typography, untranslated

NARROW, NO_BREAK = "\u202f", "\u00a0"


@pytest.mark.parametrize(
    "text",
    [
        f"Votre vote est enregistré{NARROW}!",
        f"Accessibilité{NO_BREAK}: non conforme",
        f"Le vote «{NO_BREAK}%(choice)s{NO_BREAK}» est enregistré",
        f"L’amendement n°{NO_BREAK}12 est adopté",
        f"Séance à 14{NO_BREAK}h{NO_BREAK}32, présidée par Mme{NO_BREAK}Allain",
        "Voir https://exemple.test/a?b=c;d : la suite".replace(" :", f"{NO_BREAK}:"),
        '<a href="/aide">Aide</a>',
        f"Il vous reste %(count)s points de vue{NO_BREAK}: donnez-les.",
    ],
)
def test_good_typography_passes(text):
    assert list(typography.text_faults(text)) == []


@pytest.mark.parametrize(
    "text",
    [
        "Votre vote est enregistré !",
        f"Votre vote est enregistré{NO_BREAK}!",
        "Votre vote est enregistré!",
        "Accessibilité : non conforme",
        f"Accessibilité{NARROW}: non conforme",
        "Accessibilité: non conforme",
        "Le vote « %(choice)s » est enregistré",
        'Le vote "%(choice)s" est enregistré',
        "L'amendement est adopté",
        "L’amendement n° 12 est adopté",
        "Un instant...",
        "Séance à 14 h 32",
        "Présidée par Mme Allain",
    ],
)
def test_a_fault_of_typography_is_seen(text):
    assert list(typography.text_faults(text)) != []


@pytest.mark.parametrize(
    ("template", "words"),
    [
        ("<p>Bonjour</p>", ["Bonjour"]),
        ("<p>{{ _('Bonjour') }}</p>", []),
        ("<p>{% trans %}Bonjour{% endtrans %}</p>", []),
        ("{% trans count=n %}un{% pluralize %}plusieurs{% endtrans %} restants", ["restants"]),
        ('<img alt="Le drapeau" src="{{ x }}">', ["Le drapeau"]),
        ("{% block body_class %}large{% endblock %}<b>Vrai</b>", ["Vrai"]),
        ("<style>p { color: red }</style>{# un mot #}<p>Hémicycle · 12</p>", []),
        ("<b>{{ a }}&nbsp;: {{ b }}</b>", ["&nbsp;:"]),
        ('<p aria-label="{{ a }} : {{ b }}">« {{ c }} »</p>', [" :", "«", "»"]),
        ("<b>{{ a }}{{ colon() }}{{ b }}: {% trans %}Non : oui{% endtrans %}</b>", []),
    ],
)
def test_words_that_nobody_could_translate_are_seen(template, words):
    assert [found for _, found in untranslated.shown(template)] == words


def test_only_the_unit_of_work_commits():
    assert list(hygiene.commits()) == []


def test_a_commit_elsewhere_would_be_seen(monkeypatch):
    monkeypatch.setattr(
        hygiene, "sources", lambda *_, **__: [("voting/services.py", "session()\n  .commit()".replace("\n  ", ""))]
    )
    assert list(hygiene.commits()) == ["voting/services.py:1: only core/unit_of_work.py commits"]


def test_every_locked_version_answers_the_project():
    assert list(hygiene.locks()) == []


def test_no_lock_records_an_address():
    for name in ("runtime", "dev"):
        text = (hygiene.ROOT / "requirements" / f"{name}.txt").read_text(encoding="utf-8")
        assert "://" not in text
        assert text.count("==") <= text.count("--hash=")


def test_a_function_is_measured_with_its_docstring(monkeypatch):
    text = 'def f():\n    """Says."""\n    return 1\n'
    monkeypatch.setattr(sizes, "sources", lambda *_, **__: [("core/x.py", text)])
    assert list(sizes.measured()) == [("core/x.py", 3, 300), ("core/x.py::f", 3, 40)]


def test_french_texts_are_not_read_as_english():
    kept = spelling.english('"""One adress."""\nx = _("Votre adresse")  # the langage\n')
    assert "adress." in kept
    assert "langage" in kept
    assert "adresse" not in kept


@pytest.fixture(scope="module")
def all_texts() -> Catalog:
    """The texts of the sources, read once."""
    return catalogues.extracted()


def test_the_french_catalogue_says_what_the_sources_say(all_texts):
    french = catalogues.wanted("fr", all_texts)
    assert len(french) == len(all_texts) > 0
    assert all(message.string == message.id for message in french if message.id)
    assert french.num_plurals == 2
    assert "n > 1" in french.plural_expr


def test_every_source_that_translates_is_read():
    translating = {
        name
        for name, text in tree.sources(".py", outside=("tests/", "checks/", "bench/", "bin/"))
        if re.search(r"import .*gettext", text) and re.search(r"\b_\(", text)
    }
    assert "app/refusals/errors.py" in translating
    assert translating <= {name for name, *_ in catalogues.places()}


def test_catalogues_are_written_the_same_each_time(all_texts):
    assert catalogues.written(catalogues.wanted("en", all_texts)) == catalogues.written(
        catalogues.wanted("en", all_texts)
    )


def test_a_crowded_folder_a_crumb_a_double_and_a_false_friend_are_seen():
    crowd = {f"core.m{rank}": (f"core/m{rank}.py", "") for rank in range(rooms.MOST_MODULES + 1)}
    crumb = {"core.small": ("core/small.py", "x = 1\n"), "core.large": ("core/large.py", "from core.small import x\n")}
    double = {"a": ("a.py", "class Block: ...\n"), "b": ("b.py", "class Block: ...\n")}
    types = {"a": ("a.py", "class Day: ...\n"), "b": ("b.py", "Day = Annotated[date, int]\n")}
    friend = {"a": ("a.py", 'def deposit_window(): ...\n\nGESTURES = "deposit"\n')}
    assert [fault.partition(":")[0] for fault in rooms.crowded(crowd)] == ["core"]
    assert [fault.partition(":")[0] for fault in rooms.crumbs(crumb)] == ["core/small.py"]
    assert list(rooms.double_names(double)) == ["Block means 2 things: a.py:1, b.py:1"]
    assert list(rooms.double_names(types)) == ["Day means 2 things: a.py:1, b.py:1"]
    told = [fault.partition(" say")[0] for fault in rooms.strange_names(friend)]
    assert told == ["a.py:1: deposit_window:", "a.py:3: GESTURES:"]


def test_the_house_has_its_rooms_and_each_word_one_meaning():
    assert len(rooms.false_friends()) > 5
    assert list(rooms.crowded(rooms.modules())) == []


@pytest.mark.parametrize(
    "template",
    [
        "{% if long %}" + "<b>un mot</b> " * 9 + "{% endif %}",
        f"{{{{ number -}}}}\n  {NO_BREAK}: {{{{ title }}}}",
        f"Titre{NO_BREAK}\n  {{%- if title %}}{{{{ title }}}}{{% endif %}}",
        f"{{% endif -%}}{NARROW}!",
    ],
)
def test_a_template_that_reads_badly_or_loses_a_space_is_seen(template):
    assert len(list(templates.faults_of(template))) == 1


def test_a_long_sentence_is_one_line_of_a_template():
    assert list(templates.faults_of("<p>{{ _('" + "Un vote est un vote. " * 9 + f"') }}}}{NO_BREAK}:</p>")) == []


def test_a_macro_is_imported_by_the_template_that_calls_it_or_by_all_that_lead_to_it():
    shared = {"macros/forms.html": "{% macro csrf() %}{% endmacro %}"}
    part, call = {"_part.html": "{{ csrf() }}"}, '{% include "_part.html" %}'
    known = '{% from "macros/forms.html" import csrf %}'
    assert list(macros.faults_of({**shared, **part, "page.html": known + call})) == []
    assert list(macros.faults_of({**shared, "page.html": known + "{{ csrf() }}"})) == []
    (fault,) = macros.faults_of({**shared, **part, "page.html": known + call, "other.html": call})
    assert fault == "_part.html:1: calls csrf, not imported by other.html > _part.html"
    between = {"_between.html": known, "page.html": '{% include "_between.html" %}' + call}
    assert len(list(macros.faults_of({**shared, **part, **between}))) == 1
