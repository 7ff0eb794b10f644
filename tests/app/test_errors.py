"""Pages of error: each in the site's look, with a sentence that says what to do, and nothing of the machine."""

import pytest

from core.errors import Forbidden, Invalid, NotFound, RuleBroken, TooMany

pytestmark = pytest.mark.one_database


@pytest.mark.parametrize(
    ("path", "status", "said"),
    [
        ("/rien/du/tout", 404, "Il n’y a rien à cette adresse."),
        ("/rien/", 404, "Aucun congrès n’existe à cette adresse."),
        ("/essai/amendements/9", 404, "Il n’y a pas d’amendement"),
        ("/essai/propositions/9", 404, ""),
        ("/essai/%00", 404, "Il n’y a rien à cette adresse."),
        ("/essai/?q=%00", 422, "caractère nul"),
        ("/static/rien.css", 404, "Il n’y a rien à cette adresse."),
    ],
)
def test_an_address_that_leads_nowhere(cast, path, status, said):
    page = cast.browse().get(path)
    assert page.status_code == status
    assert said in page.text
    assert f"Code {status}" in page.text
    assert '<a class="btn" href="/' in page.text, "a way on"


def test_a_page_reserved_offers_to_sign_in_or_says_no(cast):
    assert cast.browse().get(cast.path("membres")).status_code == 303
    page = cast.browse("vera").get(cast.path("membres"))
    assert page.status_code == 403
    assert "Vous n’avez pas accès à cette page ou à cette action." in page.text
    assert "/connexion?" not in page.text.partition("<main")[2].partition("</main>")[0]
    refused = cast.browse().post(cast.path("lettre/figer"))
    assert refused.status_code == 403
    assert f'href="{cast.path("connexion")}"' in refused.text.partition("<main")[2]


def test_a_method_that_is_not_known_says_which_are(cast):
    page = cast.browse().get(cast.path("deconnexion"))
    assert page.status_code == 405
    assert page.headers["Allow"]
    assert "Cette page ne s’ouvre pas de cette façon." in page.text


@pytest.mark.parametrize(
    ("broken", "status"),
    [(RuleBroken, 409), (Invalid, 422), (Forbidden, 403), (NotFound, 404), (TooMany, 429)],
)
def test_a_rule_broken_is_its_sentence_under_its_status(new_app, broken, status):
    sentence = "Une <b>phrase</b> & une autre."

    @new_app.get("/casse")
    def break_it():
        raise broken(sentence)

    page = new_app.test_client().get("/casse")
    assert page.status_code == status
    assert "Une &lt;b&gt;phrase&lt;/b&gt; &amp; une autre." in page.text


def test_what_nobody_foresaw_tells_nothing_of_itself(new_app, caplog):
    @new_app.get("/casse")
    def break_it():
        raise ValueError("ada@essai.example, mot de passe")

    page = new_app.test_client().get("/casse")
    assert page.status_code == 500
    assert "Le site a rencontré une erreur. Rien n’a été enregistré." in page.text
    assert "ada@essai.example" not in page.text
    assert "unexpected error: ValueError" in caplog.text


def test_an_error_of_the_database_tells_no_value_even_to_the_log(new_app, caplog):
    from sqlalchemy import text

    from core.database import session

    @new_app.get("/casse/<email>")
    def break_it(email):
        session().execute(text("SELECT * FROM nowhere WHERE email = :email"), {"email": email})

    assert new_app.test_client().get("/casse/ada@essai.example").status_code == 500
    assert "nowhere" in caplog.text
    assert "ada@essai.example" not in caplog.text


def test_a_page_asked_too_often_is_refused_with_its_sentence(make_app, database_url):
    application = make_app(database_url, REQUESTS_BY_MACHINE=3)
    client = application.test_client()
    statuses = [client.get("/healthz").status_code for _ in range(5)]
    page = client.get("/healthz")
    assert statuses == [200, 200, 200, 429, 429]
    assert "Trop d’essais en peu de temps. Attendez quelques minutes, puis recommencez." in page.text


def test_without_its_tables_the_site_still_answers_a_page(make_app, empty_database_url):
    client = make_app(empty_database_url).test_client()
    for path in ("/", "/essai/", "/healthz"):
        page = client.get(path)
        assert page.status_code == 500
        assert "Le site a rencontré une erreur." in page.text
    for path in ("/rien/du/tout", "/static/rien.css"):
        page = client.get(path)
        assert page.status_code == 404
        assert "Il n’y a rien à cette adresse." in page.text


def test_a_hall_that_follows_a_sitting_behind_one_machine_is_not_refused(cast):
    """130 browsers ask every four seconds whether anything changed, load the page and vote: 3,000 requests a minute."""
    assert cast.app.config["REQUESTS_BY_MACHINE"] >= 130 * (60 // 4 + 10) * 2


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("GET", "/essai/rien/du/tout", 404),
        ("PUT", "/essai/propositions/1", 405),
        ("GET", "/essai/?q=%00", 422),
        ("GET", "/essai/propositions/99999999999", 404),
    ],
)
def test_what_fails_before_any_view_is_still_in_its_congress(cast, method, path, status):
    cast.run(_call_a_demonstration)
    page = cast.browse("ada").open(path, method=method)
    assert page.status_code == status
    assert "demo-band" in page.text
    assert 'href="/essai/">Retour à l’accueil du congrès</a>' in page.text
    assert "maire du Havre" in page.text


def test_an_address_of_no_congress_has_no_band(cast):
    cast.run(_call_a_demonstration)
    assert "demo-band" not in cast.browse().get("/rien/du/tout").text


def _call_a_demonstration():
    from congress.models import Congress
    from core.database import session

    session().query(Congress).one().demonstration = True
