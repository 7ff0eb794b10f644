"""One alinéa written anew, the whole text rebuilt around it."""

from hypothesis import given
from hypothesis import strategies as st

import redline
from amendments.rules.single_alinea import single_alinea, words_drafted_for
from tests.amendments.conftest import PROPOSAL

BLOCKS = redline.parse(PROPOSAL).blocks
ALINEAS = [block.alinea for block in BLOCKS if block.alinea]


def test_its_neighbours_are_shown_around_it():
    taken = single_alinea(PROPOSAL, 3)
    assert taken.words.startswith("1. cofinancer dix mille postes")
    assert taken.previous == "Nous demandons à l’État de\u00a0:"
    assert taken.following.startswith("2. former")
    assert single_alinea(PROPOSAL, 1).previous == ""  # the title is no alinéa
    assert single_alinea(PROPOSAL, 6).following == ""
    assert single_alinea(PROPOSAL, 7) is None


def test_words_changed_are_changed_there_alone():
    assert single_alinea(PROPOSAL, 3).rebuilt("1. cofinancer\u00a0;") == PROPOSAL.replace(
        BLOCKS[3].source, "1. cofinancer\u00a0;"
    )


def test_an_alinea_emptied_is_deleted_and_the_list_counted_again():
    text = single_alinea(PROPOSAL, 3).rebuilt("  \n")
    assert [line for line in text.splitlines() if line[:1].isdigit()] == [
        "1. former les agents d’accueil des mairies et des centres communaux d’action sociale\u00a0;",
        "2. protéger juridiquement l’agent qui accomplit une démarche pour le compte d’un usager.",
    ]
    assert "\n\n\n" not in text


def test_an_item_added_after_it_is_counted_and_the_others_after_it():
    text = single_alinea(PROPOSAL, 4).rebuilt(BLOCKS[4].source + "\n3. ouvrir un guichet\u00a0;")
    assert [line[:10] for line in text.splitlines() if line[:1].isdigit()] == [
        "1. cofinan", "2. former ", "3. ouvrir ", "4. protége",
    ]  # fmt: skip


def test_a_draft_that_changes_one_alinea_is_taken_up_again_there():
    for alinea in ALINEAS:
        draft = single_alinea(PROPOSAL, alinea).rebuilt("Tout autre chose.")
        assert words_drafted_for(draft, PROPOSAL, alinea) == "Tout autre chose."
    elsewhere = PROPOSAL.replace("dix mille", "vingt mille")
    assert words_drafted_for(elsewhere, PROPOSAL, 3).startswith("1. cofinancer vingt mille")
    assert words_drafted_for(elsewhere, PROPOSAL, 4) is None


@given(st.sampled_from(ALINEAS))
def test_an_alinea_put_back_as_it_was_gives_the_text(alinea):
    taken = single_alinea(PROPOSAL, alinea)
    assert taken.rebuilt(taken.words) == PROPOSAL


@given(st.sampled_from(ALINEAS), st.text(alphabet="ab .1#->\n*’", max_size=30))
def test_the_rest_of_the_text_is_kept_whatever_is_written(alinea, words):
    text = single_alinea(PROPOSAL, alinea).rebuilt(words)
    assert text == redline.normalise(text)
    bodies = "\n".join(block.body for block in redline.parse(text).blocks)
    for block in BLOCKS:
        if block.alinea is not None and abs(block.alinea - alinea) > 1:
            assert block.body in bodies
