"""`lettre.json`: the letter with every text, amendment and vote that led to it; what anybody may read, and no more."""

import hashlib
import json

import pytest

pytestmark = pytest.mark.one_database


@pytest.fixture(scope="module")
def whole(read_demonstration):
    """What the file says of the adopted demonstration, some rules of its congress changed for the time of the look."""
    from congress.models import Congress
    from core.database import session
    from letters.letter_formats import letter_file
    from letters.queries import letter_record_of

    app = read_demonstration("adopted").app

    def look(**rules):
        with app.app_context():
            congress = session().query(Congress).one()
            record = letter_record_of(congress)
            for name, value in rules.items():
                setattr(congress, name, value)
            try:
                with session().no_autoflush:
                    return json.loads(letter_file("json", congress, record))
            finally:
                session().rollback()

    return look


def sha256(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def test_every_fingerprint_is_that_of_its_text(whole):
    said = whole()
    assert said["kind"] == "hemicycle-letter-1" and said["letter"]["is_frozen"]
    assert sha256(said["motion"]["text"]) == said["letter"]["fingerprint"]
    versions = [version for text in said["texts"] for version in text["versions"]]
    hashed = [*versions, *said["amendments"], *(row for one in said["amendments"] for row in one["former_versions"])]
    assert len(hashed) > 60 and all(sha256(row["text"]) == row["sha256"] for row in hashed)
    assert [text["number"] for text in said["texts"] if text["kind"] == "proposal" and text["in_letter"]] == [
        section["number"] for section in said["letter"]["sections"]
    ]


def test_amendments_and_votes_are_there_with_their_counts_and_public_names(whole):
    said = whole()
    by_number = {row["number"]: row for row in said["amendments"]}
    sub = by_number["30-A"]
    assert (sub["amends"], sub["text_of_motion"]) == ("30", by_number["30"]["text_of_motion"]) and sub["dispositif"]
    proclaimed = [poll for poll in said["polls"] if poll["state"] == "proclaimed"]
    last = max(proclaimed, key=lambda poll: poll["number"])
    assert last["outcome"]["adopted"] and last["outcome"]["counts"]["for"] == 101
    assert last["text_sha256"] == said["letter"]["fingerprint"]
    named = [poll for poll in proclaimed if poll["votes"]]
    assert named and all({"name", "choice"} <= set(vote) for poll in named for vote in poll["votes"])


def test_what_the_public_may_not_read_is_not_there(whole):
    hidden = whole(named_votes_visible="never")
    assert all(poll["votes"] is None for poll in hidden["polls"])
    secret = whole(amendments_visible="members", results_visible="members", sittings_visible="members")
    assert (secret["amendments"], secret["polls"]) == ([], []) and secret["letter"]["fingerprint"]
