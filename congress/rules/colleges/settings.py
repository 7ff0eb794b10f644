"""What a congress decides of its colleges: how they make one decision, for how much each counts, quorum, proxies.

Pure, told in docs/rules/colleges.md. Only statutes know colleges: what a law says of a council is in
`congress.rules.presets.law`.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from fractions import Fraction
from types import MappingProxyType
from typing import Any, Final

from congress.rules.rule_names import CollegeRule

MOST_COLLEGES = 20
LONGEST_NAME = 80
MOST_DECIMALS = 12
_SHARE: Final = re.compile(r"(?P<number>[0-9]{1,6}(\.[0-9]{1,12})?)(/(?P<under>[0-9]{1,6}))?(?P<percent> ?%)?")


class ShareFlaw(StrEnum):
    """What is wrong with the shares of colleges."""

    MISSING = "missing"
    TOO_MANY = "too_many"
    NO_NAME = "no_name"
    TOO_LONG = "too_long"
    NO_NUMBER = "no_number"
    NOT_ONE = "not_one"  # together they do not make the whole


@dataclass(frozen=True, slots=True)
class CollegeSettings:
    """No rule: members vote as one body. `shares`: by college, exact (« 0.6 »), for the rule `share` alone.

    `quorum_in_each`: the quorum is asked of each college besides. `proxies_within`: a proxy goes to a member of the
    same college; else to any, and the right votes in the college of whoever gave it.
    """

    rule: CollegeRule | None = None
    shares: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    quorum_in_each: bool = False
    proxies_within: bool = False

    @classmethod
    def of(cls, row: Any) -> "CollegeSettings":
        """Those that a congress, or what somebody wants of one, holds."""
        return cls(row.college_rule, dict(row.college_shares), row.quorum_by_college, row.proxies_within_college)

    def as_values(self) -> dict[str, Any]:
        """The same by the columns of a congress; nothing of what no rule reads."""
        counts = self.rule is not None
        return {
            "college_rule": self.rule,
            "college_shares": dict(self.shares) if self.rule is CollegeRule.SHARE else {},
            "quorum_by_college": counts and self.quorum_in_each,
            "proxies_within_college": counts and self.proxies_within,
        }


NO_COLLEGES = CollegeSettings()


def exact_share(written: str) -> Fraction | None:
    """« 0.6 », « 0,6 », « 60 % » or « 2/3 » as a number above zero and at most one; None of anything else."""
    read = _SHARE.fullmatch(written.replace("\u00a0", " ").replace("\u202f", " ").strip().replace(",", "."))
    if read is None or int(read["under"] or 1) == 0:
        return None
    share = Fraction(read["number"]) / int(read["under"] or 1) / (100 if read["percent"] else 1)
    return share if 0 < share <= 1 else None


def exactly(share: Fraction) -> str:
    """The share as it is stored: « 0.6 », or « 2/3 » where decimals never end."""
    places = next((n for n in range(MOST_DECIMALS + 1) if 10**n % share.denominator == 0), None)
    if places is None:
        return f"{share.numerator}/{share.denominator}"
    whole, decimals = divmod(int(share * 10**places), 10**places)
    return f"{whole}.{decimals:0{places}d}" if places else str(whole)


def flaw_of_shares(shares: Mapping[str, str]) -> tuple[ShareFlaw, str] | None:
    """(what is wrong, of which college) of the shares of the rule `share`; None where they make the whole."""
    if not shares:
        return ShareFlaw.MISSING, ""
    if len(shares) > MOST_COLLEGES:
        return ShareFlaw.TOO_MANY, ""
    for name, written in shares.items():
        if not name.strip():
            return ShareFlaw.NO_NAME, ""
        if len(name) > LONGEST_NAME:
            return ShareFlaw.TOO_LONG, name
        if exact_share(written) is None:
            return ShareFlaw.NO_NUMBER, name
    whole = sum((exact_share(written) or Fraction(0) for written in shares.values()), Fraction(0))
    return None if whole == 1 else (ShareFlaw.NOT_ONE, "")
