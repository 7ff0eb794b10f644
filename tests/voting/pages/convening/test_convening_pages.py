"""Pages of a convening: composed and sent in one press, followed by the secretariat, answered by the member."""

import re

import pytest
from lxml.html import document_fromstring
from sqlalchemy import select

from accounts.models import Account
from congress.chamber.convening_models import Convening, ConveningReply
from congress.models import Category, Congress, Member
from congress.services.proxy_services import give_proxy
from core.database import session
from tests.support.convening import at, council, send
from tests.support.plenary import Plenary

pytestmark = pytest.mark.one_database
WRITE, PROOF, OWN = "seances/2/convocation/envoi", "seances/2/convocation/suivi", "seances/2/convocation"
SITTING = "seances/2"


@pytest.fixture
def plenary(cast) -> Plenary:
    found = Plenary.of(cast)
    council(found)
    at(found, 1)
    return found


def page(plenary: Plenary, name: str, rest: str) -> str:
    answer = plenary.cast.browse(name).get(plenary.cast.path(rest))
    assert answer.status_code == 200, answer.status
    return answer.text


def press(plenary: Plenary, name: str, rest: str, **form) -> tuple[int, str]:
    """The status, and the page that follows."""
    client = plenary.cast.browse(name)
    answer = client.post(plenary.cast.path(rest), data=form)
    return answer.status_code, client.get(answer.location).text if answer.location else answer.text


def seen(text: str) -> str:
    return re.search(r'name="vu" value="([0-9a-f]{64})"', text)[1]


def rows(plenary: Plenary, model) -> list:
    return plenary.cast.read(lambda: session().scalars(select(model).order_by(model.id)).all())


def test_the_secretariat_reads_by_when_sends_in_one_press_and_follows(plenary):
    text = page(plenary, "sven", WRITE)
    assert "À envoyer au plus tard le jeudi 8\xa0octobre\xa02020." in text and "(CGCT, art.\u00a0L2121-11)" in text
    assert "Envoyer aux 9\u00a0membres" in text
    status, text = press(plenary, "sven", WRITE, geste="envoyer", vu=seen(text))
    assert status == 303 and "Convocation envoyée à 8\u00a0membres. 1\u00a0membre n’a pas d’adresse" in text
    assert "Convocation régulière, envoyée le jeudi 1er\xa0octobre\xa02020\xa0: 10\u00a0jours francs." in text
    assert text.count("en attente d’envoi") == 8 and "sans adresse\xa0: à remettre sur papier" in text
    again = page(plenary, "sven", WRITE)
    assert "Rien n’a changé depuis le dernier envoi." in again
    press(plenary, "sven", WRITE, geste="envoyer", vu=seen(again))
    assert len(rows(plenary, Convening)) == 1
    letters = page(plenary, "sven", f"{OWN}/lettres")
    assert letters.count("Iris D’Aubigné") + letters.count("Iris D&#39;Aubigné") >= 2
    status, text = press(plenary, "sven", PROOF, remise=plenary.cast.ids["iris"])
    assert status == 303 and "remise sur papier" in text
    table = plenary.cast.browse("sven").get(plenary.cast.path(f"{PROOF}.csv")).data.decode("utf-8-sig")
    assert table.count("\n") == 10 and rows(plenary, Convening)[0].body_sha256 in table
    assert table.count("@127.0.0.1>") == 8  # the Message-ID of each mail, as servers know it
    assert "Page 1" not in text and "Kovacs" in page(plenary, "sven", f"{PROOF}?q=kovacs")
    assert "Kovacs" not in page(plenary, "sven", f"{PROOF}?seulement=paper")


def test_what_is_wanting_is_said_beside_its_field_and_nothing_typed_is_lost(plenary):
    council(plenary, convening_days=5)
    at(plenary, 9)
    text = page(plenary, "sven", WRITE)
    assert "le délai est abrégé" in text
    status, text = press(plenary, "sven", WRITE, geste="envoyer", vu=seen(text), text="Bonjour", note="Lisez")
    assert status == 422 and 'id="because-error"' in text and "Bonjour" in text and "Lisez" in text
    status, text = press(plenary, "sven", WRITE, geste="envoyer", vu=seen(text), motif="Sinistre", rappel="demain")
    assert status == 422 and 'id="remind_at-error"' in text and "Sinistre" in text
    status, text = press(plenary, "sven", WRITE, geste="envoyer", vu=seen(text), motif="Sinistre")
    assert status == 422 and 'id="note-error"' in text
    status, text = press(plenary, "sven", WRITE, geste="relire", motif="Sinistre", note="https://mairie.example/note")
    assert status == 200 and "Motif\xa0: Sinistre" in text
    status, text = press(
        plenary, "sven", WRITE, geste="envoyer", vu=seen(text), motif="Sinistre", note="https://mairie.example/note"
    )
    assert status == 303
    status, text = press(plenary, "sven", WRITE, geste="envoyer", vu="0" * 64, text="Autre", note="N", motif="S")
    assert status == 409 and "a changé depuis que vous l’avez lue" in text and "Autre" in text
    status, text = press(plenary, "sven", WRITE, geste="autrement", jour="hier")
    assert status == 422 and 'id="day-error"' in text


