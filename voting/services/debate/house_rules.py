"""How a house debates, as its folder says it: each sitting that chose nothing of its own does so from then on."""

from datetime import datetime

from flask_babel import gettext as _

from congress.actors import Actor
from congress.models import Congress
from congress.policies import require, secretariat
from congress.queries.chamber_queries import live_plenary
from core import journal
from core.changes import SaveResult, apply_values, values_of
from core.database import session
from core.errors import Invalid, RuleBroken
from voting.debate_models import HouseDebate
from voting.queries.debate.floor_queries import house_debate
from voting.rules.debate.debate_rules import DebateRules


def save_house_debate(congress_id: int, chosen: DebateRules, *, actor: Actor, now: datetime) -> SaveResult:
    """What changed of how the sittings of a congress debate. For its secretariat; refused while a plenary sits."""
    congress = session().get_one(Congress, congress_id, with_for_update={"key_share": True})
    require(secretariat(actor, congress))
    if field := chosen.too_far:
        raise Invalid(_("Ces temps de parole ou ces appuis ne sont pas dans leurs bornes."), field)
    values = values_of(chosen)
    before = house_debate(congress_id)
    changed = [name for name, value in values.items() if getattr(before, name) != value]
    if changed and (live := live_plenary(congress_id)) is not None:
        raise RuleBroken(
            _("La séance n°\u00a0%(number)s est ouverte et débat selon ces règles\u00a0: elles ne changent pas avant sa"
              " clôture.", number=live.number)
        )  # fmt: skip
    kept = session().get(HouseDebate, congress_id, with_for_update=True)
    row = kept or HouseDebate(
        **{"congress_id": congress_id, **{name: getattr(before, name) for name in values}}
    )  # fmt: skip
    session().add(row)
    change = SaveResult(is_new=kept is None, fields=apply_values(row, values))
    if change:
        session().flush()
        rules = {f"debate.{field.name}": [field.before, field.after] for field in change.fields}
        journal.record(congress.stream, "congress_changed", actor=actor.pseudonym, now=now,
                       fields=list(rules), rules=rules)  # fmt: skip
    return change
