"""`/api/v1/openapi.json`: the API described in OpenAPI 3.1, as it is answered (schemathesis holds it in the tests)."""

import functools
from typing import Any

from flask import Response

from app.api.door import answer, site
from app.api.reading_views import blueprint
from app.api.schemas import NUMBER as AMENDMENT_NUMBER
from app.api.schemas import SCHEMAS, answered, list_of, named, or_null, record
from app.security import site_page

SLUG = {"name": "slug", "in": "path", "required": True, "schema": {"type": "string"}, "description": "the congress"}
NUMBER = {
    "name": "number", "in": "path", "required": True, "schema": {"type": "integer", "minimum": 1},
}  # fmt: skip
AMENDMENT = {
    "name": "number", "in": "path", "required": True, "schema": AMENDMENT_NUMBER, "description": "12, or 12-A",
}  # fmt: skip
PAGE = {
    "name": "page", "in": "query", "required": False,
    "schema": {"type": "integer", "minimum": 1, "maximum": 999_999, "default": 1},
    "description": "of a list, a hundred items a page",
}  # fmt: skip
KEY = {
    "name": "Idempotency-Key", "in": "header", "required": False,
    "schema": {"type": "string", "pattern": "^[!-~]{1,255}$"},
    "description": "names this demand: sent again under it, it is answered the same and done once; kept a week",
}  # fmt: skip
MEANINGS = {
    400: "What was sent cannot be read",
    401: "No token where one is needed, or a token that opens nothing",
    403: "Not open to whoever asks",
    404: "Nothing there",
    409: "Not as things stand: out of the calendar, text decided or changed since, key used for another demand",
    413: "Too large: a megabyte at most",
    415: "Not JSON",
    422: "What was sent cannot be taken: `field` says what, `errors` everything",
    429: "Too many demands",
    503: "Somebody else is writing: send it again",
}
# Address → operation, what it is, the schema of the answer, whether it is a list, whether it names a number.
READ = (
    ("/{slug}", "congress", "The congress", "Congress", False),
    ("/{slug}/proposals", "proposals", "The proposals, with their texts in force", "Proposal", True),
    ("/{slug}/proposals/{number}", "proposal", "One proposal", "Proposal", False),
    ("/{slug}/proposals/{number}/amendments", "amendments", "Its published amendments", "Amendment", True),
    ("/{slug}/amendments", "allAmendments", "All that are published, in order of votes", "AmendmentInOrder", True),
    ("/{slug}/amendments/{number}", "amendment", "One published amendment", "Amendment", False),
    ("/{slug}/sittings", "sittings", "The sittings, with their agendas", "Sitting", True),
    ("/{slug}/polls", "polls", "The polls", "Poll", True),
    ("/{slug}/polls/{number}", "poll", "One poll; who voted what once proclaimed and public", "PollWithVotes", False),
    ("/{slug}/programme", "programme", "The programme", "ProgrammeItem", True),
    ("/{slug}/letter", "letter", "The open letter as it stands", "Letter", False),
)


@blueprint.get("/openapi.json")
@site_page
def description() -> Response:
    """The description."""
    return answer({**_document(), "servers": [{"url": site() + "/api/v1"}]})


@functools.cache
def _document() -> dict[str, Any]:
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Hémicycle",
            "version": "1",
            "description": "What the pages of a congress show, and amendments submitted with a member's token.",
        },
        "paths": _paths(),
        "components": {
            "schemas": SCHEMAS,
            "securitySchemes": {"token": {"type": "http", "scheme": "bearer"}},
            "responses": {str(status): _problem(meaning) for status, meaning in MEANINGS.items()},
        },
    }


def _paths() -> dict[str, Any]:
    found: dict[str, Any] = {}
    for path, operation, meaning, schema, is_list in READ:
        parameters: list[dict[str, Any]] = [SLUG]
        if "{number}" in path:
            parameters.append(AMENDMENT if schema == "Amendment" and not is_list else NUMBER)
        answer = named(schema)
        if is_list:
            parameters.append(PAGE)
            found_in = record(items=list_of(named(schema)), next=or_null({"type": "string", "format": "uri"}))
            answer = answered(found_in)
        found[path] = {
            "get": {
                "operationId": operation,
                "summary": meaning,
                "parameters": parameters,
                "security": [{}, {"token": []}],
                "responses": {"200": _answer(meaning, answer), "304": {"description": "Not changed"},
                              **_problems(400, 401, 403, 404, 429, 503)},
            }
        }  # fmt: skip
    found["/{slug}/proposals/{number}/amendments"]["post"] = _submission()
    return found


def _submission() -> dict[str, Any]:
    return {
        "operationId": "submitAmendment",
        "summary": "Submit an amendment to the proposal, in the name of the member of the token",
        "description": "`base_sha256`: of the text that it was written on; an older one is carried over, or 409 names "
        "what clashes. Confidential until the secretariat publishes it.",
        "parameters": [SLUG, NUMBER, KEY],
        "security": [{"token": []}],
        "requestBody": {"required": True, "content": {"application/json": {"schema": named("NewAmendment")}}},
        "responses": {
            "201": _answer("Received: a mail proves it", named("Receipt")),
            **_problems(400, 401, 403, 404, 409, 413, 415, 422, 429, 503),
        },
    }


def _answer(meaning: str, schema: dict[str, Any]) -> dict[str, Any]:
    return {
        "description": meaning,
        "headers": {"ETag": {"schema": {"type": "string"}}},
        "content": {"application/json": {"schema": schema}},
    }


def _problem(meaning: str) -> dict[str, Any]:
    return {"description": meaning, "content": {"application/problem+json": {"schema": named("Problem")}}}


def _problems(*statuses: int) -> dict[str, Any]:
    return {str(status): {"$ref": f"#/components/responses/{status}"} for status in statuses}
