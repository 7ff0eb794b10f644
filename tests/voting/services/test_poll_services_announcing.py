"""A poll is announced: its question and rules frozen, in order, one at a time; opened, its text held."""

import pytest
from sqlalchemy import func, select

from amendments.models import Amendment
from amendments.queries.amendment_queries import if_adopted
from amendments.services.amendment_services import withdraw
from congress.chamber_models import Sitting, SittingKind
from congress.models import Congress
from core.database import session
from core.digest import sha256_json
from core.errors import Forbidden, Invalid, NotFound, RuleBroken
from motions.models import Part
from tests.support.assembly import assemble, in_discussion, opened_poll, published, rights, with_motion
from tests.support.polls import FIFTEEN, announce, decide, ready, row
from voting.models import Poll, PollState
from voting.queries.subjects import SubjectKeys
from voting.services.poll_services import announce_poll, cancel_poll, close_poll, open_poll, proclaim_poll


@pytest.fixture
def assembly(ready_assembly):
    """Five electors present, the only proposal in discussion."""
    return ready_assembly


def test_the_question_and_the_rules_are_frozen_with_their_fingerprint(assembly):
    amendment = published(assembly, assembly.part, FIFTEEN, by=assembly.electors[1])
    poll = row(assembly, Poll, announce(assembly, amendment_ids=(amendment,)))
    assert poll.question == "Adoptez-vous l’amendement n°\u00a01 de Mme\u00a0Ada Martin\u202f?"
    assert (poll.number, poll.state) == (1, PollState.ANNOUNCED)
    assert poll.rules["majority"] == ["absolute_cast"]
    assert poll.rules_sha256 == sha256_json(poll.rules)


def test_rules_changed_afterwards_do_not_change_an_announced_poll(assembly):
    poll = announce(assembly, part_id=assembly.part)

    def change() -> None:
        session().get_one(Congress, assembly.congress_id).majority = ["3/5_cast"]

    assembly.run(change)
    assembly.do(open_poll, poll, by=assembly.chair)
    assert decide(assembly, poll, "for", "against", "for", "against", "for").is_adopted


def test_the_questions_are_sentences(assembly):
    question = row(assembly, Poll, announce(assembly, part_id=assembly.part)).question
    assert question == "Adoptez-vous la proposition n°\u00a01, «\u00a0Médiation numérique\u00a0»\u202f?"


def test_a_secret_ballot_is_refused_honestly(app):
    assembly = ready(app, ballot="secret", tie_rule="rejected")
    with pytest.raises(RuleBroken, match="ce vote se tient sur papier"):
        announce(assembly, part_id=assembly.part)
    assert assembly.read(lambda: session().scalar(select(func.count()).select_from(Poll))) == 0


def test_a_preparation_sitting_holds_no_poll(assembly):
    def prepare() -> None:
        session().get_one(Sitting, assembly.sitting_id).kind = SittingKind.PREPARATION

    assembly.run(prepare)
    with pytest.raises(RuleBroken, match="discute sans voter"):
        announce(assembly, part_id=assembly.part)


def test_nobody_but_the_chair_announces_opens_closes_proclaims_cancels(assembly):
    poll = opened_poll(assembly, assembly.item, part_id=assembly.part)
    for someone in (assembly.secretary, assembly.electors[1]):
        with pytest.raises(Forbidden):
            assembly.do(announce_poll, assembly.item, SubjectKeys(part_id=assembly.part), by=someone)
        for verb in (open_poll, close_poll, proclaim_poll):
            with pytest.raises(Forbidden):
                assembly.do(verb, poll, by=someone)
    with pytest.raises(Forbidden):  # the secretariat may: tests/voting/services/test_chair_gone.py
        assembly.do(cancel_poll, poll, "Non", by=assembly.electors[1])
    assert row(assembly, Poll, poll).state == PollState.OPEN


def test_one_poll_at_a_time_in_a_sitting(assembly):
    announce(assembly, part_id=assembly.part)
    with pytest.raises(RuleBroken, match="Un scrutin est en cours"):
        announce(assembly, part_id=assembly.part)


def test_amendments_are_voted_before_their_text_and_texts_before_the_whole(assembly):
    published(assembly, assembly.part, FIFTEEN, by=assembly.electors[1])
    with pytest.raises(RuleBroken, match="L’amendement n°\u00a01 reste à voter"):
        announce(assembly, part_id=assembly.part)
    assembly.item = in_discussion(assembly, None)
    with pytest.raises(RuleBroken, match="La proposition n°\u00a01 n’a pas encore été votée"):
        announce(assembly, motion_id=assembly.motion)


def test_a_text_of_another_item_is_refused(app):
    assembly = assemble(app, opened=True)
    motion, (_, second) = with_motion(assembly, proposals=2)
    assembly.present(*assembly.electors)
    assembly.item = in_discussion(assembly, 1)
    for subject in ({"part_id": second}, {"motion_id": motion}):
        with pytest.raises(RuleBroken, match="pas celui du point en discussion"):
            announce(assembly, **subject)


def test_a_text_of_another_congress_or_nothing_is_not_found(app, assembly):
    other = assemble(app, slug="autre")
    _, (foreign,) = with_motion(other)
    with pytest.raises(NotFound):
        announce(assembly, part_id=foreign)
    with pytest.raises(Invalid):
        announce(assembly)


def test_an_amendment_withdrawn_after_the_announcement_is_not_opened(assembly):
    author = assembly.electors[1]
    amendment = published(assembly, assembly.part, FIFTEEN, by=author)
    poll = announce(assembly, amendment_ids=(amendment,))
    assembly.do(withdraw, amendment, by=author)
    with pytest.raises(RuleBroken, match="n’est plus à voter"):
        assembly.do(open_poll, poll, by=assembly.chair)


def test_what_is_put_to_the_vote_is_held_and_freed_at_the_end(assembly):
    author = assembly.electors[1]
    amendment = published(assembly, assembly.part, FIFTEEN, by=author)
    poll = opened_poll(assembly, assembly.item, amendment_ids=(amendment,))
    assert row(assembly, Amendment, amendment).under_vote
    assert row(assembly, Part, assembly.part).under_vote
    assert row(assembly, Sitting, assembly.sitting_id).under_vote
    with pytest.raises(RuleBroken):
        assembly.do(withdraw, amendment, by=author)
    assembly.do(cancel_poll, poll, "Erreur de numéro", by=assembly.chair)
    assert not row(assembly, Amendment, amendment).under_vote
    assert not row(assembly, Part, assembly.part).under_vote
    assert not row(assembly, Sitting, assembly.sitting_id).under_vote


def test_the_text_as_it_would_read_is_frozen(assembly):
    amendment = published(assembly, assembly.part, FIFTEEN, by=assembly.electors[1])
    poll = opened_poll(assembly, assembly.item, amendment_ids=(amendment,))
    expected = assembly.read(lambda: if_adopted(session().get_one(Amendment, amendment)).sha256)
    assert row(assembly, Poll, poll).text_sha256 == expected


def test_a_double_click_on_open_opens_once(assembly):
    poll = opened_poll(assembly, assembly.item, part_id=assembly.part)
    opened_at = row(assembly, Poll, poll).opened_at
    assembly.do(open_poll, poll, by=assembly.chair)
    assert row(assembly, Poll, poll).opened_at == opened_at
    assert [len(rights(assembly, poll, member)) for member in assembly.electors] == [1] * 5
