"""What nobody should send: forged, oversized, out of range, of another congress. Never an error of the site.

The forms are those that the pages show, to an elector, to the chair and to the secretariat. They are sent to
PostgreSQL, which refuses what SQLite keeps.
"""

import io
import os
import re
from datetime import timedelta
from typing import Any, ClassVar

import pytest
from flask import url_for
from werkzeug.datastructures import ImmutableMultiDict
from werkzeug.test import TestResponse

from core.turns.just_done import ACTED
from tests.house.test_matrix import ROWS, Row, Scene
from tests.support.demonstration import ROLES, SLUG
from tests.support.forms import Form, forms_of
from tests.support.standing import furnished_names

THOROUGH = os.environ.get("HYPOTHESIS_PROFILE") == "thorough"
GETS = [row for row in ROWS if row.method == "GET"]
POSTS = [row for row in ROWS if row.method == "POST"]
WHO = ("elector", "chair", "secretariat")
# A token alone opens it, no cookie and no form (decision 0021): 401 to every browser, before anything is read.
BY_TOKEN = {"api.submit"}
HOSTILE = {
    "a number above every column": "9" * 30,
    "a negative number": "-1",
    "a text of 20,000 letters": "é" * 20_000,
    "markup": "<script>alert(1)</script>\"'&{{ 7*7 }}",
    "no letter at all": "  \u200b\n\t ",
    "signs of every kind": "🦄\u202e\ufffe漢\x07\x1b[31m",
    "a SQL sentence": "1'; DROP TABLE member; --",
}


@pytest.fixture(scope="module")
def scene(read_demonstration) -> Scene:
    demonstration = read_demonstration("furnished")
    with demonstration.app.app_context():
        return Scene(demonstration, furnished_names())


def address_of(scene: Scene, row: Row, **changed: object) -> str:
    values = {**scene.filled(row.values), "slug": SLUG, **changed}
    rule = next(scene.demonstration.app.url_map.iter_rules(row.endpoint))
    with scene.demonstration.app.test_request_context():
        return url_for(row.endpoint, **{name: values[name] for name in rule.arguments})


@pytest.mark.one_database
def test_no_form_is_taken_without_its_token(scene, make_app):
    """Another site that has a member's browser send a form: refused before anything is read."""
    address = scene.demonstration.app.config["SQLALCHEMY_DATABASE_URI"]
    guarded = make_app(address, WTF_CSRF_ENABLED=True)
    clients = {
        role: scene.demonstration.browse(role, guarded) for role in ("public", "elector", "chair", "secretariat")
    }
    taken = []
    for row in POSTS:
        for role, client in clients.items():
            answer = client.post(address_of(scene, row), data=scene.filled(row.form))
            if row.endpoint in BY_TOKEN and answer.status_code == 401:
                continue
            if answer.status_code != 403 or "Cette page était ouverte depuis trop longtemps" not in answer.text:
                taken.append((row.endpoint, role, answer.status_code))
    assert taken == []
    begin = address_of(scene, next(row for row in POSTS if row.endpoint == "amending.begin"))
    for where, goes_again in (("same-origin", True), ("cross-site", False)):
        answer = clients["elector"].post(begin, data={"a1": "Marque"}, headers={"Sec-Fetch-Site": where})
        assert "Marque" in answer.text, "what was typed is given back"
        assert ("Envoyer de nouveau" in answer.text) == goes_again, "what another site wrote goes not by one press"


NUMBERED = [row for row in ROWS if any(name in row.values for name in ("number", "draft_id", "receipt", "poll_number"))]


@pytest.mark.strictest_database
@pytest.mark.parametrize("number", ["0", "999999", str(2**31), "9" * 30])
def test_a_number_that_names_nothing_leads_nowhere(scene, number):
    """404 to whoever may be there; never an error."""
    wrong = []
    for row in NUMBERED:
        name = next(name for name in ("draft_id", "receipt", "poll_number", "number") if name in row.values)
        address = address_of(scene, row, **{name: 77_777_777}).replace("77777777", number)
        for role in ("elector", "secretariat"):
            answer = scene.browse(role).open(address, method=row.method, data=scene.filled(row.form))
            if answer.status_code not in ({401, 404} if row.endpoint in BY_TOKEN else {403, 404}):
                wrong.append((row.id, role, answer.status_code))
    assert wrong == []


class Question(ImmutableMultiDict[str, str]):
    """What an address asks, and which of its names a page read."""

    read: ClassVar[set[str]] = set()

    def get(self, key: str, *how: Any, **more: Any) -> Any:
        self.read.add(key)
        return super().get(key, *how, **more)

    def getlist(self, key: str, *how: Any, **more: Any) -> Any:
        self.read.add(key)
        return super().getlist(key, *how, **more)

    def __getitem__(self, key: str) -> Any:
        self.read.add(key)
        return super().__getitem__(key)

    def __contains__(self, key: object) -> bool:
        self.read.add(str(key))
        return super().__contains__(key)


@pytest.mark.long
@pytest.mark.strictest_database
def test_pages_bear_any_question(scene, monkeypatch):
    """A page that reads no name of a question is asked one; one that does, three, of each name that it reads as well."""
    monkeypatch.setattr(scene.demonstration.app.request_class, "parameter_storage_class", Question)
    wrong, known = [], {}
    client = scene.demonstration.browse("secretariat")
    usual = ("q", "statut", "vue", "de", "a", "version", "point", "vote", "alinea", "page", "suite", "avec")
    values = [*(value[:300] for value in HOSTILE.values()), "\x00", "été"]
    for row in GETS:
        Question.read.clear()
        for turn in range(4):
            if turn == 2 and not Question.read:
                break
            names = (*usual, *sorted(Question.read - set(usual)))
            asked = {name: values[(rank * 4 + turn) % len(values)] for rank, name in enumerate(names)}
            asked = {name: value for name, value in asked.items() if turn == 0 or value != "\x00"}
            answer = client.get(address_of(scene, row), query_string=asked)
            if answer.status_code >= 500 and str(answer.status_code) not in row.statuses:
                wrong.append((row.id, turn, answer.status_code))
            assert b"<script>alert" not in answer.data
        known[row.endpoint] = set(Question.read)
    assert wrong == []
    assert {"q", "page"} <= known["roll.index"], "what a page reads is known"
    assert len([names for names in known.values() if names]) >= 20


