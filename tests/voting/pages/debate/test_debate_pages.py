"""The page of the speaking list: what each role reads and may press, on it and on the row behind it."""

import re
from datetime import timedelta

import pytest

from congress.chamber_models import Sitting
from core.database import session
from tests.support.colleges import settle as settle_colleges
from tests.support.plenary import CONSOLE, Plenary, words
from voting.debate_models import DebateSettings, FloorMotion, SpeakingRequest, Speech
from voting.pages.debate.floor_told import of_the_floor
from voting.queries.debate.floor_queries import settings_of
from voting.rules.debate.precedence import FloorKind, FloorState
from voting.services.debate.raising import WantedMotion, raise_motion

pytestmark = pytest.mark.one_database
LIST = "seances/2/parole"


@pytest.fixture
def plenary(discussing):
    return discussing


def rows(plenary, kind):
    return plenary.cast.read(lambda: session().query(kind).order_by(kind.id).all())


def ask(plenary, name, **more):
    return plenary.post(name, LIST, **{"geste": "demander", "sens": "for", "liste": "debate", **more})


def press(plenary, name, place, **fields):
    """What somebody gets who presses on the list as it is now."""
    shown = re.search(r'name="vu" value="([^"]*)"', plenary.get(name, LIST).text)
    plenary.cast.clock.advance(timedelta(seconds=2))
    return plenary.post(name, f"{LIST}/{place}", vu=shown[1] if shown else "", **fields)


def give_next(plenary, name="chloe"):
    shown = re.search(r'name="demande" value="(\d+)">\s*<button class="btn primary big"', plenary.get(name, LIST).text)
    return press(plenary, name, "conduite", geste="donner", demande=shown[1])


def test_a_member_asks_from_the_list_and_from_the_sitting_and_gives_it_up(plenary):
    for page in (LIST, "seances/2"):
        assert "Demander la parole" in words(plenary.get("ada", page))
    assert ask(plenary, "ada", suite="/essai/seances/2").headers["Location"].endswith("/essai/seances/2")
    assert "Vous demandez la parole\u00a0: vous êtes n°\u00a01 sur la liste." in words(plenary.get("ada", "seances/2"))
    assert "Ada" in words(plenary.get("bela", LIST))
    request = rows(plenary, SpeakingRequest)[0]
    plenary.post("ada", LIST, geste="renoncer", demande=request.id)
    assert rows(plenary, SpeakingRequest)[0].withdrawn_at is not None


def test_one_press_gives_the_floor_and_two_skip_nobody(plenary):
    for name in ("ada", "bela", "dora"):
        ask(plenary, name)
    page = plenary.get("chloe", LIST).text
    seen, first = re.search(r'name="vu" value="([^"]*)"', page)[1], rows(plenary, SpeakingRequest)[0].id
    pressed = {"vu": seen, "geste": "donner", "demande": first}
    assert plenary.post("chloe", f"{LIST}/conduite", **pressed).status_code == 303
    again = plenary.post("chloe", f"{LIST}/conduite", **pressed)
    assert again.status_code == 409
    assert "La séance a avancé" in words(again)
    assert [speech.request_id for speech in rows(plenary, Speech)] == [first]
    told = words(plenary.get("ada", "seances/2"))
    assert "Vous avez la parole." in told
    assert "2\u00a0min restent sur 2\u00a0min" in told
    hearing = plenary.get("bela", LIST).text
    assert re.search(r'<p data-step="\d+">La parole est à M?m?e? ?[^<]*Ada', hearing)


def test_a_press_too_close_to_the_last_one_gives_nobody_the_floor(plenary):
    for name in ("ada", "bela"):
        ask(plenary, name)
    give_next(plenary)
    shown = re.search(r'name="vu" value="([^"]*)"', plenary.get("chloe", LIST).text)[1]
    second = rows(plenary, SpeakingRequest)[1].id
    plenary.cast.clock.advance(timedelta(milliseconds=300))
    answer = plenary.post("chloe", f"{LIST}/conduite", vu=shown, geste="donner", demande=second)
    assert answer.status_code == 409
    assert "suit de trop près" in words(answer)
    assert len(rows(plenary, Speech)) == 1


