"""Proxies (« pouvoirs »): written, revocable, one principal to one holder; whether one may be used is in `proxies`."""

from datetime import datetime

from flask_babel import gettext as _
from flask_babel import ngettext
from sqlalchemy import func, select

from congress import policies
from congress.actors import Actor
from congress.chamber_models import Proxy, Sitting, SittingState
from congress.models import Member
from congress.services.lawful.requiring import article_on_proxies
from congress.services.sitting_locking import locked_sitting, member_of, record, shared_sitting
from core.database import session
from core.errors import Invalid, NotFound, RuleBroken

MOST_HOLDERS = 5  # whom one principal names, in order


def give_proxy(sitting_id: int, principal_id: int, holder_id: int, *, actor: Actor, now: datetime) -> int:
    """The id of the proxy given for a sitting, by its principal or, on a paper, by the secretariat.

    It gives a right to vote while the principal is absent and the holder present. Giving the same one again changes
    nothing; a principal who gave another one must revoke it first; a holder takes no more than the rules say, and
    none from who gave them one that they refused, unless on a paper.
    """
    sitting = locked_sitting(sitting_id)
    _require_principal_or_secretariat(actor, sitting, principal_id)
    _require_not_closed(sitting)
    principal, holder = _elector(sitting, principal_id), _elector(sitting, holder_id)
    if principal_id == holder_id:
        raise Invalid(_("On ne peut pas se donner pouvoir à soi-même."), "holder_id")
    known = _in_force(sitting_id, principal_id)
    if known is not None and known.holder_id == holder_id:
        return known.id
    if known is not None:
        sentence = _(
            "%(principal)s a déjà donné pouvoir à %(holder)s : il faut d’abord le révoquer.",
            principal=principal.civil_name,
            holder=known.holder.civil_name,
        )
        raise RuleBroken(sentence)
    _require_same_college(sitting, principal, holder)
    if actor.member_id == principal_id:
        _require_not_refused(sitting, principal_id, holder)
    _require_room(sitting, holder)
    proxy = Proxy(sitting_id=sitting_id, principal_id=principal_id, holder_id=holder_id, given_at=now)
    session().add(proxy)
    session().flush()
    record(
        sitting,
        "proxy_given",
        actor,
        now,
        principal=principal.pseudonym,
        holder=holder.pseudonym,
    )
    return proxy.id


def name_next_holder(sitting_id: int, principal_id: int, holder_id: int, *, actor: Actor, now: datetime) -> int:
    """The id of the proxy in favour of one more possible holder, carried where no one named before can. Idempotent.

    Who is full is not refused here: they may no more be when the vote opens.
    """
    sitting = locked_sitting(sitting_id)
    _require_principal_or_secretariat(actor, sitting, principal_id)
    _require_not_closed(sitting)
    principal, holder = _elector(sitting, principal_id), _elector(sitting, holder_id)
    if principal_id == holder_id:
        raise Invalid(_("On ne peut pas se donner pouvoir à soi-même."), "holder_id")
    named = _all_in_force(sitting_id, principal_id)
    if not named:
        raise RuleBroken(_("Donnez d’abord pouvoir à une personne, puis dites à qui il va si elle ne peut le porter."))
    known = next((proxy for proxy in named if proxy.holder_id == holder_id), None)
    if known is not None:
        return known.id
    _require_same_college(sitting, principal, holder)
    if actor.member_id == principal_id:
        _require_not_refused(sitting, principal_id, holder)
    rank = named[-1].rank + 1  # a number revoked is not given again: the order stays that of the principal
    if len(named) >= MOST_HOLDERS:
        raise RuleBroken(_("Cinq personnes au plus sont désignées, dans l’ordre, pour porter un pouvoir."))
    proxy = Proxy(sitting_id=sitting_id, principal_id=principal_id, holder_id=holder_id, rank=rank, given_at=now)
    session().add(proxy)
    session().flush()
    people = {"principal": principal.pseudonym, "holder": holder.pseudonym}
    record(sitting, "proxy_given", actor, now, **people, rank=rank)
    return proxy.id


def revoke_proxy(proxy_id: int, *, actor: Actor, now: datetime) -> None:
    """The proxy gives no right to vote from the next poll on. By its principal or the secretariat; idempotent."""
    proxy = session().get(Proxy, proxy_id, with_for_update=True, populate_existing=True)
    if proxy is None:
        raise NotFound(_("Ce pouvoir n’existe pas."))
    sitting = shared_sitting(proxy.sitting_id)
    _require_principal_or_secretariat(actor, sitting, proxy.principal_id)
    if proxy.revoked_at is not None:
        return
    _require_not_closed(sitting)
    proxy.revoked_at = now
    record(
        sitting,
        "proxy_revoked",
        actor,
        now,
        principal=proxy.principal.pseudonym,
        holder=proxy.holder.pseudonym,
    )


