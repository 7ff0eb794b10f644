"""The secretariat keys the bureau's advice: on one amendment and those identical to it, on all those of a proposal."""

import html

import pytest

QUINZE, DOUZE, CINQ = ("dix mille", "quinze mille"), ("dix mille", "douze mille"), ("trois ans", "cinq ans")
pytestmark = pytest.mark.one_database


def flat(page: str) -> str:
    return " ".join(html.unescape(page).split())


def said_of(house, *ids) -> list[str | None]:
    given = [house.amendment(found).opinion for found in ids]
    return [row and row.kind.value for row in given]


def table(house, follow=False, **fields):
    address, client = house.cast.path("propositions/1/avis"), house.cast.browse("sven")
    shown = client.get(address).text
    seen = {name: shown.split(f'name="{name}"')[1].split('value="')[1].split('"')[0]
            for name in ("a1-seen", "a3-seen") if f'name="{name}"' in shown}  # fmt: skip
    return client.post(address, data={**seen, **fields}, follow_redirects=follow)


def test_one_advice_is_keyed_for_identical_amendments_unless_it_is_said_otherwise(house):
    ids = [house.published(QUINZE), house.published(QUINZE, by=2)]
    client, address = house.cast.browse("sven"), house.cast.path("amendements/1/avis")
    assert "Les amendements n° 1 et 2 proposent le même texte." in flat(
        client.get(house.cast.path("amendements/1")).text
    )
    client.post(address, data={"opinion": "wisdom"})
    assert said_of(house, *ids) == ["wisdom", None]
    answer = client.post(address, data={"opinion": "favourable", "identical": "y"}, follow_redirects=True)
    assert "L’avis du bureau est enregistré pour les 2 amendements identiques." in flat(answer.text)
    assert said_of(house, *ids) == ["favourable", "favourable"]


def test_a_withdrawal_in_favour_of_another_names_it(house):
    amendment_id = house.published(QUINZE)
    house.published(DOUZE, by=2)
    client, address = house.cast.browse("sven"), house.cast.path("amendements/1/avis")
    for typed, sentence in (("douze", "Écrivez le numéro d’un amendement"), ("9", "n° 9 à voter")):
        refused = client.post(address, data={"opinion": "withdrawal_for", "rival": typed, "reason": "Plus complet."})
        assert refused.status_code == 422 and sentence in flat(refused.text), typed
        assert f'value="{typed}"' in refused.text and "Plus complet." in refused.text
    client.post(address, data={"opinion": "withdrawal_for", "rival": "n° 2", "reason": "Plus complet."})
    assert said_of(house, amendment_id) == ["withdrawal_for"]
    assert "retrait au profit du n° 2" in flat(client.get(house.cast.path("amendements/1")).text)


def test_the_advice_of_a_whole_proposal_is_keyed_on_one_page(house):
    ids = [house.published(QUINZE), house.published(QUINZE, by=2), house.published(CINQ, by=3)]
    answer = table(house, **{"a1-opinion": "favourable", "a3-opinion": "favourable_if", "a3-reason": "Sans délai."})
    assert answer.status_code == 303
    assert said_of(house, *ids) == ["favourable", "favourable", "favourable_if"]
    again = table(house, **{"a1-opinion": "favourable", "a3-opinion": "favourable_if", "a3-reason": "Sans délai."})
    assert again.status_code == 303 and len(house.amendment(ids[0]).opinions) == 1


def test_one_that_is_refused_keeps_them_all_typed(house):
    ids = [house.published(QUINZE), house.published(QUINZE, by=2), house.published(CINQ, by=3)]
    refused = table(house, **{"a1-opinion": "wisdom", "a1-reason": "Deux avis.", "a3-opinion": "favourable_if"})
    assert refused.status_code == 422
    assert "Dites quelle réserve fait le bureau." in refused.text and "Deux avis." in refused.text
    assert said_of(house, *ids) == [None, None, None]