@pytest.mark.one_database
def test_pages_answer_head_as_they_answer_get(scene):
    """With the status that `test_matrix` finds when they are asked by GET."""
    for role in ("secretariat", "public"):
        client = scene.demonstration.browse(role)
        for row in GETS:
            head = client.head(address_of(scene, row))
            assert (str(head.status_code), head.data) == (row.statuses.split()[ROLES.index(role)], b""), (role, row.id)


@pytest.fixture(scope="module")
def forms(scene) -> list[tuple[str, Form]]:
    """(role, form) of every form that a page shows, each once, as the first who is shown it sends it."""
    found: dict[object, tuple[str, Form]] = {}
    files: set[str] = set()  # no page, whoever asks
    for role in WHO:
        client = scene.demonstration.browse(role)
        for row in GETS:
            if row.id in files:
                continue
            answer = client.get(address_of(scene, row))
            if answer.status_code == 200 and answer.mimetype != "text/html":
                files.add(row.id)
            elif answer.status_code == 200:
                for form in forms_of(answer.text):
                    found.setdefault(form.shape, (role, form))
    return list(found.values())


def sent_to(form: Form) -> list[tuple[str, str]]:
    """(field, value) of what nobody should send: thoroughly each value to each field; here each to every other one.

    Whoever chooses types nothing: a number above every column, no number and nothing do. What comes to a field depends
    on its rank, so that each value comes to every form that has more than two.
    """
    sent = []
    for rank, name in enumerate(form.fields):
        values = [*HOSTILE.values()] if name in form.typed else [HOSTILE["a number above every column"], "x", ""]
        sent += [(name, value) for turn, value in enumerate(values) if THOROUGH or (rank + turn) % 2 == 0]
    return sent


@pytest.mark.long
@pytest.mark.thorough
@pytest.mark.strictest_database
def test_forms_bear_anything_in_any_field(scene, forms):
    assert len({form.action for _, form in forms}) >= 20, "the pages of this scene show their forms"
    assert any(form.typed for _, form in forms)
    wrong = []
    for role, form in forms:
        if "/membres/importer" in form.action:
            continue  # a file: its own tests feed it
        for name, value in sent_to(form):
            status = send(scene, role, form, {**form.fields, name: value})
            if status >= 500:
                wrong.append((role, form.action, name, value[:20], status))
    assert wrong == []


@pytest.mark.strictest_database
def test_whatever_form_is_refused_gives_back_what_was_typed(scene, forms):
    """Not a text, signed out meanwhile, a press too soon after another, the other fields empty: nothing is lost."""
    lost, refused = [], set()
    closed = Form(f"/{SLUG}/propositions/6/point-de-vue", {"p6-position": "reserved"}, ["p6-reservation"])
    for role, form in [*forms, ("elector", closed)]:
        typed = [name for name in form.typed if not re.fullmatch(r"arrived_at|.*date|.*time|count", name)]
        marked = {name: f"Marque{rank}" for rank, name in enumerate(typed)}
        whole, alone = form.fields | marked, dict.fromkeys(form.fields, "") | marked
        for way, fields, who in (
            ("no text", whole | {"nul": "\0"}, role),
            ("signed out", whole, "public"),
            ("too soon", whole, role),
            ("alone", alone, role),
        ):
            answer = post(scene, who, form.action, fields, is_too_soon=way == "too soon") if typed else None
            if answer and answer.status_code >= 400:
                refused.add((way, form.action))
                lost += [(way, form.action, name) for name, mark in marked.items() if mark not in answer.text]
            elif answer and way in ("no text", "signed out") and "/connexion" not in form.action:
                lost.append((way, form.action, answer.status_code))
    assert lost == []
    assert sum(way == "too soon" for way, _ in refused) >= 7 and len(refused) >= 30


def post(scene: Scene, role: str, action: str, fields: dict[str, str], *, is_too_soon: bool = False) -> TestResponse:
    """The answer, on the database as it was furnished."""
    client = scene.browse(role)
    if is_too_soon:
        just_now = scene.demonstration.app.config["CLOCK"].now() - timedelta(milliseconds=300)
        client.set_cookie(ACTED, str(int(just_now.timestamp() * 1_000_000)))
    answer = client.post(action, data=fields)
    scene.has_changed = answer.status_code < 400
    return answer


def send(scene: Scene, role: str, form: Form, fields: dict[str, str]) -> int:
    """The status of the answer, on the database as it was furnished."""
    answer = scene.browse(role).post(form.action, data=fields)
    scene.has_changed = answer.status_code < 400
    assert "<script>alert" not in answer.text, (form.action, fields)
    return answer.status_code


@pytest.mark.one_database
def test_an_upload_of_fifty_megabytes_is_refused_with_a_sentence(scene):
    answer = scene.demonstration.browse("secretariat").post(
        address_of(scene, next(row for row in POSTS if row.endpoint == "roll.rehearse")),
        input_stream=io.BytesIO(b"x" * 50_000_000),
        content_type="multipart/form-data; boundary=x",
        content_length=50_000_000,
    )
    assert answer.status_code == 413
    assert "Le fichier ou le texte envoyé est trop grand." in answer.text
