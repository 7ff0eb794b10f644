"""A state has one name: whatever a status tag says is in the table of docs/words.md, whatever that table says is said."""

import re

import pytest

from tests.support.session import ROOT

pytestmark = pytest.mark.one_database
TAG = re.compile(r"status_tag\(\s*['\"]\w+['\"],\s*(.+?)\)\s*(?:\}|\n|$)", re.DOTALL)
WORDS = re.compile(r"_\(['\"]([^'\"]+)['\"]\)")


def feminine(word: str) -> set[str]:
    """The word, and as it is said of a proposal."""
    return {word, f"{word}e"}


@pytest.fixture(scope="module")
def named() -> set[str]:
    """The names of the table."""
    table = (ROOT / "docs" / "words.md").read_text(encoding="utf-8").partition("## States")[2].partition("\n## ")[0]
    return {accorded for word in re.findall("« ([^»]+) »", table) for accorded in feminine(word.replace("\u00a0", " "))}


def test_no_template_has_another_name_in_a_tag(named):
    found = {}
    for path in sorted((ROOT / "templates").rglob("*.html")):
        for call in TAG.findall(path.read_text(encoding="utf-8")):
            found |= {word: path.name for word in WORDS.findall(call) if word not in named}
    assert found == {}


def test_no_tag_of_a_verdict_has_another_name(named):
    said = WORDS.findall((ROOT / "voting/pages/asking/verdict_tags.py").read_text(encoding="utf-8"))
    assert {"Sans élu", "Rejetée"} <= set(said) <= named


def test_no_label_has_another_name(app, named):
    from amendments.labels import status_word, status_words
    from amendments.models import Amendment, AmendmentStatus
    from congress.chamber_models import Sitting, SittingState
    from motions.models import Motion, MotionState, PartState
    from motions.pages.motion_labels import motion_state_tag, proposal_state_tag
    from voting.pages.sitting_page import state_words

    with app.test_request_context():
        said = {
            *(status_words(status) for status in AmendmentStatus),
            status_word(Amendment(under_vote=True)),
            *(proposal_state_tag(state)[1] for state in PartState),
            *(motion_state_tag(Motion(state=state))[1] for state in MotionState),
            *(state_words(Sitting(state=state))[1] for state in SittingState),
        }
    assert {word for word in said if word not in named} == set()


def test_a_proposal_is_called_the_same_on_the_home_in_the_list_and_on_its_page(cast):
    pages = [cast.browse("ada").get(cast.path(rest)).text for rest in ("", "propositions", "propositions/1")]
    assert [page.count("Amendable") for page in pages] == [0, 0, 0]
    assert all(re.search(r'class="tag[^>]*>(?:<svg.*?</svg>)?Non encore examinée', page) for page in pages)
