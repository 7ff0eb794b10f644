"""A vote by division: a text voted in parts, then what is left of it as a whole."""

import pytest

from core.errors import Invalid, RuleBroken
from motions.rules.motion_text import clean_text
from tests.support.essai import PROPOSALS
from tests.support.plenary import Plenary

KEPT = clean_text(PROPOSALS[0])
BASE = KEPT.rstrip("\n")
TWO = KEPT.replace("dix mille", "quinze mille").replace("mairies", "mairies, chaque année,")
FIRST_OF_TWO = KEPT.replace("dix mille", "quinze mille")


@pytest.fixture
def plenary(cast):
    found = Plenary.of(cast)
    found.open()
    found.discuss()
    return found


def divided(
    plenary, *cuts: int, amendment: tuple[int, ...] = (), asked_by: str | None = None, by: str = "chloe"
) -> int:
    from voting.queries.subjects import SubjectKeys
    from voting.services.dividing.dividing import divide

    subject = SubjectKeys(amendment_ids=amendment) if amendment else SubjectKeys(part_id=plenary.part())
    asker = plenary.cast.ids[asked_by] if asked_by else None
    return plenary.do(divide, plenary.item(), subject, cuts, asked_by=asker, by=by)


def questions(plenary, division: int) -> list[int]:
    from core.database import session
    from voting.dividing_models import Division

    return plenary.cast.read(lambda: [part.question_id for part in session().get_one(Division, division).parts])


def decide(plenary, choice: str, **subject) -> None:
    poll = plenary.poll(**subject)
    plenary.vote(poll, choice, "ada", "bela")
    plenary.proclaim(poll)


def text(plenary) -> str:
    from motions.queries.motion_queries import current_revision

    return plenary.cast.read(lambda: current_revision(plenary.part()).text)


def amendment(plenary, found: int):
    from amendments.queries.amendment_queries import by_id

    return plenary.cast.read(lambda: by_id(found))


def state(plenary) -> str:
    from motions.queries.motion_queries import proposal

    return plenary.cast.read(lambda: proposal(plenary.cast.congress_id, 1)).state.value


def whole(plenary) -> tuple[str, ...]:
    from app.journal_verifying import verify_journal

    return plenary.cast.read(lambda: verify_journal(plenary.cast.slug)).errors


def test_the_rejected_part_of_a_proposal_drops_out_and_the_rest_is_voted_as_a_whole(plenary):
    from motions.queries.motion_queries import revisions_of

    division = divided(plenary, 1, 5, asked_by="ada")
    assert divided(plenary, 5, 1, asked_by="ada") == division  # pressed twice
    first, second, third = questions(plenary, division)
    with pytest.raises(RuleBroken, match="ses parties d’abord, l’ensemble ensuite"):
        plenary.announce()
    decide(plenary, "for", question_id=first)
    decide(plenary, "for", question_id=second)
    assert text(plenary) == KEPT
    decide(plenary, "against", question_id=third)
    assert text(plenary) == BASE.rsplit("\n\n", 1)[0] + "\n"
    made = plenary.cast.read(lambda: revisions_of(plenary.part()))[-1]
    assert (made.cause.value, made.cause_label) == ("division", "vote par division, scrutin n°\u00a03")
    with pytest.raises(RuleBroken, match="déjà été voté par division"):
        divided(plenary, 1)
    decide(plenary, "for")
    assert state(plenary) == "adopted"
    assert whole(plenary) == ()


def test_with_every_part_rejected_the_proposal_is_rejected_without_another_vote(plenary):
    division = divided(plenary, 2)
    for question in questions(plenary, division):
        decide(plenary, "against", question_id=question)
    assert state(plenary) == "rejected"
    assert text(plenary) == KEPT


def test_what_is_left_of_an_amendment_is_what_its_vote_adopts(plenary):
    found, same = plenary.amend(TWO, by="ada"), plenary.amend(TWO, by="dora")
    division = divided(plenary, 1, amendment=(found, same), asked_by="bela")
    first, second = questions(plenary, division)
    decide(plenary, "against", question_id=second)  # in whatever order
    decide(plenary, "for", question_id=first)
    assert amendment(plenary, found).text == amendment(plenary, same).text == FIRST_OF_TWO
    assert amendment(plenary, found).label == "1"  # it is no rectification
    assert text(plenary) == KEPT
    with pytest.raises(RuleBroken, match="ne fait qu’une chose"):
        divided(plenary, 1, amendment=(found, same))
    decide(plenary, "for", amendment_ids=(found, same))
    assert text(plenary) == FIRST_OF_TWO
    assert amendment(plenary, same).status.value == "adopted"
    assert whole(plenary) == ()


def test_an_amendment_all_of_whose_parts_are_rejected_is_rejected(plenary):
    found = plenary.amend(TWO, by="ada")
    division = divided(plenary, 1, amendment=(found,))
    for question in questions(plenary, division):
        decide(plenary, "against", question_id=question)
    assert amendment(plenary, found).status.value == "rejected"
    assert text(plenary) == KEPT


