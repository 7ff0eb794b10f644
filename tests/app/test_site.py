"""The site beyond any congress: what it holds, its health, the reader's language, the demonstration's door."""

import pytest

from tests.support.reading import plain

pytestmark = pytest.mark.one_database


def test_a_site_without_a_congress_says_so(client):
    page = client.get("/")
    assert page.status_code == 200
    assert "Aucun congrès sur ce site." in page.text


def test_it_lists_its_congresses(cast):
    page = cast.browse().get("/").text
    assert 'href="/essai/"' in page
    assert "Congrès d’essai" in page


def test_it_lists_the_most_useful_first(app, clock):
    """In sitting, then open, then to come by date, then over, the last first."""
    from datetime import date, timedelta

    from congress.models import Congress
    from core.database import session
    from tests.support.assembly import assemble

    starts = {"over-long": -400, "over": -40, "coming-later": 300, "coming": 30, "open": -1}
    today = clock.now().date()
    for slug, days in starts.items():
        first = today + timedelta(days=days)
        assemble(app, slug=slug)
        with app.app_context():
            from core.unit_of_work import run

            def move(slug: str = slug, first: date = first) -> None:
                row = session().query(Congress).filter_by(slug=slug).one()
                row.starts, row.ends = first, first + timedelta(days=3)
                for name in ("viewpoints", "amendments", "signatures"):
                    past = clock.now() - timedelta(days=900)
                    setattr(row, f"{name}_open", past)
                    setattr(row, f"{name}_close", past + timedelta(days=1))

            run(move)
    page = app.test_client().get("/").text
    places = [page.index(f'"/{slug}/"') for slug in ("open", "coming", "coming-later", "over", "over-long")]
    assert places == sorted(places)


def test_its_health_is_the_schema_that_it_runs_on(client):
    answer = client.get("/healthz")
    assert answer.status_code == 200
    assert answer.json["status"] == "ok"
    assert answer.json["schema"]


@pytest.mark.parametrize(
    ("chosen", "kept", "said"), [("en", "en", "Proposals"), ("fr", "fr", "Propositions"), ("xx", "fr", "Propositions")]
)
def test_the_reader_chooses_a_language(cast, chosen, kept, said):
    reader = cast.browse()
    answer = reader.post("/langue", data={"langue": chosen, "suite": "/essai/?a=1"})
    assert (answer.status_code, answer.location) == (303, "/essai/?a=1")
    page = reader.get("/essai/").text
    assert f'<html lang="{kept}"' in page
    assert said in page


def test_a_language_that_nobody_speaks_here_is_french(cast):
    reader = cast.browse()
    reader.set_cookie("langue", "../../etc")
    assert '<html lang="fr"' in reader.get("/essai/").text


@pytest.mark.parametrize("page", ["accessibilite", "donnees-personnelles", "mentions-legales", "plan", "contact"])
def test_pages_that_a_site_owes_its_readers(cast, page):
    answer = cast.browse().get(cast.path(page))
    assert answer.status_code == 200
    assert cast.path(page) in cast.browse().get("/essai/").text, "linked from every page"


def test_the_notice_says_what_the_law_wants_said(cast):
    assert "non conforme" in cast.browse().get("/essai/accessibilite").text
    assert "12, rue de l’Exemple" in cast.browse().get("/essai/contact").text


def test_there_is_no_door_without_a_demonstration(cast):
    assert cast.browse().get("/demonstration").status_code == 404
    assert cast.browse().post("/demonstration", data={"role": "elue"}).status_code == 404
    assert cast.browse().get("/demonstration/composants").status_code == 404


@pytest.mark.parametrize(
    ("role", "name"),
    [("elue", "Mme Karine Prigent"), ("presidence", "Mme Chloé Arnaud"), ("secretariat", "M. Sven Keller")],
)
def test_one_press_of_the_door_plays_a_part(demonstration, role, name):
    visitor = demonstration("mid").app.test_client()
    assert f'value="{role}"' in visitor.get("/demonstration").text
    answer = visitor.post("/demonstration", data={"role": role})
    assert (answer.status_code, answer.location) == (303, "/congres-2020/")
    assert name in plain(visitor.get("/congres-2020/").text)


def test_another_part_ends_the_first_and_the_public_is_nobody(demonstration):
    from accounts.models import Device
    from core.database import session

    scene = demonstration("mid")
    visitor = scene.app.test_client()
    for role in ("elue", "presidence", "public"):
        visitor.post("/demonstration", data={"role": role})
    assert "Se connecter" in visitor.get("/congres-2020/").text
    with scene.app.app_context():
        assert [device.revoked_at is not None for device in session().query(Device)] == [True, True]


def test_a_part_that_is_not_in_the_play(demonstration):
    visitor = demonstration("mid").app.test_client()
    for role in ("", "maire", "sven.keller@congres.example"):
        assert visitor.post("/demonstration", data={"role": role}).status_code == 422


def test_every_page_of_a_demonstration_says_what_it_is(demonstration):
    scene = demonstration("mid")
    for path in ("", "propositions/5", "amendements", "programme", "lettre", "connexion", "plan", "amendements/999"):
        page = scene.browse("elector").get(f"/congres-2020/{path}").text
        assert "DÉMONSTRATION" in page
        assert "personnes et texte fictifs" in page
