"""A file may grow no more: the kernel refuses what SQLite writes. Everybody is told, nothing is half done, it is got over.

The limit of file sizes of this process is what a full disk is to it, and needs no right that a test might not have.
"""

import resource
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from tests.support.plenary import CONSOLE, shown_on, words
from tests.support.untouched import changed, everything

pytestmark = pytest.mark.one_database
SAID = "Le site ne peut rien écrire en ce moment\u202f; rien n’est enregistré. Réessayez dans un instant."


@contextmanager
def no_room() -> Iterator[None]:
    """While nothing can be written to a file."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def ballot(plenary, choice: str = "for") -> dict[str, object]:
    poll = 1
    return {"right": plenary.rights(poll, "ada")[0], "choice": choice, "seen": plenary.seen(poll)}


def test_a_vote_a_step_of_the_chair_and_a_draft_are_refused_whole_then_taken(plenary, runner, monkeypatch, tmp_path):
    from app.commands.service_cli import verify
    from app.server.warm_start import CompiledTemplates

    monkeypatch.setattr(plenary.cast.app.jinja_env, "bytecode_cache", CompiledTemplates(tmp_path / "templates"))
    member, chair = plenary.cast.browse("ada"), plenary.cast.browse("chloe")
    draft = {"title": "En quelques mots", "a1": "Une phrase qui a coûté une heure."}
    asked = [
        (member, "scrutins/1/votes", ballot(plenary)),
        (member, "propositions/2/amender", {**draft, "base": "1"}),
        (
            chair,
            f"{CONSOLE}/scrutins/1",
            {**shown_on(plenary.get("chloe", CONSOLE).text), "geste": "clore", "sans_attendre": "1"},
        ),
    ]
    before = everything(plenary.cast)
    with no_room():
        refused = [browser.post(plenary.cast.path(rest), data=fields) for browser, rest, fields in asked]
    assert [(answer.status_code, SAID in words(answer)) for answer in refused] == [(503, True)] * 3
    assert draft["a1"] in words(refused[1])
    assert changed(before, everything(plenary.cast)) == set()
    taken = [browser.post(plenary.cast.path(rest), data=fields).status_code for browser, rest, fields in asked]
    assert taken == [303] * 3
    assert changed(before, everything(plenary.cast)) >= {"ballot", "ballot_cast", "amendment", "outcome"}
    verified = runner.invoke(verify, [plenary.cast.slug])
    assert verified.exit_code == 0, verified.output
