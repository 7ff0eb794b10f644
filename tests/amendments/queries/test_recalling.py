"""What is written down of comparisons: read after a start, equal to what is worked out anew, never shown when doubtful."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.amendments.conftest import PROPOSAL
from tests.amendments.pages.test_amendment_pages import get, main_text
from tests.amendments.services.test_decision_services import CINQ, DOUZE, QUINZE, SANS_2, TOUJOURS
from tests.house.test_queries import counted

pytestmark = pytest.mark.one_database
PATHS = ("propositions/1", "propositions/1/concurrents", "amendements")


def kinds():
    from amendments.rules.kept.bearings import bearing_of
    from amendments.rules.kept.rivalries import rivalry_of
    from amendments.rules.kept.sentences import sentences_kept
    from amendments.rules.ranking import votes_kept

    return bearing_of, sentences_kept, votes_kept, rivalry_of


def start_again() -> None:
    """Nothing is in memory, of texts nor of pages."""
    from amendments.pages.amendment_page import amendment_pages
    from amendments.pages.kept.kept_lists import lists, matrices
    from amendments.pages.kept.text_beside import texts_beside

    for kept_in_memory in (texts_beside, amendment_pages, lists, matrices, *kinds()):
        kept_in_memory.forget()


def kept(house) -> int:
    from app.upkeep import keep_comparisons
    from core.clock import machine_now

    with house.cast.app.app_context():
        return keep_comparisons({}, machine_now)


@pytest.fixture
def crowd(house):
    """Eleven amendments, of which some exclude one another."""
    start_again()
    for rank, pair in enumerate((CINQ, QUINZE, DOUZE, SANS_2, QUINZE, TOUJOURS, CINQ), start=1):
        house.published(pair, by=rank)
    house.published(("La mairie reste", "Un alinéa nouveau.\n\nLa mairie reste"), by=1)
    for rank, pair in enumerate(
        (("Les accompagner", "Accompagner"), ("un usager", "une usagère"), ("souvent", "toujours"))
    ):
        house.published(pair, by=rank)
    assert kept(house) > 9
    return house


def change(house, statement: str, **values) -> None:
    from sqlalchemy import text

    from core.database import session

    house.cast.run(lambda: session().execute(text(statement), values))


def test_a_start_reads_what_was_worked_out_before_it(crowd):
    pages = [main_text(get(crowd, path, None)) for path in PATHS]
    for path, page in zip(PATHS, pages, strict=True):
        start_again()
        with counted() as asked:
            assert main_text(get(crowd, path, None)) == page
        assert sum(kind.misses for kind in kinds()) == 0
        assert 1 <= sum("FROM kept_comparison" in one for one in asked) <= 2
    assert kept(crowd) == 0


def test_what_is_written_is_worked_out_ahead_and_by_pages(crowd):
    start_again()
    crowd.adopt(crowd.published(("environ treize", "près de treize"), by=3))  # the others are carried over
    assert kept(crowd) > 0
    start_again()
    get(crowd, "propositions/1", None)
    assert kinds()[0].misses == 0


TAMPERING = (
    "said = '[[1],[1],[],false,[[1,0,9]],[]]'",
    "said = (SELECT max(said) FROM kept_comparison), seal = (SELECT max(seal) FROM kept_comparison)",
    "seal = ''",
    "said = 'é'",
)


def test_an_altered_row_is_worked_out_again_and_never_shown(crowd):
    pages = [main_text(get(crowd, path, None)) for path in PATHS]
    for tampering in TAMPERING:
        change(crowd, f"UPDATE kept_comparison SET {tampering}")
        start_again()
        assert [main_text(get(crowd, path, None)) for path in PATHS] == pages
        assert kinds()[0].misses > 0
        assert kept(crowd) > 0  # and written as it should be
    start_again()
    get(crowd, "propositions/1", None)
    assert kinds()[0].misses == 0


def test_what_another_version_of_the_engine_worked_out_is_not_read_and_goes(crowd):
    from amendments.comparison_models import KeptComparison
    from amendments.queries.kept.recalling import digest_of, seal_of_answer
    from amendments.rules.kept.worked_out import Asked
    from amendments.services.kept.keeping import forget_comparisons
    from core.clock import machine_now
    from core.database import session
    from core.digest import sha256_json

    bearing_of = kinds()[0]

    def as_of_old() -> None:
        read = {digest_of(asked): asked for asked in (Asked(bearing_of, key) for key in bearing_of.known())}
        for row in session().query(KeptComparison).filter(KeptComparison.key.in_(read)):
            row.key, row.engine = sha256_json(["0" * 16, *read[row.key].plain]), "0" * 16
            row.seal = seal_of_answer(row.key, row.said)

    page = main_text(get(crowd, "propositions/1", None))
    crowd.cast.run(as_of_old)
    start_again()
    assert main_text(get(crowd, "propositions/1", None)) == page
    assert bearing_of.misses > 0
    crowd.cast.run(lambda: forget_comparisons(machine_now()))
    assert crowd.read(lambda: session().query(KeptComparison).filter_by(engine="0" * 16).count()) == 0


def test_nothing_is_decided_on_a_row(crowd):
    from amendments.queries.competing_amendments import falls_if_adopted

    amendment_id = crowd.published(DOUZE, by=4)
    kept(crowd)
    start_again()
    with counted() as asked:
        crowd.cast.run(lambda: falls_if_adopted(amendment_id))
    assert kinds()[3].misses == 1
    assert not [one for one in asked if "kept_comparison" in one]


def test_what_no_page_asked_for_is_not_written():
    from amendments.rules.carry_over import KnownText
    from amendments.rules.kept.bearings import location_of
    from amendments.rules.kept.worked_out import take_fresh

    take_fresh(20_000)
    location_of(KnownText("a draft", PROPOSAL), KnownText("of somebody", PROPOSAL.replace(*CINQ)), 80)
    assert take_fresh(20_000) == []


@st.composite
def amended(draw, text: str = PROPOSAL) -> str:
    """A text with some of its alinéas deleted, moved, amended, and others inserted."""
    blocks = text.rstrip("\n").split("\n\n")
    for _ in range(draw(st.integers(1, 3))):
        at = draw(st.integers(1, len(blocks) - 1)) if len(blocks) > 1 else 0
        deed = draw(st.sampled_from(("delete", "move", "insert", "words", "words")))
        if deed == "delete" and len(blocks) > 2:
            del blocks[at]
        elif deed == "move" and len(blocks) > 2:
            blocks.insert(draw(st.integers(1, len(blocks) - 1)), blocks.pop(at))
        elif deed == "insert":
            blocks.insert(at, draw(st.sampled_from(("Un alinéa.", "2. un point nouveau\u00a0;", "« Dit »\u202f!"))))
        else:
            words = blocks[at].split(" ")
            words[draw(st.integers(0, len(words) - 1))] = draw(st.sampled_from(("neuf", "dix", "", "l’autre")))
            blocks[at] = " ".join(words)
    return "\n\n".join(blocks) + "\n"


@given(amended(), st.integers(0, 2), st.data())
def test_only_what_bears_on_all_of_another_may_say_it_already(text, more, data):
    """What a page does not compare (`may_say`) would never have been satisfied."""
    from amendments.rules.carry_over import KnownText, carry
    from amendments.rules.kept.bearings import bearing_of, may_say
    from core.digest import sha256_text

    made = text
    for _ in range(more):
        made = data.draw(amended(made))
    old, new, other = (KnownText(sha256_text(words), words) for words in (PROPOSAL, made, text))
    if carry(old, new, other).is_satisfied:
        assert may_say(bearing_of(old, new, 80), bearing_of(old, other, 80))


@given(st.lists(amended(), min_size=1, max_size=4))
def test_what_is_read_equals_what_is_worked_out_anew(texts):
    from amendments.rules.carry_over import KnownText
    from amendments.rules.dispositif.statements import SentenceForm
    from core.digest import sha256_text

    old, *others = (KnownText(sha256_text(text), text) for text in (PROPOSAL, *texts))
    bearing_of, sentences_kept, votes_kept, rivalry_of = kinds()
    values = [
        (rivalry_of, rivalry_of.__wrapped__(old, frozenset(others), 80)),
        (votes_kept, votes_kept.__wrapped__(old, tuple(dict.fromkeys(others)))),
    ]
    for new in others:
        values.append((bearing_of, bearing_of.__wrapped__(old, new, 80)))
        values.append((sentences_kept, sentences_kept.__wrapped__(old, new, 80, SentenceForm())))
    for kind, value in values:
        read = kind.from_json(json.loads(json.dumps(kind.as_json(value), ensure_ascii=False)))
        assert read == value


def test_a_page_read_again_asks_the_table_nothing(crowd):
    for path in (*PATHS, "scrutins"):
        start_again()
        get(crowd, path, "ada")
        with counted() as asked:
            get(crowd, path, "ada")
        assert not [one for one in asked if "kept_comparison" in one]
