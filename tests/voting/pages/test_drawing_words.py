"""What is said of the drawing of a result is what it draws: each number, for chambers of any kind."""

import re
from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from congress.rules.rule_names import QuorumRule
from voting.pages.poll_result import Result
from voting.rules.counted_poll import CountedPoll, Subject, SubjectKind, WeightedCount
from voting.rules.majority import Counts, MajorityRule
from voting.rules.outcome import Rules, decide_vote
from voting.rules.quorum import Chamber

SIGNS = {"for": "pour", "abstain": "abstention", "against": "contre", "not_taking_part": "pren(?:d|nent) pas part"}
DOTS = ("absents? non représentés?", "retirés?", "blancs? ou nuls?", "qui n’a rien exprimé|qui n’ont rien exprimé")
NUMBERS = st.tuples(*[st.integers(0, 40)] * 6)


def result(votes, *, silent, barred, absent, is_weighted):
    """A result of so many for, against, abstentions, blank, null, not taking part; the rest said nothing."""
    heads, entitled = Counts(*votes), sum(votes) + silent
    chamber = Chamber(entitled + barred + absent, entitled + barred, barred=barred)
    rules = Rules(QuorumRule.NONE, (MajorityRule.ABSOLUTE_CAST,))
    weighted = WeightedCount(Counts(*(3 * number for number in votes)), chamber) if is_weighted else None
    verdict = decide_vote(rules, chamber, heads)
    return Result(
        CountedPoll(verdict, rules, chamber, heads, Subject(SubjectKind.MOTION), weighted), entitled, "", "", []
    )


def told(words, sign):
    """The number that stands before a sign's name; nothing said is none."""
    found = re.search(rf"(\d+) (?:ne )?(?:{sign})", words)
    return int(found[1]) if found else 0


@given(NUMBERS, st.integers(0, 40), st.integers(0, 5), st.integers(0, 40), st.booleans())
def test_the_text_alternative_says_each_sign_drawn(votes, silent, barred, absent, is_weighted):
    shown = result(votes, silent=silent, barred=barred, absent=absent, is_weighted=is_weighted)
    drawn, label = Counter(seat.kind for seat in shown.seats), shown.drawing_label

    assert {kind: told(label, words) for kind, words in SIGNS.items()} == {kind: drawn[kind] for kind in SIGNS}
    assert [told(label, words) for words in DOTS] == [absent, barred, votes[3] + votes[4], silent]
    assert [told(shown.caption, words) for words in DOTS] == [absent, barred, votes[3] + votes[4], silent]
    assert drawn["absent"] == absent + barred + votes[3] + votes[4] + silent
    assert f"en exercice : {shown.chamber.members}" in shown.caption.replace("\u00a0", " ")
    assert sum(drawn.values()) == shown.chamber.members


def test_thousands_stand_apart(french_site):
    with french_site.test_request_context():
        caption = result((1, 0, 0, 0, 0, 0), silent=7_999, barred=0, absent=2_000, is_weighted=False).caption
    for said in (
        "Un signe par membre en exercice\u00a0: 10\u202f000.",
        "2\u202f000\u00a0absents",
        "7\u202f999 qui n’ont rien",
    ):
        assert said in caption
