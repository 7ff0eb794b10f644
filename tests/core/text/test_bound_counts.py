"""No line cuts a number from what it counts, in any sentence that a page or a paper takes from a catalogue."""

import re

import pytest
from flask_babel import force_locale, get_translations, gettext, ngettext

from core.text.bound_counts import bound
from voting.rules.weight_words import both_said, voters_said


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("%(num)s votants", "%(num)s\u00a0votants"),
        ("il faut %(days)s jours francs au moins", "il faut %(days)s\u00a0jours francs au moins"),
        ("<b>%(n)s</b> votes", "<b>%(n)s</b>\u00a0votes"),
        ("%(for)s pour, %(against)s contre", "%(for)s\u00a0pour, %(against)s\u00a0contre"),
        ("%(number)s contre", "%(number)s\u00a0contre"),
        ("%(votes)s d’abstention, %(number)s blank", "%(votes)s\u00a0d’abstention, %(number)s\u00a0blank"),
        ("%(number)s membres présents", "%(number)s\u00a0membres présents"),
        ("pour %(for)s, contre %(against)s", "pour\u00a0%(for)s, contre\u00a0%(against)s"),
        (
            "%(for)s to %(against)s, abstentions %(abstain)s",
            "%(for)s to\u00a0%(against)s, abstentions\u00a0%(abstain)s",
        ),
        ("%(votes)s voix pour", "%(votes)s\u00a0voix pour"),
        ("les %(shown)s premières personnes", "les %(shown)s\u00a0premières personnes"),
        ("au plus 500 membres", "au plus 500\u00a0membres"),
        ("selon l’article L2121-12 du CGCT", "selon l’article\u00a0L2121-12 du CGCT"),
        ("(CGCT, art. L2131-11)", "(CGCT, art.\u00a0L2131-11)"),
        ("(CGCT, art. %(article)s)", "(CGCT, art.\u00a0%(article)s)"),
        ("article 61 du règlement", "article\u00a061 du règlement"),
    ],
)
def test_a_number_and_what_it_counts_are_bound(written, said):
    assert bound(written) == said
    assert bound(said) == said


@pytest.mark.parametrize(
    "written",
    [
        "%(name)s demande la parole",
        "L’amendement %(number)s tombera.",
        "%(num)s sur %(total)s",
        "de 1 à 99",
        "Les articles du règlement",
        "mains pour %(entitled)s",
        "L’amendement %(number)s en discussion",
        "%(num)s a confirmé",
        "de %(starts)s à midi",
    ],
)
def test_what_counts_nothing_stays_as_it_is(written):
    assert bound(written) == written


@pytest.mark.parametrize("language", ["fr", "en"])
def test_pages_and_rules_take_their_sentences_bound(app, language):
    with app.test_request_context(), force_locale(language):
        t = get_translations()
        said = [
            voters_said(10, t),
            both_said("12\u00a0voix", 3, t),
            ngettext("%(num)s jour franc", "%(num)s jours francs", 2),
            gettext("%(for)s pour, %(against)s contre") % {"for": 6, "against": 4},
        ]
    for sentence in said:
        assert re.search(r"\d\u00a0[a-z]", sentence), sentence
        assert not re.search(r"\d [a-z]", sentence), sentence
