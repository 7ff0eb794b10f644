"""The chair's console, step by step; what is refused is said there."""

import re

import pytest
from sqlalchemy import select

from amendments.models import Amendment, AmendmentStatus
from congress.chamber_models import AgendaItem, QuorumCheck, Sitting, SittingState
from core.database import session
from motions.queries.motion_queries import current_revision
from tests.support.plenary import CONSOLE, FIFTEEN, TWENTY, words
from voting.models import Poll, PollState

pytestmark = pytest.mark.one_database


def row(plenary, model, row_id):
    return plenary.cast.read(lambda: session().get_one(model, row_id))


def unheld(read) -> str:
    """The words of a page, numbers not held to what they count."""
    return words(read).replace("\u00a0:\u00a0", "\u00a0: ")


def polls(plenary) -> list[Poll]:
    return plenary.cast.read(lambda: session().scalars(select(Poll).order_by(Poll.id)).all())


def press(plenary, rest: str, by: str = "chloe", **fields):
    return plenary.press(by, rest, **fields)


def test_who_took_no_part_is_read_aloud_with_the_counts(plenary):
    plenary.open()
    plenary.discuss()
    poll = plenary.poll()
    plenary.vote(poll, "for", "ada", "chloe")
    plenary.vote(poll, "not_taking_part", "bela", "dora")
    press(plenary, "scrutins/1", geste="clore", sans_attendre="oui")
    assert "Ne prennent pas part au vote\u00a0: 2." in unheld(plenary.get("chloe", CONSOLE))


def test_from_the_opening_to_the_proclamation_by_the_buttons_of_the_page(plenary):
    fifteen = plenary.amend(FIFTEEN, by="ada", title="Quinze mille postes")
    twenty = plenary.amend(TWENTY, by="bela")
    assert "Ouvrir la séance" in words(plenary.get("chloe", CONSOLE))
    assert press(plenary, "seance", geste="ouvrir").status_code == 303
    plenary.arrive("ada", "bela", "dora", "emile", "chloe")
    assert "Mettre en discussion" in words(plenary.get("chloe", CONSOLE))
    press(plenary, "points/1", geste="ouvrir")
    page = words(plenary.get("chloe", CONSOLE))
    assert "Annoncer le scrutin" in page
    assert "Quinze mille postes" in page
    assert "Je mets aux voix l’amendement n°\u00a01 de Mme\u00a0Ada Martin." in page
    assert "S’il est adopté, l’amendement n°\u00a02 tombera." in page
    press(plenary, "points/1/scrutins", vote=f"amendments-{fifteen}")
    assert "Ouvrir le scrutin" in words(plenary.get("chloe", CONSOLE))
    press(plenary, "scrutins/1", geste="ouvrir")
    page = words(plenary.get("chloe", CONSOLE))
    assert "Le scrutin est ouvert." in page
    assert re.search("0 votes? reçus? sur 5", page)
    assert "Vous n’avez pas voté\u00a0: en cas d’égalité, votre voix ne pourra pas départager." in page
    (poll,) = polls(plenary)
    plenary.vote(poll.id, "for", "ada", "chloe")
    plenary.vote(poll.id, "against", "bela")
    page = words(plenary.get("chloe", CONSOLE))
    assert "3 votes reçus sur 5 2 n’ont pas encore voté" in page
    assert "Vous n’avez pas voté" not in page
    press(plenary, "scrutins/1", geste="clore", sans_attendre="oui")
    read = plenary.get("chloe", CONSOLE)
    assert "Votants\u00a0: 3. Abstentions\u00a0: 0. Suffrages exprimés\u00a0: 3." in unheld(read)
    assert "L’amendement n°\u00a01 est adopté." in words(read)
    assert f'name="tombe" value="{twenty}" checked' in read.text
    press(plenary, "scrutins/1", geste="proclamer", tombe=twenty)
    assert row(plenary, Poll, poll.id).state == PollState.PROCLAIMED
    assert row(plenary, Amendment, fifteen).status == AmendmentStatus.ADOPTED
    assert row(plenary, Amendment, twenty).status == AmendmentStatus.FALLEN
    assert "quinze mille" in plenary.cast.read(lambda: current_revision(plenary.part()).text)
    assert "Scrutin n°\u00a01 proclamé." in words(plenary.get("chloe", CONSOLE))


