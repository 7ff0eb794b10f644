"""The written proxy that the secretariat keys in, kept as it was brought: a scan or a photograph."""

from datetime import datetime

from flask_babel import gettext as _

from congress import policies
from congress.actors import Actor
from congress.chamber.presence_models import ProxyPaper
from congress.chamber_models import Office, Proxy, Sitting, SittingState
from congress.queries.presence.papers import paper_of
from congress.services.proxy_services import give_proxy, name_next_holder
from congress.services.sitting_locking import record, shared_sitting
from core.brought.checking import CheckedFile
from core.brought.keeping import file_kept, keep_file
from core.brought.stored_files import StoredFile
from core.database import session
from core.errors import Forbidden, NotFound, RuleBroken


def key_proxy(
    sitting_id: int, principal_id: int, holder_id: int, *, paper: CheckedFile | None = None, is_next: bool = False,
    actor: Actor, now: datetime,
) -> int:  # fmt: skip
    """The id of a proxy keyed from its paper, which is kept with it. `is_next`: one more possible holder, in order."""
    give = name_next_holder if is_next else give_proxy
    proxy_id = give(sitting_id, principal_id, holder_id, actor=actor, now=now)
    if paper is not None:
        bring_paper(proxy_id, paper, actor=actor, now=now)
    return proxy_id


def bring_paper(proxy_id: int, paper: CheckedFile, *, actor: Actor, now: datetime) -> int:
    """The id of the paper kept beside a proxy; by the secretariat or the principal, once for each proxy."""
    proxy = session().get(Proxy, proxy_id, with_for_update=True, populate_existing=True)
    if proxy is None:
        raise NotFound(_("Ce pouvoir n’existe pas."))
    sitting = shared_sitting(proxy.sitting_id)
    policies.require(
        actor.member_id == proxy.principal_id or policies.secretariat(actor, sitting.congress),
        _("L’écrit d’un pouvoir est déposé par qui le donne ou par le secrétariat."),
    )
    if sitting.state == SittingState.CLOSED:
        raise RuleBroken(_("La séance est close : les pouvoirs ne changent plus."))
    if paper_of(proxy_id) is not None:
        raise RuleBroken(_("L’écrit de ce pouvoir est déjà déposé\u00a0: révoquez le pouvoir pour en saisir un autre."))
    kept = keep_file(paper, f"pouvoir-seance-{sitting.number}-{proxy_id}", now=now)
    brought = ProxyPaper(proxy_id=proxy_id, file_id=kept.id, file_sha256=kept.sha256, brought_at=now)
    session().add(brought)
    session().flush()
    people = {"principal": proxy.principal.pseudonym, "holder": proxy.holder.pseudonym}
    record(sitting, "proxy_paper_brought", actor, now, **people, sha256=kept.sha256)
    return brought.id


def paper_shown(sitting: Sitting, proxy_id: int, *, actor: Actor) -> StoredFile:
    """The paper of a proxy of a sitting, with its bytes: to the secretariat, the chair, the principal, the holder."""
    proxy = session().get(Proxy, proxy_id)
    found = paper_of(proxy_id) if proxy is not None and proxy.sitting_id == sitting.id else None
    if proxy is None or found is None:
        raise NotFound(_("Ce document n’est pas à cette adresse."))
    concerned = actor.member_id is not None and actor.member_id in (proxy.principal_id, proxy.holder_id)
    leads = policies.secretariat(actor, sitting.congress) or policies.holds_office(
        sitting.id, actor.member_id, Office.CHAIR
    )
    if not concerned and not leads:
        raise Forbidden(_("Cet écrit se lit par qui donne le pouvoir, qui le porte, la présidence et le secrétariat."))
    return file_kept(found.file_id, found.file_sha256)
