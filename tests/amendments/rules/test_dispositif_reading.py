"""A dispositif is read back: each of its sentences, in each form, gives the amended text to the byte."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

import redline
from amendments.rules.dispositif.reading import amended_by, read_sentence
from amendments.rules.dispositif.statements import NotReadable, SentenceForm, WholePart
from amendments.rules.dispositif.writing import dispositif
from congress.rules.rule_names import DispositifWording
from tests.amendments.conftest import PROPOSAL
from tests.redline.corpora import applied, both_places, load, text_of
from tests.redline.strategies import pairs

NB = "\u00a0"
FORMS = {
    "replace": SentenceForm(),
    "substitute": SentenceForm(wording=DispositifWording.SUBSTITUTE),
    "english": SentenceForm(language="en"),
}
LONG = "# T\n\nUn début.\n\n" + " ".join(f"mot{number}" for number in range(60)) + ".\n\nUne fin.\n"
FEW, MANY = "mot12 mot13 mot14 mot15 mot16", " ".join(f"mot{number}" for number in range(9, 30))


def told(old: str, new: str, form: SentenceForm = FORMS["replace"]) -> tuple[str, ...]:
    return dispositif(redline.difference(old, new, ignore_typography=True), form)


def shown(old: str, new: str, form: str) -> list[str]:
    """The sentences, that are read back, with ordinary spaces."""
    sentences = told(old, new, FORMS[form])
    assert amended_by(old, sentences, 80, FORMS[form].language) == new
    return [sentence.replace(NB, " ") for sentence in sentences]


def changed(old: str, *changes: tuple[str, str]) -> str:
    for before, after in changes:
        assert before in old
        old = old.replace(before, after, 1)
    return old


SAID = [
    (
        (PROPOSAL, changed(PROPOSAL, ("dix mille", "quinze mille"))),
        "À l’alinéa 3, ligne 4, remplacer le mot « dix » par le mot « quinze ».",
        "À la ligne 4 de l’alinéa 3, substituer au mot « dix » le mot « quinze ».",
        "In paragraph 3, line 4, replace the word “dix” with the word “quinze”.",
    ),
    (
        (LONG, changed(LONG, (FEW, "ceci et cela"))),
        f"À l’alinéa 2, lignes 2 et 3, remplacer les mots « {FEW} » par les mots « ceci et cela ».",
        f"Aux lignes 2 et 3 de l’alinéa 2, substituer aux mots « {FEW} » les mots « ceci et cela ».",
        f"In paragraph 2, lines 2 and 3, replace the words “{FEW}” with the words “ceci et cela”.",
    ),
    (
        (LONG, changed(LONG, (MANY, "rien"))),
        f"À l’alinéa 2, lignes 2 à 4, remplacer les mots « {MANY} » par le mot « rien ».",
        f"Aux lignes 2 à 4 de l’alinéa 2, substituer aux mots « {MANY} » le mot « rien ».",
        f"In paragraph 2, lines 2 to 4, replace the words “{MANY}” with the word “rien”.",
    ),
    (
        (PROPOSAL, PROPOSAL + "\nUn bilan est publié.\n"),
        "Compléter cette proposition par un alinéa ainsi rédigé : « Un bilan est publié. ».",
        "Compléter cette proposition par un alinéa ainsi rédigé : « Un bilan est publié. ».",
        "At the end of this proposal, add a paragraph reading: “Un bilan est publié.”.",
    ),
    (
        (PROPOSAL, changed(PROPOSAL, ("2. former", "2. ouvrir ;\n3. former"), ("3. prot", "4. prot"))),
        ["Après l’alinéa 3, insérer un alinéa ainsi rédigé : « 2. ouvrir ; ».",
         "Modifier en conséquence la numérotation des alinéas 4 et 5."],
        ["Après l’alinéa 3, insérer un alinéa ainsi rédigé : « 2. ouvrir ; ».",
         "Modifier en conséquence la numérotation des alinéas 4 et 5."],
        ["After paragraph 3, insert a paragraph reading: “2. ouvrir ;”.",
         "Adjust the numbering of paragraphs 4 and 5 accordingly."],
    ),
    (
        ("# T\n\nUn a.\n\nDeux b.\n\nTrois c.\n\nQuatre d.\n", "# T\n\nQuatre d.\n\nUn a.\n\nDeux b.\n\nTrois c.\n"),
        "Déplacer l’alinéa 4 avant l’alinéa 1.",
        "Déplacer l’alinéa 4 avant l’alinéa 1.",
        "Move paragraph 4 before paragraph 1.",
    ),
    (
        ("# T\n\nle maire et le préfet et le maire\n", "# T\n\nle maire et le préfet et la maire\n"),
        "À l’alinéa 1, ligne 1, remplacer la troisième occurrence du mot « le » par le mot « la ».",
        "À la ligne 1 de l’alinéa 1, substituer à la troisième occurrence du mot « le » le mot « la ».",
        "In paragraph 1, line 1, replace the third occurrence of the word “le” with the word “la”.",
    ),
    (
        ("# T\n\nla la la la la.\n", "# T\n\nla la la ou la la.\n"),
        "À l’alinéa 1, ligne 1, après la première occurrence des mots « la la la », insérer le mot « ou ».",
        "À la ligne 1 de l’alinéa 1, après la première occurrence des mots « la la la », insérer le mot « ou ».",
        "In paragraph 1, line 1, after the first occurrence of the words “la la la”, insert the word “ou”.",
    ),
    (
        (PROPOSAL, changed(PROPOSAL, ("numérique. Les", "numérique.\n\nLes"))),
        "À l’alinéa 1, ligne 2, après les mots « éloignées du numérique. », aller à la ligne.",
        "À la ligne 2 de l’alinéa 1, après les mots « éloignées du numérique. », aller à la ligne.",
        "In paragraph 1, line 2, after the words “éloignées du numérique.”, begin a new paragraph.",
    ),
    (
        (PROPOSAL, changed(PROPOSAL, ("métier.\n\nNous", "métier. Nous"))),
        "Réunir les alinéas 1 et 2 en un seul alinéa.",
        "Réunir les alinéas 1 et 2 en un seul alinéa.",
        "Join paragraphs 1 and 2 into one paragraph.",
    ),
    (
        (PROPOSAL, changed(PROPOSAL, ("\n\nLa mairie reste souvent le premier lieu où l’on vient demander de l’aide.", ""))),
        "Supprimer l’alinéa 6.",
        "Supprimer l’alinéa 6.",
        "Delete paragraph 6.",
    ),
    (
        (PROPOSAL, changed(PROPOSAL, ("# Pour une", "# Pour la"))),
        "Au titre, remplacer le mot « une » par le mot « la ».",
        "Au titre, substituer au mot « une » le mot « la ».",
        "In the title, replace the word “une” with the word “la”.",
    ),
]  # fmt: skip


@pytest.mark.parametrize(
    "said", SAID, ids=[said[1][:40] if isinstance(said[1], str) else said[1][0][:40] for said in SAID]
)
@pytest.mark.parametrize("form", FORMS)
def test_each_form_says_it_and_is_read_back(form, said):
    (old, new), *sentences = said
    expected = sentences[list(FORMS).index(form)]
    assert shown(old, new, form) == ([expected] if isinstance(expected, str) else expected)


@pytest.mark.parametrize(
    ("whole", "named"),
    [("proposal", "cette proposition"), ("preamble", "ce préambule"), ("closing", "cette conclusion")],
)
def test_each_part_of_a_motion_is_called_by_its_name(whole, named):
    (said,) = told("Un.\n", "Un.\n\nDeux.\n", SentenceForm(whole=WholePart(whole)))
    assert said == f"Compléter {named} par un alinéa ainsi rédigé{NB}: «{NB}Deux.{NB}»."
    assert amended_by("Un.\n", [said], 80) == "Un.\n\nDeux.\n"


EXACT = [
    ("élus\u00a0; agents", "élus\u00a0: agents"),
    ("un «\u00a0élu\u00a0» dit", "un «\u00a0maire\u00a0» dit"),
    ("un «\u00a0élu\u00a0» dit", "un élu dit"),
    ("un élu dit", "un «\u00a0élu dit"),
    ("3\u202f500 habitants", "4\u00a0000 habitants"),
    ("l’élu, dit-on", "l’élue, dit-on"),
    ("le maire (ou l’élu) dit", "le maire (ou son adjoint ou l’élu) dit"),
    ("le maire, l’élu", "le maire l’élu"),
    ("le maire l’élu", "le maire, l’élu"),
    ("a b c d", "a b,  c d"),
]


@pytest.mark.parametrize(("before", "after"), EXACT)
@pytest.mark.parametrize("form", FORMS)
def test_signs_and_no_break_spaces_are_given_back_to_the_byte(form, before, after):
    old, new = (f"# T\n\nOn sait que {words} souvent ici.\n" for words in (before, after))
    assert amended_by(old, told(old, new, FORMS[form]), 80, FORMS[form].language) == new


@both_places("amendments.json")
def test_every_real_amendment_is_said_and_read_back(corpus):
    """Of 241 official amendments, 236 apply to their text as it is: each is said, in the three forms in turn."""
    forms, unsaid, count = itertools.cycle(FORMS.values()), [], 0
    for case in load(corpus)["cases"]:
        old = text_of(case["base"])
        for amendment in case["amendments"]:
            if not amendment.get("edits"):
                continue  # the official instruction does not apply to the text that the corpus holds
            new, form = text_of(applied(case["base"], amendment["edits"])), next(forms)
            count += 1
            if amended_by(old, told(old, new, form), 80, form.language) != redline.normalise(new):
                unsaid.append((case["id"], amendment["number"]))
    assert unsaid == []
    assert count == (236 if "shared" in corpus.parts else count) > 0


@given(pairs(), st.sampled_from(sorted(FORMS)))
def test_what_is_said_of_any_edit_gives_the_amended_text(texts, form):
    old, new = map(redline.normalise, texts)
    sentences = told(old, new, FORMS[form])
    made = amended_by(old, sentences, 80, FORMS[form].language)
    left = redline.difference(made, new, ignore_typography=True)
    assert not any(block.is_marked for block in left.blocks)
    if not any(block.op == "keep" and block.old != block.new for block in left.blocks):
        assert [block.kind for block in redline.parse(made).blocks] == [
            block.kind for block in redline.parse(new).blocks
        ]


REFUSED = {
    "none of the forms": "Il faudrait changer « dix » en « quinze ».",
    "no such words": "À l’alinéa 1, ligne 1, remplacer le mot « préfet » par le mot « maire ».",
    "words that stand twice": "À l’alinéa 1, ligne 1, supprimer le mot « le ».",
    "no such occurrence": "À l’alinéa 1, ligne 1, supprimer la troisième occurrence du mot « le ».",
    "a line of another alinéa": "À l’alinéa 1, ligne 2, supprimer le mot « maire ».",
    "no such alinéa": "Supprimer l’alinéa 9.",
    "no title": "Supprimer le titre.",
    "not as many alinéas as announced": "Après l’alinéa 1, insérer trois alinéas ainsi rédigés : « a » ; « b ».",
    "a verb without its words": "À l’alinéa 1, ligne 1, supprimer.",
}


@pytest.mark.parametrize("sentence", REFUSED.values(), ids=REFUSED)
def test_a_sentence_that_does_not_say_one_thing_is_refused(sentence):
    with pytest.raises(NotReadable):
        amended_by("le maire et le conseil\n\nautre alinéa\n", [sentence], 80)


def test_two_sentences_on_the_same_words_are_refused():
    with pytest.raises(NotReadable, match="les mêmes mots"):
        amended_by(
            "le maire et le conseil\n",
            [
                "À l’alinéa 1, ligne 1, supprimer les mots « maire et ».",
                "À l’alinéa 1, ligne 1, remplacer le mot « maire » par le mot « préfet ».",
            ],
            80,
        )


def test_typed_with_ordinary_spaces_and_apostrophes_it_says_the_same():
    typed = "À l'alinéa 1, ligne 1, remplacer le mot « maire » par le mot « préfet »."
    assert read_sentence(typed) == read_sentence(
        f"À l’alinéa{NB}1, ligne{NB}1, remplacer le mot «{NB}maire{NB}» par le mot «{NB}préfet{NB}»."
    )


@pytest.mark.parametrize(("after", "language", "begins"), [
    (5, "fr", "Après la proposition n°\u00a05, insérer une proposition intitulée «\u00a0Un «\u00a0titre\u00a0»\u00a0», ainsi rédigée\u00a0: "),
    (None, "fr", "Après le préambule, insérer une proposition intitulée «\u00a0Un «\u00a0titre\u00a0»\u00a0», ainsi rédigée\u00a0: "),
    (5, "en", "After proposal No.\u00a05, insert a proposal entitled “Un «\u00a0titre\u00a0»”, reading: "),
])  # fmt: skip
def test_a_proposal_that_is_added_is_said_with_its_place(after, language, begins):
    form = SentenceForm(language, whole=WholePart.ADDITION, after=after)
    new = "# Un «\u00a0titre\u00a0»\n\nUn.\n\n1. deux ;\n2. trois.\n"
    (said,) = told("", new, form)
    assert said.startswith(begins)
    blocks = redline.parse(amended_by("", (said,), 80, language)).blocks
    assert [block.source for block in blocks] == [block.source for block in redline.parse(new).blocks]
    (said,) = told("", "# Un titre\n", form)
    assert amended_by("", (said,), 80, language) == "# Un titre\n"


@pytest.mark.parametrize(
    ("old", "new", "said", "english"),
    [
        ("# Ancien\n\nUn.\n", "# Tout autre chose\n\nUn.\n", "Rédiger ainsi le titre : « Tout autre chose ».", "Redraft the title as follows: “Tout autre chose”."),
        ("# T\n\n## Vieux\n\nUn.\n", "# T\n\n## Entièrement neuf\n\nUn.\n", "Rédiger ainsi l’alinéa 1 : intertitre « Entièrement neuf ».", "Redraft paragraph 1 as follows: heading “Entièrement neuf”."),
        ("# T\n\nUn.\n", "# T\n\n### Inter\n\nUn.\n", "Avant l’alinéa 1, insérer un alinéa ainsi rédigé : intertitre de niveau 3 « Inter ».", "Before paragraph 1, insert a paragraph reading: heading of level 3 “Inter”."),
        ("# T\n\nUn.\n", "# T\n\n## Un.\n", "Rédiger ainsi l’alinéa 1 : intertitre « Un. ».", "Redraft paragraph 1 as follows: heading “Un.”."),
        ("# T\n\nUn.\n", "# Autre\n\n## Deux\n\nTrois\n", "Remplacer le titre et l’alinéa 1 par trois alinéas ainsi rédigés : titre « Autre »\u202f; intertitre « Deux »\u202f; « Trois ».", "Replace the title and paragraph 1 with three paragraphs reading: title “Autre”; heading “Deux”; “Trois”."),
        ("# T\n\nUn.\n", "# # x\n\nUn.\n", None, None),  # its own sign is quoted
        ("# T\n\nUn.\n", "Autre\n\nUn.\n", "Remplacer le titre par un alinéa ainsi rédigé : « Autre ».", "Replace the title with a paragraph reading: “Autre”."),
    ],
)  # fmt: skip
def test_titles_and_headings_are_named_not_quoted_with_their_marks(old, new, said, english):
    french, translated = shown(old, new, "replace"), shown(old, new, "english")
    if said:
        assert french == [said] and translated == [english]


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("# T\n\n- a ;\n- b ;\n- c.\n", "# T\n\n- a ;\n  - b ;\n- c.\n", "Placer l’alinéa 2 au niveau 2 de la liste."),
        ("# T\n\n- a ;\n- b ;\n- c.\n", "# T\n\n- a ;\n  - b ;\n  - c.\n", "Placer les alinéas 2 et 3 au niveau 2 de la liste."),
        ("- a\n  - b\n    - c\n", "- a\n  - b\n  - c\n", "Placer l’alinéa 3 au niveau 2 de la liste."),
        ("- a\n  - b\n", "- a\n- b\n", "Placer l’alinéa 2 au niveau 1 de la liste."),
        ("1. a\n2. b\n3. c\n", "1. a\n   2. b\n3. c\n", "Placer l’alinéa 2 au niveau 2 de la liste."),
        ("1. a\n2. b\n3. c\n", "1. a\n  2. b\n  3. c\n", "Placer les alinéas 2 et 3 au niveau 2 de la liste, à 2 espaces de la marge."),
        ("1. a\n   - b\n", "1. a\n      - b\n", "Placer l’alinéa 2 au niveau 2 de la liste, à 6 espaces de la marge."),
        ("1. a\n      - b\n", "1. a\n   - b\n", "Placer l’alinéa 2 au niveau 2 de la liste."),
        ("- a\n- b\n", "- a\n     - b\n", "Placer l’alinéa 2 au niveau 2 de la liste, à 5 espaces de la marge."),
        ("- a\n- b\n", "- a\n" + " " * 50 + "- b\n", "Rédiger ainsi l’alinéa 2 : « " + " " * 50 + "- b »."),  # as deep as nobody would say
    ],
)  # fmt: skip
def test_an_item_that_changes_its_level_alone_is_said(old, new, said):
    """Some said nothing at all: the difference shows no word."""
    assert shown(old, new, "replace") == [said]
    assert shown(old, new, "english")
