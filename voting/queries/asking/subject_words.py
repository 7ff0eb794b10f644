"""What a poll is about, in words: the question that is asked of it, the name under which it is proclaimed."""

from collections.abc import Sequence

from flask_babel import gettext as _
from flask_babel import ngettext

from amendments.labels import numbers
from amendments.models import Amendment
from congress.queries.homonyms import told_names
from core.text.reader import enumeration
from voting.queries.asking.question_words import asked_of_part
from voting.queries.dividing.division_words import divided_name
from voting.queries.sub_votes import asked_of_subs
from voting.queries.subjects import LoadedSubject
from voting.rules.counted_poll import Subject, SubjectKind
from voting.subject_models import LONGEST_QUESTION

MOST_AUTHORS = 3


def question(subject: LoadedSubject, title: str | None = None) -> str:
    """« Adoptez-vous l’amendement n° 12 de Mme Fatima Allain ? », as it is said now; `title`: if it is known."""
    if subject.question is not None:
        return subject.question.words
    if subject.is_retained:
        asked = _(
            "Adoptez-vous en une fois les amendements %(numbers)s, retenus par le bureau\u202f?",
            numbers=numbers([row.label for row in subject.amendments]),
        )
    elif subject.bundle_id is not None:
        asked = _(
            "Adoptez-vous sans débat les amendements %(numbers)s\u202f?",
            numbers=numbers([row.label for row in subject.amendments]),
        )
    elif subject.amendments and subject.amendments[0].is_sub:
        asked = asked_of_subs(subject.amendments, _authors(subject.amendments))
    elif subject.amendments:
        asked = ngettext(
            "Adoptez-vous l’amendement %(numbers)s de %(authors)s ?",
            "Adoptez-vous les amendements %(numbers)s, identiques, de %(authors)s ?",
            len(subject.amendments),
            numbers=numbers([row.label for row in subject.amendments]),
            authors=_authors(subject.amendments),
        )
    elif subject.part is not None:
        asked = asked_of_part(subject.part, title)
    else:
        asked = _("Adoptez-vous l’ensemble de la motion ?")
    asked = str(asked)
    return asked if len(asked) <= LONGEST_QUESTION else asked[: LONGEST_QUESTION - 1] + "…"


def put_retained_aloud(subject: LoadedSubject) -> str:
    """« Je mets aux voix en une fois les amendements n° 2 et 5… »: with the offer to have one of them voted apart."""
    told: str = _(
        "Je mets aux voix en une fois les amendements %(numbers)s, retenus par le bureau. Qui veut un vote séparé le"
        " demande maintenant.",
        numbers=numbers([row.label for row in subject.amendments]),
    )
    return told


def named_subject(subject: LoadedSubject) -> Subject:
    """The subject as the sentences of a verdict name it."""
    if subject.amendments:
        kind = SubjectKind.SUB_AMENDMENT if subject.amendments[0].is_sub else SubjectKind.AMENDMENT
        if subject.bundle_id is not None:
            kind = SubjectKind.RETAINED if subject.is_retained else SubjectKind.BUNDLE
        return Subject(kind, tuple(row.label for row in subject.amendments))
    if subject.divided is not None:
        return Subject(SubjectKind.DIVISION, (divided_name(subject.divided),))
    if subject.question is not None:
        return Subject(SubjectKind(subject.question.kind.value), asked=subject.asked)
    if subject.part is None:
        return Subject(SubjectKind.MOTION)
    own = (str(subject.part.number),) if subject.part.number is not None else ()
    return Subject(SubjectKind(subject.part.kind.value), own)


def _authors(batch: Sequence[Amendment]) -> str:
    names = list(dict.fromkeys(told_names(row.bearer for row in batch)))
    if len(names) > MOST_AUTHORS:
        others = len(names) - MOST_AUTHORS
        more = ngettext("%(num)s autre", "%(num)s autres", others)
        names = [*names[:MOST_AUTHORS], more]
    return enumeration(names)
