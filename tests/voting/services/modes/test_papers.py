"""A secret vote on paper: counted twice, by two people who find the same; blank and spoilt papers apart, no name kept."""

import pytest
from sqlalchemy import func, select
from sqlalchemy.exc import DatabaseError

from congress.chamber_models import Office
from congress.services.sitting_services import give_office
from core.database import session
from core.errors import Forbidden, Invalid, RuleBroken
from core.journal import entries
from tests.support.assembly import opened_poll
from tests.support.polls import ready, row, sentence
from voting.models import Outcome, Poll
from voting.paper_models import PaperCount
from voting.queries.paper_counts import paper_state
from voting.queries.subjects import SubjectKeys
from voting.rules.methods.method import PAPER, ordinary
from voting.rules.outcome import Reason
from voting.services.modes.papers import key_count
from voting.services.modes.putting_to_vote import put_to_vote
from voting.services.poll_services import close_poll, proclaim_poll
from voting.services.vote_seals import altered_votes

PAPERS = {"for": 2, "against": 1, "blank": 1, "null": 1}


@pytest.fixture
def assembly(ready_assembly):
    """Five electors present, the only proposal in discussion; the second one is teller."""
    made = ready_assembly
    made.teller = made.electors[1]
    made.do(give_office, made.sitting_id, made.teller, Office.TELLER, by=made.secretary)
    return made


@pytest.fixture
def poll(assembly) -> int:
    assembly.do(put_to_vote, assembly.item, SubjectKeys(part_id=assembly.part), PAPER, by=assembly.chair)
    return assembly.read(lambda: session().scalar(select(func.max(Poll.id))))


def agreement(assembly, poll: int) -> bool | None:
    return assembly.read(lambda: paper_state(poll).agree)


def test_it_closes_on_numbers_that_two_people_found(app, assembly, poll):
    with pytest.raises(RuleBroken, match="les mêmes nombres"):
        assembly.do(close_poll, poll, by=assembly.chair)
    assembly.do(key_count, poll, {**PAPERS, "for": 1}, by=assembly.teller)
    assert agreement(assembly, poll) is None
    assembly.do(key_count, poll, PAPERS, by=assembly.secretary)
    assert agreement(assembly, poll) is False
    with pytest.raises(RuleBroken, match="les mêmes nombres"):
        assembly.do(close_poll, poll, by=assembly.chair)
    assembly.do(key_count, poll, PAPERS, by=assembly.teller)  # counted again
    assert agreement(assembly, poll) is True

    assembly.do(close_poll, poll, by=assembly.chair)
    assembly.do(proclaim_poll, poll, by=assembly.chair)

    outcome = row(assembly, Outcome, poll)
    assert outcome.counts == {"for": 2, "against": 1, "abstain": 0, "blank": 1, "null": 1, "not_taking_part": 0}
    assert (outcome.took_part, outcome.cast_votes, outcome.needed) == (5, 3, 2)
    assert sentence(app, assembly, poll) == (
        "Votants\u00a0: 5. Blancs\u00a0: 1. Nuls\u00a0: 1. Suffrages exprimés\u00a0: 3. Majorité absolue\u00a0: 2. "
        "Pour\u00a0: 2. Contre\u00a0: 1. La proposition n°\u00a01 est adoptée."
    )
    stream = f"congress:{assembly.slug}"
    assert assembly.read(lambda: list(altered_votes(entries(stream), assembly.congress_id))) == []
    with pytest.raises(RuleBroken, match="déjà proclamé"):
        assembly.do(key_count, poll, PAPERS, by=assembly.teller)


def test_one_person_counts_once_however_often_they_key(assembly, poll):
    for _again in range(2):
        assembly.do(key_count, poll, PAPERS, by=assembly.teller)
    assert agreement(assembly, poll) is None


def test_a_secret_tie_is_broken_by_nobody_and_says_nothing_of_the_chair(app, assembly, poll):
    for teller in (assembly.teller, assembly.secretary):
        assembly.do(key_count, poll, {"for": 2, "against": 2}, by=teller)
    assembly.do(close_poll, poll, by=assembly.chair)
    assembly.do(proclaim_poll, poll, by=assembly.chair)

    assert row(assembly, Outcome, poll).reason is Reason.TIE
    assert "préside" not in sentence(app, assembly, poll)


def test_those_alone_who_count_key_no_more_papers_than_members_called(assembly, poll):
    for somebody in (assembly.electors[2], assembly.chair, assembly.staff):
        with pytest.raises(Forbidden):
            assembly.do(key_count, poll, PAPERS, by=somebody)
    with pytest.raises(Invalid, match="6\u00a0bulletins pour 5\u00a0membres"):
        assembly.do(key_count, poll, {"for": 6}, by=assembly.teller)


def test_no_paper_is_counted_elsewhere_and_the_database_keeps_none(assembly):
    named = opened_poll(assembly, assembly.item, part_id=assembly.part)
    with pytest.raises(RuleBroken, match="pas sur papier"):
        assembly.do(key_count, named, PAPERS, by=assembly.teller)

    def write() -> None:
        session().add(
            PaperCount(poll_id=named, counted_by_id=assembly.teller, received=PAPERS, counted_at=assembly.now, salt="s")
        )
        session().flush()

    with pytest.raises(DatabaseError, match="paper_count is kept as it was"):
        assembly.run(write)


def test_a_congress_of_secret_votes_votes_on_paper(app):
    made = ready(app, ballot="secret")
    assert ordinary(PAPER.ballot) is PAPER
    made.do(put_to_vote, made.item, SubjectKeys(part_id=made.part), PAPER, by=made.chair)
