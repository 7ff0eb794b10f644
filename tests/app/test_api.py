"""The API as it is read: what the pages show and no more, to whom, in which language; tokens."""

import html
import json
import re
from datetime import timedelta

import pytest

from congress.models import Congress
from core.database import session
from core.enums import Language
from core.text.typography import normalise_typography
from tests.support.cast import SLUG, template_of
from tests.support.essai import PROPOSALS
from tests.support.plenary import Plenary
from tests.support.programs import SENT, V1, Api, is_problem, one_published_one_not, with_token

pytestmark = pytest.mark.one_database


@pytest.fixture
def essai_template(database, workspace):
    return template_of(database, workspace, f"{SLUG}-api", one_published_one_not)


@pytest.fixture
def api(app, cast):
    return Api(app, cast)


def test_everyone_reads_what_the_pages_show_to_everyone(api):
    assert api.get().get_json()["motion"]
    proposals = api.get("/proposals").get_json()
    assert [row["number"] for row in proposals["items"]] == [1, 2, 3] and proposals["next"] is None
    first = api.get("/proposals/1").get_json()
    assert first == proposals["items"][0] and first["text"] == normalise_typography(PROPOSALS[0])
    (amendment,) = api.get("/proposals/1/amendments").get_json()["items"]
    assert amendment == api.get("/amendments/1").get_json()
    assert (amendment["title"], amendment["base_sha256"]) == ("Vingt mille", first["sha256"])
    assert amendment["dispositif"][0].endswith("par le mot «\u00a0vingt\u00a0».")
    is_problem(api.get("/sittings"), 401)  # members follow them, not the public
    assert [row["number"] for row in api.get("/sittings", api.token("vera")).get_json()["items"]] == [1, 2]
    assert api.get("/programme").get_json()["items"][0]["title"]
    assert api.get("/letter").get_json()["fingerprint"]
    assert api.get("/polls").get_json() == {"items": [], "next": None}


@pytest.mark.parametrize("reader", ["fr", "en"])
def test_an_amendment_is_told_in_the_language_of_its_congress(api, reader):
    def speak_english() -> None:
        session().get_one(Congress, api.cast.congress_id).locale = Language.EN

    assert api.get("/amendments/1", Accept_Language=reader).get_json()["where"] == "alinéa 3, ligne\u00a04"
    api.cast.run(speak_english)
    told = api.get("/amendments/1", Accept_Language=reader).get_json()
    assert told["where"] == "paragraph 3, line\u00a04" and "line\u00a04" in told["dispositif"][0]


def test_what_is_not_published_is_in_no_answer_whoever_asks(api):
    addresses = ("", "/proposals", "/proposals/1", "/proposals/1/amendments", "/amendments/1", "/sittings", "/letter")
    for token in (None, *map(api.token, ("dora", "sven", "vera"))):
        for address in addresses:
            told = api.get(address, token).text
            assert "sept ans" not in told and "Caché" not in told and "D-0002" not in told, address
        is_problem(api.get("/amendments/2", token), 404)


def test_an_answer_that_did_not_change_is_not_sent_again(api):
    first = api.get("/proposals/1")
    again = api.get("/proposals/1", If_None_Match=first.headers["ETag"])
    assert (again.status_code, again.data) == (304, b"")
    assert first.headers["Access-Control-Allow-Origin"] == "*" and "Set-Cookie" not in first.headers


def test_who_takes_it_compressed_is_not_sent_it_again_either(api):
    for address in (f"{V1}/proposals", "/essai/amendements.atom"):
        first = api.client.get(address, headers={"Accept-Encoding": "gzip"})
        assert first.headers["Content-Encoding"] == "gzip"
        known = {"Accept-Encoding": "gzip", "If-None-Match": first.headers["ETag"]}
        assert api.client.get(address, headers=known).status_code == 304, address


def test_a_cookie_opens_nothing(api, cast):
    browser = cast.browse("ada")
    answer = browser.post(f"{V1}/proposals/1/amendments", json=SENT)
    assert "jeton" in is_problem(answer, 401)["detail"]
    assert answer.headers["WWW-Authenticate"].startswith("Bearer")


def test_what_members_alone_read_wants_a_token(api, cast):
    from congress.models import Congress
    from congress.rules.visibility import Visibility
    from core.database import session

    def hide():
        session().get_one(Congress, cast.congress_id).amendments_visible = Visibility.MEMBERS

    cast.run(hide)
    is_problem(api.get("/amendments/1"), 401)
    assert api.get("/amendments/1", api.token("vera")).status_code == 200


def test_problems_speak_the_language_that_is_accepted(api):
    french, english = api.get("/amendments/9"), api.get("/amendments/9", Accept_Language="de, en;q=0.8")
    assert is_problem(french, 404)["detail"] == "Il n’y a pas d’amendement à cette adresse."
    assert is_problem(english, 404)["detail"] == "There is no amendment at this address."
    assert english.headers["Content-Language"] == "en"
    assert is_problem(api.client.get("/api/v1/nowhere/at/all"), 404)
    assert is_problem(api.client.delete(f"{V1}/proposals"), 405)
    assert is_problem(api.client.get("/api/v1/inconnu"), 404)
    is_problem(api.post("x" * 1_100_000, api.token()), 413)
    is_problem(api.client.post(f"{V1}/proposals/1/amendments", data="a=1", headers=with_token(api.token(), {})), 415)