def test_the_desk_keys_a_hand_by_name_and_reads_who_it_may_be(plenary):
    for typed, sentence in (
        ("", "Écrivez le nom"),
        ("Personne", "n’est parmi les présents"),
    ):
        answer = ask(plenary, "sven", personne=typed)
        assert answer.status_code == 422
        assert sentence in words(answer)
    name = plenary.cast.read(lambda: session().get_one(SpeakingRequest.member.property.mapper.class_,
                                                       plenary.cast.ids["dora"]).family_name)  # fmt: skip
    assert ask(plenary, "sven", personne=name.upper(), sens="against").status_code == 303
    keyed = rows(plenary, SpeakingRequest)[0]
    assert (keyed.member_id, keyed.side.value, keyed.keyed) == (plenary.cast.ids["dora"], "against", True)


def test_each_reads_what_they_may_press(plenary):
    ask(plenary, "ada")
    for name, sees, not_sees in (
        ("chloe", "Appeler les explications de vote", "Vous demandez la parole"),
        ("sven", "Clore la liste", "Vous demandez la parole"),
        ("bela", "Demander la parole", "Clore la liste"),
        ("vera", "Ada", "Demander la parole"),
    ):
        told = words(plenary.get(name, LIST))
        assert (sees in told, not_sees in told) == (True, False), name
    assert plenary.get(None, LIST).status_code == 303, "this congress shows its sittings to members alone"
    assert press(plenary, "bela", "conduite", geste="clore").status_code == 403
    assert press(plenary, "chloe", "conduite", geste="rien").status_code == 404


def test_time_is_led_from_the_list(plenary):
    ask(plenary, "ada")
    give_next(plenary)
    press(plenary, "chloe", "conduite", geste="plus")
    assert rows(plenary, Speech)[0].extra_seconds == 60
    press(plenary, "chloe", "conduite", geste="arreter")
    assert "Le temps est arrêté." in words(plenary.get("chloe", LIST))
    press(plenary, "sven", "conduite", geste="reprendre")
    press(plenary, "chloe", "conduite", geste="couper")
    assert rows(plenary, Speech)[0].cut
    assert "parole retirée" in words(plenary.get("bela", LIST))
    for page in ("seances/2", LIST, ""):
        heard = {name: plenary.get(name, page).text for name in ("ada", "bela")}
        assert re.search(r'<p data-step="\d+">Votre temps de parole est terminé.', heard["ada"]), page
        assert "temps de parole est terminé" not in heard["bela"], page


def test_the_rules_typed_badly_are_given_back(plenary):
    typed = {"minutes": "1,5", "point": "vingt", "appuis": "2", "alternance": "on"}
    answer = press(plenary, "chloe", "conduite", geste="regles", **typed)
    assert answer.status_code == 422
    assert 'value="vingt"' in answer.text
    press(plenary, "chloe", "conduite", geste="regles", **{**typed, "point": "20"})
    kept = plenary.cast.read(lambda: session().query(DebateSettings).one())
    assert (kept.speaker_seconds, kept.item_minutes, kept.seconders, kept.newcomers_first) == (90, 20, 2, False)


def test_a_suspension_asked_from_a_phone_is_granted_in_one_press(plenary):
    plenary.post("ada", f"{LIST}/motions", objet="suspension", duree="5")
    told = words(plenary.get("chloe", LIST))
    assert "demande une suspension de cinq minutes. Qui s’y oppose\u202f?" in told
    motion = rows(plenary, FloorMotion)[0].id
    assert press(plenary, "sven", f"motions/{motion}", geste="accorder").status_code == 403
    press(plenary, "chloe", f"motions/{motion}", geste="accorder")
    assert rows(plenary, FloorMotion)[0].state is FloorState.GRANTED
    assert "La séance est suspendue." in words(plenary.get("bela", LIST))


def test_the_secretariat_keeps_the_rules_of_the_debate_for_every_sitting(plenary):
    typed = {"geste": "regles", "minutes": "3", "point": "45", "appuis": "2", "maison": "on"}
    assert press(plenary, "chloe", "conduite", **typed).status_code == 403
    assert press(plenary, "sven", "conduite", **typed).status_code == 303
    other = plenary.cast.read(lambda: session().query(Sitting).filter(Sitting.number != 2).first())
    chosen = plenary.cast.read(lambda: settings_of(session().get_one(Sitting, other.id)))
    assert (chosen.speaker_seconds, chosen.item_minutes, chosen.seconders) == (180, 45, 2)
    assert (chosen.newcomers_first, chosen.alternates) == (False, False)
    told = words(plenary.get("ada", "regles"))
    assert (
        "Chaque personne parle 3\u00a0min, sans être interrompue. Le débat sur un point dure 45\u00a0minutes." in told
    )
    assert "Une motion de procédure est appuyée par 2 membres." in told


