"""What a council decides of an emergency as the sitting opens; the sitting convened anew for want of a quorum."""

from datetime import timedelta

import pytest

from congress.chamber.convening_models import Convening
from congress.queries.chamber_queries import agenda_of, sitting
from congress.queries.convening import convening_queries as queries
from congress.rules.convening.regularity import ConveningStanding
from congress.services.convening.second import plan_second
from congress.services.convening.urgency import decide_urgency
from core.errors import Forbidden, Invalid, RuleBroken
from tests.support.convening import at, council, one, send
from tests.support.plenary import Plenary


@pytest.fixture
def plenary(cast) -> Plenary:
    found = Plenary.of(cast)
    council(found)
    at(found, 1)
    return found


def vote_on(plenary: Plenary, position: int = 1):
    from voting.queries.subjects import SubjectKeys
    from voting.services.poll_services import announce_poll

    return plenary.do(announce_poll, plenary.item(position), SubjectKeys(part_id=plenary.part(position)))


def test_nothing_is_voted_before_the_council_admits_the_emergency_nor_what_it_puts_off(plenary):
    at(plenary, 9)
    convening_id = send(plenary, because="Le chantier s’arrête.")
    at(plenary, 12, 14)
    with pytest.raises(RuleBroken):
        plenary.do(decide_urgency, plenary.sitting_id, is_admitted=True)  # before the opening
    plenary.open()
    plenary.discuss()
    with pytest.raises(RuleBroken, match="se prononce d’abord sur l’urgence"):
        vote_on(plenary)
    with pytest.raises(Forbidden):
        plenary.do(decide_urgency, plenary.sitting_id, is_admitted=True, by="ada")
    second = plenary.item(2)
    plenary.do(decide_urgency, plenary.sitting_id, is_admitted=True, put_off=[second])
    plenary.do(decide_urgency, plenary.sitting_id, is_admitted=True)  # pressed twice
    with pytest.raises(RuleBroken):
        plenary.do(decide_urgency, plenary.sitting_id, is_admitted=False)
    convening = one(plenary, Convening, convening_id)
    assert (convening.admitted, convening.put_off) == (True, [second])
    assert (
        plenary.cast.read(lambda: queries.regularity_of(sitting(plenary.sitting_id))).standing
        is ConveningStanding.ADMITTED
    )
    assert vote_on(plenary)
    mention = plenary.cast.read(lambda: queries.convening_mention(sitting(plenary.sitting_id)))
    assert mention.sentence.endswith("Délai abrégé\xa0: Le chantier s’arrête. Le conseil a admis l’urgence.")


def test_an_item_added_afterwards_is_discussed_not_voted_in_a_council(plenary):
    from voting.services.announceable import require_convened

    send(plenary)

    def add() -> int:
        from congress.chamber_models import AgendaItemKind
        from congress.services.sitting_services import add_item

        return plenary.do(add_item, plenary.sitting_id, AgendaItemKind.OTHER, "Divers", by="sven")

    added = add()

    def ask(item_id: int) -> None:
        items = {item.id: item for item in agenda_of(plenary.sitting_id)}
        require_convened(sitting(plenary.sitting_id), items[item_id])

    with pytest.raises(RuleBroken, match="ne peut pas être décidé"):
        plenary.cast.read(lambda: ask(added))
    plenary.cast.read(lambda: ask(plenary.item(1)))
    from congress.rules.rule_names import Body

    council(plenary, body=Body.ASSOCIATION)
    plenary.cast.read(lambda: ask(added))


