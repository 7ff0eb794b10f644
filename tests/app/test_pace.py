"""A second press does not act on what the first one brought under the finger, on any page."""

from datetime import timedelta

import pytest
from sqlalchemy import func, select

from amendments.models import Amendment, AmendmentStatus, Cosigner
from congress.chamber_models import AgendaItem, Presence, Proxy, SittingOffice
from core.database import session
from core.journal import JournalEntry
from tests.support.plenary import FIFTEEN, TWENTY, Plenary, words

pytestmark = pytest.mark.one_database
TOO_SOON = "Cet appui suit de trop près le précédent\u00a0: il n’a rien fait."


@pytest.fixture
def plenary(cast):
    return Plenary.of(cast)


def later(plenary, milliseconds: int) -> None:
    plenary.cast.clock.advance(timedelta(milliseconds=milliseconds))


def deposit(plenary, text: str, by: str) -> int:
    from amendments.services.amendment_services import save_draft, submit

    draft = plenary.do(save_draft, None, plenary.part(), base_number=1, text=text, title="T", reasons="Car.", by=by)
    plenary.do(submit, draft, by=by)
    return draft


@pytest.mark.parametrize("milliseconds", [120, 300, 600])
def test_publishing_pressed_twice_leaves_the_next_one_of_the_list(plenary, milliseconds):
    first, second = deposit(plenary, FIFTEEN, "ada"), deposit(plenary, TWENTY, "bela")
    browser, desk = plenary.cast.browse("sven"), plenary.cast.path("amendements/depots")
    assert browser.post(f"{desk}/1/publication").status_code == 303
    later(plenary, milliseconds)
    answer = browser.post(f"{desk}/2/publication", headers={"Referer": f"http://localhost{desk}"})
    assert (answer.status_code, answer.headers["Location"]) == (303, desk)
    assert TOO_SOON in words(browser.get(desk))
    statuses = plenary.cast.read(lambda: [session().get_one(Amendment, found).status for found in (first, second)])
    assert statuses == [AmendmentStatus.PUBLISHED, AmendmentStatus.DEPOSITED]
    later(plenary, 700)
    browser.post(f"{desk}/2/publication")
    assert plenary.cast.read(lambda: session().get_one(Amendment, second).status) == AmendmentStatus.PUBLISHED


def test_the_same_form_sent_again_leads_where_the_first_one_led(plenary):
    """« Rectifier », « Enregistrer ma note », a cosignature pressed twice: done once, and nothing says that it was not."""
    browser, here = plenary.cast.browse("ada"), plenary.cast.path("notes/propositions/1")
    first = browser.post(here, data={"text": "À relire."})
    later(plenary, 200)
    again = browser.post(here, data={"text": "À relire."})
    assert (again.status_code, again.headers["Location"]) == (303, first.headers["Location"])
    later(plenary, 200)
    other = browser.post(here, data={"text": "Autre chose."})
    assert (other.status_code, TOO_SOON in words(other)) == (409, True)


def test_what_a_sheet_proposes_is_told_at_once_and_is_no_act(plenary):
    """Its page asks as soon as it is there, less than a pause after the press that brought it; and a press after it acts."""
    browser, path = plenary.cast.browse("ada"), plenary.cast.path
    proposed = path("propositions/1/amender/apercu")
    browser.post(path("notes/propositions/1"), data={"text": "Une note."})
    later(plenary, 200)
    assert browser.post(proposed, data={"base_number": "1", "a1": "Autre."}).status_code == 200
    later(plenary, 600)
    assert browser.post(path("notes/propositions/1"), data={"text": "Une autre."}).status_code == 303


def test_the_sheet_of_the_preamble_is_pressed_as_that_of_a_proposal(plenary):
    """Its buttons follow each other quickly, and it keeps itself meanwhile."""
    browser, here = plenary.cast.browse("ada"), plenary.cast.path("motion/preambule/amender")
    for action in ("ajouter-1-0", "ajouter-1-1"):
        assert browser.post(here, data={"base_number": "1", "a1": "Nous.", "geste": action}).status_code == 200
        later(plenary, 200)
    kept = {"base_number": "1", "a1": "Nous tous."}
    assert browser.post(here, data=kept, headers={"Accept": "application/json"}).status_code == 200


def test_arriving_pressed_twice_does_not_leave(plenary):
    plenary.open("chloe")
    browser, here = plenary.cast.browse("ada"), plenary.cast.path("seances/2/presence")
    me = plenary.cast.ids["ada"]
    browser.post(here, data={"mode": "room", "pour": me})
    later(plenary, 300)
    browser.post(here, data={"geste": "partir", "pour": me})
    rows = select(Presence.left_at).where(Presence.member_id == me)
    assert plenary.cast.read(lambda: session().scalars(rows).all()) == [None]


def test_the_same_form_sent_twice_at_once_is_done_once(plenary):
    """Before any answer came back the browser still has the cookie of before: each act is taken once, or says so."""
    amendment, ids, path = plenary.amend(FIFTEEN, by="ada"), plenary.cast.ids, plenary.cast.path
    seen = plenary.cast.read(lambda: session().get_one(Amendment, amendment).text_sha256)
    acts = (
        ("bela", "amendements/1/cosignature", {"vu": seen, "seen": seen, "texte": seen}, Cosigner),
        ("sven", "seances/2/points", {"kind": "other", "title": "Questions diverses", "proposal": ""}, AgendaItem),
        ("sven", "seances/2/fonctions", {"membre": ids["ada"], "fonction": "secretary"}, SittingOffice),
        ("sven", "seances/2/pouvoirs", {"mandant": ids["iris"], "mandataire": ids["ada"]}, Proxy),
        ("ada", "seances/2/presence", {"mode": "room", "pour": ids["ada"]}, Presence),
        ("sven", "amendements/1/avis", {"opinion": "favourable", "reason": ""}, JournalEntry),
    )
    for name, rest, fields, table in acts:
        rows = select(func.count()).select_from(table)
        answers, counts = [], []
        for _press in range(2):
            answers.append(plenary.cast.browse(name).post(path(rest), data=fields).status_code)
            counts.append(plenary.cast.read(lambda rows=rows: session().scalar(rows)))
        assert counts[0] == counts[1], rest
        assert answers[0] == 303, (rest, answers)
        assert answers[1] in (303, 409), (rest, answers)
