"""Which amendments compete, over which words, and what becomes of each if one is adopted."""

from tests.amendments.conftest import PROPOSAL
from tests.amendments.services.test_decision_services import CINQ, DOUZE, QUINZE, SANS_2, TOUJOURS, after


def clashes(house):
    """{(number, number): (kind, words, lines)} of a part."""
    from amendments.queries.competing_amendments import field_of

    def read():
        field = field_of(house.part_id, 80)
        clashes = {amendment_id: field.clashes(amendment_id) for amendment_id in field.amendments}
        return {amendment_id: found for amendment_id, found in clashes.items() if found}

    found = house.read(read)
    number = {found_id: house.amendment(found_id).public_number for found_id in found}
    return {
        (number[one], number[clash.other_id]): (clash.kind.value, clash.words, clash.lines)
        for one, several in found.items()
        for clash in several
    }


def becomes(house, amendment_id: int):
    """Numbers by list, and reasons of those that fall."""
    from amendments.queries.competing_amendments import consequences, field_of

    def read():
        field = field_of(house.part_id, 80)
        found = consequences(field, field.amendments[amendment_id])
        names = ("satisfied", "identical", "order_to_choose", "repeating", "touching", "to_check", "independent")
        lists = {name: [row.public_number for row in getattr(found, name)] for name in names}
        lists["falling"] = {fall.amendment.public_number: fall.because for fall in found.falling}
        return {name: value for name, value in lists.items() if value}

    return house.read(read)


def test_two_amendments_to_one_word_are_incompatible_and_the_word_is_named(house):
    for rank, pair in enumerate((QUINZE, DOUZE, TOUJOURS), start=1):
        house.published(pair, by=rank)
    assert clashes(house) == {(1, 2): ("overlap", "dix", (4, 4)), (2, 1): ("overlap", "dix", (4, 4))}


def test_words_side_by_side_are_compatible(house):
    house.published(("dix mille postes", "quinze mille postes"))
    house.published(("mille postes", "mille emplois"), by=2)
    assert clashes(house) == {}


def test_words_that_touch_are_to_be_read_again_before_the_vote(house):
    first = house.published(("dix mille postes", "quinze mille postes"))
    house.published(("mille postes", "cents postes"), by=2)
    house.published(("trois ans", "cinq ans"), by=3)
    assert becomes(house, first) == {"touching": [2], "independent": [3]}


def test_a_deletion_competes_with_every_change_inside_it(house):
    house.published(SANS_2)
    house.published(("former les agents", "former tous les agents"), by=2)
    house.published(QUINZE, by=3)
    found = clashes(house)
    assert set(found) == {(1, 2), (2, 1)}
    assert found[1, 2][0] == "delete_edit" and "former les agents" in found[1, 2][1]


def test_numbers_of_a_list_are_not_words_over_which_to_compete(house):
    house.published(SANS_2)  # renumbers 3 into 2
    first = house.published(
        ("2. former", "2. ouvrir un guichet\u00a0;\n3. former"), text=PROPOSAL.replace("3. prot", "4. prot").replace(
            "2. former", "2. ouvrir un guichet\u00a0;\n3. former"
        ), by=2,
    )  # fmt: skip
    found = clashes(house)
    assert all(words != "3" for _, words, _ in found.values())
    house.adopt(first)
    assert [line[0] for line in house.text().splitlines() if line[:1].isdigit()] == ["1", "2", "3", "4"]


def test_alineas_inserted_at_one_place_are_an_order_to_choose_and_none_falls(house):
    first = house.published(after(4, "reconnaître le métier par un diplôme"))
    house.published(after(4, "publier chaque année un bilan"), by=2)
    assert {kind for kind, _, _ in clashes(house).values()} == {"order_to_choose"}
    assert becomes(house, first) == {"order_to_choose": [2]}


def test_words_inserted_at_one_point_are_an_order_to_choose_and_none_falls(house):
    first = house.published(("le premier lieu", "le premier lieu, outre-mer compris,"))
    house.published(("le premier lieu", "le premier lieu et le seul"), by=2)
    assert {kind for kind, _, _ in clashes(house).values()} == {"order_to_choose"}
    assert becomes(house, first) == {"order_to_choose": [2]}