def test_an_advice_given_meanwhile_by_somebody_else_is_said(house):
    from amendments.models import OpinionKind
    from amendments.services.opinions.opinion_services import Advice, give_opinion

    first, third = house.published(QUINZE), house.published(CINQ, by=3)
    stale = {"a1-seen": "-", "a1-opinion": "favourable", "a2-seen": "-", "a2-opinion": "wisdom"}
    house.do(give_opinion, [first], Advice(OpinionKind.UNFAVOURABLE), by="sven")
    refused = table(house, **stale)
    assert refused.status_code == 422 and "a été donné entre-temps : défavorable" in flat(refused.text)
    assert said_of(house, first, third) == ["unfavourable", None]
    house.reject(third)
    typed = {"a1-opinion": "unfavourable", "a1-reason": "Trop.", "a2-opinion": "wisdom"}
    told = flat(table(house, follow=True, **typed).text)
    assert "L’amendement n° 2 n’est plus à voter : rien n’y a changé." in told
    assert said_of(house, first, third) == ["unfavourable", None]


def test_words_without_an_advice_are_not_lost_and_an_advice_is_not_emptied(house):
    house.published(QUINZE)
    alone = table(house, **{"a1-opinion": "", "a1-reason": "Trop cher."})
    assert alone.status_code == 422 and "Trop cher." in alone.text
    assert "Choisissez l’avis qui va avec ce que vous avez écrit." in flat(alone.text)
    assert table(house, **{"a1-opinion": "unfavourable", "a1-reason": "Trop cher."}).status_code == 303
    emptied = table(house, **{"a1-opinion": "", "a1-reason": "Trop cher."})
    assert emptied.status_code == 422 and "Pour retirer cet avis, choisissez « Sans avis »." in flat(emptied.text)
    assert table(house, **{"a1-opinion": "none"}).status_code == 303


def test_what_a_colleague_advised_meanwhile_is_not_written_over_by_who_did_not_touch_it(house):
    from amendments.models import OpinionKind
    from amendments.services.opinions.opinion_services import Advice, give_opinion

    ids = [house.published(QUINZE), house.published(CINQ, by=2)]
    house.do(give_opinion, ids[:1], Advice(OpinionKind.FAVOURABLE, "Un\nDeux"), by="sven")
    seen = str(house.amendment(ids[0]).opinion.id)
    house.do(give_opinion, ids[:1], Advice(OpinionKind.UNFAVOURABLE), by="sven")
    client, address = house.cast.browse("sven"), house.cast.path("propositions/1/avis")
    mine = {"a1-seen": seen, "a1-opinion": "favourable", "a1-reason": "Un\r\nDeux", "a2-seen": "-"}
    refused = client.post(address, data={**mine, "a2-opinion": "favourable_if"})
    assert refused.status_code == 422 and '<option selected value="unfavourable">' in refused.text
    assert "entre-temps" not in refused.text
    assert client.post(address, data={**mine, "a2-opinion": "wisdom"}).status_code == 303
    assert said_of(house, *ids) == ["unfavourable", "wisdom"]


def test_the_bureau_s_version_is_read_and_answered_by_whoever_bears_the_amendment_alone(house):
    amendment_id = house.published(QUINZE)
    sven, address = house.cast.browse("sven"), house.cast.path("amendements/1/version-du-bureau")
    assert "Proposer une version de l’amendement n° 1" in flat(sven.get(address).text)
    sent = {"base_number": "1", "geste": "deposer", "text": house.change(DOUZE), "reasons": ""}
    refused = sven.post(address, data=sent)
    assert refused.status_code == 422 and "douze mille" in refused.text
    assert sven.post(address, data={**sent, "reasons": "Plus prudent."}).status_code == 303
    page = house.cast.path("amendements/1")
    bela = house.cast.browse("bela")
    shown = bela.get(page).text
    assert "Plus prudent." in shown and "Proposée le " in shown and "Accepter cette version" in shown
    for who in ("ada", "chloe", None):
        assert "Plus prudent." not in house.cast.browse(who).get(page).text, who
    version = shown.split('name="version" value="')[1].split('"')[0]
    told = {"version": version, "reponse": "refuser", "mot": "Nous tenons à quinze."}
    assert house.cast.browse("ada").post(f"{address}/reponse", data=told).status_code == 403
    assert bela.post(f"{address}/reponse", data=told).status_code == 303
    assert bela.post(f"{address}/reponse", data=told).status_code == 409, "pressed twice"
    assert "Nous tenons à quinze." in house.cast.browse("ada").get(page).text
    assert "quinze mille" in house.amendment(amendment_id).text
