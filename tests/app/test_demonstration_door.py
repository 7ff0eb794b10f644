"""The door of the demonstration opens the demonstration alone, even where a real congress has the same addresses."""

import pytest

from demo import scenario
from demo.moments import MOMENTS, SITTING
from tests.support.cast import build_congress

pytestmark = pytest.mark.one_database

PRIVATE = ("membres", "amendements/depots", "points-de-vue", "seances")


@pytest.fixture
def door(app, monkeypatch):
    """Two congresses of the same people, one of them the demonstration; a browser that came in as its secretariat."""
    monkeypatch.setattr(scenario, "SECRETARY", "sven@essai.example")
    monkeypatch.setattr(scenario, "OFFICIAL", "ada@essai.example")
    monkeypatch.setattr(scenario, "CHAIR", "chloe@essai.example")
    build_congress(app, slug=SITTING.slug, demonstration=True)
    real = build_congress(app, slug="reel")
    browser = app.test_client()
    assert browser.post("/demonstration", data={"role": "secretariat"}).status_code == 303
    return real, browser


def test_it_signs_in_to_the_demonstration(door):
    _, browser = door
    for rest in PRIVATE:
        assert browser.get(f"/{SITTING.slug}/{rest}").status_code == 200, rest


def test_it_opens_nothing_of_a_real_congress(door):
    real, browser = door
    for rest in PRIVATE:
        assert browser.get(real.path(rest)).status_code == 303, rest
    assert browser.post(real.path("lettre/figer")).status_code == 403
    assert "Keller" not in browser.get(real.path("connexion/qui"), follow_redirects=True).text
    assert browser.post(real.path("connexion/qui"), data={"member": real.ids["sven"]}).status_code == 403


def test_signing_in_by_mail_afterwards_opens_it(door):
    real, browser = door
    real.sign_in(browser, "sven")
    assert browser.get(real.path("membres")).status_code == 200


@pytest.mark.one_database
@pytest.mark.parametrize("moment", MOMENTS, ids=lambda moment: moment.name)
def test_it_signs_in_to_the_congress_of_the_moment_chosen(read_demonstration, moment):
    browser = read_demonstration("moments").app.test_client()
    answer = browser.post("/demonstration", data={"role": "elue", "moment": moment.name})
    assert (answer.status_code, answer.location) == (303, f"/{moment.slug}/")
    assert "Mme\u00a0Karine Prigent" in browser.get(answer.location).text


@pytest.mark.one_database
def test_the_chosen_congress_is_the_one_of_its_person(read_demonstration):
    """Her account is one for the three congresses; the member is that of each."""
    browser = read_demonstration("moments").app.test_client()
    for moment in MOMENTS:
        browser.post("/demonstration", data={"role": "elue", "moment": moment.name})
        with browser.session_transaction() as cookie:
            assert list(cookie["members"]) == [moment.slug]


@pytest.mark.one_database
@pytest.mark.parametrize(
    "data",
    [
        {"role": "elue", "moment": "june"},
        {"role": "presidence", "moment": "signing"},
        {"role": "elue", "moment": "congres-2020"},
        {"moment": "august"},
    ],
)
def test_what_no_moment_offers_is_refused(read_demonstration, data):
    browser = read_demonstration("moments").app.test_client()
    assert browser.post("/demonstration", data=data).status_code == 422


@pytest.mark.one_database
def test_a_site_with_one_moment_offers_that_one(demonstration):
    page = demonstration("mid").app.test_client().get("/demonstration").text
    assert page.count("<h2") == 1
    assert "14\u00a0h\u00a034\u00a0: en séance" in page


@pytest.mark.one_database
def test_the_one_in_sitting_played_to_its_end_is_told_as_what_it_became(demonstration):
    page = demonstration("adopted").app.test_client().get("/demonstration").text
    assert "la motion est adoptée, on signe" in page
    assert "en séance" not in page
    assert 'value="presidence"' not in page


@pytest.mark.one_database
def test_the_list_of_congresses_has_one_way_in(read_demonstration):
    page = read_demonstration("moments").app.test_client().get("/").text
    assert page.count('href="/demonstration"') == 1
    assert page.count("Congrès national des élus au numérique 2020") == 3


@pytest.mark.one_database
def test_the_list_tells_the_three_congresses_of_one_name_apart_and_begins_with_the_one_in_sitting(read_demonstration):
    page = read_demonstration("moments").app.test_client().get("/").text
    told = ("dès 14\u00a0h\u00a034\u00a0: en séance", "les points de vue et le dépôt sont ouverts", "on signe")
    places = [page.index(words) for words in told]
    assert places == sorted(places)
    assert page.index(f'"/{SITTING.slug}/"') < places[0] < page.index(f'"/{MOMENTS[0].slug}/"') < places[1]


@pytest.mark.one_database
@pytest.mark.parametrize("path", ["", "propositions/5", "connexion", "lettre", "amendements/999"])
def test_every_page_inside_leads_back_to_the_moments(read_demonstration, path):
    moments = read_demonstration("moments")
    assert 'href="/demonstration"' in moments.app.test_client().get(f"/{SITTING.slug}/{path}").text


@pytest.mark.one_database
def test_signing_in_to_a_demonstration_offers_its_parts_first(read_demonstration):
    page = read_demonstration("moments").app.test_client().get(f"/{SITTING.slug}/connexion").text
    assert page.index("Choisir un rôle") < page.index("Recevoir le lien")
    assert page.count("btn primary") == 1
