"""Which forms the words around a French noun take: determiners, adjectives, participles. Pure.

Only what is sure is said: where a form could be another word, or two forms are right, there is none here.
"""

import re
from typing import Final, NamedTuple


class NounKind(NamedTuple):
    """What a noun is: feminine, plural."""

    is_feminine: bool
    is_plural: bool


_M, _F, _MP, _FP = NounKind(False, False), NounKind(True, False), NounKind(False, True), NounKind(True, True)
_KINDS: Final = (_M, _F, _MP, _FP)
# Before a consonant for each kind, then before a vowel in the singular.
_DETERMINERS: Final[tuple[tuple[str, ...], ...]] = (
    ("le", "la", "les", "les", "l’", "l’"),
    ("un", "une", "des", "des", "un", "une"),
    ("du", "de la", "des", "des", "de l’", "de l’"),
    ("au", "à la", "aux", "aux", "à l’", "à l’"),
    ("ce", "cette", "ces", "ces", "cet", "cette"),
    ("mon", "ma", "mes", "mes", "mon", "mon"),
    ("son", "sa", "ses", "ses", "son", "son"),
    ("notre", "notre", "nos", "nos", "notre", "notre"),
    ("votre", "votre", "vos", "vos", "votre", "votre"),
    ("leur", "leur", "leurs", "leurs", "leur", "leur"),
    ("aucun", "aucune", "aucuns", "aucunes", "aucun", "aucune"),
    ("quel", "quelle", "quels", "quelles", "quel", "quelle"),
    ("tout", "toute", "tous", "toutes", "tout", "toute"),
    ("certain", "certaine", "certains", "certaines", "certain", "certaine"),
    ("nul", "nulle", "nuls", "nulles", "nul", "nulle"),
    ("de", "de", "de", "de", "d’", "d’"),
)
_BEFORE: Final[tuple[tuple[str, ...], ...]] = (  # adjectives that stand before their noun
    ("nouveau", "nouvelle", "nouveaux", "nouvelles", "nouvel", "nouvelle"),
    ("grand", "grande", "grands", "grandes", "grand", "grande"),
    ("petit", "petite", "petits", "petites", "petit", "petite"),
    ("bon", "bonne", "bons", "bonnes", "bon", "bonne"),
    ("ancien", "ancienne", "anciens", "anciennes", "ancien", "ancienne"),
    ("premier", "première", "premiers", "premières", "premier", "première"),
    ("dernier", "dernière", "derniers", "dernières", "dernier", "dernière"),
    ("seul", "seule", "seuls", "seules", "seul", "seule"),
)
_ENDINGS: Final = (  # feminine and masculine endings that answer each other, after a stem
    ("ive", "if"), ("euse", "eux"), ("elle", "el"), ("ienne", "ien"), ("ale", "al"), ("ée", "é"), ("uite", "uit"),
)  # fmt: skip
_WITH_E: Final = frozenset((
    "gratuit", "ouvert", "commun", "grand", "petit", "important", "présent", "suffisant", "compétent",
    "permanent", "récent", "urgent", "court", "seul", "humain", "urbain", "prochain", "certain", "étendu",
    "reconnu", "rendu", "tenu", "connu", "prévu", "inscrit", "écrit", "produit", "construit", "garanti",
    "établi", "défini", "réuni", "fourni", "choisi", "direct", "français", "adapté", "soumis", "mis", "pris",
    "compris", "acquis", "requis", "vacant", "existant", "distant", "vivant", "constant", "indépendant",
    "pertinent", "fréquent", "strict", "exact", "distinct",
))  # fmt: skip
_IRREGULAR: Final = {"public": "publique", "complet": "complète", "concret": "concrète", "discret": "discrète",
    "secret": "secrète", "long": "longue", "premier": "première", "dernier": "dernière", "particulier": "particulière",
    "entier": "entière", "régulier": "régulière", "étranger": "étrangère", "financier": "financière"}  # fmt: skip
