"""Amendments submitted by programs: done once, the same sentences as on the pages, an older base carried over."""

import html
import re
from datetime import timedelta

import pytest

from tests.support.cast import SLUG, template_of
from tests.support.essai import PROPOSALS
from tests.support.plenary import FIFTEEN, TWENTY, Plenary
from tests.support.programs import SECRET, SENT, Api, is_problem, one_published_one_not

pytestmark = pytest.mark.one_database


@pytest.fixture
def essai_template(database, workspace):
    return template_of(database, workspace, f"{SLUG}-api", one_published_one_not)


@pytest.fixture
def api(app, cast):
    return Api(app, cast)


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


def test_a_receipt_is_read_on_the_host_of_the_site_itself(api, cast):
    host = cast.app.config["SITE_URL"].partition("//")[2]
    token = api.token("ada")
    first = api.post(SENT, token, **{"Host": host, "Idempotency-Key": "une-fois"})
    again = api.post(SENT, token, **{"Host": host, "Idempotency-Key": "une-fois"})
    for answer in (first, again):
        assert answer.status_code == 201 and answer.get_json()["receipt"] == "D-0003", answer.data
        assert answer.headers["Location"] == answer.get_json()["url"]


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
    for number in (0, 999_999, 2**31, 10**30):
        is_problem(api.post(SENT, token, number=number), 404)
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
    assert "brouillon" not in said["detail"]  # here nothing is kept


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
    assert {vote["choice"] for vote in result["votes"]} == {"for", None} and result["amendments"] == ["2"]


def _falls(poll_id):
    from core.database import session
    from voting.models import Falling

    return [row.amendment_id for row in session().query(Falling).filter_by(poll_id=poll_id)]
