"""Votes that weigh, without colleges: opened, voted, counted, printed, recounted, in files, to the last millionth."""

import json
from fractions import Fraction

import pytest

from congress.models import WEIGHT_SCALE, Member
from congress.services.proxy_services import give_proxy
from core.database import session
from core.errors import RuleBroken
from tests.support.plenary import CONSOLE, Plenary, words
from voting.models import Outcome, Poll
from voting.queries.subjects import SubjectKeys
from voting.rules.methods.method import SHOW_OF_HANDS
from voting.services import tallying
from voting.services.ballot_services import cast_ballot
from voting.services.poll_services import announce_poll, cancel_poll, open_poll

pytestmark = pytest.mark.one_database


def said(answer) -> str:
    return words(answer).replace("\u00a0", " ").replace("\u202f", " ")


@pytest.fixture
def weighing(cast) -> Plenary:
    """Ada has two votes and a half, Béla half a one, Hana, whose proxy he carries, three."""
    plenary = Plenary.of(cast)

    def weigh() -> None:
        for name, millionths in {"ada": 2_500_000, "bela": 500_000, "hana": 3 * WEIGHT_SCALE}.items():
            session().get_one(Member, cast.ids[name]).weight = millionths

    cast.run(weigh)
    plenary.open("ada", "bela", "dora", "emile", "chloe", "fatou")
    plenary.do(give_proxy, plenary.sitting_id, cast.ids["hana"], cast.ids["bela"], by="hana")
    plenary.discuss()
    return plenary


def test_votes_that_weigh_decide_and_are_told_with_their_voters(weighing):
    assert "Il faudra 5,5 voix pour si 10 s’expriment." in said(weighing.get("chloe", CONSOLE))
    poll_id = weighing.poll()
    voting = said(weighing.get("bela", "scrutins/1"))
    assert "Ce vote pèse 0,5 voix." in voting and "Ce vote pèse 3 voix." in voting
    weighing.vote(poll_id, "for", "ada", "dora", "fatou")
    weighing.vote(poll_id, "against", "emile")
    weighing.vote(poll_id, "abstain", "bela")
    own, carried = weighing.rights(poll_id, "bela")
    assert own != carried
    weighing.do(cast_ballot, poll_id, carried, "against", seen_sha256=weighing.seen(poll_id), by="bela")
    weighing.proclaim(poll_id)
    sentence = (
        "Votants : 6, qui portent 9 voix. Abstentions : 0,5 voix (1 votant). Suffrages exprimés : 8,5 voix (5 votants). "
        "Majorité absolue : plus de la moitié, soit plus de 4,25 voix. Pour : 4,5 voix (3 votants). "
        "Contre : 4 voix (2 votants). La proposition n° 1 est adoptée."
    )
    assert sentence in said(weighing.get("ada", "scrutins/1"))
    assert sentence in said(weighing.get("sven", "seances/2/proces-verbal"))

    def again():
        poll = session().get_one(Poll, poll_id)
        counted = tallying.count(poll)
        verdict = tallying.decide(poll, counted)
        return counted.tally.as_json(), verdict.adopted, tallying.whole(verdict.needed)

    locked = weighing.cast.read(lambda: session().get_one(Outcome, poll_id))
    assert weighing.cast.read(again) == (locked.received, locked.is_adopted, locked.needed)
    assert "Mme\u00a0Ada Martin;Le Havre;Pour;;2.5;non" in weighing.get("ada", "scrutins/1.csv").text
    counts = json.loads(weighing.get("ada", "scrutins/1.popolo.json").text)["counts"]
    assert {"option": "yes", "value": 3, "weight": "4.5"} in counts
    votes = json.loads(weighing.get("ada", "scrutins/1.popolo.json").text)["votes"]
    assert {vote["voter"]["name"]: vote["weight"] for vote in votes}["Mme\u00a0Ada Martin"] == "2.5"
    assert sum(Fraction(vote["weight"]) for vote in votes if vote["option"] == "yes") == Fraction("4.5")
    told = weighing.cast.browse("ada").get(f"/api/v1/{weighing.cast.slug}/polls/1").json["outcome"]
    assert (told["counts"]["for"], told["weights"]["for"], told["colleges"]) == (3, "4.5", None)


def test_hands_do_not_weigh(weighing):
    poll_id = weighing.do(announce_poll, weighing.item(), SubjectKeys(part_id=weighing.part()), method=SHOW_OF_HANDS)
    with pytest.raises(RuleBroken, match="ne pèsent pas toutes autant"):
        weighing.do(open_poll, poll_id)
    weighing.do(cancel_poll, poll_id, "À refaire par appel nominal.")
