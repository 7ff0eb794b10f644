"""A program that speaks to the API, for one of the cast or for nobody."""

import json

from tests.support.essai import PROPOSALS, SLUG
from tests.support.plenary import FIFTEEN, TWENTY, Plenary

V1 = f"/api/v1/{SLUG}"
SENT = {"text": FIFTEEN, "title": "Quinze mille", "reasons": "Parce que."}
SECRET = PROPOSALS[0].replace("trois ans", "sept ans")


def one_published_one_not(app):
    """The congress with amendment 1, and one deposited that nobody may read."""
    from amendments.services.amendment_services import save_draft, submit
    from tests.support.cast import build_congress

    cast = build_congress(app)
    plenary = Plenary.of(cast)
    plenary.amend(TWENTY, by="dora", title="Vingt mille")
    hidden = plenary.do(
        save_draft, None, plenary.part(), base_number=1, text=SECRET, title="Caché", reasons="Chut.", by="fatou"
    )
    plenary.do(submit, hidden, by="fatou")


class Api:
    def __init__(self, app, cast):
        self.app, self.cast, self.client = app, cast, app.test_client()

    def token(self, name="ada"):
        from congress.services.token_services import issue_token

        return self.cast.do(issue_token, self.cast.ids[name], "essai", by=name)

    def get(self, rest="", token=None, **headers):
        return self.client.get(V1 + rest, headers=with_token(token, headers))

    def post(self, sent, token=None, number=1, **headers):
        data = sent if isinstance(sent, str | bytes) else json.dumps(sent)
        address = f"{V1}/proposals/{number}/amendments"
        headers = {"Content-Type": "application/json", **with_token(token, headers)}
        return self.client.post(address, data=data, headers=headers)


def with_token(token, headers):
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return {"Authorization": f"Bearer {token}", **named} if token else named


def is_problem(answer, status):
    assert (answer.status_code, answer.content_type) == (status, "application/problem+json"), answer.text
    said = answer.get_json()
    assert said["status"] == status and said["detail"] and said["type"] == "about:blank" and said["title"]
    return said