def test_a_token_opens_one_congress_until_it_is_revoked(api, cast):
    from congress.services.token_services import revoke_token, tokens_of
    from congress.token_models import ApiToken
    from core.clock import machine_now
    from core.database import session

    token = api.token("ada")
    stored = cast.read(lambda: [row.token_sha256 for row in session().query(ApiToken)])
    assert token not in stored and len(stored[0]) == 64
    assert api.get("", token).status_code == 200
    is_problem(api.get("", token + "x"), 401)
    is_problem(api.get("", Authorization="Basic abc"), 401)
    (row,) = cast.read(lambda: tokens_of(cast.ids["ada"], machine_now()))
    cast.do(revoke_token, row.id, by="ada")
    is_problem(api.get("", token), 401)
    is_problem(api.post(SENT, token), 401)


def test_the_press_and_aides_may_read_with_a_token_and_submit_nothing(api):
    for token in map(api.token, ("vera", "elodie")):
        assert api.get("/amendments/1", token).status_code == 200
        is_problem(api.post(SENT, token), 403)


def test_a_token_is_made_on_its_page_and_shown_once(api, cast):
    ada = cast.browse("ada")
    page = ada.post(cast.path("jetons"), data={"label": "Tableau du groupe"})
    (token,) = re.findall(r'value="(hemi_[\w-]+)"', page.text)
    assert api.post(SENT, token).status_code == 201
    listed = ada.get(cast.path("jetons")).text
    assert token not in listed and "Tableau du groupe" in listed
    (address,) = re.findall(r'action="(/essai/jetons/\d+/revocation)"', listed)
    assert cast.browse("bela").post(address).status_code == 404
    cast.clock.advance(timedelta(seconds=2))
    assert ada.post(address).status_code == 303
    is_problem(api.post(SENT, token), 401)
    too_long = ada.post(cast.path("jetons"), data={"label": "x" * 61})
    assert too_long.status_code == 409 or "60\u00a0signes" in html.unescape(too_long.text)
    journal = cast.read(lambda: _journal(cast))
    assert "api_token_issued" in journal and token not in journal


def _journal(cast):
    from congress.models import Congress
    from core import journal
    from core.database import session

    stream = session().get_one(Congress, cast.congress_id).stream
    return json.dumps([entry.content() for entry in journal.entries(stream)], default=str)


def test_the_command_prints_a_token_that_works(api, cast):
    from app.commands.service_cli import accounts

    def run(*words):
        return api.app.test_cli_runner().invoke(accounts, ["api-token", *words, "--congress", SLUG])

    from congress.models import Member
    from core.database import session

    address = cast.read(lambda: session().get_one(Member, cast.ids["ada"]).email)
    done = run(address)
    assert done.exit_code == 0 and api.post(SENT, done.output.strip()).status_code == 201
    assert "aucune personne" in str(run("personne@ailleurs.example").exception)
    assert "--member" in str(run("mairie@partage.example").exception)
    assert run("mairie@partage.example", "--member", "Hana Noël").output.startswith("hemi_")


def test_an_open_poll_tells_no_count_to_anybody(api, cast):
    plenary = Plenary.of(cast)
    plenary.open()
    plenary.discuss()
    poll = plenary.poll(amendment_ids=(cast.read(_published),))
    plenary.vote(poll, "for", "ada", "bela")
    is_problem(api.get("/polls/1"), 404)
    assert api.get("/polls").get_json()["items"] == []
    for token in (api.token("chloe"), api.token("sven"), api.token("vera")):
        said = api.get("/polls/1", token).get_json()
        assert (said["state"], said["outcome"], said["chamber"], said["votes"]) == ("open", None, None, None)


def _published():
    from amendments.models import Amendment
    from core.database import session

    return session().query(Amendment).filter_by(public_number=1).one().id


def test_sub_amendments_are_in_every_list_before_their_amendment_in_the_order_of_the_votes(api, cast):
    from amendments.queries.amendment_queries import by_public_number
    from amendments.services.amendment_services import publish
    from amendments.services.life.sub_amending import submit_sub

    plenary = Plenary.of(cast)
    plenary.amend(PROPOSALS[0].replace("2. former les agents d’accueil des mairies ;\n3.", "2."), by="ada")
    parent = cast.read(lambda: by_public_number(cast.congress_id, 1))
    text = parent.text.replace("vingt mille", "trente mille")
    sub = plenary.do(
        submit_sub, parent.id, text=text, title="Trente mille", reasons="Parce que.", seen_version=1, by="bela"
    )
    plenary.do(publish, sub.id, by="sven")
    items = api.get("/amendments").get_json()["items"]
    assert [(row["number"], row["amends"], row["rank"]) for row in items] == [
        ("1-A", "1", None), ("1", None, 1), ("2", None, 2),
    ]  # fmt: skip
    assert items[1] == {**api.get("/amendments/1").get_json(), "rank": 1, "voted_with": []}
    of_proposal = [row["number"] for row in api.get("/proposals/1/amendments").get_json()["items"]]
    assert of_proposal == ["1", "1-A", "2"]
    for address in ("amendements.csv", "propositions/1/amendements.csv", "amendements/cahier.csv", "amendements.atom"):
        told = api.client.get(cast.path(address)).get_data(as_text=True)
        assert "1-A" in told and "par le mot «\u00a0trente\u00a0»" in told, address
