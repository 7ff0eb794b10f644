"""The sections of the minutes and their order, as a house chooses them: in its folder, or on its page."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from flask_babel import get_translations
from flask_babel import gettext as _

from congress.actors import Actor
from congress.models import Congress
from congress.policies import require, secretariat
from core import journal
from core.database import session
from core.errors import Invalid, RuleBroken
from core.text.reader import quotation
from voting.rules.minutes.sections import USUAL, MinutesRules, SectionKey, faults_of, in_order, section_title


class SectionsChanged(RuleBroken):
    """Somebody chose other sections since the page was shown; the sentence says which are in force."""


def choose_sections(
    congress_id: int, chosen: Sequence[str], *, seen: str | None = None, actor: Actor, now: datetime
) -> bool:
    """Whether anything changed of the sections of the minutes: `chosen`, in their order. For the secretariat.

    Every draft takes them at once; minutes that were adopted keep the record that was. `seen`: the sections that the
    page showed (`sections_seen`), held against those in force once nobody else can change them.
    """
    congress = session().get_one(Congress, congress_id, with_for_update={"key_share": True}, populate_existing=True)
    require(secretariat(actor, congress))
    before = MinutesRules.of(congress.minutes_rules)
    if seen is not None and seen != sections_seen(before):
        raise changed_sections(before)
    unknown, twice, missing = faults_of(chosen)
    if unknown or twice or not chosen:
        raise Invalid(_("Ces sections ne sont pas celles d’un procès-verbal. Rechargez la page."))
    if missing:
        name = quotation(section_title(SectionKey(missing[0]), get_translations()))
        raise Invalid(_("Un procès-verbal ne se passe pas de %(name)s.", name=name), missing[0])
    kept = replace(before, sections=() if tuple(chosen) == USUAL else tuple(chosen))
    if kept == before:
        return False
    congress.minutes_rules = kept.unusual
    session().flush()
    told = {"minutes.sections": [" ".join(before.sections), " ".join(kept.sections)]}
    journal.record(congress.stream, "congress_changed", actor=actor.pseudonym, now=now,
                   fields=list(told), rules=told)  # fmt: skip
    return True


def sections_seen(rules: MinutesRules) -> str:
    """What a page keeps of the sections that it showed, in their order."""
    return " ".join(rules.sections)


def changed_sections(in_force: MinutesRules) -> SectionsChanged:
    """The refusal, with what is in force now, in its order: what was keyed instead may still take its place."""
    titles = [section_title(key, get_translations()) for key in in_order(in_force.sections)]
    return SectionsChanged(
        _(
            "Les sections ont changé depuis que vous avez ouvert cette page. Elles sont maintenant, dans l’ordre"
            "\u00a0: %(titles)s. Ce que vous avez choisi est gardé ci-dessous\u00a0: enregistrez-le pour qu’il les "
            "remplace.",
            titles=", ".join(titles),
        )
    )
