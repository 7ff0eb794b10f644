"""English sentences of a part put to the vote, of an election, and of votes by their number."""

import re

import pytest
from babel.messages.pofile import read_po

from tests.support.said import translations
from tests.support.session import ROOT
from voting.rules.counted_poll import Subject, SubjectKind
from voting.rules.minutes.deeds import PollTold
from voting.rules.minutes.vote_deeds import put_sentence
from voting.rules.verdict_sentences import decided_sentence

PART = "part\u00a01 of proposal No.\u00a01"


@pytest.mark.parametrize(
    ("is_adopted", "said"),
    [
        (True, f"Adopted: {PART} stays in the text to be voted."),
        (False, f"Rejected: {PART} drops out of the text to be voted."),
        (None, f"Neither adopted nor rejected: {PART}."),
    ],
)
def test_a_part_has_no_article_before_its_number(is_adopted, said):
    subject = Subject(SubjectKind.DIVISION, (PART,))
    assert decided_sentence(subject, translations("en"), is_adopted=is_adopted) == said


def test_an_election_is_proceeded_to():
    election = PollTold(9, "The election “Treasurer”", is_feminine=True, is_election=True)
    assert put_sentence(election, translations("en")) == "The sitting proceeds to the election “Treasurer”."


def test_a_vote_named_by_its_number_has_one_name():
    with (ROOT / "translations/en/LC_MESSAGES/messages.po").open("rb") as file:
        texts = [str(message.string) for message in read_po(file, locale="en")]
    assert len(texts) > 1000
    assert [text for text in texts if re.search(r"\bpoll\sNo\.", text, re.IGNORECASE)] == []
