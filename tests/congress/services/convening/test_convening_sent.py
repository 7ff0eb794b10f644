"""A convening is sent once to each member who votes, with its proof; what changes afterwards is told and rectified."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from congress.chamber.convening_models import (
    Convening,
    ConveningAnswer,
    ConveningLetter,
    ConveningMeans,
    ConveningReply,
)
from congress.models import Member
from congress.queries.chamber_queries import agenda_of, sitting
from congress.queries.convening import convening_queries as queries
from congress.queries.convening.letter_lines import counts_of, letter_lines
from congress.rules.convening.regularity import ConveningStanding
from congress.rules.convening.time_limits import Timeliness
from congress.services.convening import answering
from congress.services.convening.composing import ConveningWords
from congress.services.convening.letters_seal import altered_letters
from congress.services.convening.sending import record_elsewhere, send_convening
from congress.services.sitting_services import close_sitting
from core.database import session
from core.errors import Forbidden, Invalid, RuleBroken
from core.mail.outbox import OutboxMessage, body_of
from tests.support.convening import at, council, one, send, shown
from tests.support.plenary import Plenary


@pytest.fixture
def plenary(cast) -> Plenary:
    found = Plenary.of(cast)
    council(found)
    at(found, 1)
    return found


def mails(plenary: Plenary, like: str = "convening:%") -> list[OutboxMessage]:
    rows = select(OutboxMessage).where(OutboxMessage.key.like(like)).order_by(OutboxMessage.id)
    return plenary.cast.read(lambda: session().scalars(rows).all())


def stands(plenary: Plenary):
    return plenary.cast.read(lambda: queries.regularity_of(sitting(plenary.sitting_id)))


def test_each_voter_is_sent_one_mail_that_says_what_the_law_wants_and_a_second_press_sends_nothing(plenary):
    sent = send(plenary, words="Apportez vos dossiers.")
    convening = one(plenary, Convening, sent)
    assert (convening.letters, convening.without_address) == (9, 1)  # iris has no address
    assert (convening.timeliness, convening.days_left, convening.days_asked) == (Timeliness.IN_TIME, 10, 3)
    told = mails(plenary)
    assert len(told) == 8 and len({mail.recipient for mail in told}) == 7  # gaspard and hana share one, each has theirs
    (body,) = {plenary.cast.read(lambda mail=mail: body_of(mail)) for mail in told}
    assert body == convening.body
    assert {mail.subject for mail in told} == {convening.subject}
    for words in ("le lundi 12\xa0octobre\xa02020 à 14\xa0h", "Ordre du jour\n1. ", "Apportez vos dossiers.",
                  "/essai/seances/2/convocation", "Mme\xa0Chloé Arnaud"):  # fmt: skip
        assert words in body, body
    assert send(plenary, words="Apportez vos dossiers.") == sent
    seen = convening.body_sha256
    assert plenary.do(send_convening, plenary.sitting_id, ConveningWords(), seen=seen, by="sven") == sent
    assert len(mails(plenary)) == 8
    assert stands(plenary).standing is ConveningStanding.REGULAR
    assert plenary.cast.read(lambda: list(altered_letters(plenary.cast.congress_id))) == []


def test_what_was_not_read_is_not_sent_and_only_the_secretariat_sends(plenary):
    with pytest.raises(RuleBroken, match="a changé depuis que vous l’avez lue"):
        plenary.do(send_convening, plenary.sitting_id, ConveningWords(words="Autre."), seen=shown(plenary), by="sven")
    for name in ("ada", "chloe", "vera"):
        with pytest.raises(Forbidden):
            plenary.do(send_convening, plenary.sitting_id, ConveningWords(), seen=shown(plenary), by=name)
    assert mails(plenary) == []


def test_an_emergency_needs_its_reason_and_one_clear_day(plenary):
    at(plenary, 9, 23, 59)
    with pytest.raises(Invalid, match="pourquoi le délai est abrégé") as refused:
        send(plenary)
    assert refused.value.field == "because"
    at(plenary, 11, 8)
    with pytest.raises(RuleBroken, match="moins d’un jour franc"):
        send(plenary, because="La préfecture l’exige.")
    at(plenary, 10, 23, 59)
    convening = one(plenary, Convening, send(plenary, because="La préfecture l'exige."))
    assert (convening.days_left, convening.timeliness) == (1, Timeliness.SHORTENED)
    assert "Motif\xa0: La préfecture l’exige." in convening.body
    assert stands(plenary).standing is ConveningStanding.TO_ADMIT


def test_a_large_council_sends_a_note_and_an_association_is_warned_only(plenary):
    council(plenary, convening_days=5)
    with pytest.raises(Invalid, match="note explicative de synthèse") as refused:
        send(plenary)
    assert refused.value.field == "note"
    assert (
        "Note explicative de synthèse, jointe à cette convocation (CGCT, art.\u00a0L2121-12)\nVoir le site."
        in one(plenary, Convening, send(plenary, note="Voir le site.")).body
    )
    from congress.rules.rule_names import Body

    council(plenary, body=Body.ASSOCIATION, convening_days=15)
    at(plenary, 11)
    assert one(plenary, Convening, send(plenary, words="Tardive.")).rank == 2


def test_members_answer_until_the_opening_and_an_answer_is_no_presence(plenary):
    convening_id = send(plenary)
    ids = plenary.cast.ids

    def answers(name: str, said: ConveningAnswer, because: str = "", by: str = "") -> None:
        plenary.do(answering.answer, plenary.sitting_id, ids[name], said, because, by=by or name)

    plenary.do(answering.acknowledge, plenary.sitting_id, ids["ada"], by="ada")
    first = plenary.cast.clock.now()
    plenary.do(answering.acknowledge, plenary.sitting_id, ids["ada"], by="ada")
    answers("bela", ConveningAnswer.ABSENT, "Conseil d'école")
    answers("bela", ConveningAnswer.COMES)
    answers("dora", ConveningAnswer.ABSENT, "  Un deuil ", by="sven")
    answers("emile", ConveningAnswer.PROXY)
    with pytest.raises(Forbidden):
        answers("fatou", ConveningAnswer.COMES, by="ada")
    with pytest.raises(Invalid):
        answers("fatou", ConveningAnswer.ABSENT, "x" * 301)
    with pytest.raises(RuleBroken, match="pas été convoquée"):
        plenary.do(answering.acknowledge, plenary.sitting_id, ids["elodie"], by="elodie")
    plenary.do(answering.hand_over, plenary.sitting_id, ids["iris"], by="sven")
    counts = plenary.cast.read(lambda: counts_of(session().get_one(Convening, convening_id)))
    assert (counts.letters, counts.without_address, counts.handed, counts.waiting) == (9, 1, 1, 8)
    assert (counts.read, counts.comes, counts.absent, counts.proxy, counts.silent) == (3, 1, 1, 1, 6)
    lines = plenary.cast.read(lambda: letter_lines(session().get_one(Convening, convening_id)))
    by_name = {line.given_name: line for line in lines}
    assert [line.family_name for line in lines][:3] == ["Arnaud", "D'Aubigné", "Diop"]
    assert by_name["Ada"].read_at == first and by_name["Béla"].because == ""
    assert (by_name["Dora"].because, by_name["Dora"].read_at) == ("Un deuil", None)
    plenary.cast.clock.at = sitting_hour = one(plenary, Convening, convening_id).starts_at
    plenary.open("chloe")
    with pytest.raises(RuleBroken, match="La séance a commencé"):
        answers("ada", ConveningAnswer.COMES)
    plenary.do(close_sitting, plenary.sitting_id)
    with pytest.raises(RuleBroken, match="La séance est close"):
        answers("ada", ConveningAnswer.COMES)
    assert sitting_hour


def test_what_changes_is_told_and_rectified_and_what_comes_too_late_is_not_decided(plenary):
    from congress.chamber_models import AgendaItemKind
    from congress.services.planning_services import replan_sitting
    from congress.services.sitting_services import add_item

    first = send(plenary)
    plenary.do(answering.answer, plenary.sitting_id, plenary.cast.ids["ada"], ConveningAnswer.COMES, by="ada")
    added = plenary.do(add_item, plenary.sitting_id, AgendaItemKind.OTHER, "Vœu", by="sven")

    def changes() -> list[str]:
        convening = queries.last_convening(plenary.sitting_id)
        return queries.changes_since(convening, sitting(plenary.sitting_id), agenda_of(plenary.sitting_id))

    assert plenary.cast.read(changes) == ["Point ajouté\xa0: 5. Vœu."]
    assert not stands(plenary).may_decide(added)
    second = one(plenary, Convening, send(plenary))
    assert (second.rank, second.letters, second.id != first) == (2, 9, True)
    assert (
        "Cette convocation remplace celle du jeudi 1er\xa0octobre\xa02020.\n– Point ajouté\xa0: 5. Vœu." in second.body
    )
    assert plenary.cast.read(changes) == [] and stands(plenary).may_decide(added)
    before = plenary.cast.read(lambda: queries.last_answer_before(second, plenary.cast.ids["ada"]))
    assert before.answer is ConveningAnswer.COMES

    moved = plenary.cast.read(lambda: sitting(plenary.sitting_id))
    hour = timedelta(hours=1)
    plenary.do(replan_sitting, plenary.sitting_id, title=moved.title, room_id=moved.room_id,
               starts_at=moved.starts_at + hour, ends_at=moved.ends_at + hour, by="sven")  # fmt: skip
    assert stands(plenary).standing is ConveningStanding.MOVED and not stands(plenary).may_decide(added)
    at(plenary, 8)
    assert one(plenary, Convening, send(plenary)).timeliness is Timeliness.IN_TIME
    at(plenary, 11)
    late = plenary.do(add_item, plenary.sitting_id, AgendaItemKind.OTHER, "Question du soir", by="sven")
    with pytest.raises(RuleBroken, match="moins d’un jour franc"):
        send(plenary)
    assert not stands(plenary).may_decide(late) and stands(plenary).may_decide(added)


def test_one_sent_by_other_means_is_kept_with_its_day(plenary):
    from datetime import date

    at(plenary, 9)
    with pytest.raises(Invalid, match="pas encore venu"):
        plenary.do(record_elsewhere, plenary.sitting_id, date(2020, 10, 20), ConveningWords(), by="sven")
    sent = plenary.do(record_elsewhere, plenary.sitting_id, date(2020, 10, 7), ConveningWords(), by="sven")
    assert plenary.do(record_elsewhere, plenary.sitting_id, date(2020, 10, 7), ConveningWords(), by="sven") == sent
    convening = one(plenary, Convening, sent)
    assert (convening.means, convening.days_left, convening.timeliness) == (
        ConveningMeans.ELSEWHERE, 4, Timeliness.IN_TIME,
    )  # fmt: skip
    assert mails(plenary) == [] and stands(plenary).standing is ConveningStanding.REGULAR
    mention = plenary.cast.read(lambda: queries.convening_mention(sitting(plenary.sitting_id)))
    assert (mention.day, mention.sentence) == (
        date(2020, 10, 7),
        "Convocation adressée le mercredi 7\xa0octobre\xa02020.",
    )


def test_an_address_changed_behind_the_program_is_found(plenary):
    from sqlalchemy import text

    from core.database import db
    from core.immutability import lifted

    send(plenary)

    def tamper() -> None:
        with db.engine.connect() as connection:
            write = connection.execution_options(write=True)
            with write.begin(), lifted(write):
                write.execute(text("UPDATE convening_letter SET email = 'x@y.example' WHERE email <> ''"))

    plenary.cast.read(tamper)
    found = plenary.cast.read(lambda: list(altered_letters(plenary.cast.congress_id)))
    assert len(found) == 1 and "ses destinataires" in found[0]


def test_reminders_leave_once_at_their_hour_to_the_silent_alone(plenary):
    from app.upkeep import remind_convened
    from congress.services.convening.reminding import set_reminder

    remind_at = plenary.cast.clock.now() + timedelta(days=3)
    convening_id = send(plenary, remind_at=remind_at)
    plenary.do(answering.answer, plenary.sitting_id, plenary.cast.ids["ada"], ConveningAnswer.COMES, by="ada")
    plenary.do(answering.acknowledge, plenary.sitting_id, plenary.cast.ids["bela"], by="bela")
    assert plenary.cast.read(remind_convened) == 0
    at(plenary, 4, 9, 1)
    assert plenary.cast.read(remind_convened) == 7
    assert plenary.cast.read(remind_convened) == 0
    told = mails(plenary, f"convening:{convening_id}:%:2020%")
    assert len(told) == 7 and told[0].subject.startswith("Rappel\xa0: Convocation")
    with pytest.raises(Invalid, match="entre maintenant et la séance"):
        plenary.do(set_reminder, plenary.sitting_id, remind_at - timedelta(hours=1), by="sven")
    plenary.do(set_reminder, plenary.sitting_id, plenary.cast.clock.now() + timedelta(days=1), by="sven")
    at(plenary, 6)
    assert plenary.cast.read(remind_convened) == 7
    plenary.do(set_reminder, plenary.sitting_id, plenary.cast.clock.now() + timedelta(days=1), by="sven")
    at(plenary, 20)  # nothing ticked until after the sitting was to be
    assert plenary.cast.read(remind_convened) == 0
    rows = plenary.cast.read(lambda: session().scalars(select(ConveningReply)).all())
    assert len(rows) == 2
    assert plenary.cast.read(lambda: session().scalars(select(ConveningLetter.member_id)).all())
    assert plenary.cast.read(lambda: session().get_one(Member, plenary.cast.ids["ada"]).email)