def test_a_motion_is_put_to_the_vote_from_the_console_in_one_press(plenary):
    plenary.post("ada", f"{LIST}/motions", objet="cloture", mots="Tout a été dit.")
    motion, console = rows(plenary, FloorMotion)[0].id, "seances/2/presidence"
    shown = plenary.get("chloe", console)
    assert "Clôture du débat" in words(shown) and "Tout a été dit." in words(shown)
    assert f'action="/essai/seances/2/parole/motions/{motion}"' in shown.text
    assert 'value="voter"' not in plenary.get("sven", console).text
    answer = press(plenary, "chloe", f"motions/{motion}", geste="voter", suite=f"/essai/{console}")
    assert (answer.status_code, answer.location) == (303, f"/essai/{console}")
    assert "Qui est pour" in words(plenary.get("chloe", console))
    assert rows(plenary, FloorMotion)[0].state is FloorState.PUT


def test_a_closure_is_put_to_the_vote_and_proclaimed_from_the_list(plenary):
    plenary.post("ada", f"{LIST}/motions", objet="cloture", mots="Tout a été dit.")
    motion = rows(plenary, FloorMotion)[0].id
    press(plenary, "chloe", f"motions/{motion}", geste="voter")
    assert "Qui est pour" in words(plenary.get("chloe", LIST))
    wrong = press(plenary, "chloe", f"motions/{motion}", geste="adoptee", **{"mains-for": "trois"})
    assert wrong.status_code == 422
    assert 'value="trois"' in wrong.text
    press(plenary, "chloe", f"motions/{motion}", geste="adoptee", **{"mains-for": "6", "mains-against": "1"})
    told = words(plenary.get("bela", LIST))
    assert "La clôture du débat est adoptée." in told
    assert "La discussion est close." in told


def test_a_text_referred_says_on_its_page_and_in_the_programme_that_it_is_not_decided(plenary):
    plenary.post("ada", f"{LIST}/motions", objet="renvoi", mots="Le texte n’est pas prêt.")
    motion = rows(plenary, FloorMotion)[0].id
    press(plenary, "chloe", f"motions/{motion}", geste="voter")
    assert "renvoyé" not in words(plenary.get("ada", "seances/2"))
    press(plenary, "chloe", f"motions/{motion}", geste="adoptee")
    assert "renvoyée, à décider, 14\u00a0h" in words(plenary.get("ada", "seances/2"))
    told = words(plenary.get("ada", "propositions/1"))
    assert "Renvoyée à un nouvel examen par la séance n°\u00a02" in told
    assert "aucune lettre ne peut être figée" in told
    assert "Renvoyée" not in words(plenary.get("ada", "propositions/2"))
    plenary.discuss()
    assert "Renvoyée" not in words(plenary.get("ada", "propositions/1"))


def test_a_point_of_order_gets_an_answer_that_is_kept_when_refused(plenary):
    plenary.post("ada", f"{LIST}/motions", objet="point_of_order", mots="L’article 4.")
    motion = rows(plenary, FloorMotion)[0].id
    empty = press(plenary, "chloe", f"motions/{motion}", geste="repondre", reponse=" ")
    assert empty.status_code == 422
    assert "le procès-verbal la reprend" in words(empty)
    press(plenary, "chloe", f"motions/{motion}", geste="repondre", reponse="Il est respecté.")
    assert "Il est respecté." in words(plenary.get("bela", LIST))


def test_a_motion_badly_filled_keeps_what_was_typed(plenary):
    answer = plenary.post("ada", f"{LIST}/motions", objet="suspension", duree="beaucoup", mots="Pour réfléchir.")
    assert answer.status_code == 422
    assert 'value="Pour réfléchir."' in answer.text
    assert rows(plenary, FloorMotion) == []


