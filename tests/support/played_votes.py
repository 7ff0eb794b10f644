"""Votes as chance has them, over weights, proxies, arrivals, ties, chairs, quorums and languages; played by services."""

from dataclasses import dataclass
from itertools import count

from flask import Flask
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
from voting.models import Poll
from voting.queries.poll_queries import rights_of
from voting.queries.subjects import SubjectKeys
from voting.rules.majority import MajorityRule
from voting.services.ballot_services import cast_ballot
from voting.services.discussion_services import open_sitting_in_number, put_in_discussion
from voting.services.poll_services import announce_poll, close_poll, open_poll, proclaim_poll

CHOICES = ("for", "against", "abstain", "not_taking_part", None)
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

    def __init__(self, app: Flask, vote: Vote) -> None:
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
