"""Who may do what in a congress. A policy is a function of the actor and the congress, named as one would say it."""

from collections.abc import Callable

from flask_babel import gettext as _
from sqlalchemy import select

from congress.actors import Actor
from congress.chamber_models import Office, Sitting, SittingOffice, SittingState
from congress.models import Accreditation, Congress, Member
from congress.rules.visibility import Visibility
from core.database import session
from core.errors import Forbidden

Policy = Callable[[Actor, Congress], bool]


def at_the_door(actor: Actor, congress: Congress) -> bool:  # noqa: ARG001
    """Whoever comes, to sign in or to read what every site says of itself: nothing of a congress is shown."""
    return True


def everyone(actor: Actor, congress: Congress) -> bool:
    """The public too; of the rehearsal of a sitting, its bureau and its secretariat alone."""
    return congress.rehearses_id is None or members(actor, congress)


def members(actor: Actor, congress: Congress) -> bool:
    """People on the roll of this congress."""
    return actor.is_system or (actor.is_member and actor.congress_id == congress.id)


def electors(actor: Actor, congress: Congress) -> bool:
    """Members accredited who vote."""
    return actor.is_elector and actor.congress_id == congress.id


def sitters(actor: Actor, congress: Congress) -> bool:
    """Members accredited who vote, and the substitutes who may hold the seat of one."""
    if electors(actor, congress):
        return True
    may_be_seated = congress.substitutes and members(actor, congress) and actor.member_id is not None
    member = session().get(Member, actor.member_id) if may_be_seated else None
    if member is None or member.substitute_of_id is None:
        return False
    return member.accreditation == Accreditation.ACCREDITED


def secretariat(actor: Actor, congress: Congress) -> bool:
    """The secretariat of this congress."""
    return actor.is_system or (actor.is_secretariat and actor.congress_id == congress.id)


def officers(actor: Actor, congress: Congress) -> bool:
    """The secretariat and whoever chairs, or is secretary of, one of the sittings."""
    if secretariat(actor, congress):
        return True
    if actor.member_id is None or actor.congress_id != congress.id:
        return False
    held = (
        select(SittingOffice.id)
        .join(Sitting)
        .where(
            Sitting.congress_id == congress.id,
            SittingOffice.member_id == actor.member_id,
            SittingOffice.until.is_(None),
            SittingOffice.office.in_((Office.CHAIR, Office.SECRETARY)),
        )
    )
    return session().scalar(held.limit(1)) is not None


def sittings_readers(actor: Actor, congress: Congress) -> bool:
    """Those to whom sittings are visible."""
    return can_see(congress.sittings_visible, actor, congress)


def amendments_readers(actor: Actor, congress: Congress) -> bool:
    """Those to whom amendments are visible."""
    return can_see(congress.amendments_visible, actor, congress)


def results_readers(actor: Actor, congress: Congress) -> bool:
    """Those to whom results of polls are visible."""
    return can_see(congress.results_visible, actor, congress)


def can_see(visibility: Visibility, actor: Actor, congress: Congress) -> bool:
    """Whether something of this visibility shows to the actor now.

    Members read from the start all but what is never shown; the words say from when the public does too.
    """
    if secretariat(actor, congress) or visibility == Visibility.PUBLIC:
        return True
    if visibility == Visibility.NEVER:
        return False
    if members(actor, congress):
        return True
    if visibility == Visibility.AFTER_SITTING:
        return _sittings_over(congress)
    return visibility == Visibility.WITH_LETTER and congress.letter_frozen_at is not None


def _sittings_over(congress: Congress) -> bool:
    """Every sitting is closed; a congress that has planned none has held none."""
    states = select(Sitting.state).where(Sitting.congress_id == congress.id).distinct()
    return set(session().scalars(states)) == {SittingState.CLOSED}


def holds_office(sitting_id: int, member_id: int | None, *offices: Office) -> bool:
    """Whether a member holds one of these offices of a sitting now."""
    if member_id is None:
        return False
    held = select(SittingOffice.id).where(
        SittingOffice.sitting_id == sitting_id,
        SittingOffice.member_id == member_id,
        SittingOffice.office.in_(offices),
        SittingOffice.until.is_(None),
    )
    return session().scalar(held.limit(1)) is not None


def require(condition: bool, sentence: str | None = None) -> None:
    """Nothing if the condition holds; else `Forbidden` with the sentence."""
    if not condition:
        raise Forbidden(sentence or _("Vous n’avez pas accès à cette page ou à cette action."))


def require_chair(actor: Actor, sitting_id: int) -> None:
    """Only the chair of the sitting may: else `Forbidden`."""
    require(
        holds_office(sitting_id, actor.member_id, Office.CHAIR),
        _("Seule la présidence de la séance peut faire cela."),
    )


def require_chair_or_secretariat(actor: Actor, congress: Congress, sitting_id: int) -> None:
    """The chair of the sitting or the secretariat may: else `Forbidden`."""
    require(
        secretariat(actor, congress) or holds_office(sitting_id, actor.member_id, Office.CHAIR),
        _("Seuls la présidence de la séance et le secrétariat peuvent faire cela."),
    )
