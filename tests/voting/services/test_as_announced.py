"""What was announced is what is voted: a text, a batch or falls that changed meanwhile are announced again."""

import pytest

from amendments.services.amendment_services import withdraw
from core import journal
from core.database import session
from core.errors import RuleBroken
from motions.models import Cause
from motions.queries.motion_queries import current_revision
from motions.services.motion_services import append_revision
from tests.support.assembly import in_discussion, published
from tests.support.polls import FIFTEEN, HELPERS, TWENTY, announce, decide, row
from voting.models import Poll, PollState
from voting.services.announced import NotAsAnnounced
from voting.services.poll_services import cancel_poll, open_poll


@pytest.fixture
def assembly(ready_assembly):
    """Five electors present, the only proposal in discussion."""
    return ready_assembly


def refused(assembly, poll: int, words: str) -> None:
    """The poll does not open, and says that it is to be announced again; then it is."""
    with pytest.raises(NotAsAnnounced, match=words) as refusal:
        assembly.do(open_poll, poll, by=assembly.chair)
    assert refusal.value.sentence.endswith("Annulez-le, puis annoncez-le de nouveau.")
    assert row(assembly, Poll, poll).state == PollState.ANNOUNCED
    assembly.do(cancel_poll, poll, "Le texte a changé.", by=assembly.chair)


def rewrite(assembly, part: int, text: str) -> None:
    """What no page does while a plenary sits; a correction of a later version may."""
    number = assembly.read(lambda: current_revision(part).number)
    assembly.do(append_revision, part, text, Cause.CORRECTION, expected_number=number, by=assembly.secretary)


def test_the_fingerprint_is_that_of_the_announcement_and_the_journal_has_it(assembly):
    poll = announce(assembly, part_id=assembly.part)
    own = assembly.read(lambda: current_revision(assembly.part).sha256)
    assert row(assembly, Poll, poll).text_sha256 == own
    entry = assembly.read(lambda: list(journal.entries(f"congress:{assembly.slug}"))[-1])
    assert (entry.kind, entry.payload["text_sha256"]) == ("poll_announced", own)
    assembly.do(open_poll, poll, by=assembly.chair)
    assert row(assembly, Poll, poll).text_sha256 == own


def test_a_text_that_changed_is_announced_again(assembly):
    poll = announce(assembly, part_id=assembly.part)
    rewrite(assembly, assembly.part, TWENTY)
    refused(assembly, poll, "Le texte a changé depuis l’annonce")
    assembly.do(open_poll, announce(assembly, part_id=assembly.part), by=assembly.chair)


def test_a_preamble_that_changed_is_a_motion_to_announce_again(assembly):
    from motions.models import PartKind
    from motions.queries.motion_queries import parts_of

    decide(assembly, _opened(assembly, part_id=assembly.part), "for")
    assembly.item = in_discussion(assembly, None)
    poll = announce(assembly, motion_id=assembly.motion)
    parts = assembly.read(lambda: {part.kind: part.id for part in parts_of(assembly.motion)})
    rewrite(assembly, parts[PartKind.PREAMBLE], "Nous n’avons débattu de rien.\n")
    refused(assembly, poll, "Le texte a changé depuis l’annonce")


def test_an_identical_amendment_published_meanwhile_joins_the_batch_announced_again(assembly):
    first = published(assembly, assembly.part, FIFTEEN, by=assembly.electors[1])
    poll = announce(assembly, amendment_ids=(first,))
    second = published(assembly, assembly.part, FIFTEEN, by=assembly.electors[2])
    refused(assembly, poll, "L’amendement n°\u00a02, identique, a été publié depuis")
    assembly.do(open_poll, announce(assembly, amendment_ids=(first, second)), by=assembly.chair)


def test_an_amendment_that_would_fall_too_is_announced_again(assembly):
    first = published(assembly, assembly.part, FIFTEEN, by=assembly.electors[1])
    poll = announce(assembly, amendment_ids=(first,))
    published(assembly, assembly.part, TWENTY, by=assembly.electors[2])
    refused(assembly, poll, "ferait tomber a changé")
    assembly.do(open_poll, announce(assembly, amendment_ids=(first,)), by=assembly.chair)


def test_one_that_would_not_fall_any_more_is_announced_again(assembly):
    first = published(assembly, assembly.part, FIFTEEN, by=assembly.electors[1])
    second = published(assembly, assembly.part, TWENTY, by=assembly.electors[2])
    poll = announce(assembly, amendment_ids=(first,))
    assembly.do(withdraw, second, by=assembly.electors[2])
    refused(assembly, poll, "ferait tomber a changé")


def test_what_does_not_touch_the_vote_leaves_it_as_announced(assembly):
    first = published(assembly, assembly.part, FIFTEEN, by=assembly.electors[1])
    poll = announce(assembly, amendment_ids=(first,))
    published(assembly, assembly.part, HELPERS, by=assembly.electors[2])
    assembly.do(open_poll, poll, by=assembly.chair)
    assert row(assembly, Poll, poll).state == PollState.OPEN
    assert assembly.read(lambda: session().get_one(Poll, poll).text_sha256)


def _opened(assembly, **subject) -> int:
    poll = announce(assembly, **subject)
    assembly.do(open_poll, poll, by=assembly.chair)
    return poll


def test_once_the_whole_is_announced_no_part_of_it_is_corrected(assembly):
    from amendments.services.editorial_services import revise_text
    from motions.queries.motion_queries import parts_of

    decide(assembly, _opened(assembly, part_id=assembly.part), "for")
    assembly.item = in_discussion(assembly, None)
    poll = announce(assembly, motion_id=assembly.motion)
    parts = assembly.read(lambda: {part.id: current_revision(part.id).text for part in parts_of(assembly.motion)})

    def correct(part: int) -> int:
        text = f"{parts[part].rstrip()}\n\nUn alinéa oublié.\n"
        return assembly.do(
            revise_text, part, text, Cause.CORRECTION, "Oublié.", expected_number=1, by=assembly.secretary
        )

    for part in parts:
        with pytest.raises(RuleBroken, match="est annoncé sur ce texte"):
            correct(part)
    assembly.do(cancel_poll, poll, "Un alinéa manque.", by=assembly.chair)
    for part in parts:
        correct(part)
