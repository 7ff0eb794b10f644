"""Substitutes: one seat, one right to vote, in the hands of whoever sits; never both at once."""

import pytest

from congress.chamber.presence_models import SeatTaken
from congress.chamber_models import PresenceMode, Sitting
from congress.models import Accreditation, Category, Congress, Member
from congress.queries import chamber_queries
from congress.queries.presence.attendance import attendance_of
from congress.queries.presence.counts import called_from_afar
from congress.services import presence_services, proxy_services, sitting_services
from congress.services.reopening_services import reopen_sitting
from core.database import session
from core.errors import RuleBroken
from tests.support.assembly import assemble, in_discussion, opened_poll, rights, vote, with_motion
from voting.queries.awaited import awaited_in
from voting.queries.minutes.member_votes import votes_of
from voting.services.poll_services import cancel_poll, close_poll, proclaim_poll


@pytest.fixture
def here(app):
    return with_substitute(assemble(app, electors=5, opened=True, substitutes=True))


def with_substitute(assembly):
    """The second elector weighs three and has a substitute; the others but the last are there."""
    assembly.titular = assembly.electors[1]

    def add() -> int:
        session().get_one(Member, assembly.titular).weight = 3_000_000
        row = Member(
            congress_id=assembly.congress_id, ref="s", pseudonym=f"{assembly.slug}-s", position=99,
            category=Category.ELECTED, honorific="M.", given_name="Paul", family_name="Suppléant",
            substitute_of_id=assembly.titular,
        )  # fmt: skip
        session().add(row)
        session().flush()
        return row.id

    assembly.substitute = assembly.run(add)
    assembly.parts = with_motion(assembly)[1]
    assembly.present(*assembly.electors[2:4], assembly.chair)
    return assembly


def come(here, member: int, by: int | None = None) -> int:
    return here.do(presence_services.arrive, here.sitting_id, member, by=by or member)


def go(here, member: int) -> None:
    here.do(presence_services.leave, here.sitting_id, member, by=member)


def counts(here) -> tuple[int, ...]:
    numbers = here.read(lambda: chamber_queries.chamber(here.sitting_id))
    return (numbers.members, numbers.present, numbers.represented, numbers.entitled)


def test_a_substitute_takes_the_seat_which_counts_once(here):
    assert counts(here) == (5, 3, 0, 3)
    come(here, here.substitute)
    assert counts(here) == (5, 4, 0, 4)
    go(here, here.substitute)
    assert counts(here) == (5, 3, 0, 3)


def test_at_a_distance_a_seat_counts_as_long_as_it_is_called(here):
    def far() -> int:
        return here.read(lambda: called_from_afar(here.sitting_id, None))

    here.do(presence_services.arrive, here.sitting_id, here.substitute, PresenceMode.REMOTE, by=here.substitute)
    assert (far(), counts(here)[3]) == (1, 4)
    here.run(lambda: setattr(session().get_one(Member, here.titular), "accreditation", Accreditation.REFUSED))
    assert (far(), counts(here)[3]) == (0, 3), "the seat is that of nobody who votes"


def test_the_right_to_vote_is_that_of_the_seat_in_the_hands_of_who_sits(here):
    come(here, here.substitute)
    item = in_discussion(here)
    poll = opened_poll(here, item, part_id=here.parts[0])
    assert (rights(here, poll, here.titular), len(rights(here, poll, here.substitute))) == ([], 1)
    ballot = vote(here, poll, "for", here.substitute)
    right = here.read(lambda: session().merge(ballot).right)
    assert (right.principal_id, right.holder_id, right.weight) == (here.titular, here.substitute, 3_000_000)


def test_the_titular_who_comes_takes_the_seat_back(here):
    come(here, here.substitute)
    come(here, here.titular)
    assert counts(here) == (5, 4, 0, 4)
    here_now = here.read(lambda: chamber_queries.presences_now(here.sitting_id))
    assert (here.titular in here_now, here.substitute in here_now) == (True, False)
    with pytest.raises(RuleBroken, match="ne siège pas en même temps"):
        come(here, here.substitute)
    go(here, here.titular)
    come(here, here.substitute)
    assert counts(here) == (5, 4, 0, 4)


