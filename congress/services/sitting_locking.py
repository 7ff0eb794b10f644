"""Sittings as the services take them: the row locked, in a state that allows the verb, and what the journal keeps."""

from datetime import datetime

from flask_babel import gettext as _
from sqlalchemy import select

from congress.actors import Actor
from congress.chamber_models import AgendaItem, Sitting, SittingState
from congress.models import Congress, Member
from core import journal
from core.database import session
from core.errors import NotFound, RuleBroken, require_one_of


def locked_sitting(sitting_id: int) -> Sitting:
    """The sitting, its row held until the commit; `NotFound` when there is none."""
    found = session().get(Sitting, sitting_id, with_for_update=True, populate_existing=True)
    if found is None:
        raise NotFound(_("Aucune séance n’existe à cette adresse."))
    return found


def hold_roll(sitting_id: int) -> None:
    """The congress's row is held until the commit: no roll is taken while a sitting opens, or the other way round."""
    congress_id = session().scalar(select(Sitting.congress_id).where(Sitting.id == sitting_id))
    if congress_id is not None:
        session().get(Congress, congress_id, with_for_update={"key_share": True}, populate_existing=True)


def shared_sitting(sitting_id: int) -> Sitting:
    """The sitting, its row shared: a poll opens before or after this change of the chamber, never across it."""
    found = session().get(Sitting, sitting_id, with_for_update={"read": True}, populate_existing=True)
    if found is None:
        raise NotFound(_("Aucune séance n’existe à cette adresse."))
    return found


def locked_item(item_id: int) -> AgendaItem:
    """The item of an agenda, its row held until the commit; `NotFound` when there is none."""
    found = session().get(AgendaItem, item_id, with_for_update=True, populate_existing=True)
    if found is None:
        raise NotFound(_("Ce point n’est pas à l’ordre du jour."))
    return found


def member_of(sitting: Sitting, member_id: int) -> Member:
    """A member of the sitting's congress; `NotFound` for anybody else."""
    member = session().get(Member, member_id)
    if member is None or member.congress_id != sitting.congress_id:
        raise NotFound(_("Cette personne n’est pas membre du congrès."))
    return member


def require_state(sitting: Sitting, *allowed: SittingState) -> None:
    """The sitting is in one of these states: else a sentence that says in which it is."""
    require_one_of(
        sitting.state,
        allowed,
        lambda: {
            SittingState.PLANNED: _("La séance n’est pas encore ouverte."),
            SittingState.OPEN: _("La séance est déjà ouverte."),
            SittingState.SUSPENDED: _("La séance est suspendue."),
            SittingState.CLOSED: _("La séance est close."),
        },
    )


def require_no_poll(sitting: Sitting) -> None:
    """No poll is open, nor closed and not proclaimed: else a refusal."""
    if sitting.under_vote:
        raise RuleBroken(_("Un scrutin est en cours : il faut d’abord le proclamer ou l’annuler."))


def record(sitting: Sitting, kind: str, actor: Actor, now: datetime, **payload: object) -> None:
    """An entry of the journal about a sitting."""
    journal.record(sitting.congress.stream, kind, actor=actor.pseudonym, now=now, sitting=sitting.number, **payload)
