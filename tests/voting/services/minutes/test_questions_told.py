"""Options, questions and shows of hands in the minutes, the deliberations and the files of a vote."""

import json

import pytest
from flask import Flask
from sqlalchemy import func, select

from congress.chamber_models import Office
from congress.queries.chamber_queries import sitting
from congress.services.chairing_services import hand_over_chair
from congress.services.presence_services import arrive, leave
from congress.services.sitting_services import give_office
from core.database import session
from tests.support.assembly import vote
from voting.models import Poll
from voting.pages.minutes.minutes_paper import minutes_paper
from voting.pages.minutes.vote_files import popolo_file, votes_table
from voting.queries.minutes.deliberations import deliberations_of
from voting.queries.minutes.recording import draft_record
from voting.queries.poll_queries import named_votes
from voting.rules.methods.method import ELECTRONIC, SHOW_OF_HANDS
from voting.rules.minutes.record import LineKind
from voting.services.asking.asking_services import put_options, put_question
from voting.services.modes.declaring import Declaration, declare
from voting.services.poll_services import close_poll, proclaim_poll
from voting.services.text_effects import result_shown

CITIES = ("Lyon", "Brest", "Nice")


@pytest.fixture
def assembly(ready_assembly):
    """Five electors present, the only proposal in discussion."""
    return ready_assembly


def newest(assembly) -> int:
    return assembly.read(lambda: session().scalar(select(func.max(Poll.id))))


def read(app: Flask, assembly):
    with app.test_request_context():
        return draft_record(sitting(assembly.sitting_id), with_names=True)


def test_a_choice_among_options_is_told_by_their_names(app, assembly):
    assembly.do(
        put_options, assembly.item, "Où se tient le prochain congrès\u00a0?", CITIES, ELECTRONIC, by=assembly.chair
    )
    poll = newest(assembly)
    for member, choice in zip(assembly.electors, ("o1", "o1", "o2", "abstain"), strict=False):
        vote(assembly, poll, choice, member)
    assembly.do(close_poll, poll, by=assembly.chair)
    assembly.do(proclaim_poll, poll, by=assembly.chair)
    record = read(app, assembly)
    told = json.dumps(record.as_json(), ensure_ascii=False)
    named = [line.people for section in record.sections for line in section.lines if line.kind is LineKind.VOTES]
    assert [one.split(" (")[0] for one in named[0]] == ["Lyon", "Brest", "Abstention", "N’ont rien exprimé"]
    for said in ("est choisie", "Lyon (2)"):
        assert said in told
    assert '"o1"' not in json.dumps([line.label for section in record.sections for one in section.lines
                                     for line in one.figures])  # fmt: skip
    with app.test_request_context():
        found = deliberations_of([sitting(assembly.sitting_id)])
        row = session().get_one(Poll, poll)
        event = json.loads(popolo_file(row.congress, row, named_votes(row), "https://a.example/1", "https://a.example"))
        table = votes_table(row, named_votes(row))[1]
    assert [one.about for one in found] == ["Où se tient le prochain congrès\u00a0?"]
    assert {one["option"]: one["value"] for one in event["counts"]}["Lyon"] == 2
    assert "Lyon" in {line[2] for line in table}


def test_a_question_shown_by_hands_and_not_counted_tells_no_number(app, assembly):
    assembly.do(put_question, assembly.item, "Approuvez-vous\u202f?", SHOW_OF_HANDS, by=assembly.chair)
    poll = newest(assembly)
    shown = assembly.read(lambda: result_shown(session().get_one(Poll, poll), if_adopted=True))
    assembly.do(declare, poll, Declaration(is_adopted=True), shown=shown, by=assembly.chair)
    record = read(app, assembly)
    lines = [line for section in record.sections for line in section.lines if line.poll]
    assert lines and not any(line.figures for line in lines)
    with app.test_request_context():
        paper = minutes_paper(record, None, (), "0")
    assert "Scrutin n°\u00a01" in [run.text for one in paper.paragraphs for line in one.lines for run in line]
    told = json.dumps(record.as_json(), ensure_ascii=False)
    assert "Approuvez-vous\u202f?" in told and "?." not in told
    assert "Votants" not in json.dumps(record.as_json()["sections"], ensure_ascii=False)
    with app.test_request_context():
        (one,) = deliberations_of([sitting(assembly.sitting_id)])
        row = session().get_one(Poll, poll)
        event = json.loads(popolo_file(row.congress, row, None, "https://a.example/1", "https://a.example"))
    assert one.is_adopted and event["counts"] == [] and event["result"] == "pass"


def test_named_votes_stand_in_the_order_of_the_polls_whoever_was_there_for_the_first(app, assembly):
    first, other = assembly.chair, assembly.electors[1]
    assembly.do(give_office, assembly.sitting_id, other, Office.SECRETARY, by=assembly.secretary)
    for number in (1, 2, 3):
        if number == 2:  # whose name comes first in the alphabet is not there for it
            assembly.do(hand_over_chair, assembly.sitting_id, other, by=first)
            assembly.do(leave, assembly.sitting_id, first, by=first)
        if number == 3:
            assembly.do(arrive, assembly.sitting_id, first, by=first)
        chair = first if number == 1 else other
        assembly.do(put_question, assembly.item, f"Question {number}\u202f?", ELECTRONIC, by=chair)
        poll = newest(assembly)
        vote(assembly, poll, "for", other)
        assembly.do(close_poll, poll, by=chair)
        assembly.do(proclaim_poll, poll, by=chair)
    named = [line.heading.partition(" – ")[0] for section in read(app, assembly).sections for line in section.lines
             if line.kind is LineKind.VOTES]  # fmt: skip
    assert named == [f"Scrutin n°\u00a0{number}" for number in (1, 2, 3)]
