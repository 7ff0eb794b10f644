"""An author asks members to cosign an amendment: each is asked once, by one mail, and the author alone follows it."""

from collections.abc import Sequence
from datetime import datetime

from flask_babel import gettext as _
from flask_babel import ngettext

from amendments import policies
from amendments.cosigning_models import CosignAnswer, CosignRequest
from amendments.models import Amendment
from amendments.queries.amendment_queries import unknown_amendment
from amendments.queries.cosigning_queries import DAY, asked_since, cosigner_of, may_be_asked, requests_of
from amendments.services.cosigning.cosigning_mails import send_request
from amendments.services.locking import locked
from congress.actors import Actor
from congress.models import Member
from core.database import session
from core.errors import Invalid, NotFound, RuleBroken, TooMany

MOST_A_DAY = 60  # members whom an author may ask in a day, over all their amendments
MOST_TO_ONE = 5  # amendments that one author may put to one member in a day


def ask(amendment_id: int, member_ids: Sequence[int], *, actor: Actor, now: datetime) -> int:
    """How many members were asked anew; those who were already, or who have cosigned, are asked nothing more.

    By the author alone, from the deposit to the vote. A member whose request was cancelled is asked again without a
    second mail.
    """
    amendment = _own(amendment_id, actor)
    wanted = list(dict.fromkeys(member_ids))
    if not wanted:
        raise Invalid(_("Choisissez au moins une personne."), "members")
    known = {request.member.person_id: request for request in requests_of(amendment.id)}
    members = [_elector(amendment, member_id) for member_id in wanted]
    cancelled = [
        known[member.id]
        for member in members
        if member.id in known and known[member.id].answer == CosignAnswer.CANCELLED
    ]
    for request in cancelled:
        request.answer, request.answered_at = CosignAnswer.PENDING, None
    new = [member for member in members if member.id not in known and cosigner_of(amendment, member.id) is None]
    _require_few(amendment, new, now)
    for member in new:
        session().add(CosignRequest(amendment_id=amendment.id, member_id=member.id, asked_at=now))
        send_request(amendment, member, now=now)
    session().flush()
    return len(new) + len(cancelled)


def cancel(amendment_id: int, member_id: int, *, actor: Actor, now: datetime) -> None:
    """The author no longer asks a member who has not answered. Twice is once."""
    amendment = _own(amendment_id, actor)
    for request in requests_of(amendment.id):
        if request.member.person_id == member_id and request.is_pending:
            request.answer, request.answered_at = CosignAnswer.CANCELLED, now
    session().flush()


def _own(amendment_id: int, actor: Actor) -> Amendment:
    """The author's amendment, locked, still to be decided; unknown to whoever may not read it."""
    amendment = locked(amendment_id)
    if not policies.may_read(actor, amendment.motion.congress, amendment):
        raise unknown_amendment()
    told = _("Seule la personne qui a déposé l’amendement demande des cosignatures.")
    policies.require_bearer(actor, amendment, told)
    if amendment.under_vote:
        raise RuleBroken(_("Le scrutin est ouvert\u00a0: les cosignatures ne changent plus."))
    if not may_be_asked(amendment):
        raise RuleBroken(_("Cet amendement ne se cosigne pas, ou plus."))
    return amendment


def _elector(amendment: Amendment, member_id: int) -> Member:
    """A member who may cosign it, by the row that they have now."""
    member = session().get(Member, member_id)
    if member is not None and member.merged_into_id is not None:
        member = session().get(Member, member.merged_into_id)
    if member is None or member.congress_id != amendment.motion.congress_id or not member.is_elector:
        raise NotFound(_("L’une de ces personnes n’est pas membre du congrès, ou ne vote pas."))
    if member.id in (amendment.author.person_id, amendment.bearer.person_id):
        raise RuleBroken(_("Cet amendement est le vôtre\u00a0: vous l’avez déjà signé."))
    return member


def _require_few(amendment: Amendment, new: Sequence[Member], now: datetime) -> None:
    """Nothing within the limits of a day; else `TooMany`, and nobody is asked."""
    recent = asked_since(amendment.bearer, now - DAY)
    if new and len(recent) + len(new) > MOST_A_DAY:
        left = max(MOST_A_DAY - len(recent), 0)
        raise TooMany(
            _("Vous pouvez demander %(most)s cosignatures par jour\u00a0: il vous en reste %(left)s."
              " Choisissez moins de personnes, ou reprenez demain.", most=MOST_A_DAY, left=left)
        )  # fmt: skip
    for member in new:
        count = sum(request.member_id == member.id for request in recent)
        if count >= MOST_TO_ONE:
            raise TooMany(
                ngettext(
                    "Vous avez déjà demandé %(num)s cosignature à %(name)s aujourd’hui. Reprenez demain.",
                    "Vous avez déjà demandé %(num)s cosignatures à %(name)s aujourd’hui. Reprenez demain.",
                    count,
                    name=member.civil_name,
                )
            )
