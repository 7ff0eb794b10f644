"""The life of an amendment: rectified, taken up, reserved, sub-amended, each refused in a sentence where it cannot be."""

import pytest

from tests.amendments.conftest import PROPOSAL
from tests.amendments.services.test_amendment_services import refused

QUINZE, VINGT = ("dix mille", "quinze mille"), ("dix mille", "vingt mille")
FIVE_YEARS = ("trois ans", "cinq ans")


def rectify(house, amendment_id, *pairs, by=1, seen=1, title="Quelques mots", reasons="Mieux."):
    from amendments.services.life.rectifying import rectify as service

    text = house.change(*pairs)
    return house.do(
        service, amendment_id, text=text, title=title, reasons=reasons, seen_version=seen, by=by
    )  # fmt: skip


def sub_of(house, amendment_id, *pairs, by=2, title="Plus", reasons="Pour cela.", published=True):
    from amendments.services.amendment_services import publish
    from amendments.services.life.sub_amending import submit_sub

    parent = house.amendment(amendment_id)
    text = house.change(*pairs, base=parent.text)
    sub = house.do(
        submit_sub, amendment_id, text=text, title=title, reasons=reasons, seen_version=parent.version, by=by
    ).id  # fmt: skip
    if published:
        house.do(publish, sub, by="sven")
    return sub


def adopt_sub(house, *ids, falling=()):
    from amendments.services.life.sub_amending import adopt_subs

    return house.do(adopt_subs, list(ids), falling=falling, by="chloe")


def told(house, amendment_id):
    """The kinds of what the journal tells of an amendment's life."""
    from amendments.queries.amendment_history import life_of
    from amendments.queries.amendment_queries import by_id

    return house.read(lambda: [event.kind for event in life_of(by_id(amendment_id))])


def test_rectified_it_keeps_its_number_and_its_former_text(house):
    from amendments.queries.life.sub_texts import versions_of

    first = house.published(QUINZE)
    assert rectify(house, first, VINGT) == "1\u00a0rect."
    assert rectify(house, first, VINGT, FIVE_YEARS, seen=2) == "1\u00a0rect.\u00a0bis"
    row = house.amendment(first)
    assert (row.public_number, row.address, row.version, row.status.value) == (1, "1", 3, "published")
    assert row.text == house.change(VINGT, FIVE_YEARS)
    kept = house.read(lambda: [(found.version, found.text) for found in versions_of(first)])
    assert kept == [(1, house.change(QUINZE)), (2, house.change(VINGT))]
    assert told(house, first) == ["amendment_rectified"] * 2
    assert house.published(FIVE_YEARS, by=2) != first and house.amendment(first).public_number == 1


def test_rectified_it_is_what_is_voted_on_the_version_in_force(house):
    from amendments.queries.amendment_queries import if_adopted
    from amendments.services.life.rectifying import rectify as service

    first, other = house.published(QUINZE), house.published(("cofinancer", "financer"), by=2)
    house.adopt(other)
    text = house.change(VINGT, ("cofinancer", "financer"))
    house.do(service, first, text=text, title="Vingt", reasons="Mieux.", seen_version=1, by=1)
    assert house.read(lambda: if_adopted(house_row(first)).text) == text
    house.adopt(first)
    assert house.text() == text


def house_row(amendment_id):
    from amendments.queries.amendment_queries import by_id

    return by_id(amendment_id)


@pytest.mark.parametrize(
    ("begin", "more", "said"),
    [
        ("published", {"by": 2}, "Seule la personne qui porte un amendement peut le rectifier."),
        ("published", {"seen": 2}, "Cet amendement a changé pendant que vous écriviez"),
        ("published", {"pairs": (QUINZE,), "reasons": "Parce que."}, "Rien n’a changé"),
        ("published", {"pairs": (("premier lieu", "seul lieu"),)}, "c’est un autre amendement"),
        ("published", {"pairs": ()}, "le même que le texte actuel"),
        ("published", {"title": ""}, "Il manque « En quelques mots »."),
        ("under vote", {}, "Le scrutin est ouvert"),
        ("withdrawn", {}, "n’est plus à voter"),
        ("deposited", {}, "n’est pas publié"),
    ],
)
def test_rectifying_is_refused(house, begin, more, said):
    from amendments.services.amendment_services import withdraw

    first = house.deposited(QUINZE) if begin == "deposited" else house.published(QUINZE)
    if begin == "under vote":
        house.under_vote(first)
    if begin == "withdrawn":
        house.do(withdraw, first, by=1)
    pairs = more.get("pairs", (VINGT,))
    more = {name: value for name, value in more.items() if name != "pairs"}
    from core.errors import RuleBroken

    with pytest.raises(RuleBroken) as caught:
        rectify(house, first, *pairs, **more)
    assert said in caught.value.sentence.replace("\u00a0", " "), caught.value.sentence
    assert house.amendment(first).version == 1


