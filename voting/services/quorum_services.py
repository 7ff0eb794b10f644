"""Checking the quorum of the chamber as it is, and recording what was found.

The rule is in `voting.rules.quorum`, the numbers come from `congress.queries.chamber_queries`, the record is
`QuorumCheck`, read back by `voting.queries.quorum_readings`.
"""

from datetime import datetime, timedelta

from flask_babel import get_translations
from flask_babel import gettext as _

from congress.actors import Actor
from congress.chamber_models import AgendaItem, QuorumCheck, Sitting
from congress.models import QuorumMoment
from congress.moments import hour_in_words
from congress.queries import chamber_queries
from congress.services import sitting_services
from voting.queries.colleges.college_quorum import colleges_asked, findings_as_json
from voting.queries.quorum_readings import chamber_of, check_of, is_waived_at
from voting.rules.quorum import check_quorum
from voting.rules.quorum_sentences import quorum_sentence

_JUST_NOW = timedelta(minutes=1)


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
    numbers = chamber_queries.chamber(sitting.id, item.id if item else None)
    found = check_quorum(
        sitting.congress.quorum,
        chamber_of(numbers),
        convocation=sitting.convocation,
        item_was_on_first_agenda=is_waived_at(moment, sitting, item),
        requested=requested,
        colleges=colleges_asked(sitting, item.id if item else None),
    )
    if found.met is None:
        raise ValueError("a quorum judged at closing cannot be checked before it")
    return sitting_services.record_quorum_check(
        sitting.id, item_id=item.id if item else None, moment=moment, rule=found.rule, chamber=numbers,
        needed=found.needed, is_met=found.met, by_college=findings_as_json(found), actor=actor, now=now,
    )  # fmt: skip


def check_sentence(row: QuorumCheck) -> str:
    """« Le quorum n’est pas atteint : 65 membres présents sur 131… Vérifié à 14 h 05. », in the reader's language."""
    sentence = quorum_sentence(check_of(row), chamber_of(row), get_translations())
    sitting = chamber_queries.sitting(row.sitting_id)
    return sentence + " " + _("Vérifié à %(hour)s.", hour=hour_in_words(sitting.congress, row.at))


def unmet_just_now(sitting_id: int, now: datetime) -> str:
    """Why nothing went on at the last press, where a check made in the last minute is unmet; else nothing."""
    last = chamber_queries.last_check(sitting_id)
    return check_sentence(last) if last is not None and not last.is_met and now - last.at < _JUST_NOW else ""
