"""One person at a sitting: what they do from a phone, what the desk keys, and who reads why."""

import io
import re
from datetime import timedelta

import pytest
from sqlalchemy import select

from congress.chamber.convening_models import ConveningAnswer, ConveningReply
from congress.chamber_models import Proxy
from congress.models import Congress
from congress.queries.presence.excuses import excuse_of
from congress.queries.presence.withdrawals import withdrawal_of
from core.database import session
from tests.congress.services.presence.test_papers import a_pdf
from tests.support.cast import build_congress
from tests.support.convening import at, send
from tests.support.plenary import Plenary, words

pytestmark = pytest.mark.one_database
MINE = "seances/2/ma-participation"


@pytest.fixture
def plenary(app):
    return Plenary.of(build_congress(app))


def of(plenary, name: str) -> str:
    return f"seances/2/emargement/{plenary.cast.ids[name]}"


def act(plenary, who: str, whose: str, what: str, **form):
    return plenary.post(who, f"seances/2/participation/{plenary.cast.ids[whose]}/{what}", **form)


def item_id(plenary) -> int:
    return plenary.item(1)


def test_a_member_excuses_themselves_and_those_who_lead_alone_read_why(plenary):
    assert act(plenary, "ada", "ada", "excuse", motif="Un deuil.").status_code == 303
    assert "Un deuil." in words(plenary.get("ada", MINE))
    assert "Un deuil." in words(plenary.get("sven", of(plenary, "ada")))
    assert "Un deuil." in words(plenary.get("chloe", of(plenary, "ada"))), "who chairs reads it"
    assert "Un deuil." in words(plenary.get("sven", "seances/2"))
    for reader in ("bela", "elodie"):
        assert plenary.get(reader, of(plenary, "ada")).status_code == 403
        assert "Un deuil." not in words(plenary.get(reader, "seances/2"))
    assert act(plenary, "ada", "ada", "excuse", geste="venir").status_code == 303
    assert plenary.cast.read(lambda: excuse_of(plenary.sitting_id, plenary.cast.ids["ada"])) is None


def test_a_member_leaves_an_item_and_the_desk_alone_reads_why(plenary):
    item = item_id(plenary)
    left = act(plenary, "ada", "ada", "deport", point=item, motif="Mon frère y travaille.")
    assert left.status_code == 303
    for reader, page in (("ada", MINE), ("sven", of(plenary, "ada"))):
        assert "Mon frère y travaille." in words(plenary.get(reader, page))
    chair = words(plenary.get("chloe", of(plenary, "ada")))
    assert "Retirée de ce point" in chair
    assert "Mon frère" not in chair
    kept = plenary.cast.read(lambda: withdrawal_of(item, plenary.cast.ids["ada"]).id)
    assert act(plenary, "ada", "ada", "deport", reprend=kept).status_code == 303
    assert plenary.cast.read(lambda: withdrawal_of(item, plenary.cast.ids["ada"])) is None


def test_nobody_speaks_for_another_and_what_was_typed_is_kept(plenary):
    assert act(plenary, "bela", "ada", "excuse", motif="x").status_code == 403
    assert act(plenary, "bela", "ada", "deport", point=item_id(plenary)).status_code == 403
    assert act(plenary, "bela", "ada", "pouvoir", mandataire=plenary.cast.ids["bela"]).status_code == 403
    long = act(plenary, "ada", "ada", "deport", point=item_id(plenary), motif="y" * 501)
    assert long.status_code == 422
    assert "y" * 501 in long.text


def test_the_desk_finds_the_holder_by_name_and_keeps_the_paper(plenary):
    searched = words(plenary.get("sven", of(plenary, "fatou"), porteur="martin"))
    assert "Mme\u00a0Ada Martin" in searched
    paper = (io.BytesIO(a_pdf()), "pouvoir.pdf")
    given = act(plenary, "sven", "fatou", "pouvoir", mandataire=plenary.cast.ids["ada"], fichier=paper)
    assert given.status_code == 303
    act(plenary, "sven", "fatou", "pouvoir", mandataire=plenary.cast.ids["bela"], suivant=1)
    page = words(plenary.get("sven", of(plenary, "fatou")))
    assert "Pouvoir donné à Mme\u00a0Ada Martin" in page
    assert "à défaut, à " in page
    proxy = plenary.cast.read(lambda: session().query(Proxy.id).filter(Proxy.rank == 1).scalar())
    read = plenary.get("ada", f"seances/2/pouvoirs/{proxy}/ecrit")
    assert (read.status_code, read.mimetype, read.headers["Cache-Control"]) == (
        200,
        "application/pdf",
        "private, no-store",
    )
    assert plenary.get("dora", f"seances/2/pouvoirs/{proxy}/ecrit").status_code == 403


