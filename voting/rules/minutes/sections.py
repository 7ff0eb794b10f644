"""The sections of the minutes, their order as a house chooses it, the week in which a council publishes them. Pure."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Any, Final

from congress.rules.presets.law import is_council
from congress.rules.rule_names import Body
from voting.rules.translations import N_, Translations


class SectionKey(StrEnum):
    """A section of the minutes, by the name that a congress's folder gives it."""

    OPENING = "opening"
    CONVENING = "convening"
    AGENDA = "agenda"
    PRESENCES = "presences"
    REQUESTS = "requests"
    COURSE = "course"
    DELIBERATIONS = "deliberations"
    NAMED_VOTES = "named_votes"


# Without these, minutes are none: CGCT L2121-15.
REQUIRED: Final = (SectionKey.OPENING, SectionKey.PRESENCES, SectionKey.COURSE, SectionKey.DELIBERATIONS)
USUAL: Final = tuple(SectionKey)
A_WEEK: Final = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class MinutesRules:
    """What a house decides of its minutes; by default, what is usual. The matter is that of the list « ACTES »."""

    sections: tuple[str, ...] = ()
    siret: str = ""  # of the body that decides: files of open data ask for it
    matter_code: str = "9.4"
    matter_name: str = "autres domaines de compétences/vœux et motions"

    @classmethod
    def of(cls, kept: Mapping[str, Any]) -> "MinutesRules":
        """The rules from what a congress keeps of them."""
        return cls(**{**kept, "sections": tuple(kept.get("sections", ()))})

    @property
    def unusual(self) -> dict[str, Any]:
        """What a congress keeps: what is not usual."""
        told = {name: getattr(self, name) for name in ("sections", "siret", "matter_code", "matter_name")}
        return {
            name: list(value) if isinstance(value, tuple) else value
            for name, value in told.items()
            if value != getattr(HOUSE, name)
        }


HOUSE: Final = MinutesRules()
_TITLES: Final[dict[SectionKey, str]] = {
    SectionKey.OPENING: N_("Ouverture"),
    SectionKey.CONVENING: N_("Convocation"),
    SectionKey.AGENDA: N_("Ordre du jour"),
    SectionKey.PRESENCES: N_("Présences"),
    SectionKey.REQUESTS: N_("Demandes de scrutin particulier"),
    SectionKey.COURSE: N_("Déroulement de la séance"),
    SectionKey.DELIBERATIONS: N_("Délibérations"),
    SectionKey.NAMED_VOTES: N_("Votes nominatifs"),
}


def section_title(key: SectionKey, t: Translations) -> str:
    """« Présences »."""
    return t.gettext(_TITLES[key])


def in_order(chosen: Sequence[str]) -> tuple[SectionKey, ...]:
    """The sections in the order chosen; the usual one where nothing is chosen."""
    return tuple(map(SectionKey, chosen)) or USUAL


def faults_of(chosen: Iterable[str]) -> tuple[list[str], list[str], list[str]]:
    """What is wrong with a choice: the names that no section has, those given twice, the required ones left out."""
    found = list(chosen)
    if not found:
        return [], [], []
    unknown = [name for name in found if name not in set(SectionKey)]
    twice = sorted({name for name in found if found.count(name) > 1})
    return unknown, twice, [key.value for key in REQUIRED if key.value not in found]


def published_before(adopted_on: date, body: Body) -> date | None:
    """The last day of the week in which a council publishes its minutes: the one after the sitting that adopted them.

    CGCT L2121-15 and L2121-25, for its deliberations: they bind councils. Whoever else reads its own statutes: None.
    """
    return adopted_on + A_WEEK if is_council(body) else None
