"""A cookie or a token that the site signs is what Flask and Flask-WTF would have signed, and the other way round."""

import time
from datetime import UTC, datetime

import pytest
from flask.sessions import SecureCookieSessionInterface
from itsdangerous import BadSignature, SignatureExpired, URLSafeTimedSerializer
from markupsafe import Markup

from app.signed_cookies import is_plain, token_serializer

pytestmark = pytest.mark.one_database

KEPT = (
    {},
    {
        "_user_id": "a",
        "_permanent": True,
        "members": {"essai": 12},
        "late": ["essai", 3, 12, "2026-03-01T12:00:00+00:00"],
    },
    {"_flashes": [("success", "Ils sont à l’abri.")], "at": datetime(2026, 3, 1, tzinfo=UTC)},
    {"bytes": b"\x00\xff", "safe": Markup("<b>"), "nested": {"tuple": (1, (2, 3)), "none": None}},
    {"like a tag": {" t": [1, 2]}, "deep": [{" d": "Sun"}]},
    {"rate": 1.5, "empty": [[], {}]},
)


@pytest.mark.parametrize("value", KEPT)
def test_flask_reads_our_cookies_and_we_read_flasks(app, value):
    ours = app.session_interface.get_signing_serializer(app)
    flasks = SecureCookieSessionInterface().get_signing_serializer(app)
    assert flasks.loads(ours.dumps(value)) == value
    assert ours.loads(flasks.dumps(value)) == value
    found = flasks.loads(ours.dumps(value))
    assert {name: type(held) for name, held in found.items()} == {name: type(held) for name, held in value.items()}


def test_a_cookie_that_was_changed_is_read_by_neither(app):
    ours = app.session_interface.get_signing_serializer(app)
    words = ours.dumps({"_user_id": "a"})
    at = len(words) - 9  # the last letters of a signature may say the same in two ways
    other = "A" if words[at] != "A" else "B"
    for changed in (words[:at] + other + words[at + 1 :], "X" + words, words.rpartition(".")[0]):
        with pytest.raises(BadSignature):
            ours.loads(changed)


def test_the_token_of_a_form_is_that_of_flask_wtf(app):
    library, ours = (made(app.secret_key, salt="wtf-csrf-token") for made in (URLSafeTimedSerializer, token_serializer))
    for raw in ("0" * 40, "1" * 40 + "." + "a" * 24):
        assert library.loads(ours.dumps(raw)) == raw
        assert ours.loads(library.dumps(raw)) == raw
    with pytest.raises(BadSignature):
        token_serializer("another key", salt="wtf-csrf-token").loads(ours.dumps("0" * 40))
    assert token_serializer(app.secret_key, salt="wtf-csrf-token") is ours


@pytest.mark.parametrize(
    ("value", "plain"),
    [({"a": [1, "b", None, True]}, True), ({"a": (1,)}, False), ({" t": []}, False), ({1: 2}, False), (1.5, False)],
)
def test_what_json_says_as_it_is(value, plain):
    assert is_plain(value) is plain


def test_what_is_too_old_packed_or_not_yet_signed_is_refused_or_read_as_the_library_does(app, monkeypatch):
    library, ours = (made(app.secret_key, salt="wtf-csrf-token") for made in (URLSafeTimedSerializer, token_serializer))
    long = "mot " * 400
    assert library.dumps(long).startswith(".") and ours.loads(library.dumps(long), max_age=60) == long  # packed
    now = time.time()
    for aged, error in ((61, SignatureExpired), (59, None), (-5, SignatureExpired)):
        monkeypatch.setattr(time, "time", lambda aged=aged: now - aged)
        words = library.dumps("0")
        monkeypatch.setattr(time, "time", lambda: now)
        for reader in (library, ours):
            if error is None:
                assert reader.loads(words, max_age=60) == "0"
            else:
                with pytest.raises(error):
                    reader.loads(words, max_age=60)
    assert ours.loads(words) == "0"
    assert ours.loads(words.encode()) == "0"


@pytest.mark.parametrize("words", ["", ".", "..", "...", "a", "a.b", "a.b.c", ".a.b.c", "é.é.é", "\udcff.a.b"])
def test_what_nobody_signed_is_refused_as_the_library_refuses_it(app, words):
    library, ours = (made(app.secret_key, salt="wtf-csrf-token") for made in (URLSafeTimedSerializer, token_serializer))
    raised = []
    for reader in (library, ours):
        with pytest.raises((BadSignature, UnicodeEncodeError)) as refused:
            reader.loads(words, max_age=60)
        raised.append(refused.type)
    assert raised[0] is raised[1]
