"""The page of a poll: what the voter sees and does, and the result once it is proclaimed."""

from datetime import timedelta

import pytest
from sqlalchemy import func, select

from congress.models import Congress
from congress.rules.visibility import Visibility
from congress.services.proxy_services import give_proxy
from core.database import session
from tests.support.plenary import FIFTEEN, Plenary, words
from voting.models import Ballot, BallotCast
from voting.services.poll_services import cancel_poll, close_poll, open_poll

pytestmark = pytest.mark.one_database


@pytest.fixture
def plenary(discussing):
    return discussing


@pytest.fixture
def poll(plenary) -> int:
    return plenary.poll()


def send(plenary, poll: int, name: str | None, choice: str, *, right: int | None = None, seen: str | None = None):
    right = right if right is not None else plenary.rights(poll, name)[0]
    seen = plenary.seen(poll) if seen is None else seen
    return plenary.post(name, "scrutins/1/votes", right=right, choice=choice, seen=seen)


def count(plenary, model) -> int:
    return plenary.cast.read(lambda: session().scalar(select(func.count()).select_from(model)))


def test_the_question_its_text_and_four_answers(plenary, poll):
    read = plenary.get("ada", "scrutins/1")
    page = words(read)
    assert (
        "Adoptez-vous la proposition n°\u00a01, «\u00a0Pour une médiation numérique financée dans la durée\u00a0»\u202f?"
        in page
    )
    assert "Quorum atteint à 14\u00a0h · 9 présents" in page
    for choice in ("for", "against", "abstain", "not_taking_part"):
        assert f'name="choice" value="{choice}"' in read.text
    assert (
        "Votre nom et votre choix paraîtront dans la liste nominative du scrutin. Voter ne vaut pas signature de la lettre."
        in page
    )
    assert "votes reçus" not in page


def test_an_amendment_shows_its_differences_and_what_falls(plenary):
    from tests.support.plenary import TWENTY

    fifteen = plenary.amend(FIFTEEN, by="ada", title="Quinze mille postes")
    plenary.amend(TWENTY, by="bela")
    plenary.poll(amendment_ids=(fifteen,))
    read = plenary.get("dora", "scrutins/1")
    assert "<ins>" in read.text
    assert "S’il est adopté, l’amendement n°\u00a02 tombera." in words(read)


def test_a_vote_is_recorded_to_the_second_and_may_change_until_the_closing(plenary, poll):
    sent = send(plenary, poll, "ada", "for")
    assert (sent.status_code, sent.headers["Location"]) == (303, "/essai/scrutins/1")
    read = plenary.get("ada", "scrutins/1")
    assert "Votre vote «\u00a0Pour\u00a0» est enregistré" in words(read)
    assert "14\u00a0h\u00a000\u00a0min" in words(read)
    assert "Changer votre vote, jusqu’à la clôture" in words(read)
    assert 'value="for" aria-pressed="true"' in read.text
    send(plenary, poll, "ada", "against")
    assert "Votre vote «\u00a0Contre\u00a0» est enregistré" in words(plenary.get("ada", "scrutins/1"))
    assert (count(plenary, Ballot), count(plenary, BallotCast)) == (1, 2)


def test_a_vote_sent_again_is_harmless(plenary, poll):
    for _ in range(3):
        assert send(plenary, poll, "ada", "for").status_code == 303
    assert (count(plenary, Ballot), count(plenary, BallotCast)) == (1, 1)


def test_a_poll_that_opens_is_another_step_of_its_page(plenary):
    announced = plenary.announce()
    assert 'data-step="1-announced"' in plenary.get("ada", "scrutins/1").text
    plenary.do(open_poll, announced, by="chloe")
    assert 'data-step="1-open"' in plenary.get("ada", "scrutins/1").text


def test_a_second_press_never_changes_the_vote_just_recorded(plenary, poll):
    browser, address = plenary.cast.browse("ada"), plenary.cast.path("scrutins/1/votes")
    vote = {"right": plenary.rights(poll, "ada")[0], "seen": plenary.seen(poll)}
    assert browser.post(address, data={**vote, "choice": "for"}).status_code == 303
    plenary.cast.clock.advance(timedelta(milliseconds=600))
    refused = browser.post(address, data={**vote, "choice": "against"})
    assert refused.status_code == 409
    assert "le vote «\u00a0Pour\u00a0» reste enregistré, et vous pouvez le changer maintenant." in words(refused)
    assert browser.post(address, data={**vote, "choice": "for"}).status_code == 303
    plenary.cast.clock.advance(timedelta(milliseconds=1500))
    assert browser.post(address, data={**vote, "choice": "against"}).status_code == 303
    assert (count(plenary, Ballot), count(plenary, BallotCast)) == (1, 2)