def test_not_in_number_the_page_says_why_the_item_stays_and_the_check_is_kept(plenary):
    plenary.open("ada", "bela", "chloe", "dora")
    read = press(plenary, "points/1", geste="ouvrir")
    assert read.status_code == 409
    assert (
        "Le quorum n’est pas atteint\u00a0: 4 membres présents sur 9 en exercice, il en faut au moins 5. "
        "Les pouvoirs ne comptent pas."
    ) in words(read)
    assert row(plenary, AgendaItem, plenary.item()).opened_at is None
    (check,) = plenary.cast.read(lambda: session().scalars(select(QuorumCheck)).all())
    assert (check.present, check.needed, check.is_met) == (4, 5, False)


def test_a_vote_not_confirmed_to_fall_stays_and_is_flagged(plenary):
    fifteen, twenty = plenary.amend(FIFTEEN, by="ada"), plenary.amend(TWENTY, by="bela")
    plenary.open()
    plenary.discuss()
    poll = plenary.poll(amendment_ids=(fifteen,))
    plenary.vote(poll, "for", "ada")
    press(plenary, "scrutins/1", geste="clore", sans_attendre="oui")
    press(plenary, "scrutins/1", geste="proclamer")
    assert row(plenary, Amendment, twenty).status == AmendmentStatus.PUBLISHED
    read = plenary.get("chloe", CONSOLE, vote=f"amendments-{twenty}")
    assert "Cet amendement est à vérifier" in words(read)
    assert "Annoncer le scrutin" not in words(read)
    set_aside = press(plenary, "ecarter", amendement=twenty, statut="fallen", motif="Le nombre est déjà voté.")
    assert set_aside.status_code == 303
    assert row(plenary, Amendment, twenty).cause == "Le nombre est déjà voté."


def test_a_point_left_with_votes_is_taken_up_again_by_the_button_of_its_page(plenary):
    plenary.open()
    plenary.discuss()
    plenary.discuss(2)
    read = words(plenary.get("chloe", CONSOLE, point=1))
    assert "La discussion de ce point est close." in read
    assert "Mettre en discussion" in read
    assert press(plenary, "points/1", geste="ouvrir").status_code == 303
    assert "Annoncer le scrutin" in words(plenary.get("chloe", CONSOLE))


def test_a_second_tab_ends_nothing_while_a_poll_is_announced(plenary):
    plenary.open()
    plenary.discuss()
    plenary.announce()
    for rest in ("points/1", "seance"):
        read = press(plenary, rest, geste="clore")
        assert read.status_code == 409
        assert "Un scrutin est en cours" in words(read)
    assert row(plenary, Sitting, plenary.sitting_id).state == SittingState.OPEN


def test_the_chair_is_told_of_amendments_that_nobody_published_before_their_text_is_voted(plenary):
    from amendments.services.amendment_services import publish, save_draft, submit

    draft = plenary.do(
        save_draft, None, plenary.part(), base_number=1, text=FIFTEEN, title="Quinze", reasons="Car.", by="ada"
    )
    plenary.do(submit, draft, by="ada")
    plenary.open()
    plenary.discuss()
    told = "Un amendement déposé sur ce texte attend encore que le secrétariat le publie"
    assert told in words(plenary.get("chloe", CONSOLE))
    plenary.announce()
    assert told in words(plenary.get("chloe", CONSOLE))
    plenary.do(publish, draft, by="sven")
    assert told not in words(plenary.get("chloe", CONSOLE))


def test_a_cancellation_needs_a_reason(plenary):
    plenary.open()
    plenary.discuss()
    poll = plenary.poll()
    read = press(plenary, "scrutins/1", geste="annuler", motif=" ")
    assert read.status_code == 422
    assert "Dites pourquoi le scrutin est annulé" in words(read)
    assert row(plenary, Poll, poll).state == PollState.OPEN
    assert press(plenary, "scrutins/1", geste="annuler", motif="Panne").status_code == 303
    assert row(plenary, Poll, poll).state == PollState.CANCELLED


