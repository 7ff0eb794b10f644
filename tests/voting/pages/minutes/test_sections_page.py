"""« Sections du procès-verbal »: numbers and ticks; what is wrong is said beside its field, what was typed stays."""

import re
from datetime import timedelta

import pytest

from congress.models import Congress
from core.database import session
from tests.support.plenary import Plenary, words

pytestmark = pytest.mark.one_database
PAGE = "regles/proces-verbal"


@pytest.fixture
def plenary(cast) -> Plenary:
    return Plenary.of(cast)


def typed(page: str) -> dict[str, str]:
    """The form as the page shows it."""
    ranks = dict(re.findall(r'name="(rang-\w+)" value="([^"]*)"', page))
    ticks = re.findall(r'name="(garder-\w+)" value="oui" checked', page)
    seen = dict(re.findall(r'name="(vu)" value="([^"]*)"', page))
    return {**ranks, **dict.fromkeys(ticks, "oui"), **seen}


def kept(plenary: Plenary):
    return plenary.cast.read(
        lambda: session().get_one(Congress, plenary.cast.congress_id).minutes_rules.get("sections")
    )


def test_the_order_and_what_is_left_out_are_those_of_the_next_minutes(plenary):
    assert "Sections du procès-verbal" in words(plenary.get("sven", "regles"))
    form = typed(plenary.get("sven", PAGE).text)
    assert len(form) == 8 + 4 + 1
    form |= {
        "rang-deliberations": "1",
        "rang-opening": "2",
        "rang-convening": "9",
        "rang-agenda": "",
        "rang-named_votes": "12",
    }
    del form["garder-agenda"]
    assert plenary.post("sven", PAGE, **form).status_code == 303
    order = ["deliberations", "opening", "presences", "requests", "course", "convening", "named_votes"]
    assert kept(plenary) == order
    page = plenary.get("sven", PAGE).text
    assert re.findall(r'name="rang-(\w+)"', page) == [*order, "agenda"]
    assert "garder-agenda" in page and 'name="garder-agenda" value="oui" checked' not in page
    plenary.open()
    titles = re.findall(r'<h2 class="side gutter">([^<]+)</h2>', plenary.get("sven", "seances/2/proces-verbal").text)
    assert titles[:2] == ["Délibérations", "Ouverture"] and "Ordre du jour" not in titles
    assert "Sections et leur ordre" in words(plenary.get("sven", "seances/2/proces-verbal"))
    assert "Sections et leur ordre" not in words(plenary.get("ada", "seances/2/proces-verbal"))


@pytest.mark.parametrize("rank", ["deux", "²", "1" * 30])
def test_the_number_of_a_section_left_out_is_whatever_was_typed(plenary, rank):
    form = typed(plenary.get("sven", PAGE).text) | {"rang-agenda": rank}
    del form["garder-agenda"]
    assert plenary.post("sven", PAGE, **form).status_code == 303
    assert "agenda" not in kept(plenary)


def test_a_number_twice_or_none_is_said_and_what_was_typed_stays(plenary):
    form = typed(plenary.get("sven", PAGE).text) | {"rang-course": "1", "rang-agenda": "deux"}
    refused = plenary.post("sven", PAGE, **form)
    assert refused.status_code == 422 and kept(plenary) is None
    told = words(refused)
    assert "Ce numéro est déjà celui de «\u00a0Ouverture\u00a0»." in told and "Écrivez un numéro, de 1 à 99." in told
    assert typed(refused.text) == form


def test_what_somebody_else_chose_meanwhile_is_not_undone_unread(plenary):
    form = typed(plenary.get("sven", PAGE).text)
    first = {name: value for name, value in form.items() if name != "garder-agenda"}
    assert plenary.post("sven", PAGE, **first).status_code == 303
    chosen = kept(plenary)
    assert "agenda" not in chosen
    late = plenary.post("sven", PAGE, **(form | {"rang-opening": "12"}))
    assert late.status_code == 409 and kept(plenary) == chosen
    assert "Les sections ont changé depuis que vous avez ouvert cette page" in words(late)
    assert typed(late.text)["rang-opening"] == "12"
    assert plenary.post("sven", PAGE, **typed(late.text)).status_code == 303


def test_what_they_are_now_is_told_to_whoever_comes_late(plenary):
    form = typed(plenary.get("sven", PAGE).text)
    first = {name: value for name, value in form.items() if name != "garder-agenda"} | {"rang-presences": "99"}
    assert plenary.post("sven", PAGE, **first).status_code == 303
    late = plenary.post("sven", PAGE, **form)
    now = "Ouverture, Convocation, Demandes de scrutin particulier, Déroulement de la séance, Délibérations, "
    assert f"dans l’ordre\u00a0: {now}Votes nominatifs, Présences. Ce que vous avez choisi est gardé" in words(late)


def test_a_fault_corrected_late_undoes_nothing_unread_either(plenary):
    form = typed(plenary.get("sven", PAGE).text) | {"rang-course": "1"}
    faulty = plenary.post("sven", PAGE, **form)
    assert faulty.status_code == 422
    assert plenary.post("sven", PAGE, **(form | {"rang-course": "60"})).status_code == 303
    chosen = kept(plenary)
    corrected = plenary.post("sven", PAGE, **(typed(faulty.text) | {"rang-course": "50"}))
    assert corrected.status_code == 409 and kept(plenary) == chosen
    both = plenary.post("sven", PAGE, **(form | {"rang-course": "un"}))
    assert both.status_code == 409 and "Écrivez un numéro, de 1 à 99." in words(both)


@pytest.mark.parametrize("rank", ["abc", "-3", "²", "1" * 20])
def test_whatever_is_typed_beside_a_section_left_out_says_nothing(plenary, rank):
    form = typed(plenary.get("sven", PAGE).text) | {"rang-agenda": rank}
    del form["garder-agenda"]
    assert plenary.post("sven", PAGE, **form).status_code == 303
    assert "agenda" not in kept(plenary)


def test_the_page_is_the_secretariat_s(plenary):
    for name in ("ada", "chloe"):
        assert plenary.get(name, PAGE).status_code == 403
        assert plenary.post(name, PAGE).status_code == 403


def test_a_sitting_opened_and_ended_in_one_minute_says_its_hour_once(cast):
    from congress.chamber_models import Sitting
    from voting.services.discussion_services import end_sitting

    made = Plenary.of(cast)
    made.open()
    made.do(end_sitting, made.sitting_id, by="chloe")
    row = cast.read(lambda: session().get_one(Sitting, made.sitting_id))
    assert row.closed_at - row.opened_at < timedelta(minutes=1) and row.closed_at.minute == row.opened_at.minute
    page = words(made.get("sven", "seances/2/proces-verbal")).replace("\u00a0", " ")
    assert re.search(r"essai, 14 h(?: \d+)?\s", page), page
    assert not re.search(r"de (\d+ h(?: \d+)?) à \1", page)
