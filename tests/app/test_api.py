"""The API: what the pages show and no more, amendments submitted with a token, the same sentences as on the pages."""

import html
import json
import re
from datetime import timedelta

import pytest

from core.text.typography import normalise_typography
from tests.support.cast import SLUG, template_of
from tests.support.essai import PROPOSALS
from tests.support.plenary import FIFTEEN, TWENTY, Plenary

pytestmark = pytest.mark.one_database
V1 = f"/api/v1/{SLUG}"
SENT = {"text": FIFTEEN, "title": "Quinze mille", "reasons": "Parce que."}
SECRET = PROPOSALS[0].replace("trois ans", "sept ans")


def _with_two(app):
    """One published, one deposited and not published."""
    from amendments.services.amendment_services import save_draft, submit
    from tests.support.cast import build_congress

    cast = build_congress(app)
    plenary = Plenary.of(cast)
    plenary.amend(TWENTY, by="dora", title="Vingt mille")
    hidden = plenary.do(
        save_draft, None, plenary.part(), base_number=1, text=SECRET, title="Caché", reasons="Chut.", by="fatou"
    )
    plenary.do(submit, hidden, by="fatou")


@pytest.fixture
def essai_template(database, workspace):
    return template_of(database, workspace, f"{SLUG}-api", _with_two)


@pytest.fixture
def api(app, cast):
    return Api(app, cast)


class Api:
    def __init__(self, app, cast):
        self.app, self.cast, self.client = app, cast, app.test_client()

    def token(self, name="ada"):
        from congress.services.token_services import issue_token

        return self.cast.do(issue_token, self.cast.ids[name], "essai", by=name)

    def get(self, rest="", token=None, **headers):
        return self.client.get(V1 + rest, headers=_headers(token, headers))

    def post(self, sent, token=None, number=1, **headers):
        data = sent if isinstance(sent, str | bytes) else json.dumps(sent)
        address = f"{V1}/proposals/{number}/amendments"
        headers = {"Content-Type": "application/json", **_headers(token, headers)}
        return self.client.post(address, data=data, headers=headers)


def _headers(token, headers):
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return {"Authorization": f"Bearer {token}", **named} if token else named


def is_problem(answer, status):
    assert (answer.status_code, answer.content_type) == (status, "application/problem+json"), answer.text
    said = answer.get_json()
    assert said["status"] == status and said["detail"] and said["type"] == "about:blank" and said["title"]
    return said


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


def test_a_cookie_opens_nothing(api, cast):
    browser = cast.browse("ada")
    answer = browser.post(f"{V1}/proposals/1/amendments", json=SENT)
    assert "jeton" in is_problem(answer, 401)["detail"]
    assert answer.headers["WWW-Authenticate"].startswith("Bearer")


def test_what_members_alone_read_wants_a_token(api, cast):
    from congress.models import Congress, Visibility
    from core.database import session

    def hide():
        session().get_one(Congress, cast.congress_id).amendments_visible = Visibility.MEMBERS

    cast.run(hide)
    is_problem(api.get("/amendments/1"), 401)
    assert api.get("/amendments/1", api.token("vera")).status_code == 200


def test_an_amendment_is_submitted_in_the_name_of_the_member(api, cast):
    answer = api.post(SENT, api.token("ada"))
    said = answer.get_json()
    assert answer.status_code == 201 and said["receipt"] == "D-0003", answer.text
    assert set(said) == {"receipt", "sha256", "url"} and answer.headers["Location"] == said["url"]
    row = _newest(cast)
    assert (row["title"], row["author"], row["sha256"], row["number"]) == (
        "Quinze mille", cast.ids["ada"], said["sha256"], None,
    )  # fmt: skip
    path = said["url"].split("/", 3)[3]
    assert "D-0003" in cast.browse("ada").get(f"/{path}").text.replace("\u2011", "-")


def _newest(cast):
    from amendments.models import Amendment
    from core.database import session

    def look():
        row = session().query(Amendment).order_by(Amendment.id.desc()).first()
        return {"title": row.title, "author": row.author_id, "sha256": row.text_sha256, "number": row.public_number,
                "status": row.status.value, "id": row.id}  # fmt: skip

    return cast.read(look)


def _count(cast):
    from amendments.models import Amendment
    from core.database import session

    return cast.read(lambda: session().query(Amendment).count())


def test_one_key_does_it_once(api, cast):
    token, before = api.token("ada"), _count(cast)
    first = api.post(SENT, token, Idempotency_Key="k-1")
    again = api.post(SENT, token, Idempotency_Key="k-1")
    assert first.status_code == again.status_code == 201 and first.get_json() == again.get_json()
    assert again.headers["Idempotency-Replayed"] == "true" and _count(cast) == before + 1
    other = is_problem(api.post({**SENT, "title": "Autre"}, token, Idempotency_Key="k-1"), 409)
    assert "Idempotency-Key" in other["detail"]
    is_problem(api.post(SENT, token, Idempotency_Key="deux mots"), 400)
    assert "déjà déposé" in is_problem(api.post(SENT, token), 409)["detail"]  # without a key, as on the pages
    assert api.post(SENT, api.token("bela"), Idempotency_Key="k-1").status_code == 201  # keys are each one’s own


