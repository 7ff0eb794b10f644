"""Votes by show of hands and by roll call as the chair, the secretariat, the voter, the hall and the public see them."""

import json
import re

import pytest

from congress.chamber_models import PresenceMode
from congress.models import WEIGHT_SCALE, Member
from congress.services.presence_services import arrive
from core.database import session
from tests.support.essai import PROPOSALS
from tests.support.plenary import ELECTORS, Plenary, words
from voting.models import Outcome, Poll

pytestmark = pytest.mark.one_database
CONSOLE = "seances/2/presidence"
FIFTEEN, TWELVE = (PROPOSALS[0].replace("dix mille", more) for more in ("quinze mille", "douze mille"))


@pytest.fixture
def plenary(discussing):
    return discussing


def put(plenary: Plenary, method: str):
    """The chair puts the first proposal to the vote by this method: one press."""
    vote = f"part-{plenary.part()}"
    return plenary.press("chloe", "points/1/scrutins", vote=vote, methode=method)


def outcome(plenary: Plenary) -> Outcome:
    return plenary.cast.read(lambda: session().query(Outcome).one())


FAR = "1 membre appelé à voter est à distance\u00a0: sans bulletin de papier, ni main levée dans la salle."


@pytest.mark.parametrize(
    ("method", "far", "near"),
    [
        ("paper", "vous ne pouvez pas y prendre part d’ici", "Vous votez dans la salle"),
        ("show_of_hands", "aucun vote ne se donne d’ici", "Vous votez dans la salle"),
        ("roll_call", "Répondez à l’appel de votre nom\u00a0: le secrétariat", "à l’appel de votre nom, dans la salle"),
    ],
)
def test_who_is_at_a_distance_is_not_told_to_vote_in_the_room_and_the_chair_is_warned(cast, method, far, near):
    plenary = Plenary.of(cast)
    plenary.open(*(name for name in ELECTORS if name != "ada"))
    plenary.discuss()
    assert FAR not in words(plenary.get("chloe", CONSOLE))
    plenary.do(arrive, plenary.sitting_id, plenary.cast.ids["ada"], PresenceMode.REMOTE, by="ada")
    assert FAR in words(plenary.get("chloe", CONSOLE))
    put(plenary, method)
    assert (FAR in words(plenary.get("chloe", CONSOLE))) == (method != "roll_call")
    for _again in range(2):  # from what is kept too
        ada, bela = (words(plenary.get(name, "scrutins/1")) for name in ("ada", "bela"))
        assert far in ada and near not in ada
        assert near in bela and far not in bela


@pytest.mark.parametrize(
    ("method", "how"),
    [
        ("paper", "Vous votez dans la salle"),
        ("show_of_hands", "Vous votez dans la salle"),
        ("roll_call", "Répondez à l’appel de votre nom"),
    ],
)
def test_who_is_not_called_is_not_told_to_answer_nor_to_vote_in_the_room(cast, method, how):
    plenary = Plenary.of(cast)
    plenary.open(*(name for name in ELECTORS if name != "ada"))
    plenary.discuss()
    put(plenary, method)
    plenary.do(arrive, plenary.sitting_id, plenary.cast.ids["ada"], PresenceMode.ROOM, by="ada")
    not_called = {"ada": "Vous n’êtes pas parmi les membres appelés", "sven": "Les membres élus et présents votent."}
    for _again in range(2):  # from what is kept too
        for name, said in not_called.items():
            read = words(plenary.get(name, "scrutins/1"))
            assert said in read and how not in read, name
        bela = words(plenary.get("bela", "scrutins/1"))
        assert how in bela and not [said for said in not_called.values() if said in bela]