def test_a_division_that_makes_no_sense_is_refused_with_its_reason(plenary):
    from voting.queries.subjects import SubjectKeys
    from voting.services.asking.asking_services import write_question
    from voting.services.dividing.dividing import divide

    one = plenary.amend(FIRST_OF_TWO, by="ada")
    with pytest.raises(RuleBroken, match="ne fait qu’une chose"):
        divided(plenary, 1, amendment=(one,))
    with pytest.raises(RuleBroken, match="reste à voter avant le texte"):
        divided(plenary, 1)
    decide(plenary, "against", amendment_ids=(one,))
    for cuts in ((), (0,), (6,), (-1, 2)):
        with pytest.raises(Invalid, match="aucune partie n’est vide"):
            divided(plenary, *cuts)
    with pytest.raises(RuleBroken, match="présidence"):
        divided(plenary, 1, by="ada")
    asked = plenary.do(write_question, plenary.item(), "Approuvez-vous ?")
    for subject in (asked, SubjectKeys(motion_id=1)):
        with pytest.raises(RuleBroken, match="Seuls une proposition ou un amendement"):
            plenary.do(divide, plenary.item(), subject, (1,))
    plenary.poll()
    with pytest.raises(RuleBroken, match="Un scrutin est en cours"):
        divided(plenary, 1)


def test_a_division_is_given_up_and_the_text_is_voted_as_it_was(plenary):
    from voting.services.dividing.dividing import give_up_division

    division = divided(plenary, 1)
    decide(plenary, "against", question_id=questions(plenary, division)[0])
    for _again in range(2):
        plenary.do(give_up_division, plenary.item(), division)
    decide(plenary, "for")
    assert (state(plenary), text(plenary)) == ("adopted", KEPT)


def test_the_parts_of_an_amendment_that_is_withdrawn_are_voted_no_more(plenary):
    from amendments.services.amendment_services import withdraw
    from voting.queries.votes_left import left_to_vote

    found = plenary.amend(TWO, by="ada")
    division = divided(plenary, 1, amendment=(found,))
    first, second = questions(plenary, division)
    poll = plenary.poll(question_id=first)
    with pytest.raises(RuleBroken, match="scrutin"):
        plenary.do(withdraw, found, by="ada")
    plenary.vote(poll, "for", "ada")
    plenary.proclaim(poll)
    plenary.do(withdraw, found, by="ada")
    with pytest.raises(RuleBroken, match="n’est plus à voter"):
        plenary.announce(question_id=second)
    votes = plenary.cast.read(lambda: left_to_vote(plenary.cast.congress_id))[0].votes
    assert [vote.key for vote in votes] == [f"part-{plenary.part()}"]
    divided(plenary, 2)  # the text itself may be divided: the former division is given up


def became(plenary, found: int) -> str:
    from flask_babel import force_locale, get_translations

    from amendments.queries.amendment_queries import by_id
    from congress.models import Congress
    from core.database import session
    from voting.queries.after.fates import fate_of
    from voting.rules.fates import fate_sentence

    def read() -> str:
        with plenary.cast.app.test_request_context(), force_locale("fr"):
            fate = fate_of(session().get_one(Congress, plenary.cast.congress_id), by_id(found))
            return fate_sentence(fate, get_translations()).replace("\u00a0", " ")

    return plenary.cast.read(read)


def test_what_became_of_an_amendment_says_that_a_rejected_part_took_its_passage_away(plenary):
    last, both, kept = (
        plenary.amend(written, by=by)
        for written, by in (
            (KEPT.replace("souvent", "toujours"), "ada"),
            (KEPT.replace("dix mille", "quinze mille").replace("de l’aide", "conseil"), "dora"),
            (KEPT.replace("mairies", "mairies, chaque année,"), "bela"),
        )
    )
    for one in (last, both, kept):
        decide(plenary, "for", amendment_ids=(one,))
    first, second = questions(plenary, divided(plenary, 5))
    decide(plenary, "for", question_id=first)
    assert "n’est plus dans le texte" not in became(plenary, last)
    decide(plenary, "against", question_id=second)
    assert "il fait la version 2 du texte" in became(plenary, last)
    gone = "n’est plus dans le texte depuis la version 5 : un vote par division l’a rejeté"
    assert became(plenary, last).endswith(f"Le passage où il porte {gone}.")
    assert became(plenary, both).endswith(f"Une partie du passage où il porte {gone}e.")
    assert "n’est plus dans le texte" not in became(plenary, kept)


def test_a_part_that_tied_is_voted_a_second_time_where_the_chair_breaks_the_tie(plenary):
    from congress.models import Congress
    from core.database import session
    from voting.models import Outcome
    from voting.rules.outcome import Reason

    def rule() -> None:
        session().get_one(Congress, plenary.cast.congress_id).tie_rule = "revote_then_casting_vote"

    plenary.cast.run(rule)
    first, _second = questions(plenary, divided(plenary, 2))
    reasons = []
    for _round in (1, 2):
        poll = plenary.poll(question_id=first)
        plenary.vote(poll, "for", "ada", "chloe")
        plenary.vote(poll, "against", "bela", "dora")
        plenary.proclaim(poll)
        reasons.append(plenary.cast.read(lambda poll=poll: session().get_one(Outcome, poll).reason))
    assert reasons == [Reason.REVOTE, Reason.CASTING_VOTE]
