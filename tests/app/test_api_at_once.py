"""The same demand sent several times at once is done once, on both databases."""

import json
from concurrent.futures import ThreadPoolExecutor

from tests.support.programs import SENT, V1


def test_a_demand_sent_four_times_at_once_is_done_once(app, cast):
    from amendments.models import Amendment
    from congress.services.token_services import issue_token
    from core.database import session

    token = cast.do(issue_token, cast.ids["ada"], "essai", by="ada")
    headers = {"Authorization": f"Bearer {token}", "Content-Type": "application/json", "Idempotency-Key": "at-once"}

    def send(_rank: int):
        return app.test_client().post(f"{V1}/proposals/1/amendments", data=json.dumps(SENT), headers=headers)

    with ThreadPoolExecutor(4) as pool:
        answers = list(pool.map(send, range(4)))
    assert {answer.status_code for answer in answers} == {201}, [answer.text for answer in answers]
    assert len({answer.text for answer in answers}) == 1
    assert sorted(answer.headers.get("Idempotency-Replayed", "") for answer in answers) == ["", "true", "true", "true"]
    assert cast.read(lambda: session().query(Amendment).count()) == 1
