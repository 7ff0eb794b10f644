"""Changing the rules of a congress from its page: what the law forbids, and what a sitting votes under, is refused."""

from datetime import datetime

from flask_babel import gettext as _

from congress.actors import Actor
from congress.models import Congress
from congress.policies import require, secretariat
from congress.queries.chamber_queries import live_plenary
from congress.rules.colleges.settings import CollegeSettings
from congress.rules.presets.house_rules import HouseRules
from congress.services.lawful.requiring import refused_rules
from core import journal
from core.changes import SaveResult, apply_values
from core.database import session
from core.errors import Invalid, NotFound, RuleBroken


def save_rules(
    congress_id: int,
    wanted: HouseRules,
    *,
    colleges: CollegeSettings | None = None,
    actor: Actor,
    now: datetime,
) -> SaveResult:
    """What changed of the rules of a congress, for its secretariat; the polls announced keep those they froze.

    `colleges`: None leaves them as they are.
    `Invalid`, by the setting, where the law of its body forbids it; refused while a plenary goes on.
    """
    congress = session().get(Congress, congress_id, with_for_update={"key_share": True}, populate_existing=True)
    if congress is None:
        raise NotFound(_("Aucun congrès n’existe à cette adresse."))
    require(secretariat(actor, congress))
    settings = CollegeSettings.of(congress) if colleges is None else colleges
    for setting, sentence in refused_rules(wanted, has_colleges=settings.rule is not None):
        raise Invalid(sentence, setting)
    values = {**wanted.as_values(), "majority": list(wanted.majority), **settings.as_values()}
    changed = [name for name, value in values.items() if getattr(congress, name) != value]
    if not changed:
        return SaveResult()
    if told := refusal_to_change(congress):
        raise RuleBroken(told)
    change = SaveResult(fields=apply_values(congress, values))
    rules = {field.name: [field.before, field.after] for field in change.fields}
    journal.record(congress.stream, "congress_changed", actor=actor.pseudonym, now=now,
                   fields=list(rules), rules=rules)  # fmt: skip
    return change


def refusal_to_change(congress: Congress) -> str:
    """Why the rules do not change now, until when; empty when they may."""
    live = live_plenary(congress.id)
    if live is None:
        return ""
    told: str = _(
        "La séance n°\u00a0%(number)s est ouverte et vote sous ces règles\u00a0: elles ne changent pas avant sa "
        "clôture.",
        number=live.number,
    )
    return told