def refuse_proxy(proxy_id: int, *, actor: Actor, now: datetime) -> None:
    """The holder does not carry it from the next poll on: nobody asked them first, and it takes the place of another.

    Idempotent; the principal is told, and may give it to somebody else.
    """
    proxy = session().get(Proxy, proxy_id, with_for_update=True, populate_existing=True)
    if proxy is None:
        raise NotFound(_("Ce pouvoir n’existe pas."))
    sitting = shared_sitting(proxy.sitting_id)
    policies.require(actor.member_id == proxy.holder_id, _("Un pouvoir est refusé par la personne qui le porte."))
    if proxy.revoked_at is not None:
        return
    _require_not_closed(sitting)
    proxy.revoked_at, proxy.refused = now, True
    principal, holder = proxy.principal.pseudonym, proxy.holder.pseudonym
    record(sitting, "proxy_refused", actor, now, principal=principal, holder=holder)


def _require_same_college(sitting: Sitting, principal: Member, holder: Member) -> None:
    """Nothing unless the rule keeps proxies inside a college, and these two are of two."""
    if sitting.congress.proxies_within_college and principal.college != holder.college:
        raise Invalid(
            _("Un pouvoir se donne ici à un membre du même collège\u00a0: %(holder)s n’est pas de celui de"
              " %(principal)s.", holder=holder.civil_name, principal=principal.civil_name), "holder_id",
        )  # fmt: skip


def _in_force(sitting_id: int, principal_id: int) -> Proxy | None:
    """The proxy in favour of the first holder whom a principal names, or None."""
    return next(iter(_all_in_force(sitting_id, principal_id)), None)


def _all_in_force(sitting_id: int, principal_id: int) -> list[Proxy]:
    given = select(Proxy).where(Proxy.sitting_id == sitting_id, Proxy.principal_id == principal_id)
    return list(session().scalars(given.where(Proxy.revoked_at.is_(None)).order_by(Proxy.rank)))


def _elector(sitting: Sitting, member_id: int) -> Member:
    member = member_of(sitting, member_id)
    if not member.is_elector:
        sentence = _(
            "%(name)s ne vote pas dans ce congrès : un pouvoir va d’un membre qui vote à un autre.",
            name=member.civil_name,
        )
        raise Invalid(sentence, "holder_id")
    return member


def _require_not_refused(sitting: Sitting, principal_id: int, holder: Member) -> None:
    refused = select(Proxy.id).where(
        Proxy.sitting_id == sitting.id,
        Proxy.principal_id == principal_id,
        Proxy.holder_id == holder.id,
        Proxy.refused.is_(True),
    )
    if session().scalar(refused.limit(1)) is not None:
        sentence = _(
            "%(name)s a refusé votre pouvoir pour cette séance\u00a0: donnez-le à une autre personne.",
            name=holder.civil_name,
        )
        raise RuleBroken(sentence)


def _require_room(sitting: Sitting, holder: Member) -> None:
    limit = sitting.congress.proxies_per_holder
    counted = (
        select(func.count())
        .select_from(Proxy)
        .where(
            Proxy.sitting_id == sitting.id, Proxy.holder_id == holder.id, Proxy.rank == 1, Proxy.revoked_at.is_(None)
        )
    )
    if (session().scalar(counted) or 0) >= limit:
        sentence = (
            ngettext(
                "%(name)s porte déjà un pouvoir : chaque membre en porte %(num)s au plus.",
                "%(name)s porte déjà %(num)s pouvoirs : chaque membre en porte %(num)s au plus.",
                limit,
                name=holder.civil_name,
            )
            if limit
            else _("Le règlement de ce congrès n’admet pas de pouvoir.")
        )
        raise RuleBroken(sentence.removesuffix(".") + article_on_proxies(sitting.congress) + ".")


def _require_principal_or_secretariat(actor: Actor, sitting: Sitting, principal_id: int) -> None:
    policies.require(
        actor.member_id == principal_id or policies.secretariat(actor, sitting.congress),
        _("Un pouvoir est donné et révoqué par la personne elle-même ou par le secrétariat."),
    )


def _require_not_closed(sitting: Sitting) -> None:
    if sitting.state == SittingState.CLOSED:
        raise RuleBroken(_("La séance est close : les pouvoirs ne changent plus."))
