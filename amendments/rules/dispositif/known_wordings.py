"""How French, the Assemblée nationale and English say what an amendment does. Pure."""

from dataclasses import replace
from typing import Final

from amendments.rules.dispositif.statements import PointKind, SentenceForm, WholePart, WordAction
from amendments.rules.dispositif.wordings import Wordings
from congress.rules.rule_names import DispositifWording

FRENCH: Final = Wordings(
    language="fr",
    quotes=("«\u00a0", "\u00a0»"),
    between="\u202f; ",
    alinea=("l’alinéa", "les alinéas"),
    of_alinea=("de l’alinéa", "des alinéas"),
    title=("le titre", "du titre"),
    joined=" et ",
    through="à",
    line=("ligne", "lignes"),
    pair="et",
    title_place="Au titre",
    place="À l’alinéa\u00a0{alinea}, {lines}",
    actions={
        WordAction.REPLACE: "{place}, remplacer {target} par {added}.",
        WordAction.REMOVE: "{place}, supprimer {target}.",
        WordAction.AFTER: "{place}, après {target}, insérer {added}.",
        WordAction.BREAK: "{place}, après {target}, aller à la ligne.",
        WordAction.START: "Au début {of_named}, insérer {added}.",
        WordAction.END: "Compléter {named} par {added}.",
    },
    points={
        PointKind.AFTER: "après {named}",
        PointKind.FIRST: "avant l’alinéa\u00a01",
        PointKind.BEFORE_TITLE: "avant le titre",
        PointKind.ALONE: "dans le texte",
        PointKind.PROPOSAL: "",
        PointKind.LAST: "à la fin du texte",
        PointKind.INSERTED: "après ce qui vient d’être inséré",
    },
    wholes={
        WholePart.PROPOSAL: "cette proposition",
        WholePart.PREAMBLE: "ce préambule",
        WholePart.CLOSING: "cette conclusion",
        WholePart.ADDITION: "cette proposition",
    },
    redraft=("Rédiger ainsi {named}\u00a0: {texts}.", "Remplacer {named} par {drafted}."),
    deletion="Supprimer {named}.",
    addition="{point}, insérer {drafted}.",
    completion="Compléter {whole} par {drafted}.",
    proposals=(
        "après la proposition n°\u00a0{number}",
        "après le préambule",
        "{point}, insérer une proposition intitulée {title}",
    ),
    proposal_drafted=", ainsi rédigée\u00a0: ",
    displacement="Déplacer {named} {point}.",
    reunion="Réunir {named} en un seul alinéa.",
    renumbering="Modifier en conséquence la numérotation {of_named}.",
    levelling="Placer {named} au niveau {level} de la liste.",
    levelling_apart="Placer {named} au niveau {level} de la liste, à {margin}\u00a0espaces de la marge.",
    headings=("titre", "intertitre", "intertitre de niveau\u00a0{level}"),
    drafted=("un alinéa ainsi rédigé\u00a0: ", "{count} alinéas ainsi rédigés\u00a0: "),
    sentence="une phrase ainsi rédigée\u00a0: ",
    nouns={
        "word": ("le mot", "au mot"),
        "words": ("les mots", "aux mots"),
        "number": ("le nombre", "au nombre"),
        "sign": ("le signe", "au signe"),
        "signs": ("les signes", "aux signes"),
    },
    occurrence=("la {ordinal} occurrence", "à la {ordinal} occurrence"),
    occurrence_of={
        "word": "du mot",
        "words": "des mots",
        "number": "du nombre",
        "sign": "du signe",
        "signs": "des signes",
    },
    ordinals=("première", "deuxième", "troisième", "quatrième", "cinquième", "sixième", "septième", "huitième"),
    ordinal="{rank}e",
    counts=("", "un", "deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf", "dix"),
)

ASSEMBLEE: Final = replace(
    FRENCH,
    line=("à la ligne", "aux lignes"),
    place="{lines} de l’alinéa\u00a0{alinea}",
    actions={**FRENCH.actions, WordAction.REPLACE: "{place}, substituer {to_target} {added}."},
)

ENGLISH: Final = Wordings(
    language="en",
    quotes=("“", "”"),
    between="; ",
    alinea=("paragraph", "paragraphs"),
    of_alinea=("of paragraph", "of paragraphs"),
    title=("the title", "of the title"),
    joined=" and ",
    through="to",
    line=("line", "lines"),
    pair="and",
    title_place="In the title",
    place="In paragraph\u00a0{alinea}, {lines}",
    actions={
        WordAction.REPLACE: "{place}, replace {target} with {added}.",
        WordAction.REMOVE: "{place}, delete {target}.",
        WordAction.AFTER: "{place}, after {target}, insert {added}.",
        WordAction.BREAK: "{place}, after {target}, begin a new paragraph.",
        WordAction.START: "At the beginning {of_named}, insert {added}.",
        WordAction.END: "At the end {of_named}, add {added}.",
    },
    points={
        PointKind.AFTER: "after {named}",
        PointKind.FIRST: "before paragraph\u00a01",
        PointKind.BEFORE_TITLE: "before the title",
        PointKind.ALONE: "in the text",
        PointKind.PROPOSAL: "",
        PointKind.LAST: "at the end of the text",
        PointKind.INSERTED: "after what has just been inserted",
    },
    wholes={
        WholePart.PROPOSAL: "this proposal",
        WholePart.PREAMBLE: "this preamble",
        WholePart.CLOSING: "this closing",
        WholePart.ADDITION: "this proposal",
    },
    redraft=("Redraft {named} as follows: {texts}.", "Replace {named} with {drafted}."),
    deletion="Delete {named}.",
    addition="{point}, insert {drafted}.",
    completion="At the end of {whole}, add {drafted}.",
    proposals=("after proposal No.\u00a0{number}", "after the preamble", "{point}, insert a proposal entitled {title}"),
    proposal_drafted=", reading: ",
    displacement="Move {named} {point}.",
    reunion="Join {named} into one paragraph.",
    renumbering="Adjust the numbering {of_named} accordingly.",
    levelling="Place {named} at level {level} of the list.",
    levelling_apart="Place {named} at level {level} of the list, {margin}\u00a0spaces from the margin.",
    headings=("title", "heading", "heading of level\u00a0{level}"),
    drafted=("a paragraph reading: ", "{count} paragraphs reading: "),
    sentence="a sentence reading: ",
    nouns={
        "word": ("the word", "the word"),
        "words": ("the words", "the words"),
        "number": ("the number", "the number"),
        "sign": ("the sign", "the sign"),
        "signs": ("the signs", "the signs"),
    },
    occurrence=("the {ordinal} occurrence", "the {ordinal} occurrence"),
    occurrence_of={
        "word": "of the word",
        "words": "of the words",
        "number": "of the number",
        "sign": "of the sign",
        "signs": "of the signs",
    },
    ordinals=("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth"),
    ordinal="no. {rank}",
    counts=("", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"),
)


def wordings_of(form: SentenceForm) -> Wordings:
    """The words in which sentences of this form are said."""
    if form.language == "en":
        return ENGLISH
    return ASSEMBLEE if form.wording == DispositifWording.SUBSTITUTE else FRENCH
