"""In which college a member votes, and for how much: said by the secretariat of one member, as by a whole roll."""

import re
from dataclasses import replace
from datetime import datetime
from decimal import Decimal, InvalidOperation

from flask_babel import gettext as _

from congress.actors import Actor
from congress.models import WEIGHT_SCALE, Congress, Member
from congress.policies import require, secretariat
from congress.queries.colleges.numbers import colleges_of
from congress.roll import MemberFields, scaled_weight, written_weight
from congress.rules.colleges.settings import LONGEST_NAME
from congress.rules.presets.law import Breach, Prohibition, article_against
from congress.rules.rule_names import CollegeRule
from congress.services.electorate_services import (
    take_back,
    touches_electorate,
    waiting_changes,
    with_waiting,
)
from congress.services.known_roll import attached_id, fields_of
from congress.services.lawful.breach_sentences import breach_sentence
from congress.services.roll_services import save_member
from core.database import session
from core.errors import Invalid, NotFound, RuleBroken
from core.text.composing import composed
from core.text.reader import quotation

LARGEST_WEIGHT = 1_000_000
PLAIN_NUMBER = re.compile(r"[0-9]+(\.[0-9]+)?")  # neither « 1e3 » nor « 1_0 », which a program reads and nobody writes


class PlacedMeanwhile(RuleBroken):
    """Somebody placed this member elsewhere since the page was shown; the sentence says where."""


def place_member(
    member_id: int, college: str, weight: int, *, congress_id: int, seen: str | None = None, actor: Actor, now: datetime
) -> bool:
    """Whether anything changed of the college (empty: none) and of the weight (in millionths) of a member.

    For the secretariat. While a plenary sits, what changes for how much somebody votes waits for its end, as with a
    roll; asking for what is in force again takes back what waited. `seen`: what the page showed of the member
    (`place_seen`), held against the roll once nobody else can change it.
    """
    congress = session().get_one(Congress, congress_id, with_for_update={"key_share": True}, populate_existing=True)
    require(secretariat(actor, congress))
    member = member_on_roll(congress_id, member_id)
    change = waiting_changes(congress_id).get(member.id)
    known = with_waiting(fields_of(member), change)
    if seen is not None and seen != place_seen(known):
        raise placed_meanwhile(known)
    wanted = replace(known, college=_college(congress, college), weight=_weight(congress, weight))
    if wanted == known:
        return False
    save_member(congress_id, wanted, aide_of_id=attached_id(member), known_id=member.id, actor=actor, now=now)
    if change is not None and not touches_electorate(member, wanted):
        take_back(change, actor=actor, now=now)
    return True


def member_on_roll(congress_id: int, member_id: int) -> Member:
    """The member of this congress, not one that was merged into another: else `NotFound`."""
    found = session().get(Member, member_id)
    if found is None or found.congress_id != congress_id or found.merged_into_id is not None:
        raise NotFound(_("Cette personne n’est pas membre du congrès."))
    return found


def asked_of(member: Member) -> tuple[MemberFields, bool]:
    """What the roll says of a member, and whether a part of it waits for the end of a sitting."""
    change = waiting_changes(member.congress_id).get(member.id)
    return with_waiting(fields_of(member), change), change is not None


def place_seen(asked: MemberFields) -> str:
    """What a page keeps of the place that it showed."""
    return f"{written_weight(asked.weight)} {asked.college}"


def placed_meanwhile(asked: MemberFields) -> PlacedMeanwhile:
    """The refusal, with what the roll says now, before what was keyed takes its place."""
    weight = written_weight(asked.weight).replace(".", ",")
    college = _("collège %(name)s", name=quotation(asked.college)) if asked.college else _("aucun collège")
    return PlacedMeanwhile(
        _(
            "La liste dit autre chose de cette personne depuis que vous avez ouvert cette page\u00a0: %(college)s, "
            "poids %(weight)s. Ce que vous avez choisi est gardé ci-dessous\u00a0: enregistrez-le pour qu’il le "
            "remplace.", college=college, weight=weight,
        )
    )  # fmt: skip


def offered_colleges(congress: Congress) -> list[str]:
    """The colleges in which one may vote: those that the rule gives a share, else those that have members."""
    if congress.college_rule is CollegeRule.SHARE:
        return list(congress.college_shares)
    return colleges_of(congress.id)


def read_weight(typed: str) -> int:
    """« 2,5 » in millionths; `Invalid` where it is no weight."""
    written = "".join(typed.split()).replace(",", ".")  # « 1 000 », whatever the space
    try:
        if not PLAIN_NUMBER.fullmatch(written) or not 0 < (number := Decimal(written)) <= LARGEST_WEIGHT:
            raise InvalidOperation
        return scaled_weight(number)
    except (ArithmeticError, ValueError):
        raise Invalid(
            _("Le poids est un nombre plus grand que zéro, de six décimales au plus, comme 1 ou 2,5."), "weight"
        ) from None


def _college(congress: Congress, typed: str) -> str:
    name = " ".join(composed(typed.replace("\0", "")).split())
    if len(name) > LONGEST_NAME:
        raise Invalid(_("Le nom du collège est trop long\u00a0: 80 signes au plus."), "college")
    if name and congress.college_rule is CollegeRule.SHARE and name not in congress.college_shares:
        raise Invalid(
            _("La règle ne donne pas de part au collège %(name)s\u00a0: écrivez-la d’abord dans les règles de vote.",
              name=quotation(name)), "college",
        )  # fmt: skip
    return name


def _weight(congress: Congress, weight: int) -> int:
    article = article_against(congress.body, Prohibition.WEIGHTS)
    if article and weight != WEIGHT_SCALE:
        raise Invalid(breach_sentence(Breach(Prohibition.WEIGHTS, article)), "weight")
    return weight
