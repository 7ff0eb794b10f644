"""One congress played twice, from its folder to its signatures, has one journal: once on SQLite, and once on the database
of the run.
"""

from datetime import timedelta
from typing import Any

import pytest
from flask import Flask

from core.row_seals import reproducible
from tests.support.application import NOON, migrate
from tests.support.cast import build_congress
from tests.support.clock import FrozenClock
from tests.support.databases import SqliteDatabases
from tests.support.essai import PROPOSALS
from tests.support.plenary import FIFTEEN, Plenary


@pytest.fixture
def sqlite_url(database, workspace, worker_id):
    """The address of one more database, always SQLite."""
    maker = SqliteDatabases(workspace, worker_id, lambda address: migrate(address, workspace / "instance"))
    address = maker.fresh()
    yield address
    maker.discard(address)


def test_the_same_congress_has_the_same_journal_on_both_databases(make_app, database_url, sqlite_url):
    first, second = (journal_of(make_app(url, CLOCK=FrozenClock(NOON))) for url in (sqlite_url, database_url))
    for one, other in zip(first, second, strict=True):
        assert one == other
    kinds = {entry["kind"] for entry in first}
    assert {"member_added", "proxy_given", "quorum_checked", "poll_proclaimed", "letter_signed"} <= kinds


def journal_of(app: Flask) -> list[dict[str, Any]]:
    """Each entry with its fingerprint; the journal is whole."""
    from app.journal_verifying import verify_journal
    from core import journal

    with reproducible("essai"):
        cast = build_congress(app, proposals=PROPOSALS[:1])
        play(Plenary.of(cast))
    assert cast.read(lambda: verify_journal("essai").errors) == ()
    return cast.read(lambda: [{**row.content(), "digest": row.digest} for row in journal.entries("congress:essai")])


def play(plenary: Plenary) -> None:
    """An amendment, its text and the motion, with a proxy, a departure and a tie; the letter and two signatures."""
    from congress.services.presence_services import leave
    from congress.services.proxy_services import give_proxy
    from letters.services import freeze_letter, sign
    from motions.queries.motion_queries import motion_of
    from voting.queries.subjects import SubjectKeys
    from voting.services.poll_services import announce_poll, open_poll

    ids, read = plenary.cast.ids, plenary.cast.read
    plenary.do(give_proxy, plenary.sitting_id, ids["hana"], ids["ada"], by="hana")
    plenary.open("ada", "bela", "dora", "emile", "fatou", "chloe")
    amendment = plenary.amend(FIFTEEN, by="ada")
    plenary.discuss()
    tied(plenary, plenary.poll(amendment_ids=(amendment,)))
    plenary.do(leave, plenary.sitting_id, ids["fatou"], by="fatou")
    tied(plenary, plenary.poll())
    motion = read(lambda: motion_of(plenary.cast.congress_id).id)
    poll = plenary.do(announce_poll, plenary.discuss(2), SubjectKeys(motion_id=motion))
    plenary.do(open_poll, poll)
    tied(plenary, poll)
    letter = plenary.do(freeze_letter, plenary.cast.congress_id, by="sven")
    plenary.cast.clock.advance(timedelta(hours=3))
    text = read(lambda: _letter_sha256(letter))
    for name, publish in (("ada", True), ("bela", False)):
        plenary.do(sign, letter, publish_name=publish, seen_sha256=text, by=name)


def tied(plenary: Plenary, poll: int) -> None:
    plenary.vote(poll, "for", "ada", "chloe")
    plenary.vote(poll, "against", "bela", "dora")
    plenary.vote(poll, "abstain", "emile")
    plenary.proclaim(poll)


def _letter_sha256(letter: int) -> str:
    from core.database import session
    from letters.models import Letter

    return session().get_one(Letter, letter).motion_sha256
