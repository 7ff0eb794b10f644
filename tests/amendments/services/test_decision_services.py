"""What an adoption does, in one transaction: the new revision, those that fall, are satisfied, follow or are flagged."""

from contextlib import contextmanager

import pytest
from sqlalchemy import event
from sqlalchemy.engine import Engine

from tests.amendments.conftest import PROPOSAL

QUINZE = ("dix mille", "quinze mille")
DOUZE = ("dix mille", "douze mille")
CINQ = ("trois ans", "cinq ans")
TOUJOURS = ("souvent", "toujours")
SANS_2 = ("2. former les agents d’accueil des mairies et des centres communaux d’action sociale\u00a0;\n3.", "2.")


def after(number: int, words: str) -> tuple[str, str]:
    """An item inserted after item 3, the last one."""
    return ("d’un usager.", f"d’un usager\u00a0;\n{number}. {words}.")


def carried(house, amendment_id: int):
    from amendments.queries.amendment_history import carried_history

    return house.read(lambda: carried_history(amendment_id))


def test_an_adopted_amendment_is_the_new_revision(house):
    from motions.queries.motion_queries import current_revision

    amendment_id = house.published(QUINZE)
    revision_id = house.adopt(amendment_id)
    revision = house.read(lambda: current_revision(house.part_id))
    row = house.amendment(amendment_id)
    assert (revision.id, revision.number, revision.cause.value) == (revision_id, 2, "amendment")
    assert revision.cause_label == "amendement n°\u00a01"
    assert revision.text == house.change(QUINZE) == row.text
    assert (row.status.value, row.adopted_revision_id, row.public_number) == ("adopted", revision_id, 1)
    assert row.decided_at is not None and row.cause == "Adopté par l’assemblée."


def test_a_batch_of_identical_amendments_is_adopted_at_once(house):
    batch = [house.published(CINQ, by=rank) for rank in (1, 2, 3)]
    revision_id = house.adopt(*batch)
    assert house.statuses(*batch) == ["adopted"] * 3
    assert {house.amendment(found).adopted_revision_id for found in batch} == {revision_id}
    from motions.queries.motion_queries import current_revision

    assert (
        house.read(lambda: current_revision(house.part_id)).cause_label
        == "amendements n°\u00a01,\u00a02\u00a0et\u00a03"
    )


def test_amendments_that_differ_are_no_batch(house):
    from amendments.services.decision_services import NotAdoptable

    one, other = house.published(QUINZE), house.published(CINQ, by=2)
    with pytest.raises(NotAdoptable) as caught:
        house.adopt(one, other)
    assert caught.value.sentence == "Ces amendements ne sont pas identiques\u00a0: ils se votent séparément."
    assert house.statuses(one, other) == ["published", "published"]
    assert house.text() == PROPOSAL


def test_those_confirmed_as_fallen_fall_with_their_cause(house):
    adopted, other = house.published(QUINZE), house.published(DOUZE, by=2)
    house.adopt(adopted, falling=[(other, "il modifie lui aussi «\u00a0dix\u00a0»")])
    row = house.amendment(other)
    assert (row.status.value, row.cause, row.cause_amendment_id) == (
        "fallen", "il modifie lui aussi «\u00a0dix\u00a0»", adopted,
    )  # fmt: skip


def test_an_incompatible_one_that_the_chair_keeps_stays_published_and_is_to_check(house):
    from amendments.queries.amendment_queries import if_adopted
    from amendments.services.decision_services import NotAdoptable

    adopted, kept = house.published(QUINZE), house.published(DOUZE, by=2)
    house.adopt(adopted)
    (row,) = carried(house, kept)
    assert house.statuses(kept) == ["published"]
    assert not row.clean and row.text == house.text()
    assert [conflict["kind"] for conflict in row.conflicts] == ["overlap"]
    outcome = house.read(lambda: if_adopted(house.amendment(kept)))
    assert not outcome.is_clean
    with pytest.raises(NotAdoptable) as caught:
        house.adopt(kept)
    assert caught.value.sentence == (
        "L’amendement n°\u00a02 est à vérifier\u00a0: il ne s’applique plus tel quel à la version 2 du texte."
    )


