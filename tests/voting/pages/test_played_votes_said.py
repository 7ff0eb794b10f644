"""Votes played through the services, over weights, proxies, arrivals, ties, chairs, quorums and languages: what result,
hall, home page, sitting and letter print of them is read back against `voting decide`, told what was done alone.
"""

import os
from dataclasses import dataclass
from fractions import Fraction
from itertools import count

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from congress.chamber_models import AgendaItemKind
from congress.models import WEIGHT_SCALE, Language, Member, QuorumMoment
from congress.rules.rule_names import QuorumRule, TieRule
from congress.services.presence_services import arrive, leave
from congress.services.proxy_services import give_proxy
from congress.services.sitting_services import add_item
from core.database import session
from tests.support.assembly import assemble, with_motion
from tests.support.plenary import words
from tests.support.said import DECIDED, FRENCH, numbers, translations
from voting.cases import answer
from voting.models import Poll
from voting.queries.poll_queries import rights_of
from voting.queries.subjects import SubjectKeys
from voting.rules.majority import MajorityRule, tally, tally_weights
from voting.services.ballot_services import cast_ballot
from voting.services.discussion_services import open_sitting_in_number, put_in_discussion
from voting.services.poll_services import announce_poll, close_poll, open_poll, proclaim_poll

pytestmark = pytest.mark.one_database
THOROUGH = os.environ.get("HYPOTHESIS_PROFILE") == "thorough"
AS_CHANCE_HAS_IT = settings(
    max_examples=300 if THOROUGH else 8,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
CHOICES = ("for", "against", "abstain", "not_taking_part", None)
MAY_BREAK = (TieRule.CASTING_VOTE, TieRule.REVOTE_THEN_CASTING_VOTE)
_slugs = count(1)


@dataclass(frozen=True)
class Vote:
    """Electors by position, the first of whom chairs; `proxies`: principal → holder; `later`: who comes or goes since.

    `choices`: by principal, whoever casts them.
    """

    weights: tuple[int, ...]
    present: frozenset[int]
    later: tuple[int, ...]
    proxies: dict[int, int]
    choices: tuple[str | None, ...]
    quorum: QuorumRule
    checked: QuorumMoment
    majority: MajorityRule
    tie_rule: TieRule
    language: str

    @property
    def present_then(self) -> frozenset[int]:
        """Who is there when the poll opens."""
        return self.present ^ frozenset(self.later)

    def represented(self, present: frozenset[int]) -> dict[int, int]:
        """The proxies that count while these are there."""
        return {who: by for who, by in self.proxies.items() if who not in present and by in present}

    def cast(self) -> dict[int, str]:
        """What each right to vote says: of who was there at the opening, and of those whom they represent."""
        own = [who for who in range(len(self.weights)) if who in self.present_then]
        called = [*own, *self.represented(self.present_then)]
        return {who: choice for who in called if (choice := self.choices[who]) is not None}


@st.composite
def votes(draw) -> Vote:
    many = draw(st.integers(1, 5))
    of_one = draw(st.sampled_from([
        st.just(WEIGHT_SCALE), st.sampled_from([WEIGHT_SCALE // 2, WEIGHT_SCALE, 3 * WEIGHT_SCALE // 2]),
        st.sampled_from([1, WEIGHT_SCALE, 10**6 * WEIGHT_SCALE]), st.integers(1, 3 * WEIGHT_SCALE)]))  # fmt: skip
    people = range(many)
    present = draw(st.sets(st.sampled_from(people)))
    holders = {who: draw(st.sampled_from([None, *people])) for who in people}
    even = draw(st.booleans())  # as many for as against, more often than chance has it
    pairs = st.permutations([("for", "against", "abstain", None)[n % 4] for n in people])
    return Vote(
        weights=tuple(draw(of_one) for _ in people),
        present=frozenset(present),
        later=tuple(sorted(draw(st.sets(st.sampled_from(people), max_size=2)))),
        proxies={who: by for who, by in holders.items() if by not in (None, who)},
        choices=tuple(draw(pairs) if even else [draw(st.sampled_from(CHOICES)) for _ in people]),
        quorum=draw(st.sampled_from([QuorumRule.NONE, *QuorumRule])),
        checked=draw(st.sampled_from(QuorumMoment)),
        majority=draw(st.sampled_from([MajorityRule.ABSOLUTE_CAST, *MajorityRule])),
        tie_rule=draw(st.sampled_from(TieRule)),
        language=draw(st.sampled_from(Language)).value,
    )


class Played:
    """A vote on a proposal, then the same on the motion that holds it, in a congress of its own."""

    def __init__(self, app, vote: Vote) -> None:
        self.vote, self.made = vote, assemble(
            app, electors=len(vote.weights), slug=f"joue-{next(_slugs)}", quorum=vote.quorum,
            quorum_checked=vote.checked, majority=[vote.majority], tie_rule=vote.tie_rule, proxies_per_holder=9,
        )  # fmt: skip
        made = self.made
        made.motion, (made.part,) = with_motion(made)
        self.client = app.test_client()
        self.client.set_cookie("langue", vote.language)

        def weigh() -> None:
            for member, weight in zip(made.electors, vote.weights, strict=True):
                session().get_one(Member, member).weight = weight

        made.run(weigh)

    def begin(self) -> bool:
        """Whether the item is in discussion: who is there arrives, proxies are given, the sitting opens in number."""
        vote, made = self.vote, self.made
        made.present(*(made.electors[who] for who in sorted(vote.present)))
        for principal, holder in vote.proxies.items():
            who = made.electors[principal]
            made.do(give_proxy, made.sitting_id, who, made.electors[holder], by=who)
        check = made.do(open_sitting_in_number, made.sitting_id, by=made.chair)
        if check is not None and not check.is_met:
            return False
        self.item = made.do(add_item, made.sitting_id, AgendaItemKind.PROPOSAL, "Point", 1, by=made.secretary)
        check = made.do(put_in_discussion, self.item, by=made.chair)
        return check is None or check.is_met

    def move(self) -> None:
        for who in self.vote.later:
            member = self.made.electors[who]
            self.made.do(leave if who in self.vote.present else arrive, self.made.sitting_id, member, by=member)

    def hold(self, item: int, **subject: int) -> bool:
        """Whether the poll opened; then it is voted and proclaimed."""
        made, vote = self.made, self.vote
        poll = made.do(announce_poll, item, SubjectKeys(**subject), by=made.chair)
        check = made.do(open_poll, poll, by=made.chair)
        if check is not None and not check.is_met:
            return False
        seen = made.read(lambda: session().get_one(Poll, poll).text_sha256)
        carried = vote.represented(vote.present_then)
        for who, choice in vote.cast().items():
            holder = made.electors[carried.get(who, who)]
            (right,) = [
                right.id
                for right in made.read(lambda holder=holder: rights_of(poll, holder))
                if right.principal_id == made.electors[who]
            ]
            made.do(cast_ballot, poll, right, choice, seen_sha256=seen, by=holder)
        made.do(close_poll, poll, by=made.chair)
        made.do(proclaim_poll, poll, by=made.chair)
        return True

    def page(self, rest: str) -> str:
        """What is read there, numbers not held to what they count."""
        return words(self.client.get(f"/{self.made.slug}/{rest}")).replace(":\u00a0", ": ")


def in_number(vote: Vote, present: frozenset[int], voted: int | None = None) -> bool:
    """What `voting decide` says of the quorum of these; where it is checked on request, nobody asks."""
    if vote.checked is QuorumMoment.ON_REQUEST and vote.quorum is not QuorumRule.HALF_VOTED_CEIL:
        return True
    return answer({"kind": "vote", "inputs": {
        "members": len(vote.weights), "present": len(present), "proxies": len(vote.represented(present)),
        "quorum": vote.quorum.value, "majority": "absolute_cast", "votes": tally(["for"] * (voted or 0)).as_dict(),
    }})["quorum_met"]  # fmt: skip


def decided(vote: Vote) -> dict:
    """What `voting decide` says of the ballots, in millionths."""
    counts = tally_weights((choice, vote.weights[who]) for who, choice in vote.cast().items()).as_dict()
    there, carried = vote.present_then, vote.represented(vote.present_then)
    own = vote.choices[0] if 0 in there else None  # a proxy of the chair's is nobody's casting vote
    inputs = {
        "members": sum(vote.weights), "present": sum(vote.weights[who] for who in there),
        "proxies": sum(vote.weights[who] for who in carried), "quorum": "none", "majority": vote.majority.value,
        "tie_rule": vote.tie_rule.value, "chair_vote": own, "votes": {name: int(n) for name, n in counts.items()},
    }  # fmt: skip
    return answer({"kind": "vote", "inputs": {name: value for name, value in inputs.items() if value is not None}})


def expected(vote: Vote, *choices: str, heads_first: bool = False) -> list[Fraction]:
    """The numbers that are told of these choices: what they weigh and how many, or how many alone."""
    weights = [vote.weights[who] for who, choice in vote.cast().items() if choice in choices]
    if not weighs(vote) or not weights:
        return [Fraction(len(weights))]
    told = [Fraction(sum(weights), WEIGHT_SCALE), Fraction(len(weights))]
    return told[::-1] if heads_first else told


def weighs(vote: Vote) -> bool:
    called = [*vote.present_then, *vote.represented(vote.present_then)]
    everybody = range(len(vote.weights)) if vote.majority.counts_members else called
    return any(vote.weights[who] != WEIGHT_SCALE for who in everybody)


TOOK_PART = ("for", "against", "abstain")
LABELS = {
    "Votants\u00a0: %(number)s.": TOOK_PART,
    "Abstentions\u00a0: %(number)s.": ("abstain",),
    "Suffrages exprimés\u00a0: %(number)s.": ("for", "against"),
    "Pour\u00a0: %(number)s.": ("for",),
    "Contre\u00a0: %(number)s.": ("against",),
}


def after(page: str, message: str, language: str) -> str:
    """What a page says in place of the number of this message, the first time."""
    before, end = translations(language).gettext(message).split("%(number)s")
    assert before in page, (before, page)
    rest = page.partition(before)[2]
    return rest.split(f"{end} ")[0].removesuffix(end)


def read_back(played: Played, verdict: dict, poll: int, subject: str) -> None:
    """A proclaimed poll on its result and on the screen of the hall."""
    vote, language = played.vote, played.vote.language
    result, hall = played.page(f"scrutins/{poll}"), played.page("seances/1/ecran")
    chair = "Mme\u00a0Chloé Arnaud"
    for page in (result, hall):
        assert subject + DECIDED[language][verdict["adopted"]][:-1] in page, page
        assert "%(" not in page
    if verdict["reason"] == "no_quorum":
        assert translations(language).gettext("Le vote est sans effet.") in result
        return
    for message, choices in LABELS.items():
        told = numbers(after(result, message, language), language)
        assert told == expected(vote, *choices, heads_first=choices is TOOK_PART), (message, result)
    told = numbers(after(hall, "Votants\u00a0: %(number)s.", language), language)
    assert told == expected(vote, *TOOK_PART, heads_first=True), hall
    first = translations(language).gettext("Votants\u00a0: %(number)s.").partition("%")[0]
    arithmetic = result.partition(first)[2].partition(subject)[0]
    tied = verdict["reason"] == "casting_vote" or (verdict["reason"] == "tie" and vote.tie_rule in MAY_BREAK)
    assert (chair in arithmetic) == tied, arithmetic
    if language == "en":
        assert not FRENCH.search(arithmetic.replace(chair, "")), arithmetic


def letter_read_back(played: Played, verdict: dict) -> None:
    """The adoption line of the letter, in French whoever reads it; who signs for the congress."""
    vote, letter = played.vote, played.client.get(f"/{played.made.slug}/lettre.txt").text
    (line,) = [line for line in letter.splitlines() if "Motion adoptée" in line]
    counts = line.partition("Motion adoptée par ")[2]
    spoken = [number for choice in TOOK_PART for number in expected(vote, choice)] + expected(vote, *TOOK_PART)
    assert [number for number in numbers(counts, "fr") if number] == [number for number in spoken if number], line
    assert ("prépondérante" in line) == (verdict["reason"] == "casting_vote"), line
    assert "Pour le congrès, la présidente de séance\nChloé ARNAUD" in letter


@AS_CHANCE_HAS_IT
@given(vote=votes())
def test_what_is_printed_of_a_vote_is_what_voting_decide_says_of_it(app, vote):
    played = Played(app, vote)
    made = played.made
    is_checked_before = vote.quorum not in (QuorumRule.NONE, QuorumRule.HALF_VOTED_CEIL)
    early = is_checked_before and vote.checked in (QuorumMoment.ITEM, QuorumMoment.SITTING)
    assert played.begin() == (in_number(vote, vote.present) if early else True)
    if not hasattr(played, "item") or (early and not in_number(vote, vote.present)):
        return
    played.move()
    if not vote.present_then and not vote.represented(vote.present_then):
        return
    opened = played.hold(played.item, part_id=made.part)
    if is_checked_before and vote.checked is QuorumMoment.VOTE:
        assert opened == in_number(vote, vote.present_then)
    if not opened:
        return
    verdict = decided(vote)
    voted = sum(choice in TOOK_PART for choice in vote.cast().values())
    if vote.quorum is QuorumRule.HALF_VOTED_CEIL and not in_number(vote, vote.present_then, voted):
        verdict = {"adopted": None, "reason": "no_quorum"}
    subject = {"fr": "La proposition n°\u00a01 ", "en": "Proposal No.\u00a01 "}[vote.language]
    read_back(played, verdict, 1, subject)
    home = played.page("")
    if verdict["adopted"] is not None:
        line = home.partition("Version")[2]
        told = [number for choice in TOOK_PART for number in expected(vote, choice) if number]
        assert [number for number in numbers(line, vote.language)[1:] if number][: len(told)] == told, line
    if verdict["adopted"]:
        motion = made.do(add_item, made.sitting_id, AgendaItemKind.MOTION, "Motion", None, by=made.secretary)
        check = made.do(put_in_discussion, motion, by=made.chair)
        if (check is None or check.is_met) and played.hold(motion, motion_id=made.motion):
            letter_read_back(played, verdict)
