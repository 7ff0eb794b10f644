"""The election of a person: secret unless it is waived, its rounds and its seats, a tie to the eldest."""

import json

import pytest
from sqlalchemy import func, select

from congress.chamber_models import Office
from congress.models import stream_named
from congress.queries.chamber_queries import sitting
from congress.services.sitting_services import give_office
from core.database import session
from core.errors import Forbidden, Invalid, RuleBroken
from core.journal import entries
from tests.support.assembly import rights, vote
from tests.support.polls import row, sentence
from voting.models import Outcome, Poll, PollState
from voting.queries.asking.question_words import asked_name
from voting.queries.asking.rounds import next_round_of
from voting.queries.minutes.recording import draft_record
from voting.rules.methods.method import ELECTRONIC, PAPER, ROLL_CALL, SHOW_OF_HANDS
from voting.rules.outcome import Reason
from voting.services.asking.electing import WantedElection, proclaim_eldest, put_election, put_next_round
from voting.services.modes.papers import key_count
from voting.services.modes.putting_to_vote import go_on_by
from voting.services.poll_services import announce_correction, cancel_poll, close_poll, proclaim_poll
from voting.services.text_effects import result_shown
from voting.services.vote_seals import altered_votes

NAMES = ("Mme\u00a0Ada Durand", "M.\u00a0Béla Roux", "Camille Petit")
WORDS = "Élection de la vice-présidence"
PUBLIC = WantedElection(WORDS, NAMES, is_waived=True)


@pytest.fixture
def assembly(ready_assembly):
    """Five electors present, the only proposal in discussion."""
    return ready_assembly


def newest(assembly) -> int:
    return assembly.read(lambda: session().scalar(select(func.max(Poll.id))))


def put(assembly, wanted=PUBLIC, method=ELECTRONIC) -> int:
    assembly.do(put_election, assembly.item, wanted, method, by=assembly.chair)
    return newest(assembly)


def count(assembly, poll: int, *choices: str) -> Outcome:
    for member, choice in zip(assembly.electors, choices, strict=False):
        vote(assembly, poll, choice, member)
    assembly.do(close_poll, poll, by=assembly.chair)
    return row(assembly, Outcome, poll)


def proclaim(assembly, poll: int) -> None:
    assembly.do(proclaim_poll, poll, by=assembly.chair)


def on_paper(assembly, poll: int, **papers: int) -> Outcome:
    assembly.do(give_office, assembly.sitting_id, assembly.electors[1], Office.TELLER, by=assembly.secretary)
    for teller in (assembly.secretary, assembly.electors[1]):
        assembly.do(key_count, poll, papers, by=teller)
    assembly.do(close_poll, poll, by=assembly.chair)
    return row(assembly, Outcome, poll)


def test_an_election_is_secret_so_on_paper_unless_nobody_present_opposes(assembly):
    for method in (ELECTRONIC, ROLL_CALL, SHOW_OF_HANDS):
        with pytest.raises(RuleBroken, match="y renonce à l’unanimité"):
            put(assembly, WantedElection(WORDS, NAMES), method)
    poll = row(assembly, Poll, put(assembly, WantedElection(WORDS, NAMES), PAPER))
    assert (poll.state, poll.choices) == (PollState.OPEN, "o1 o2 o3")


def test_what_a_text_makes_secret_nobody_waives(assembly):
    with pytest.raises(Invalid, match="n’y renonce pas"):
        put(assembly, WantedElection(WORDS, NAMES, is_secret_by_text=True, is_waived=True), ELECTRONIC)
    with pytest.raises(RuleBroken, match="Un texte impose"):
        put(assembly, WantedElection(WORDS, NAMES, is_secret_by_text=True), ELECTRONIC)
    assert put(assembly, WantedElection(WORDS, NAMES, is_secret_by_text=True), PAPER)


def test_the_waiver_keeps_who_was_present_and_the_journal_tells_it(assembly):
    poll = put(assembly)
    asked = assembly.read(lambda: session().get_one(Poll, poll).subjects[0].question.waived_by)
    assert sorted(asked) == sorted(assembly.electors)
    told = assembly.read(lambda: list(entries(stream_named(assembly.slug))))
    assert [entry.payload["present"] for entry in told if entry.kind == "secrecy_waived"] == [5]