def test_a_member_reads_answers_and_changes_from_the_address_of_the_mail(plenary):
    assert plenary.cast.browse("ada").get(plenary.cast.path(OWN)).status_code == 404
    send(plenary)
    stranger = plenary.cast.browse().get(plenary.cast.path(OWN))
    assert stranger.status_code == 303 and "suite=" in stranger.location  # signs in, then comes back here
    text = page(plenary, "ada", OWN)
    assert "J’ai pris connaissance" in text and "Je viendrai" in text and "<img" not in text
    status, text = press(plenary, "ada", OWN, geste="lu")
    assert status == 303 and "Vous en avez pris connaissance le" in text
    status, text = press(plenary, "ada", OWN, reponse="absent", motif="Conseil d'école")
    assert "Votre réponse\xa0: «\xa0Je serai absente\xa0»" in text and "Conseil d’école" in text
    # « Entrée » in the reason presses the first button of its form: it says « absent », and nothing else.
    shown = document_fromstring(text)
    assert shown.get_element_by_id("motif").get("form") == "absence"
    assert shown.xpath("//button[@form='absence']/@value") == ["absent"] and not shown.xpath(
        "//form[@id='absence']//button"
    )
    client = plenary.cast.browse("ada")
    answer = client.post(plenary.cast.path(OWN), data={"reponse": "proxy"})
    assert answer.location.endswith("/seances/2#pouvoirs")
    assert press(plenary, "bela", OWN, reponse="comes", pour=str(plenary.cast.ids["ada"]))[0] == 409
    (reply,) = rows(plenary, ConveningReply)
    assert (reply.member_id, reply.answer, reply.because) == (plenary.cast.ids["ada"], "proxy", "")
    assert "s’adresse aux membres qui votent" in page(plenary, "vera", OWN)
    assert "Conseil" not in page(plenary, "bela", OWN)


def test_an_answer_that_no_page_offers_is_refused_and_notes_nothing(plenary):
    send(plenary)
    status, text = press(plenary, "ada", OWN, reponse="peut-être")
    assert status == 404 and "Ce geste n’existe pas." in text
    assert rows(plenary, ConveningReply) == []


def test_an_answer_tells_of_the_proxy_that_was_given_before_it(plenary):
    send(plenary)
    assert "Dites maintenant à qui" in press(plenary, "ada", OWN, reponse="proxy")[1]
    plenary.do(give_proxy, plenary.sitting_id, plenary.cast.ids["ada"], plenary.cast.ids["bela"], by="ada")
    _status, text = press(plenary, "ada", OWN, reponse="proxy")
    assert "Dites maintenant à qui" not in text and "vous avez donné pouvoir à M.\u00a0Béla Kovacs." in text
    _status, text = press(plenary, "ada", OWN, reponse="comes")
    assert "Vous aviez donné pouvoir à M.\u00a0Béla Kovacs\u00a0: il ne vaut que si vous n’êtes pas là." in text
    assert "Vous aviez donné pouvoir" not in press(plenary, "bela", OWN, reponse="comes")[1]


def test_the_sitting_and_the_console_say_what_may_be_decided_and_the_council_admits(plenary):
    at(plenary, 9)
    assert "Aucune convocation n’est partie d’ici." in page(plenary, "sven", "seances/2")
    assert "Aucune convocation" not in page(plenary, "ada", "seances/2")
    send(plenary, because="Sinistre")
    for name, rest in (("ada", "seances/2"), ("chloe", "seances/2/presidence")):
        assert "Délai abrégé\xa0: 2\u00a0jours francs au lieu de 3\u00a0jours francs." in page(plenary, name, rest)
    at(plenary, 12, 14)
    plenary.open()
    console = page(plenary, "chloe", "seances/2/presidence")
    assert "Le conseil admet l’urgence" in console and "Motif\xa0: Sinistre" in console
    assert "Le conseil admet l’urgence" not in page(plenary, "ada", "seances/2")  # nobody’s button but the chair’s
    assert press(plenary, "ada", "seances/2/urgence", geste="admettre")[0] == 403
    status, console = press(plenary, "chloe", "seances/2/urgence", geste="admettre", suite="console")
    assert status == 303 and "Le conseil admet l’urgence." in console
    assert 'value="admettre"' not in console and rows(plenary, Convening)[0].admitted is True
    assert press(plenary, "ada", OWN, reponse="comes")[0] == 409
    assert "Le conseil admet l’urgence." in page(plenary, "ada", "seances/2")  # told to whoever follows


