"""The quorum read back: of a recorded check, of a closed poll, of the room as it stands. Nothing is recorded here.

What was found once is never judged again: a poll stands on the check under which it opened, with its numbers.
"""

from collections.abc import Mapping

from congress.chamber_models import AgendaItem, QuorumCheck, Sitting
from congress.models import QuorumMoment
from congress.queries import chamber_queries
from congress.queries.chamber_queries import ChamberNumbers
from congress.rules.presets.law import spares_open_items
from congress.rules.rule_names import QuorumRule
from voting.models import Poll
from voting.queries.colleges.college_quorum import colleges_asked, colleges_frozen, findings_from_json
from voting.queries.frozen_rules import FrozenRules
from voting.rules.quorum import Amount, Chamber, QuorumFinding, check_quorum, is_waived

SECOND = 2  # a convening that the want of a quorum made necessary


def chamber_of(numbers: ChamberNumbers | QuorumCheck) -> Chamber:
    """The chamber of the rules, from counts or from a recorded check."""
    return Chamber(
        members=numbers.members, present=numbers.present, represented=numbers.represented, barred=numbers.barred
    )


def check_of(row: QuorumCheck) -> QuorumFinding:
    """A recorded check as the rules and the sentences take it."""
    here = row.present - row.barred + (row.represented if row.rule.counts_proxies else 0)
    waived = row.needed == 0 and row.rule is not QuorumRule.NONE
    found = findings_from_json(row.by_college)
    return QuorumFinding(row.is_met, here, row.needed, row.rule, waived, waited=row.waited, by_college=found)


def check_in_force(
    sitting: Sitting, item: AgendaItem, frozen: FrozenRules, last: QuorumCheck | None = None
) -> QuorumCheck | None:
    """The check already made under which a poll on the item may open, or None: a new one is due, if any.

    `last`: the last one of the sitting, where it was read already.
    """
    match frozen.quorum_checked:
        case QuorumMoment.ITEM if last is not None and last.item_id == item.id and last.is_met:
            check: QuorumCheck | None = last
        case QuorumMoment.ITEM if spares_open_items(sitting.congress.body):
            check = chamber_queries.last_met_check(sitting.id, item.id)
        case QuorumMoment.ITEM:
            check = chamber_queries.last_check(sitting.id, item.id)
        case QuorumMoment.SITTING | QuorumMoment.ON_REQUEST:
            check = chamber_queries.last_check(sitting.id)
        case QuorumMoment.VOTE:
            check = None
    resumed = sitting.resumed_at
    if check is None or not check.is_met or (resumed is not None and check.at <= resumed):
        return None
    # What a second convening asks no quorum of is the first agenda: that check says nothing of what was added since.
    is_of_the_first = sitting.convocation == SECOND and check_of(check).waived
    return check if item.on_first_agenda or not is_of_the_first else None


def quorum_of(poll: Poll, voted: Amount, voted_in: Mapping[str, Amount] | None = None) -> QuorumFinding:
    """The quorum of a poll that closes: its check where one was made, else what its rules say of those who voted.

    `voted_in`: how many voted in each college, where the rule asks the quorum of each.
    """
    if poll.quorum_check is not None:
        return check_of(poll.quorum_check)
    frozen = FrozenRules.from_names(poll.rules)
    return check_quorum(
        _until_requested(frozen.rules.quorum, frozen.quorum_checked),
        Chamber(poll.members or 0, poll.present or 0, poll.represented or 0, poll.barred or 0),
        convocation=frozen.convocation,
        item_was_on_first_agenda=frozen.item_was_on_first_agenda,
        voted=voted,
        colleges=colleges_frozen(poll) if frozen.quorum_by_college else {},
        voted_in=voted_in,
    )


def quorum_now(
    sitting: Sitting, numbers: ChamberNumbers | None = None, item: AgendaItem | None = None
) -> QuorumFinding:
    """What a check would find now, for a page. `met` is None where it is judged at closing.

    `item`: the one in discussion, whose second convocation may waive the quorum; None: whatever is left to discuss.
    """
    found = numbers or chamber_queries.chamber(sitting.id, item.id if item else None)
    congress, requested = sitting.congress, is_requested(sitting)
    return check_quorum(
        congress.quorum if requested else _until_requested(congress.quorum, congress.quorum_checked),
        chamber_of(found),
        convocation=sitting.convocation,
        item_was_on_first_agenda=item.on_first_agenda if item is not None else is_waived_for_all(sitting),
        requested=requested,
        colleges=colleges_asked(sitting, item.id if item else None),
    )


def is_waived_for_all(sitting: Sitting) -> bool:
    """Whether a second convening asks no quorum of anything that it has left to discuss."""
    if sitting.convocation != SECOND:
        return False
    return all(item.on_first_agenda for item in chamber_queries.agenda_of(sitting.id) if item.closed_at is None)


def is_waived_at(moment: QuorumMoment, sitting: Sitting, item: AgendaItem | None) -> bool:
    """Whether a check made then on a second convening asks no quorum. It opens where something that it has left asks
    for none: what was added since asks for it at its own vote.
    """
    if item is not None:
        return item.on_first_agenda
    if moment is not QuorumMoment.SITTING:
        return is_waived_for_all(sitting)
    return any(left.on_first_agenda for left in chamber_queries.agenda_of(sitting.id) if left.closed_at is None)


def is_checked_for(sitting: Sitting, item: AgendaItem) -> bool:
    """Whether putting an item in discussion has the quorum checked against a number, as the congress's rules say."""
    rule, moment = sitting.congress.quorum, sitting.congress.quorum_checked
    if moment is not QuorumMoment.ITEM or rule is QuorumRule.NONE or rule.judged_at_closing:
        return False
    first = item.on_first_agenda
    asked = is_requested(sitting)
    return not is_waived(rule, convocation=sitting.convocation, item_was_on_first_agenda=first, requested=asked)


def is_requested(sitting: Sitting) -> bool:
    """Whether a check made now answers a request: where checks are made on request alone, or one found no quorum."""
    last = chamber_queries.last_check(sitting.id)
    if last is None:
        return False
    return sitting.congress.quorum_checked is QuorumMoment.ON_REQUEST or not last.is_met


def _until_requested(rule: QuorumRule, checked: QuorumMoment) -> QuorumRule:
    """The rule as long as nobody asks: an assembly that has its quorum checked on request is in number until then."""
    if checked is QuorumMoment.ON_REQUEST and not rule.judged_at_closing and rule is not QuorumRule.NONE:
        return QuorumRule.ON_REQUEST_MAJORITY_MEMBERS
    return rule
