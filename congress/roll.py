"""The roll as values: what is known of a member, what makes two rows the same person, how a cell names one.

A member's key is the roll's `ref` column, else the address with the name: two members may share an address, and one
may have none.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from congress.models import (
    WEIGHT_SCALE,
    Accreditation,
    Category,
    Function,
    PresenceInRoom,
    QuorumMoment,
    RoomKind,
    ViewpointNames,
)
from congress.rules.rule_names import (
    BallotKind,
    Body,
    CollegeRule,
    DispositifWording,
    OptionRule,
    PresetName,
    QuorumRule,
    TieRule,
)
from congress.rules.visibility import Visibility
from core.digest import sha256_text
from core.enums import Language
from core.text.composing import composed

LONGEST_KEY = 390


@dataclass(frozen=True, slots=True)
class CongressFields:
    """What the organiser decides of a congress; instants are aware, UTC; rules by the names of docs/rules."""

    slug: str
    title: str
    organiser: str
    demonstration: bool
    timezone: str
    place: str
    starts: date
    ends: date
    locale: Language
    quorum: QuorumRule
    quorum_checked: QuorumMoment
    majority: tuple[str, ...]
    tie_rule: TieRule
    ballot: BallotKind
    proxies_per_holder: int
    minimum_signatories: int
    line_length: int
    dispositif_wording: DispositifWording
    keeps_positions: bool
    viewpoint_names: ViewpointNames
    presence_opens_before: int
    presence_in_room: PresenceInRoom
    viewpoints_visible: Visibility
    amendments_visible: Visibility
    results_visible: Visibility
    named_votes_visible: Visibility
    sittings_visible: Visibility
    viewpoints_open: datetime
    viewpoints_close: datetime
    amendments_open: datetime
    amendments_close: datetime
    signatures_open: datetime
    signatures_close: datetime
    one_change: bool = False
    late_amendments: bool = False
    minutes_rules: Mapping[str, Any] = field(default_factory=dict)
    preset: PresetName = PresetName.OWN
    body: Body = Body.ASSOCIATION
    remote_presence: bool = True
    substitutes: bool = False
    convening_days: int = 0
    public_request: int = 4
    secret_request: int = 3
    prevailing_request: BallotKind = BallotKind.SECRET
    option_rule: OptionRule = OptionRule.RELATIVE
    college_rule: CollegeRule | None = None
    college_shares: Mapping[str, str] = field(default_factory=dict)
    quorum_by_college: bool = False
    proxies_within_college: bool = False


@dataclass(frozen=True, slots=True)
class MemberFields:
    """What the roll says of a person, apart from whom an aide helps. `weight` in whole millionths."""

    category: Category
    given_name: str
    family_name: str
    honorific: str = ""
    function: Function = Function.NONE
    accreditation: Accreditation = Accreditation.ACCREDITED
    email: str | None = None
    office: str = ""
    commune: str = ""
    insee: str = ""
    departement: str = ""
    body: str = ""
    college: str = ""
    weight: int = WEIGHT_SCALE
    votes: bool = False
    given_ref: str = ""

    @property
    def full_name(self) -> str:
        """« Karine Prigent »."""
        return f"{self.given_name} {self.family_name}".strip()

    @property
    def key(self) -> str:
        """What makes two rows of a roll the same person."""
        return f"ref {self.given_ref}" if self.given_ref else self.name_key

    @property
    def name_key(self) -> str:
        """The key of a person without `ref`: address and name, without regard to capitals."""
        key = _sought(f"{self.email or ''} {self.given_name} {self.family_name}")
        return f"name {key}" if len(key) <= LONGEST_KEY else f"name {sha256_text(key)}"


@dataclass(frozen=True, slots=True)
class RoomFields:
    """Where things are held."""

    name: str
    kind: RoomKind
    url: str = ""
    phone: str = ""
    capacity: int | None = None


def scaled_weight(weight: Decimal) -> int:
    """A weight in whole millionths; `ValueError` when it has more than six decimals."""
    scaled = weight * WEIGHT_SCALE
    if scaled != int(scaled):
        raise ValueError("more than six decimals")
    return int(scaled)


def written_weight(weight: int) -> str:
    """A weight as one writes it: « 1 », « 1.5 »."""
    return f"{Decimal(weight) / WEIGHT_SCALE:f}"


_CALLS = ("ref", "address", "both", "name")  # the ways to name a person, the surest first
_HONORIFIC = re.compile(r"(?:m|mr|mme|mlle|monsieur|madame|mademoiselle)\b\.? ?(?=\S)")  # before a name, as `_sought`


@dataclass(frozen=True, slots=True)
class Person:
    """A member as another row may name one: by `ref`, by address, by name, or by « Name <address> »."""

    id: int
    fields: MemberFields


class People:
    """The members of a congress, found by what a cell says of them: « M. Yann LE GOFF », « LE GOFF Yann » too."""

    def __init__(self, people: Iterable[Person]) -> None:
        self._by_name: dict[str, list[Person]] = {}
        for person in people:
            for name in _calls(person.fields):
                self._by_name.setdefault(name, []).append(person)

    def named(self, said: str) -> list[Person]:
        """Those whom the cell may mean, the surest way first: one is wanted."""
        sought = _sought(said)
        bare = _HONORIFIC.sub("", sought)
        for kind, words in (*((kind, sought) for kind in _CALLS), ("name", bare), ("turned", bare)):
            found = self._by_name.get(f"{kind} {words}")
            if found:
                return found
        return []

    def call(self, person: Person) -> str:
        """The shortest way to name a person that names nobody else."""
        known = person.fields
        both = f"{known.full_name} <{known.email or ''}>"
        for said in (known.given_ref, known.email or "", known.full_name if not known.email else both):
            if said and self.named(said) == [person]:
                return said
        return both


def _calls(known: MemberFields) -> list[str]:
    both = f"{known.full_name} <{known.email or ''}>"
    turned = f"{known.family_name} {known.given_name}".strip()
    calls = [f"both {_sought(both)}", f"name {_sought(known.full_name)}", f"turned {_sought(turned)}"]
    if known.email:
        calls.append(f"address {_sought(known.email)}")
    if known.given_ref:
        calls.append(f"ref {_sought(known.given_ref)}")
    return calls


def _sought(text: str) -> str:
    return " ".join(composed(text).casefold().split())
