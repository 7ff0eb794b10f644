"""Texts voted in parts: the parts make the whole, what is left is the text less what was rejected."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

import redline
from voting.rules.dividing.spots import spots_of
from voting.rules.dividing.units import of_amendment, of_text, runs_of, without

BASE = "# Titre\n\nUn.\n\nDeux :\n\n- a ;\n- b ;\n- c.\n\nTrois.\n"
AMENDED = "# Autre titre\n\nUn bis.\n\n- a ;\n- b, chaque année ;\n- c.\n- d.\n\nTrois.\n\nQuatre.\n"
ALINEAS = st.lists(
    st.sampled_from(
        ["Un mot.", "Deux mots.", "- a ;", "- b ;", "1. un", "2. deux", "> cité", "## Sous-titre", "| x |"]
    ),
    min_size=2,
    max_size=7,
)
GAPS = st.lists(st.sampled_from(["\n", "\n\n"]), min_size=8, max_size=8)


def text_of(alineas: list[str], gaps: list[str]) -> str:
    words = "".join(gap + alinea for gap, alinea in zip(gaps, alineas, strict=False))
    return redline.normalise(f"# Titre\n{words}\n")


TEXTS = st.builds(text_of, ALINEAS, GAPS)


def sources(text: str) -> list[str]:
    return [block.source for block in redline.parse(text).blocks]


@given(TEXTS, st.data())
def test_a_text_less_its_rejected_alineas_is_the_others_as_they_were(text, data):
    found = of_text(text)
    ranks = range(len(found.units))
    rejected = data.draw(st.sets(st.sampled_from(ranks), max_size=len(ranks)) if ranks else st.just(set()))
    kept = [
        block.source for block in redline.parse(text).blocks if block.alinea is None or block.alinea - 1 not in rejected
    ]
    left = without(found, rejected)
    assert sources(left) == kept
    assert left == redline.normalise(left)
    assert without(found, sorted(rejected, reverse=True)) == left  # in whatever order they were voted
    assert without(of_text(left), ()) == left  # nothing more drops out
    assert rejected or left == text


@given(TEXTS, TEXTS, st.data())
def test_what_is_left_of_an_amendment_has_what_was_adopted_and_nothing_of_what_was_rejected(base, amended, data):
    found = of_amendment(base, amended)
    ranks = range(len(found.units))
    assert without(found, ()) == amended
    if not ranks:
        return
    assert without(found, ranks) == base
    rejected = data.draw(st.sets(st.sampled_from(ranks)))
    left = without(found, rejected)
    assert left == without(found, sorted(rejected, reverse=True))
    if 0 < len(rejected) < len(ranks):
        old, new = redline.parse(base).blocks, redline.parse(amended).blocks
        expected = [
            block.source
            for step in found.steps
            for block in ([old[one] for one in step.old] if step.unit in rejected else [new[one] for one in step.new])
        ]
        assert sources(left) == expected


@given(st.integers(1, 12), st.sets(st.integers(-2, 14)))
def test_the_parts_of_a_text_are_disjoint_and_make_the_whole(units, cuts):
    runs = runs_of(units, cuts)
    if runs:
        assert [rank for run in runs for rank in run.units] == list(range(units))
        assert len(runs) == len(cuts | {0}) > 1
    else:
        assert not cuts - {0} or min(cuts) < 0 or max(cuts) >= units


@pytest.mark.parametrize(
    ("rejected", "left"),
    [
        ((), AMENDED),
        ((0,), AMENDED.replace("# Autre titre", "# Titre")),
        ((1, 5), AMENDED.replace("Un bis.", "Un.").replace("\n\nQuatre.", "")),
        ((2,), AMENDED.replace("Un bis.\n", "Un bis.\n\nDeux :\n")),
        (range(6), BASE),
    ],
)
def test_what_is_left_of_an_amendment(rejected, left):
    assert without(of_amendment(BASE, AMENDED), rejected) == left


def test_what_an_amendment_moves_is_not_cut():
    first, second = "Le premier alinéa dit une chose assez longue.", "Le second alinéa en dit une autre, plus longue."
    third = "Le troisième alinéa conclut le tout comme il se doit."
    moved = of_amendment(f"# T\n\n{first}\n\n{second}\n\n{third}\n", f"# T\n\n{second}\n\n{third}\n\n{first}\n")
    assert moved.units == ()


def test_where_parts_stand_is_told_in_alineas_of_the_text_in_force():
    units = of_amendment(BASE, AMENDED).units
    assert spots_of(units) == [[0, 2], [4, 4], [-1, 5], [-1, 6]]
    assert spots_of(units[:1]) == [[0, 0]]
    assert spots_of(of_text(BASE).units[1:4]) == [[2, 4]]
