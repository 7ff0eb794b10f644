"""A draft without a title is named by the first thing that it changes."""

import pytest

import redline
from amendments.rules.first_changes import FirstChange, first_change
from amendments.rules.written_alineas import rebuilt
from tests.amendments.conftest import PROPOSAL

BLOCKS = redline.parse(PROPOSAL).blocks


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ({}, None),
        ({3: ["1. cofinancer quinze mille postes\u00a0;"]}, FirstChange(3, "quinze mille postes\u00a0;")),
        (
            {3: ["1. cofinancer dix mille postes"]},
            FirstChange(3, "de médiatrices et de médiateurs numériques, sur\u00a0…"),
        ),
        ({0: ["Pour une médiation durable"]}, FirstChange(0, "durable")),
        ({3: [""]}, FirstChange(3, "1. cofinancer dix mille postes de médiatrices\u00a0…", is_deleted=True)),
        ({6: [BLOCKS[6].source, "Un **alinéa** de plus."]}, FirstChange(6, "Un alinéa de plus.", is_added=True)),
    ],
)
def test_where_and_which_words(written, expected):
    assert first_change(PROPOSAL, rebuilt(PROPOSAL, written)) == expected


def test_a_text_whose_alineas_cannot_be_told_apart_is_named_by_what_is_new():
    assert first_change(PROPOSAL, "Avant le titre.\n\n" + PROPOSAL) == FirstChange(None, "Avant le titre.")
    assert first_change(PROPOSAL, "Avant " + "le " * 40 + "\n\n" + PROPOSAL).words == "Avant le le le le le le\u00a0…"
