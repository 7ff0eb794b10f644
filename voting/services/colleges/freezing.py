"""A poll counted by colleges: the numbers of each frozen at the opening, and what cannot be counted so refused."""

from typing import Any

from flask_babel import gettext as _

from congress.chamber_models import Sitting
from congress.queries.chamber_queries import ChamberNumbers
from congress.queries.colleges.numbers import college_numbers, serving_weight
from congress.services.lawful.countable import require_countable_roll
from core.errors import RuleBroken
from voting.models import Poll
from voting.queries.frozen_rules import FrozenRules
from voting.rules.methods.method import Method


def freeze_chamber(poll: Poll, sitting: Sitting, numbers: ChamberNumbers) -> None:
    """The poll that is about to open keeps the numbers of the chamber, of each college where the rule counts them.

    Refused where somebody of the roll would not be counted.
    """
    require_countable_roll(sitting.congress)
    poll.members, poll.present, poll.represented = numbers.members, numbers.present, numbers.represented
    poll.barred, poll.entitled = numbers.barred, numbers.entitled
    poll.members_weight = serving_weight(sitting, poll.item_id)
    if FrozenRules.from_names(poll.rules).rules.college_rule is not None:
        poll.colleges = _colleges_of(sitting, poll)


def _colleges_of(sitting: Sitting, poll: Poll) -> dict[str, Any]:
    """The numbers of each college that has a member in exercise."""
    return {name: numbers.as_json() for name, numbers in college_numbers(sitting, poll.item_id).items()}


def require_countable_by_college(frozen: FrozenRules, method: Method) -> None:
    """Nothing where a poll by this method may be counted by colleges, if it is to be: else a refusal.

    Hands and papers say no college; an election, a choice among options, has no rule that colleges decide by.
    """
    if frozen.rules.college_rule is None:
        return
    if frozen.chosen_by:
        raise RuleBroken(
            _("La règle compte les voix par collège\u00a0: un choix entre plusieurs réponses ne s’y compte pas. Posez"
              " une question à laquelle on répond pour ou contre.")
        )  # fmt: skip
    if not method.is_named:
        raise RuleBroken(
            _("La règle compte les voix par collège\u00a0: ce vote se tient au nom de chacun, par voie électronique ou"
              " à l’appel nominal.")
        )  # fmt: skip