def test_a_proxy_s_vote_is_its_own_block(app):
    from tests.support.cast import build_congress

    plenary = Plenary.of(build_congress(app))
    ids = plenary.cast.ids
    plenary.do(give_proxy, plenary.sitting_id, ids["iris"], ids["ada"], by="sven")
    plenary.open("ada", "bela", "dora", "emile", "chloe")
    plenary.discuss()
    poll = plenary.poll()
    own, held = plenary.rights(poll, "ada")
    read = plenary.get("ada", "scrutins/1")
    assert "Voter au nom de Mme\u00a0Iris D'Aubigné" in words(read).replace("’", "'")
    assert f'id="pouvoir-{held}"' in read.text
    send(plenary, poll, "ada", "for", right=own)
    read = words(plenary.get("ada", "scrutins/1"))
    assert "ce vote-là reste à exprimer" in read
    send(plenary, poll, "ada", "against", right=held)
    read = words(plenary.get("ada", "scrutins/1"))
    assert "Votre vote «\u00a0Pour\u00a0» est enregistré" in read
    assert "Le vote «\u00a0Contre\u00a0» au nom de" in read
    assert "ce vote-là reste à exprimer" not in read
    plenary.proclaim(poll)
    assert "porté par Mme\u00a0Ada Martin" in words(plenary.get("bela", "scrutins/1"))


def test_after_the_closing_the_vote_is_refused_and_nothing_is_lost(plenary, poll):
    send(plenary, poll, "ada", "for")
    right, seen = plenary.rights(poll, "ada")[0], plenary.seen(poll)
    plenary.do(close_poll, poll)
    late = send(plenary, poll, "ada", "against", right=right, seen=seen)
    assert late.status_code == 409
    assert "Ce scrutin est clos depuis 14\u00a0h\u00a000\u00a0min" in words(late)
    assert "Votre vote «\u00a0Pour\u00a0» est enregistré" in words(late)
    assert plenary.cast.read(lambda: session().scalar(select(Ballot.choice))) == "for"


def test_one_who_arrives_later_is_told_and_offered_the_next_vote(app):
    from tests.support.cast import build_congress

    plenary = Plenary.of(build_congress(app))
    plenary.open("ada", "bela", "dora", "emile", "chloe")
    plenary.discuss()
    poll = plenary.poll()
    read = plenary.get("fatou", "scrutins/1")
    assert "Vous n’êtes pas parmi les membres appelés à voter dans ce scrutin" in words(read)
    assert "dites que vous êtes là, vous voterez au suivant. Je suis en séance, dans la salle" in words(read)
    assert "vote-button" not in read.text
    right = plenary.rights(poll, "ada")[0]
    stolen = send(plenary, poll, "fatou", "for", right=right)
    assert stolen.status_code == 403
    assert "Vous n’êtes pas parmi les membres appelés à voter" in words(stolen)
    assert count(plenary, Ballot) == 0


@pytest.mark.parametrize("name", ["sven", "vera", "elodie"])
def test_those_who_do_not_vote_have_no_button(plenary, poll, name):
    assert "vote-button" not in plenary.get(name, "scrutins/1").text
    assert send(plenary, poll, name, "for", right=plenary.rights(poll, "ada")[0]).status_code == 403


def test_a_visitor_does_not_vote(plenary, poll):
    assert send(plenary, poll, None, "for", right=plenary.rights(poll, "ada")[0]).status_code == 403
    assert count(plenary, Ballot) == 0


@pytest.mark.parametrize("fields", [{"choice": "peut-être"}, {"choice": ""}, {}])
def test_an_unknown_choice_is_refused(plenary, poll, fields):
    read = plenary.post(
        "ada", "scrutins/1/votes", right=plenary.rights(poll, "ada")[0], seen=plenary.seen(poll), **fields
    )
    assert read.status_code == 422
    assert "Choisissez «\u00a0Pour\u00a0»" in words(read)


def test_a_vote_on_another_text_is_refused(plenary, poll):
    read = send(plenary, poll, "ada", "for", seen="0" * 64)
    assert read.status_code == 409
    assert "Relisez-le, puis votez." in words(read)


def test_an_announced_poll_waits(plenary):
    plenary.announce()
    read = plenary.get("ada", "scrutins/1")
    assert "Ce scrutin n’est pas encore ouvert" in words(read)
    assert "vote-button" not in read.text


def test_a_closed_poll_keeps_its_result_for_the_proclamation(plenary, poll):
    plenary.vote(poll, "for", "ada", "bela")
    plenary.do(close_poll, poll)
    for name in ("ada", "sven", "vera"):
        read = words(plenary.get(name, "scrutins/1"))
        assert "Le résultat paraîtra ici, une fois proclamé par la présidence." in read
        assert "Suffrages exprimés" not in read


def test_a_cancelled_poll_says_why_and_keeps_its_ballots_sealed(plenary, poll):
    plenary.vote(poll, "for", "ada")
    plenary.do(cancel_poll, poll, "Panne du réseau")
    read = words(plenary.get("ada", "scrutins/1"))
    assert "Motif\u00a0: Panne du réseau" in read
    assert "restent scellés" in read
    assert "enregistré" not in read
    assert "recorded" not in plenary.get("ada", "scrutins/1").text


