"""A chair in a hurry: what the console says of a vote held again, of a check, of a press that did nothing."""

from datetime import timedelta

import pytest

from amendments.services.amendment_services import withdraw
from congress.chamber_models import Office
from congress.models import Congress
from congress.rules.rule_names import QuorumRule, TieRule
from congress.services.sitting_services import give_office
from core.database import session
from tests.support.plenary import CONSOLE, FIFTEEN, TWENTY, Plenary, step_on, words
from voting.models import PollState

pytestmark = pytest.mark.one_database

CHECK = "Vérifier le quorum maintenant"


@pytest.fixture
def plenary(discussing):
    return discussing


def press(plenary, rest: str, name: str = "chloe", **fields):
    return plenary.press(name, rest, **fields)


def console(plenary, name: str = "chloe") -> str:
    return words(plenary.get(name, CONSOLE))


def rule(plenary, **values) -> None:
    def change() -> None:
        for name, value in values.items():
            setattr(session().get_one(Congress, plenary.cast.congress_id), name, value)

    plenary.cast.run(change)


def test_a_vote_that_corrects_one_is_read_aloud_as_such(plenary):
    plenary.proclaim(plenary.poll())
    press(plenary, "points/1/corrections", scrutin=1, motif="Clos trop tôt.")
    assert "À lire à voix haute Ce scrutin corrige le scrutin n°\u00a01. Je mets aux voix" in console(plenary)
    chair, page = plenary.cast.browse("chloe"), plenary.cast.path(CONSOLE)
    fields = {"vu": step_on(chair.get(page).text), "geste": "annuler", "motif": "Panne"}
    chair.post(f"{page}/scrutins/2", data=fields)
    assert "Le scrutin n°\u00a02 est annulé." in words(chair.get(page))


def test_a_second_vote_is_read_aloud_and_shown_to_all_as_such(plenary):
    rule(plenary, tie_rule=TieRule.REVOTE_THEN_REJECTED)
    poll = plenary.poll()
    plenary.vote(poll, "for", "ada")
    plenary.vote(poll, "against", "bela")
    plenary.proclaim(poll)
    plenary.announce()
    said = "C’est le second vote, après l’égalité du scrutin n°\u00a01."
    assert f"À lire à voix haute {said} Je mets aux voix" in console(plenary)
    for rest in ("scrutins/2", "seances/2/ecran"):
        assert said in words(plenary.get("ada", rest))


def test_what_an_incident_cancels_takes_in_the_identical_amendment_published_meanwhile(plenary):
    first = plenary.amend(FIFTEEN, by="ada")
    poll = plenary.poll(amendment_ids=(first,))
    press(plenary, "scrutins/1", geste="clore", sans_attendre="oui")
    plenary.amend(FIFTEEN, by="bela")
    assert press(plenary, "scrutins/1", geste="annuler", motif="Clos par un double appui").status_code == 303
    assert plenary.row_of_poll(poll).state == PollState.CANCELLED
    page = console(plenary)
    assert (
        "Ce scrutin reprend le scrutin n°\u00a01, annulé. Je mets aux voix les amendements n°\u00a01\u00a0et\u00a02"
        in page
    )


def test_what_forbids_an_announcement_forbids_no_incident(plenary):
    poll = plenary.poll(amendment_ids=(plenary.amend(FIFTEEN, by="ada"),))
    press(plenary, "scrutins/1", geste="clore", sans_attendre="oui")
    rule(plenary, ballot="secret")
    assert press(plenary, "scrutins/1", geste="annuler", motif="Clos par un double appui").status_code == 303
    assert plenary.row_of_poll(poll).state == PollState.CANCELLED


def test_one_withdrawn_during_the_vote_is_said_to_fall_no_more(plenary):
    fifteen, twenty = plenary.amend(FIFTEEN, by="ada"), plenary.amend(TWENTY, by="bela")
    poll = plenary.poll(amendment_ids=(fifteen,))
    assert "l’amendement n°\u00a02 tombera" in console(plenary)
    plenary.do(withdraw, twenty, by="bela")
    assert "tombera" not in console(plenary)
    assert "tombera" not in words(plenary.get("dora", "scrutins/1"))
    plenary.vote(poll, "for", "ada")
    press(plenary, "scrutins/1", geste="clore", sans_attendre="oui")
    assert "Tombent avec cette adoption" not in console(plenary)