def test_more_than_half_elects_at_the_first_round(app, assembly):
    poll = put(assembly)
    outcome = count(assembly, poll, "o1", "o1", "o1", "o2", "abstain")
    assert (outcome.is_adopted, outcome.reason, outcome.chosen, outcome.needed) == (True, Reason.ELECTED, "o1", 3)
    proclaim(assembly, poll)
    said = sentence(app, assembly, poll)
    assert (
        "Suffrages exprimés\u00a0: 4. Majorité absolue\u00a0: 3. Mme\u00a0Ada Durand\u00a0: 3. M.\u00a0Béla Roux\u00a0: 1."
        in said
    )
    assert said.endswith("Mme\u00a0Ada Durand est élue au premier tour, à la majorité absolue.")
    with pytest.raises(RuleBroken, match="Cette élection n’attend pas d’autre tour"):
        assembly.do(put_next_round, poll, NAMES, ELECTRONIC, is_waived=True, by=assembly.chair)
    with pytest.raises(RuleBroken, match="se conteste"):
        assembly.do(announce_correction, assembly.item, poll, "Erreur.", by=assembly.chair)


def test_two_rounds_without_a_majority_lead_to_a_third_where_the_first_is_elected(app, assembly):
    first = put(assembly)
    assert count(assembly, first, "o1", "o1", "o2", "o3", "abstain").is_adopted is None
    with pytest.raises(RuleBroken, match="à le proclamer"):
        assembly.do(put_next_round, first, NAMES, ELECTRONIC, is_waived=True, by=assembly.chair)
    proclaim(assembly, first)
    assert sentence(app, assembly, first).endswith("un deuxième tour est nécessaire.")

    assembly.do(put_next_round, first, (*NAMES[:2], "Dora Blanc"), ELECTRONIC, is_waived=True, by=assembly.chair)
    second = newest(assembly)
    rounds = assembly.read(lambda: session().get_one(Poll, second).subjects[0].question)
    assert (rounds.ballot_round, rounds.previous_id) == (2, assembly.read(
        lambda: session().get_one(Poll, first).subjects[0].question_id))  # fmt: skip
    count(assembly, second, "o1", "o1", "o2", "o2")
    proclaim(assembly, second)

    assembly.do(put_next_round, second, NAMES[:2], ELECTRONIC, is_waived=True, by=assembly.chair)
    third = newest(assembly)
    outcome = count(assembly, third, "o2", "o2", "o1", "abstain")
    assert (outcome.reason, outcome.chosen) == (Reason.ELECTED, "o2")
    proclaim(assembly, third)
    said = sentence(app, assembly, third)
    assert (
        said.endswith("M.\u00a0Béla Roux est élu au troisième tour, à la majorité relative.") and "absolue" not in said
    )
    assert not assembly.read(lambda: list(altered_votes(entries(stream_named(assembly.slug)), assembly.congress_id)))


def test_with_as_many_votes_at_the_third_round_the_chair_says_who_is_the_eldest(app, assembly):
    poll = first = put(assembly)
    for _round in (1, 2):
        count(assembly, poll, "o1", "o2")
        proclaim(assembly, poll)
        assembly.do(put_next_round, poll, NAMES[:2], ELECTRONIC, is_waived=True, by=assembly.chair)
        poll = newest(assembly)
    outcome = count(assembly, poll, "o1", "o2")
    assert (outcome.reason, outcome.chosen, outcome.is_adopted) == (Reason.ELDEST, "o1 o2", True)
    assert sentence(app, assembly, poll).endswith("l’élection revient à la personne la plus âgée.")
    with pytest.raises(Invalid, match="la plus âgée"):
        proclaim(assembly, poll)
    shown = assembly.read(lambda: result_shown(session().get_one(Poll, poll)))
    with pytest.raises(Invalid, match="la plus âgée"):
        assembly.do(proclaim_eldest, poll, eldest="o3", shown=shown, confirmed=(), by=assembly.chair)
    with pytest.raises(Forbidden):
        assembly.do(proclaim_eldest, poll, eldest="o2", shown=shown, confirmed=(), by=assembly.secretary)
    assembly.do(proclaim_eldest, poll, eldest="o2", shown=shown, confirmed=(), by=assembly.chair)
    with pytest.raises(RuleBroken, match="n’attend pas d’autre tour"):  # its second round is held
        assembly.do(put_next_round, first, NAMES[:2], ELECTRONIC, is_waived=True, by=assembly.chair)
    assert sentence(app, assembly, poll).endswith(
        "M.\u00a0Béla Roux est élu au troisième tour, à égalité de voix, au bénéfice de l’âge."
    )


def test_on_paper_two_tellers_count_the_names_and_blank_papers_are_not_cast(app, assembly):
    poll = put(assembly, WantedElection(WORDS, NAMES), PAPER)
    outcome = on_paper(assembly, poll, o1=2, o2=1, o3=0, blank=1, null=1)
    assert (outcome.cast_votes, outcome.took_part, outcome.needed, outcome.chosen) == (3, 5, 2, "o1")
    proclaim(assembly, poll)
    assert "Blancs\u00a0: 1. Nuls\u00a0: 1. Suffrages exprimés\u00a0: 3." in sentence(app, assembly, poll)


