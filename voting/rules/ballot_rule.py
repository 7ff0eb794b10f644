"""Whether a ballot is taken as it was sent: the one decision of the path that thousands take in the same minute. Pure.

It says yes or « otherwise », never why: what is not plainly taken goes to the ordinary services, which word each
refusal (`congress.access`, `voting.services.ballot_services`). A test runs both over every state and has them agree.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from voting.rules.methods.method import METHODS, MethodName

OPEN, ACCREDITED = "open", "accredited"  # by their names in the tables of polls and of members
COUNTED = frozenset({"closed", "proclaimed"})


class BallotVerdict(StrEnum):
    """What becomes of a ballot."""

    TAKEN = "taken"
    SAME = "same"  # it says already what was sent again
    OTHERWISE = "otherwise"  # the ordinary services say what


@dataclass(frozen=True, slots=True)
class BallotSent:
    """What was sent: which right says what, on the text that was read, and from which browser."""

    slug: str
    number: int
    right_id: int
    choice: str
    seen: str
    device: str  # fingerprint of the token that the browser holds
    chosen: int | None  # the member as whom it acts, where several share an address
    by_demonstration: bool  # it was let in by the door of the demonstration, which proves no address
    is_hurried: bool  # it voted with this very right a moment ago: another choice waits
    at: datetime  # by the machine's clock


@dataclass(frozen=True, slots=True)
class BallotFacts:
    """What the tables say of it, in one reading."""

    is_demonstration: bool
    clock_offset: int  # seconds added to the machine's clock
    state: str
    method: str
    choices: str  # what it offers, by their names
    text_sha256: str | None
    device_account: int
    revoked_at: datetime | None
    expires_at: datetime
    holder_id: int
    holder_account: int | None
    accreditation: str
    sharing: int  # admitted members of the congress who have the device's address
    ballot_choice: str | None
    ballot_spoken: bool
    presence_id: int | None  # of the holder, at the sitting of the poll
    arrived_at: datetime | None
    last_act_at: datetime | None


def judge(asked: BallotSent, facts: BallotFacts) -> BallotVerdict:
    """What becomes of a ballot, in a poll of its congress that has the right it names."""
    if not _is_by_holder(asked, facts):
        return BallotVerdict.OTHERWISE
    if facts.state in COUNTED and facts.ballot_choice == asked.choice:
        return BallotVerdict.SAME  # sent again by a browser to which the answer was lost
    if not _is_offered(asked, facts):
        return BallotVerdict.OTHERWISE
    if facts.ballot_choice == asked.choice and not facts.ballot_spoken:
        return BallotVerdict.SAME
    is_changed_too_soon = asked.is_hurried and facts.ballot_choice not in {None, asked.choice}
    if is_changed_too_soon or facts.presence_id is None:
        return BallotVerdict.OTHERWISE
    return BallotVerdict.TAKEN


def instant_of(asked: BallotSent, facts: BallotFacts) -> datetime:
    """When it is cast by the clock of the congress: never before what its holder did from there."""
    now = asked.at + timedelta(seconds=facts.clock_offset)
    return max(now, facts.last_act_at or facts.arrived_at or now)


def _is_by_holder(asked: BallotSent, facts: BallotFacts) -> bool:
    """Whether the browser is signed in as the member who holds the right, admitted to the congress."""
    is_signed_in = facts.revoked_at is None and facts.expires_at > asked.at
    is_let_in = facts.is_demonstration or not asked.by_demonstration
    is_chosen = facts.sharing == 1 or asked.chosen == facts.holder_id
    is_theirs = facts.holder_account == facts.device_account and facts.accreditation == ACCREDITED
    return is_signed_in and is_let_in and is_chosen and is_theirs


def _is_offered(asked: BallotSent, facts: BallotFacts) -> bool:
    """Whether the poll takes it: open, by device, this choice, on the text that was read."""
    is_taking = facts.state == OPEN and METHODS[MethodName(facts.method)].is_by_device
    return is_taking and asked.choice in facts.choices.split(" ") and asked.seen == facts.text_sha256
