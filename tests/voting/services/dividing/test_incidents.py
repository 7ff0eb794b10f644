"""What happens in the middle of a division, or of a vote on what the bureau retains: no step is lost, none counts twice."""

from dataclasses import replace
from datetime import timedelta

import pytest

from core.errors import RuleBroken
from tests.support.plenary import FIFTEEN, Plenary
from tests.voting.services.dividing.test_dividing import (
    BASE,
    KEPT,
    TWO,
    amendment,
    decide,
    divided,
    questions,
    state,
    text,
    whole,
)
from tests.voting.services.ordering.test_retained import TITLED, retained, statuses

pytestmark = pytest.mark.one_database  # both databases are tried by the services that it strings together


@pytest.fixture
def plenary(cast):
    found = Plenary.of(cast)
    found.open()
    found.discuss()
    return found


INTERRUPTED = (
    "la partie 2 de la proposition n° 1 n’a pas été mise aux voix. L’ensemble n’étant pas voté, le texte reste"
)


def minutes(plenary) -> str:
    """Those of the sitting, in words, with ordinary spaces."""
    from tests.support.plenary import NUMBER, words

    return words(plenary.get("sven", f"seances/{NUMBER}/proces-verbal")).replace("\u00a0", " ")


def by_hands(plenary, *, is_adopted: bool, **subject) -> None:
    from voting.queries.poll_queries import current_poll_of
    from voting.queries.subjects import SubjectKeys
    from voting.rules.methods.method import SHOW_OF_HANDS
    from voting.services.modes.declaring import Declaration, declare
    from voting.services.modes.putting_to_vote import put_to_vote
    from voting.services.text_effects import result_shown

    plenary.do(put_to_vote, plenary.item(), SubjectKeys(**subject), SHOW_OF_HANDS)
    poll = plenary.cast.read(lambda: current_poll_of(plenary.sitting_id))
    shown = plenary.cast.read(lambda: result_shown(poll, if_adopted=True))
    plenary.do(declare, poll.id, Declaration(is_adopted=is_adopted), shown=shown)


def test_parts_are_voted_by_hands_and_one_that_is_cancelled_is_held_again(plenary):
    from voting.queries.poll_queries import current_poll_of
    from voting.rules.methods.method import SHOW_OF_HANDS
    from voting.services.modes.putting_to_vote import go_on_by
    from voting.services.poll_services import cancel_poll

    division = divided(plenary, 5)
    first, second = questions(plenary, division)
    poll = plenary.poll(question_id=first)
    plenary.do(cancel_poll, poll, "Le réseau est tombé.")
    poll = plenary.poll(question_id=first)
    plenary.do(go_on_by, poll, SHOW_OF_HANDS)
    held = plenary.cast.read(lambda: current_poll_of(plenary.sitting_id))
    assert (held.corrects_id, held.subjects[0].question_id) == (poll, first)
    plenary.do(cancel_poll, held.id, "Les mains ne se voient pas.")
    by_hands(plenary, is_adopted=True, question_id=first)
    with pytest.raises(RuleBroken, match="déjà été votée"):
        plenary.announce(question_id=first)
    by_hands(plenary, is_adopted=False, question_id=second)
    assert text(plenary) == BASE.rsplit("\n\n", 1)[0] + "\n"
    assert whole(plenary) == ()


def test_a_sitting_that_ends_and_is_reopened_goes_on_with_the_parts_left(plenary):
    from congress.services.reopening_services import reopen_sitting
    from voting.services.discussion_services import end_sitting, put_in_discussion

    division = divided(plenary, 2)
    first, second = questions(plenary, division)
    decide(plenary, "against", question_id=first)
    plenary.do(end_sitting, plenary.sitting_id)
    with pytest.raises(RuleBroken):
        plenary.announce(question_id=second)
    assert INTERRUPTED in minutes(plenary)
    plenary.do(reopen_sitting, plenary.sitting_id, "Close par erreur.")
    plenary.arrive("ada", "bela", "dora", "emile", "fatou", "gaspard")
    plenary.do(put_in_discussion, plenary.item())
    decide(plenary, "for", question_id=second)
    assert "Nous demandons" not in text(plenary) and state(plenary) == "in_discussion"
    assert "Les parties rejetées disparaissent du texte" in minutes(plenary).split(INTERRUPTED)[1]
    assert whole(plenary) == ()


