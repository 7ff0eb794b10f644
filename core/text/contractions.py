"""« au Congrès », « aux Assises », « à l’Assemblée »: the preposition before the title of an event. Pure, French."""

import re
from typing import Final

_NB: Final = "\u00a0"
_MASCULINE: Final = re.compile(
    r"atelier|cercle|colloque|comité|concile|congrès|conseil|débat|festival|forum|grenelle|parlement|rassemblement|"
    r"salon|séminaire|sommet|symposium"
)
_FEMININE: Final = re.compile(
    r"agora|assemblée|biennale|conférence|consultation|convention|journée|plénière|rencontre|réunion|semaine|session|"
    r"université"
)
_PLURAL: Final = re.compile(r"assises|ateliers|entretiens|états|journées|rencontres|universités")
# What may stand before the noun: « 2e Congrès », « Deuxièmes Assises », « Grand débat ».
_BEFORE: Final = re.compile(
    r"\d+(?:er|re|e|es|ème|èmes)?|[ivxlc]+e|premi(?:er|ère)s?|\w+ièmes?|seconde?s?|grande?s?|nouve(?:au|lle)s?"
)
_ARTICLES: Final = {"le": "au", "les": "aux"}
_VOWELS: Final = "aeiouyàâéèêëîïôöùûüœæh"


def to_the(title: str) -> str:
    """« au Congrès national », « aux Assises », « à la Convention », « à l’Assemblée »; another name, quoted."""
    words = title.lower().split()
    if len(words) > 1 and words[0] in _ARTICLES:
        return f"{_ARTICLES[words[0]]} {title.split(maxsplit=1)[1]}"
    if words and (words[0] == "la" or words[0].startswith("l’")):
        return f"à {title}"
    noun = next((word for word in words if not _BEFORE.fullmatch(word)), "")
    if _MASCULINE.fullmatch(noun):
        return f"au {title}"
    if _PLURAL.fullmatch(noun):
        return f"aux {title}"
    if _FEMININE.fullmatch(noun):
        return f"à l’{title}" if title[0].lower() in _VOWELS else f"à la {title}"
    return f"à «{_NB}{title}{_NB}»"
