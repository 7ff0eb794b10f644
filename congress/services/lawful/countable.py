"""What the rule of a congress cannot count of its roll: members of no college, shares of nobody, votes that weigh.

Said before a sitting opens, since a roll changes no electorate while it sits, and again before a vote does.
"""

from flask_babel import gettext as _
from flask_babel import ngettext
from sqlalchemy import select

from congress.models import WEIGHT_SCALE, Congress, Member
from congress.queries.colleges.numbers import Uncounted, uncounted
from congress.queries.presence.electorate import is_elector
from congress.rules.presets.law import Breach, Prohibition, article_against
from congress.services.lawful.breach_sentences import breach_sentence
from core.database import session
from core.errors import RuleBroken
from core.text.reader import enumeration, quotation

_MOST_NAMED = 3


def refusal_of_count(congress: Congress) -> str:
    """Why no vote of this congress could be counted, in one sentence that names who; empty where all can be."""
    return _uncounted_sentence(uncounted(congress)) if congress.college_rule is not None else _weights(congress)


def require_countable_roll(congress: Congress) -> None:
    """Nothing where every member in exercise is counted by the rules of the congress: else a refusal."""
    if told := refusal_of_count(congress):
        raise RuleBroken(told)


def _uncounted_sentence(found: Uncounted) -> str:
    if found.nowhere:
        names = [member.civil_name for member in found.nowhere]
        told: str = ngettext(
            "La règle compte les voix par collège et %(names)s n’en a pas\u00a0: écrivez-le dans la liste.",
            "La règle compte les voix par collège et %(names)s n’en ont pas\u00a0: écrivez-le dans la liste.",
            len(names),
            names=_named(names),
        )
        return told
    if found.without_share:
        shareless: str = ngettext(
            "La règle ne donne pas de part au collège %(names)s\u00a0: son vote ne compterait pas.",
            "La règle ne donne pas de part aux collèges %(names)s\u00a0: leur vote ne compterait pas.",
            len(found.without_share),
            names=_named(list(map(quotation, found.without_share))),
        )
        return shareless
    if found.without_members:
        empty: str = ngettext(
            "La règle donne une part au collège %(names)s, qui n’a aucun membre en exercice.",
            "La règle donne une part aux collèges %(names)s, qui n’ont aucun membre en exercice.",
            len(found.without_members),
            names=_named(list(map(quotation, found.without_members))),
        )
        return empty
    return ""


def _weights(congress: Congress) -> str:
    """Where a law gives each member one vote: who has more, or less."""
    article = article_against(congress.body, Prohibition.WEIGHTS)
    if not article:
        return ""
    wanted = select(Member).where(Member.congress_id == congress.id, is_elector(), Member.weight != WEIGHT_SCALE)
    names = [member.civil_name for member in session().scalars(wanted.order_by(Member.position))]
    if not names:
        return ""
    law = breach_sentence(Breach(Prohibition.WEIGHTS, article))
    told: str = _("%(law)s La liste des membres donne un autre poids à %(names)s.", law=law, names=_named(names))
    return told


def _named(names: list[str]) -> str:
    """« M. Ali Diop, Mme Ada Martin et 3 autres »."""
    left = len(names) - _MOST_NAMED
    if left > 1:
        others = ngettext("%(num)s autre", "%(num)s autres", left)
        names = [*names[:_MOST_NAMED], others]
    return enumeration(names)