def test_the_sitting_is_suspended_and_resumed(plenary):
    plenary.open()
    press(plenary, "seance", geste="suspendre")
    assert row(plenary, Sitting, plenary.sitting_id).state == SittingState.SUSPENDED
    assert "Reprendre la séance" in words(plenary.get("chloe", CONSOLE))
    press(plenary, "seance", geste="reprendre")
    assert row(plenary, Sitting, plenary.sitting_id).state == SittingState.OPEN


def test_the_quorum_is_checked_on_request(plenary):
    plenary.open("ada", "chloe")
    read = press(plenary, "seance", geste="quorum")
    assert read.status_code == 409
    assert "Le quorum n’est pas atteint" in words(read)


def test_the_secretariat_opens_the_sitting_and_looks(plenary):
    assert press(plenary, "seance", "sven", geste="ouvrir").status_code == 303
    plenary.arrive("ada", "bela", "dora", "emile", "chloe")
    read = plenary.get("sven", CONSOLE)
    assert "seule la présidence agit ici" in words(read)
    assert "Mettre en discussion" not in words(read)
    refused = press(plenary, "points/1", "sven", geste="ouvrir")
    assert refused.status_code == 403
    assert "Seule la présidence de la séance peut faire cela." in words(refused)
    assert row(plenary, AgendaItem, plenary.item()).opened_at is None


def test_a_member_or_a_visitor_sees_no_console(plenary):
    assert plenary.get("ada", CONSOLE).status_code == 403
    assert plenary.get(None, CONSOLE).status_code == 303
    for someone in ("ada", None):
        assert press(plenary, "seance", someone, geste="ouvrir").status_code == 403
    assert row(plenary, Sitting, plenary.sitting_id).state == SittingState.PLANNED


def test_the_chair_of_another_sitting_has_no_say_here(plenary):
    from congress.chamber_models import Office
    from congress.queries.chamber_queries import sitting_by_number
    from congress.services.sitting_services import give_office

    first = plenary.cast.read(lambda: sitting_by_number(plenary.cast.congress_id, 1).id)
    plenary.do(give_office, first, plenary.cast.ids["bela"], Office.CHAIR, by="sven")
    assert plenary.get("bela", CONSOLE).status_code == 403
    assert press(plenary, "seance", "bela", geste="ouvrir").status_code == 403
    assert row(plenary, Sitting, plenary.sitting_id).state == SittingState.PLANNED


@pytest.mark.parametrize(
    "vote", ["", "amendments", "amendments-", "part-999999", "motion-x", "part-1-2", "amendments-٣"]
)
def test_a_vote_that_does_not_exist_is_refused_without_a_fault(plenary, vote):
    plenary.open()
    plenary.discuss()
    assert press(plenary, "points/1/scrutins", vote=vote).status_code in (404, 422)
    assert polls(plenary) == []


def test_an_unknown_action_is_not_found(plenary):
    plenary.open()
    plenary.discuss()
    plenary.poll()
    for rest in ("seance", "points/1", "scrutins/1"):
        assert press(plenary, rest, geste="danser").status_code == 404
    assert press(plenary, "points/99", geste="ouvrir").status_code == 404


def test_pages_ask_the_database_as_often_whatever_the_number_of_amendments(plenary):
    from sqlalchemy import event

    def asked(rest: str) -> int:
        statements = []
        with plenary.cast.app.app_context():
            from core.database import db

            engine = db.engine
        browser = plenary.cast.browse("chloe")

        def note(*args: object) -> None:
            statements.append(args[2])

        browser.get(plenary.cast.path(rest))  # what is computed once is computed
        event.listen(engine, "before_cursor_execute", note)
        browser.get(plenary.cast.path(rest))
        event.remove(engine, "before_cursor_execute", note)
        return len(statements)

    pages = (CONSOLE, "seances/2", "scrutins", "seances/2/ecran")
    plenary.open()
    plenary.discuss()
    plenary.amend(FIFTEEN, by="ada")
    few = [asked(page) for page in pages]
    for number in range(12):
        plenary.amend(FIFTEEN.replace("quinze mille", f"{number + 20} mille"), by="bela")
    assert [asked(page) for page in pages] == few
    assert max(few) <= 50


def test_an_item_looked_at_is_not_an_item_opened(plenary):
    plenary.open()
    read = plenary.get("chloe", CONSOLE, point=2)
    assert "Ce point n’est pas encore en discussion." in words(read)
    assert row(plenary, AgendaItem, plenary.item(2)).opened_at is None
