"""The page of the rules: in sentences for who reads the sittings, a model and its settings for the secretariat."""

import re

import pytest
from sqlalchemy import select

from congress.models import Congress
from congress.rules.presets.house_rules import PRESETS, HouseRules
from congress.rules.rule_names import PresetName
from core.database import session
from core.journal import JournalEntry
from tests.support.plenary import words

pytestmark = pytest.mark.one_database

COUNCIL = {
    "preset": "municipal_council", "body": "commune", "quorum": "majority_members", "quorum_checked": "item",
    "majority": "absolute_cast", "tie_rule": "casting_vote", "proxies": "1", "suppleants": "non", "remote": "non",
    "convening_days": "5", "public_request": "4", "secret_request": "3", "prevailing_request": "secret",
    "members": "29", "pour": "10", "contre": "10", "abstention": "0",
}  # fmt: skip


def rules_of(plenary) -> HouseRules:
    return plenary.cast.read(lambda: HouseRules.of(session().get_one(Congress, plenary.cast.congress_id)))


def test_whoever_reads_the_sittings_reads_the_rules_in_sentences(plenary):
    page = plenary.get("ada", "regles")
    assert "Le quorum est atteint quand plus de la moitié des membres en exercice sont présents." in words(page)
    assert "Avec 101 exprimés il faut 51 voix." in words(page)
    assert "<select" not in page.text
    assert plenary.post("ada", "regles", **COUNCIL).status_code == 403


def test_a_model_fills_the_page_and_keeps_nothing(plenary):
    before = rules_of(plenary)
    page = plenary.get("sven", "regles", modele="two_thirds")
    assert 'value="2/3_cast"' in page.text
    assert "Avec 101 exprimés il faut 68 voix." in words(page)
    assert "Rien n’est encore enregistré" in words(page)
    tried = plenary.post("sven", "regles", **COUNCIL, geste="voir")
    assert "15 présents suffisent, 14 ne suffisent pas." in words(tried)
    assert "Adopté si la présidence a voté pour" in words(tried)
    assert rules_of(plenary) == before


def test_the_secretariat_takes_the_rules_of_a_council_and_the_journal_says_which(plenary):
    assert plenary.post("sven", "regles", **COUNCIL).status_code == 303
    kept = rules_of(plenary)
    assert (kept.preset, kept.convening_days, kept.remote_presence) == (PresetName.MUNICIPAL_COUNCIL, 5, False)
    told = plenary.cast.read(
        lambda: session().scalars(select(JournalEntry).order_by(JournalEntry.id.desc()).limit(1)).one().payload
    )
    assert "preset" in str(told) and "municipal_council" in str(told)
    assert "Règles d’un conseil municipal, changées par ce congrès." in words(plenary.get("ada", "regles"))


def test_what_the_law_forbids_is_said_beside_each_setting_and_nothing_chosen_is_lost(plenary):
    refused = plenary.post("sven", "regles", **COUNCIL | {"proxies": "3", "remote": "oui", "majority": "2/3_cast"})
    assert refused.status_code == 422
    for sentence in (
        "Un même membre ne porte ici qu’un seul pouvoir (CGCT, art.\u00a0L2121-20).",
        "(CGCT, art.\u00a0L2121-7",
    ):
        assert sentence in words(refused)
    assert '<option selected value="3">' in refused.text
    assert 'id="majority-error"' in refused.text
    assert rules_of(plenary).preset is PresetName.OWN


def test_a_number_that_is_none_is_said_in_the_language_of_the_page(plenary):
    refused = plenary.post("sven", "regles", **COUNCIL | {"members": "beaucoup"})
    assert refused.status_code == 422 and "Écrivez un nombre entier." in words(refused)


def test_two_settings_refused_in_the_same_words_are_told_apart_by_their_names(plenary):
    def links(answer) -> list[str]:
        listed = re.search(r'class="error-summary".*?</ul>', answer.text, re.DOTALL)
        return [link.strip() for link in re.findall(r"<a [^>]*>(.*?)</a>", listed[0], re.DOTALL)]

    one = "Choisissez l’une des réponses proposées."
    assert links(plenary.post("sven", "regles", **COUNCIL | {"quorum": "x"})) == [one]
    both = plenary.post("sven", "regles", **COUNCIL | {"quorum": "x", "tie_rule": "x"})
    assert links(both) == [f"Quorum\u00a0: {one}", f"À égalité\u00a0: {one}"]


def test_while_a_plenary_goes_on_its_rules_stay(plenary):
    plenary.open("ada", "bela", "dora", "emile", "chloe")
    refused = plenary.post("sven", "regles", **COUNCIL)
    assert refused.status_code == 409 and "elles ne changent pas avant sa clôture" in words(refused)
    assert plenary.post("sven", "regles", **_as_they_are(plenary)).status_code == 303  # nothing to change


def _as_they_are(plenary) -> dict[str, str]:
    kept = rules_of(plenary)
    assert kept.preset not in PRESETS
    return COUNCIL | {"preset": "own", "body": "association", "remote": "oui", "convening_days": "0"}


@pytest.mark.parametrize("sent", [{"preset": "xx"}, {}])
def test_a_model_that_is_none_is_refused_in_words_and_what_was_chosen_can_be_kept(plenary, sent):
    before = rules_of(plenary)
    typed = {name: value for name, value in COUNCIL.items() if name != "preset"} | {"convening_days": "17"}
    refused = plenary.post("sven", "regles", **typed, **sent)
    assert refused.status_code == 422 and rules_of(plenary) == before
    assert "Le modèle de départ n’existe pas" in words(refused)
    assert 'name="preset" value="own"' in refused.text and 'value="17"' in refused.text
    assert re.search(r'value="own"\s+checked', refused.text) and re.search(
        r'value="commune"[^>]*selected|selected[^>]*value="commune"', refused.text
    )
    assert plenary.post("sven", "regles", **typed, preset="own").status_code == 303
