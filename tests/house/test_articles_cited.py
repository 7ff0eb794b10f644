"""An article of the law is cited in one form on every page and paper: « (CGCT, art. L2121-17) »."""

import re

import pytest

from congress.rules.presets.law import Prohibition, article_against, cgct
from congress.rules.rule_names import Body
from tests.support.said import translations

ARTICLE = re.compile(r"L\d{4}-\d+(?:-\d+)?")
CITED = re.compile(r"\(CGCT, art\.[ \u00a0]L\d{4}-\d+(?:-\d+)?(?:, L\d{4}-\d+(?:-\d+)?)*\)")


def bare(sentence: str) -> list[str]:
    """The articles that a sentence cites in another form."""
    return ARTICLE.findall(CITED.sub("", sentence))


@pytest.mark.parametrize("language", ["fr", "en"])
def test_every_sentence_cites_an_article_in_one_form(language):
    said = [sentence for key, sentence in translations(language)._catalog.items() if key]
    assert len([sentence for sentence in said if ARTICLE.search(sentence)]) > 6
    assert not [sentence for sentence in said if bare(sentence)]
    assert not [sentence for sentence in said if re.search(r"CGCT, (?!art\.)", sentence)]


def test_what_the_law_forbids_cites_it_so_too():
    refused = [article_against(body, one) for body in (Body.COMMUNE, Body.EPCI) for one in Prohibition]
    assert any(refused)
    for article in filter(None, refused):
        assert CITED.fullmatch(f"({article})"), article
    assert CITED.fullmatch(cgct(Body.EPCI, "L2121-17").strip())
    assert cgct(Body.ASSOCIATION, "L2121-17") == cgct(Body.PARLIAMENT, "L2121-17") == ""
