"""What amendments, their parts and their statuses are called on the screen."""

import re
from collections.abc import Iterable, Sequence

from flask import url_for
from flask_babel import gettext as _
from flask_babel import ngettext
from markupsafe import Markup, escape

import redline
from amendments.models import Amendment, AmendmentStatus, Opinion, OpinionKind
from amendments.rules.first_changes import first_change
from amendments.rules.locations import Location
from congress.written import quoted, written
from core.text.reader import enumeration_of_numbers
from core.text.retelling import retold
from motions.models import Part, PartKind


def to_part(part: Part) -> str:
    """« à la proposition n° 5 », « au préambule », « après la proposition n° 5 »."""
    if part.kind == PartKind.PROPOSAL:
        return _("à la proposition n°\u00a0%(number)s", number=part.number)
    if part.kind == PartKind.ADDITION:
        after = part.follows.number if part.follows else None
        return _("après la proposition n°\u00a0%(number)s", number=after) if after else _("après le préambule")
    return _("au préambule") if part.kind == PartKind.PREAMBLE else _("à la conclusion")


def whose_is(amendment: Amendment) -> str:
    """Its author; « M. Jean Morvan, repris par Mme Fatima Allain » once another member bears it."""
    author, taker = amendment.author.civil_name, amendment.taken_up_by
    return _("%(author)s, repris par %(name)s", author=author, name=taker.civil_name) if taker else author


def given_up_by(amendment: Amendment) -> str:
    """« déposé par M. Jean Morvan », under the signatories of what another member bears now; else nothing."""
    return _("déposé par %(name)s", name=amendment.author.civil_name) if amendment.taken_up_by else ""


def draft_name(amendment: Amendment) -> str | Markup:
    """What an amendment is called in a list: its title; a draft that has none yet, by the first thing it changes."""
    if amendment.title:
        return written(amendment.title)
    first = first_change((amendment.parent or amendment.base_revision).text, amendment.text)
    if first is None and amendment.reasons:
        return Markup(_("Exposé sommaire\u00a0: %(words)s")) % {"words": quoted(amendment.reasons.split("\n")[0][:40])}  # noqa: S704
    if first is None:
        return _("Brouillon sans changement encore")
    if first.is_added:
        sentence = (
            _("Après l’alinéa %(alinea)s\u00a0: %(words)s") if first.alinea else _("Après le titre\u00a0: %(words)s")
        )
    elif first.is_deleted:
        sentence = (
            _("Alinéa %(alinea)s supprimé\u00a0: %(words)s") if first.alinea else _("Titre supprimé\u00a0: %(words)s")
        )
    elif first.alinea is None:
        sentence = _("Le texte entier\u00a0: %(words)s")
    else:
        sentence = _("Alinéa %(alinea)s\u00a0: %(words)s") if first.alinea else _("Titre\u00a0: %(words)s")
    return Markup(sentence) % {"alinea": first.alinea, "words": quoted(first.words)}  # noqa: S704 (ours)


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


def labels_of(amendments: Iterable[Amendment]) -> list[str]:
    """What these amendments are called, by number."""
    return [amendment.label for amendment in sorted(amendments, key=lambda found: found.rank)]


def opinion_word(opinion: Opinion) -> str:
    """The bureau's advice in a few words, in lower case: « sagesse », « retrait au profit du n° 12 »."""
    if opinion.rival is not None:
        return _("retrait au profit du n°\u00a0%(number)s", number=opinion.rival.label)
    return opinion_words(opinion.kind)


def opinion_words(kind: OpinionKind) -> str:
    """What an advice is called, in lower case, apart from the amendment that it may name."""
    return {
        OpinionKind.FAVOURABLE: _("favorable"),
        OpinionKind.FAVOURABLE_IF: _("favorable sous réserve"),
        OpinionKind.UNFAVOURABLE: _("défavorable"),
        OpinionKind.WITHDRAWAL: _("demande de retrait"),
        OpinionKind.WITHDRAWAL_FOR: _("retrait au profit d’un autre"),
        OpinionKind.WISDOM: _("sagesse"),
        OpinionKind.SATISFIED: _("satisfait"),
        OpinionKind.NONE: _("sans avis"),
    }[kind]