def test_the_second_sitting_takes_the_same_items_three_days_later_and_needs_no_quorum(plenary):
    send(plenary)
    at(plenary, 12, 14)
    starts_at = one_sitting(plenary).starts_at
    with pytest.raises(RuleBroken, match="vérifiez-le d’abord"):
        plenary.do(plan_second, plenary.sitting_id, starts_at + timedelta(days=3), by="sven")
    plenary.open("chloe", "ada")
    from voting.services.discussion_services import put_in_discussion

    assert plenary.do(put_in_discussion, plenary.item(1)).is_met is False
    with pytest.raises(RuleBroken, match="n’est pas levée"):
        plenary.do(plan_second, plenary.sitting_id, starts_at + timedelta(days=3), by="sven")
    from voting.services.discussion_services import end_sitting, reopen

    plenary.do(end_sitting, plenary.sitting_id)
    with pytest.raises(Invalid, match="Trois jours au moins"):
        plenary.do(plan_second, plenary.sitting_id, starts_at + timedelta(days=2), by="sven")
    with pytest.raises(Forbidden):
        plenary.do(plan_second, plenary.sitting_id, starts_at + timedelta(days=3), by="ada")
    second_id = plenary.do(plan_second, plenary.sitting_id, starts_at + timedelta(days=3), by="sven")
    assert plenary.do(plan_second, plenary.sitting_id, starts_at + timedelta(days=9), by="sven") == second_id
    told = plenary.cast.read(lambda: [(item.title, item.on_first_agenda) for item in agenda_of(second_id)])
    assert told == [(item.title, True) for item in plenary.cast.read(lambda: agenda_of(plenary.sitting_id))]
    with pytest.raises(RuleBroken, match="elle ne se rouvre plus"):
        plenary.do(reopen, plenary.sitting_id, "Close par erreur.")
    second = Plenary(plenary.cast, second_id)
    convening = one(second, Convening, send(second))
    assert "sans condition de quorum" in convening.body and convening.subject.startswith("Seconde convocation")
    assert (convening.days_asked, convening.days_left) == (2, 2)
    at(second, 15, 14)
    second.open("chloe")
    assert second.do(put_in_discussion, second.item(1)).is_met
    assert vote_on(second)


def test_an_association_meets_again_when_its_statutes_say_an_hour_later_if_they_do(plenary):
    from congress.rules.rule_names import Body
    from voting.services.discussion_services import end_sitting, put_in_discussion

    council(plenary, body=Body.ASSOCIATION, convening_days=0)
    at(plenary, 12, 14)
    plenary.open("chloe", "ada")
    assert plenary.do(put_in_discussion, plenary.item(1)).is_met is False
    plenary.do(end_sitting, plenary.sitting_id)
    ended = one_sitting(plenary).closed_at
    with pytest.raises(Invalid, match="vient après la première"):
        plenary.do(plan_second, plenary.sitting_id, ended, by="sven")
    second = Plenary(plenary.cast, plenary.do(plan_second, plenary.sitting_id, ended + timedelta(hours=1), by="sven"))
    at(second, 12, 16)
    second.open("chloe")
    assert second.do(put_in_discussion, second.item(1)).is_met


def one_sitting(plenary: Plenary):
    return plenary.cast.read(lambda: sitting(plenary.sitting_id))


def test_an_irregular_first_convening_gives_no_second_one(plenary):
    from datetime import date

    from congress.services.convening.composing import ConveningWords
    from congress.services.convening.sending import record_elsewhere
    from voting.services.discussion_services import end_sitting, put_in_discussion

    at(plenary, 12, 13)
    plenary.do(record_elsewhere, plenary.sitting_id, date(2020, 10, 12), ConveningWords(), by="sven")
    at(plenary, 12, 14)
    plenary.open("chloe", "ada")
    plenary.do(put_in_discussion, plenary.item(1))
    plenary.do(end_sitting, plenary.sitting_id)
    starts_at = one_sitting(plenary).starts_at + timedelta(days=3)
    with pytest.raises(RuleBroken, match="n’était pas régulière"):
        plenary.do(plan_second, plenary.sitting_id, starts_at, by="sven")


def test_nobody_is_marked_present_at_a_sitting_that_was_convened_anew(plenary):
    from congress.models import Congress, QuorumMoment
    from congress.services.presence_services import arrive
    from core.database import session
    from voting.services.discussion_services import open_sitting_in_number

    def checked_at_its_opening() -> None:
        session().get_one(Congress, plenary.cast.congress_id).quorum_checked = QuorumMoment.SITTING

    plenary.cast.run(checked_at_its_opening)
    send(plenary)
    at(plenary, 12, 14)
    plenary.arrive("chloe", "ada")
    assert not plenary.do(open_sitting_in_number, plenary.sitting_id).is_met
    starts_at = one_sitting(plenary).starts_at + timedelta(days=3)
    plenary.do(plan_second, plenary.sitting_id, starts_at, by="sven")
    bela = plenary.cast.ids["bela"]
    for by in ("sven", "bela"):
        with pytest.raises(RuleBroken, match=r"elle ne s’ouvre plus\. Les présences se marquent à la séance n°\u00a03"):
            plenary.do(arrive, plenary.sitting_id, bela, by=by)