@pytest.mark.parametrize(
    ("form", "said"),
    [
        ({}, "Choisissez la personne"),
        ({"mandataire": "1", "fichier": (io.BytesIO(b"<script>"), "pouvoir.pdf")}, "ni un PDF"),
    ],
    ids=["nobody", "no paper"],
)
def test_what_cannot_be_taken_is_said_in_a_sentence(plenary, form, said):
    refused = act(plenary, "sven", "fatou", "pouvoir", **form)
    assert (refused.status_code, said in words(refused)) == (422, True)


def test_the_door_shows_its_code_to_those_who_lead_and_a_member_types_it(plenary):
    def ask_the_code() -> None:
        session().get_one(Congress, plenary.cast.congress_id).presence_in_room = "code"

    plenary.open("bela")
    plenary.cast.run(ask_the_code)
    assert plenary.get("ada", "seances/2/porte").status_code == 403
    door = plenary.get("chloe", "seances/2/porte")
    assert 1 <= int(door.headers["Refresh"]) <= 30
    code = door.text.partition('class="door-code">')[2].partition("<")[0].replace("\u00a0", "")
    assert f'value="{code}"' in plenary.get("ada", "seances/2/entree", code=code).text
    wrong = plenary.post("ada", "seances/2/entree", code=f"{(int(code) + 1) % 10**6:06d}")
    assert (wrong.status_code, "change toutes les 30 secondes" in words(wrong)) == (422, True)
    assert plenary.post("ada", "seances/2/entree", code=code).status_code == 303
    assert "Vous êtes présente, dans la salle" in words(plenary.get("ada", "seances/2/entree"))


def test_who_left_an_item_reads_that_they_take_no_part_in_its_vote_and_casts_nothing(plenary):
    act(plenary, "ada", "ada", "deport", point=item_id(plenary), motif="Mon frère.")
    plenary.open()
    plenary.discuss()
    plenary.poll()
    page = words(plenary.get("ada", "seances/2"))
    assert "Vous vous êtes retirée de ce point" in page
    assert "vous voterez au suivant" not in page
    assert "Vous vous êtes retirée de ce point" in words(plenary.get("ada", "scrutins/1"))
    assert "Retirés 1" in page
    console = words(plenary.get("chloe", "seances/2/presidence"))
    assert "Sans prendre part à ce point\u00a0: Mme\u00a0Ada Martin" in console
    assert "Mon frère" not in console


def test_of_two_holders_each_reads_what_becomes_of_theirs(plenary):
    """Hana names ada, then bela, who carries another proxy already: ada's counts, and each page says so."""
    plenary.open("ada", "bela", "chloe", "dora", "emile")
    for principal, holder, more in (("iris", "bela", {}), ("hana", "ada", {}), ("hana", "bela", {"suivant": 1})):
        given = act(plenary, "sven", principal, "pouvoir", mandataire=plenary.cast.ids[holder], **more)
        assert given.status_code == 303
    ada, bela = words(plenary.get("ada", "seances/2")), words(plenary.get("bela", "seances/2"))
    assert "Sans effet" not in ada
    assert "en a déjà assez" in bela
    assert "En réserve" not in words(plenary.get("hana", "seances/2"))
    plenary.post("sven", "seances/2/presence", part=plenary.cast.ids["ada"])
    assert "Sans effet tant que vous n’êtes pas en séance." in words(plenary.get("ada", "seances/2"))


