"""What made an amendment fall, or will, is named: in the hall, on its page, in tables, files, feeds and the API."""

import csv
import io
import json

from amendments.services.amendment_services import withdraw
from tests.support.essai import PROPOSALS
from tests.support.plenary import CONSOLE, FIFTEEN, TWENTY, words
from tests.voting.pages.test_sub_amendments_said import read, sub
from voting.services.poll_services import announce_correction, open_poll

P, SCREEN = PROPOSALS[0], CONSOLE.replace("presidence", "ecran")
LAST = P.replace("demander de l’aide", "demander un conseil")
FELL = "il modifie lui aussi «\u00a0dix\u00a0»"


def test_what_fell_names_those_that_were_adopted(discussing):
    first, same = discussing.amend(FIFTEEN, by="ada"), discussing.amend(FIFTEEN, by="bela")
    rival = discussing.amend(TWENTY, by="dora")
    poll = discussing.poll(amendment_ids=(first, same))
    discussing.vote(poll, "for", "ada", "chloe")
    discussing.proclaim(poll, rival)
    page = read(discussing, None, "amendements/3")
    assert "Tombé Par l’adoption des n° 1 et 2 : il modifie lui aussi « dix »" in page
    table = list(csv.DictReader(io.StringIO(discussing.get(None, "amendements.csv").text[1:]), delimiter=";"))
    assert table[2]["cause"] == f"Par l’adoption des n°\u00a01\u00a0et\u00a02\u00a0: {FELL}"
    (part,) = json.loads(discussing.get(None, "amendements/cahier.json").text)["parts"]
    assert [row["felled_by"] for row in part["amendments"]] == [[], [], ["1", "2"]]
    told = discussing.cast.browse().get("/api/v1/essai/amendments/3").json
    assert (told["cause"], told["felled_by"]) == (FELL, ["1", "2"])
    assert "Par l’adoption des n°" in discussing.get(None, "amendements.atom").text
    assert "« quinze » : amendements n° 1 et 2 de" in read(discussing, None, "propositions/1/origine")


def test_what_ended_with_its_amendment_is_said_felled_by_none(discussing):
    first = discussing.amend(FIFTEEN, by="ada")
    sub(discussing, first, "seize mille", "bela")
    discussing.do(withdraw, first, by="ada")
    page = read(discussing, None, "amendements/1-A")
    assert "L’amendement n° 1, qu’il changeait, n’est plus à voter." in page and "Par l’adoption" not in page
    english = discussing.cast.browse()
    english.set_cookie("langue", "en")
    said = words(english.get(discussing.cast.path("amendements/1-A"))).replace("\u00a0", " ")
    assert "Amendment No. 1, which it changed, is no longer to be voted." in said


def test_the_hall_reads_what_falls_before_the_vote(discussing):
    first, rival = discussing.amend(FIFTEEN, by="ada"), discussing.amend(TWENTY, by="dora")
    poll = discussing.poll(amendment_ids=(first,))
    assert "S’il est adopté, l’amendement n° 2 tombera." in read(discussing, "chloe", SCREEN)
    discussing.vote(poll, "for", "ada", "chloe")
    discussing.proclaim(poll, rival)
    assert "tombera" not in read(discussing, "chloe", SCREEN)


def test_the_voter_reads_what_falls_before_the_buttons(discussing):
    first, rival = discussing.amend(FIFTEEN, by="ada"), discussing.amend(TWENTY, by="dora")
    poll = discussing.poll(amendment_ids=(first,))
    said = "S’il est adopté, l’amendement n°\u00a02 tombera."
    for _voted in range(2):
        page = discussing.get("bela", "scrutins/1").text
        assert page.count(said) == 1 and said not in page[page.index("<details") : page.index("</details>")]
        assert page.index(said) < page.index('name="choice"')
        discussing.vote(poll, "for", "bela")
    discussing.vote(poll, "for", "ada", "chloe")
    discussing.proclaim(poll, rival)
    assert said not in discussing.get("bela", "scrutins/1").text


def test_a_vote_called_before_its_turn_is_said_so(discussing):
    first, other = discussing.amend(P.replace("trois ans", "cinq ans"), by="ada"), discussing.amend(LAST, by="dora")
    assert "Ce n’est pas le tour" not in read(discussing, "chloe", CONSOLE)
    page = discussing.get("chloe", CONSOLE, point=1, vote=f"amendments-{other}")
    said = words(page).replace("\u00a0", " ")
    assert "Ce n’est pas le tour de ce vote : l’ordre place avant lui n° 1. Changer l’ordre, avec un motif" in said
    assert first < other


def test_a_text_that_changed_after_its_vote_says_so_there_and_when_it_is_voted_again(discussing):
    first = discussing.amend(FIFTEEN, by="ada")
    wrong = discussing.poll(amendment_ids=(first,))
    discussing.vote(wrong, "for", "ada", "chloe")
    discussing.proclaim(wrong)
    voted = discussing.poll(part_id=discussing.part())
    discussing.vote(voted, "for", "ada", "chloe")
    discussing.proclaim(voted)
    assert "le texte depuis" not in read(discussing, "ada", "scrutins/2")
    mended = discussing.do(announce_correction, discussing.item(), wrong, "Mauvais comptage.")
    discussing.do(open_poll, mended)
    discussing.vote(mended, "against", "ada", "chloe")
    discussing.proclaim(mended)
    told = read(discussing, "ada", "scrutins/2")
    assert "Le scrutin n° 3, qui corrige un vote, a changé le texte depuis : il est à voter de nouveau." in told
    again = discussing.poll(part_id=discussing.part())
    told = "Ce texte, déjà voté au scrutin n° 2, a changé depuis."
    assert told in read(discussing, "chloe", CONSOLE)
    discussing.vote(again, "for", "ada", "chloe")
    discussing.proclaim(again)
    assert "il a été voté de nouveau, au scrutin n° 4." in read(discussing, "ada", "scrutins/2")
    assert told in read(discussing, "ada", "scrutins/4")
