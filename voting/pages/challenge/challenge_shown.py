"""The check of the quorum that goes on, and the ballots asked for, as pages say them."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from flask_babel import gettext as _
from flask_babel import ngettext

from congress.access import current_actor, current_congress
from congress.actors import Actor
from congress.chamber_models import AgendaItem, QuorumCheck, Sitting, SittingState
from congress.clock import now_in
from congress.models import Member
from congress.moments import hour_in_words
from congress.queries import chamber_queries
from congress.queries.homonyms import told_name
from congress.rules.rule_names import BallotKind
from core.text.reader import enumeration
from voting.challenge_models import ChallengeState, QuorumChallenge
from voting.queries.challenge.asked_ballots import AskedBallots, anything_asked, requests_on
from voting.queries.challenge.challenges import answer_of, confirmed_count, pending_challenge
from voting.queries.dividing.asked_divisions import division_requests_on, refusal_to_ask
from voting.rules.modes import Mode


@dataclass(frozen=True, slots=True)
class ChallengeShown:
    """A check of the quorum that waits for its end, for one reader."""

    challenge: QuorumChallenge
    title: str  # « Vérification du quorum demandée par M. Émile Roux »
    seconds: int  # left to confirm
    confirmed: int
    own: str = ""  # « Votre présence est confirmée, 14 h 32 min 07 s. »
    may_confirm: bool = False

    @property
    def is_open(self) -> bool:
        """Whether members confirm."""
        return self.challenge.state is ChallengeState.OPEN


def challenge_shown(sitting: Sitting, actor: Actor, now: datetime) -> ChallengeShown | None:
    """The check that waits for its end in a sitting, as a reader sees it; None where none does."""
    challenge = pending_challenge(sitting.id)
    if challenge is None:
        return None
    left = int((challenge.closes_at - now).total_seconds()) if challenge.closes_at else 0
    answer = answer_of(challenge.id, actor.member_id) if actor.member_id else None
    is_there = bool(actor.member_id and chamber_queries.presence_of(sitting.id, actor.member_id))
    is_open = challenge.state is ChallengeState.OPEN
    own = ""
    if answer is not None:
        hour = hour_in_words(sitting.congress, answer.confirmed_at, seconds=True)
        own = _("Votre présence est confirmée, %(hour)s.", hour=hour)
    return ChallengeShown(
        challenge, title_of(challenge), max(left, 0), confirmed_count(challenge.id) if is_open else 0, own,
        may_confirm=is_open and is_there and answer is None and left >= 0,
    )  # fmt: skip


def title_of(challenge: QuorumChallenge) -> str:
    """« Vérification du quorum demandée par M. Émile Roux »."""
    if challenge.asked_by is None:
        return _("Vérification du quorum")
    return _("Vérification du quorum demandée par %(name)s", name=told_name(challenge.asked_by))


def counts_read_out(challenge: QuorumChallenge) -> tuple[str, ...]:
    """What is read out once the counts are frozen, one sentence a line."""
    phone, desk, present = challenge.by_phone or 0, challenge.by_desk or 0, challenge.present or 0
    said = [
        title_of(challenge) + ".",
        ngettext("%(num)s membre est inscrit présent.", "%(num)s membres sont inscrits présents.", present),
        ngettext("%(num)s a confirmé sur son appareil.", "%(num)s ont confirmé sur leur appareil.", phone),
    ]
    if desk:
        said.append(ngettext("%(num)s a été vu au bureau.", "%(num)s ont été vus au bureau.", desk))
    if challenge.hands is not None:
        said.append(ngettext("%(num)s main est comptée.", "%(num)s mains sont comptées.", challenge.hands))
    silent = max(present - phone - desk, 0)
    if silent:
        said.append(
            ngettext(
                "%(num)s n’a rien dit\u00a0: son silence ne le rend pas absent.",
                "%(num)s n’ont rien dit\u00a0: leur silence ne les rend pas absents.",
                silent,
            )
        )
    return tuple(map(str, said))


@dataclass(frozen=True, slots=True)
class RequestsShown:
    """The ballots asked for on an item: what is asked and by whom, what it takes, what is obtained."""

    lines: tuple[str, ...]
    obtained: str


def requests_shown(asked: AskedBallots | None) -> RequestsShown | None:
    """The requests of an item in sentences; None where nobody asks."""
    if asked is None:
        return None
    lines = []
    for members, needed, words in (
        (asked.public, asked.public_needed, _("Scrutin public demandé par %(names)s\u00a0: %(asks)s")),
        (asked.secret, asked.secret_needed, _("Scrutin secret demandé par %(names)s\u00a0: %(asks)s")),
    ):
        if members:
            lines.append(words % {"names": _names(members), "asks": _of(len(members), asked.present, needed)})
    obtained = {
        Mode.SECRET: _("Le scrutin secret est obtenu\u00a0: le prochain vote se tient sur papier."),
        Mode.PUBLIC_NAMED: _("Le scrutin public est obtenu\u00a0: le prochain vote ne se tient pas à main levée."),
    }.get(asked.mode, "")
    return RequestsShown(tuple(lines), obtained)


def _of(asks: int, present: int, needed: int) -> str:
    there = ngettext("%(num)s présent", "%(num)s présents", present)
    return ngettext(
        "%(num)s demande pour %(present)s, il en faut %(needed)s.",
        "%(num)s demandes pour %(present)s, il en faut %(needed)s.",
        asks, present=there, needed=needed,
    )  # fmt: skip


def dividers_shown(members: tuple[Member, ...]) -> str:
    """« Vote par division demandé par Mme Ada Martin et M. Béla Roux. »; nothing where nobody asks."""
    return str(_("Vote par division demandé par %(names)s.", names=_names(members))) if members else ""


def _names(members: tuple[Member, ...]) -> str:
    return enumeration(told_name(member) for member in members)


@dataclass(frozen=True, slots=True)
class OwnRequests:
    """What a member there may ask for on the item in discussion, and asks for already."""

    item: AgendaItem
    asked: frozenset[BallotKind]
    public: bool
    secret: bool
    division: bool = False  # what is discussed may be voted by division
    asks_division: bool = False


def own_requests(sitting: Sitting, item: AgendaItem | None, actor: Actor, *, is_asked: bool) -> OwnRequests | None:
    """For a member there while an item is in discussion, not while a poll is announced; None before and after.

    `is_asked`: whether anybody asks for anything on the item.
    """
    if item is None or sitting.state is not SittingState.OPEN or actor.member_id is None:
        return None
    congress = sitting.congress
    divides = item.proposal_number is not None and not refusal_to_ask(item)
    if not (congress.public_request or congress.secret_request or divides):
        return None
    found = requests_on(item) if is_asked else []
    asked = frozenset(row.ballot for row in found if row.member_id == actor.member_id)
    dividing = divides and is_asked and any(row.member_id == actor.member_id for row in division_requests_on(item))
    return OwnRequests(
        item, asked, bool(congress.public_request), bool(congress.secret_request), divides, asks_division=dividing
    )


def after_unmet(check: QuorumCheck | None) -> bool:
    """Whether the last check found no quorum: what the chair may then do is proposed."""
    return check is not None and not check.is_met


def _pending(sitting: Sitting) -> QuorumChallenge | None:
    return pending_challenge(sitting.id)


def _mine(
    sitting: Sitting, item: AgendaItem | None, is_there: object
) -> tuple[ChallengeShown | None, OwnRequests | None]:
    """The check that goes on, else what the reader may ask for on the item in discussion."""
    actor = current_actor()
    is_asked, is_challenged = anything_asked(sitting.id, item.id if item is not None else None)
    if is_challenged:
        return challenge_shown(sitting, actor, now_in(current_congress())), None
    return None, own_requests(sitting, item, actor, is_asked=is_asked) if is_there else None


FILTERS: Mapping[str, Callable[..., Any]] = {
    "counts_read_out": counts_read_out, "requests_shown": requests_shown, "challenge_title": title_of,
    "dividers_shown": dividers_shown, "challenge_pending": _pending, "challenge_mine": _mine,
}  # fmt: skip