def test_an_excuse_and_the_answer_to_the_convening_never_say_the_contrary(plenary):
    """« Je viendrai » from the mail, excused from the page of one's part: the follow-up reads absent, then coming."""
    at(plenary, 1)
    send(plenary)
    answers = []
    convening = "seances/2/convocation"
    plenary.post("ada", convening, reponse="comes")
    assert "Lu du secrétariat et de la présidence." in words(plenary.get("ada", convening)), "who chairs reads it too"
    for form in ({"motif": "z" * 400}, {"geste": "venir"}):
        plenary.cast.clock.advance(timedelta(seconds=2))
        assert act(plenary, "ada", "ada", "excuse", **form).status_code == 303
        answers.append(plenary.cast.read(lambda: session().scalars(select(ConveningReply)).one().answer))
    assert answers == [ConveningAnswer.ABSENT, ConveningAnswer.COMES]
    plenary.post("ada", convening, reponse="proxy")
    act(plenary, "sven", "ada", "excuse", motif="Certificat.", maladie="1")
    assert "Votre réponse\u00a0: «\u00a0Je donne pouvoir\u00a0»" in words(plenary.get("ada", convening))


def test_who_withdrew_from_an_item_has_no_part_in_its_debate(plenary):
    act(plenary, "ada", "ada", "deport", point=str(item_id(plenary)))
    plenary.open()
    plenary.discuss()
    page = words(plenary.get("ada", "seances/2"))
    assert "Vous vous êtes retirée de ce point" in page
    assert "Demander la parole" not in page and "Demander un scrutin" not in page
    listed = words(plenary.get("ada", "seances/2/parole"))
    assert "Vous vous êtes retirée de ce point" in listed and "dites d’abord votre présence" not in listed
    apart = "Vous ne prenez pas part à ce point"
    asked = plenary.post("ada", "seances/2/parole", sens="for", liste="debate")
    assert asked.status_code == 409 and apart in words(asked)
    raised = plenary.post("ada", "seances/2/parole/motions", objet="renvoi")
    assert raised.status_code == 409 and apart in words(raised)
    browser = plenary.cast.browse("ada")
    browser.post(plenary.cast.path("seances/2/points/1/demandes"), data={"scrutin": "public"})
    assert apart in words(browser.get(plenary.cast.path("seances/2")))
    keyed = plenary.post("chloe", "seances/2/parole", personne="Ada Martin", sens="for", liste="debate")
    assert "Mme\u00a0Ada Martin ne prend pas part à ce point." in words(keyed)
    assert "Demander la parole" in words(plenary.get("bela", "seances/2"))
    plenary.poll()
    read = words(plenary.get("ada", "scrutins/1"))
    assert "Vous vous êtes retirée de ce point" in read and "pas parmi les membres appelés" not in read


def test_who_withdraws_waits_for_the_floor_no_more_and_does_again_once_it_is_taken_back(plenary):
    plenary.open()
    plenary.discuss()
    plenary.post("ada", "seances/2/parole", sens="for", liste="debate")
    plenary.post("bela", "seances/2/parole", sens="against", liste="debate")
    assert act(plenary, "ada", "ada", "deport", point=str(item_id(plenary))).status_code == 303
    listed = words(plenary.get("chloe", "seances/2/parole"))
    assert "La parole est à M.\u00a0Béla Kovacs." in listed and "La parole est à Mme\u00a0Ada Martin" not in listed
    kept = plenary.cast.read(lambda: withdrawal_of(item_id(plenary), plenary.cast.ids["ada"]).id)
    act(plenary, "sven", "ada", "deport", reprend=kept)
    assert "La parole est à Mme\u00a0Ada Martin." in words(plenary.get("chloe", "seances/2/parole"))


@pytest.mark.parametrize(
    ("who", "rest", "typed"),
    [
        ("ada", "presence", {"geste": "abc"}),
        ("ada", "presence", {"mode": "salle"}),
        ("ada", "participation/{ada}/excuse", {"geste": ""}),
        ("ada", "participation/{ada}/deport", {"point": "{item}", "fondement": "autre"}),
        ("sven", "fonctions", {"membre": "{ada}", "fonction": "doyenne"}),
    ],
)
def test_a_word_that_no_page_sends_does_nothing(plenary, who, rest, typed):
    plenary.open("bela", "dora", "emile", "fatou", "chloe")
    known = {"ada": plenary.cast.ids["ada"], "item": item_id(plenary)}
    before = words(plenary.get("ada", MINE))
    sent = {name: value.format(**known) for name, value in typed.items()}
    answer = plenary.post(who, f"seances/2/{rest.format(**known)}", **sent)
    assert answer.status_code == 404 and re.search("Ce geste|Cette fonction", words(answer))
    assert words(plenary.get("ada", MINE)) == before