_MASCULINE_OF: Final = {feminine: masculine for masculine, feminine in _IRREGULAR.items()}
_MUTE_H: Final = re.compile(r"h(?:abit|eur|istoir|omme|onn|ôpit|ospit|umain|ygi|oraire|eure|ab|ébergement|ôtel)")
_VOWEL: Final = re.compile(r"[aeiouyàâäéèêëîïôöùûüœæ]", re.IGNORECASE)
_FEMININE: Final = re.compile(r"(?:tion|sion|xion|ité|ence|ance|ette|trice|euse|ade|ure|esse|logie|graphie)$")
_MASCULINE: Final = re.compile(r"(?:ment|isme|teur|eur|ier|oir|eau|age|al|if)$")
_NOT_BY_ENDING: Final = frozenset((
    "eau", "peau", "page", "image", "plage", "cage", "rage", "nage", "comité", "fleur", "couleur", "valeur",
    "chaleur", "douleur", "largeur", "longueur", "hauteur", "profondeur", "ampleur", "faveur", "rigueur",
    "vigueur", "horreur", "erreur", "terreur", "peur", "sœur", "lueur", "rumeur", "humeur", "douceur",
    "grandeur", "murmure", "mercure", "parjure", "augure", "silence",
))  # fmt: skip


def begins_with_vowel(word: str) -> bool | None:
    """Whether a word wants « l’ », « cet »; None where an h may be either."""
    first = word.lower()
    if first.startswith("h"):
        return True if _MUTE_H.match(first) else None
    return bool(_VOWEL.match(first)) and not first.startswith(("oui", "onz", "yacht", "yaourt"))


def guessed_gender(word: str) -> bool | None:
    """Whether a noun is feminine, from its ending; None where that says nothing sure."""
    singular = re.sub(r"[sx]$", "", word.lower().split(" ")[0])
    if singular in _NOT_BY_ENDING:
        return None
    if _FEMININE.search(singular):
        return True
    return False if _MASCULINE.search(singular) else None


def kinds_of(determiner: str) -> frozenset[NounKind]:
    """What a noun may be after this determiner or adjective."""
    said = determiner.lower().replace("'", "’")
    return frozenset(
        _KINDS[rank if rank < len(_KINDS) else rank - len(_KINDS)]
        for forms in (*_DETERMINERS[:-1], *_BEFORE)
        for rank, form in enumerate(forms)
        if form == said
    )


def before_noun(word: str, old: NounKind | None, new: NounKind, *, is_before_vowel: bool | None) -> str | None:
    """The form of a determiner or of an adjective before the noun that it now precedes; None where it is not sure."""
    said = word.lower().replace("'", "’")
    found = set()
    for forms in (*_DETERMINERS, *_BEFORE):
        ranks = {rank for rank, form in enumerate(forms) if form == said}
        kinds = {_KINDS[rank if rank < len(_KINDS) else rank - len(_KINDS)] for rank in ranks}
        if not ranks or (old is not None and old not in kinds):
            continue
        plain, elided = forms[_KINDS.index(new)], forms[4 + new.is_feminine] if not new.is_plural else ""
        if forms[0] == "de":
            elided = "d’"
        if plain != elided and elided and is_before_vowel is None:
            return None
        found.add(elided if elided and is_before_vowel else plain)
    if said == "des" and not new.is_plural:
        return None  # « un » or « du »: two things
    if not found or len(found) > 1:
        return None
    form = found.pop()
    return form[:1].upper() + form[1:] if word[:1].isupper() else form


def after_noun(word: str, old: NounKind, new: NounKind) -> str | None:
    """The form of an adjective or a participle that goes with the noun; None where it is not sure."""
    stem = word
    if old.is_plural:
        if not stem.endswith(("s", "x")):
            return None
        stem = f"{stem[:-3]}al" if stem.endswith("aux") else stem if stem.endswith("eux") else stem[:-1]
    masculine = _masculine(stem) if old.is_feminine else stem
    if masculine is None:
        return None
    if not old.is_feminine and _feminine(masculine) is None:
        return None
    singular = _feminine(masculine) if new.is_feminine else masculine
    if singular is None:
        return None
    return _plural(singular) if new.is_plural else singular


def plural_of(words: str) -> str:
    """The plural of a term, each of its words as most nouns have it."""
    return " ".join(_plural(word) for word in words.split(" "))


def _plural(word: str) -> str:
    if word.endswith(("s", "x", "z")):
        return word
    if word.endswith("al"):
        return f"{word[:-2]}aux"
    return f"{word}x" if word.endswith("eau") else f"{word}s"


def _masculine(word: str) -> str | None:
    if word in _MASCULINE_OF:
        return _MASCULINE_OF[word]
    if word.endswith("e") and word[:-1] in _WITH_E:
        return word[:-1]
    return next((word[: -len(one)] + other for one, other in _ENDINGS if word.endswith(one) and len(word) > 4), None)


def _feminine(word: str) -> str | None:
    if word in _IRREGULAR:
        return _IRREGULAR[word]
    if word in _WITH_E:
        return f"{word}e"
    return next((word[: -len(other)] + one for one, other in _ENDINGS if word.endswith(other) and len(word) > 3), None)
