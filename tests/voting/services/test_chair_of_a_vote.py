"""Whoever holds the chair when a vote opens presides over it: nobody takes it meanwhile, and a tie names them."""

import pytest

from congress.chamber_models import Office, SittingOffice
from congress.models import Member
from congress.rules.visibility import Visibility
from congress.services.presence_services import leave
from congress.services.sitting_services import close_sitting, end_office, give_office
from core.database import session
from core.errors import RuleBroken
from tests.support.assembly import assemble, in_discussion, opened_poll, rights, with_motion
from tests.support.polls import announce, decide, ready, row, sentence
from voting.models import Outcome, Poll
from voting.pages.chair_warning import chair_warning, own_right
from voting.services.ballot_services import cast_ballot
from voting.services.poll_services import cancel_poll, close_poll, open_poll, proclaim_poll

pytestmark = pytest.mark.one_database
EQUAL = "Les voix sont partagées à égalité. "


def name_of(assembly, member):
    return row(assembly, Member, member).civil_name


def hand_over(assembly, to):
    return assembly.do(give_office, assembly.sitting_id, to, Office.CHAIR, by=assembly.secretary)


def warning(app, assembly, poll):
    with app.test_request_context():
        held, chair = session().get(Poll, poll), session().get(Member, assembly.chair)
        return chair_warning(held, chair, own_right(held, chair))


def vote_of(assembly, poll, member, *choices):
    """A member votes so with each right in their hands, the own one first."""
    seen = row(assembly, Poll, poll).text_sha256
    for right, choice in zip(rights(assembly, poll, member), choices, strict=True):
        assembly.do(cast_ballot, poll, right, choice, seen_sha256=seen, by=member)


def test_the_chair_changes_hands_before_and_after_a_vote_never_during_it(ready_assembly):
    assembly = ready_assembly
    former, successor = assembly.chair, assembly.electors[1]
    poll = opened_poll(assembly, assembly.item, part_id=assembly.part)
    office = assembly.read(lambda: session().query(SittingOffice).filter_by(office=Office.CHAIR).one().id)
    for step in (None, close_poll):
        if step:
            assembly.do(step, poll, by=former)
        with pytest.raises(RuleBroken, match="la présidence change de mains"):
            hand_over(assembly, successor)
        with pytest.raises(RuleBroken, match="la présidence change de mains"):
            assembly.do(end_office, office, by=assembly.secretary)
        hand_over(assembly, former)  # to whoever holds it: nothing changes
    assembly.do(proclaim_poll, poll, by=former)
    hand_over(assembly, successor)
    assert row(assembly, Poll, poll).chair_id == former


def test_nothing_is_given_nor_ended_once_the_sitting_is_closed(ready_assembly):
    assembly = ready_assembly
    office = assembly.read(lambda: session().query(SittingOffice).filter_by(office=Office.CHAIR).one().id)
    assembly.do(close_sitting, assembly.sitting_id, by=assembly.chair)
    with pytest.raises(RuleBroken, match="La séance est close"):
        hand_over(assembly, assembly.electors[1])
    with pytest.raises(RuleBroken, match="La séance est close"):
        assembly.do(end_office, office, by=assembly.secretary)


def test_the_successor_of_the_chair_breaks_no_tie_of_before(app, ready_assembly):
    """The holder of the chair at that instant, not at another, even when the clock stands still."""
    assembly = ready_assembly
    first = opened_poll(assembly, assembly.item, part_id=assembly.part)
    assert "La voix de " + name_of(assembly, assembly.chair) in _tied(app, assembly, first, "for", "against")
    hand_over(assembly, assembly.electors[1])
    assert name_of(assembly, assembly.electors[1]) not in sentence(app, assembly, first)


def _tied(app, assembly, poll, *choices):
    decide(assembly, poll, *choices)
    return sentence(app, assembly, poll)


@pytest.mark.parametrize(
    ("choices", "told"),
    [
        (("for", "against"), "La voix de {chair}, qui préside, est prépondérante et elle est pour."),
        (("against", "for"), "La voix de {chair}, qui préside, est prépondérante et elle est contre."),
        (("abstain", "for", "against"), "{chair}, qui préside, a choisi l’abstention\u00a0: sa voix ne départage pas."),
        (
            ("not_taking_part", "for", "against"),
            "{chair}, qui préside, ne prend pas part au vote\u00a0: sa voix ne départage pas.",
        ),
    ],
)
def test_a_tie_says_what_the_chair_did_and_names_them(app, ready_assembly, choices, told):
    assembly = ready_assembly
    chair = name_of(assembly, assembly.chair)
    said = _tied(app, assembly, opened_poll(assembly, assembly.item, part_id=assembly.part), *choices)
    assert EQUAL + told.format(chair=chair) in said


def test_a_chair_who_says_nothing_is_warned_then_named(app, ready_assembly):
    assembly = ready_assembly
    poll = opened_poll(assembly, assembly.item, part_id=assembly.part)
    assert "Vous n’avez pas voté" in warning(app, assembly, poll)
    from tests.support.assembly import vote

    vote(assembly, poll, "for", assembly.electors[1])
    vote(assembly, poll, "against", assembly.electors[2])
    assembly.do(close_poll, poll, by=assembly.chair)
    assert "n’a rien exprimé\u00a0: aucune voix ne départage." in sentence(app, assembly, poll)
    assert warning(app, assembly, poll) == ""


