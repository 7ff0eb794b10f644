"""The law of a congress held against what is asked: its settings, a presence, a proxy, an item, a secret vote.

The law is data (`congress.rules.presets.law`); here are its sentences, and the refusals of services. Told in
docs/rules/presets.md.
"""

from flask_babel import gettext as _

from congress.chamber_models import AgendaItem, PresenceMode, Sitting
from congress.models import Congress
from congress.queries.presence.at_a_distance import breach_of_hands, is_at_a_distance
from congress.roll import CongressFields
from congress.rules.presets.house_rules import HouseRules
from congress.rules.presets.law import (
    Breach,
    Prohibition,
    against_at_a_distance,
    article_against,
    breaches,
)
from congress.rules.rule_names import BallotKind
from congress.services.lawful.breach_sentences import breach_sentence
from core.errors import RuleBroken


def refused_rules(wanted: CongressFields | HouseRules, *, has_colleges: bool = False) -> list[tuple[str, str]]:
    """(setting, sentence) of each rule that the law of the body forbids; none where all may be kept."""
    rules = wanted if isinstance(wanted, HouseRules) else HouseRules.of(wanted)
    return [(breach.setting, breach_sentence(breach)) for breach in breaches(rules, has_colleges=has_colleges)]


def refusal_of_presence(congress: Congress, mode: PresenceMode) -> str:
    """Why nobody may be present this way, in a sentence; empty when one may."""
    if mode is not PresenceMode.REMOTE or congress.remote_presence:
        return ""
    article = article_against(congress.body, Prohibition.REMOTE_PRESENCE)
    if article:
        return breach_sentence(Breach(Prohibition.REMOTE_PRESENCE, article))
    return _("Le règlement de ce congrès veut que l’on soit dans la salle\u00a0: personne n’y est présent à distance.")


def require_lawful_presence(congress: Congress, mode: PresenceMode) -> None:
    """Nothing when one may be present this way; else a refusal with its article."""
    if told := refusal_of_presence(congress, mode):
        raise RuleBroken(told)


def refusal_of_substitutes(congress: Congress) -> str:
    """Why no suppléant takes a seat, in a sentence; empty when one may."""
    if congress.substitutes:
        return ""
    article = article_against(congress.body, Prohibition.SUBSTITUTES)
    if article:
        return breach_sentence(Breach(Prohibition.SUBSTITUTES, article))
    return _("Le règlement de ce congrès n’admet pas de suppléant.")


def article_on_proxies(congress: Congress) -> str:
    """The article that bounds how many proxies a holder has, between brackets after a space; empty where none does."""
    article = article_against(congress.body, Prohibition.MORE_PROXIES)
    return f" ({article})" if article else ""


def refusal_of_vote(sitting: Sitting, item: AgendaItem, ballot: BallotKind) -> str:
    """Why the law lets nobody vote on this item in this way at this sitting, in a sentence; empty when it does."""
    body = sitting.congress.body
    breach = against_at_a_distance(body, item.nature)
    article = article_against(body, Prohibition.SECRET_AT_A_DISTANCE)
    if breach is None and ballot is BallotKind.SECRET and article:
        breach = Breach(Prohibition.SECRET_AT_A_DISTANCE, article)
    return breach_sentence(breach) if breach is not None and is_at_a_distance(sitting) else ""


def require_lawful_vote(sitting: Sitting, item: AgendaItem, ballot: BallotKind) -> None:
    """Nothing when the law lets one vote on this item in this way; else a refusal with its article.

    Other persons than the president, the bureau and delegates are elected at a distance too, in public: the nature of
    the item says whom.
    """
    if told := refusal_of_vote(sitting, item, ballot):
        raise RuleBroken(told)


def refusal_of_hands(sitting: Sitting) -> str:
    """Why the law lets nobody vote by show of hands at this sitting now, in a sentence; empty when it does."""
    breach = breach_of_hands(sitting)
    return breach_sentence(breach) if breach is not None else ""


def require_lawful_hands(sitting: Sitting) -> None:
    """Nothing when the law lets one vote by show of hands; else a refusal with its article."""
    if told := refusal_of_hands(sitting):
        raise RuleBroken(told)
