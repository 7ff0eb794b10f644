"""The chair mends a mistake on the console: an amendment set aside, a vote interrupted, a vote to correct."""

import re
from datetime import timedelta

import pytest
from sqlalchemy import select

from amendments.models import Amendment, AmendmentStatus
from congress.chamber_models import AgendaItem, Presence, Sitting
from core.database import session
from tests.support.plenary import CONSOLE, FIFTEEN, words
from tests.support.reading import plain

pytestmark = pytest.mark.one_database


def status(plenary, amendment_id: int) -> AmendmentStatus:
    return plenary.cast.read(lambda: session().get_one(Amendment, amendment_id).status)


def press(plenary, rest: str, **fields):
    return plenary.press("chloe", rest, **fields)


def test_one_set_aside_says_why_and_is_taken_back_as_long_as_its_item_is_in_discussion(plenary):
    fifteen = plenary.amend(FIFTEEN, by="ada")
    plenary.open()
    plenary.discuss()
    unsaid = press(plenary, "ecarter", amendement=fifteen, statut="", motif="Son autrice est absente.")
    assert unsaid.status_code == 422
    assert "Choisissez pourquoi l’amendement n’est pas mis aux voix." in words(unsaid)
    assert 'value="Son autrice est absente."' in unsaid.text  # nothing typed is lost
    press(plenary, "ecarter", amendement=fifteen, statut="not_supported", motif="Son autrice est absente.")
    page = words(plenary.get("chloe", CONSOLE))
    assert "1 amendement écarté Amendement n°\u00a01, non soutenu\u00a0: Son autrice est absente." in page
    assert press(plenary, "ecarter", geste="reprendre", amendement=fifteen).status_code == 303
    assert status(plenary, fifteen) == AmendmentStatus.PUBLISHED
    assert "amendement écarté" not in words(plenary.get("chloe", CONSOLE))
    press(plenary, "ecarter", amendement=fifteen, statut="not_supported", motif="Son autrice est absente.")
    press(plenary, "points/1", geste="clore", sans_attendre="oui")
    refused = press(plenary, "ecarter", geste="reprendre", amendement=fifteen)
    assert "n’est plus en discussion" in words(refused)
    assert status(plenary, fifteen) == AmendmentStatus.NOT_SUPPORTED


def test_a_reason_whose_field_is_gone_is_told_with_the_refusal(plenary):
    fifteen = plenary.amend(FIFTEEN, by="ada")
    plenary.open()
    typed = {"amendement": fifteen, "motif": "Trop tôt."}
    for rest, more in (
        ("ecarter", {"statut": ""}),
        ("ecarter", {"geste": "refuser"}),
        ("seance", {"geste": "rouvrir"}),
    ):
        refused = press(plenary, rest, **typed, **more)
        assert refused.status_code >= 400 and "Vous aviez écrit\u00a0: Trop tôt." in words(refused)
        assert 'href="#motif' not in refused.text and 'href="#statut' not in refused.text
    plenary.discuss()
    shown = press(plenary, "ecarter", statut="", **typed)
    assert 'value="Trop tôt."' in shown.text and 'href="#statut"' in shown.text
    assert "Vous aviez écrit" not in words(shown)


def test_a_vote_is_corrected_from_its_result_by_whoever_presides(plenary):
    plenary.open()
    plenary.discuss()
    poll = plenary.poll()
    plenary.proclaim(poll)
    assert "Annoncer le scrutin qui corrige" in words(plenary.get("chloe", "scrutins/1"))
    assert "Annoncer le scrutin qui corrige" not in words(plenary.get("sven", "scrutins/1"))
    refused = press(plenary, "points/1/corrections", scrutin=1, motif="")
    assert "Dites pourquoi ce vote est à corriger" in words(refused)
    assert press(plenary, "points/1/corrections", scrutin=1, motif="Clos trop tôt.").status_code == 303
    assert "Un scrutin doit corriger ce vote\u00a0: le n°\u00a02." in words(plenary.get("chloe", "scrutins/1"))
    second = words(plenary.get("chloe", "scrutins/2"))
    assert "Ce scrutin corrige le scrutin n°\u00a01. Voir le scrutin n°\u00a01 Motif\u00a0: Clos trop tôt." in second
    press(plenary, "scrutins/2", geste="ouvrir")
    plenary.vote(2, "for", "ada", "bela")
    press(plenary, "scrutins/2", geste="clore", sans_attendre="oui")
    press(plenary, "scrutins/2", geste="proclamer")
    assert "Ce vote est corrigé par le scrutin n°\u00a02." in words(plenary.get("chloe", "scrutins/1"))


