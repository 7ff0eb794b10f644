"""The programme: saved without losing anything, told by the congress's clock, shown to everyone without a room's address."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import event, func, select

from congress.clock import now_in
from congress.models import Congress, Room
from core.database import db, session
from core.errors import Forbidden, Invalid, RuleBroken
from programme.models import ProgrammeItem, ProgrammeItemKind
from programme.queries import Moment, now_and_next, programme
from programme.services import ProgrammeItemFields, save_programme_item
from tests.support.plenary import Plenary, words
from voting.services.discussion_services import end_sitting, open_sitting_in_number

NINE = datetime(2020, 10, 13, 7, 0, tzinfo=UTC)


def a_webinar(**changes) -> ProgrammeItemFields:
    wanted = {
        "starts_at": NINE,
        "ends_at": NINE + timedelta(hours=1),
        "kind": ProgrammeItemKind.WEBINAR,
        "title": "L'atelier : quoi ?",
    }
    return ProgrammeItemFields(**{**wanted, **changes})


def titles_of(cast) -> list[str]:
    return cast.read(lambda: list(session().scalars(select(ProgrammeItem.title).order_by(ProgrammeItem.starts_at))))


def of_congress(cast, look):
    return cast.read(lambda: look(session().get_one(Congress, cast.congress_id)))


def test_a_programme_item_enters_in_french_typography(cast):
    saved, change = cast.do(save_programme_item, cast.congress_id, a_webinar())
    assert change.is_new
    assert cast.read(lambda: session().get_one(ProgrammeItem, saved).title) == "L’atelier\u00a0: quoi\u00a0?"


def test_the_same_again_changes_nothing(cast):
    first, _ = cast.do(save_programme_item, cast.congress_id, a_webinar())
    again, change = cast.do(save_programme_item, cast.congress_id, a_webinar())
    assert again == first
    assert not change


def test_a_change_is_told_field_by_field(cast):
    first, _ = cast.do(save_programme_item, cast.congress_id, a_webinar())
    moved = a_webinar(starts_at=NINE + timedelta(minutes=15))
    _, change = cast.do(save_programme_item, cast.congress_id, moved, programme_item_id=first)
    assert [field.name for field in change.fields] == ["starts_at"]


def test_it_must_end_after_it_starts(cast):
    with pytest.raises(Invalid, match="finir après"):
        cast.do(save_programme_item, cast.congress_id, a_webinar(ends_at=NINE))


def test_two_of_one_title_cannot_start_together(cast):
    cast.do(save_programme_item, cast.congress_id, a_webinar())
    other, _ = cast.do(save_programme_item, cast.congress_id, a_webinar(title="Autre"))
    with pytest.raises(RuleBroken, match="commence déjà"):
        cast.do(save_programme_item, cast.congress_id, a_webinar(), programme_item_id=other)


def test_only_the_secretariat_saves(cast):
    for name in ("ada", "chloe", "elodie", "vera", None):
        with pytest.raises(Forbidden):
            cast.do(save_programme_item, cast.congress_id, a_webinar(), by=name)
    assert "L’atelier\u00a0: quoi\u00a0?" not in titles_of(cast)


def test_days_are_those_of_the_congress_and_what_follows_its_end_is_a_neighbour(cast):
    whole = of_congress(cast, lambda congress: programme(congress, now_in(congress)))
    assert [day.date.isoformat() for day in whole.days] == ["2020-08-26", "2020-10-12"]
    assert [day.date.isoformat() for day in whole.neighbours] == ["2020-11-24"]


def test_a_programme_item_of_the_small_hours_belongs_to_the_day_of_the_congress(cast):
    late = datetime(2020, 10, 14, 22, 30, tzinfo=UTC)  # the 15th, half past midnight, in Paris
    cast.do(save_programme_item, cast.congress_id, a_webinar(starts_at=late, ends_at=late + timedelta(hours=1)))
    whole = of_congress(cast, lambda congress: programme(congress, now_in(congress)))
    assert [day.date.isoformat() for day in whole.days] == ["2020-08-26", "2020-10-12", "2020-10-15"]


@pytest.mark.parametrize(
    ("instant", "moment"),
    [
        (datetime(2020, 10, 12, 11, 59, 59, tzinfo=UTC), Moment.COMING),
        (datetime(2020, 10, 12, 12, 0, tzinfo=UTC), Moment.NOW),
        (datetime(2020, 10, 12, 13, 59, 59, tzinfo=UTC), Moment.NOW),
        (datetime(2020, 10, 12, 14, 0, tzinfo=UTC), Moment.OVER),
    ],
)
def test_the_plenary_is_coming_then_now_then_over(cast, instant, moment):
    agenda = of_congress(cast, lambda congress: programme(congress, instant))
    assert agenda.days[1].items[0].moment is moment


def test_a_sitting_is_on_while_it_is_open_and_over_once_it_is_closed_whatever_its_hours(cast):
    """Its programme says two to four; it opens late, and ends sooner or later than it was to."""
    plenary = Plenary.of(cast)
    plenary.do(open_sitting_in_number, plenary.sitting_id)
    before, within, after = (datetime(2020, 10, 12, hour, 30, tzinfo=UTC) for hour in (11, 12, 14))

    def moments() -> set[Moment]:
        instants = (before, within, after)
        return {
            of_congress(cast, lambda congress, at=at: programme(congress, at)).days[1].items[0].moment
            for at in instants
        }

    assert moments() == {Moment.NOW}
    plenary.do(end_sitting, plenary.sitting_id)
    assert moments() == {Moment.OVER}
    agenda = of_congress(cast, lambda congress: now_and_next(congress, within))
    assert agenda.now == () and [item.moment for item in agenda.today] == [Moment.OVER]


@pytest.mark.one_database
def test_the_home_says_of_a_closed_sitting_that_it_is_over(cast):
    plenary = Plenary.of(cast)
    cast.clock.at = datetime(2020, 10, 12, 12, 30, tzinfo=UTC)
    plenary.do(open_sitting_in_number, plenary.sitting_id)

    def today() -> str:
        return words(cast.browse("ada").get(cast.path(""))).split("Programme du jour")[1]

    assert ", en cours" in today()
    plenary.do(end_sitting, plenary.sitting_id)
    assert ", terminé" in today() and "en cours" not in today()
    assert "En cours" not in words(cast.browse().get(cast.path("programme")))


def test_now_and_next_leave_neighbours_out(cast):
    agenda = of_congress(cast, lambda congress: now_and_next(congress, datetime(2020, 10, 12, 12, 30, tzinfo=UTC)))
    assert [item.title for item in agenda.now] == ["Rédaction collective et vote de la motion"]
    assert [item.title for item in agenda.today] == ["Rédaction collective et vote de la motion"]
    assert agenda.coming == ()


def test_what_is_permanent_comes_after_what_is_special(cast):
    noon = datetime(2020, 10, 12, 12, 0, tzinfo=UTC)
    permanent = a_webinar(
        kind=ProgrammeItemKind.PERMANENT, starts_at=noon - timedelta(hours=5), ends_at=noon + timedelta(hours=5)
    )
    cast.do(save_programme_item, cast.congress_id, permanent)
    agenda = of_congress(cast, lambda congress: now_and_next(congress, noon))
    assert [item.kind for item in agenda.now] == [ProgrammeItemKind.PLENARY, ProgrammeItemKind.PERMANENT]


@pytest.mark.one_database
def test_everyone_reads_the_programme_with_its_hours_and_states(cast):
    page = cast.browse().get(cast.path("programme"))
    assert page.status_code == 200
    text = page.get_data(as_text=True)
    for told in (
        "Mercredi 26\u00a0août <small>2020",
        "14\u00a0h</time> – <time",
        "Événements voisins",
        "En cours",
        "· terminé",
        "· à venir",
        "Salle des fêtes",
    ):
        assert told in text, told


@pytest.mark.one_database
def test_no_address_or_telephone_of_a_room_is_shown(cast):
    for name in (None, "ada", "sven"):
        text = cast.browse(name).get(cast.path("programme")).get_data(as_text=True)
        assert "Salle virtuelle" in text
        assert "visio.example" not in text
        assert "99 00 12 34" not in text


@pytest.mark.one_database
def test_a_programme_without_anything_says_so(app, cast):
    cast.run(lambda: [session().delete(row) for row in session().scalars(select(ProgrammeItem))])
    assert "Le programme est vide" in cast.browse().get(cast.path("programme")).get_data(as_text=True)


def queries_of(cast, address: str) -> int:
    statements: list[str] = []

    def count(connection, cursor, statement, *rest) -> None:
        statements.append(statement)

    with cast.app.app_context():
        engine = db.engine
    event.listen(engine, "before_cursor_execute", count)
    try:
        assert cast.browse().get(address).status_code == 200
    finally:
        event.remove(engine, "before_cursor_execute", count)
    return len([statement for statement in statements if statement.startswith("SELECT")])


@pytest.mark.one_database
def test_the_number_of_queries_does_not_follow_the_number_of_programme_item(cast):
    before = queries_of(cast, cast.path("programme"))
    room = cast.read(lambda: session().scalar(select(Room.id).where(Room.name == "Salle virtuelle")))
    for number in range(60):
        start = NINE + timedelta(hours=number)
        cast.do(
            save_programme_item,
            cast.congress_id,
            a_webinar(starts_at=start, ends_at=start + timedelta(minutes=30), room_id=room),
        )
    assert cast.read(lambda: session().scalar(select(func.count()).select_from(ProgrammeItem))) == 63
    assert queries_of(cast, cast.path("programme")) == before <= 4
