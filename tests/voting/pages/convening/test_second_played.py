"""A second convening, held to its end: what the first sitting left alone, without a quorum; what is printed of it."""

from datetime import timedelta

import pytest

from congress.chamber.convening_models import Convening
from congress.chamber_models import AgendaItemKind, QuorumCheck
from congress.models import Congress, QuorumMoment
from congress.queries.chamber_queries import agenda_of, sitting
from congress.rules.rule_names import Body
from congress.services.convening.second import plan_second
from congress.services.presence_services import leave
from congress.services.sitting_services import add_item
from core.database import session
from core.errors import RuleBroken
from motions.queries.motion_queries import proposal
from tests.support.convening import at, council, one, send
from tests.support.plenary import CONSOLE, Plenary, words
from voting.models import Poll
from voting.queries.subjects import SubjectKeys
from voting.rules.methods.method import SHOW_OF_HANDS
from voting.services.asking.asking_services import put_question
from voting.services.discussion_services import (
    check_on_request,
    end_sitting,
    is_decided,
    open_sitting_in_number,
    put_in_discussion,
)
from voting.services.poll_services import announce_poll, cancel_poll, open_poll


@pytest.fixture
def plenary(cast) -> Plenary:
    found = Plenary.of(cast)
    council(found)
    at(found, 1)
    send(found)
    return found


def said(answer) -> str:
    return words(answer).replace("\u00a0", " ").replace("\u202f", " ")


def convened_anew(plenary: Plenary) -> Plenary:
    """The second sitting, planned by the secretariat as its page does."""
    starts_at = plenary.cast.read(lambda: sitting(plenary.sitting_id).starts_at) + timedelta(days=3)
    planned = plenary.do(plan_second, plenary.sitting_id, starts_at, is_decided=is_decided, by="sven")
    return Plenary(plenary.cast, planned)


def test_the_second_sitting_decides_what_the_first_left_and_its_papers_say_why(plenary):
    at(plenary, 12, 14)
    plenary.open()
    plenary.discuss(1)
    decided = plenary.poll()
    plenary.vote(decided, "for", "ada", "bela", "chloe")
    plenary.vote(decided, "against", "dora")
    plenary.proclaim(decided)
    for name in ("ada", "bela", "dora", "emile", "fatou", "gaspard"):
        plenary.do(leave, plenary.sitting_id, plenary.cast.ids[name], by=name)
    assert not plenary.do(put_in_discussion, plenary.item(2)).is_met  # three of nine
    plenary.do(end_sitting, plenary.sitting_id)
    anew = "convoquer à nouveau les membres, le quorum ayant manqué"
    console = said(plenary.get("sven", CONSOLE))
    assert anew in console and "rouvrir la séance" in console and "Rouvrir la séance…" in console

    second = convened_anew(plenary)
    console = said(plenary.get("sven", CONSOLE))
    assert anew not in console and "ouvrir la séance" not in console, "it opens no more: nothing says that it may"
    titles = plenary.cast.read(lambda: [item.title for item in agenda_of(plenary.sitting_id)])
    assert second.cast.read(lambda: [item.title for item in agenda_of(second.sitting_id)]) == titles[1:]
    convening = one(second, Convening, send(second))
    body = convening.body.replace("\u00a0", " ").replace("\u202f", " ")
    assert "Le quorum n’a pas été atteint le lundi 12 octobre 2020" in body
    assert titles[0] not in body and f"1. {titles[1]}" in body

    other = second.do(add_item, second.sitting_id, AgendaItemKind.OTHER, "Un point nouveau", by="sven")
    at(second, 14, 23, 59)
    with pytest.raises(RuleBroken, match=r"prévue le jeudi 15.octobre.2020.: elle ne s’ouvre pas avant \(CGCT, art"):
        second.do(open_sitting_in_number, second.sitting_id)
    at(second, 15, 14)
    second.open("chloe", "hana")
    assert second.do(put_in_discussion, second.item(1)).is_met
    part = second.cast.read(lambda: proposal(second.cast.congress_id, 2).id)
    poll_id = second.do(announce_poll, second.item(1), SubjectKeys(part_id=part))
    assert second.do(open_poll, poll_id).is_met
    second.vote(poll_id, "for", "chloe")
    second.vote(poll_id, "against", "hana")
    second.proclaim(poll_id)
    assert second.cast.read(lambda: session().get_one(Poll, poll_id).outcome.is_adopted)
    assert not second.do(put_in_discussion, other).is_met  # it was not on the first agenda: the quorum is asked again
    second.do(end_sitting, second.sitting_id)

    checks = second.cast.read(lambda: [
        (check.needed, check.present, check.is_met)
        for check in session().query(QuorumCheck).filter_by(sitting_id=second.sitting_id).order_by(QuorumCheck.id)
    ])  # fmt: skip
    assert [met for _needed, _present, met in checks] == [True, False]
    minutes = said(second.get("sven", "seances/3/proces-verbal"))
    first = (
        "La séance se tient sur seconde convocation, le quorum ayant manqué à la séance n° 2, le lundi 12 octobre 2020."
    )
    assert first in minutes
    assert "Seconde convocation : aucun quorum n’est exigé pour ce point." in minutes
    why = "La voix de Mme Chloé Arnaud, qui préside, est prépondérante et elle est pour."
    assert f"Pour : 1. Contre : 1. Les voix sont partagées à égalité. {why} La proposition n° 2 est adoptée" in minutes
    assert f"1 pour, 1 contre, 0 abstention. Les voix sont partagées à égalité. {why}" in minutes  # its deliberation
    waived = (
        "Aucun quorum n’est exigé pour les points de la première convocation. Quorum non atteint à 14 h : 2 présents"
    )
    assert waived in minutes and "vérifié" not in minutes
    assert (
        "contre ; à égalité, la voix de la présidence l’emporte, sauf au scrutin secret ; aucun quorum n’est" in minutes
    )
    assert f"Le point n° {len(titles)} n’est pas mis en discussion. Le quorum n’est pas atteint : 2" in minutes
    assert "aucun quorum n’est exigé, sur seconde convocation" in said(second.get("ada", "scrutins/2"))
    assert why in said(second.get("ada", "seances/3/deliberations"))
    assert why in said(second.get("ada", "seances/3/deliberations.csv"))
    told = said(plenary.get("sven", "seances/2/proces-verbal"))
    assert "une seconde convocation est prévue : séance n° 3." in told
    assert "Il a été vérifié 2 fois pendant la séance. Il n’était pas atteint à 14 h." in told
    assert "Le point n° 2 n’est pas mis en discussion. Le quorum n’est pas atteint : 3 membres présents" in told