def test_what_is_refused_leaves_nothing_behind_and_its_key_is_free(api, cast):
    token, before = api.token("ada"), _count(cast)
    said = is_problem(api.post({**SENT, "title": "", "reasons": " "}, token, Idempotency_Key="k"), 422)
    assert said["field"] == "title" and [fault["field"] for fault in said["errors"]] == ["title", "reasons"]
    assert _count(cast) == before
    assert api.post(SENT, token, Idempotency_Key="k").status_code == 201


BAD = {
    "empty": {"text": "", "title": "", "reasons": ""},
    "the same": {**SENT, "text": PROPOSALS[0]},
    "typography only": {**SENT, "text": PROPOSALS[0].replace("l’État", "l'État").replace(" ;", "\u00a0;")},
    "no title of the text": {**SENT, "text": "Sans titre.\n"},
    "too long": {**SENT, "text": PROPOSALS[0] + "a " * 60_000},
    "long words": {**SENT, "title": "mot " * 30},
    "no reasons": {**SENT, "reasons": "\n"},
    "spaces": {**SENT, "reasons": "a" + " " * 300 + "b"},
}


@pytest.mark.parametrize("name", BAD)
def test_pages_and_programs_read_the_same_sentences(api, cast, name):
    sent = BAD[name]
    said = is_problem(api.post(sent, api.token("ada")), 422)
    form = {**sent, "geste": "deposer", "base_number": "1", "sheet": name}
    page = cast.browse("ada").post(cast.path("propositions/1/amender"), data=form)
    assert page.status_code == 422
    shown = html.unescape(page.text)
    for sentence in [said["detail"], *(fault["detail"] for fault in said.get("errors", []))]:
        assert sentence in shown
    faults = set(re.findall(r'class="error" id="[^"]*">(?:<svg.*?</svg>)?([^<]+)<', shown, re.DOTALL))
    told = {said["detail"], *(fault["detail"] for fault in said.get("errors", []))}
    assert {fault.strip() for fault in faults} <= told


def test_out_of_the_calendar_the_sentence_is_the_page_s(api, cast):
    token = api.token("ada")
    cast.clock.advance(timedelta(days=2))
    said = is_problem(api.post(SENT, token), 409)
    assert said["detail"].startswith("Le dépôt des amendements est clos depuis le")


@pytest.mark.parametrize(
    ("sent", "status", "field"),
    [
        ("{", 400, None), ("[]", 400, None), ("[" * 100_000, 400, None), ('{"text": 1}', 400, "text"),
        ('{"text": "\\ud800"}', 400, "text"), ({**SENT, "more": 1}, 400, None),
        ({**SENT, "base_sha256": "0" * 64}, 422, "base_sha256"), ({**SENT, "text": "a\0b"}, 422, "text"),
        (b"\xff", 400, None), ("9" * 5000, 400, None),
    ],
)  # fmt: skip
def test_what_cannot_be_read_has_its_sentence(api, sent, status, field):
    assert is_problem(api.post(sent, api.token()), status).get("field") == field


def test_problems_speak_the_language_that_is_accepted(api):
    french, english = api.get("/amendments/9"), api.get("/amendments/9", Accept_Language="de, en;q=0.8")
    assert is_problem(french, 404)["detail"] == "Il n’y a pas d’amendement à cette adresse."
    assert is_problem(english, 404)["detail"] == "There is no amendment at this address."
    assert english.headers["Content-Language"] == "en"
    assert is_problem(api.client.get("/api/v1/nowhere/at/all"), 404)
    assert is_problem(api.client.delete(f"{V1}/proposals"), 405)
    assert is_problem(api.client.get("/api/v1/inconnu"), 404)
    is_problem(api.post("x" * 1_100_000, api.token()), 413)
    is_problem(api.client.post(f"{V1}/proposals/1/amendments", data="a=1", headers=_headers(api.token(), {})), 415)


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


def test_the_press_may_read_with_a_token_and_submits_nothing(api):
    token = api.token("vera")
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
    assert too_long.status_code == 409 or "60 signes" in html.unescape(too_long.text)
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


def test_an_older_base_is_carried_over_or_what_clashes_is_named(api, cast):
    plenary = Plenary.of(cast)
    base = api.get("/proposals/1").get_json()["sha256"]
    adopted = plenary.amend(FIFTEEN, by="bela")
    plenary.open()
    plenary.discuss()
    poll = plenary.poll(amendment_ids=(adopted,))
    plenary.vote(poll, "for", "ada", "bela", "dora", "emile", "fatou")
    falls = cast.read(lambda: _falls(poll))
    plenary.proclaim(poll, *falls)
    moved = api.get("/proposals/1").get_json()
    assert moved["revision"] == 2 and moved["sha256"] != base
    token = api.token("ada")
    clash = is_problem(api.post({**SENT, "text": TWENTY, "base_sha256": base}, token), 409)
    assert "version 2" in clash["detail"] and "dix" in clash["detail"]
    assert clash["current"] == {"revision": 2, "sha256": moved["sha256"]}
    assert clash["clashes"][0]["words"] and clash["field"] == "base_sha256"
    carried = api.post({**SENT, "text": SECRET, "base_sha256": base}, token)
    assert carried.status_code == 201
    result = api.get(f"/polls/{1}").get_json()
    assert result["outcome"]["adopted"] is True and result["outcome"]["counts"]["for"] == 5
    assert {vote["choice"] for vote in result["votes"]} == {"for", None} and result["amendments"] == [2]


def _falls(poll_id):
    from core.database import session
    from voting.models import Falling

    return [row.amendment_id for row in session().query(Falling).filter_by(poll_id=poll_id)]


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
