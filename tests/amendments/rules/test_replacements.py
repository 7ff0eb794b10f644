"""A term replaced by another: the places that are found, the agreements that follow, the text that they make."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from amendments.rules.replacing.agreement_forms import begins_with_vowel, guessed_gender
from amendments.rules.replacing.replacements import NewTerm, places, replaced

M, F = NewTerm("dispositif", is_feminine=False), NewTerm("mesure", is_feminine=True)


def all_of(text: str, term: str, new: NewTerm) -> str:
    """The text with every place, and everything that is proposed."""
    found = places(text, term, new)
    return replaced(text, found, {rank: range(len(place.agreements)) for rank, place in enumerate(found)})


@pytest.mark.parametrize(
    ("text", "term", "new", "expected"),
    [
        ("Le dispositif est financé.", "dispositif", F, "La mesure est financée."),
        ("La mesure est financée.", "mesure", M, "Le dispositif est financé."),
        ("un dispositif national", "dispositif", F, "une mesure nationale"),
        ("du dispositif et au dispositif", "dispositif", F, "de la mesure et à la mesure"),
        ("de la mesure et à la mesure", "mesure", M, "du dispositif et au dispositif"),
        ("ce dispositif, cette mesure", "dispositif", F, "cette mesure, cette mesure"),
        ("le dispositif", "dispositif", NewTerm("aide", is_feminine=True), "l’aide"),
        ("l’aide publique", "aide", M, "le dispositif publique"),  # nothing says what « aide » is: only « l’ » follows
        ("du dispositif", "dispositif", NewTerm("aide", is_feminine=True), "de l’aide"),
        ("ce dispositif", "dispositif", NewTerm("outil", is_feminine=False), "cet outil"),
        ("beaucoup de dispositifs", "dispositif", NewTerm("aide", is_feminine=True), "beaucoup d’aides"),
        ("les dispositifs", "dispositif", F, "les mesures"),
        ("ces dispositifs", "dispositif", F, "ces mesures"),
        ("un nouveau dispositif", "dispositif", F, "une nouvelle mesure"),
        ("une nouvelle mesure", "mesure", NewTerm("outil", is_feminine=False), "un nouvel outil"),
        ("la nouvelle mesure gratuite", "mesure", M, "le nouveau dispositif gratuit"),
        ("le médiateur", "médiateur", NewTerm("agents", is_feminine=False, is_plural=True), "les agents"),
        ("Dispositif utile", "dispositif", F, "Mesure utile"),
        ("à l’État", "État", NewTerm("gouvernement", is_feminine=False), "au gouvernement"),
        ("dispositifs, predispositif", "dispositif", F, "mesures, predispositif"),
        ("le dispositif", "dispositif", NewTerm("harpe", is_feminine=True), "le harpe"),  # an h that is not known
        (
            "des dispositifs",
            "dispositifs",
            NewTerm("eau", is_feminine=True),
            "des eau",
        ),  # « une » or « de l’ »: not sure
        ("le dispositif", "dispositif", NewTerm("machin"), "le machin"),
        ("[le dispositif](https://x.fr/dispositif)", "dispositif", F, "[la mesure](https://x.fr/dispositif)"),
        ("une mesure **positive**", "mesure", M, "un dispositif **positive**"),  # the words beside, and no further
    ],
)
def test_agreements_follow_where_they_are_sure(text, term, new, expected):
    assert all_of(text, term, new) == expected


def test_each_place_is_shown_and_chosen_apart():
    text = "# Le dispositif\n\nUn dispositif ici, le dispositif là.\n"
    found = places(text, "dispositif", F)
    assert [(place.alinea, place.old, place.new, len(place.agreements)) for place in found] == [
        (0, "dispositif", "mesure", 1), (1, "dispositif", "mesure", 1), (1, "dispositif", "mesure", 1),
    ]  # fmt: skip
    assert found[1].before == "Un " and found[1].after.startswith(" ici")
    assert replaced(text, found, {2: [0]}) == "# Le dispositif\n\nUn dispositif ici, la mesure là.\n"
    assert replaced(text, found, {2: []}) == "# Le dispositif\n\nUn dispositif ici, le mesure là.\n", "never imposed"
    assert replaced(text, found, {}) == text == replaced(text, found, {99: [1]})


def test_what_a_noun_is_is_guessed_only_where_its_ending_says_it():
    words = ("médiation", "financement", "comité", "citoyenneté", "numérique", "image")
    assert [guessed_gender(word) for word in words] == [True, False, None, None, None, None]
    assert [begins_with_vowel(word) for word in ("école", "habitant", "haut", "onze", "pays")] == [
        True, True, None, False, False,
    ]  # fmt: skip


WORDS = st.lists(
    st.sampled_from(["le", "la", "dispositif", "mesures", "d’", "des", "une", "financée", ",", "**"]), max_size=12
)


@given(WORDS.map(" ".join), st.sampled_from([F, NewTerm("outil"), NewTerm("aides", is_plural=True)]), st.integers(0, 3))
def test_only_what_is_chosen_changes(text, new, rank):
    found = places(text, "dispositif", new)
    assert replaced(text, found, {}) == text
    assert all(text[place.start : place.end] == place.old for place in found)
    assert all(text[one.start : one.end] == one.old for place in found for one in place.agreements)
    if rank < len(found):
        place = found[rank]
        assert replaced(text, found, {rank: []}) == text[: place.start] + place.new + text[place.end :]
    assert not places(all_of(text, "dispositif", new), "dispositif", new)