def test_without_a_quorum_the_second_sitting_is_one_press(plenary):
    send(plenary)
    at(plenary, 12, 14)
    plenary.open("chloe")
    from voting.services.discussion_services import put_in_discussion

    assert not plenary.do(put_in_discussion, plenary.item(1)).is_met
    for name in ("chloe", "sven"):  # the chair is led here
        assert "une fois la séance levée, le secrétariat la convoque" in page(plenary, name, "seances/2")
    from voting.services.discussion_services import end_sitting

    plenary.do(end_sitting, plenary.sitting_id)
    assert "le secrétariat convoque à nouveau" in page(plenary, "chloe", "seances/2")
    text = page(plenary, "sven", "seances/2")
    day = re.search(r'name="debut" value="([^"]+)"', text)[1]
    assert day == "2020-10-15T14:00"
    refused = press(plenary, "sven", "seances/2/seconde-convocation", debut="2020-10-14T20:30")[1]
    assert "Trois jours au moins" in refused and 'value="2020-10-14T20:30"' in refused, "what was typed stays"
    for absurd in ("?", "9999-12-31T23:59", "2020-12-02", "20201202", "2020-W50-3"):
        told = press(plenary, "sven", "seances/2/seconde-convocation", debut=absurd)[1]
        assert "Écrivez un jour et une heure." in told and f'value="{absurd}"' in told, absurd
    status, text = press(plenary, "sven", "seances/2/seconde-convocation", debut=day)
    assert status == 303 and "Il reste à convoquer ses membres." in text and "sans condition de quorum" in text
    assert "Seconde convocation\xa0: séance n°\xa03" in page(plenary, "ada", "seances/2")


def test_the_home_says_what_is_left_to_convene_and_to_answer(plenary):
    home = page(plenary, "sven", "")
    assert "Convoquer les membres" in home and "avant vendredi 9\xa0octobre\xa02020" in home
    assert "Répondre à la convocation" not in page(plenary, "ada", "")
    send(plenary)
    assert "Convoquer les membres" not in page(plenary, "sven", "")
    assert "Répondre à la convocation" in page(plenary, "ada", "")
    press(plenary, "ada", OWN, reponse="absent")
    assert "Répondre à la convocation" not in page(plenary, "ada", "")
    assert "Répondre à la convocation" not in page(plenary, "vera", "")
    from congress.chamber.presence_models import Excuse

    (excuse,) = rows(plenary, Excuse)
    assert excuse.member_id == plenary.cast.ids["ada"] and excuse.taken_back_at is None
    press(plenary, "ada", OWN, reponse="comes")
    assert rows(plenary, Excuse)[0].taken_back_at is not None


def test_the_home_of_a_substitute_says_that_the_convening_is_to_be_answered(plenary):
    def substitute() -> int:
        session().get_one(Congress, plenary.cast.congress_id).substitutes = True
        account = Account(email="paul@exemple.test")
        session().add(account)
        session().flush()
        row = Member(
            congress_id=plenary.cast.congress_id, ref="s", pseudonym="essai-s", position=99,
            category=Category.ELECTED, honorific="M.", given_name="Paul", family_name="Suppléant",
            substitute_of_id=plenary.cast.ids["ada"], account_id=account.id,
        )  # fmt: skip
        session().add(row)
        session().flush()
        return row.id

    plenary.cast.ids["paul"] = plenary.cast.run(substitute)
    send(plenary)
    assert "Répondre à la convocation" in page(plenary, "paul", "")
    press(plenary, "paul", OWN, reponse="comes")
    assert "Répondre à la convocation" not in page(plenary, "paul", "")


def test_the_sitting_says_what_was_answered_to_its_convening(plenary):
    send(plenary)
    asked, said = "Lire la convocation et répondre", "Vous avez répondu «\u00a0Je serai absente\u00a0»."
    for name in ("ada", "bela"):
        assert asked in page(plenary, name, SITTING)
    press(plenary, "ada", OWN, reponse="absent")
    read = page(plenary, "ada", SITTING)
    assert said in read and "Relire la convocation, changer ma réponse" in read and asked not in read
    assert asked in page(plenary, "bela", SITTING) and "Vous avez répondu" not in page(plenary, "bela", SITTING)


def test_who_came_onto_the_roll_since_is_convened_alone_and_answers_told_by_telephone_are_keyed(plenary):
    from congress.chamber.convening_models import ConveningLetter
    from congress.services.convening.letters_seal import altered_letters
    from core.mail.outbox import OutboxMessage

    send(plenary)

    def come() -> None:
        vera = session().get_one(Member, plenary.cast.ids["vera"])
        vera.category, vera.votes = Category.ELECTED, True

    plenary.cast.run(come)
    assert "1\u00a0membre qui vote n’a pas reçu cette convocation" in page(plenary, "sven", PROOF)
    assert press(plenary, "vera", OWN, reponse="comes")[0] == 409
    for _twice in range(2):
        press(plenary, "sven", PROOF, geste="completer")
    assert (len(rows(plenary, OutboxMessage)), len(rows(plenary, ConveningLetter))) == (9, 10)
    assert plenary.cast.read(lambda: list(altered_letters(plenary.cast.congress_id))) == []
    assert press(plenary, "vera", OWN, reponse="comes")[0] == 303
    iris = plenary.cast.ids["iris"]
    assert "Réponse de Mme\xa0Iris" in page(plenary, "sven", f"{PROOF}?membre={iris}")
    status, text = press(plenary, "sven", PROOF, membre=iris, reponse="absent", motif="Malade")
    assert status == 303 and "La réponse est enregistrée." in text and "Malade" in text
    assert "Convocation régulière" in page(plenary, "chloe", "seances/2/presidence/pret")
