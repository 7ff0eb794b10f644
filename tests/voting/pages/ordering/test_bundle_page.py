"""« Adoption sans débat proposée » on its page, on the amendment's, on the console, in the list: one press recalls."""

import re
from datetime import timedelta

import pytest

from tests.support.plenary import CONSOLE, Plenary, words
from tests.voting.services.test_bundles import LAST, TITLED, after_deadline, left

pytestmark = pytest.mark.one_database
HERE = "propositions/1/sans-debat"


@pytest.fixture
def plenary(cast):
    found = Plenary.of(cast)
    found.open()
    found.discuss()
    return found


def favoured(plenary) -> tuple[int, int]:
    from amendments.models import OpinionKind
    from amendments.services.opinions.opinion_services import Advice, give_opinion

    rows = plenary.amend(TITLED, by="ada"), plenary.amend(LAST, by="bela")
    plenary.do(give_opinion, rows[:1], Advice(OpinionKind.FAVOURABLE, ""), by="sven")
    return rows


def propose(plenary, *rows: int, by: str = "sven", **changes):
    moment = re.search(r'name="jusqu" value="([^"]+)"', plenary.get(by, HERE).text)
    sent = {
        "geste": "proposer",
        "amendement": [str(row) for row in rows],
        "jusqu": moment[1] if moment else "",
        **changes,
    }
    return plenary.post(by, HERE, **sent)


def test_the_rule_proposes_and_the_bureau_decides(plenary):
    one, other = favoured(plenary)
    page = plenary.get("sven", HERE).text
    assert re.findall(r'value="(\d+)" id="choisi-\d+" checked', page) == [str(one)]
    assert propose(plenary, one, other).status_code == 303
    assert re.search(r"Proposés par M\.\sSven Keller, le \d+", words(plenary.get("ada", HERE)))
    for who, rest in (("ada", HERE), (None, "amendements"), (None, "amendements/1"), ("ada", "scrutins")):
        assert re.search("Adoption sans débat", words(plenary.get(who, rest))), rest
    assert "Adoption sans débat des amendements n°\u00a01\u00a0et\u00a02" in words(plenary.get("chloe", CONSOLE))


@pytest.mark.parametrize("rest", [HERE, "amendements/2"])
def test_one_press_recalls(plenary, rest):
    one, other = favoured(plenary)
    propose(plenary, one, other)
    assert "Rappeler pour débat" not in plenary.get(None, rest).text
    assert "Rappeler pour débat" in plenary.get("emile", rest).text
    answer = plenary.post("emile", HERE, geste="rappeler", amendement=other, retour=plenary.cast.path("amendements/2"))
    assert (answer.status_code, answer.location) == (303, plenary.cast.path("amendements/2"))
    page = words(plenary.get("ada", rest))
    assert re.search("[Rr]appelé par M.\u00a0Émile", page)
    assert left(plenary) == [[one], [other]]
    assert "L’amendement n°\u00a02 est rappelé" in plenary.get("dora", "seances/2").text


def test_what_is_typed_is_given_back_with_a_sentence(plenary):
    one, other = favoured(plenary)
    for changes, sentence in (
        ({"jusqu": "demain"}, "Dites jusqu’à quand"),
        ({"jusqu": ""}, "Dites jusqu’à quand"),
        ({"jusqu": "2001-01-01T10:00"}, "au moins cinq minutes"),
        ({"jusqu": "0001-01-01T00:00"}, "au moins cinq minutes"),
        ({"jusqu": "2220-01-01T10:00"}, "Ce jour est dans plus d’un an\u00a0: vérifiez l’année."),
        ({"jusqu": "9999-12-31T23:59"}, "Ce jour est dans plus d’un an\u00a0: vérifiez l’année."),
        ({"jusqu": "20201-10-12T18:00"}, "Ce jour est dans plus d’un an\u00a0: vérifiez l’année."),
        ({"amendement": "0"}, "au moins deux amendements"),
    ):
        answer = propose(plenary, one, other, **changes)
        assert (answer.status_code, sentence in words(answer)) == (422, True), changes
        assert (f'id="choisi-{one}" checked' in answer.text) is ("amendement" not in changes)
        assert f'name="jusqu" value="{changes["jusqu"]}"' in answer.text if changes.get("jusqu") else True
    assert plenary.post("sven", HERE, geste="autre").status_code == 404
    assert propose(plenary, one, other, by="ada", jusqu="2030-01-01T10:00").status_code == 403
    assert plenary.post(None, HERE, geste="rappeler", amendement=one).status_code == 403


def test_it_is_announced_once_nobody_may_recall_and_read_aloud(plenary):
    one, other = favoured(plenary)
    until = plenary.cast.clock.now() + timedelta(minutes=11)
    propose(plenary, one, other, jusqu=(until + timedelta(hours=2)).strftime("%Y-%m-%dT%H:%M"))
    vote = re.search(r"vote=(bundle-[\d-]+)", plenary.get("chloe", CONSOLE).text)[1]
    assert "Un membre peut encore rappeler l’un de ces amendements" in words(plenary.get("chloe", CONSOLE, vote=vote))
    after_deadline(plenary)
    plenary.cast.clock.advance(timedelta(minutes=2))
    page = words(plenary.get("chloe", CONSOLE, vote=vote))
    assert "Je mets aux voix l’adoption sans débat des amendements n°\u00a01\u00a0et\u00a02." in page
    assert plenary.press("chloe", "points/1/scrutins", vote=vote).status_code == 303
    plenary.cast.clock.advance(timedelta(seconds=5))
    assert plenary.press("chloe", "scrutins/1", geste="ouvrir").status_code == 303
    for who, rest in (("ada", "scrutins/1"), ("chloe", CONSOLE), (None, "seances/2/ecran")):
        assert "Un alinéa de plus." in plenary.get(who, rest).text or rest == "seances/2/ecran", rest
        assert plenary.get(who, rest).status_code in (200, 303)
    plenary.vote(1, "for", "ada")
    plenary.cast.clock.advance(timedelta(seconds=5))
    assert plenary.press("chloe", "scrutins/1", geste="clore", sans_attendre="oui").status_code == 303
    plenary.cast.clock.advance(timedelta(seconds=5))
    assert plenary.press("chloe", "scrutins/1", geste="proclamer").status_code == 303
    assert "Les amendements n°\u00a01\u00a0et\u00a02 sont adoptés sans débat." in words(
        plenary.get("ada", "scrutins/1")
    )
    assert "ne se corrige pas d’un seul vote" in words(
        plenary.press("chloe", "points/1/corrections", scrutin=1, motif="Erreur.")
    )
