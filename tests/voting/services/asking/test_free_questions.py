"""A question in the words of the chair: put to the vote on any item, by any method, it changes no text."""

import pytest
from sqlalchemy import func, select, text
from sqlalchemy.exc import DatabaseError

from congress.chamber_models import AgendaItemKind
from congress.models import stream_named
from congress.services.sitting_services import add_item
from core.database import session
from core.errors import Forbidden, Invalid, NotFound, RuleBroken
from core.journal import entries
from motions.models import Part
from tests.support.assembly import in_discussion, vote
from tests.support.polls import decide, row, sentence
from voting.models import Poll, PollState
from voting.queries.linked_polls import held_before
from voting.queries.subjects import SubjectKeys
from voting.rules.methods.method import ELECTRONIC, ROLL_CALL, SHOW_OF_HANDS
from voting.services.asking.asking_services import announce_question, put_question
from voting.services.discussion_services import end_item, put_in_discussion
from voting.services.modes.declaring import Declaration, declare
from voting.services.modes.putting_to_vote import go_on_by
from voting.services.poll_services import announce_correction, announce_poll, cancel_poll, open_poll
from voting.services.text_effects import result_shown
from voting.subject_models import PollSubject, Question, QuestionKind

WORDS = "Approuvez-vous le compte rendu de la séance du 3 octobre ?"


@pytest.fixture
def assembly(ready_assembly):
    """Five electors present, the only proposal in discussion."""
    return ready_assembly


def newest(assembly) -> int:
    return assembly.read(lambda: session().scalar(select(func.max(Poll.id))))


def test_a_question_is_asked_as_typed_counted_and_changes_no_text(app, assembly):
    before = row(assembly, Part, assembly.part).state
    poll = assembly.do(announce_question, assembly.item, f"  {WORDS}\n", ELECTRONIC, by=assembly.chair)
    assembly.do(open_poll, poll, by=assembly.chair)
    outcome = decide(assembly, poll, "for", "for", "against")

    asked = row(assembly, Poll, poll)
    assert asked.question == WORDS.replace(" ?", "\u00a0?")
    assert outcome.is_adopted
    assert sentence(app, assembly, poll).endswith("La question mise aux voix est adoptée.")
    assert row(assembly, Part, assembly.part).state == before
    told = assembly.read(lambda: [entry.kind for entry in entries(stream_named(assembly.slug))])
    assert told[told.index("question_asked") + 1] == "poll_announced"


def test_an_item_that_is_about_no_text_takes_a_question(app, assembly):
    assembly.do(end_item, assembly.item, by=assembly.chair)
    kind = AgendaItemKind.OTHER
    item = assembly.do(add_item, assembly.sitting_id, kind, "Questions diverses", None, by=assembly.secretary)
    with pytest.raises(RuleBroken, match="mettre en discussion"):
        assembly.do(put_question, item, WORDS, SHOW_OF_HANDS, by=assembly.chair)
    assembly.do(put_in_discussion, item, by=assembly.chair)
    assembly.do(put_question, item, WORDS, SHOW_OF_HANDS, QuestionKind.PROCEDURAL, by=assembly.chair)
    poll = newest(assembly)
    shown = assembly.read(lambda: result_shown(session().get_one(Poll, poll), if_adopted=True))
    assembly.do(declare, poll, Declaration(is_adopted=False), shown=shown, by=assembly.chair)

    assert sentence(app, assembly, poll).endswith("La motion de procédure est rejetée.")


def test_a_question_whose_network_fails_goes_on_in_one_press_and_stays_one_question(assembly):
    first = assembly.do(announce_question, assembly.item, WORDS, ELECTRONIC, by=assembly.chair)
    assembly.do(open_poll, first, by=assembly.chair)
    vote(assembly, first, "for", assembly.electors[0])
    assembly.do(go_on_by, first, ROLL_CALL, by=assembly.chair)

    then = row(assembly, Poll, newest(assembly))
    assert (then.state, then.method, then.corrects_id) == (PollState.OPEN, ROLL_CALL, first)
    links = assembly.read(lambda: [link.sentence for link in held_before(session().get_one(Poll, then.id))])
    assert links == ["Ce scrutin reprend le scrutin n°\u00a01, annulé."]
    assert assembly.read(lambda: session().scalar(select(func.count(Question.id)))) == 1


def test_a_question_answered_by_mistake_is_asked_again_in_a_poll_that_corrects_it(app, assembly):
    first = assembly.do(announce_question, assembly.item, WORDS, ELECTRONIC, by=assembly.chair)
    assembly.do(open_poll, first, by=assembly.chair)
    decide(assembly, first, "for")
    again = assembly.do(announce_correction, assembly.item, first, "Mauvais bouton.", by=assembly.chair)
    assembly.do(open_poll, again, by=assembly.chair)
    assert decide(assembly, again, "against").is_adopted is False
    assert sentence(app, assembly, again).endswith("La question mise aux voix est rejetée.")


@pytest.mark.parametrize("words", ["", " \n ", "a" * 501], ids=["none", "blank", "too long"])
def test_a_question_has_words_and_not_too_many(assembly, words):
    with pytest.raises(Invalid, match="question"):
        assembly.do(announce_question, assembly.item, words, ELECTRONIC, by=assembly.chair)
    assert assembly.read(lambda: session().scalar(select(func.count(Question.id)))) == 0


def test_the_chair_alone_asks_and_no_other_congress_nor_item_takes_the_question(assembly):
    with pytest.raises(Forbidden):
        assembly.do(announce_question, assembly.item, WORDS, ELECTRONIC, by=assembly.secretary)
    poll = assembly.do(announce_question, assembly.item, WORDS, ELECTRONIC, by=assembly.chair)
    with pytest.raises(RuleBroken, match="Un scrutin est en cours"):
        assembly.do(announce_question, assembly.item, WORDS, ELECTRONIC, by=assembly.chair)
    asked = assembly.read(lambda: session().scalar(select(PollSubject.question_id).where(PollSubject.poll_id == poll)))
    assembly.do(cancel_poll, poll, "Erreur.", by=assembly.chair)
    assembly.do(end_item, assembly.item, by=assembly.chair)
    other = in_discussion(assembly, None)
    with pytest.raises(RuleBroken, match="un autre point"):
        assembly.do(announce_poll, other, SubjectKeys(question_id=asked), by=assembly.chair)
    with pytest.raises(NotFound):
        assembly.do(announce_poll, other, SubjectKeys(question_id=asked + 1), by=assembly.chair)


def test_what_was_asked_is_kept_and_a_poll_is_about_one_thing(assembly):
    poll = assembly.do(announce_question, assembly.item, WORDS, ELECTRONIC, by=assembly.chair)
    with pytest.raises(DatabaseError):
        assembly.run(lambda: session().execute(text("UPDATE question SET words = 'Autre'")))
    with pytest.raises(DatabaseError):
        assembly.run(lambda: session().execute(text("DELETE FROM question")))
    twice = f"UPDATE poll_subject SET part_id = {assembly.part} WHERE poll_id = {poll}"
    with pytest.raises(DatabaseError, match="exactly_one_subject"):
        assembly.run(lambda: session().execute(text(twice)))