def test_several_seats_are_filled_one_after_another_without_those_elected_each_told_by_its_number(app, assembly):
    poll = put(assembly, WantedElection(WORDS, NAMES, seats=2, is_waived=True))
    count(assembly, poll, "o2", "o2", "o2")
    proclaim(assembly, poll)
    following = assembly.read(lambda: next_round_of(session().get_one(Poll, poll)))
    assert (following.seat, following.ballot_round, following.candidates) == (2, 1, (NAMES[0], NAMES[2]))
    assembly.do(put_next_round, poll, following.candidates, ELECTRONIC, is_waived=True, by=assembly.chair)
    last = newest(assembly)
    count(assembly, last, "o1")
    proclaim(assembly, last)
    assert assembly.read(lambda: next_round_of(session().get_one(Poll, last))) is None
    with app.test_request_context():
        asked = session().get_one(Poll, last).subjects[0].question
        told = json.dumps(draft_record(sitting(assembly.sitting_id), with_names=True).as_json(), ensure_ascii=False)
        assert asked_name(asked) == "Élection, premier tour, siège 2 sur 2"
    for seat in (1, 2):
        assert f"«\u00a0{WORDS}\u00a0», siège {seat} sur 2, premier tour" in told
        assert f"{WORDS}, siège {seat} sur 2." in told


def test_a_public_election_whose_network_fails_goes_on_by_roll_call_and_by_no_hands(assembly):
    poll = put(assembly)
    with pytest.raises(RuleBroken, match="de cette façon"):
        assembly.do(go_on_by, poll, SHOW_OF_HANDS, by=assembly.chair)
    assembly.do(go_on_by, poll, ROLL_CALL, by=assembly.chair)
    then = row(assembly, Poll, newest(assembly))
    assert (then.choices, then.corrects_id) == ("o1 o2 o3 abstain not_taking_part", poll)


@pytest.mark.parametrize(
    ("candidates", "seats", "said"),
    [
        ((), 1, "au moins une candidature"),
        (("A", "a"), 1, "deux fois"),
        (("x" * 201,), 1, "trop long"),
        (tuple(f"Nom {n}" for n in range(21)), 1, "20 au plus"),
        (("A",), 0, "Le nombre de sièges"),
        (("A",), 51, "Le nombre de sièges"),
    ],
)
def test_candidates_and_seats_are_checked(assembly, candidates, seats, said):
    with pytest.raises(Invalid, match=said):
        put(assembly, WantedElection(WORDS, candidates, seats=seats, is_waived=True))


def test_no_line_cuts_a_candidate_after_the_honorific_that_was_typed(assembly):
    typed = [name.replace("\u00a0", " ") for name in NAMES]
    poll = put(assembly, WantedElection("Élection de Mme Ada Durand ou non", typed, is_waived=True))
    kept = assembly.read(lambda: [name for _key, name in session().get_one(Poll, poll).answers.names])
    assert kept == list(NAMES)
    asked = assembly.read(lambda: session().get_one(Poll, poll).subjects[0].question.words)
    assert asked == "Élection de Mme\u00a0Ada Durand ou non"


def test_a_member_of_the_roll_is_known_by_their_name_alone(assembly):
    from congress.models import Member

    member = row(assembly, Member, assembly.electors[1])
    poll = put(
        assembly, WantedElection(WORDS, (f"{member.given_name}  {member.family_name}", "Nul Autre"), is_waived=True)
    )
    options = assembly.read(lambda: list(session().get_one(Poll, poll).subjects[0].question.options))
    assert [(option.words, option.member_id) for option in options] == [
        (member.civil_name, member.id),
        ("Nul Autre", None),
    ]
    assert rights(assembly, poll, assembly.electors[0])


def test_a_member_of_the_roll_is_known_however_the_name_is_typed(assembly):
    from congress.models import Member

    def name_them() -> None:
        for rank, (given, family) in enumerate([("Iris", "D'Aubigné"), ("Jean-Noël", "Le Goff"), ("Zoé", "Œrsted")]):
            member = session().get_one(Member, assembly.electors[rank])
            member.given_name, member.family_name = given, family

    assembly.run(name_them)
    typed = ("Iris D\u2019Aubigne", "Madame LE GOFF Jean Noël", "m.\u00a0zoé oersted", "Zoé D’Aubigné")
    poll = put(assembly, WantedElection(WORDS, typed, is_waived=True))
    options = assembly.read(lambda: list(session().get_one(Poll, poll).subjects[0].question.options))
    assert [option.member_id for option in options] == [*assembly.electors[:3], None]
    assembly.do(cancel_poll, poll, "Un nom écrit deux fois.", by=assembly.chair)
    with pytest.raises(Invalid, match="écrit deux fois"):
        put(assembly, WantedElection(WORDS, ("Iris D'Aubigné", "D\u2019AUBIGNÉ Iris"), is_waived=True))
