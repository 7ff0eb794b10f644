"""Every page leads on: to the poll that it names, to what comes next, to whom to write to, and says one thing once."""

import re

import pytest

from demo.moments import AUGUST, SIGNING, SITTING
from tests.support.reading import plain

pytestmark = pytest.mark.one_database


@pytest.fixture(scope="module")
def site(read_demonstration):
    return read_demonstration("moments").app


@pytest.fixture
def reader(site):
    """`reader("elue", SITTING)`: a browser that came in by the door."""

    def come_in(role: str, moment):
        browser = site.test_client()
        browser.post("/demonstration", data={"role": role, "moment": moment.name})
        return lambda path, **query: (
            browser.get(f"/{moment.slug}/{path}", query_string=query, follow_redirects=True).text
        )

    return come_in


def test_the_poll_that_decided_an_amendment_is_a_link(reader):
    page = reader("public", SITTING)("amendements/1")
    assert re.search(rf'<a href="/{SITTING.slug}/scrutins/1">Scrutin n°\s1</a>', page)
    assert f'href="/{SITTING.slug}/scrutins/' in reader("public", SITTING)("amendements/2")


def test_what_is_decided_shows_no_text_if_adopted(reader):
    get = reader("public", SITTING)
    assert "Texte si adopté" in get("amendements/12")
    for page in (get("amendements/1"), get("amendements/1", vue="adopte")):
        assert "Texte si adopté" not in page
        assert "Texte actuel" not in page
    assert 'aria-current="true">Différences' in re.sub(r"\s+", " ", get("amendements/1", vue="adopte")).replace(
        'aria-current="page"', 'aria-current="true"'
    )


def test_to_vote_has_one_name_and_only_for_who_votes(reader):
    assert "Voter" in reader("elue", SITTING)("amendements/12").partition("<aside")[2]
    for role in ("elue", "secretariat", "public"):
        assert "Aller au vote" not in reader(role, SITTING)("amendements/12")
    assert "scrutins/en-cours" not in reader("secretariat", SITTING)("amendements/12")


def test_each_set_of_vote_buttons_is_a_named_group(reader):
    page = plain(reader("elue", SITTING)("scrutins/en-cours"))
    assert re.findall(r'role="group" aria-label="([^"]+)"', page) == [
        "Votre vote",
        "Vote au nom de M. Didier Jacquot",
    ]


def test_the_plan_leads_to_the_motion_and_to_what_one_may_open(reader):
    public, official, secretary = (reader(role, SITTING)("plan") for role in ("public", "elue", "secretariat"))
    for page in (public, official, secretary):
        assert f'href="/{SITTING.slug}/motion"' in page
    assert "points-de-vue" not in public
    assert f'href="/{SITTING.slug}/points-de-vue"' in official
    assert f'href="/{SITTING.slug}/scrutins"' in official
    assert f'href="/{SITTING.slug}/membres"' not in official
    assert f'href="/{SITTING.slug}/membres"' in secretary


def test_proposals_lead_to_the_whole_motion_and_one_proposal_to_what_was_said_of_it(reader):
    assert f'href="/{SITTING.slug}/motion"' in reader("public", SITTING)("propositions")
    assert f'href="/{SITTING.slug}/propositions/5/points-de-vue"' in reader("elue", SITTING)("propositions/5")
    assert "propositions/5/points-de-vue" not in reader("public", SITTING)("propositions/5")


def test_one_writes_and_calls_in_one_press(reader):
    page = reader("public", SITTING)("contact")
    assert 'href="mailto:secretariat@congres.example"' in page
    assert 'href="tel:0199001234"' in page
    assert "12, rue de l’Exemple" in page


def test_what_comes_next_names_deadlines_and_sittings_first(reader):
    page = plain(reader("elue", AUGUST)("")).partition(">Ensuite</h2>")[2].partition("</ul>")[0]
    assert "Clôture des points de vue" in page
    assert "Clôture du dépôt des amendements" in page
    assert "accueil permanent" not in page


def test_a_letter_counts_no_signature_before_the_motion_is_adopted(reader):
    assert "signataire" not in reader("public", SITTING)("lettre")
    assert "87" in reader("public", SIGNING)("lettre")


def test_the_programme_opens_on_today_and_folds_what_is_past(reader):
    page = plain(reader("public", AUGUST)("programme"))
    assert "Mercredi 26 août 2020. Il est 16 h 30 à Paris." in page
    now, past = page.index(">Maintenant</h2>"), page.index('id="deja-passe"')
    assert now < page.index('id="2020-08-26"') < past
    assert 'aria-current="date"' in page
    assert "<details>" in page[past:]
    later = plain(reader("public", SIGNING)("programme"))
    assert ">Maintenant</h2>" not in later or later.index(">Maintenant</h2>") < later.index('id="deja-passe"')


def test_polls_are_listed_with_what_they_were_about(reader):
    page = reader("elue", SITTING)("scrutins")
    assert "Un guichet à moins de vingt minutes" in page


def test_names_are_grouped_by_choice_and_searched(reader):
    get = reader("public", SIGNING)
    page = plain(get("scrutins/1")).partition('id="noms"')[2]
    places = [page.index(f"{words} : ") for words in ("Pour", "Contre", "Abstention")]
    assert places == sorted(places)
    found = plain(get("scrutins/1", nom="prigent")).partition('id="noms"')[2]
    assert re.search(r"[1-9] votes? trouvés?\.", found)
    assert "Karine Prigent" in found
    assert "0 vote trouvé." in plain(get("scrutins/1", nom="personne de ce nom"))