def test_an_incident_before_the_proclamation_announces_the_vote_anew(plenary):
    plenary.open()
    plenary.discuss()
    plenary.poll()
    press(plenary, "scrutins/1", geste="clore", sans_attendre="oui")
    assert "Annuler pour incident" in words(plenary.get("chloe", CONSOLE))
    press(plenary, "scrutins/1", geste="annuler", motif="Double appui")
    page = words(plenary.get("chloe", CONSOLE))
    assert "Ouvrir le scrutin" in page
    read = words(plenary.get("chloe", "scrutins/1"))
    assert "Motif\u00a0: Double appui" in read
    assert "Ce scrutin est repris par le scrutin n°\u00a02." in read
    assert "Ce scrutin reprend le scrutin n°\u00a01, annulé." in words(plenary.get("chloe", "scrutins/2"))


def test_an_incident_is_told_again_after_an_announcement_that_was_given_up(plenary):
    plenary.open()
    plenary.discuss()
    plenary.poll()
    press(plenary, "scrutins/1", geste="clore", sans_attendre="oui")
    press(plenary, "scrutins/1", geste="annuler", motif="Double appui")
    press(plenary, "scrutins/2", geste="annuler", motif="Un instant")
    given_up = words(plenary.get("chloe", "scrutins/2"))
    assert "avant de s’ouvrir\u00a0: personne n’y a voté." in given_up and "scellés" not in given_up
    press(plenary, "points/1/scrutins", vote=f"part-{plenary.part()}", methode="electronic")
    assert "Ce scrutin reprend le scrutin n°\u00a01, annulé." in words(plenary.get("chloe", CONSOLE))
    assert "Ce scrutin est repris par le scrutin n°\u00a03." in words(plenary.get("chloe", "scrutins/1"))


def test_a_sitting_closed_by_error_goes_on_for_a_reason_with_those_who_were_there(plenary):
    plenary.open("ada", "bela", "dora", "emile", "chloe", "fatou")
    plenary.discuss()
    plenary.do(_leave, plenary.sitting_id, plenary.cast.ids["fatou"], by="fatou")
    plenary.cast.clock.advance(timedelta(minutes=1))
    press(plenary, "seance", geste="clore", sans_attendre="oui")
    assert "Rouvrir la séance" in words(plenary.get("chloe", CONSOLE))
    unsaid = press(plenary, "seance", geste="rouvrir", motif=" ")
    assert (unsaid.status_code, "Dites pourquoi la séance est rouverte" in words(unsaid)) == (422, True)
    plenary.cast.clock.advance(timedelta(minutes=5))
    assert press(plenary, "seance", geste="rouvrir", motif="Close d’un doigt trop vif.").status_code == 303
    page = words(plenary.get("chloe", CONSOLE))
    assert "Annoncer le scrutin" in page  # the item that was in discussion still is
    assert "5 membres présents" in page or "5 présents" in page
    assert "Close par erreur le" in words(plenary.get("ada", "seances/2"))
    assert "Close d’un doigt trop vif." in words(plenary.get("ada", "seances/2"))
    there = plenary.cast.read(lambda: session().scalars(select(Presence).order_by(Presence.id)).all())
    ada = [presence for presence in there if presence.member_id == plenary.cast.ids["ada"]]
    assert [presence.left_at is None for presence in ada] == [False, True]  # two intervals: the first one stays


def test_a_sitting_is_not_reopened_beside_another_that_is_open(plenary):
    from congress.queries.chamber_queries import sitting_by_number
    from congress.services.sitting_services import open_sitting

    plenary.open()
    press(plenary, "seance", geste="clore", sans_attendre="oui")
    first = plenary.cast.read(lambda: sitting_by_number(plenary.cast.congress_id, 1).id)
    plenary.do(open_sitting, first, by="sven")
    plenary.cast.clock.advance(timedelta(minutes=1))
    refused = press(plenary, "seance", geste="rouvrir", motif="Erreur")
    assert (refused.status_code, "Une autre séance est ouverte" in words(refused)) == (409, True)
    assert 'value="Erreur"' in refused.text


def _leave(*args, **more):
    from congress.services.presence_services import leave

    return leave(*args, **more)


def is_closed(plenary) -> bool:
    return plenary.cast.read(lambda: session().get_one(AgendaItem, plenary.item()).closed_at) is not None


