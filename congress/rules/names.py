"""Names of people and places as French writes them: « Mme Karine Prigent », « maire du Havre (76) », « d’Aprey ».

Pure. What people wrote of themselves is never rewritten: « maire », « vice-présidente », « conseillère » are as given;
only prepositions are chosen, family names put in capitals for signatures, and straight apostrophes curved.
"""

import functools
import re
import unicodedata
from typing import Final

from core.text.folding import folded

NO_BREAK: Final = "\u00a0"

_HELD: Final = re.compile(
    r"(?<![\w’'-])(?P<honorific>M|MM?\.|M(?:me|lle)s?|MME|Me|Mgr|(?:Dr|Pr)e?\.?) +(?=[A-ZÀ-ÖØ-ÞŒŸ])"
)
_STRAIGHT: Final = re.compile(r"(?<=[^\W\d_])'(?=[^\W\d_])")
_ARTICLE: Final = re.compile(r"(?P<article>le|la|les) (?P<rest>\S.*)", re.IGNORECASE)
_ELIDED_ARTICLE: Final = re.compile(r"l’", re.IGNORECASE)

# « d’ » or « de » before h is a matter of origin, and usage wavers. Names of Germanic or Polynesian lands keep an
# aspirated h; so do « haut » and the short names below; elsewhere the h is silent (« d’Hyères », « d’Hazebrouck »).
_ASPIRATING_DEPARTEMENTS: Final = frozenset({"57", "67", "68", "987", "988"})
_HAUT: Final = re.compile(r"haut(?!mont|ot|ion|aget)")
_ASPIRATED: Final = re.compile(
    r"halles|ham|hambye|han|hanches|hangest|hans|haybes|heiltz|hem|hérisson|herm|his|hon|honfleur|hotot|hottot|"
    r"houdan|houilles|houlgate|hourc|hours|houssay|housset|houville|houx|huelgoat|hure|hures"
)
# A y before a consonant is a vowel (« d’Yvetot »), and before e too (« d’Yerres »): these are the exceptions, with
# the names in ou that begin with the sound of w.
_CONSONANT_SOUND: Final = frozenset({"yenne", "ouanary", "ouangani", "ouégoa"})
_VOWEL_Y: Final = re.compile(r"y(?:[^aeiouy]|[eéè]|$)")

# Offices held in a commune, whose name then follows with « de », unless another mandate is told with it.
_COMMUNAL_OFFICE: Final = re.compile(
    r"(?:ancien(?:ne)? |\w+ |\d+\w* )?(?:maire|adjoint|conseill\S* (?:\w+ )?municip|élu)", re.IGNORECASE
)
_OTHER_MANDATE: Final = re.compile(
    r"(?:, | et ).*(?:présid|départ|région|communaut|métropol|député|sénat)", re.IGNORECASE
)

_FEMININE_BODY: Final = re.compile(
    r"agence|agglomération|assemblée|association|ca|cc|chambre|collectivité|commune|communauté|cu|fédération|métropole|"
    r"province|régie|région|société|union|ville"
)
_MASCULINE_BODY: Final = re.compile(
    r"conseil|département|établissement|groupement|parc|pays|petr|pôle|sivom|sivu|syndicat|territoire"
)
# An office that says where or of what it is: « maire délégué de Sainte-Marie », « président de l’agglomération ».
_PLACE_SAID: Final = re.compile(r"\b(?:d(?:e|u|es) (?:la |l’)?|d’)(?=[A-ZÀ-ÖØ-ÞŒ])")
_BEFORE_PLACE: Final = re.compile(r"(?:\b(?:de|du|des|la|le|les)\s+|[’(,–—-]\s*)\Z", re.IGNORECASE)
_BODY_SAID: Final = re.compile(
    rf"\b(?:du |de l’|de la )(?:{_FEMININE_BODY.pattern}|{_MASCULINE_BODY.pattern})\b", re.IGNORECASE
)


def curved(name: str) -> str:
    """The name with ’ for the straight apostrophes between letters: « L’Haÿ-les-Roses »."""
    return _STRAIGHT.sub("’", name.strip())


def honorifics_held(words: str) -> str:
    """The words with U+00A0 after « Mme », « M. », « Dr » before a name: no line ends with one of them."""
    return _HELD.sub(rf"\g<honorific>{NO_BREAK}", words)


def civil_name(honorific: str, given_name: str, family_name: str) -> str:
    """« Mme Karine Prigent », with U+00A0 after the honorific; without honorific, « Karine Prigent »."""
    name = " ".join(part for part in (curved(given_name), curved(family_name)) if part)
    return NO_BREAK.join(part for part in (honorific.strip(), name) if part)


def listed_name(given_name: str, family_name: str) -> str:
    """« Prigent Karine », as a list by name says it."""
    return " ".join(part for part in (curved(family_name), curved(given_name)) if part)


def capitals(family_name: str) -> str:
    """The family name in capitals, accents and particles kept: « LE ROUX », « BÉNARD », « D’ORNANO »."""
    return curved(family_name).upper()


def signature_name(given_name: str, family_name: str) -> str:
    """« Karine PRIGENT »."""
    return " ".join(part for part in (curved(given_name), capitals(family_name)) if part)


def signature_line(
    given_name: str, family_name: str, office: str, commune: str = "", departement: str = "", body: str = ""
) -> str:
    """« Karine PRIGENT, maire du Havre (76) »: the name alone when nothing else is known."""
    role = role_line(office, commune, departement, body)
    return ", ".join(part for part in (signature_name(given_name, family_name), role) if part)