def test_a_compatible_one_follows_word_for_word(house):
    adopted, other = house.published(QUINZE), house.published(TOUJOURS, by=2)
    house.adopt(adopted)
    (row,) = carried(house, other)
    assert row.clean and row.text == house.change(QUINZE, TOUJOURS)
    house.adopt(other)
    assert house.text() == house.change(QUINZE, TOUJOURS)
    assert house.amendment(other).text == house.change(TOUJOURS)  # the author's text is theirs


def test_one_that_the_text_now_says_is_satisfied_with_its_cause(house):
    adopted = house.published(QUINZE, CINQ)
    part_of_it = house.published(CINQ, by=2)
    house.adopt(adopted)
    row = house.amendment(part_of_it)
    assert (row.status.value, row.cause_amendment_id) == ("satisfied", adopted)
    assert row.cause == "Le texte dit ce qu’il propose depuis l’adoption de l’amendement n°\u00a01."


def test_one_that_a_batch_satisfies_names_all_of_the_batch(house):
    batch = [house.published(QUINZE, CINQ, by=rank) for rank in (1, 3)]
    part_of_it = house.published(CINQ, by=2)
    house.adopt(*batch)
    row = house.amendment(part_of_it)
    assert row.cause == "Le texte dit ce qu’il propose depuis l’adoption des amendements n°\u00a01\u00a0et\u00a02."


def test_one_still_to_publish_is_carried_too_and_satisfied_only_once_numbered(house):
    from amendments.services.amendment_services import publish

    waiting, same = house.deposited(TOUJOURS, by=2), house.deposited(QUINZE, by=3)
    house.adopt(house.published(QUINZE))
    assert house.statuses(waiting, same) == ["deposited", "deposited"]
    assert carried(house, waiting)[0].clean
    house.do(publish, same, by="sven")
    row = house.amendment(same)
    assert (row.status.value, row.public_number) == ("satisfied", 2)


def test_alineas_inserted_at_one_place_follow_in_the_order_of_the_votes_numbered_again(house):
    first = house.published(after(4, "reconnaître le métier par un diplôme"))
    second = house.published(after(4, "publier chaque année un bilan"), by=2)
    house.adopt(second)
    house.adopt(first)
    items = [line for line in house.text().splitlines() if line[:1].isdigit()]
    assert items[3:] == ["4. publier chaque année un bilan.", "5. reconnaître le métier par un diplôme."]


def test_words_inserted_at_one_point_follow_in_the_order_of_the_votes(house):
    first = house.published(("le premier lieu", "le premier lieu, outre-mer compris,"))
    second = house.published(("le premier lieu", "le premier lieu et le seul"), by=2)
    house.adopt(second)
    (row,) = carried(house, first)
    assert row.clean
    house.adopt(first)
    assert "souvent le premier lieu et le seul, outre-mer compris, où l’on vient" in house.text()


def test_a_list_is_numbered_again_after_a_deletion_and_an_insertion(house):
    gone = house.published(SANS_2)
    added = house.published(after(4, "publier chaque année un bilan"), by=2)
    house.adopt(gone)
    assert house.statuses(added) == ["published"]
    house.adopt(added)
    numbers = [line.split(".")[0] for line in house.text().splitlines() if line[:1].isdigit()]
    assert numbers == ["1", "2", "3"]


def test_numbers_stay_for_ever_whatever_becomes_of_amendments(house):
    adopted, fallen, rejected, left = (
        house.published(pair, by=rank) for rank, pair in enumerate((QUINZE, DOUZE, TOUJOURS, CINQ), start=1)
    )
    house.reject(rejected)
    house.adopt(adopted, falling=[(fallen, "incompatible")])
    house.published(("mairie", "commune"), by=5)
    rows = [house.amendment(found) for found in (adopted, fallen, rejected, left)]
    assert [row.public_number for row in rows] == [1, 2, 3, 4]
    assert [row.status.value for row in rows] == ["adopted", "fallen", "rejected", "published"]


