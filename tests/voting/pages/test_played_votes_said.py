"""Votes played through the services, over weights, proxies, arrivals, ties, chairs, quorums and languages: what result,
hall, home page, sitting and letter print of them is read back against `voting decide`, told what was done alone.
"""

import os
from fractions import Fraction

import pytest
from hypothesis import HealthCheck, given, settings

from congress.chamber_models import AgendaItemKind
from congress.models import WEIGHT_SCALE, QuorumMoment
from congress.rules.rule_names import QuorumRule, TieRule
from congress.services.sitting_services import add_item
from tests.support.played_votes import Played, Vote, votes
from tests.support.said import DECIDED, FRENCH, numbers, translations
from voting.cases import answer
from voting.rules.majority import tally, tally_weights
from voting.services.discussion_services import put_in_discussion

pytestmark = pytest.mark.one_database
THOROUGH = os.environ.get("HYPOTHESIS_PROFILE") == "thorough"
AS_CHANCE_HAS_IT = settings(
    max_examples=300 if THOROUGH else 6,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
ON_REQUEST = QuorumRule.ON_REQUEST_MAJORITY_MEMBERS
MAY_BREAK = (TieRule.CASTING_VOTE, TieRule.REVOTE_THEN_CASTING_VOTE)


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


def least(vote: Vote) -> int:
    """The least number that `voting decide` takes for the quorum of this rule."""
    many = len(vote.weights)
    asked = {"members": many, "proxies": 0, "quorum": vote.quorum.value, "quorum_requested": True,
             "majority": "absolute_cast"}  # fmt: skip
    return next(
        n
        for n in range(many + 1)
        if answer({"kind": "vote", "inputs": {**asked, "present": n, "votes": tally(["for"] * n).as_dict()}})[
            "quorum_met"
        ]
    )


def quorum_read_back(played: Played, met: bool, here: int) -> None:
    """The quorum under which a poll stands, as the result and the hall state it."""
    vote, t = played.vote, translations(played.vote.language)
    state = t.gettext("Quorum atteint" if met else "Quorum non atteint")
    told = [Fraction(n) for n in ([here] if here else [])]
    for address, others in (("scrutins/1", [len(vote.weights)]), ("seances/1/ecran", [])):
        page = played.page(address)
        sentence = page.partition(state)[2].split(". ")[0]
        expected_numbers = [*told, *others, least(vote)]
        assert numbers(sentence, vote.language)[-len(expected_numbers) :] == expected_numbers, page


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
    if is_checked_before and vote.checked is not QuorumMoment.ON_REQUEST and vote.quorum is not ON_REQUEST:
        there = vote.present_then if vote.checked is QuorumMoment.VOTE else vote.present
        by_proxy = len(vote.represented(there)) if vote.quorum.counts_proxies else 0
        quorum_read_back(played, met=True, here=len(there) + by_proxy)
    elif vote.quorum is QuorumRule.HALF_VOTED_CEIL:
        quorum_read_back(played, met=verdict["reason"] != "no_quorum", here=voted)
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