def test_a_chair_out_of_the_register_is_warned_before_the_opening_and_named_after(app, ready_assembly):
    assembly = ready_assembly
    assembly.do(leave, assembly.sitting_id, assembly.chair, by=assembly.chair)
    poll = announce(assembly, part_id=assembly.part)
    assert "Votre présence n’est pas dite" in warning(app, assembly, poll)
    assembly.do(open_poll, poll, by=assembly.chair)
    assert "Vous n’êtes pas parmi les membres appelés à voter" in warning(app, assembly, poll)
    from tests.support.assembly import vote

    vote(assembly, poll, "for", assembly.electors[1])
    vote(assembly, poll, "against", assembly.electors[2])
    assembly.do(close_poll, poll, by=assembly.chair)
    assert "n’était pas parmi les membres appelés à voter\u00a0: aucune voix ne départage." in sentence(
        app, assembly, poll
    )


def test_a_chair_who_abstains_is_warned_while_it_can_be_changed(app, ready_assembly):
    from tests.support.assembly import vote

    assembly = ready_assembly
    poll = opened_poll(assembly, assembly.item, part_id=assembly.part)
    vote(assembly, poll, "abstain", assembly.chair)
    assert "ni «\u00a0Pour\u00a0» ni «\u00a0Contre\u00a0»" in warning(app, assembly, poll)
    vote(assembly, poll, "for", assembly.chair)
    assert warning(app, assembly, poll) == ""
    assembly.do(cancel_poll, poll, "Incident", by=assembly.chair)


def test_where_a_tie_is_voted_again_first_only_the_second_vote_warns_its_chair(app):
    assembly = ready(app, tie_rule="revote_then_casting_vote")
    first = opened_poll(assembly, assembly.item, part_id=assembly.part)
    assert warning(app, assembly, first) == ""
    _tied(app, assembly, first, "abstain", "for", "against")
    second = opened_poll(assembly, assembly.item, part_id=assembly.part)
    assert "Vous n’avez pas voté" in warning(app, assembly, second)
    assembly.do(cancel_poll, second, "Incident", by=assembly.chair)


def test_no_rule_of_casting_vote_no_warning_and_nobody_named(app):
    assembly = ready(app, tie_rule="rejected")
    poll = opened_poll(assembly, assembly.item, part_id=assembly.part)
    assert warning(app, assembly, poll) == ""
    said = _tied(app, assembly, poll, "for", "against")
    assert said.endswith(EQUAL + "La proposition n°\u00a01 est rejetée.")


@pytest.mark.parametrize("names", [Visibility.NEVER, Visibility.MEMBERS, Visibility.WITH_LETTER])
def test_where_readers_of_results_do_not_read_names_a_tie_tells_no_more_than_it_shows(app, names):
    assembly = ready(app, named_votes_visible=names)
    poll = opened_poll(assembly, assembly.item, part_id=assembly.part)
    said = _tied(app, assembly, poll, "abstain", "for", "against")
    assert "n’a voté ni pour ni contre" in said
    assert "abstention\u00a0:" not in said


@pytest.mark.parametrize(
    ("names", "results", "is_read"),
    [
        ("public", "public", True),
        ("members", "members", True),
        ("with_letter", "members", True),  # a member reads both from the start
        ("members", "with_letter", False),  # the public, from the letter on, the result alone
        ("after_sitting", "public", False),
        ("never", "never", False),
        ("public", "never", True),
    ],
)
def test_names_are_read_wherever_results_are(names, results, is_read):
    assert Visibility(names).is_read_wherever(Visibility(results)) is is_read


def test_members_away_weigh_in_a_majority_of_the_members(app):
    assembly = assemble(app, electors=3, opened=True, majority=["absolute_members"], quorum="none")
    assembly.motion, (assembly.part,) = with_motion(assembly)

    def weigh() -> None:
        session().get_one(Member, assembly.electors[2]).weight = 10_000_000

    assembly.run(weigh)
    assembly.present(*assembly.electors[:2])
    assembly.item = in_discussion(assembly)
    poll = opened_poll(assembly, assembly.item, part_id=assembly.part)
    outcome = decide(assembly, poll, "for", "for")
    assert outcome.is_adopted is False
    assert "Majorité absolue des membres en exercice\u00a0: plus de la moitié, soit plus de 6\u00a0voix." in sentence(
        app, assembly, poll
    )


def test_a_proxy_of_the_chair_breaks_no_tie(app, ready_assembly):
    """A chair who is away from the register votes through a proxy: what the page said before is what is decided."""
    from congress.services.proxy_services import give_proxy

    assembly = ready_assembly
    chair, holder, *others = assembly.electors
    assembly.do(leave, assembly.sitting_id, chair, by=chair)
    assembly.do(give_proxy, assembly.sitting_id, chair, holder, by=chair)
    poll = opened_poll(assembly, assembly.item, part_id=assembly.part)
    assert warning(app, assembly, poll).startswith("Votre voix est portée par un pouvoir")
    vote_of(assembly, poll, holder, "against", "for")  # the holder's own, then the chair's
    for member, choice in zip(others[:2], ("for", "against"), strict=True):
        vote_of(assembly, poll, member, choice)
    assembly.do(close_poll, poll, by=chair)
    assert row(assembly, Outcome, poll).is_adopted is False
    assert row(assembly, Outcome, poll).reason == "tie"
    assert f"{EQUAL}La voix de {name_of(assembly, chair)}, qui préside, est portée par un pouvoir" in sentence(
        app, assembly, poll
    )
