"""What a reader alone is told of a sitting: that they are there or not, and who votes in whose name from then on.

And that the vote which they said aloud is keyed: their hands are not on the page that shows it.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from flask_babel import gettext as _
from sqlalchemy import Row

from congress.chamber_models import Proxy, Sitting
from congress.models import Member
from congress.queries.homonyms import told_name
from core.database import session
from voting.queries.told_entries import proxies_given_or_carried


def own_sentences(sitting: Sitting, member_id: int | None, rows: Sequence[Row[Any]]) -> dict[int, str]:
    """By the id of an entry of the journal, among those that concern a member, its sentence to them."""
    me = session().get(Member, member_id) if rows and member_id is not None else None
    if me is None:
        return {}
    between = [row for row in rows if me.pseudonym not in _alone_in(row)]
    proxies = proxies_given_or_carried(sitting.id, me.id) if between else []
    return {row.id: _sentence(me, proxies, row.kind, row.payload, row.at) for row in rows}


def _alone_in(row: Row[Any]) -> tuple[str | None, ...]:
    """Of whom an entry speaks without a word of anybody else."""
    spoken = row.payload.get("principal") if row.kind == "ballot_spoken" else None
    return (row.payload.get("member"), spoken)


def _sentence(me: Member, proxies: Sequence[Proxy], kind: str, said: dict[str, Any], at: datetime) -> str:
    if kind == "ballot_spoken":
        return _of_a_spoken_vote(me, proxies, said)
    if said.get("member") == me.pseudonym:
        if kind == "seat_given_back":
            return _of_a_seat(me)
        if kind == "member_arrived":
            return _("Votre présence est enregistrée.")
        return _("Votre départ est enregistré\u00a0: pour voter, dites de nouveau votre présence.")
    if kind == "seat_given_back":
        return ""
    if "member" in said:
        return _of_a_presence(proxies, said["member"], at, is_arrival=kind == "member_arrived")
    return _of_a_proxy(me, proxies, said, kind)


def _titular(me: Member) -> Member | None:
    """The member whose substitute the reader is; None of an elector."""
    return session().get(Member, me.substitute_of_id) if me.substitute_of_id is not None else None


def _of_a_seat(me: Member) -> str:
    """The titular came: whoever held their seat votes no more, and was not told so by any press of their own."""
    titular = _titular(me)
    if titular is None:
        return ""
    return _("%(name)s a repris son siège\u00a0: vous n’y siégez plus.", name=told_name(titular))


def _of_a_spoken_vote(me: Member, proxies: Sequence[Proxy], said: dict[str, Any]) -> str:
    """The secretariat keyed what the reader said aloud, for themselves or for whom they carry; not what it was."""
    if said["holder"] != me.pseudonym:
        return ""
    titular = _titular(me)
    if said["principal"] in (me.pseudonym, titular.pseudonym if titular else None):
        return _("Votre vote, dit à voix haute, est enregistré au scrutin n°\u00a0%(number)s.", number=said["poll"])
    carried = next((proxy.principal for proxy in proxies if proxy.principal.pseudonym == said["principal"]), None)
    if carried is None:
        return ""
    return _(
        "Le vote au nom de %(name)s, dit à voix haute, est enregistré au scrutin n°\u00a0%(number)s.",
        name=told_name(carried),
        number=said["poll"],
    )


def _of_a_presence(proxies: Sequence[Proxy], pseudonym: str, at: datetime, *, is_arrival: bool) -> str:
    """Whom the reader votes for, or who votes for them, is there or not any more; of no proxy given since."""
    for proxy in proxies:
        if proxy.revoked_at is not None or proxy.given_at > at:
            continue
        if proxy.principal.pseudonym == pseudonym:
            name = told_name(proxy.principal)
            if is_arrival:
                return _(
                    "%(name)s a rejoint la séance\u00a0: vous ne votez plus en son nom à partir du scrutin suivant.",
                    name=name,
                )
            return _("%(name)s a quitté la séance\u00a0: son pouvoir compte à partir du scrutin suivant.", name=name)
        if proxy.holder.pseudonym == pseudonym:
            name = told_name(proxy.holder)
            if is_arrival:
                return _("%(name)s, qui porte votre pouvoir, a rejoint la séance.", name=name)
            return _("%(name)s, qui porte votre pouvoir, a quitté la séance.", name=name)
    return ""


def _of_a_proxy(me: Member, proxies: Sequence[Proxy], said: dict[str, Any], kind: str) -> str:
    """A proxy of the reader's was given, is revoked, or is refused by whom it was given to."""
    is_given = kind == "proxy_given"
    pair = (said.get("principal"), said.get("holder"))
    proxy = next((one for one in proxies if (one.principal.pseudonym, one.holder.pseudonym) == pair), None)
    if proxy is None:
        return ""
    if proxy.holder_id == me.id:
        name = told_name(proxy.principal)
        if is_given:
            return _("%(name)s vous donne pouvoir\u00a0: il compte à partir du scrutin suivant.", name=name)
        if kind == "proxy_refused":
            return _(
                "Vous refusez le pouvoir de %(name)s\u00a0: vous ne votez plus en son nom à partir du scrutin suivant.",
                name=name,
            )
        return _(
            "Le pouvoir de %(name)s est révoqué\u00a0: vous ne votez plus en son nom à partir du scrutin suivant.",
            name=name,
        )
    name = told_name(proxy.holder)
    if is_given:
        return _("Vous donnez pouvoir à %(name)s\u00a0: il compte à partir du scrutin suivant.", name=name)
    if kind == "proxy_refused":
        return _("%(name)s refuse votre pouvoir\u00a0: il ne compte plus à partir du scrutin suivant.", name=name)
    return _("Votre pouvoir à %(name)s est révoqué\u00a0: il ne compte plus à partir du scrutin suivant.", name=name)
