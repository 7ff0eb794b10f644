"""Names typed at the desk, one a line or between commas: the members present whom they mean."""

import re
from collections.abc import Iterable

from flask_babel import gettext as _

from congress.models import Member
from core.errors import Invalid
from core.text.folding import folded

_SEPARATORS = re.compile(r"[\n,;]+")
_LIST_MARK = re.compile(r"(?:[-–—•·*]|\d{1,3}[.)])\s+")  # of a list that was pasted
_HYPHENS = re.compile("[-\u2010\u2011]")  # a list in capitals often has none


def members_named(typed: str, present: Iterable[Member]) -> list[Member]:
    """The members present whom the words name, each once: by the whole name, else by the family name alone.

    `Invalid` with all that is unknown, or that two people bear, at once: nothing typed is lost.
    """
    known: dict[str, set[Member]] = {}
    for member in present:
        for words in (
            f"{member.given_name} {member.family_name}", f"{member.family_name} {member.given_name}",
            f"{member.honorific} {member.given_name} {member.family_name}",
            f"{member.honorific} {member.family_name}", member.family_name,
        ):  # fmt: skip
            known.setdefault(_key(words), set()).add(member)
    found: list[Member] = []
    unknown: list[str] = []
    several: list[str] = []
    for words in filter(None, (part.strip() for part in _SEPARATORS.split(typed))):
        mark = _LIST_MARK.match(words)
        meant = known.get(_key(words[mark.end() :] if mark else words), set())
        if len(meant) == 1:
            found.extend(meant - set(found))
        else:
            (several if meant else unknown).append(words)
    if unknown or several:
        raise Invalid(_told(unknown, several), "names")
    return found


def _key(words: str) -> str:
    return " ".join(_HYPHENS.sub(" ", folded(words)).split())


def _told(unknown: list[str], several: list[str]) -> str:
    sentences = []
    if unknown:
        sentences.append(_("Personne de ce nom n’est parmi les présents\u00a0: %(names)s.", names=", ".join(unknown)))
    if several:
        sentences.append(
            _("Plusieurs personnes présentes portent ce nom, écrivez aussi le prénom\u00a0: %(names)s.",
              names=", ".join(several))
        )  # fmt: skip
    return " ".join(sentences)
