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
_RANK: Final = re.compile(r"\d{1,4}(?:er|re|e|es|ème|èmes)?|[ivxlc]{1,6}e")
_BEFORE: Final = frozenset(
    ("premier", "première", "premiers", "premières", "second", "seconde", "secondes", "grand", "grande", "grands",
     "grandes", "nouveau", "nouvelle", "nouveaux", "nouvelles")
)  # fmt: skip
_ARTICLES: Final = {"le": "au", "les": "aux"}
_VOWELS: Final = "aeiouyàâéèêëîïôöùûüœæh"


def to_the(title: str) -> str:
    """« au Congrès national », « aux Assises », « à la Convention », « à l’Assemblée »; another name, quoted."""
    words = title.lower().split()
    if len(words) > 1 and words[0] in _ARTICLES:
        return f"{_ARTICLES[words[0]]} {title.split(maxsplit=1)[1]}"
    if words and (words[0] == "la" or words[0].startswith("l’")):
        return f"à {title}"
    noun = next((word for word in words if not _may_stand_before(word)), "")
    if _MASCULINE.fullmatch(noun):
        return f"au {title}"
    if _PLURAL.fullmatch(noun):
        return f"aux {title}"
    if _FEMININE.fullmatch(noun):
        return f"à l’{title}" if title[0].lower() in _VOWELS else f"à la {title}"
    return f"à «{_NB}{title}{_NB}»"


def _may_stand_before(word: str) -> bool:
    """Whether the word may stand before the noun that says what the event is."""
    return word in _BEFORE or word.endswith(("ième", "ièmes")) or bool(_RANK.fullmatch(word))
