"""Polls in tests: a congress ready to vote, three amendments' texts, and what it takes to get to a verdict."""

from core.database import session
from tests.support.assembly import FIRST_TEXT, assemble, in_discussion, vote, with_motion
from voting.models import Outcome, Poll
from voting.pages.poll_result import Result, result_of
from voting.queries.subjects import SubjectKeys, subject_of
from voting.services.poll_services import announce_poll, close_poll, proclaim_poll

FIFTEEN = FIRST_TEXT.replace("dix mille", "quinze mille")
TWENTY = FIRST_TEXT.replace("dix mille", "vingt mille")
HELPERS = FIRST_TEXT.replace("rémunérer les aidants", "former et rémunérer les aidants")


def ready(app, **rules):
    made = assemble(app, electors=5, opened=True, **rules)
    made.motion, (made.part,) = with_motion(made)
    made.present(*made.electors)
    made.item = in_discussion(made)
    return made


def row(assembly, model, row_id):
    return assembly.read(lambda: session().get_one(model, row_id))


def announce(assembly, **subject) -> int:
    return assembly.do(announce_poll, assembly.item, SubjectKeys(**subject), by=assembly.chair)


def decide(assembly, poll: int, *choices: str, confirmed=()) -> Outcome:
    """Each elector votes in turn, the chair first; closed and proclaimed."""
    for member, choice in zip(assembly.electors, choices, strict=False):
        vote(assembly, poll, choice, member)
    assembly.do(close_poll, poll, by=assembly.chair)
    assembly.do(proclaim_poll, poll, confirmed=set(confirmed), by=assembly.chair)
    return row(assembly, Outcome, poll)


def result(app, assembly, poll: int) -> Result:
    """The result of a poll as pages show it."""
    with app.test_request_context():
        found = session().get_one(Poll, poll)
        return result_of(found, found.outcome, subject_of(found))


def sentence(app, assembly, poll: int) -> str:
    with app.test_request_context():
        return result(app, assembly, poll).sentence