def test_two_presses_hold_a_vote_by_show_of_hands(plenary):
    console = plenary.get("chloe", CONSOLE)
    assert "Mettre aux voix à main levée" in words(console)

    assert put(plenary, "show_of_hands").status_code == 303
    console = plenary.get("chloe", CONSOLE)
    assert "Qui est pour\u202f? Qui est contre\u202f? Qui s’abstient\u202f?" in words(console)
    assert "votes reçus" not in words(console)
    form = console.text[console.text.index('id="declarer"') :]
    assert form.index('<button type="submit" disabled hidden>') < form.index("adopte"), "« Entrée » proclaims nothing"
    voter = plenary.get("ada", "scrutins/1")
    assert "Vote à main levée. Vous votez dans la salle" in words(voter) and 'name="choice"' not in voter.text
    assert "Vote à main levée" in words(plenary.get("ada", "seances/2/ecran"))

    assert plenary.press("chloe", "scrutins/1", geste="declarer", decide="adopte").status_code == 303
    said = "Vote à main levée, sans décompte des voix. La proposition n°\u00a01 est adoptée."
    result = plenary.get("ada", "scrutins/1")
    assert said in words(result)
    assert "Liste nominative" not in words(result) and '<svg viewBox="0 0 980' not in result.text
    assert "Votre vote" not in words(result), "nobody's vote is kept"
    minutes = words(plenary.get("ada", "seances/2/proces-verbal"))
    for said in (words(result), minutes):
        assert "Règle de ce scrutin" in said and "scrutin public" not in said, "no name is kept"
    hall = words(plenary.get("ada", "seances/2/ecran"))
    assert "La proposition n°\u00a01 est adoptée" in hall and "Vote à main levée, sans décompte des voix." in hall
    assert "à main levée, sans décompte" in words(plenary.get("ada", ""))


def test_the_record_for_programs_says_the_method_and_that_nothing_was_counted(plenary):
    put(plenary, "show_of_hands")
    plenary.press("chloe", "scrutins/1", geste="declarer", decide="rejete")

    poll = plenary.cast.browse(None).get("/api/v1/essai/polls/1").get_json()

    assert (poll["method"], poll["votes"]) == ("show_of_hands", None)
    assert poll["outcome"] == {
        "adopted": False, "reason": "declared", "quorum_met": True, "counts": None, "took_part": None, "cast": None,
        "chosen": None, "colleges": None, "weights": None,
    }  # fmt: skip


def test_hands_that_were_typed_are_given_back_with_the_sentence_that_refuses_them(plenary):
    put(plenary, "show_of_hands")
    typed = {"mains-for": "1", "mains-against": "4"}
    for bad, said in (
        ({"decide": "adopte", **typed}, "Les mains comptées disent le contraire"),
        ({"decide": "adopte", "mains-for": "beaucoup"}, "«\u00a0beaucoup\u00a0» n’est pas un nombre."),
        ({"decide": "adopte", "mains-for": "9999999999"}, "n’est pas un nombre."),
        ({**typed}, "Dites ce qui est décidé"),
    ):
        refused = plenary.press("chloe", "scrutins/1", geste="declarer", **bad)
        assert refused.status_code in (409, 422) and said in words(refused)
        assert f'value="{bad["mains-for"]}"' in refused.text

    assert plenary.press("chloe", "scrutins/1", geste="declarer", decide="rejete", **typed).status_code == 303
    assert outcome(plenary).counts["against"] == 4


def test_the_secretariat_calls_the_roll_and_keys_the_answers(plenary):
    put(plenary, "roll_call")
    page = plenary.get("sven", "scrutins/1")
    called = re.findall(r'id="appel-(\d+)"', page.text)
    assert len(called) == 9
    heard = re.findall(r'Pour\s*<span class="vh"[^>]*>, ([^<]+)</span>', page.text)
    assert len(set(heard)) == len(called), "each button says whose answer it is"
    assert "Voter maintenant" not in words(plenary.get("chloe", CONSOLE)), "the chair answers when called too"
    assert "Répondez à l’appel de votre nom" in words(plenary.get("ada", "scrutins/1"))

    seen = plenary.seen(plenary.cast.read(lambda: session().query(Poll.id).scalar()))
    answer = plenary.post("sven", "scrutins/1/voix-haute", right=called[0], choice="for", seen=seen)
    assert answer.headers["Location"].endswith(f"#appel-{called[1]}"), "the call goes on at the next name"
    again = plenary.get("sven", "scrutins/1")
    assert again.text.count('aria-pressed="true"') == 1
    sheet = plenary.get("sven", "scrutins/1/feuille")
    assert words(sheet).count("oui") == 1 and sheet.text.count("☐") == 4 * 9 - 1
    assert plenary.get("ada", "scrutins/1/feuille").status_code == 403

    plenary.press("chloe", "scrutins/1", geste="clore", sans_attendre="oui")
    plenary.press("chloe", "scrutins/1", geste="proclamer")
    assert "dit à voix haute, saisi par le secrétariat" in words(plenary.get("ada", "scrutins/1"))
    for name, is_keyed in (("chloe", True), ("ada", False)):
        own = plenary.get(name, "scrutins/1").text.split("Votre vote</h2>")[1].split("</ul>")[0]
        assert ("dit à voix haute, saisi par le secrétariat" in own) == is_keyed, name


