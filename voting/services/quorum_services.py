"""Checking the quorum of the chamber as it is, and recording what was found; reading a recorded check back.

The rule is in `voting.rules.quorum`, the numbers come from `congress.queries.chamber_queries`, the record is
`QuorumCheck`.
"""

from datetime import datetime

from flask_babel import get_translations
from flask_babel import gettext as _

from congress.actors import Actor
from congress.chamber_models import AgendaItem, QuorumCheck, Sitting
from congress.models import QuorumMoment
from congress.moments import hour_in_words
from congress.queries import chamber_queries
from congress.queries.chamber_queries import ChamberNumbers
from congress.rules.rule_names import QuorumRule
from congress.services import sitting_services
from voting.rules import quorum
from voting.rules.quorum import Chamber, check_quorum
from voting.rules.quorum_sentences import quorum_sentence


def record_check(
    sitting: Sitting,
    item: AgendaItem | None,
    moment: QuorumMoment,
    *,
    requested: bool = False,
    actor: Actor,
    now: datetime,
) -> QuorumCheck:
    """The check of the quorum as the chamber stands, recorded whether it is met or not.

    `item`: the item to be put in discussion, whose second convocation may waive the quorum. `requested`: somebody
    asked for this check. `moment`: what it is made for. Not for a rule judged at closing, that nothing can be checked
    against yet.
    """
    numbers = chamber_queries.chamber(sitting.id)
    found = check_quorum(
        sitting.congress.quorum,
        chamber_of(numbers),
        convocation=sitting.convocation,
        item_was_on_first_agenda=item is not None and item.on_first_agenda,
        requested=requested,
    )
    if found.met is None:
        raise ValueError("a quorum judged at closing cannot be checked before it")
    return sitting_services.record_quorum_check(
        sitting.id, item_id=item.id if item else None, moment=moment, rule=found.rule, chamber=numbers,
        needed=found.needed, is_met=found.met, actor=actor, now=now,
    )  # fmt: skip


def chamber_of(numbers: ChamberNumbers | QuorumCheck) -> Chamber:
    """The chamber of the rules, from counts or from a recorded check."""
    return Chamber(
        members=numbers.members, present=numbers.present, represented=numbers.represented, barred=numbers.barred
    )


def check_of(row: QuorumCheck) -> quorum.QuorumFinding:
    """A recorded check as the sentences take it: read back, not computed again."""
    rule = row.rule
    here = row.present - row.barred + (row.represented if rule.counts_proxies else 0)
    waived = row.needed == 0 and rule is not QuorumRule.NONE
    return quorum.QuorumFinding(met=row.is_met, here=here, needed=row.needed, rule=rule, waived=waived)


def check_sentence(row: QuorumCheck) -> str:
    """« Le quorum n’est pas atteint : 65 membres présents sur 131… Vérifié à 14 h 05. », in the reader's language."""
    sentence = quorum_sentence(check_of(row), chamber_of(row), get_translations())
    sitting = chamber_queries.sitting(row.sitting_id)
    return sentence + " " + _("Vérifié à %(hour)s.", hour=hour_in_words(sitting.congress, row.at))


def quorum_now(
    sitting: Sitting, numbers: ChamberNumbers | None = None, item: AgendaItem | None = None
) -> quorum.QuorumFinding:
    """What a check would find now, for a page: nothing is recorded. `met` is None where it is judged at closing.

    `item`: the one in discussion, whose second convocation may waive the quorum. Where the quorum is checked when
    somebody asks, nobody having asked, an assembly is in number.
    """
    found = numbers or chamber_queries.chamber(sitting.id)
    rule = sitting.congress.quorum
    on_request = sitting.congress.quorum_checked is QuorumMoment.ON_REQUEST and not rule.judged_at_closing
    if on_request and rule is not QuorumRule.NONE:
        rule = QuorumRule.ON_REQUEST_MAJORITY_MEMBERS
    return check_quorum(
        rule,
        chamber_of(found),
        convocation=sitting.convocation,
        item_was_on_first_agenda=item is not None and item.on_first_agenda,
        requested=not on_request or chamber_queries.last_check(sitting.id) is not None,
    )
