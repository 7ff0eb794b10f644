"""The dispositif says what an amendment does, in the words of an assembly, and nothing else."""

import re
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

import redline
from amendments.rules.dispositif.writing import dispositif
from amendments.rules.locations import Location, location_in
from amendments.rules.word_edits import edits_of
from tests.amendments.conftest import PROPOSAL

NB = "\u00a0"


def told(new: str, old: str = PROPOSAL) -> list[str]:
    """The sentences, with ordinary spaces for reading."""
    difference = redline.difference(old, new, ignore_typography=True)
    return [sentence.replace(NB, " ") for sentence in dispositif(difference)]


def place(new: str) -> Location:
    return location_in(redline.difference(PROPOSAL, new, ignore_typography=True))


CASES = [
    (
        [("dix mille", "quinze mille"), ("trois ans au moins", "cinq ans au moins, dont un tiers outre-mer")],
        [
            "À l’alinéa 3, ligne 4, remplacer le mot « dix » par le mot « quinze ».",
            "À l’alinéa 3, ligne 5, remplacer le mot « trois » par le mot « cinq ».",
            "À l’alinéa 3, ligne 5, après les mots « ans au moins », insérer les mots « , dont un tiers outre-mer ».",
        ],
    ),
    ([("agents", "agent")], ["À l’alinéa 4, ligne 6, remplacer le mot « agents » par le mot « agent »."]),
    ([(" sociale", "")], ["À l’alinéa 4, ligne 7, supprimer le mot « sociale »."]),
    ([("médiatrices et de ", "")], ["À l’alinéa 3, ligne 4, supprimer les mots « médiatrices et de »."]),
    ([("treize millions", "13 millions")], ["À l’alinéa 1, ligne 1, remplacer le mot « treize » par le nombre « 13 »."]),
    ([("d’aide.", "d’aide\u202f!")] if "d’aide." in PROPOSAL else [("l’aide.", "l’aide\u202f!")],
     ["À l’alinéa 6, ligne 10, remplacer le signe « . » par le signe « \u202f! »."]),
    ([("# Pour une", "# Pour la")], ["Au titre, remplacer le mot « une » par le mot « la »."]),
    ([("Nous demandons", "Aujourd’hui, nous demandons")],
     ["À l’alinéa 2, ligne 3, remplacer le mot « Nous » par les mots « Aujourd’hui, nous »."]),
    ([("Selon les", "Nul ne l’ignore. Selon les")],
     ["Au début de l’alinéa 1, insérer une phrase ainsi rédigée : « Nul ne l’ignore. »."]),
    ([("un métier.", "un métier. La République en dépend.")],
     ["Compléter l’alinéa 1 par une phrase ainsi rédigée : « La République en dépend. »."]),
    ([("La mairie reste souvent le premier lieu où l’on vient demander de l’aide.\n", "")], ["Supprimer l’alinéa 6."]),
    ([("d’un usager.\n", "d’un usager\u00a0;\n4. publier un bilan.\n")],
     ["À l’alinéa 5, ligne 9, remplacer le signe « . » par le signe « ; ».",
      "Après l’alinéa 5, insérer un alinéa ainsi rédigé : « 4. publier un bilan. »."]),
    ([("2. former", "2. ouvrir un guichet\u00a0;\n3. former"), ("3. prot", "4. prot")],
     ["Après l’alinéa 3, insérer un alinéa ainsi rédigé : « 2. ouvrir un guichet ; ».",
      "Modifier en conséquence la numérotation des alinéas 4 et 5."]),
    ([("\nSelon", "\nPréambule nouveau.\n\nSelon")],
     ["Avant l’alinéa 1, insérer un alinéa ainsi rédigé : « Préambule nouveau. »."]),
    ([("numérique. Les accompagner", "numérique.\n\nLes accompagner")],
     ["À l’alinéa 1, ligne 2, après les mots « éloignées du numérique. », aller à la ligne."]),
    ([("métier.\n\nNous", "métier. Nous")], ["Réunir les alinéas 1 et 2 en un seul alinéa."]),
]  # fmt: skip


@pytest.mark.parametrize(("pairs", "sentences"), CASES, ids=[pairs[0][1][:30].strip() for pairs, _ in CASES])
def test_it_says(pairs, sentences):
    new = PROPOSAL
    for old, words in pairs:
        assert old in new
        new = new.replace(old, words, 1)
    assert told(new) == sentences


