"""The API answers what its description says, whatever is sent: schemathesis, on every operation.

Few demands here, the same at each run; `make thorough` sends two thousand to each, new ones each time.
"""

import os

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from schemathesis.checks import not_a_server_error
from schemathesis.config import SchemathesisConfig
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from tests.support.cast import SLUG, template_of
from tests.support.essai import PROPOSALS
from tests.support.plenary import FIFTEEN, TWENTY, Plenary

pytestmark = pytest.mark.one_database
THOROUGH = os.environ.get("HYPOTHESIS_PROFILE") == "thorough"
READ, SUBMITTED = (2_000, 2_000) if THOROUGH else (5, 40)  # demands to each operation
CHECKS = (
    not_a_server_error, status_code_conformance, content_type_conformance, response_headers_conformance,
    response_schema_conformance,
)  # fmt: skip
SOUND = {"text": FIFTEEN.replace("trois ans", "neuf ans"), "title": "Quinze mille", "reasons": "Parce que."}


def _voted(app):
    """A congress with an amendment of each kind of end that a poll gives, and one to vote."""
    from tests.support.cast import build_congress

    cast = build_congress(app, results_visible="public", sittings_visible="public", named_votes_visible="public")
    plenary = Plenary.of(cast)
    first, _second = plenary.amend(FIFTEEN, by="ada"), plenary.amend(TWENTY, by="bela")
    plenary.amend(PROPOSALS[0].replace("trois ans", "six ans"), by="dora")
    plenary.open()
    plenary.discuss()
    poll = plenary.poll(amendment_ids=(first,))
    plenary.vote(poll, "for", "ada", "bela", "dora", "emile", "fatou")
    plenary.proclaim(poll, _second)


@pytest.fixture
def essai_template(database, workspace):
    return template_of(database, workspace, f"{SLUG}-voted", _voted)


@pytest.fixture
def described(app, cast):
    """The description as schemathesis reads it, a token, and nothing that stops a program that insists."""
    from congress.services.token_services import issue_token

    token = cast.do(issue_token, cast.ids["ada"], "schemathesis", by="ada")
    return schemathesis.openapi.from_wsgi("/api/v1/openapi.json", app, config=SchemathesisConfig()), token


@pytest.mark.hypothesis  # that `make thorough` chooses by
def test_every_answer_is_described_whatever_is_sent(described):
    schema, token = described
    operations = [found.ok() for found in schema.get_all_operations()]
    assert len(operations) == 12
    seen: dict[str, set[int]] = {}
    for operation in operations:
        _try(operation, token, seen.setdefault(operation.label, set()))
    assert all(200 in found for label, found in seen.items() if label.startswith("GET")), seen
    assert {201, 401, 422} <= seen["POST /{slug}/proposals/{number}/amendments"], seen


def _try(operation, token, seen):
    @settings(
        max_examples=READ if operation.method == "get" else SUBMITTED, deadline=None, database=None, derandomize=not THOROUGH, phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )  # fmt: skip
    @given(case=operation.as_strategy(), is_known=st.sampled_from((True, True, False)), body=st.sampled_from(_bodies()),
           is_signed=st.sampled_from((True, True, True, False)))  # fmt: skip
    def ask(case, is_known, body, is_signed):
        if is_known:
            case.path_parameters.update({"slug": SLUG} | ({"number": 1} if "number" in case.path_parameters else {}))
        if body is not None and operation.method == "post":
            case.body, case.media_type = body, "application/json"
        case.headers["Accept-Encoding"] = "identity"  # its reader in this process opens nothing compressed
        if is_signed:
            case.headers["Authorization"] = f"Bearer {token}"
        else:
            case.headers.pop("Authorization", None)
        answer = case.call()
        seen.add(answer.status_code)
        case.validate_response(answer, checks=CHECKS)

    ask()


def _bodies():
    """Half of the demands hold what schemathesis makes up; the others are sound, or nearly."""
    return [SOUND, None, None, {**SOUND, "title": ""}, {**SOUND, "base_sha256": "0" * 64}]