def close_item(plenary, **more):
    """« Clore ce point », on a page that has forms of the debate too."""
    plenary.cast.clock.advance(timedelta(seconds=2))
    step = re.search(r'id="point" data-live data-step="([^"]*)"', plenary.get("chloe", CONSOLE).text)[1]
    return plenary.post("chloe", f"{CONSOLE}/points/1", vu=step, geste="clore", **more)


def test_an_item_with_a_vote_left_or_a_motion_that_waits_is_closed_once_it_was_asked(plenary):
    plenary.open()
    plenary.discuss()
    plenary.post("ada", "seances/2/parole/motions", objet="renvoi", mots="À revoir.")
    asked = close_item(plenary)
    assert asked.headers["Location"].endswith("presidence?question=point#question")
    assert not is_closed(plenary)
    page = plenary.get("chloe", CONSOLE, question="point")
    said = "1 vote reste à tenir sur ce point. 1 motion de procédure attend d’être traitée. Clore ce point quand même ?"
    assert said in plain(words(page)), "the same without JavaScript"
    assert 'name="sans_attendre" value="oui"' in page.text and "Ne pas le clore" in page.text
    assert "Clore quand même" not in plenary.get("chloe", CONSOLE).text
    assert close_item(plenary, sans_attendre="oui").status_code == 303
    assert is_closed(plenary)


def test_an_item_on_which_nothing_is_left_is_closed_in_one_press(plenary):
    plenary.open()
    plenary.discuss()
    poll = plenary.poll()
    plenary.vote(poll, "for", "ada", "bela", "dora")
    plenary.proclaim(poll)
    assert "Clore quand même" not in plenary.get("chloe", CONSOLE, question="point").text
    press(plenary, "points/1", geste="clore")
    assert is_closed(plenary)


def lift(plenary, name: str = "chloe", **more):
    plenary.cast.clock.advance(timedelta(seconds=2))
    step = re.search(r'id="point" data-live data-step="([^"]*)"', plenary.get("chloe", CONSOLE).text)[1]
    return plenary.post(name, f"{CONSOLE}/seance", vu=step, geste="clore", **more)


def state_of_sitting(plenary) -> str:
    return plenary.cast.read(lambda: session().get_one(Sitting, plenary.sitting_id).state).value


def test_a_sitting_with_something_left_is_ended_once_it_was_asked(plenary):
    plenary.open()
    plenary.discuss()
    plenary.post("ada", "seances/2/parole/motions", objet="renvoi", mots="À revoir.")
    asked = lift(plenary)
    assert asked.headers["Location"].endswith("presidence?question=seance#question")
    assert state_of_sitting(plenary) == "open"
    page = plenary.get("chloe", CONSOLE, question="seance")
    said = (
        "3 points n’ont pas été mis en discussion. 1 vote reste à tenir sur un point discuté. 1 motion de procédure"
        " attend d’être traitée. Lever la séance quand même ?"
    )
    assert said in plain(words(page)) and "Ne pas la lever" in page.text
    assert "Lever quand même" not in plenary.get("chloe", CONSOLE).text
    assert "Lever quand même" in plenary.get("sven", CONSOLE, question="seance").text, "the secretariat may end it too"
    assert lift(plenary, sans_attendre="oui").status_code == 303
    assert state_of_sitting(plenary) == "closed"


def test_a_sitting_whose_agenda_is_exhausted_is_ended_in_one_press(plenary):
    def alone() -> None:
        for item in session().scalars(select(AgendaItem).where(AgendaItem.sitting_id == plenary.sitting_id)):
            if item.position > 1:
                session().delete(item)

    plenary.cast.run(alone)
    plenary.open()
    plenary.discuss()
    poll = plenary.poll()
    plenary.vote(poll, "for", "ada", "bela", "dora")
    plenary.proclaim(poll)
    assert lift(plenary).headers["Location"].endswith("presidence#etape")
    assert state_of_sitting(plenary) == "closed"


def test_the_secretariat_that_closes_an_item_with_a_vote_left_is_asked_too(plenary):
    plenary.open()
    plenary.discuss()
    plenary.cast.clock.advance(timedelta(seconds=2))
    step = re.search(r'id="point" data-live data-step="([^"]*)"', plenary.get("chloe", CONSOLE).text)[1]
    asked = plenary.post("sven", f"{CONSOLE}/points/1", vu=step, geste="clore")
    assert asked.headers["Location"].endswith("presidence?question=point#question")
    assert "Clore ce point quand même ?" in plain(words(plenary.get("sven", CONSOLE, question="point")))