def test_one_press_goes_on_by_show_of_hands_when_the_network_fails(plenary):
    plenary.poll()
    assert "Poursuivre à main levée" in words(plenary.get("chloe", CONSOLE))

    assert plenary.press("chloe", "scrutins/1", geste="poursuivre", methode="show_of_hands").status_code == 303

    assert "Le réseau ne permet plus de voter" in words(plenary.get("ada", "scrutins/1"))
    assert "Ce scrutin reprend le scrutin n°\u00a01, annulé." in words(plenary.get("ada", "scrutins/2"))
    assert "Le résultat est douteux" in words(plenary.get("chloe", CONSOLE))


def test_the_sheet_of_names_tells_nothing_of_what_was_sent_from_a_device(plenary):
    poll = plenary.poll()
    plenary.vote(poll, "for", "ada")
    sheet = plenary.get("sven", "scrutins/1/feuille")
    assert sheet.text.count("☐") == 4 * 9 and "oui" not in words(sheet)


@pytest.mark.parametrize("methode", ["", "vote bloqué", "à la tribune"])
def test_no_other_method_is_put(plenary, methode):
    assert put(plenary, methode).status_code == 404


def test_a_secret_vote_on_paper_is_counted_twice_on_the_page_of_the_poll(plenary):
    from congress.chamber_models import Office
    from congress.services.sitting_services import give_office

    put(plenary, "paper")
    lacking = "Moins de deux personnes sont nommées pour compter"
    read = plenary.get("chloe", CONSOLE)
    assert lacking in words(read) and "/essai/seances/2#fonctions" in read.text
    plenary.do(give_office, plenary.sitting_id, plenary.cast.ids["bela"], Office.TELLER, by="sven")
    plenary.do(give_office, plenary.sitting_id, plenary.cast.ids["emile"], Office.TELLER, by="sven")
    assert lacking not in words(plenary.get("chloe", CONSOLE))
    assert "Deux scrutateurs comptent les bulletins" in words(plenary.get("chloe", CONSOLE))
    assert "rien de votre vote n’est gardé ici" in words(plenary.get("ada", "scrutins/1"))
    assert "Enregistrer ces nombres" not in words(plenary.get("ada", "scrutins/1"))
    papers = {"bulletins-for": "5", "bulletins-against": "2", "bulletins-blank": "1", "bulletins-null": "0"}
    refused = plenary.post("bela", "scrutins/1/depouillement", **{**papers, "bulletins-null": ""})
    assert refused.status_code == 422 and "même s’il est zéro" in words(refused) and 'value="5"' in refused.text

    assert plenary.post("bela", "scrutins/1/depouillement", **papers).status_code == 303
    counted = plenary.get("bela", "scrutins/1").text.partition('id="depouillement"')[2]
    assert "Vos nombres sont enregistrés." in counted  # where the answer leads, in sight of who pressed
    assert "Vos nombres sont enregistrés." not in plenary.get("sven", "scrutins/1").text
    console = words(plenary.get("chloe", CONSOLE))
    assert (
        "a compté les bulletins à 14\u00a0h" in console
        and "il faut un second compte." in console
        and "Clore le scrutin" not in console
    )
    assert 'value="5"' not in plenary.get("sven", "scrutins/1").text, "nobody copies the other's count"
    again = "L’autre compte n’est pas le vôtre\u00a0: comptez de nouveau"
    plenary.post("sven", "scrutins/1/depouillement", **{**papers, "bulletins-for": "4"})
    assert all(again in words(plenary.get(teller, "scrutins/1")) for teller in ("bela", "sven"))
    plenary.post("sven", "scrutins/1/depouillement", **papers)
    assert again not in words(plenary.get("bela", "scrutins/1"))
    plenary.press("chloe", "scrutins/1", geste="clore")
    plenary.press("chloe", "scrutins/1", geste="proclamer")

    result = words(plenary.get("ada", "scrutins/1"))
    assert "Blancs\u00a0:\u00a01. Nuls\u00a0:\u00a00." in result and "Scrutin secret, sur papier" in result
    assert "Liste nominative" not in result
    assert "5 pour, 2 contre, 1 blanc, 0 nul" in words(plenary.get("ada", ""))
    for rest in ("seances/2/deliberations", "seances/2/proces-verbal"):
        assert "5 pour, 2 contre, 1 blanc, 0 nul" in words(plenary.get("sven", rest)), rest
    for page in ("scrutins/1", "seances/2/ecran"):  # nine called to vote, eight papers
        read = words(plenary.get("ada", page))
        assert "1 blanc ou nul, 1 qui n’a rien exprimé" in read, page
    assert "1 membre appelé à voter n’a rien exprimé." in result


