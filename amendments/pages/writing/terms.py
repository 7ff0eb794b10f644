"""What a page of writing says of what is written: what it is called, until when, why it may not be handed in."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from flask_babel import gettext as _

from amendments.models import Amendment
from amendments.pages.writing.ground import Ground
from amendments.services.after.resubmitting import is_late_by_right
from amendments.services.life.rectifying import require_rectifiable
from amendments.services.life.sub_amending import require_sub_amendable
from amendments.submission_window import window_sentence
from congress.clock import now_in
from congress.models import Congress
from core.errors import RuleBroken
from motions.models import PartKind


@dataclass(frozen=True, slots=True)
class Terms:
    """The sentences of the page; `closed`: why it may not be handed in now, empty where it may."""

    heading: str
    intro: str  # until when, or what it does
    label: str  # of the button that hands it in
    unsigned: str  # in its place, for whoever may not sign
    shut: str  # in its place, where it is closed
    told: str  # under it
    refused: str  # above what is wrong
    closed: str = ""
    old: str = ""  # where what is shown changed since


def terms_of(congress: Congress, ground: Ground, kept: Amendment | None, alineas: list[int] | None) -> Terms:
    """The terms of a draft; `alineas`: those that are written, None where the text is one field."""
    if ground.amendment is None:
        return _of_amendment(congress, ground, kept, alineas)
    amendment = ground.amendment
    changed = _("L’amendement ou le texte a changé depuis\u00a0: ce que vous écrivez y sera reporté.")
    terms = _of_sub_amendment(amendment) if ground.is_sub else _of_rectification(amendment)
    return replace(
        terms,
        closed=_why_not(require_sub_amendable if ground.is_sub else require_rectifiable, amendment),
        old=changed if ground.is_old else "",
    )


def _of_amendment(congress: Congress, ground: Ground, kept: Amendment | None, alineas: list[int] | None) -> Terms:
    part, now = ground.part, now_in(congress)
    is_late = kept is not None and is_late_by_right(kept)
    window = window_sentence(congress, now)
    if is_late:
        window = _("Il adapte un amendement déposé à temps\u00a0: il se dépose jusqu’au vote du texte.")
    closed = ""
    if part.is_decided:
        closed = _("Ce texte est déjà voté\u00a0: il ne s’amende plus.")
    elif not (congress.amendments_window.is_open(now) or is_late):
        closed = window
    old = _(
        "Vous amendez la version %(number)s. Le texte en est à la version %(current)s\u00a0: votre amendement y sera"
        " reporté à son dépôt.", number=ground.number, current=part.current_number,
    )  # fmt: skip
    return Terms(
        heading=_heading(part.kind, alineas),
        intro=window,
        label=_("Déposer l’amendement"),
        unsigned=_("Déposer\u00a0: la personne qui signe"),
        shut=_("Déposer\u00a0: le dépôt n’est pas ouvert"),
        told=_("Un brouillon n’est visible que de vous et de la personne qui vous assiste. Déposé, le texte ne change"
               " plus."),
        refused=_("L’amendement n’est pas déposé. Votre texte est gardé."),
        closed=f"{closed} {_('Vous pouvez garder un brouillon.')}" if closed else "",
        old=old if ground.is_old else "",
    )  # fmt: skip


def _heading(kind: PartKind, alineas: list[int] | None) -> str:
    if kind == PartKind.ADDITION:
        return _("Ajouter une proposition")
    if alineas is None or len(alineas) != 1:
        return _("Amender le texte")
    return _("Amender l’alinéa %(alinea)s", alinea=alineas[0]) if alineas[0] else _("Amender le titre")


def _of_sub_amendment(amendment: Amendment) -> Terms:
    return Terms(
        heading=_("Sous-amender l’amendement n°\u00a0%(number)s", number=amendment.label),
        intro=_("Vous changez ce que l’amendement écrit, à l’endroit qu’il modifie. Votre sous-amendement sera voté"
                " avant lui\u202f; adopté, il change le texte de l’amendement."),
        label=_("Déposer le sous-amendement"),
        unsigned=_("Déposer\u00a0: la personne qui signe"),
        shut=_("Déposer\u00a0: l’amendement ne se sous-amende plus"),
        told=_("Un brouillon n’est visible que de vous et de la personne qui vous assiste. Déposé, le texte ne change"
               " plus\u00a0: le secrétariat le publie sous une lettre."),
        refused=_("Le sous-amendement n’est pas déposé. Votre texte est gardé."),
    )  # fmt: skip


def _of_rectification(amendment: Amendment) -> Terms:
    return Terms(
        heading=_("Rectifier l’amendement n°\u00a0%(number)s", number=amendment.label),
        intro=_("L’amendement garde son numéro et ses cosignataires, à qui la nouvelle rédaction est soumise."
                " L’ancienne reste lisible."),
        label=_("Rectifier l’amendement"),
        unsigned=_("Rectifier\u00a0: la personne qui porte l’amendement"),
        shut=_("Rectifier\u00a0: l’amendement ne change plus"),
        told=_("Un brouillon n’est visible que de vous et de la personne qui vous assiste. La nouvelle rédaction est"
               " publiée aussitôt."),
        refused=_("L’amendement n’est pas rectifié. Votre texte est gardé."),
    )  # fmt: skip


def _why_not(required: Callable[[Amendment], None], amendment: Amendment) -> str:
    try:
        required(amendment)
    except RuleBroken as refusal:
        return refusal.sentence
    return ""