def test_withdrawn_it_is_taken_up_by_another_who_bears_it_from_then_on(house):
    from amendments.services.amendment_services import withdraw
    from amendments.services.life.taking_up import take_up

    first = house.published(QUINZE)
    assert "n’est pas à reprendre" in refused(house, take_up, first, by=2).sentence
    house.do(withdraw, first, by=1)
    assert "un autre membre" in refused(house, take_up, first, by=1).sentence
    assert refused(house, take_up, first, by="elodie").status == 403
    house.do(take_up, first, by=2)
    row = house.amendment(first)
    assert (row.status.value, row.author_id, row.taken_up_by_id, row.label) == (
        "published", house.id(1), house.id(2), "1",
    )  # fmt: skip
    assert refused(house, withdraw, first, by=1).status == 403
    rectify(house, first, VINGT, by=2)
    house.do(withdraw, first, by=2)
    assert "qui l’avait repris" in house.amendment(first).cause
    house.do(take_up, first, by=1)  # its first author is another member than the one who gave it up last
    assert told(house, first).count("amendment_taken_up") == 2


def test_not_supported_it_is_taken_up_for_whoever_says_so_in_the_sitting(house):
    from amendments.services.decision_services import declare_not_supported
    from amendments.services.life.taking_up import take_up

    first = house.published(QUINZE)
    house.do(declare_not_supported, [first], "Absente.", by="chloe")
    assert refused(house, take_up, first, member_id=house.id(3), by=2).status == 403
    assert "qui vote" in refused(house, take_up, first, member_id=house.id("sven"), by="sven").sentence
    house.do(take_up, first, member_id=house.id(3), by="sven")
    assert house.amendment(first).taken_up_by_id == house.id(3)


def test_no_more_signatories_than_asked_for(house):
    from amendments.services.amendment_services import publish
    from congress.models import Congress

    first = house.deposited(QUINZE)
    house.change_row(Congress, house.cast.congress_id, minimum_signatories=2)
    error = refused(house, publish, first, by="sven")
    assert error.sentence.replace("\u00a0", " ") == (
        "Il faut 2 signataires dans ce congrès : cet amendement en a 1. Il attend des cosignatures."
    )
    assert house.amendment(first).public_number is None


def test_one_change_where_the_rules_want_it(house):
    from amendments.services.amendment_services import submit
    from congress.models import Congress

    house.change_row(Congress, house.cast.congress_id, one_change=True)
    draft = house.draft(house.change(QUINZE, ("premier lieu", "seul lieu")))
    error = refused(house, submit, draft, by=1)
    assert error.sentence.replace("\u00a0", " ").replace("\u202f", " ") == (
        "Le règlement de ce congrès veut un seul changement par amendement ; celui-ci en fait 2 : alinéa 3 ; alinéa 6."
        " Déposez-les séparément."
    )
    house.deposited(QUINZE, FIVE_YEARS)


