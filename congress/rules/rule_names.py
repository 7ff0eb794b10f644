"""The names of the rules that a congress chooses, as it stores them; what they do is computed by `voting.rules`. Pure.

The rules themselves are told in docs/rules.
"""

from enum import StrEnum


class QuorumRule(StrEnum):
    """Which number must reach which part of the serving members."""

    NONE = "none"
    MAJORITY_MEMBERS = "majority_members"
    ON_REQUEST_MAJORITY_MEMBERS = "on_request_majority_members"
    HALF_MEMBERS_CEIL = "half_members_ceil"
    TWO_THIRDS_MEMBERS = "two_thirds_members"
    QUARTER_MEMBERS_WITH_PROXIES = "quarter_members_with_proxies"
    HALF_VOTED_CEIL = "half_voted_ceil"

    @property
    def counts_proxies(self) -> bool:
        """Whether the represented count with the present: only where statutes say so, never under the CGCT."""
        return self is QuorumRule.QUARTER_MEMBERS_WITH_PROXIES

    @property
    def is_required(self) -> bool:
        """Whether some number is asked at all."""
        return self is not QuorumRule.NONE

    @property
    def judged_at_closing(self) -> bool:
        """Whether the rule looks at those who voted, so that it is known only when the poll closes."""
        return self is QuorumRule.HALF_VOTED_CEIL


class TieRule(StrEnum):
    """What happens when as many vote for as against."""

    REJECTED = "rejected"
    CASTING_VOTE = "casting_vote"
    REVOTE_THEN_REJECTED = "revote_then_rejected"
    REVOTE_THEN_CASTING_VOTE = "revote_then_casting_vote"


class BallotKind(StrEnum):
    """Whether each vote is known by name."""

    PUBLIC = "public"
    SECRET = "secret"  # noqa: S105 - a kind of ballot, not a password


class CollegeRule(StrEnum):
    """How colleges make one decision: a majority in each, that of all besides, or weighted shares of each."""

    EACH = "each"
    EACH_AND_MAJORITY = "each_and_majority"
    SHARE = "share"


class Body(StrEnum):
    """What kind of assembly it is: which law stands above its rules (`congress.rules.presets`)."""

    ASSOCIATION = "association"
    COMMUNE = "commune"
    EPCI = "epci"
    PARLIAMENT = "parliament"


class OptionRule(StrEnum):
    """How one option among several is chosen; the last two ask each voter to put them in order."""

    RELATIVE = "relative"
    ABSOLUTE = "absolute"
    INSTANT_RUNOFF = "instant_runoff"
    SCHULZE = "schulze"

    @property
    def is_ranked(self) -> bool:
        """Whether a ballot is an order of the options."""
        return self in (OptionRule.INSTANT_RUNOFF, OptionRule.SCHULZE)


class PresetName(StrEnum):
    """The model from which a congress took its rules; `own`: it wrote them by itself."""

    OWN = "own"
    ASSOCIATION = "association"
    MUNICIPAL_COUNCIL = "municipal_council"
    EPCI = "epci"
    TWO_THIRDS = "two_thirds"
    NATIONAL_ASSEMBLY = "national_assembly"


class ItemNature(StrEnum):
    """What an item decides, where a law treats it apart."""

    ORDINARY = "ordinary"
    ELECTION = "election"  # of the president and the bureau
    BUDGET = "budget"  # the primitive budget
    DELEGATES = "delegates"  # whom the council appoints elsewhere


class DispositifWording(StrEnum):
    """The verbs in which the sentences of an amendment are said: those of a council, or of the Assemblée nationale."""

    REPLACE = "replace"  # « remplacer le mot « dix » par le mot « quinze » »
    SUBSTITUTE = "substitute"  # « substituer au mot « dix » le mot « quinze » »
