"""docs/rules/what-falls.md: one definition of what falls, for `voting decide` (spans) and for the sitting (texts)."""

from dataclasses import dataclass

import pytest
from flask_babel import force_locale
from hypothesis import example, given
from hypothesis import strategies as st

import redline
from amendments.models import Amendment
from amendments.queries.competing_amendments import Field, Rivalry, because, consequences
from amendments.rules.carry_over import IfAdopted
from amendments.rules.falls import ClashKind, Extent, clash_between, clash_of_texts, falling
from amendments.rules.voting_order import OrderItem, OrderItemKind, falls_if_adopted, identical, play
from core.digest import sha256_text
from motions.models import Revision

BOUNDS = st.tuples(st.integers(0, 9), st.integers(0, 5)).map(lambda pair: (pair[0], sum(pair)))
EXTENTS = st.none() | BOUNDS.map(lambda span: Extent(*span)) | st.just(Extent(is_whole=True))


@given(one=EXTENTS, other=EXTENTS)
def test_how_two_meet_does_not_depend_on_who_comes_first(one, other):
    assert clash_between(one, other) is clash_between(other, one)


@given(one=st.integers(0, 9), other=st.integers(0, 9))
def test_two_insertions_never_make_one_another_fall(one, other):
    kind = clash_between(Extent(one, one), Extent(other, other))
    assert kind is (ClashKind.ORDER_TO_CHOOSE if one == other else None)
    assert not ClashKind.ORDER_TO_CHOOSE.makes_fall


@example(one=(1, 4), other=(4, 4))
@example(one=(1, 4), other=(1, 1))
@example(one=(1, 4), other=(4, 6))
@given(one=BOUNDS, other=BOUNDS)
def test_spans_meet_where_they_hold_a_character_in_common(one, other):
    taken, also = set(range(*one)), set(range(*other))
    kind = clash_between(Extent(*one), Extent(*other))
    if taken and also:
        assert (kind is ClashKind.OVERLAP) == bool(taken & also)
    elif taken or also:
        point = other[0] if taken else one[0]
        assert (kind is ClashKind.OVERLAP) == ({point - 1, point} <= taken | also)


@given(other=EXTENTS)
def test_what_takes_the_whole_meets_everything_even_what_says_no_place(other):
    assert clash_between(Extent(is_whole=True), other) is ClashKind.OVERLAP


@pytest.mark.parametrize("kind", ["overlap", "delete_edit", "move_edit", "same_place"])
def test_every_conflict_of_the_engine_makes_fall_but_insertions_at_one_place(kind):
    assert clash_of_texts(kind).makes_fall == (kind != "same_place")


def test_one_clash_that_makes_fall_is_enough_and_identical_ones_stay():
    meets = {"a": [ClashKind.ORDER_TO_CHOOSE], "b": [ClashKind.ORDER_TO_CHOOSE, ClashKind.MOVE_EDIT], "c": [],
             "d": [ClashKind.OVERLAP]}  # fmt: skip
    assert falling(meets, is_identical=lambda other: other == "d", clashes=meets.__getitem__) == ["b"]


# The sentence that says why. The words of the page, exactly.
CINQ = Rivalry(2, ClashKind.OVERLAP, "trois ans", (4, 4))


@pytest.mark.parametrize(
    ("clashes", "sentence"),
    [
        ([CINQ], "il modifie lui aussi «\u00a0trois ans\u00a0»"),
        (
            [CINQ, Rivalry(2, ClashKind.OVERLAP, "dix\n mille", None), CINQ],
            "il modifie lui aussi «\u00a0trois ans\u00a0», «\u00a0dix mille\u00a0»",
        ),
        ([Rivalry(2, ClashKind.OVERLAP, " \n", None)], "il porte sur le même passage"),
        (
            [Rivalry(2, ClashKind.MOVE_EDIT, "La mairie reste.", (9, 9))],
            "il modifie lui aussi «\u00a0La mairie reste.\u00a0»",
        ),
        ([Rivalry(2, ClashKind.MOVE_EDIT, "", None)], "il porte sur le même passage"),
        (
            [Rivalry(2, ClashKind.DELETE_EDIT, "former les agents", (5, 5))],
            "l’un supprime ce que l’autre modifie\u00a0: «\u00a0former les agents\u00a0»",
        ),
        (
            [CINQ, Rivalry(2, ClashKind.DELETE_EDIT, "former les agents", (5, 5))],
            "l’un supprime ce que l’autre modifie\u00a0: «\u00a0former les agents\u00a0»",
        ),
        (
            [Rivalry(2, ClashKind.OVERLAP, "mot " * 20 + "fin", None)],
            "il modifie lui aussi «\u00a0" + "mot " * 14 + "mot […]\u00a0»",
        ),
        (
            [Rivalry(2, ClashKind.OVERLAP, "mots " + "mot " * 20 + "fin", None)],
            "il modifie lui aussi «\u00a0mots " + "mot " * 12 + "mot […]\u00a0»",
        ),
        ([Rivalry(2, ClashKind.OVERLAP, "m" * 80, None)], f"il modifie lui aussi «\u00a0{'m' * 80}\u00a0»"),
    ],
    ids=["words", "several places", "no word", "moved", "moved, no word", "deleted", "deleted first", "long", "cut", "at most"],
)  # fmt: skip
def test_why_one_falls_is_said(app, clashes, sentence):
    with app.test_request_context():
        assert because(clashes) == sentence