def test_a_division_goes_on_after_a_suspension_and_another_sitting_votes_the_text_as_it_was(plenary):
    from congress.chamber_models import AgendaItemKind, Office, SittingKind
    from congress.services.sitting_services import add_item, give_office, plan_sitting, resume_sitting
    from voting.services.discussion_services import end_item, end_sitting, put_in_discussion, suspend

    division = divided(plenary, 2, 4)
    first, second, third = questions(plenary, division)
    decide(plenary, "against", question_id=first)
    plenary.do(suspend, plenary.sitting_id)
    plenary.do(resume_sitting, plenary.sitting_id)
    decide(plenary, "for", question_id=second)
    plenary.do(end_item, plenary.item())
    plenary.do(end_item, plenary.item())  # pressed twice, told once
    plenary.do(end_sitting, plenary.sitting_id)
    assert minutes(plenary).count("la partie 3 de la proposition n° 1 n’a pas été mise aux voix") == 1
    assert (state(plenary), text(plenary)) == ("in_discussion", KEPT)
    now = plenary.cast.clock.now()
    other = plenary.do(plan_sitting, plenary.cast.congress_id, kind=SittingKind.PLENARY, title="Suite", room_id=None,
                       starts_at=now, ends_at=now + timedelta(hours=2), by="sven")  # fmt: skip
    item = plenary.do(add_item, other, AgendaItemKind.PROPOSAL, "Suite", proposal_number=1, by="sven")
    plenary.do(give_office, other, plenary.cast.ids["chloe"], Office.CHAIR, by="sven")
    later = replace(plenary, sitting_id=other)
    later.open("ada", "bela", "dora", "emile", "fatou", "gaspard")
    plenary.do(put_in_discussion, item)
    with pytest.raises(RuleBroken):
        later.announce(question_id=third)
    decide(later, "for")
    assert (state(plenary), text(plenary)) == ("adopted", KEPT)
    assert whole(plenary) == ()


def test_an_amendment_published_meanwhile_is_voted_before_the_parts(plenary):
    division = divided(plenary, 2)
    first, _second = questions(plenary, division)
    late = plenary.amend(FIFTEEN, by="ada")
    with pytest.raises(RuleBroken, match="reste à voter avant le texte"):
        plenary.announce(question_id=first)
    decide(plenary, "for", amendment_ids=(late,))
    with pytest.raises(RuleBroken, match="Renoncez à la division"):
        plenary.announce(question_id=first)
    decide(plenary, "for")
    assert state(plenary) == "adopted"


def test_a_vote_on_a_part_is_not_corrected_apart(plenary):
    from voting.services.poll_services import announce_correction

    division = divided(plenary, 2)
    poll = plenary.poll(question_id=questions(plenary, division)[0])
    plenary.vote(poll, "for", "ada")
    plenary.proclaim(poll)
    with pytest.raises(RuleBroken, match="c’est le vote sur l’ensemble qui se corrige"):
        plenary.do(announce_correction, plenary.item(), poll, "Mal compris.")


def test_what_is_retained_is_voted_by_hands_and_not_divided(plenary):
    title, two = plenary.amend(TITLED, by="ada"), plenary.amend(TWO, by="dora")
    bundle = retained(plenary, title, two)
    with pytest.raises(RuleBroken, match="demandez d’abord un vote séparé"):
        divided(plenary, 1, amendment=(two,))
    by_hands(plenary, is_adopted=True, amendment_ids=(title, two), bundle_id=bundle)
    assert statuses(plenary, title, two) == ["adopted", "adopted"]
    assert amendment(plenary, two).adopted_revision_id
    assert whole(plenary) == ()


def test_one_rectified_or_withdrawn_leaves_what_is_retained(plenary):
    from amendments.services.amendment_services import withdraw
    from amendments.services.life.rectifying import rectify

    title, two = plenary.amend(TITLED, by="ada"), plenary.amend(TWO, by="dora")
    last = plenary.amend(f"{BASE}\n\nUn alinéa de plus.\n", by="bela")
    other = plenary.amend(BASE.replace("trois ans", "cinq ans") + "\n", by="emile")
    bundle = retained(plenary, title, two, last, other)
    poll = plenary.announce(amendment_ids=(title, two, last, other), bundle_id=bundle)
    plenary.do(withdraw, last, by="bela")
    changed = TITLED.replace("Enfin", "Enfin donc")
    plenary.do(rectify, title, text=changed, title="Autre", reasons="Mieux.", seen_version=1, by="ada")
    from voting.services.poll_services import cancel_poll, open_poll

    with pytest.raises(RuleBroken):
        plenary.do(open_poll, poll)
    plenary.do(cancel_poll, poll, "Deux amendements ne sont plus à voter ainsi.")
    poll = plenary.poll(amendment_ids=(two, other), bundle_id=bundle)
    plenary.vote(poll, "for", "ada")
    plenary.proclaim(poll)
    assert statuses(plenary, title, two, last, other) == ["published", "adopted", "withdrawn", "adopted"]


def test_a_text_sent_back_ends_its_division_and_the_minutes_say_that_its_parts_have_no_effect(plenary):
    from voting.rules.debate.precedence import FloorKind
    from voting.services.debate.raising import WantedMotion, raise_motion
    from voting.services.debate.settling import declare, put_to_vote

    first, _second = questions(plenary, divided(plenary, 2))
    decide(plenary, "against", question_id=first)
    ada = plenary.cast.ids["ada"]
    motion = plenary.do(raise_motion, plenary.sitting_id, ada, WantedMotion(FloorKind.REFERRAL), by="ada")
    plenary.do(put_to_vote, plenary.sitting_id, motion)
    plenary.do(declare, plenary.sitting_id, motion, is_carried=True, hands=None)
    told = minutes(plenary)
    assert "Le vote par division est abandonné : ce qui a été décidé des parties est sans effet." in told
    assert "Vote à main levée, sans décompte des voix. La motion de procédure est adoptée." in told
    assert "La séance n’a pris aucune délibération." in told, "procedure is none"
    assert text(plenary) == f"{BASE}\n"
    assert whole(plenary) == ()
