"""What amendments, their parts and their statuses are called on the screen."""

from flask_babel import gettext as _
from flask_babel import ngettext

from amendments.models import Amendment, AmendmentStatus, OpinionKind
from core.text.reader import enumeration
from motions.models import Part, PartKind


def to_part(part: Part) -> str:
    """« à la proposition n° 5 », « au préambule », « à la conclusion »."""
    if part.kind == PartKind.PROPOSAL:
        return _("à la proposition n° %(number)s", number=part.number)
    return _("au préambule") if part.kind == PartKind.PREAMBLE else _("à la conclusion")


def status_kind(amendment: Amendment) -> str:
    """The kind that the macro `status_tag` draws: the stored status, or an open vote."""
    return "open" if amendment.under_vote else amendment.status.value


def status_word(amendment: Amendment) -> str:
    """« Publié », « Adopté », « Mis aux voix »…"""
    return _("Mis aux voix") if amendment.under_vote else status_words(amendment.status)


def status_words(status: AmendmentStatus) -> str:
    """A status, accorded with « amendement »."""
    return {
        AmendmentStatus.DRAFT: _("Brouillon"),
        AmendmentStatus.DEPOSITED: _("Déposé"),
        AmendmentStatus.INADMISSIBLE: _("Irrecevable"),
        AmendmentStatus.PUBLISHED: _("Publié"),
        AmendmentStatus.WITHDRAWN: _("Retiré"),
        AmendmentStatus.NOT_SUPPORTED: _("Non soutenu"),
        AmendmentStatus.ADOPTED: _("Adopté"),
        AmendmentStatus.REJECTED: _("Rejeté"),
        AmendmentStatus.FALLEN: _("Tombé"),
        AmendmentStatus.SATISFIED: _("Satisfait"),
        AmendmentStatus.NO_OBJECT: _("Sans objet"),
    }[status]


def opinion_word(opinion: OpinionKind) -> str:
    """The bureau's advice in one word or two, in lower case."""
    return {
        OpinionKind.FAVOURABLE: _("favorable"),
        OpinionKind.UNFAVOURABLE: _("défavorable"),
        OpinionKind.WISDOM: _("sagesse"),
        OpinionKind.NONE: _("sans avis"),
    }[opinion]


def numbers(values: list[int]) -> str:
    """« n° 12 », « n° 14 et 16 », « n° 9, 11 et 18 »."""
    written = "\u00a0".join(enumeration(str(value) for value in values).rsplit(" ", 1))  # « et 18 » is not cut
    return ngettext("n°\u00a0%(numbers)s", "n°\u00a0%(numbers)s", len(values), numbers=written)
