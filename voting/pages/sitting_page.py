"""A sitting as its page shows it: agenda, state, one's presence and proxies, the room in numbers."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from flask_babel import gettext as _

from congress import policies
from congress.actors import Actor
from congress.chamber.presence_models import Excuse, Withdrawal
from congress.chamber_models import (
    AgendaItem,
    Office,
    Presence,
    PresenceMode,
    Proxy,
    Sitting,
    SittingOffice,
    SittingReopening,
    SittingState,
)
from congress.models import Member
from congress.queries import chamber_queries
from congress.queries.convening.convening_queries import answer_of
from congress.queries.people.directory import ListedPerson, directory_of
from congress.queries.presence.excuses import excuses_of
from congress.queries.presence.seats import seat_of, substituted_by
from congress.queries.presence.withdrawals import withdrawals_of
from congress.rules.honorifics import agreed
from congress.rules.presence.seating import HeldSeat
from congress.rules.proxies import ProxyValidity, RefusalReason
from core.database import session
from motions.models import Part
from motions.queries.motion_queries import proposals_of
from voting.models import Poll
from voting.pages.agenda_lines import AgendaLine, agenda_lines
from voting.pages.chamber_shown import ChamberShown, in_discussion, room_of
from voting.pages.convening.convening_words import ConveningTold, convening_told, own_words
from voting.pages.following.at_hand import ReaderStand, at_hand
from voting.pages.proxy_sentences import while_open
from voting.queries import poll_queries, votes_left


@dataclass(frozen=True, slots=True)
class ProxyLine:
    """A proxy in force: who, to whom, and why it gives no right to vote now (empty: it gives one)."""

    proxy: Proxy
    because: str


@dataclass(frozen=True, slots=True)
class SittingPage:
    """All that the page of a sitting shows to one reader."""

    sitting: Sitting
    agenda: tuple[AgendaLine, ...]
    proposals: tuple[Part, ...]  # on which an item may be added
    item: AgendaItem | None
    room: ChamberShown
    offices: tuple[SittingOffice, ...]
    poll: Poll | None
    polls: tuple[Poll, ...]
    presence: Presence | None
    given: ProxyLine | None
    held: tuple[ProxyLine, ...]
    proxies: tuple[ProxyLine, ...]
    electors: tuple[ListedPerson, ...]
    is_chair: bool
    presence_from: datetime | None  # from when members say by themselves that they are there; None when they may
    reopenings: tuple[SittingReopening, ...]
    at: ReaderStand
    standing: tuple[str, ...]  # what the open poll makes of the reader's proxies
    substitutes_for: Member | None  # whose seat the reader may take
    seat: HeldSeat | None  # who holds that seat now
    seated: Presence | None  # since when and how the reader, a substitute, sits
    excused: tuple[Excuse, ...]  # for the desk
    withdrawn: tuple[Withdrawal, ...]  # in force, for the desk
    convening: ConveningTold | None  # what there is to say of it now
    answered: str  # « Je viendrai », of the reader to the convening, as long as it may be changed
    refused_by: tuple[Member, ...]  # those who would not carry the reader's proxy, where nobody carries it now

    @property
    def is_over(self) -> bool:
        """Nothing changes any more."""
        return self.sitting.state == SittingState.CLOSED


def sitting_page(sitting: Sitting, actor: Actor, now: datetime) -> SittingPage:
    """The page of a sitting for one reader."""
    items = chamber_queries.agenda_of(sitting.id)
    item, parts = in_discussion(items), {part.number: part for part in proposals_of(sitting.congress_id)}
    numbers, validity = chamber_queries.chamber_and_proxies(sitting.id, item.id if item else None)
    given = chamber_queries.proxies_to_show(sitting.id)
    proxies = _proxy_lines(sitting, [proxy for proxy in given if not proxy.refused], validity, actor.member_id)
    offices, polls = chamber_queries.offices_of(sitting.id), poll_queries.polls_of(sitting.id)
    poll = next((poll for poll in polls if poll.state in poll_queries.PENDING), None)
    at = at_hand(sitting, poll, actor, now)
    substituted = substituted_by(actor) if sitting.congress.substitutes else None
    is_chair = any(held.office == Office.CHAIR and held.member_id == actor.member_id for held in offices)
    return SittingPage(
        sitting=sitting,
        agenda=agenda_lines(items, item, parts, votes_left.left_to_vote(sitting.congress_id)),
        proposals=tuple(parts.values()),
        item=item,
        room=room_of(sitting, now, item=item, poll=poll, chamber=numbers),
        offices=tuple(offices),
        poll=poll,
        polls=tuple(poll for poll in polls if poll.state in poll_queries.ENDED),
        presence=at.presence,
        given=_given_by(proxies, actor.member_id),
        held=tuple(line for line in proxies if line.proxy.holder_id == actor.member_id),
        proxies=tuple(proxies),
        electors=directory_of(sitting.congress_id, sitting.congress.slug).electors if actor.is_member else (),
        is_chair=is_chair,
        presence_from=_presence_from(sitting, now),
        reopenings=tuple(chamber_queries.reopenings_of(sitting.id)),
        at=at,
        standing=tuple(while_open(poll, actor.member_id, at.rights)),
        substitutes_for=substituted,
        seat=seat_of(sitting.id, substituted.id) if substituted else None,
        seated=chamber_queries.presence_of(sitting.id, actor.member_id or 0) if substituted else None,
        excused=tuple(excuses_of(sitting.id)) if actor.is_secretariat else (),
        withdrawn=tuple(withdrawals_of(sitting.id)) if actor.is_secretariat else (),
        convening=convening_told(sitting, items, may_convene=is_chair or policies.secretariat(actor, sitting.congress)),
        answered=_answered(sitting, actor),
        refused_by=_refused_by(given, actor.member_id),
    )


def _presence_from(sitting: Sitting, now: datetime) -> datetime | None:
    """From when members may say that they are there; None once they may."""
    is_early = sitting.state == SittingState.PLANNED and now < sitting.presence_opens_at
    return sitting.presence_opens_at if is_early else None


def _answered(sitting: Sitting, actor: Actor) -> str:
    is_asked = sitting.state is SittingState.PLANNED and actor.member_id is not None
    answer = answer_of(sitting.id, actor.member_id) if is_asked else None
    return own_words(answer, session().get_one(Member, actor.member_id).honorific) if answer else ""


def _refused_by(given: Sequence[Proxy], member_id: int | None) -> tuple[Member, ...]:
    mine = [proxy for proxy in given if proxy.principal_id == member_id]
    return tuple(proxy.holder for proxy in mine) if all(proxy.refused for proxy in mine) else ()


def _proxy_lines(
    sitting: Sitting, in_force: Sequence[Proxy], validity: ProxyValidity[int], reader_id: int | None
) -> list[ProxyLine]:
    """The proxies in force, in the order of their deposit; of a sitting that is closed, what they gave is over."""
    refused = {(refusal.principal, refusal.holder): refusal.reason for refusal in validity.refused}

    def because(proxy: Proxy) -> str:
        if sitting.state == SittingState.CLOSED:
            return _("la séance est close")
        reason = refused.get((proxy.principal_id, proxy.holder_id))
        if reason is RefusalReason.HOLDER_ABSENT and proxy.holder_id == reader_id:
            return _("sans effet tant que vous n’êtes pas en séance")
        return _because(reason)

    return [ProxyLine(proxy, because(proxy)) for proxy in in_force]


def _given_by(lines: Sequence[ProxyLine], member_id: int | None) -> ProxyLine | None:
    """The proxy of a principal that is carried now, of several holders; else that of the first of them."""
    mine = [line for line in lines if line.proxy.principal_id == member_id]
    return next((line for line in mine if not line.because), next(iter(mine), None))


def presence_words(mode: PresenceMode) -> str:
    """« dans la salle », « à distance », « saisi par le secrétariat »."""
    return str(
        {
            PresenceMode.ROOM: _("dans la salle"),
            PresenceMode.REMOTE: _("à distance"),
            PresenceMode.SECRETARIAT: _("saisi par le secrétariat"),
        }[mode]
    )


def office_words(office: Office, honorific: str = "") -> str:
    """« Présidence », « Secrétaire », « Scrutateur »."""
    return str(
        {
            Office.CHAIR: _("Présidence"),
            Office.SECRETARY: _("Secrétariat"),
            Office.TELLER: agreed(honorific, _("Scrutatrice"), _("Scrutateur"), _("Scrutateur ou scrutatrice")),
        }[office]
    )


def state_words(sitting: Sitting) -> tuple[str, str]:
    """(kind of tag, word) of a sitting's state."""
    return {
        SittingState.PLANNED: ("not_examined", _("À venir")),
        SittingState.OPEN: ("open", _("Séance ouverte")),
        SittingState.SUSPENDED: ("in_discussion", _("Séance suspendue")),
        SittingState.CLOSED: ("closed", _("Séance close")),
    }[sitting.state]


def _because(reason: RefusalReason | None) -> str:
    words = {
        None: "",
        RefusalReason.NOT_MEMBER: _("la personne qui le porte ne vote pas dans ce congrès"),
        RefusalReason.PRINCIPAL_PRESENT: _("suspendu : la personne qui l’a donné est présente"),
        RefusalReason.HOLDER_ABSENT: _("sans effet tant que la personne qui le porte est absente"),
        RefusalReason.OVER_THREE_SESSIONS: _("sans effet : un pouvoir vaut pour trois séances de suite au plus"),
        RefusalReason.OTHER_COLLEGE: _("sans effet\u00a0: la personne qui le porte est d’un autre collège"),
        RefusalReason.HOLDER_FULL: _("sans effet : la personne qui le porte en a déjà assez"),
        RefusalReason.WITHDRAWN: _("sans effet sur ce point\u00a0: qui le donne ou qui le porte s’en est retiré"),
        RefusalReason.CARRIED_BEFORE: _("en réserve\u00a0: une personne désignée avant le porte"),
        RefusalReason.NO_DELEGATION: _("sans effet"),
    }
    return words[reason]
