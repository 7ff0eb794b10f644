"""What is too large is refused before it is read, by its length, in one sentence; only what carries a file may be long."""

import io

import pytest

from app.incoming import LARGEST_FORM, LARGEST_OF_A_VOTE
from tests.support.plenary import CONSOLE, shown_on, words
from tests.support.untouched import changed, everything

pytestmark = pytest.mark.one_database
SAID = "Le fichier ou le texte envoyé est trop grand."
VOTE = "scrutins/1/votes"


def ballot(plenary) -> dict[str, object]:
    return {"right": plenary.rights(1, "ada")[0], "choice": "for", "seen": plenary.seen(1)}


def test_a_long_form_changes_nothing(plenary):
    member, chair = plenary.cast.browse("ada"), plenary.cast.browse("chloe")
    closing = {**shown_on(plenary.get("chloe", CONSOLE).text), "geste": "clore", "sans_attendre": "1"}
    vote, step = ballot(plenary), f"{CONSOLE}/scrutins/1"
    before = everything(plenary.cast)
    many = [("more", "x" * 100)] * 30_000
    sent = [
        member.post(plenary.cast.path(VOTE), data={**vote, "more": "x" * size})
        for size in (LARGEST_OF_A_VOTE, 3_000_000, 10_600_000)
    ]
    sent += [
        chair.post(plenary.cast.path(step), data={**closing, "more": "x" * size}) for size in (LARGEST_FORM, 3_000_000)
    ]
    sent.append(member.post(plenary.cast.path(VOTE), data={**vote, "more": [words for _, words in many]}))
    file = {"more": (io.BytesIO(b"x" * 100_000), "a.bin")}
    sent.append(member.post(plenary.cast.path(VOTE), data={**vote, **file}))
    assert [(answer.status_code, SAID in words(answer)) for answer in sent] == [(413, True)] * len(sent)
    assert changed(before, everything(plenary.cast)) == set()
    assert member.post(plenary.cast.path(VOTE), data={**vote, "more": "x" * 10_000}).status_code == 303


def test_a_body_without_a_length_is_counted_as_it_comes(plenary):
    """Sent in pieces: nothing says how long it is."""
    before, form = everything(plenary.cast), "&".join(f"{name}={value}" for name, value in ballot(plenary).items())
    body = io.BytesIO(form.encode() + b"&more=" + b"x" * 3_000_000)
    answer = plenary.cast.browse("ada").post(
        plenary.cast.path(VOTE), input_stream=body, content_type="application/x-www-form-urlencoded",
        environ_overrides={"wsgi.input_terminated": True},
    )  # fmt: skip
    assert answer.status_code == 413
    assert changed(before, everything(plenary.cast)) == set()


def test_the_longest_text_of_an_amendment_goes_through(plenary):
    """A hundred thousand letters, each of six bytes."""
    sent = {"title": "En quelques mots", "a1": "é" * 99_000, "base": "1"}
    answer = plenary.cast.browse("ada").post(plenary.cast.path("propositions/2/amender"), data=sent)
    assert answer.status_code != 413
