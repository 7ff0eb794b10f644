"""What was decided anew is said so wherever the first decision is printed: minutes, list of deliberations, open data."""

import pytest

from congress.queries.chamber_queries import sitting, sittings_of
from core.database import session
from tests.support.assembly import in_discussion, published
from tests.support.polls import FIFTEEN, announce, decide, row
from voting.models import Poll
from voting.pages.minutes.deliberations_paper import deliberations_paper, deliberations_table
from voting.pages.minutes.scdl import scdl_file
from voting.queries.minutes.deliberations import deliberations_of
from voting.queries.minutes.recording import draft_record
from voting.services.discussion_services import end_item
from voting.services.poll_services import announce_correction, cancel_poll, open_poll

LOST, WON = ("against", "against", "for"), ("for", "for", "against", "abstain")


@pytest.fixture
def assembly(ready_assembly):
    """Five electors present, the only proposal in discussion."""
    return ready_assembly


def voted(assembly, *choices: str, **subject) -> int:
    poll = announce(assembly, **subject)
    assembly.do(open_poll, poll, by=assembly.chair)
    decide(assembly, poll, *choices)
    return poll


def corrected(assembly, poll: int, *choices: str) -> int:
    again = assembly.do(announce_correction, assembly.item, poll, "Erreur de lecture", by=assembly.chair)
    assembly.do(open_poll, again, by=assembly.chair)
    decide(assembly, again, *choices)
    return again


def lines(app, assembly) -> str:
    with app.test_request_context():
        record = draft_record(sitting(assembly.sitting_id), with_names=True)
    told = (" ".join(filter(None, [line.words, line.decision, line.after]))
            for section in record.sections for line in section.lines)  # fmt: skip
    return "\n".join(told).replace("\u00a0", " ")


def test_minutes_say_what_corrected_a_vote_and_why(app, assembly):
    corrected(assembly, voted(assembly, *LOST, part_id=assembly.part), *WON)
    told = lines(app, assembly)
    assert "Ce scrutin corrige le scrutin n° 1. Motif : Erreur de lecture." in told and "qu’il reprend" not in told
    first, second = (line for line in told.splitlines() if line.startswith("Délibération n° "))
    assert first.endswith("1 pour, 2 contre, 0 abstention. Cette décision est corrigée par le scrutin n° 2.")
    assert second.endswith("2 pour, 1 contre, 1 abstention.")


def test_a_vote_that_was_to_correct_another_and_decided_nothing_is_told_so(app, assembly):
    first = voted(assembly, *LOST, part_id=assembly.part)
    again = assembly.do(announce_correction, assembly.item, first, "Erreur de lecture", by=assembly.chair)
    assembly.do(open_poll, again, by=assembly.chair)
    assembly.do(cancel_poll, again, "Panne.", by=assembly.chair)
    told = lines(app, assembly)
    assert "Ce scrutin est lié au scrutin n° 1, qu’il reprend." in told and "corrigée" not in told


def test_a_text_voted_again_as_it_changed_is_one_deliberation_in_force(app, assembly):
    amendment = published(assembly, assembly.part, FIFTEEN, by=assembly.electors[1])
    lost = voted(assembly, *LOST, amendment_ids=(amendment,))
    voted(assembly, *WON, part_id=assembly.part)
    corrected(assembly, lost, *WON)
    (waiting,) = (line for line in lines(app, assembly).splitlines() if line.startswith("Délibération n° "))
    assert waiting.endswith(
        "Le scrutin n° 3, qui corrige un vote, a changé le texte depuis : il est à voter de nouveau."
    )
    with app.test_request_context():
        found = deliberations_of(sittings_of(assembly.congress_id))
        assert scdl_file(found[0].poll.congress, found, str).decode().count("\r\n") == 1, "no text is adopted"
    voted(assembly, *WON, part_id=assembly.part)
    first = next(line for line in lines(app, assembly).splitlines() if line.startswith("Délibération n° "))
    assert first.endswith("Le texte a changé depuis ce vote : il a été voté de nouveau, au scrutin n° 4.")
    with app.test_request_context():
        found = deliberations_of(sittings_of(assembly.congress_id))
        congress = found[0].poll.congress
        open_data = scdl_file(congress, found, lambda number: f"https://a.example/{number}").decode()
        paper = deliberations_paper(sitting(assembly.sitting_id), found)
        table = deliberations_table(found)[1]
    assert [one.poll.number for one in found] == [2, 4]
    assert len(open_data.splitlines()) == 2 and "https://a.example/4" in open_data
    assert sum("voté de nouveau" in run.text for one in paper.paragraphs for line in one.lines for run in line) == 1
    assert [line[10] for line in table] == ["4", ""]


def test_the_list_of_a_sitting_says_what_a_later_one_corrected_and_its_minutes_stay_as_they_were(app, assembly):
    from congress.chamber_models import Office, SittingKind
    from congress.services.sitting_services import close_sitting, give_office, open_sitting, plan_sitting

    lost, first = voted(assembly, *LOST, part_id=assembly.part), assembly.sitting_id
    assembly.do(end_item, assembly.item, by=assembly.chair)
    assembly.do(close_sitting, first, by=assembly.chair)
    minutes = lines(app, assembly)
    day = {"starts_at": assembly.then(), "ends_at": assembly.then()}
    assembly.sitting_id = assembly.do(
        plan_sitting, assembly.congress_id, kind=SittingKind.PLENARY, title="Suite", room_id=None, **day,
        by=assembly.secretary,
    )  # fmt: skip
    assembly.do(give_office, assembly.sitting_id, assembly.chair, Office.CHAIR, by=assembly.secretary)
    assembly.do(open_sitting, assembly.sitting_id, by=assembly.chair)
    assembly.present(*assembly.electors)
    assembly.item = in_discussion(assembly)
    again = row(assembly, Poll, corrected(assembly, lost, *WON)).number
    with app.test_request_context():
        (one,) = deliberations_of([sitting(first)])
        assert one.corrected_by == again
        assert session().get_one(Poll, lost).sitting_id == first
    assembly.sitting_id = first
    assert lines(app, assembly) == minutes
