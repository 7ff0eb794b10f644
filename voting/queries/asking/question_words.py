"""What a question put to the vote is called, how it is asked, and how it is said aloud: of a text, or of the chair."""

from flask_babel import gettext as _
from flask_babel import ngettext

from core.text.reader import enumeration, quotation
from motions.models import Part, PartKind
from motions.queries.motion_queries import current_revision
from voting.subject_models import Question, QuestionKind


def asked_of_part(part: Part, title: str | None) -> str:
    """« Adoptez-vous la proposition n° 5, « Un titre » ? »; `title`: if it is known."""
    if part.kind == PartKind.PROPOSAL:
        title = current_revision(part.id).title if title is None else title
        asked = _("Adoptez-vous la proposition n° %(number)s, « %(title)s » ?", number=part.number, title=title)
    elif part.kind == PartKind.PREAMBLE:
        asked = _("Adoptez-vous le préambule ?")
    else:
        asked = _("Adoptez-vous la conclusion ?")
    return str(asked)


def round_word(ballot_round: int) -> str:
    """« premier tour », « deuxième tour », « troisième tour »."""
    return str({1: _("premier tour"), 2: _("deuxième tour"), 3: _("troisième tour")}[ballot_round])


def seat_word(asked: Question) -> str:
    """« siège 2 sur 3 », of an election that fills several, one after another; empty of any other."""
    if asked.seats < 2:
        return ""
    return str(_("siège %(seat)s sur %(seats)s", seat=asked.seat, seats=asked.seats))


def asked_name(asked: Question) -> str:
    """« Question », « Motion de procédure », « Élection, deuxième tour, siège 2 sur 3 »."""
    if asked.kind is QuestionKind.ELECTION:
        rounds = {
            1: _("Élection, premier tour"),
            2: _("Élection, deuxième tour"),
            3: _("Élection, troisième tour"),
        }
        return ", ".join(filter(None, [str(rounds[asked.ballot_round]), seat_word(asked)]))
    names = {
        QuestionKind.FREE: _("Question"),
        QuestionKind.PROCEDURAL: _("Motion de procédure"),
        QuestionKind.OPTIONS: _("Choix entre plusieurs options"),
    }
    return str(names[asked.kind])


def asked_aloud(asked: Question) -> str:
    """« Je mets aux voix la question suivante : « Approuvez-vous… ? » »; with what may be chosen."""
    words, names = quotation(asked.words), enumeration(option.words for option in asked.options)
    if asked.kind is QuestionKind.PROCEDURAL:
        return _("Je mets aux voix la motion de procédure suivante\u00a0: %(words)s.", words=words)
    if asked.kind is QuestionKind.FREE:
        return _("Je mets aux voix la question suivante\u00a0: %(words)s", words=words)
    if asked.kind is QuestionKind.OPTIONS:
        return _(
            "Je mets aux voix ce choix\u00a0: %(words)s Les options sont\u00a0: %(names)s.", words=words, names=names
        )
    told = asked_name(asked)
    return ngettext(
        "%(told)s\u00a0: %(words)s. Se présente\u00a0: %(names)s.",
        "%(told)s\u00a0: %(words)s. Se présentent\u00a0: %(names)s.",
        len(asked.options),
        told=told,
        words=words,
        names=names,
    )