@functools.lru_cache(maxsize=4096)  # of each member shown, on each page
def role_line(office: str, commune: str = "", departement: str = "", body: str = "") -> str:
    """What a person is, and where: « maire du Havre (76) », « journaliste ».

    An office of an intercommunal body takes its name, then the commune: « vice-présidente de la communauté de
    communes (…), Donnazac (81) ». An office that is neither's is set apart: « collaborateur d’élu, Le Havre (76) ».
    """
    office, body, place = curved(office), curved(body), place_with_departement(commune, departement)
    said = end_of_name(office, commune)
    if said:  # « maire de Pornic »: the office says it already
        office, place = f"{office[:said]}{_in_brackets(departement)}{office[said:]}", ""
    elif place and is_communal(office) and not _PLACE_SAID.search(office):
        seat, comma, charge = office.partition(",")
        office = f"{seat.rstrip()} {of_commune(commune, departement)}{_in_brackets(departement)}{comma}{charge}"
        place = ""
    if body and is_communal(office):
        return ", ".join(part for part in (office, place, body) if part)
    return ", ".join(part for part in (_with_body(office, body), place) if part)


@functools.lru_cache(maxsize=4096)  # of each member shown, on each page, sign by sign
def end_of_name(told: str, name: str) -> int:
    """Where a text that names a place (« de Pornic », « – Pornic ») has done so; 0 when it does not.

    Whatever the capitals, accents and hyphens; « Le Havre » is named by « maire du Havre » too.
    """
    wanted = _ARTICLE.sub(lambda found: found["rest"], curved(name)) if name.strip() else ""
    signs = [(sign, place) for place, letter in enumerate(told, start=1) for sign in _plain_signs(letter)]
    plain, needle = "".join(sign for sign, _place in signs), "".join(_plain_signs(wanted)).strip()
    found = f" {plain} ".find(f" {needle} ") if needle else -1
    is_said = found > 0 and _BEFORE_PLACE.search(told[: signs[found][1] - 1])
    return signs[found + len(needle) - 1][1] if is_said else 0


def _plain_signs(text: str) -> str:
    return "".join(sign if sign.isalnum() else " " for sign in folded(text))


def _with_body(office: str, body: str) -> str:
    """« présidente de la communauté de communes X »: what the end of the office and the start of the body both say
    stands once.
    """
    if not (office and body):
        return office or body
    words, kinds = office.split(), body.split()
    for count in range(min(len(words), len(kinds)), 0, -1):
        if folded(" ".join(words[-count:])) == folded(" ".join(kinds[:count])):
            return " ".join((*words, *kinds[count:]))
    if end_of_name(office, body):
        return office
    return f"{office}, {body}" if _BODY_SAID.search(office) else f"{office} {of_body(body)}"


def is_communal(office: str) -> bool:
    """Whether the office is one of a commune (maire, adjointe au maire, conseiller municipal…)."""
    return bool(_COMMUNAL_OFFICE.match(office)) and not _OTHER_MANDATE.search(office)


def place_with_departement(commune: str, departement: str = "") -> str:
    """« Le Havre (76) »; without département the name alone; without commune, nothing."""
    return f"{curved(commune)}{_in_brackets(departement)}" if commune.strip() else ""


def _in_brackets(departement: str) -> str:
    return f" ({departement.strip()})" if departement.strip() else ""


def of_commune(commune: str, departement: str = "") -> str:
    """« du Havre », « des Lilas », « de La Ferté-Bernard », « de L’Haÿ-les-Roses », « d’Aprey », « de Malakoff ».

    The département (its code) helps to tell an aspirated h: « de Haguenau », « d’Hyères ».
    """
    return _of(curved(commune), departement)


def _of(commune: str, departement: str) -> str:
    found = _ARTICLE.fullmatch(commune)
    if found and (contracted := {"le": "du", "les": "des"}.get(found["article"].lower())):
        return f"{contracted} {found['rest']}"
    if found or _ELIDED_ARTICLE.match(commune):
        return f"de {commune}"
    return f"d’{commune}" if elides(commune, departement) else f"de {commune}"


def of_body(body: str) -> str:
    """« de la communauté de communes X », « du syndicat Y », « de l’association Z », « de Bordeaux Métropole ».

    A body whose first word is no known kind is a proper name, kept whole: « de Le Mans Métropole ».
    """
    body = curved(body)
    kind = re.split(r"[ (-]", body, maxsplit=1)[0].lower()
    is_feminine = bool(_FEMININE_BODY.fullmatch(kind))
    if is_feminine or _MASCULINE_BODY.fullmatch(kind):
        if elides(kind):
            return f"de l’{body}"
        return f"de la {body}" if is_feminine else f"du {body}"
    return f"d’{body}" if elides(body) else f"de {body}"


def elides(name: str, departement: str = "") -> bool:
    """Whether « de » becomes « d’ » before this name: a vowel, or a silent h, begins it."""
    word = unicodedata.normalize("NFC", name).lower()
    first = re.split(r"[ ’'-]", word, maxsplit=1)[0]
    if not word or first in _CONSONANT_SOUND:
        return False
    if word[0] == "y":
        return bool(_VOWEL_Y.match(word))
    if word[0] == "h":
        return not (departement in _ASPIRATING_DEPARTEMENTS or _HAUT.match(word) or _ASPIRATED.fullmatch(first))
    return unicodedata.normalize("NFD", word)[0] in "aeiouœæ"
