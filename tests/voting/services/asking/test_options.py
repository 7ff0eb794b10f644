"""A choice among options: by the rule of the congress, one each or in the order that each voter puts them in."""

import pytest
from sqlalchemy import func, select, text
from sqlalchemy.exc import DatabaseError

from congress.models import Congress, stream_named
from core.database import session
from core.errors import Invalid, RuleBroken
from core.journal import entries
from tests.support.assembly import rights, vote
from tests.support.polls import result, row, sentence
from voting.models import Outcome, Poll
from voting.rules.methods.method import ELECTRONIC, PAPER, ROLL_CALL, SHOW_OF_HANDS
from voting.rules.outcome import Reason
from voting.services.asking.asking_services import put_options
from voting.services.poll_services import announce_correction, close_poll, open_poll, proclaim_poll
from voting.services.vote_seals import altered_votes

CITIES = ("Lyon", "Brest", "Nice")
WORDS = "Où se tient le prochain congrès\u00a0?"


@pytest.fixture
def assembly(ready_assembly):
    """Five electors present, the only proposal in discussion."""
    return ready_assembly


def ruled_by(assembly, rule: str) -> None:
    assembly.run(lambda: setattr(session().get_one(Congress, assembly.congress_id), "option_rule", rule))


def put(assembly, method=ELECTRONIC, options=CITIES) -> int:
    assembly.do(put_options, assembly.item, WORDS, options, method, by=assembly.chair)
    return assembly.read(lambda: session().scalar(select(func.max(Poll.id))))


def decide(assembly, poll: int, *choices: str) -> Outcome:
    for member, choice in zip(assembly.electors, choices, strict=False):
        vote(assembly, poll, choice, member)
    assembly.do(close_poll, poll, by=assembly.chair)
    assembly.do(proclaim_poll, poll, by=assembly.chair)
    return row(assembly, Outcome, poll)


@pytest.mark.parametrize(
    ("rule", "choices", "reason", "chosen", "said"),
    [
        ("relative", ("o1", "o1", "o2", "o3", "abstain"), Reason.CHOSEN, "o1", "L’option «\u00a0Lyon\u00a0» est choisie."),
        ("relative", ("o1", "o2"), Reason.EQUAL, "o1 o2", "Rien ne départage «\u00a0Lyon\u00a0» et «\u00a0Brest\u00a0»"),
        ("absolute", ("o1", "o1", "o2", "o3"), Reason.NOT_MAJORITY, "", "Aucune option n’a la majorité absolue"),
        ("absolute", ("o1", "o1", "o1", "o3"), Reason.CHOSEN, "o1", "Majorité absolue\u00a0: 3."),
        ("relative", ("abstain",), Reason.NO_VOTES_CAST, "", "Aucun suffrage n’est exprimé."),
        ("instant_runoff", ("o1", "o1", "o2>o3", "o3>o2", "o2"), Reason.CHOSEN, "o2", "Élimination\u00a0: Nice."),
        ("schulze", ("o1>o3", "o2>o3", "o3>o1", "not_taking_part"), Reason.CHOSEN, "o3", "Lyon avant Nice\u00a0: 1\u00a0contre 2."),
    ],
)  # fmt: skip
def test_the_rule_of_the_congress_says_which_option_is_chosen(app, assembly, rule, choices, reason, chosen, said):
    ruled_by(assembly, rule)
    outcome = decide(assembly, poll := put(assembly), *choices)
    assert (outcome.reason, outcome.chosen) == (reason, chosen)
    assert outcome.is_adopted is (True if reason is Reason.CHOSEN else None)
    assert said in sentence(app, assembly, poll)
    expressed = [choice for choice in choices if choice.startswith("o")]
    assert (outcome.cast_votes, outcome.took_part) == (len(expressed), len(expressed) + choices.count("abstain"))
    assert not assembly.read(lambda: list(altered_votes(entries(stream_named(assembly.slug)), assembly.congress_id)))
    shown = result(app, assembly, poll)
    assert shown.silent == 5 - len(choices)


def test_a_ballot_says_what_is_offered_and_an_order_where_the_rule_wants_one(assembly):
    poll = put(assembly)
    for choice in ("for", "o4", "o1>o2", "", "o1 o2"):
        with pytest.raises(Invalid, match="Choisissez «\u00a0Lyon\u00a0», «\u00a0Brest\u00a0»"):
            vote(assembly, poll, choice, assembly.electors[0])
    right = rights(assembly, poll, assembly.electors[0])[0]
    for choice in ("o1>o2", "for"):
        late = (
            f"INSERT INTO ballot (right_id, choice, cast_at, spoken) VALUES ({right}, '{choice}', '2020-10-12', false)"
        )
        with pytest.raises(DatabaseError):
            assembly.run(lambda late=late: session().execute(text(late)))


def test_an_order_of_options_is_taken_whole_and_once(assembly):
    ruled_by(assembly, "schulze")
    poll = put(assembly)
    for choice in ("o1>o1", "o1>o9", ">", "o1>"):
        with pytest.raises(Invalid):
            vote(assembly, poll, choice, assembly.electors[0])
    assert vote(assembly, poll, "o3>o1>o2", assembly.electors[0]).choice == "o3>o1>o2"
    right = rights(assembly, poll, assembly.electors[1])[0]
    forged = f"INSERT INTO ballot (right_id, choice, cast_at, spoken) VALUES ({right}, 'for', '2020-10-12', false)"
    with pytest.raises(DatabaseError):
        assembly.run(lambda: session().execute(text(forged)))


def test_hands_choose_no_option_and_an_order_is_given_on_a_screen(assembly):
    with pytest.raises(RuleBroken, match="de cette façon"):
        put(assembly, SHOW_OF_HANDS)
    ruled_by(assembly, "instant_runoff")
    for method in (ROLL_CALL, PAPER):
        with pytest.raises(RuleBroken, match="de cette façon"):
            put(assembly, method)


def test_the_rule_is_frozen_with_the_question(assembly):
    poll = put(assembly)
    ruled_by(assembly, "absolute")
    assert row(assembly, Poll, poll).rules["chosen_by"] == "relative"
    assert decide(assembly, poll, "o1", "o2", "o2", "o3").chosen == "o2"


@pytest.mark.parametrize(
    ("options", "rule", "said"),
    [
        (("Lyon",), "relative", "deux options"),
        (("Lyon", "lyon"), "relative", "deux fois"),
        (tuple(f"Ville {n}" for n in range(11)), "schulze", "10 au plus se classent"),
    ],
)
def test_options_are_several_and_each_once(assembly, options, rule, said):
    ruled_by(assembly, rule)
    with pytest.raises(Invalid, match=said):
        put(assembly, options=options)


def test_an_option_chosen_by_mistake_is_chosen_again_in_a_poll_that_corrects_it(app, assembly):
    first = put(assembly)
    decide(assembly, first, "o1")
    again = assembly.do(announce_correction, assembly.item, first, "Mauvais bouton.", by=assembly.chair)
    assembly.do(open_poll, again, by=assembly.chair)
    assert decide(assembly, again, "o2").chosen == "o2"
    assert sentence(app, assembly, again).endswith("L’option «\u00a0Brest\u00a0» est choisie.")