def test_what_is_decided_is_not_decided_again(house):
    from core.errors import RuleBroken

    amendment_id = house.published(QUINZE)
    house.reject(amendment_id)
    for decide in (house.adopt, house.reject):
        with pytest.raises(RuleBroken) as caught:
            decide(amendment_id)
        assert caught.value.sentence == "L’amendement n°\u00a01 n’est plus à voter."


def test_one_withdrawn_in_the_meantime_stays_withdrawn(house):
    from amendments.services.amendment_services import withdraw

    adopted, other = house.published(QUINZE), house.published(DOUZE, by=2)
    house.do(withdraw, other, by=2)
    house.adopt(adopted, falling=[(other, "incompatible")])
    assert house.statuses(other) == ["withdrawn"]


def test_a_failure_leaves_nothing_half_done(house):
    from amendments.services.decision_services import adopt

    adopted, other = house.published(QUINZE), house.published(TOUJOURS, by=2)
    actor, now = house.cast.actor("chloe"), house.cast.clock.now()

    def adopt_then_fail():
        adopt([adopted], actor=actor, now=now)
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        house.cast.run(adopt_then_fail)
    assert house.text() == PROPOSAL
    assert house.statuses(adopted, other) == ["published", "published"]
    assert carried(house, other) == []


def test_other_endings_carry_their_reason(house):
    from amendments.services.decision_services import declare_fallen, declare_no_object, declare_not_supported

    endings = {"fallen": declare_fallen, "no_object": declare_no_object, "not_supported": declare_not_supported}
    for rank, (status, service) in enumerate(endings.items(), start=1):
        amendment_id = house.published(QUINZE, by=rank)
        house.do(service, [amendment_id], "Pour cette raison.", by="chloe")
        row = house.amendment(amendment_id)
        assert (row.status.value, row.cause) == (status, "Pour cette raison.")


def test_what_is_prepared_before_is_what_is_done(house):
    from amendments.rules.carry_over import carry
    from amendments.services.decision_services import prepare_adoption

    ids = [house.published(QUINZE), *(house.published(TOUJOURS, by=rank) for rank in (2, 3))]
    carry.cache_clear()
    house.read(lambda: prepare_adoption(ids[:1]))
    computed = carry.cache_info().misses
    house.adopt(ids[0])
    assert carry.cache_info().misses == computed
    assert carried(house, ids[1])[0].text == house.change(QUINZE, TOUJOURS)


def test_many_amendments_are_carried_over_in_one_adoption(house):
    from motions.queries.motion_queries import current_revision

    adopted = house.published(QUINZE)
    others = [house.published(("usager.", f"usager, tous les {rank} ans."), by=rank % 7) for rank in range(2, 32)]
    house.adopt(adopted)
    revision = house.read(lambda: current_revision(house.part_id))
    for other in others:
        (row,) = carried(house, other)
        assert row.clean and row.revision_id == revision.id and "quinze mille" in row.text


def test_however_many_are_carried_over_the_database_is_asked_as_often(house):
    """The journal looked for the congress of each row that it sealed, one by one: 300 carried over, 300 questions."""
    mine = [house.published(pair) for pair in (QUINZE, CINQ)]
    few = [("Selon", "Après"), ("estimations", "études")]
    many = [
        (word, f"neuf{rank}") for rank, word in enumerate(("treize", "restent", "éloignées", "protéger", "accomplit"))
    ]
    counts = []
    for adopted, others in zip(mine, (few, many), strict=True):
        for pair in others:
            house.published(pair)
        with asked(house) as said:
            house.adopt(adopted)
        counts.append(sum(statement.startswith("SELECT") for statement in said))
    assert counts[1] <= counts[0] + 1


@contextmanager
def asked(house):
    """The statements that are said meanwhile."""
    said = []

    def note(*told) -> None:
        said.append(told[2])

    event.listen(Engine, "before_cursor_execute", note)
    try:
        yield said
    finally:
        event.remove(Engine, "before_cursor_execute", note)
