"""One person at one sitting, for themselves or for the desk: presence, excuse, proxies, the items they leave."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from congress.actors import Actor
from congress.chamber.presence_models import Excuse, ProxyPaper, SeatTaken, Withdrawal
from congress.chamber_models import AgendaItem, Office, Presence, Proxy, Sitting, SittingState
from congress.models import Member
from congress.policies import holds_office, secretariat
from congress.queries import chamber_queries
from congress.queries.people.directory import directory_of
from congress.queries.presence.excuses import excuse_of
from congress.queries.presence.papers import papers_of
from congress.queries.presence.seats import seat_taken_from, substitutes_of
from congress.queries.presence.withdrawals import withdrawals_of
from core.database import session
from core.text.folding import folded

MOST_FOUND = 12


@dataclass(frozen=True, slots=True)
class ItemLine:
    """An item of the agenda, and whether the person takes part in it; `may_change`: still, by this reader."""

    item: AgendaItem
    withdrawal: Withdrawal | None
    may_change: bool


@dataclass(frozen=True, slots=True)
class GivenLine:
    """A proxy that the person gave, to the holder of its rank; why it gives no vote now is on the sitting's page."""

    proxy: Proxy
    paper: ProxyPaper | None


@dataclass(frozen=True, slots=True)
class PossibleHolder:
    """Somebody who may carry the person's proxy: « Mme Ada Martin, maire de Saint-Malo (35) »."""

    id: int
    words: str


@dataclass(frozen=True, slots=True)
class ParticipationPage:
    """All that the page of a person at a sitting shows to a reader."""

    sitting: Sitting
    person: Member
    is_oneself: bool
    is_desk: bool
    reads_excuse: bool  # why they are excused
    presence: Presence | None
    may_arrive: bool
    titular: Member | None  # of whom the person is the substitute
    seat: SeatTaken | None  # the person's, held by a substitute
    substitutes: tuple[Member, ...]
    excuse: Excuse | None
    items: tuple[ItemLine, ...]
    given: tuple[GivenLine, ...]
    carried: tuple[GivenLine, ...]
    searched: str
    found: tuple[PossibleHolder, ...]

    @property
    def has_more(self) -> bool:
        """Whether more people may answer to what was typed than are shown."""
        return len(self.found) == MOST_FOUND

    @property
    def is_over(self) -> bool:
        """Nothing changes any more."""
        return self.sitting.state == SittingState.CLOSED


def may_read_participation(actor: Actor, sitting: Sitting, person: Member) -> bool:
    """The person, the secretariat, and whoever chairs the sitting."""
    is_person = actor.member_id == person.id
    leads = secretariat(actor, sitting.congress) or holds_office(sitting.id, actor.member_id, Office.CHAIR)
    return is_person or leads


def participation_page(
    sitting: Sitting, person: Member, actor: Actor, now: datetime, *, searched: str = ""
) -> ParticipationPage:
    """The page of one person at a sitting; `searched`: what was typed of whoever may carry their proxy."""
    is_desk, is_oneself = secretariat(actor, sitting.congress), actor.member_id == person.id
    proxies = [proxy for proxy in chamber_queries.proxies_to_show(sitting.id) if not proxy.refused]
    near = [proxy for proxy in proxies if person.id in (proxy.principal_id, proxy.holder_id)]
    papers = papers_of([proxy.id for proxy in near])
    lines = [GivenLine(proxy, papers.get(proxy.id)) for proxy in near]
    named = {proxy.holder_id for proxy in near if proxy.principal_id == person.id} | {person.id}
    is_early = sitting.state == SittingState.PLANNED and now < sitting.presence_opens_at
    return ParticipationPage(
        sitting=sitting,
        person=person,
        is_oneself=is_oneself,
        is_desk=is_desk,
        reads_excuse=may_read_participation(actor, sitting, person),
        presence=chamber_queries.presence_of(sitting.id, person.id),
        may_arrive=sitting.state != SittingState.CLOSED and (is_desk or not is_early),
        titular=session().get(Member, person.substitute_of_id) if person.substitute_of_id else None,
        seat=seat_taken_from(sitting.id, person.id) if person.is_elector else None,
        substitutes=tuple(substitutes_of(person.id)) if sitting.congress.substitutes else (),
        excuse=excuse_of(sitting.id, person.id),
        items=tuple(_item_lines(sitting, person, is_desk=is_desk)),
        given=tuple(
            sorted((line for line in lines if line.proxy.principal_id == person.id), key=lambda line: line.proxy.rank)
        ),
        carried=tuple(line for line in lines if line.proxy.holder_id == person.id),
        searched=searched,
        found=tuple(one for one in _called(sitting, searched) if one.id not in named)[:MOST_FOUND],
    )


def _called(sitting: Sitting, words: str) -> Iterator[PossibleHolder]:
    """The electors whose name or commune holds each of the words typed, by name; nobody for no word."""
    wanted = folded(words).split()
    for person in directory_of(sitting.congress_id, sitting.congress.slug).electors if wanted else ():
        told = folded(f"{person.civil_name} {person.commune}")
        if all(word in told for word in wanted):
            yield PossibleHolder(person.id, f"{person.civil_name}, {person.role_line}")


def _item_lines(sitting: Sitting, person: Member, *, is_desk: bool) -> Sequence[ItemLine]:
    left = {row.item_id: row for row in withdrawals_of(sitting.id) if row.member_id == person.id}
    lines = []
    for item in chamber_queries.agenda_of(sitting.id):
        is_open = item.opened_at is not None
        may_change = sitting.state != SittingState.CLOSED and item.closed_at is None
        may_change = may_change and not (is_open and sitting.under_vote)
        if item.id in left:
            may_change = may_change and (is_desk or not is_open)
        lines.append(ItemLine(item, left.get(item.id), may_change))
    return lines
