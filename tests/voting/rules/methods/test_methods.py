"""The methods of voting: what each offers is counted, said and drawn, and no page names a choice by itself."""

import re
from gettext import NullTranslations
from pathlib import Path

import pytest

from congress.rules.rule_names import BallotKind
from voting.rules.majority import Choice, Counts
from voting.rules.methods import choice_words
from voting.rules.methods.answers import FOR_OR_AGAINST, among_options
from voting.rules.methods.method import METHODS
from voting.rules.methods.tally import Tally, Voices
from voting.rules.modes import Mode

ROOT = Path(__file__).resolve().parents[4]
FRENCH = NullTranslations()
NAMED = re.compile(r"['\"](?:abstain|not_taking_part)['\"]")
# What draws a sign for each choice has one for each by its name.
SIGNS = {"templates/macros/icons.html", "templates/macros/hemicycle.html", "voting/pages/drawing/crowd_drawing.py"}
# Hands counted on a motion from the floor, that is no poll; the words of Popolo for ours; the order of a printed list.
HANDS_AND_WORDS = {
    "voting/pages/debate/typed_debate.py", "voting/services/debate/motion_effects.py",
    "voting/services/debate/settling.py", "templates/voting/debate/_motion.html",
    "voting/pages/minutes/vote_files.py", "voting/queries/minutes/sections.py",
}  # fmt: skip


@pytest.mark.parametrize("method", METHODS.values(), ids=lambda method: method.name)
def test_all_that_a_method_offers_is_counted_drawn_and_has_its_words(method):
    answers = method.answers
    assert len(set(answers.counted)) == len(answers.counted)
    assert set(answers.offered) == set(answers.drawn)
    assert answers.expressed <= answers.taking_part < set(answers.counted) | {""}
    for choice in answers.counted:
        for said in (choice_words.offered_word, choice_words.said_word, choice_words.group_word):
            assert said(choice, FRENCH)
        assert choice_words.counted_word(choice, 2, FRENCH)
    for choice in answers.drawn:
        assert choice_words.drawn_words(choice, 2, FRENCH).startswith("2 ")


@pytest.mark.parametrize("method", METHODS.values(), ids=lambda method: method.name)
def test_a_secret_method_keeps_no_name_and_breaks_no_tie(method):
    is_secret = method.mode is Mode.SECRET
    assert (method.ballot is BallotKind.SECRET) is is_secret
    assert not (is_secret and method.is_named)


def test_a_tally_counts_each_right_once_and_its_weight_exactly():
    tally = Tally.of(FOR_OR_AGAINST.offered, [("for", 2_500_000), ("against", 1_000_000), ("for", 1)])

    assert tally.voices["for"] == Voices(2, 2_500_001)
    assert tally.heads == {"for": 2, "against": 1, "abstain": 0, "not_taking_part": 0}
    assert tally.sum_of(FOR_OR_AGAINST.taking_part) == 3
    assert tally.for_or_against == Counts(for_=2, against=1)
    assert tally.weighted_for_or_against == Counts(for_=2_500_001, against=1_000_000)
    with pytest.raises(KeyError):
        Tally.of(FOR_OR_AGAINST.offered, [("peut-être", 1)])


def test_a_tally_is_stored_choice_by_choice_and_read_back():
    tally = Tally.of(FOR_OR_AGAINST.counted, [("blank", 7)])

    assert tally.as_json()["blank"] == {"heads": 1, "weight": 7}
    assert Tally.from_json(tally.as_json()) == tally


def test_the_counts_of_the_rules_know_each_choice():
    assert set(FOR_OR_AGAINST.counted) == set(Choice) == set(Counts().as_dict())


def test_no_page_and_no_service_names_a_choice_by_itself():
    """Six counts and four choices written in templates stood in the way of every other method."""
    templates = [*(ROOT / "templates").rglob("*.html")]
    modules = [path for room in ("pages", "services", "queries") for path in (ROOT / "voting" / room).rglob("*.py")]
    naming = {
        path.relative_to(ROOT).as_posix()
        for path in (*templates, *modules)
        if NAMED.search(path.read_text(encoding="utf-8"))
    }

    assert naming - SIGNS - HANDS_AND_WORDS == {
        "templates/app/composants.html"
    }  # the example of a drawing, in its comment


def test_what_was_said_is_listed_in_the_order_of_the_options():
    among = among_options(("Lyon", "Brest", "Nice"), on_paper=False, is_ranked=True)
    said = ["not_taking_part", "o2>o1", "abstain", "o1>o3", "o2", "o1"]
    assert among.in_order(said) == ["o1", "o1>o3", "o2", "o2>o1", "abstain", "not_taking_part"]
    assert FOR_OR_AGAINST.in_order(["abstain", "against", "for"]) == ["for", "against", "abstain"]
