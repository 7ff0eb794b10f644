"""What a page of a sitting says that it has just recorded: what, of whom, at what hour, the day where it is another."""

from collections.abc import Callable
from datetime import datetime

from flask_babel import gettext as _

from congress.actors import Actor
from congress.chamber_models import AgendaItem, Office, Proxy, Sitting, SittingOffice
from congress.models import Congress, Member
from congress.moments import hour_beside
from congress.queries.homonyms import told_name
from core.database import session
from core.text.reader import quotation
from core.text.retelling import retold

# From what the service answered (the id of what it wrote, or nothing), the sentence.
Recorded = Callable[[object], str]


def presence_recorded(sitting: Sitting, member_id: int, actor: Actor, now: datetime, *, is_arrival: bool) -> Recorded:
    """Somebody arrived or left; in the second person where they said so themselves."""
    hour = _pressed_at(sitting, now)

    def tell(_answer: object) -> str:
        if member_id == actor.member_id:
            if is_arrival:
                return _("Votre présence est enregistrée, à %(hour)s.", hour=hour)
            return _("Votre départ est enregistré, à %(hour)s.", hour=hour)
        name = told_name(session().get_one(Member, member_id))
        if is_arrival:
            return _("%(name)s\u00a0: présence enregistrée, à %(hour)s.", name=name, hour=hour)
        return _("%(name)s\u00a0: départ enregistré, à %(hour)s.", name=name, hour=hour)

    return tell


def proxy_recorded(sitting: Sitting, proxy_id: int | None, actor: Actor, now: datetime) -> Recorded:
    """A proxy was given, or `proxy_id` is revoked."""
    hour = _pressed_at(sitting, now)

    def tell(answer: object) -> str:
        proxy = session().get_one(Proxy, proxy_id or answer)
        principal, holder = told_name(proxy.principal), told_name(proxy.holder)
        if proxy.principal_id == actor.member_id:
            if proxy_id is None:
                return _("Vous donnez pouvoir à %(holder)s, depuis %(hour)s.", holder=holder, hour=hour)
            return _("Votre pouvoir à %(holder)s est révoqué, à %(hour)s.", holder=holder, hour=hour)
        if proxy_id is None:
            return _("%(principal)s donne pouvoir à %(holder)s\u00a0: pouvoir enregistré, à %(hour)s.",
                     principal=principal, holder=holder, hour=hour)  # fmt: skip
        return _("%(principal)s, pouvoir à %(holder)s\u00a0: révocation enregistrée, à %(hour)s.",
                 principal=principal, holder=holder, hour=hour)  # fmt: skip

    return tell


def refusal_recorded(sitting: Sitting, proxy_id: int, now: datetime) -> Recorded:
    """The reader does not carry a proxy that was given to them."""
    hour = _pressed_at(sitting, now)

    def tell(_answer: object) -> str:
        principal = told_name(session().get_one(Proxy, proxy_id).principal)
        return _("Vous ne portez pas le pouvoir de %(principal)s\u00a0: refus enregistré, à %(hour)s.",
                 principal=principal, hour=hour)  # fmt: skip

    return tell


def office_recorded(sitting: Sitting, office_id: int | None, now: datetime, words: Callable[..., str]) -> Recorded:
    """An office of the sitting was given, or `office_id` is over; `words`: what an office is called."""
    hour = _pressed_at(sitting, now)

    def tell(answer: object) -> str:
        held = session().get_one(SittingOffice, office_id or answer)
        office = words(Office(held.office), held.member.honorific)
        said = {"name": told_name(held.member), "office": office[:1].lower() + office[1:], "hour": hour}
        if office_id is None:
            return _("%(name)s\u00a0: %(office)s de la séance, à partir de %(hour)s.", **said)
        return _("%(name)s\u00a0: fin de fonction (%(office)s), à %(hour)s.", **said)

    return tell


def item_recorded(congress: Congress) -> Recorded:
    """An item was added to the agenda."""

    def tell(answer: object) -> str:
        item = session().get_one(AgendaItem, answer)
        title = quotation(retold(item.title, congress.locale.value))
        return _("Point n°\u00a0%(number)s ajouté à l’ordre du jour, %(title)s.", number=item.position, title=title)

    return tell


def _pressed_at(sitting: Sitting, now: datetime) -> str:
    """« 9 h »; on another day than that of the sitting « 9 h le 2 octobre 2020 »."""
    return hour_beside(sitting.congress, now, sitting.opened_at or sitting.starts_at)