def test_the_result_is_counts_a_sentence_a_drawing_and_names(plenary, poll):
    plenary.vote(poll, "for", "ada", "bela", "dora")
    plenary.vote(poll, "against", "emile")
    plenary.vote(poll, "abstain", "fatou")
    plenary.vote(poll, "not_taking_part", "gaspard")
    plenary.proclaim(poll)
    read = plenary.get(None, "scrutins/1")
    page = words(read)
    assert (
        "Votants\u00a0:\u00a05. Abstentions\u00a0:\u00a01. Suffrages exprimés\u00a0:\u00a04. "
        "Majorité absolue\u00a0:\u00a03. Pour\u00a0:\u00a03. Contre\u00a0:\u00a01. La proposition n°\u00a01 est adoptée."
    ) in page
    assert (
        'role="img" aria-label="Hémicycle\u00a0: 3\u00a0pour, 1\u00a0abstention, 1\u00a0contre, 1 ne prend pas part au vote, 3 qui n’ont rien exprimé"'
        in read.text
    )
    assert "M.\u00a0Émile Roux Contre" in page
    assert "M.\u00a0Gaspard Noël Ne prend pas part au vote" in page
    assert "3 membres appelés à voter n’ont rien exprimé." in page


@pytest.mark.parametrize(
    ("visibility", "readers"),
    [(Visibility.PUBLIC, {"ada", "sven", None}), (Visibility.MEMBERS, {"ada", "sven"}), (Visibility.NEVER, {"sven"})],
)
def test_names_show_to_those_whom_the_congress_says(plenary, poll, visibility, readers):
    def change() -> None:
        session().get_one(Congress, plenary.cast.congress_id).named_votes_visible = visibility

    plenary.cast.run(change)
    plenary.vote(poll, "for", "dora")
    plenary.proclaim(poll)
    for name in ("ada", "sven", None):
        assert ("Liste nominative" in words(plenary.get(name, "scrutins/1"))) is (name in readers), name


def test_the_public_reads_nothing_of_a_poll_before_its_proclamation(plenary, poll):
    plenary.vote(poll, "for", "ada")
    read = words(plenary.get(None, "scrutins/1"))
    assert "Ce scrutin n’est pas encore proclamé." in read
    assert "médiation" not in read


def test_what_is_left_is_in_order_and_what_was_held_is_linked(plenary):
    plenary.amend(FIFTEEN, by="ada", title="Quinze mille postes")
    page = words(plenary.get("bela", "scrutins"))
    assert (
        page.index("Amendement n°\u00a01")
        < page.index("La proposition elle-même")
        < page.index("L’ensemble de la motion")
    )
    assert "5 scrutins, dans l’ordre proposé à la présidence." in page


def test_an_unknown_poll_is_not_found(plenary):
    assert plenary.get("ada", "scrutins/77").status_code == 404
    assert plenary.post("ada", "scrutins/77/votes", choice="for").status_code == 404


def test_what_is_left_to_vote_names_no_amendment_to_whom_may_not_read_them(plenary):
    plenary.amend(FIFTEEN, by="ada", title="Quinze mille postes")

    def visibility():
        congress = session().get_one(Congress, plenary.cast.congress_id)
        congress.sittings_visible, congress.amendments_visible = Visibility.PUBLIC, Visibility.WITH_LETTER

    plenary.cast.run(visibility)
    assert "Quinze mille postes" in words(plenary.get("bela", "scrutins"))
    read = words(plenary.get(None, "scrutins"))
    assert "La proposition elle-même" in read
    for told in ("Quinze mille postes", "Ada Martin", "Amendement n°"):
        assert told not in read


def test_a_ballot_said_aloud_and_refused_gives_back_who_and_what(plenary, poll):
    (right, *_others) = plenary.rights(poll, "emile")
    refused = plenary.post("sven", "scrutins/1/voix-haute", right=right, choice="against", seen="of another text")
    assert refused.status_code == 409
    assert f'<option value="{right}" selected>' in refused.text and '<option value="against" selected>' in refused.text
    assert "Vous aviez saisi\u00a0: Roux Émile, «\u00a0Contre\u00a0»." in words(refused)
    forged = plenary.post("sven", "scrutins/1/voix-haute", right=right, choice="FOR", seen=plenary.seen(poll))
    assert forged.status_code == 422 and "Choisissez" in forged.text
    unsaid = plenary.post("sven", "scrutins/1/voix-haute", right=right, choice="", seen=plenary.seen(poll))
    assert unsaid.status_code >= 400 and f'<option value="{right}" selected>' in unsaid.text
    plenary.do(close_poll, poll)
    late = plenary.post("sven", "scrutins/1/voix-haute", right=right, choice="for", seen=plenary.seen(poll))
    assert late.status_code == 409 and "Roux Émile, «\u00a0Pour\u00a0»." in words(late)
