"""Amendments in the order of their votes, as lists and the sitting read it."""

from amendments.rules.carry_over import KnownText
from amendments.rules.ranking import Rankable, in_order
from core.digest import sha256_text
from tests.amendments.conftest import PROPOSAL


def known(text: str) -> KnownText:
    return KnownText(sha256_text(text), text)


def rankable(number: int, *changes: tuple[str, str], old: str = PROPOSAL, is_voted: bool = True) -> Rankable:
    new = old
    for before, after in changes:
        assert before in new
        new = new.replace(before, after, 1)
    return Rankable(number, known(old), known(new), is_voted)


def ranks(*candidates: Rankable) -> list[tuple[int, int | None]]:
    return [(ranked.id, ranked.rank) for group in in_order(candidates, 80) for ranked in group.ranked]


def test_two_that_exclude_nothing_come_in_the_order_of_the_words_of_their_alinea():
    far = rankable(1, ("trois ans au moins", "dix années entières, renouvelables une fois par décret"))
    near = rankable(2, ("dix mille", "vingt mille"))
    assert ranks(far, near) == [(2, 1), (1, 2)]


def test_those_that_exclude_one_another_are_voted_in_a_row_the_furthest_first():
    near, far = rankable(1, ("dix mille", "vingt mille")), rankable(2, ("dix mille postes", "quinze mille emplois"))
    beside = rankable(3, ("trois ans", "cinq ans"))
    assert ranks(near, beside, far) == [(2, 1), (1, 2), (3, 3)]


def test_a_text_already_settled_keeps_its_place_among_those_of_another_version():
    settled = rankable(1, ("dix mille", "vingt mille"), old=PROPOSAL.replace("La mairie", "Une mairie"))
    last, first = rankable(2, ("La mairie", "Chaque mairie")), rankable(3, ("Selon", "D’après"))
    assert ranks(last, settled, first) == [(3, 1), (1, 2), (2, 3)]


def test_the_numbers_of_a_list_that_follow_exclude_nothing():
    one = rankable(1, ("2. former", "2. ouvrir un guichet\u00a0;\n3. former"), ("3. protéger", "4. protéger"))
    other = rankable(2, ("protéger juridiquement", "protéger"))
    assert ranks(other, one) == [(1, 1), (2, 2)]


def test_what_is_not_voted_has_no_rank():
    assert ranks(rankable(1, ("dix", "onze"), is_voted=False), rankable(2, ("Selon", "D’après"))) == [(2, 1), (1, None)]
