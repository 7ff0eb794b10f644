"""Somebody chosen among thousands: by the words of their name, then among those who answer to them.

Where a list to choose from holds everybody, it does; beyond, a form takes words (`mandataire_nom`) in its place.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from flask_babel import gettext as _
from flask_babel import ngettext
from werkzeug.datastructures import MultiDict

from congress.models import Congress
from congress.queries.people.directory import ListedPerson, directory_of
from core.text.folding import folded

MOST_LISTED: Final = 200  # in a list to choose from
MOST_FOUND: Final = 50  # of those who answer to the same words

Options = Sequence[tuple[int, str]]


@dataclass(frozen=True, slots=True)
class Chosen:
    """Whom a form chooses, by the name of its field; else the sentence that says why not, and who answers to it."""

    ids: Mapping[str, int]
    refusal: str = ""
    found: Mapping[str, Options] = field(default_factory=dict)


def chosen_people(form: MultiDict[str, str], congress: Congress, *fields: str) -> Chosen:
    """The people that a form chooses from a list, or by words that one person alone answers to."""
    ids: dict[str, int] = {name: form.get(name, 0, type=int) for name in fields}
    refusals: list[str] = []
    found: dict[str, Options] = {}
    for name in fields:
        words = form.get(f"{name}_nom", "").strip()[:200]
        if not words and not form.get(name, "").strip() and (name in form or f"{name}_nom" in form):
            refusals.append(_("Choisissez une personne."))  # the list stayed at « Choisir… »
            continue
        if ids[name] or not words:
            continue
        people = answering(congress, words)
        if len(people) == 1:
            ids[name] = people[0].id
            continue
        refusals.append(_not_one(words, len(people)))
        found[name] = options(people) if len(people) <= MOST_FOUND else ()
    return Chosen(ids, " ".join(dict.fromkeys(refusals)), found)


def answering(congress: Congress, words: str) -> list[ListedPerson]:
    """The electors whose name, office or commune holds each of the words, by name."""
    wanted = folded(words).split()
    electors = directory_of(congress.id, congress.slug).electors
    return [person for person in electors if all(word in person.words for word in wanted)]


def _not_one(words: str, number: int) -> str:
    if number == 0:
        return _("Personne, parmi les membres qui votent, ne répond à «\u00a0%(words)s\u00a0».", words=words)
    if number > MOST_FOUND:
        return _(
            "Trop de personnes répondent à «\u00a0%(words)s\u00a0»\u00a0: ajoutez un prénom ou une commune.",
            words=words,
        )
    return ngettext(
        "%(num)s personne répond à «\u00a0%(words)s\u00a0»\u00a0: choisissez-la dans la liste.",
        "%(num)s personnes répondent à «\u00a0%(words)s\u00a0»\u00a0: choisissez dans la liste.",
        number,
        words=words,
    )


def options(people: Sequence[ListedPerson]) -> list[tuple[int, str]]:
    """(id, « Prigent Karine, maire du Havre (76) ») for a list to choose from."""
    said = _("%(family)s %(given)s, %(role)s")
    return [
        (one.id, said % {"family": one.family_name, "given": one.given_name, "role": one.role_line}) for one in people
    ]