class TestSubAmendments:
    def test_it_is_read_against_its_amendment_and_lettered_at_its_publication(self, house):
        from amendments.queries.amendment_queries import live_on, published_on, to_vote_on
        from amendments.queries.amendment_readings import reading_of

        first = house.published(QUINZE)
        sub, other = sub_of(house, first, ("quinze mille", "seize mille")), sub_of(house, first, FIVE_YEARS, by=3)
        assert [house.amendment(found).label for found in (sub, other)] == ["1-A", "1-B"]
        assert house.amendment(sub).receipt == "D-0002"
        reading = house.read(lambda: reading_of(house_row(sub)))
        assert reading.old.text == house.change(QUINZE) and "seize mille" in reading.new.text
        for listed in (live_on, published_on, to_vote_on):
            assert house.read(lambda listed=listed: [row.id for row in listed(house.part_id)]) == [first]
        assert house.published(("premier lieu", "seul lieu"), by=4) and house.amendment(first).last_sub_number == 2

    def test_adopted_it_changes_the_text_of_its_amendment_that_is_voted(self, house):
        first = house.published(QUINZE)
        sub = sub_of(house, first, ("quinze mille", "seize mille"))
        adopt_sub(house, sub)
        row = house.amendment(first)
        assert (row.label, row.version, row.rectification) == ("1", 2, 0)
        assert row.text == house.change(("dix mille", "seize mille"))
        assert house.statuses(first, sub) == ["published", "adopted"]
        assert told(house, first) == ["amendment_sub_amended"]
        house.adopt(first)
        assert house.text() == house.change(("dix mille", "seize mille"))
        assert house.statuses(first, sub) == ["adopted", "adopted"]

    def test_identical_amendments_are_changed_alike(self, house):
        first, twin = house.published(QUINZE), house.published(QUINZE, by=3)
        adopt_sub(house, sub_of(house, first, ("quinze mille", "seize mille")))
        house.adopt(first, twin)
        assert house.statuses(first, twin) == ["adopted", "adopted"]

    def test_rejected_its_amendment_takes_it_down(self, house):
        first = house.published(QUINZE)
        adopted, waiting = sub_of(house, first, ("quinze mille", "seize mille")), sub_of(house, first, FIVE_YEARS, by=3)
        adopt_sub(house, adopted)
        house.reject(first)
        assert house.statuses(adopted, waiting) == ["fallen", "no_object"]
        assert house.amendment(waiting).cause_amendment_id == first

    def test_given_up_and_taken_up_again_its_sub_amendments_follow(self, house):
        from amendments.services.amendment_services import withdraw
        from amendments.services.life.taking_up import take_up

        first = house.published(QUINZE)
        sub = sub_of(house, first, ("quinze mille", "seize mille"))
        house.do(withdraw, first, by=1)
        assert house.statuses(sub) == ["no_object"]
        house.do(take_up, first, by=3)
        assert house.statuses(sub) == ["published"]

    def test_after_a_rectification_it_is_carried_or_to_check(self, house):
        from amendments.queries.amendment_queries import if_adopted

        first = house.published(QUINZE)
        kept, clashing = sub_of(house, first, FIVE_YEARS), sub_of(house, first, ("quinze mille", "seize mille"), by=3)
        rectify(house, first, VINGT)
        assert house.read(lambda: if_adopted(house_row(kept)).text) == house.change(VINGT, FIVE_YEARS)
        assert not house.read(lambda: if_adopted(house_row(clashing)).is_clean)

    def test_what_falls_is_told_among_the_sub_amendments(self, house):
        from amendments.queries.competing_amendments import falls_if_adopted

        first = house.published(QUINZE)
        sub, other = (
            sub_of(house, first, ("quinze mille", words), by=by) for words, by in (("seize mille", 2), ("cent", 3))
        )
        falls = house.read(lambda: [fall.amendment.id for fall in falls_if_adopted(sub)])
        assert falls == [other]
        adopt_sub(house, sub, falling=[(other, "il modifie lui aussi « quinze mille »")])
        assert house.statuses(other) == ["fallen"]

    @pytest.mark.parametrize(
        ("pairs", "more", "said"),
        [
            ((("premier lieu", "seul lieu"),), {}, "Un sous-amendement ne change que ce que l’amendement écrit"),
            ((), {}, "le même que le texte actuel"),
            ((("quinze mille", "dix mille"),), {}, "on vote contre lui"),
            ((FIVE_YEARS,), {"reasons": " "}, "Il manque l’exposé sommaire."),
            ((FIVE_YEARS,), {"by": "vera"}, "Seuls les membres qui votent"),
        ],
    )
    def test_what_is_none_is_refused(self, house, pairs, more, said):
        from core.errors import RuleBroken

        first = house.published(QUINZE)
        with pytest.raises(RuleBroken) as caught:
            sub_of(house, first, *pairs, **more)
        assert said in caught.value.sentence
        assert house.amendment(first).last_sub_number == 0

    def test_none_to_a_sub_amendment_nor_under_vote_nor_not_published(self, house):
        from core.errors import RuleBroken

        first, waiting = house.published(QUINZE), house.deposited(FIVE_YEARS, by=3)
        sub = sub_of(house, first, FIVE_YEARS)
        for target in (sub, waiting):
            with pytest.raises(RuleBroken):
                sub_of(house, target, ("mille", "cents"), by=4)
        house.under_vote(first)
        with pytest.raises(RuleBroken, match="Le scrutin est ouvert"):
            sub_of(house, first, ("quinze mille", "seize mille"), by=4)
        assert house.text() == PROPOSAL
