"""What happened to an amendment, in the words of its « Parcours »."""

from collections.abc import Iterator
from datetime import datetime

from flask import url_for
from flask_babel import gettext as _

from amendments.labels import status_words
from amendments.models import Amendment, AmendmentStatus
from amendments.queries.amendment_history import (
    CALLED,
    DIVIDED,
    RECTIFIED,
    REINSTATED,
    RESERVED,
    SUB_AMENDED,
    SUB_UNDONE,
    TAKEN_UP,
    LifeEvent,
    life_of,
)
from amendments.rules.labels_of_numbers import number_label
from amendments.services.life.taking_up import GIVEN_UP
from core.database import session

_VOTED = {AmendmentStatus.ADOPTED, AmendmentStatus.REJECTED}  # of a sub-amendment, one after the other: corrected
EventTold = tuple[str, str, datetime, str, str | None]  # title, detail, when, « when » in words, address


def told_events(slug: str, amendment: Amendment) -> Iterator[EventTold]:
    """Each event, oldest first: its title, its detail, its hour, where to read of its cause."""
    events = life_of(amendment)
    taken_up = {event.at for event in events if event.kind == TAKEN_UP}
    endings = [event.ending for event in events if event.ending] + [amendment.status]
    ended = 0
    for event in events:
        if event.kind == REINSTATED and event.at in taken_up:
            continue  # it is told once, with who took it up
        ended += event.ending is not None
        title, detail, url = _told(slug, amendment, event, endings[ended])
        yield title, detail, event.at, "", url


def _told(slug: str, amendment: Amendment, event: LifeEvent, following: AmendmentStatus) -> tuple[str, str, str | None]:
    """`following`: the ending that came after it, or how the amendment stands."""
    if event.ending is not None:
        is_corrected = event.ending not in GIVEN_UP and (not amendment.is_sub or {event.ending, following} == _VOTED)
        detail = _("avant d’être corrigé") if is_corrected else ""
        return status_words(event.ending), detail, None
    if event.kind == RECTIFIED:
        label = number_label(amendment.public_number or 0, amendment.sub_number, event.said["rectification"])
        return _("Rectifié,"), _("désormais «\u00a0n°\u00a0%(number)s\u00a0»", number=label), None
    if event.kind == TAKEN_UP:
        return _("Repris"), _("par %(name)s", name=event.by.civil_name) if event.by else "", None
    if event.kind in (SUB_AMENDED, SUB_UNDONE):
        sub = session().get_one(Amendment, event.said["sub"])
        detail = _("par l’adoption du sous-amendement n°\u00a0%(number)s", number=sub.label)
        if event.kind == SUB_UNDONE:
            detail = _("le vote du sous-amendement n°\u00a0%(number)s ayant été corrigé", number=sub.label)
        return _("Modifié"), detail, url_for("amendments.show", slug=slug, number=sub.address)
    said = {
        RESERVED: (_("Réservé,"), _("pour être voté après les autres")),
        CALLED: (_("Réserve levée"), ""),
        DIVIDED: (_("Modifié"), _("par un vote par division")),
    }
    title, detail = said.get(event.kind, (_("Remis à voter"), ""))
    return title, detail, None