def numbers(values: Iterable[int | str]) -> str:
    """« n° 12 », « n° 14 et 16 rect. », « n° 9, 11 et 12-A »."""
    values = list(values)
    written = enumeration_of_numbers(values)
    return ngettext("n°\u00a0%(numbers)s", "n°\u00a0%(numbers)s", len(values), numbers=written)


def alineas_told(alineas: Sequence[int]) -> str:
    """« alinéa 3 », « alinéas 3 et 4 », « alinéas 3, 4 et 6 », « alinéas 3 à 5 »."""
    if len(alineas) == 1:
        return str(_("alinéa\u00a0%(alinea)s", alinea=alineas[0]))
    return str(_("alinéas\u00a0%(alineas)s", alineas=_runs_told(alineas)))


def places_told(place: Location) -> list[str]:
    """« titre », « alinéas 3 et 4 », « après les alinéas 5 et 8 »: all that is touched, each kind of place once."""
    told = [_("titre")] if place.title else []
    if place.alineas:
        told.append(alineas_told(place.alineas))
    after = [alinea for alinea in place.after if alinea]
    if len(after) < len(place.after):
        told.append(_("avant l’alinéa\u00a01"))
    if len(after) == 1:
        told.append(_("après l’alinéa\u00a0%(alinea)s", alinea=after[0]))
    elif after:
        told.append(_("après les alinéas\u00a0%(alineas)s", alineas=_runs_told(after)))
    return told


def _runs_told(alineas: Sequence[int]) -> str:
    """« 3 et 4 », « 3, 4 et 6 »; three that follow one another are « 3 à 5 »."""
    told: list[str] = []
    for first, last in redline.runs_of(alineas):
        several = _("%(first)s\u00a0à\u00a0%(last)s", first=first, last=last)
        told += [several] if last - first > 1 else map(str, range(first, last + 1))
    return enumeration_of_numbers(told)


def cause_told(amendment: Amendment, felled_by: Sequence[str] = ()) -> str:
    """Why an amendment ended; of one that fell, by whose adoption: « Par l’adoption des n° 1 et 2 : … »."""
    told: str = retold(amendment.cause, amendment.motion.congress.locale.value)
    if not felled_by:
        return told
    said: str = ngettext(
        "Par l’adoption du n°\u00a0%(numbers)s\u00a0: %(cause)s",
        "Par l’adoption des n°\u00a0%(numbers)s\u00a0: %(cause)s",
        len(felled_by),
        numbers=enumeration_of_numbers(felled_by),
        cause=told[:1].lower() + told[1:],
    )
    return said


def called(label: str) -> str:
    """« Amendement n° 12 », « Sous-amendement n° 12-A », by what it is called alone."""
    if "-" in label:
        return _("Sous-amendement n°\u00a0%(number)s", number=label)
    return _("Amendement n°\u00a0%(number)s", number=label)


def the_amendment(label: int | str) -> str:
    """« L’amendement n° 12 », « Le sous-amendement n° 12-A », at the head of a sentence."""
    if "-" in str(label):
        return _("Le sous-amendement n°\u00a0%(number)s", number=label)
    return _("L’amendement n°\u00a0%(number)s", number=label)


def named_in_journal(amendment: Amendment) -> int | str | None:
    """The number by which entries of the journal name an amendment; of a sub-amendment, with its letter."""
    return amendment.address if amendment.is_sub else amendment.public_number


def linked_numbers(slug: str, values: Sequence[int | str]) -> Markup:
    """« n° 12 » as a link to that amendment; of several, each number is the link to its own."""
    addresses = {str(value): escape(address_of(slug, str(value))) for value in values}
    if len(addresses) == 1:
        return Markup('<a class="link" href="{}">{}</a>').format(*addresses.values(), numbers(values))
    one_of = "|".join(re.escape(value) for value in sorted(addresses, key=len, reverse=True))
    each = re.compile(rf"(?<![0-9A-Z-])(?:{one_of})(?![0-9A-Z-])")
    named = each.sub(lambda found: f'<a href="{addresses[found[0]]}">{found[0]}</a>', escape(numbers(values)))
    return Markup(named)  # noqa: S704 (our own words, escaped addresses)


def address_of(slug: str, label: str) -> str:
    """Where the amendment of this name is: « 12 rect. bis » is at 12."""
    return url_for("amendments.show", slug=slug, number=label.split("\u00a0", maxsplit=1)[0])
