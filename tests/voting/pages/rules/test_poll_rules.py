"""Each poll says its rule, frozen, in one sentence; and, before it opens, what it will need: the number it then needs."""

import re

import pytest

from congress.models import Congress, Member
from congress.rules.rule_names import BallotKind
from core.database import session
from core.errors import RuleBroken
from tests.support.essai import ELECTORS
from tests.support.plenary import CONSOLE, words
from voting.models import Outcome
from voting.queries.subjects import SubjectKeys
from voting.services import poll_services

pytestmark = pytest.mark.one_database

RULE = "Règle de ce scrutin\u00a0: plus de voix pour que de voix contre\u202f; à égalité, la voix de la présidence l’emporte"


def change(plenary, **values) -> None:
    def work() -> None:
        for name, value in values.items():
            setattr(session().get_one(Congress, plenary.cast.congress_id), name, value)

    plenary.cast.run(work)


@pytest.mark.parametrize("majority", ["absolute_cast", "2/3_cast", "absolute_members", "absolute_present"])
def test_what_is_announced_is_what_is_needed(plenary, majority):
    change(plenary, majority=[majority])
    plenary.open()
    plenary.discuss()
    said = re.search(r"Il faudra (\d+) voix pour", words(plenary.get("chloe", CONSOLE)))
    poll_id = plenary.announce()
    on_page = words(plenary.get("ada", "scrutins/1"))
    assert said and f"Il faudra {said[1]} voix pour" in on_page
    plenary.do(poll_services.open_poll, poll_id)
    plenary.vote(poll_id, "for", *ELECTORS)
    plenary.do(poll_services.close_poll, poll_id)
    assert plenary.cast.read(lambda: session().get_one(Outcome, poll_id).needed) == int(said[1])


def test_the_rule_stays_as_it_was_announced(plenary):
    plenary.open()
    plenary.discuss()
    plenary.announce()
    change(plenary, majority=["2/3_cast"], tie_rule="rejected")
    assert RULE in words(plenary.get("ada", "scrutins/1"))


def test_votes_that_weigh_are_foreseen_by_what_they_weigh(plenary):
    def weigh() -> None:
        session().get_one(Member, plenary.cast.ids["ada"]).weight = 3_500_000

    plenary.cast.run(weigh)
    plenary.open()
    plenary.discuss()
    assert "Il faudra 6 voix pour si 11,5 s’expriment." in words(plenary.get("chloe", CONSOLE))


def test_an_epci_says_which_item_the_law_treats_apart_and_does_not_vote_it_at_a_distance(plenary):
    from congress.chamber_models import AgendaItem, PresenceMode
    from congress.services.presence_services import arrive
    from voting.services.announceable import require_lawful_vote

    assert "Ce que la loi règle à part" not in words(plenary.get("sven", "seances/2"))
    change(plenary, body="epci")
    assert "Ce que la loi règle à part" in words(plenary.get("sven", "seances/2"))
    asked = {"kind": "other", "title": "Budget primitif", "nature": "budget"}
    assert plenary.post("sven", "seances/2/points", **asked).status_code == 303
    plenary.open("ada", "bela", "dora", "emile", "chloe")
    plenary.do(arrive, plenary.sitting_id, plenary.cast.ids["fatou"], PresenceMode.REMOTE, by="fatou")

    def refused() -> str:
        item = session().query(AgendaItem).filter_by(title="Budget primitif").one()
        with pytest.raises(RuleBroken) as broken:
            require_lawful_vote(item.sitting, item, BallotKind.PUBLIC)
        return broken.value.sentence

    assert "Le budget primitif ne s’adopte pas à distance (CGCT, art.\u00a0L5211-11-1)." in plenary.cast.read(refused)


def test_the_minutes_print_the_rule_under_the_first_vote_and_where_it_differs(plenary):
    from flask import g

    from voting.models import Poll
    from voting.queries.minutes.polls_told import polls_told

    plenary.open()
    for position in (1, 2, 3):
        item_id = plenary.discuss(position)
        change(plenary, majority=["2/3_cast" if position == 3 else "absolute_cast"])
        subject = SubjectKeys(part_id=plenary.part(position))
        poll_id = plenary.do(poll_services.announce_poll, item_id, subject)
        plenary.do(poll_services.open_poll, poll_id)
        plenary.vote(poll_id, "for", *ELECTORS)
        plenary.proclaim(poll_id)

    def rules() -> list[str]:
        with plenary.cast.app.test_request_context():
            g.congress = session().get_one(Congress, plenary.cast.congress_id)
            polls = session().query(Poll).order_by(Poll.number).all()
            return [told.rule for told in polls_told(polls, {}).values()]

    first, second, third = plenary.cast.read(rules)
    assert first.startswith(RULE) and second == "" and "les deux tiers au moins" in third