def test_a_whole_alinea_rewritten_is_given_whole():
    new = re.sub(
        r"(?m)^2\. former.*$", "2. créer un service public de l’accompagnement, ouvert partout\u00a0;", PROPOSAL
    )
    assert told(new) == [
        "Rédiger ainsi l’alinéa 4 : « 2. créer un service public de l’accompagnement, ouvert partout ; »."
    ]


def test_a_moved_alinea_is_said_moved():
    last = "La mairie reste souvent le premier lieu où l’on vient demander de l’aide.\n"
    new = PROPOSAL.replace("\n" + last, "").replace("Selon", last + "\nSelon")
    assert told(new) == ["Déplacer l’alinéa 6 avant l’alinéa 1."]


def test_a_word_that_stands_twice_on_its_line_is_told_by_its_rank():
    old = "# T\n\nle maire et le préfet et le maire\n"
    assert told("# T\n\nle maire et le préfet et la maire\n", old) == [
        "À l’alinéa 1, ligne 1, remplacer la troisième occurrence du mot « le » par le mot « la »."
    ]


def test_typography_alone_says_nothing():
    assert told(PROPOSAL.replace("’", "'").replace(NB, "\u202f")) == []


def test_everything_rewritten_is_given_whole():
    assert told("# T\n\nNeuf.\n", "# T\n\nUn deux.\n\nTrois quatre.\n") == [
        "Remplacer les alinéas 1 et 2 par un alinéa ainsi rédigé : « Neuf. »."
    ]


def test_places_leave_out_what_is_only_numbered_again():
    new = PROPOSAL.replace("2. former", "2. ouvrir\u00a0;\n3. former").replace("3. prot", "4. prot")
    assert place(new) == Location(after=(3,))
    assert place(PROPOSAL.replace("dix", "vingt")) == Location(alineas=(3,), lines=(4,))
    assert place(PROPOSAL.replace("# Pour une", "# Pour la")) == Location(title=True)


WORDS = st.sampled_from(
    "le la un deux maire l’État agents d’accueil, numérique. 10 élu élus ; n° ont-ils (voir)".split()
)
ALINEA = st.lists(WORDS, min_size=1, max_size=14).map(" ".join)
TEXT = st.lists(ALINEA, min_size=1, max_size=5).map(lambda lines: "# Titre\n\n" + "\n\n".join(lines) + "\n")


def letters(text: str) -> list[str]:
    return re.findall(r"\w+", text)


@given(TEXT, TEXT)
def test_every_word_removed_or_added_is_quoted_and_nothing_is_said_of_nothing(old, new):
    difference = redline.difference(old, new, ignore_typography=True)
    sentences = dispositif(difference)
    assert bool(sentences) == any(block.is_marked for block in difference.blocks)
    said = set(letters(" ".join(re.findall("«([^»]*)»", " ".join(sentences)))))
    whole = any(sentence.startswith(("Supprimer", "Rédiger", "Remplacer", "Déplacer")) for sentence in sentences)
    for block in difference.blocks:
        if block.op == "move":
            continue
        _, edits = edits_of(block.spans)
        for edit in edits:
            assert set(letters(edit.added)) <= said
            assert whole or set(letters(edit.removed)) <= said


@given(TEXT, TEXT)
def test_edits_on_whole_words_give_the_new_wording(old, new):
    for block in redline.difference(old, new, ignore_typography=True).blocks:
        wording, edits = edits_of(block.spans)
        rebuilt = wording
        for edit in reversed(edits):
            rebuilt = rebuilt[: edit.start] + edit.added + rebuilt[edit.end :]
        expected = "".join(text for sign, text in block.spans if sign != "-")
        assert "".join(rebuilt.split()) == "".join(expected.split())


@given(TEXT, TEXT)
def test_quoted_contexts_stand_in_the_alinea_that_is_named(old, new):
    difference = redline.difference(old, new, ignore_typography=True)
    by_alinea = {block.alinea: block.source for block in difference.old.blocks}
    for sentence in dispositif(difference):
        found = re.match(rf"À l’alinéa{NB}(\d+), .*?(?:après|remplacer|supprimer) [^«]*«{NB}([^»]*){NB}»", sentence)
        if found:
            assert found[2] in by_alinea[int(found[1])]


def test_an_insertion_in_an_alinea_that_says_the_same_over_and_over_is_told_at_once():
    """Each word before it was sought in the whole text, and the words before that word: for minutes."""
    before, after = "un deux " * 6_000, "un deux " * 6_000
    started = time.process_time()
    (said,) = told(f"# T\n\n{before}trois {after}.\n", f"# T\n\n{before}{after}.\n")
    assert time.process_time() - started < 2
    assert "insérer le mot « trois »" in said
    assert len(said) < 400
