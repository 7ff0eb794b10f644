"""Members ask for a vote by division, the chair decides: who asks is told, and taken back, until a vote is announced."""

import pytest

from core.errors import RuleBroken
from tests.support.plenary import CONSOLE, NUMBER, Plenary, words
from tests.voting.services.dividing.test_dividing import TWO, decide, divided, questions, whole


@pytest.fixture
def plenary(cast):
    found = Plenary.of(cast)
    found.open("ada", "bela", "dora", "emile", "fatou", "gaspard")
    found.discuss()
    return found


def ask(plenary, name: str) -> None:
    from voting.services.dividing.division_requests import ask_division

    plenary.do(ask_division, plenary.item(), by=name)


def asking(plenary) -> list[str]:
    from congress.chamber_models import AgendaItem
    from core.database import session
    from voting.queries.dividing.asked_divisions import who_asks_for_division

    def names() -> list[str]:
        return [member.civil_name for member in who_asks_for_division(session().get_one(AgendaItem, plenary.item()))]

    return plenary.cast.read(names)


def named(plenary, *names: str) -> list[str]:
    from congress.models import Member
    from core.database import session

    return plenary.cast.read(lambda: [session().get_one(Member, plenary.cast.ids[name]).civil_name for name in names])


def test_who_asks_is_told_in_order_once_and_taken_back(plenary):
    from voting.services.dividing.division_requests import withdraw_division_request

    for name in ("bela", "ada", "bela"):
        ask(plenary, name)
    assert asking(plenary) == named(plenary, "bela", "ada")
    for _again in range(2):
        plenary.do(withdraw_division_request, plenary.item(), by="bela")
    assert asking(plenary) == named(plenary, "ada")
    ask(plenary, "bela")
    assert asking(plenary) == named(plenary, "ada", "bela")
    told = words(plenary.get("sven", f"seances/{NUMBER}/proces-verbal"))
    asked, not_any_more = (
        told.count(f"Kovacs {said} vote par division.") for said in ("demande un", "ne demande plus de")
    )
    assert asked == 2 * not_any_more > 0
    assert whole(plenary) == ()


def test_a_request_is_for_the_next_vote_or_division_and_of_who_is_there(plenary):
    from congress.services.presence_services import leave
    from voting.services.dividing.dividing import give_up_division

    ask(plenary, "ada")
    ask(plenary, "dora")
    plenary.do(leave, plenary.sitting_id, plenary.cast.ids["dora"], by="dora")
    assert asking(plenary) == named(plenary, "ada")
    division = divided(plenary, 2, asked_by="ada")
    assert asking(plenary) == []
    plenary.do(give_up_division, plenary.item(), division)
    assert asking(plenary) == []
    ask(plenary, "bela")
    assert asking(plenary) == named(plenary, "bela")
    poll = plenary.poll()
    with pytest.raises(RuleBroken, match="déjà annoncé"):
        ask(plenary, "emile")
    plenary.vote(poll, "for", "ada")
    plenary.proclaim(poll)
    assert asking(plenary) == []


def test_who_may_not_ask_is_told_why(plenary):
    from congress.chamber.presence_models import WithdrawalGround
    from congress.services.presence.withdrawal_services import withdraw
    from voting.services.dividing.division_requests import ask_division

    with pytest.raises(RuleBroken, match="parmi les présents"):
        ask(plenary, "hana")
    plenary.do(withdraw, plenary.item(), plenary.cast.ids["emile"], WithdrawalGround.INTEREST, by="emile")
    with pytest.raises(RuleBroken):
        ask(plenary, "emile")
    decide(plenary, "for")
    with pytest.raises(RuleBroken, match="le texte en discussion"):
        plenary.do(ask_division, plenary.item(2), by="ada")


def is_offered(plenary) -> bool:
    return "Demander un vote par division" in words(plenary.get("bela", f"seances/{NUMBER}"))


def test_nobody_asks_for_what_is_voted_so_nor_for_what_was_to_its_end(plenary):
    """The next votes are on its parts, then on what is left: the parts of a text are not divided in their turn."""
    assert is_offered(plenary)
    for question in questions(plenary, divided(plenary, 2)):
        assert not is_offered(plenary)
        phone = plenary.cast.browse("bela")
        told = phone.post(plenary.cast.path(f"seances/{NUMBER}/points/1/division"), data={"geste": "demander"})
        refused = "Ce texte est déjà en cours de vote par division\u00a0: ses parties d’abord, puis ce qu’il en reste."
        assert refused in words(phone.get(told.location))
        assert asking(plenary) == []
        decide(plenary, "for", question_id=question)
    assert not is_offered(plenary)
    with pytest.raises(RuleBroken, match="Ce texte a déjà été voté par division"):
        ask(plenary, "ada")
    assert asking(plenary) == []


def test_nobody_asks_for_it_on_an_item_of_which_nothing_is_left_to_vote(plenary):
    assert is_offered(plenary)
    poll = plenary.poll()
    plenary.vote(poll, "for", "ada", "bela", "dora")
    plenary.proclaim(poll)
    assert not is_offered(plenary)
    with pytest.raises(RuleBroken, match="Plus rien n’est à voter sur ce point"):
        ask(plenary, "ada")


def test_it_is_asked_for_again_once_the_division_that_went_on_is_given_up(plenary):
    from voting.services.dividing.dividing import give_up_division

    division = divided(plenary, 2)
    with pytest.raises(RuleBroken, match="déjà en cours de vote par division"):
        ask(plenary, "ada")
    plenary.do(give_up_division, plenary.item(), division)
    assert is_offered(plenary)
    ask(plenary, "ada")
    assert asking(plenary) == named(plenary, "ada")


def test_nobody_asks_while_an_amendment_to_the_text_is_voted_in_parts(plenary):
    found = plenary.amend(TWO, by="ada")
    parts = questions(plenary, divided(plenary, 1, amendment=(found,)))
    assert not is_offered(plenary)
    with pytest.raises(RuleBroken, match="déjà en cours de vote par division"):
        ask(plenary, "bela")
    for question in parts:
        decide(plenary, "for", question_id=question)
    assert is_offered(plenary)  # of the text, once its amendment is voted


def test_the_console_offers_no_division_of_an_amendment_while_the_text_is_voted_in_parts(plenary):
    def offered() -> bool:
        return "Voter par division" in words(plenary.get("chloe", CONSOLE))

    found = plenary.amend(TWO, by="ada")
    assert offered()
    decide(plenary, "against", amendment_ids=(found,))
    divided(plenary, 2)
    plenary.amend(TWO.replace("quinze", "vingt"), by="bela")
    assert "mendement n°\u00a02" in words(plenary.get("chloe", CONSOLE))
    assert not offered()
