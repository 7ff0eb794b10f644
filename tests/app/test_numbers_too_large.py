"""A number that no column holds names nothing: an answer, on both databases, never an error of the site."""

import pytest

LARGE = [2**31, 2**63, 10**40]


@pytest.mark.parametrize("number", LARGE, ids=["int4", "int8", "beyond"])
def test_in_an_address_it_leads_nowhere(cast, number):
    browser = cast.browse("sven")
    for rest in ("propositions", "amendements", "scrutins", "seances"):
        assert browser.get(cast.path(f"{rest}/{number}")).status_code == 404, rest


@pytest.mark.parametrize("number", LARGE, ids=["int4", "int8", "beyond"])
def test_in_a_form_it_is_refused(cast, number):
    browser = cast.browse("sven")
    fields = [("presence", "arrive"), ("presence", "part"), ("pouvoirs", "revoque"), ("fonctions", "fin")]
    for rest, name in fields:
        answer = browser.post(cast.path(f"seances/2/{rest}"), data={name: number})
        assert answer.status_code in {404, 422}, (rest, name)
