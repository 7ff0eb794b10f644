"""Who is in the room, and the quorum: what each statement speaks of, with its moment and its number.

A quorum found when an item was put in discussion holds for its votes, whoever leaves since: pages state the check under
which the room votes, and when it was made; the chamber as it stands only where no check governs.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from flask_babel import get_translations
from flask_babel import gettext as _
from sqlalchemy import func, select

from congress.chamber_models import AgendaItem, QuorumCheck, Sitting, SittingState
from congress.models import Congress, QuorumMoment
from congress.moments import hour_in_words
from congress.queries import chamber_queries
from congress.queries.chamber_queries import ChamberNumbers
from congress.queries.homonyms import told_name
from congress.queries.presence.withdrawals import withdrawals_of
from core.database import session
from core.journal import JournalEntry
from voting.models import Poll, PollState
from voting.queries import quorum_readings
from voting.queries.frozen_rules import FrozenRules
from voting.rules.quorum import QuorumFinding
from voting.rules.quorum_sentences import quorum_recall, quorum_sentence, quorum_short


@dataclass(frozen=True, slots=True)
class StatedQuorum:
    """A quorum as a page states it. `when`: « à la mise en discussion, 14 h 05 », « en ce moment, 14 h 32 »."""

    finding: QuorumFinding
    members: int
    when: str
    short: str  # « 106 présents, il en fallait 66 »
    sentence: str

    @property
    def has_numbers(self) -> bool:
        """Whether something is required and could be judged: else the sentence says all."""
        return bool(self.finding.needed) and self.finding.met is not None


@dataclass(frozen=True, slots=True)
class ChamberShown:
    """Who is in the room now, and the quorum under which it sits."""

    numbers: ChamberNumbers
    quorum: StatedQuorum
    apart: tuple[str, ...] = ()  # by name, those who are there and take no part in the item
    unopened: str = ""  # « Le point n° 4 n’est pas mis en discussion : … », while the quorum found missing still is
    spoken_of: ChamberNumbers | Poll | None = None  # of a vote that is held, of an item not opened: what is told beside

    @property
    def counts(self) -> list[tuple[str, int]]:
        """The five counts of the chamber by their names, always all of them: those that the words beside speak of."""
        return named_counts(self.spoken_of or self.numbers, always=True)


def room_of(
    sitting: Sitting,
    now: datetime,
    *,
    item: AgendaItem | None,
    poll: Poll | None,
    chamber: ChamberNumbers | None = None,
) -> ChamberShown:
    """The room now, nothing recorded; `item`: the one in discussion, `poll`: the one not proclaimed yet.

    `chamber`: its numbers, where the page has them already.
    """
    numbers = chamber or chamber_queries.chamber(sitting.id, item.id if item else None)
    last = chamber_queries.last_check(sitting.id) if poll is None and _is_checked_by_item(sitting) else None
    missing = last if last is not None and _is_missing_still(sitting, last) else None
    check = missing or _governing(sitting, item, poll, last)
    quorum = stated_check(check, sitting.congress, poll) if check else _stated_now(sitting, item, numbers, now)
    apart = _apart(sitting, item) if item is not None and numbers.barred else ()
    if missing is not None:
        of_item = chamber_queries.chamber(sitting.id, missing.item_id)
        unopened = _unopened(missing, quorum) if missing.moment is QuorumMoment.ITEM else ""
        return ChamberShown(numbers, quorum, apart, unopened, of_item)
    is_held = poll is not None and poll.state in (PollState.OPEN, PollState.CLOSED)
    return ChamberShown(numbers, quorum, apart, spoken_of=poll if is_held else None)


def _unopened(check: QuorumCheck, quorum: StatedQuorum) -> str:
    """« Le point n° 4 n’est pas mis en discussion : quorum non atteint, 41 présents, il en fallait 51. »"""
    return str(
        _("Le point n°\u00a0%(number)s n’est pas mis en discussion\u00a0: quorum non atteint, %(short)s.",
          number=_position(check), short=quorum.short)
    )  # fmt: skip


def _position(check: QuorumCheck) -> int:
    """The number of the item for which a check was made."""
    return session().get_one(AgendaItem, check.item_id).position


def _is_checked_by_item(sitting: Sitting) -> bool:
    """Whether a sitting that is on may have found no quorum between two votes, where an item wants one."""
    return sitting.state is SittingState.OPEN and sitting.congress.quorum_checked is QuorumMoment.ITEM


def _is_missing_still(sitting: Sitting, last: QuorumCheck) -> bool:
    """Whether the last check found no quorum, on the way to an item or at the request of somebody, and the room waits.

    It waits until it is in number, the sitting is suspended or over, or the chair goes on with what is discussed.
    """
    is_of_item = last.moment is QuorumMoment.ITEM and last.item_id is not None
    if last.is_met or not (is_of_item or last.moment is QuorumMoment.ON_REQUEST):
        return False
    if sitting.resumed_at is not None and sitting.resumed_at >= last.at:
        return False
    since = select(Poll.id).where(Poll.sitting_id == sitting.id, Poll.announced_at > last.at).limit(1)
    if session().scalar(since) is not None:
        return False
    item = session().get_one(AgendaItem, last.item_id) if last.item_id is not None else None
    return not quorum_readings.quorum_now(sitting, None, item).met


def _apart(sitting: Sitting, item: AgendaItem) -> tuple[str, ...]:
    """The names of those who are there and take no part in an item."""
    there = chamber_queries.presences_now(sitting.id)
    left = withdrawals_of(sitting.id)
    return tuple(told_name(row.member) for row in left if row.item_id == item.id and row.member_id in there)


def in_discussion(items: Sequence[AgendaItem]) -> AgendaItem | None:
    """The item in discussion among those of an agenda."""
    return next((item for item in items if item.opened_at and not item.closed_at), None)


def named_counts(chamber: ChamberNumbers | Poll, *, always: bool = False) -> list[tuple[str, int]]:
    """« En exercice », « Présents », « Représentés », « Appelés à voter »; « Retirés » where somebody is, or always."""
    withdrawn = [(_("Retirés"), chamber.barred or 0)] if chamber.barred or always else []
    return [
        (_("En exercice"), chamber.members or 0),
        (_("Présents"), chamber.present or 0),
        (_("Représentés"), chamber.represented or 0),
        *withdrawn,
        (_("Appelés à voter"), chamber.entitled or 0),
    ]


def stated_check(check: QuorumCheck, congress: Congress, poll: Poll | None = None) -> StatedQuorum:
    """A recorded check, with the moment that it speaks of."""
    finding, chamber, t = quorum_readings.check_of(check), quorum_readings.chamber_of(check), get_translations()
    when = moment_of_check(check, congress, poll)
    short = quorum_short(finding, t, is_past=True)
    return StatedQuorum(finding, check.members, when, short, quorum_recall(finding, chamber, t, when))


def moment_of_check(check: QuorumCheck, congress: Congress, poll: Poll | None = None) -> str:
    """« à la mise en discussion, 14 h 05 »; « à l’ouverture du scrutin n° 3, 14 h 50 » of another than `poll`; of an
    item that was not put in discussion, « à l’appel du point n° 4, 15 h 10 »; after a suspension, that it followed one.
    """
    hour = hour_in_words(congress, check.at)
    if check.moment is QuorumMoment.ITEM and not check.is_met:
        called: str = _("à l’appel du point n°\u00a0%(number)s, %(hour)s", number=_position(check), hour=hour)
        return called
    first = _first_under(check) if check.moment is QuorumMoment.VOTE else None
    if first is not None and (poll is None or poll.number != first):
        said = {"number": first, "hour": hour}
        told: str = (
            _("après la reprise de la séance, à l’ouverture du scrutin n°\u00a0%(number)s, %(hour)s", **said)
            if _follows_a_suspension(check, congress)
            else _("à l’ouverture du scrutin n°\u00a0%(number)s, %(hour)s", **said)
        )
        return told
    return str(
        {
            QuorumMoment.ITEM: _("à la mise en discussion, %(hour)s", hour=hour),
            QuorumMoment.VOTE: _("à l’ouverture du scrutin, %(hour)s", hour=hour),
            QuorumMoment.SITTING: _("à l’ouverture de la séance, %(hour)s", hour=hour),
            QuorumMoment.ON_REQUEST: _("à la vérification demandée, %(hour)s", hour=hour),
        }[check.moment]
    )


def _first_under(check: QuorumCheck) -> int | None:
    """The number of the poll at whose opening a check was made: others may stand on it; None where it opened none."""
    return session().scalar(select(func.min(Poll.number)).where(Poll.quorum_check_id == check.id))


def _follows_a_suspension(check: QuorumCheck, congress: Congress) -> bool:
    """Whether the sitting resumed between the check before and this one: a suspension has it judged anew."""
    before = select(func.max(QuorumCheck.at)).where(
        QuorumCheck.sitting_id == check.sitting_id, QuorumCheck.id < check.id
    )
    number = session().get_one(Sitting, check.sitting_id).number
    resumed = select(JournalEntry.id).where(
        JournalEntry.stream == congress.stream, JournalEntry.kind == "sitting_resumed",
        JournalEntry.payload["sitting"].as_integer() == number, JournalEntry.at <= check.at,
        JournalEntry.at >= func.coalesce(before.scalar_subquery(), check.at),
    )  # fmt: skip
    return session().scalar(resumed.limit(1)) is not None


def moment_of_poll(poll: Poll) -> str:
    """When the quorum under which a poll stands was judged: at its check, or at its closing."""
    if poll.quorum_check is not None:
        return moment_of_check(poll.quorum_check, poll.congress, poll)
    if poll.closed_at is None:
        return ""
    return _("à la clôture du scrutin, %(hour)s", hour=hour_in_words(poll.congress, poll.closed_at))


def hour_of_poll(poll: Poll) -> str:
    """The hour of that moment: « à 14 h 05 »."""
    at = poll.quorum_check.at if poll.quorum_check else poll.closed_at
    return _("à %(hour)s", hour=hour_in_words(poll.congress, at)) if at else ""


def _governing(
    sitting: Sitting, item: AgendaItem | None, poll: Poll | None, last: QuorumCheck | None
) -> QuorumCheck | None:
    """The check under which the room votes now; None where none was made, or where it no longer holds.

    `last`: the last of the sitting, where it was read.
    """
    if poll is not None and poll.opened_at is not None:
        return poll.quorum_check
    if item is None or item.opened_at is None or item.closed_at is not None:
        return None
    if sitting.state is SittingState.SUSPENDED:  # what was found before no longer holds: it is checked anew after
        return None
    frozen = FrozenRules.of(sitting.congress, sitting, item, ballot_round=1)
    return quorum_readings.check_in_force(sitting, item, frozen, last) if frozen.checks_before_vote else None


def _stated_now(sitting: Sitting, item: AgendaItem | None, numbers: ChamberNumbers, now: datetime) -> StatedQuorum:
    finding, t = quorum_readings.quorum_now(sitting, numbers, item), get_translations()
    sentence = quorum_sentence(finding, quorum_readings.chamber_of(numbers), t)
    if item is None and quorum_readings.is_waived_for_all(sitting):
        sentence = _("Aucun quorum n’est exigé pour les points de la première convocation.")
    when = _("en ce moment, %(hour)s", hour=hour_in_words(sitting.congress, now))
    return StatedQuorum(finding, numbers.members, when, quorum_short(finding, t), sentence)