def test_what_is_declared_and_not_counted_has_no_numbers_in_the_record_of_the_letter(plenary):
    from congress.models import Congress
    from letters.letter_formats import letter_file
    from letters.queries import letter_record_of

    put(plenary, "show_of_hands")
    plenary.press("chloe", "scrutins/1", geste="declarer", decide="adopte")

    def record() -> dict:
        congress = session().query(Congress).one()
        return json.loads(letter_file("json", congress, letter_record_of(congress)))

    (poll,) = plenary.cast.read(record)["polls"]
    assert (poll["method"], poll["votes"]) == ("show_of_hands", None)
    assert (poll["outcome"]["adopted"], poll["outcome"]["reason"]) == (True, "declared")
    assert [poll["outcome"][name] for name in ("counts", "took_part", "cast")] == [None, None, None]


def test_where_votes_weigh_no_method_is_offered_that_would_be_refused(plenary):
    vote = f"part-{plenary.part()}"
    weigh(plenary, "ada")
    console = words(plenary.get("chloe", CONSOLE))
    assert "Mettre aux voix par appel nominal" in console
    assert "à main levée" not in console and "sur papier" not in console

    plenary.press("chloe", "points/1/scrutins", vote=vote)
    plenary.press("chloe", "scrutins/1", geste="ouvrir")
    console = words(plenary.get("chloe", CONSOLE))
    assert "Poursuivre par appel nominal" in console and "à main levée" not in console


def weigh(plenary: Plenary, name: str) -> None:
    """The vote of this member counts for three."""

    def change(*, actor, now) -> None:
        session().get_one(Member, plenary.cast.ids[name]).weight = 3 * WEIGHT_SCALE

    plenary.do(change)


def test_what_the_chair_left_standing_stays_so_after_a_refusal(plenary):
    first, second = (plenary.amend(text, by=who) for text, who in ((FIFTEEN, "ada"), (TWELVE, "bela")))
    plenary.press("chloe", "points/1/scrutins", vote=f"amendments-{first}", methode="show_of_hands")
    tick = f'id="tombe-{second}" name="tombe" value="{second}" form="declarer"'
    assert f"{tick} checked>" in plenary.get("chloe", CONSOLE).text

    refused = plenary.press("chloe", "scrutins/1", geste="declarer", decide="adopte", **{"mains-for": "beaucoup"})

    assert refused.status_code == 422 and "«\u00a0beaucoup\u00a0» n’est pas un nombre" in words(refused)
    assert f"{tick}>" in refused.text, "given back as it was"