def test_nobody_puts_out_of_the_seat_whoever_votes_in_the_open_poll(here):
    come(here, here.substitute)
    item = in_discussion(here)
    poll = opened_poll(here, item, part_id=here.parts[0])
    with pytest.raises(RuleBroken, match="une fois"):
        come(here, here.titular)
    vote(here, poll, "for", here.substitute)
    here.do(cancel_poll, poll, "Erreur.", by=here.chair)
    come(here, here.titular)
    assert counts(here) == (5, 4, 0, 4)


def test_who_takes_the_seat_during_a_vote_votes_from_the_next_one_on(here):
    come(here, here.titular)
    item = in_discussion(here)
    poll = opened_poll(here, item, part_id=here.parts[0])
    vote(here, poll, "for", here.titular)
    go(here, here.titular)
    come(here, here.substitute)
    assert rights(here, poll, here.substitute) == []
    here.do(close_poll, poll, by=here.chair)


def test_a_vote_by_a_substitute_is_nowhere_told_as_a_proxy(here):
    come(here, here.substitute)
    item = in_discussion(here)
    poll = opened_poll(here, item, part_id=here.parts[0])
    awaited = here.read(lambda: {person.id: through for person, through in awaited_in(poll).names})
    assert awaited[here.titular] == "siège tenu par M.\u00a0Paul Suppléant"
    vote(here, poll, "for", here.substitute)
    here.do(close_poll, poll, by=here.chair)
    here.do(proclaim_poll, poll, by=here.chair)

    def told() -> tuple[str, str]:
        from voting.queries.minutes.recording import draft_record

        sitting = session().get_one(Sitting, here.sitting_id)
        own = votes_of(sitting.congress, here.titular)
        return str(draft_record(sitting, with_names=True)), own[0].through_told

    minutes, own = here.read(told)
    assert "siège tenu par M.\\xa0Paul Suppléant" in minutes
    assert "pouvoir porté" not in minutes
    assert own == "siège tenu par M.\u00a0Paul Suppléant"


def test_the_sheet_names_who_may_sit_until_the_sitting_is_over(here):
    lines = here.read(lambda: attendance_of(session().get_one(Sitting, here.sitting_id)))
    may_sit = {line.member.id: [one.id for one in line.substitutes] for line in lines}
    assert may_sit.pop(here.titular) == [here.substitute]
    assert not any(may_sit.values())


def test_a_seat_that_is_held_is_represented_by_nobody(here):
    other = here.electors[2]
    here.do(proxy_services.give_proxy, here.sitting_id, here.titular, other, by=here.titular)
    assert counts(here) == (5, 3, 1, 4)
    come(here, here.substitute)
    assert counts(here) == (5, 4, 0, 4)


def test_the_desk_seats_a_substitute_too_and_the_end_of_the_sitting_frees_the_seat(here):
    come(here, here.substitute, by=here.secretary)
    presence = here.read(lambda: chamber_queries.presence_of(here.sitting_id, here.substitute))
    assert presence.mode == PresenceMode.SECRETARIAT
    here.do(sitting_services.close_sitting, here.sitting_id, by=here.chair)
    assert here.read(lambda: session().query(SeatTaken).one().until) is not None


def test_where_the_rules_admit_none_no_substitute_sits(app):
    assembly = with_substitute(assemble(app, electors=5, opened=True))
    with pytest.raises(RuleBroken, match="n’admet pas de suppléant"):
        come(assembly, assembly.substitute)


def test_a_substitute_sits_again_where_a_sitting_closed_by_error_goes_on(here):
    come(here, here.substitute)
    for _time in (1, 2):
        assert counts(here) == (5, 4, 0, 4)
        here.do(sitting_services.close_sitting, here.sitting_id, by=here.chair)
        here.do(reopen_sitting, here.sitting_id, "Close par erreur.", by=here.chair)
    assert counts(here) == (5, 4, 0, 4)
    in_discussion(here)
    poll = opened_poll(here, here.read(lambda: chamber_queries.open_item_of(here.sitting_id).id), part_id=here.parts[0])
    assert len(rights(here, poll, here.substitute)) == 1


def test_a_substitute_no_more_admitted_does_not_come_back_with_the_others(here):
    come(here, here.substitute)
    here.do(sitting_services.close_sitting, here.sitting_id, by=here.chair)
    here.run(lambda: setattr(session().get_one(Congress, here.congress_id), "substitutes", False))
    here.do(reopen_sitting, here.sitting_id, "Close par erreur.", by=here.chair)
    assert here.read(lambda: chamber_queries.presence_of(here.sitting_id, here.substitute)) is None
    assert counts(here)[1] == 3