@pytest.mark.parametrize(
    ("kind", "words", "sentence"),
    [
        (ClashKind.OVERLAP, "trois ans", "it also changes «\u00a0trois ans\u00a0»"),
        (ClashKind.MOVE_EDIT, "", "it concerns the same passage"),
        (ClashKind.DELETE_EDIT, "les agents", "one deletes what the other changes: «\u00a0les agents\u00a0»"),
    ],
)
def test_why_one_falls_is_said_in_english(app, kind, words, sentence):
    with app.test_request_context(), force_locale("en"):
        assert because([Rivalry(2, kind, words, None)]) == sentence


def test_every_kind_that_makes_fall_has_its_sentence_above():
    (mark,) = test_why_one_falls_is_said.pytestmark
    told = {clash.kind for clashes, _ in mark.args[1] for clash in clashes}
    assert told == {kind for kind in ClashKind if kind.makes_fall}


# Both callers on the same amendments: words that are all different, each amendment to one alinéa; two of them bring a
# word in common only where they say the same. (What more the engine sees in words, spans cannot tell: an alinéa of
# which hardly a word is left is a rewriting to it.)
ALINEAS = (
    "un deux trois quatre cinq six sept",
    "lundi mardi mercredi jeudi vendredi samedi dimanche",
    "rouge orange jaune vert bleu indigo violet",
)
BASE = "\n\n".join(ALINEAS) + "\n"


@dataclass(frozen=True)
class Change:
    """Words [first, last) of an alinéa, replaced by others."""

    alinea: int
    kind: OrderItemKind
    first: int
    last: int
    words: str

    def item(self, key: int) -> OrderItem:
        """As `voting decide` knows it: spans of characters."""
        words = ALINEAS[self.alinea].split()
        start, end = len(" ".join(words[: self.first])), len(" ".join(words[: self.last]))
        start, end = start + (self.first > 0), end + (self.last > 0 and self.kind is OrderItemKind.INSERT)
        return OrderItem(str(key), self.kind, f"alinéa {self.alinea}", (start, max(start, end)), self.words)

    def text(self) -> str:
        """As the sitting knows it: the whole text."""
        alineas = list(ALINEAS)
        words = ALINEAS[self.alinea].split()
        words[self.first : self.last] = self.words.split()
        alineas[self.alinea] = " ".join(words)
        return "\n\n".join(alinea for alinea in alineas if alinea) + "\n"


@st.composite
def changes(draw) -> Change:
    alinea, first = draw(st.integers(0, 2)), draw(st.integers(0, 6))
    kind = draw(st.sampled_from([kind for kind in OrderItemKind if kind is not OrderItemKind.SUB]))
    if kind in {OrderItemKind.DELETE, OrderItemKind.REWRITE}:
        first, last = 0, 7
    else:
        last = first if kind is OrderItemKind.INSERT else draw(st.integers(first + 1, min(first + 3, 7)))
    is_deletion = kind is OrderItemKind.DELETE or (kind is OrderItemKind.REPLACE and draw(st.booleans()))
    author, place = draw(st.sampled_from("pqr")), "abcdefgh"[first] + "abcdefgh"[last] + "xyz"[alinea]
    words = " ".join(f"{author}{rank}{place}" for rank in "mn"[: draw(st.integers(1, 2))])
    return Change(alinea, kind, first, last, "" if is_deletion else words)


def sitting(drawn: list[Change]) -> tuple[Field, list[Amendment]]:
    """The same amendments as the sitting compares them, on the text in force."""
    revision = Revision(id=1, number=1, text=BASE, sha256=sha256_text(BASE))
    amendments, texts = [], {}
    for key, change in enumerate(drawn, start=1):
        text = redline.normalise(change.text())
        amendment = Amendment(id=key, public_number=key, text=text, text_sha256=sha256_text(text))
        amendment.base_revision = revision
        amendments.append(amendment)
        texts[key] = IfAdopted(text, sha256_text(text), is_clean=True)
    return Field(revision, amendments, texts, 80), amendments


@given(drawn=st.lists(changes(), min_size=2, max_size=6))
def test_the_sitting_and_a_case_say_the_same_amendments_fall(drawn):
    items = [change.item(key) for key, change in enumerate(drawn, start=1)]
    field, amendments = sitting(drawn)
    for amendment, item in zip(amendments, items, strict=True):
        told = [str(fall.amendment.id) for fall in consequences(field, amendment).falling]
        assert told == falls_if_adopted(item, items)
        same = [int(other.id) for other in items if other is not item and identical(item, other)]
        assert field.identical(amendment.id) == same


@given(drawn=st.lists(changes(), min_size=2, max_size=6))
def test_what_a_vote_makes_fall_is_what_was_foretold(drawn):
    items = [change.item(key) for key, change in enumerate(drawn, start=1)]
    played = play(items, lambda _first: True)
    for key, cause in played.cause.items():
        adopted = next(item for item in items if item.id == cause)
        assert key in falls_if_adopted(adopted, items)