def test_a_check_on_request_says_what_it_found_and_what_it_is_for(plenary):
    done = plenary.cast.browse("chloe")
    page = plenary.cast.path(CONSOLE)
    seen = step_on(done.get(page).text)
    assert done.post(f"{page}/seance", data={"vu": seen, "geste": "quorum"}).status_code == 303
    assert "Le quorum est atteint\u00a0: " in words(done.get(page))
    plenary.poll()
    for name in ("ada", "bela", "dora", "emile", "fatou"):
        leave(plenary, name)
    read = press(plenary, "seance", geste="quorum")
    assert "Le scrutin ouvert va à son terme\u00a0: cette vérification vaut pour le suivant." in words(read)


def leave(plenary, name: str) -> None:
    from congress.services import presence_services

    plenary.do(presence_services.leave, plenary.sitting_id, plenary.cast.ids[name], by=name)


def test_a_second_press_does_not_hide_why_the_first_did_nothing(cast):
    plenary = Plenary.of(cast)
    plenary.open("ada", "chloe")
    fields = {"vu": step_on(plenary.get("chloe", CONSOLE).text), "geste": "ouvrir"}
    for _ in range(2):
        read = plenary.post("chloe", f"{CONSOLE}/points/1", **fields)
        assert (read.status_code, "Le quorum n’est pas atteint" in words(read)) == (409, True)


def test_a_check_that_the_rules_refuse_is_not_offered(plenary):
    assert CHECK in console(plenary)
    for name in (QuorumRule.HALF_VOTED_CEIL, QuorumRule.NONE):
        rule(plenary, quorum=name)
        assert CHECK not in console(plenary)


def test_the_secretariat_cancels_suspends_and_resumes_from_the_console(plenary):
    poll = plenary.poll()
    assert "Annuler pour incident… Si la présidence ne peut plus mener ce vote" in console(plenary, "sven")
    assert "Suspendre" not in console(plenary, "sven")
    for rest, fields in (
        ("scrutins/1", {"geste": "annuler", "motif": "Panne"}),
        ("seance", {"geste": "suspendre"}),
        ("seance", {"geste": "reprendre"}),
    ):
        assert press(plenary, rest, "sven", **fields).status_code == 303
        plenary.cast.clock.advance(timedelta(seconds=2))
    assert plenary.row_of_poll(poll).state == PollState.CANCELLED
    assert "Clore la séance, tout le monde part" in console(plenary, "sven")


def test_a_suspended_sitting_says_so_over_the_vote_that_waits(plenary):
    from congress.services.sitting_services import suspend_sitting

    plenary.announce()
    plenary.do(suspend_sitting, plenary.sitting_id)
    assert "La séance est suspendue\u00a0: rien n’est mis aux voix avant sa reprise." in console(plenary)
    assert "La séance est suspendue\u00a0: ce scrutin, annoncé" in words(plenary.get("ada", "scrutins/1"))


def test_whoever_gave_the_chair_away_is_told_who_presides(plenary):
    seen = step_on(plenary.get("chloe", CONSOLE).text)
    plenary.do(give_office, plenary.sitting_id, plenary.cast.ids["ada"], Office.CHAIR, by="sven")
    fields = {"geste": "suspendre", "vu": seen}
    for answer in (plenary.get("chloe", CONSOLE), plenary.post("chloe", f"{CONSOLE}/seance", **fields)):
        assert answer.status_code == 403
        assert "Vous n’êtes plus au bureau de cette séance depuis " in words(answer)
        assert "Mme\u00a0Ada Martin préside." in words(answer)
        assert plenary.cast.path("seances/2") in answer.text.partition("<main")[2], "a way on"
        assert "refused.js" in answer.text, "what is heard first"
    assert "au bureau de cette séance" not in words(plenary.get("bela", CONSOLE))
