"""The bureau's advice: given on published amendments, on a batch at once, each version kept, until the vote opens."""

import pytest

from amendments.models import OpinionKind
from core.errors import Invalid, RuleBroken

QUINZE, DOUZE = ("dix mille", "quinze mille"), ("dix mille", "douze mille")


def advise(house, ids, kind, reason="", rival=None, by="sven"):
    from amendments.services.opinions.opinion_services import Advice, give_opinion

    house.do(give_opinion, ids, Advice(OpinionKind(kind), reason, rival), by=by)


def said_of(house, amendment_id) -> list[tuple[str, str]]:
    return [(row.kind.value, row.reason) for row in house.amendment(amendment_id).opinions]


def test_each_advice_takes_the_place_of_the_last_which_is_kept(house):
    amendment_id = house.published(QUINZE)
    advise(house, [amendment_id], "unfavourable", "Trop long.")
    advise(house, [amendment_id], "unfavourable", "Trop long. ")  # the same, pressed twice
    advise(house, [amendment_id], "wisdom")
    assert said_of(house, amendment_id) == [("unfavourable", "Trop long."), ("wisdom", "")]
    row = house.amendment(amendment_id)
    assert row.opinion.kind == OpinionKind.WISDOM and row.opinion.given_at > row.opinions[0].given_at


def test_one_advice_on_a_lot_of_identical_ones(house):
    batch = [house.published(QUINZE), house.published(QUINZE, by=2)]
    rival = house.published(DOUZE, by=0)
    advise(house, batch, "withdrawal_for", rival=3)
    for amendment_id in batch:
        assert house.amendment(amendment_id).opinion.rival_id == rival


@pytest.mark.parametrize(
    ("kind", "reason", "rival", "field", "sentence"),
    [
        ("favourable_if", " ", None, "reason", "Dites quelle réserve fait le bureau."),
        ("withdrawal_for", "", None, "rival", "Dites au profit de quel amendement\u00a0: son numéro."),
        ("withdrawal_for", "", 1, "rival", "Un amendement n’est pas retiré à son propre profit."),
        ("withdrawal_for", "", 99, "rival", "Il n’y a pas d’amendement n°\u00a099 à voter."),
        ("wisdom", "Long. " * 400, None, "reason", "La raison est trop longue\u00a0: 2\u202f000\u00a0signes au plus."),
    ],
)
def test_what_an_advice_lacks_is_said(house, kind, reason, rival, field, sentence):
    amendment_id = house.published(QUINZE)
    with pytest.raises(Invalid) as refused:
        advise(house, [amendment_id], kind, reason, rival)
    assert (refused.value.field, refused.value.sentence) == (field, sentence)
    assert said_of(house, amendment_id) == []


def test_an_advice_waits_for_the_publication_and_ends_with_the_vote(house):
    deposited, published = house.deposited(QUINZE), house.published(("trois ans", "cinq ans"), by=2)
    with pytest.raises(RuleBroken, match="n’est pas publié"):
        advise(house, [deposited], "wisdom")
    house.under_vote(published)
    with pytest.raises(RuleBroken, match="Le scrutin est ouvert"):
        advise(house, [published], "wisdom")
    house.under_vote(published, False)
    house.reject(published)
    with pytest.raises(RuleBroken, match="n’est plus à voter"):
        advise(house, [published], "wisdom")
    with pytest.raises(RuleBroken, match="Seul le secrétariat"):
        advise(house, [deposited], "wisdom", by="chloe")


def test_in_favour_of_another_names_the_amendment_never_what_sub_amends_it(house):
    from amendments.services.amendment_services import publish
    from amendments.services.life.sub_amending import submit_sub

    amendment_id, parent = house.published(QUINZE), house.published(DOUZE, by=0)
    text = house.change(("dix mille", "onze mille"))
    words = {"text": text, "title": "Onze", "reasons": "Moins.", "seen_version": 1}
    sub_id = house.do(submit_sub, parent, **words, by=2).id
    house.do(publish, sub_id, by="sven")
    advise(house, [amendment_id], "withdrawal_for", rival=2)
    assert house.amendment(amendment_id).opinion.rival_id == parent
