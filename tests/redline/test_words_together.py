"""What stands or falls together in a merge, what is to be read again, and blocks cut or joined by more than two."""

import pytest

import redline

THREE = [
    "Les communes demandent un calendrier.",
    "Les régions demandent une loi.",
    "Les départements demandent une dotation stable et lisible pour toutes.",
]
FIVE = [
    *THREE,
    "Les métropoles attendent un décret sur leurs compétences.",
    "Les syndicats veulent un délai plus long.",
]


def ops(old, new):
    return [(block.op, block.old, block.new) for block in redline.difference(old, new).blocks]


def marked(old, new):
    """The words struck and added, without what only cuts or joins alinéas."""
    found = [span for block in redline.difference(old, new).blocks for span in block.spans]
    return [(sign, text) for sign, text in found if sign != "=" and text.strip()]


@pytest.mark.parametrize("sentences", [THREE, FIVE], ids=["three", "five"])
def test_an_alinea_cut_in_more_than_two_is_one_split_and_the_reverse_one_join(sentences):
    whole, apart = " ".join(sentences) + "\n", "\n\n".join(sentences) + "\n"
    every = tuple(range(len(sentences)))
    assert ops(whole, apart) == [("split", (0,), every)]
    assert ops(apart, whole) == [("join", every, (0,))]
    assert marked(whole, apart) == marked(apart, whole) == []
    for base, other in ((whole, apart), (apart, whole)):
        edited = base.replace("un calendrier", "un vrai calendrier")
        merged = redline.merge(base, {"shape": other, "words": edited})
        assert merged.conflicts == ()
        assert merged.text == other.replace("un calendrier", "un vrai calendrier")


def test_an_alinea_lengthened_and_cut_strikes_no_word_that_stays():
    first = "Les biens sans maître appartiennent à la commune sur le territoire de laquelle ils sont situés."
    last = "Toutefois, la propriété est transférée à l’État si la commune renonce à exercer ses droits."
    added = "Par délibération du conseil municipal, la commune peut y renoncer au profit de l’intercommunalité."
    found = marked(f"{first} {last}\n", f"{first} {added}\n\n{last}\n")
    assert [sign for sign, _ in found] == ["+"]
    assert found[0][1].strip() == added


@pytest.mark.parametrize(
    ("base", "author", "other"),
    [
        ("Le texte s’applique aux communes.", "Le texte ne s’applique pas aux communes.", "s’applique désormais"),
        ("Le maire peut déléguer ses fonctions.", "Le maire ne peut déléguer que ses fonctions.", "déléguer toutes"),
        ("Le maire n’agit pas seul ici.", "Le maire agit seul ici.", "n’agit plus"),
        ("La commune ou la région décide.", "Soit la commune soit la région décide.", "commune et"),
    ],
)
def test_the_parts_of_a_correlative_stand_or_fall_together(base, author, other):
    first = other.split(" ")[0]
    rival = base.replace(f"{first} pas", other) if f"{first} pas" in base else base.replace(first, other)
    rival = rival.replace("et ou", "et")
    merged = redline.merge(base + "\n", {"a": author + "\n", "b": rival + "\n"})
    assert merged.conflicts
    assert merged.text == base + "\n"
    assert redline.merge(base + "\n", {"a": author + "\n", "b": rival + "\n"}, prefer=["b"]).text == rival + "\n"
    assert redline.rebase(base + "\n", rival + "\n", author + "\n").text == rival + "\n"


def test_one_word_brought_twice_at_touching_places_is_a_conflict():
    base = "Après le vote, le préfet écrit.\n"
    merged = redline.merge(
        base,
        {"a": base.replace("le préfet", "monsieur préfet"), "b": base.replace("le préfet", "monsieur le préfet")},
    )
    assert [c.kind for c in merged.conflicts] == ["overlap"]
    assert merged.text == base


def test_an_insertion_at_the_edge_of_a_deletion_merges_and_is_named():
    base = "Le maire va en ville avec sa voiture rouge, puis rentre.\n\nIl signe.\n"
    inserted, deleted = base.replace("sa voiture", "sa belle voiture"), base.replace(" voiture rouge", "")
    merged = redline.merge(base, {"a": inserted, "b": deleted, "c": base.replace("signe", "vote")})
    assert merged.conflicts == ()
    assert [(t.between, t.block, t.lines) for t in merged.touching] == [(("a", "b"), 0, (1, 1))]
    assert merged.as_json()["touching"] == [{"between": ["a", "b"], "block": 0, "lines": [1, 1]}]
    apart = redline.merge(base, {"a": inserted, "c": base.replace("signe", "vote")})
    assert apart.touching == ()


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (
            "Le **congrès des maires ruraux** demande une dotation.\n",
            "Le congrès **des maires ruraux** demande une dotation.\n",
        ),
        ("Les **aa** bb cc.\n", "Les **aa bb** cc.\n"),
        ("Les « aa » bb cc.\n", "Les « aa bb » cc.\n"),
    ],
)
def test_a_mark_that_moves_strikes_no_word(old, new):
    assert all(not any(map(str.isalnum, text)) for _, text in marked(old, new))


def test_bold_lengthened_by_one_and_put_beside_by_another_is_no_broken_mark():
    base = "Les **aa** bb cc.\n"
    merged = redline.merge(base, {"a": "Les **aa bb** cc.\n", "b": "Les **aa** **bb** cc.\n"})
    assert merged.text == base
    assert merged.conflicts
    beside = redline.merge("Les aa bb.\n", {"a": "Les **aa** bb.\n", "b": "Les aa **bb**.\n"})
    assert (beside.text, beside.conflicts) == ("Les **aa** **bb**.\n", ())


@pytest.mark.parametrize(
    ("old", "new", "change"),
    [
        ("Le semestre suivant.\n", "Le trimestre suivant.\n", [("-", "semestre"), ("+", "trimestre")]),
        ("Les Communes Rurales.\n", "Les communes rurales.\n", [("-", "Communes Rurales"), ("+", "communes rurales")]),
        ("Le maire vote.\n", "Le Maire vote.\n", [("-", "maire"), ("+", "Maire")]),
        ("Les élus.\n", "Les élues.\n", [("+", "e")]),
    ],
)
def test_words_that_begin_otherwise_are_whole_words(old, new, change):
    assert marked(old, new) == change
