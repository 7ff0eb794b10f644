"""Alinéas written anew, the whole text rebuilt around them, and found again in what was kept."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

import redline
from amendments.rules.written_alineas import lines_apart, place_of, rebuilt, shown_words, written_in
from tests.amendments.conftest import PROPOSAL

BLOCKS = redline.parse(PROPOSAL).blocks
PLACES = range(len(BLOCKS))
OTHERS = (
    "Une phrase écrite\nsur deux lignes.\n\nUne autre.\n",
    "1° un ;\n2° deux :\na) petit a ;\nb) petit b ;\n3° trois.\n",
    "## Intertitre\nSon texte.\n\n> Cité\n> ici.\n\n- un\n- deux\n\nFin.\n",
    "Intro :\n1. un ;\n2. deux.\nSuite\n1. trois.\n",
    "| a | b |\n| c | d |\n\n2021. l’an ;\n2025. l’autre.\n",
)


def sources(text: str) -> list[str]:
    return [block.source for block in redline.parse(text).blocks]


def test_an_alinea_is_found_by_its_number_and_the_title_by_none():
    assert [place_of(PROPOSAL, alinea) for alinea in (0, 1, 3, 6, 7)] == [0, 1, 3, 6, None]
    assert place_of("Sans titre.\n", 0) is None
    assert shown_words(BLOCKS[0]) == "Pour une médiation numérique financée dans la durée"
    assert shown_words(BLOCKS[3]).startswith("1. cofinancer dix mille postes")


def test_words_changed_are_changed_there_alone():
    new = "1. cofinancer\u00a0;"
    assert rebuilt(PROPOSAL, {3: [new]}) == PROPOSAL.replace(BLOCKS[3].source, new)


def test_the_title_is_written_without_any_mark():
    for words in ("Pour une médiation durable", "# Pour une médiation durable"):
        assert rebuilt(PROPOSAL, {0: [words]}) == PROPOSAL.replace(BLOCKS[0].body, "Pour une médiation durable")
    assert sources(rebuilt(PROPOSAL, {0: ["Titre\nUn chapeau."]}))[:2] == ["# Titre", "Un chapeau."]


def test_one_enter_is_a_new_alinea_and_never_glues_two():
    assert sources(rebuilt(PROPOSAL, {6: ["La mairie reste\nsouvent le premier lieu."]}))[6:] == [
        "La mairie reste",
        "souvent le premier lieu.",
    ]
    assert sources(rebuilt(PROPOSAL, {4: ["2. former les agents\ntous."]}))[4:6] == ["2. former les agents", "tous."]
    typed = PROPOSAL.replace("souvent le", "souvent\nle")
    assert sources(lines_apart(typed, PROPOSAL))[6:] == [
        "La mairie reste souvent",
        "le premier lieu où l’on vient demander de l’aide.",
    ]
    assert lines_apart(OTHERS[0], OTHERS[0]) == OTHERS[0], "what was so before stays so"


def test_an_alinea_emptied_is_deleted_and_the_list_counted_again():
    text = rebuilt(PROPOSAL, {3: ["  \n"]})
    assert [line for line in text.splitlines() if line[:1].isdigit()] == [
        "1. former les agents d’accueil des mairies et des centres communaux d’action sociale\u00a0;",
        "2. protéger juridiquement l’agent qui accomplit une démarche pour le compte d’un usager.",
    ]
    assert "\n\n\n" not in text


def test_an_item_added_after_it_is_counted_and_the_others_after_it():
    for fields in (
        [BLOCKS[4].source + "\n3. ouvrir un guichet\u00a0;"],
        [BLOCKS[4].source, "3. ouvrir un guichet\u00a0;"],
    ):
        text = rebuilt(PROPOSAL, {4: fields})
        assert [line[:10] for line in text.splitlines() if line[:1].isdigit()] == [
            "1. cofinan", "2. former ", "3. ouvrir ", "4. protége",
        ]  # fmt: skip


@given(
    st.sampled_from([3, 4, 5]), st.sampled_from(["", "1 bis. ", "2° bis "]), st.text("abé ;", min_size=1, max_size=20)
)
def test_a_paragraph_added_between_two_items_leaves_their_numbers(place, mark, words):
    added = f"{mark}x{words}"
    text = rebuilt(PROPOSAL, {place: [shown_words(BLOCKS[place]), added]})
    assert [source for source in sources(text) if source in sources(PROPOSAL)] == sources(PROPOSAL)
    found = written_in(PROPOSAL, text)
    assert found is None or rebuilt(PROPOSAL, found) == text


def test_a_draft_is_taken_up_again_where_it_was_written():
    for written in (
        {3: ["1. Tout autre chose."]},
        {6: [""]},
        {2: [BLOCKS[2].source, "Encore."]},
        {0: ["Titre"], 5: [""]},
    ):
        assert written_in(PROPOSAL, rebuilt(PROPOSAL, written)) == written
    assert written_in(PROPOSAL, PROPOSAL) == {}
    assert written_in(PROPOSAL, "Avant le titre.\n\n" + PROPOSAL) is None


def test_a_mark_of_any_series_is_written_as_any_other():
    assert rebuilt(OTHERS[1], {3: ["b) autre b ;"]}) == OTHERS[1].replace("petit b", "autre b")
    assert rebuilt(OTHERS[1], {0: [""]}) == "1° deux :\na) petit a ;\nb) petit b ;\n2° trois.\n"


@pytest.mark.parametrize("base", [PROPOSAL, *OTHERS])
def test_alineas_put_back_as_they_were_give_the_text(base):
    blocks = redline.parse(base).blocks
    assert rebuilt(base, {}) == rebuilt(base, {block.index: [shown_words(block)] for block in blocks}) == base
    assert written_in(base, base) == {}


@given(
    st.sampled_from([PROPOSAL, *OTHERS]),
    st.dictionaries(st.sampled_from(PLACES), st.lists(st.text("ab .1#->|°)\n*’", max_size=20), min_size=1, max_size=2)),
)
def test_the_rest_is_kept_whatever_is_written_and_what_is_found_again_gives_the_text(base, written):
    text = rebuilt(base, written)
    assert text == redline.normalise(text)
    bodies = "\n".join(block.body for block in redline.parse(text).blocks)
    for block in redline.parse(base).blocks:
        if block.index not in written:
            assert block.body in bodies
    found = written_in(base, text)
    assert found is None or rebuilt(base, found) == text
