"""The secretariat corrects a text: the differences first, a reason always, a new version, never during a poll."""

import html

import pytest

from core.database import session
from motions.models import Cause, Part, PartState
from motions.queries.motion_queries import current_revision, revisions_of
from motions.services.motion_services import set_part_state
from tests.support.essai import PROPOSALS
from tests.support.plenary import FIFTEEN, Plenary, words

pytestmark = pytest.mark.one_database
CORRECTED = PROPOSALS[0].replace("dix mille", "onze mille")
WHY = "Le texte déposé dit onze mille."


@pytest.fixture
def plenary(cast):
    return Plenary.of(cast)


def send(plenary, text: str = CORRECTED, *, by: str = "sven", kind: str = "correction", because: str = WHY, **more):
    """Both presses of the page: the differences, then the version that was seen."""
    here = f"motion/{plenary.part()}/corriger"
    fields = {"text": text, "kind": kind, "because": because, "base_number": 1, **more}
    shown = plenary.post(by, here, geste="differences", **fields)
    seen = shown.text.partition('name="seen" value="')[2].partition('"')[0]
    return shown, plenary.post(by, here, geste="enregistrer", **{**fields, "seen": seen})


def versions(plenary):
    return plenary.cast.read(lambda: revisions_of(plenary.part()))


def test_the_differences_are_seen_then_the_version_is_kept_with_its_reason(plenary):
    amendment = plenary.amend(FIFTEEN.replace("sur trois ans", "sur cinq ans"), by="ada")
    shown, kept = send(plenary)
    assert "Ce qui change" in words(shown)
    assert "onze" in shown.text
    assert '#apercu"' in shown.text and 'tabindex="-1"' in shown.text, "the page opens on the differences"
    assert kept.status_code == 303
    first, second = versions(plenary)
    assert (second.cause, second.because, second.parent_id) == (Cause.CORRECTION, WHY, first.id)
    read = words(plenary.get("ada", "propositions/1/versions"))
    assert f"correction {WHY}" in read
    assert "Corriger le texte" not in read
    assert "Corriger le texte" in words(plenary.get("sven", "propositions/1/versions"))
    carried = plenary.get("ada", "propositions/1")
    assert carried.status_code == 200
    assert amendment


@pytest.mark.parametrize(
    ("mine", "said", "kept"),
    [
        (("trois ans", "cinq ans"), "Votre correction y est reportée", ("onze mille", "cinq ans")),
        (("dix mille", "douze mille"), "Votre correction touche les mêmes mots", ("douze mille", "trois ans")),
    ],
)
def test_two_who_correct_at_once_lead_on_from_the_version_of_the_other(plenary, mine, said, kept):
    send(plenary)
    here, fields = f"motion/{plenary.part()}/corriger", {"kind": "correction", "because": WHY}
    late = plenary.post(
        "sven", here, geste="enregistrer", base_number=1, text=PROPOSALS[0].replace(*mine), seen="x", **fields
    )
    assert late.status_code == 409 and said in words(late) and "à la version 2" in words(late)
    form = {name: late.text.partition(f'name="{name}"')[2].partition('value="')[2].partition('"')[0]
            for name in ("base_number", "seen")}  # fmt: skip
    assert form["base_number"] == "2"
    text = html.unescape(late.text.partition('name="text"')[2].partition(">")[2].partition("</textarea>")[0])
    assert plenary.post("sven", here, geste="enregistrer", text=text, **form, **fields).status_code == 303
    assert all(found in versions(plenary)[-1].text for found in kept)


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"because": ""}, "Dites pourquoi le texte change"),
        ({"kind": ""}, "Choisissez ce que vous changez"),
        ({"text": "as it is"}, "Aucune différence"),
        ({"text": "Sans titre."}, "Le titre manque"),
        ({"base_number": 7}, "Le texte a changé entre-temps"),
    ],
)
def test_what_is_refused_says_why_and_keeps_what_was_typed(plenary, fields, said):
    if fields.get("text") == "as it is":
        fields = {"text": versions(plenary)[0].text}
    _shown, answer = send(plenary, **fields)
    assert answer.status_code in (409, 422)
    assert said in words(answer)
    assert len(versions(plenary)) == 1
    if "text" not in fields:
        assert "onze mille" in answer.text


def test_an_enter_inside_a_paragraph_begins_an_alinea(plenary):
    _shown, kept = send(plenary, CORRECTED.replace("souvent le", "souvent\nle"))
    assert kept.status_code == 303 and "souvent\n\nle" in versions(plenary)[1].text


def test_nothing_is_kept_of_a_text_whose_differences_were_not_seen(plenary):
    here = f"motion/{plenary.part()}/corriger"
    fields = {"text": CORRECTED, "kind": "correction", "because": WHY, "base_number": 1, "geste": "enregistrer"}
    assert "Ce qui change" in words(plenary.post("sven", here, **fields))
    assert len(versions(plenary)) == 1


def test_never_during_a_poll_and_a_voted_text_by_correction_alone(plenary):
    plenary.open()
    plenary.discuss()
    poll = plenary.poll()
    _shown, answer = send(plenary)
    assert "Ce texte est mis aux voix" in words(answer)
    plenary.vote(poll, "for", "ada")
    plenary.proclaim(poll)
    _shown, answer = send(plenary, kind="editorial")
    assert "seule une erreur s’y corrige" in words(answer)
    assert send(plenary)[1].status_code == 303
    assert plenary.cast.read(lambda: current_revision(plenary.part()).number) == 2
    assert plenary.cast.read(lambda: session().get_one(Part, plenary.part()).state) == PartState.ADOPTED


def test_no_text_changes_from_the_announcement_of_its_poll_to_its_end(plenary):
    plenary.open()
    plenary.discuss()
    plenary.announce()
    told = "Le scrutin n°\u00a01 est annoncé sur ce texte\u00a0: il ne change pas avant que ce scrutin soit proclamé ou"
    _shown, answer = send(plenary)
    assert (answer.status_code, told in words(answer), "onze mille" in answer.text) == (409, True, True)
    assert plenary.press("chloe", "scrutins/1", geste="annuler", motif="Une erreur est à corriger.").status_code == 303
    assert send(plenary)[1].status_code == 303


def test_the_secretariat_alone(plenary):
    assert send(plenary, by="chloe")[1].status_code == 403
    plenary.do(set_part_state, plenary.part(), PartState.IN_DISCUSSION)
    assert len(versions(plenary)) == 1