def test_what_was_in_discussion_when_the_sitting_was_lifted_is_left_unless_it_was_decided(plenary):
    at(plenary, 12, 14)
    plenary.open("chloe", "ada", "bela", "dora", "emile")
    plenary.discuss(1)
    plenary.do(leave, plenary.sitting_id, plenary.cast.ids["ada"], by="ada")
    assert not plenary.do(check_on_request, plenary.sitting_id).is_met
    plenary.do(end_sitting, plenary.sitting_id)
    second = convened_anew(plenary)
    titles = plenary.cast.read(lambda: [item.title for item in agenda_of(plenary.sitting_id)])
    assert second.cast.read(lambda: [item.title for item in agenda_of(second.sitting_id)]) == titles


def test_a_sitting_convened_anew_does_not_open_any_more(plenary):
    def at_opening() -> None:
        session().get_one(Congress, plenary.cast.congress_id).quorum_checked = QuorumMoment.SITTING

    plenary.cast.run(at_opening)
    at(plenary, 12, 14)
    assert not plenary.do(open_sitting_in_number, plenary.sitting_id).is_met  # nobody is there
    convened_anew(plenary)
    with pytest.raises(RuleBroken, match="elle ne s’ouvre plus"):
        plenary.do(open_sitting_in_number, plenary.sitting_id)


def test_between_two_items_of_a_second_convening_no_quorum_is_asked_nor_said_missing(plenary):
    at(plenary, 12, 14)
    plenary.open("chloe", "hana")
    assert not plenary.do(put_in_discussion, plenary.item(1)).is_met
    plenary.do(end_sitting, plenary.sitting_id)
    assert "Texte adopté et résultats" not in said(plenary.get("ada", "seances/2")), "nothing is adopted: no file"
    second = convened_anew(plenary)
    send(second)
    here, waived = "seances/3", "Aucun quorum n’est exigé pour les points de la première convocation"
    at(second, 15, 14)
    ready = said(second.get("sven", f"{here}/presidence/pret"))
    assert waived in ready and "il faudra" not in ready
    second.open("chloe", "hana")
    for page in (said(second.get("chloe", f"{here}/presidence")), said(second.get("ada", f"{here}/ecran"))):
        assert waived in page and "Quorum non atteint" not in page and "Le quorum est vérifié à ce moment." not in page
    second.do(add_item, second.sitting_id, AgendaItemKind.OTHER, "Un point nouveau", by="sven")
    assert "Quorum non atteint" in said(second.get("ada", f"{here}/ecran"))


def test_a_quorum_checked_at_the_opening_is_not_asked_of_a_second_convening_but_of_what_was_added(plenary):
    council(plenary, body=Body.ASSOCIATION, quorum_checked=QuorumMoment.SITTING)
    at(plenary, 12, 14)
    plenary.arrive("chloe", "hana")
    assert not plenary.do(open_sitting_in_number, plenary.sitting_id).is_met  # two of nine
    second = convened_anew(plenary)
    send(second)
    other = second.do(add_item, second.sitting_id, AgendaItemKind.OTHER, "Un point nouveau", by="sven")
    at(second, 15, 14)
    second.arrive("chloe", "hana")
    assert second.do(open_sitting_in_number, second.sitting_id).is_met

    second.do(put_in_discussion, second.item(1))
    poll_id = second.do(announce_poll, second.item(1), SubjectKeys(part_id=second.part()))
    assert second.do(open_poll, poll_id).needed == 0
    second.vote(poll_id, "for", "chloe", "hana")
    second.proclaim(poll_id)
    second.do(put_in_discussion, other)
    asked = second.do(put_question, other, "Le point nouveau est-il adopté ?", SHOW_OF_HANDS)
    assert not asked.is_met and asked.needed == 5  # the check of the opening says nothing of it
    waiting = second.cast.read(lambda: session().query(Poll.id).order_by(Poll.id.desc()).limit(1).scalar())
    second.do(cancel_poll, waiting, "Le quorum manque.")
    second.do(end_sitting, second.sitting_id)

    minutes = said(second.get("sven", "seances/3/proces-verbal"))
    assert minutes.count("Aucun quorum n’est exigé pour les points de la première convocation.") == 2
    assert "Il n’était pas atteint" not in minutes and "quorum n’est exigé pour ce point" not in minutes