def test_nearly_the_same_words_inserted_at_one_point_do_not_fall_either_and_are_to_check(house):
    first = house.published(("le premier lieu", "le premier lieu, outre-mer compris,"))
    other = house.published(("le premier lieu", "le premier lieu, outre-mer compris, et le seul"), by=2)
    assert becomes(house, first) == {"repeating": [2]}
    house.adopt(first)
    assert house.statuses(other) == ["published"]
    assert house.text().count("outre-mer") == 1


def test_identical_ones_are_grouped_and_typography_does_not_part_them(house):
    first = house.published(CINQ)
    house.published(CINQ, by=2)
    house.published(text=house.change(CINQ).replace("d’un usager", "d‘un usager"), by=3)
    assert becomes(house, first) == {"identical": [2, 3]}


def test_what_becomes_of_each_if_one_is_adopted(house):
    first = house.published(QUINZE, CINQ)  # n° 1
    house.published(DOUZE, by=2)  # n° 2
    house.published(CINQ, by=3)  # n° 3
    house.published(TOUJOURS, by=4)  # n° 4
    assert becomes(house, first) == {
        "falling": {2: "il modifie lui aussi «\u00a0dix\u00a0»"}, "satisfied": [3], "independent": [4],
    }  # fmt: skip


def test_those_announced_as_falling_are_those_to_confirm(house):
    from amendments.queries.competing_amendments import falls_if_adopted

    adopted, other = house.published(QUINZE), house.published(DOUZE, by=2)
    (fall,) = house.read(lambda: falls_if_adopted(adopted))
    assert fall.amendment.id == other
    house.adopt(adopted, falling=[(fall.amendment.id, fall.because)])
    assert house.statuses(other) == ["fallen"]


def test_after_a_vote_they_are_compared_on_the_revision_in_force(house):
    house.adopt(house.published(("éloignées du numérique", "éloignées du numérique et de ses usages quotidiens")))
    house.published(QUINZE, by=2)
    house.published(DOUZE, by=3)
    assert clashes(house) == {(2, 3): ("overlap", "dix", (5, 5)), (3, 2): ("overlap", "dix", (5, 5))}


def test_one_to_check_competes_with_nothing_that_can_be_told(house):
    house.published(DOUZE, by=2)
    house.adopt(house.published(QUINZE))
    third = house.published(TOUJOURS, by=3)
    assert clashes(house) == {}
    assert becomes(house, third) == {"to_check": [1]}


def test_a_text_read_again_is_not_compared_again(house):
    from amendments.queries.competing_amendments import field_of
    from amendments.rules.kept.rivalries import rivalry_of

    for rank in range(1, 8):
        house.published(("dix mille", f"{rank} mille"), by=rank)
    rivalry_of.forget()
    for _ in range(3):
        house.read(lambda: field_of(house.part_id, 80))
    assert rivalry_of.misses == 1


def test_three_hundred_amendments_are_told_right():
    from amendments.rules.carry_over import KnownText
    from amendments.rules.kept.rivalries import rivalry_of
    from core.digest import sha256_text

    def known(text: str) -> KnownText:
        return KnownText(sha256_text(text), text)

    words = [
        "Selon",
        "estimations",
        "environ",
        "treize",
        "millions",
        "restent",
        "métier",
        "demandons",
        "cofinancer",
        "souvent",
    ]
    variants = [known(PROPOSAL.replace(words[rank % 10], f"{words[rank % 10]} {rank}", 1)) for rank in range(300)]
    rivalry = rivalry_of.__wrapped__(known(PROPOSAL), frozenset(variants), 80)
    for rank, variant in enumerate(variants):
        rivals = {other for other, *_ in rivalry.clashes[variant.sha256]}
        assert rivals == {v.sha256 for k, v in enumerate(variants) if k % 10 == rank % 10 and k != rank}