@pytest.mark.parametrize("who", ["chloe", None])
def test_what_was_typed_is_given_back_whoever_refuses_it(plenary, who):
    """No such button, or signed out meanwhile: nothing typed is lost."""
    for place, typed in (
        ("/conduite", {"minutes": "Marque1", "point": "Marque2", "appuis": "Marque3"}),
        ("/motions/9999", {"reponse": "Marque1", "mains-for": "Marque2"}),
        ("/motions", {"objet": "", "mots": "Marque1", "duree": "Marque2", "personne": "Marque3"}),
        ("", {"personne": "Marque1"}),
    ):
        answer = plenary.post(who, LIST + place, **typed)
        assert answer.status_code >= 400
        assert [mark for name, mark in typed.items() if mark and mark not in answer.text] == [], place


def test_where_colleges_are_counted_the_page_says_that_a_motion_is_voted_by_name(cast):
    plenary = Plenary.of(cast)
    settle_colleges(plenary)
    plenary.open()
    plenary.discuss()
    ada = plenary.cast.ids["ada"]
    motion = plenary.do(raise_motion, plenary.sitting_id, ada, WantedMotion(FloorKind.CLOSURE), by="ada")
    page = words(plenary.get("chloe", LIST))
    assert "Voter au nom de chacun" in page and "Voter à main levée" not in page
    assert "elle se vote au nom de chacun, pas à main levée" in page
    assert "Cette motion est mise aux voix, sans débat, au nom de chacun." in page
    assert "Voter au nom de chacun" in words(plenary.get("chloe", CONSOLE))
    assert press(plenary, "chloe", f"motions/{motion}", geste="voter").status_code == 303
    said = {"what": "cloture", "motion": motion}
    with plenary.cast.app.test_request_context():
        told = of_the_floor(session().get_one(Sitting, plenary.sitting_id), None, "floor_motion_put", said)
    assert told == "Clôture du débat\u00a0: le vote a lieu au nom de chacun."
    page = words(plenary.get("chloe", LIST))
    assert "Clore et proclamer le scrutin n°\u00a01 sur la console" in page and "Proclamer\u00a0: adoptée" not in page


def test_members_are_offered_no_motion_while_a_vote_is_open_and_told_so(plenary):
    page, offered = "seances/2/parole", "Motion de procédure, rappel au règlement"
    waits = "Les motions de procédure et les rappels au règlement attendent aussi."
    assert offered in words(plenary.get("ada", page)) and waits not in words(plenary.get("ada", page))
    poll = plenary.poll()
    shown = words(plenary.get("ada", page))
    assert offered not in shown and waits in shown
    refused = plenary.post("ada", f"{page}/motions", objet="suspension", duree="5", mots="Dix mots à moi.")
    assert refused.status_code == 409 and "Dix mots à moi." in refused.text, "what was typed is given back"
    plenary.vote(poll, "for", "ada", "bela", "dora")
    plenary.proclaim(poll)
    assert offered in words(plenary.get("ada", page))


def test_a_motion_raised_once_a_vote_is_announced_says_what_it_waits_for(plenary):
    plenary.announce()
    plenary.post("ada", f"{LIST}/motions", objet="cloture", mots="Tout a été dit.")
    shown = plenary.get("chloe", LIST)
    assert "Un scrutin est annoncé\u00a0: pour mettre cette motion aux voix avant lui, annulez-le" in words(shown)
    assert 'value="voter"' not in shown.text, "it would be refused"


def test_a_vote_held_back_by_a_motion_raised_since_offers_both_ways_on(plenary):
    poll = plenary.announce()
    plenary.post("ada", f"{LIST}/motions", objet="question_prealable", mots="Rien à délibérer.")
    console = plenary.get("chloe", CONSOLE)
    assert "La question préalable passe avant ce vote" in words(console)
    assert 'value="ouvrir"' not in console.text, "it would be refused"
    assert re.search(r'class="btn primary big"\s+href="[^"]*/parole#motion-\d+">Traiter cette motion', console.text)
    assert console.text.count("Traiter cette motion") == 1, "the bar leads to it"
    assert re.search(r"<details open>\s*<summary[^>]*>Annuler le scrutin…", console.text)
    motion = rows(plenary, FloorMotion)[0].id
    assert press(plenary, "chloe", f"motions/{motion}", geste="refuser", reponse="Dilatoire.").status_code == 303
    assert (rows(plenary, FloorMotion)[0].state, plenary.row_of_poll(poll).state) == ("refused", "announced")
    assert 'value="ouvrir"' in plenary.get("chloe", CONSOLE).text
