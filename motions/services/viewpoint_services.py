"""Giving a point of view on a proposal: by an elector, within the calendar, on the text then read."""

from datetime import datetime

from flask_babel import gettext as _
from sqlalchemy import select

from congress.actors import Actor
from congress.models import Congress, Member, ViewpointNames
from congress.moments import moment_in_words
from congress.policies import electors, require
from core import journal
from core.database import session
from core.errors import Invalid, NotFound, RuleBroken
from core.row_seals import hidden_token
from core.text.endless import endless_words
from core.text.reader import number
from core.text.typography import normalise_typography
from core.window import Phase
from motions.models import Part, PartKind, Position, Revision, Viewpoint, ViewpointGiven

MOST_CHARACTERS = 1_000  # a sentence, with the passage that it quotes


class ViewpointsClosed(RuleBroken):
    """The calendar is not open for points of view."""


class AnotherTextRead(RuleBroken):
    """The text that the person read is none of this proposal's."""


def give_viewpoint(
    part_id: int,
    position: Position,
    *,
    reservation: str = "",
    named: bool,
    seen_sha256: str,
    actor: Actor,
    now: datetime,
) -> int:
    """The id of the member's point of view on a proposal, new or changed; each one given is kept.

    A reservation must be said in a sentence (`Invalid`). `named`: shown with the member's name, where the congress
    leaves the choice. `seen_sha256`: the fingerprint of the text that the person read, of any of its revisions.
    """
    part = session().get(Part, part_id)
    if part is None or part.kind != PartKind.PROPOSAL:
        raise NotFound(_("Cette proposition n’existe pas."))
    congress = part.motion.congress
    require(electors(actor, congress), _("Seuls les membres élus et accrédités donnent leur point de vue."))
    require_open(congress, now)
    said = _reservation(position, reservation)
    read = _revision_read(part_id, seen_sha256)
    rule = congress.viewpoint_names
    shown = named if rule == ViewpointNames.CHOSEN else rule == ViewpointNames.ALWAYS
    viewpoint = _locked_viewpoint(part_id, actor)
    if _content(viewpoint) == (position, said, shown, seen_sha256):
        return viewpoint.id
    viewpoint.position, viewpoint.reservation, viewpoint.named = position, said, shown
    viewpoint.revision_id, viewpoint.text_sha256, viewpoint.given_at = read.id, seen_sha256, now
    session().flush()
    _keep(viewpoint)
    journal.record(congress.stream, "viewpoint_given", actor=actor.pseudonym, now=now, part=part_id, seen=seen_sha256)
    return viewpoint.id


def _locked_viewpoint(part_id: int, actor: Actor) -> Viewpoint:
    """The member's point of view, or a new one, still empty; two tabs of one person come one after the other."""
    session().get(Member, actor.member_id, with_for_update=True)
    rows = select(Viewpoint).where(Viewpoint.part_id == part_id, Viewpoint.member_id == actor.member_id)
    known = session().scalar(rows)
    if known is not None:
        return known
    salt = hidden_token("viewpoint", part_id, actor.member_id)
    new = Viewpoint(part_id=part_id, member_id=actor.member_id, salt=salt)
    session().add(new)
    return new


def _keep(viewpoint: Viewpoint) -> None:
    """One more row of the history."""
    given = ViewpointGiven(
        viewpoint_id=viewpoint.id,
        position=viewpoint.position,
        reservation=viewpoint.reservation,
        named=viewpoint.named,
        revision_id=viewpoint.revision_id,
        text_sha256=viewpoint.text_sha256,
        given_at=viewpoint.given_at,
        salt=hidden_token("given", viewpoint.id, viewpoint.given_at),
    )
    session().add(given)


def _content(viewpoint: Viewpoint) -> tuple[Position, str, bool, str]:
    return viewpoint.position, viewpoint.reservation, viewpoint.named, viewpoint.text_sha256


def require_open(congress: Congress, now: datetime) -> None:
    """Nothing while points of view are open; else `ViewpointsClosed`, saying when."""
    window = congress.viewpoints_window
    phase = window.phase(now)
    if phase is Phase.BEFORE:
        when = moment_in_words(congress, window.opens)
        raise ViewpointsClosed(_("Les points de vue ouvrent le %(when)s.", when=when))
    if phase is Phase.CLOSED:
        when = moment_in_words(congress, window.closes)
        raise ViewpointsClosed(_("Les points de vue sont clos depuis le %(when)s.", when=when))


def _reservation(position: Position, reservation: str) -> str:
    """The sentence kept: required with a reservation, dropped with any other position."""
    said = normalise_typography(reservation.strip())
    if position != Position.RESERVED:
        return ""
    if not is_said(said):
        raise Invalid(_("Dites votre réserve en une phrase."), "reservation")
    if len(said) > MOST_CHARACTERS:
        raise Invalid(
            _("Votre réserve dépasse %(most)s caractères\u00a0: abrégez-la.", most=number(MOST_CHARACTERS)),
            "reservation",
        )
    if told := endless_words(said):
        raise Invalid(told, "reservation")
    return said


def is_said(words: str) -> bool:
    """Whether words say something: a dash or an invisible sign is no sentence."""
    return any(sign.isalnum() for sign in words)


def _revision_read(part_id: int, seen_sha256: str) -> Revision:
    rows = (
        select(Revision)
        .where(Revision.part_id == part_id, Revision.sha256 == seen_sha256)
        .order_by(Revision.number.desc())
    )
    read = session().scalars(rows).first()
    if read is None:
        raise AnotherTextRead(
            _("Le texte que vous avez lu n’est pas celui de cette proposition. Relisez-la, puis répondez.")
        )
    return read
