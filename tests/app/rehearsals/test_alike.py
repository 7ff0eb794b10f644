"""A rehearsal is held under the rules of its sitting: every column that decides one is the same in the copy."""

from datetime import timedelta

import pytest
from sqlalchemy import func, select

from app.journal_verifying import verify_journal
from app.rehearsals.alike import OWN
from congress.chamber.convening_models import Convening, ConveningMeans
from congress.chamber.presence_models import Excuse, SeatTaken, Withdrawal, WithdrawalGround
from congress.chamber_models import AgendaItem, AgendaItemKind, Proxy, Sitting, SittingKind
from congress.models import Congress, Member, Room, RoomKind
from congress.rules.convening.time_limits import Timeliness
from congress.rules.rule_names import ItemNature
from congress.services.sitting_services import plan_sitting
from core.database import Base, session
from tests.support.application import NOON
from tests.support.plenary import Plenary
from voting.debate_models import DebateSettings, HouseDebate

COPY = "essai-repetition"
HELD = (Sitting, AgendaItem, Proxy, SeatTaken, Excuse, Withdrawal, Convening, DebateSettings, HouseDebate)
# What else names a sitting or an item, and why a rehearsal begins without it.
LEFT = {
    "programme_item": "of the programme, that the folder holds", "sitting_office": "given by the service, before the clock is set",
    "sitting_reopening": "of a sitting that was closed", "presence": "nobody is there yet",
    "quorum_check": "none was made", "second_sitting": "that of the first one; what follows from it is its number",
    "poll": "none is put", "quorum_challenge": "none is asked", "ballot_request": "none is asked",
    "item_debate": "it begins with the item", "speaking_request": "none before the sitting", "speech": "none",
    "floor_motion": "none before the sitting", "division": "none before the sitting",
    "division_request": "it is of the sitting itself", "minutes": "they decide nothing", "minutes_note": "of the minutes",
    "item_report": "of the minutes", "question": "none is put",
}  # fmt: skip


@pytest.fixture
def plenary(cast):
    return Plenary.of(cast)


def furnish(plenary: Plenary, sitting_id: int) -> None:
    """A sitting with whatever decides a rule, none of it as it is by default."""
    ids = plenary.cast.ids

    def write() -> None:
        sitting = session().get_one(Sitting, sitting_id)
        congress = sitting.congress
        sitting.convocation, congress.proxies_per_holder, congress.substitutes = 2, 3, True
        congress.keeps_positions, congress.one_change, congress.presence_opens_before = True, True, 17
        gaspard = session().get_one(Member, ids["gaspard"])
        gaspard.votes, gaspard.substitute_of_id = False, ids["fatou"]
        session().get_one(Member, ids["ada"]).weight += 1
        for item in list(sitting.items)[1:]:
            session().delete(item)
        session().flush()
        whole = AgendaItem(sitting_id=sitting_id, position=7, kind=AgendaItemKind.OTHER, title="Budget primitif",
                           nature=ItemNature.BUDGET, on_first_agenda=True)  # fmt: skip
        session().add(whole)
        session().flush()
        given = {"sitting_id": sitting_id, "given_at": NOON}
        session().add_all([
            Proxy(principal_id=ids["dora"], holder_id=ids["ada"], rank=1, **given),
            Proxy(principal_id=ids["dora"], holder_id=ids["bela"], rank=2, **given),
            Proxy(principal_id=ids["emile"], holder_id=ids["ada"], revoked_at=NOON, **given),
            SeatTaken(sitting_id=sitting_id, titular_id=ids["fatou"], substitute_id=ids["gaspard"], since=NOON),
            Excuse(sitting_id=sitting_id, member_id=ids["hana"], reason="Privé.", is_illness=True, said_at=NOON),
            Withdrawal(item_id=whole.id, member_id=ids["iris"], ground=list(WithdrawalGround)[-1], reason="Privé.",
                       declared_at=NOON),
            Convening(sitting_id=sitting_id, rank=1, means=ConveningMeans.ELSEWHERE, sent_at=NOON, subject="Séance",
                      starts_at=sitting.starts_at, agenda=[[whole.id, whole.title]], body="…", body_sha256="0" * 64,
                      days_asked=3, days_left=1, timeliness=Timeliness.SHORTENED, because="Urgence.", letters=4),
            DebateSettings(sitting_id=sitting_id, newcomers_first=False, alternates=False, speaker_seconds=61,
                           item_minutes=9, seconders=2),
            HouseDebate(congress_id=congress.id, newcomers_first=False, speaker_seconds=62, seconders=1),
        ])  # fmt: skip

    plenary.cast.run(write)


def by_hand(plenary: Plenary) -> int:
    """The id of a sitting that no programme announces, in a room with a link that nothing else is held in."""
    rooms = []

    def write() -> None:
        room = Room(
            congress_id=1, position=99, name="Mairie annexe", kind=RoomKind.MIXED, url="https://visio.example/a"
        )
        session().add(room)
        session().flush()
        rooms.append(room.id)

    plenary.cast.run(write)
    starts = plenary.cast.read(lambda: session().get_one(Sitting, plenary.sitting_id).starts_at) + timedelta(days=1)
    hours = {"starts_at": starts, "ends_at": starts + timedelta(hours=2)}
    return plenary.do(plan_sitting, 1, kind=SittingKind.PLENARY, title="Séance ajoutée", room_id=rooms[0], **hours,
                      by="sven")  # fmt: skip


def rows(model: type[Base], congress_id: int, sitting_id: int) -> list[dict[str, object]]:
    """What a table says of a sitting, every column of it; a row that it names is told by what is the same in both."""
    above = {"sitting": sitting_id, "congress": congress_id}
    held = {Sitting: (Sitting.id, [sitting_id]), HouseDebate: (HouseDebate.congress_id, [congress_id])}
    if model is Withdrawal:
        items = select(AgendaItem.id).where(AgendaItem.sitting_id == sitting_id)
        held[model] = (Withdrawal.item_id, session().scalars(items).all())
    column, keys = held.get(model) or (model.sitting_id, [sitting_id])
    key = next(iter(model.__table__.primary_key))
    found = [row for row in session().scalars(select(model).where(column.in_(keys)).order_by(key)) if stands(row)]
    told = []
    for row in found:
        values = {}
        for attribute in model.__mapper__.column_attrs:
            value = getattr(row, attribute.key)
            for named in attribute.columns[0].foreign_keys:
                name = named.column.table.name
                value = called(name, value) if name not in above else value == above[name]
            values[attribute.key] = value
        values.pop("id", None), values.pop("salt", None)
        told.append({name: value for name, value in values.items() if name not in OWN.get(model, {})})
    return told


def stands(row: Base) -> bool:
    return all(getattr(row, name, None) is None for name in ("revoked_at", "until", "taken_back_at"))


def called(table: str, key: int | None) -> object:
    if key is None:
        return None
    model, name = {"member": (Member, "ref"), "room": (Room, "name"), "agenda_item": (AgendaItem, "title")}[table]
    return getattr(session().get_one(model, key), name)


@pytest.mark.parametrize("is_announced", [True, False], ids=["of the programme", "planned by hand"])
def test_every_column_that_decides_a_rule_is_the_same_in_the_copy(plenary, is_announced):
    sitting_id = plenary.sitting_id if is_announced else by_hand(plenary)
    furnish(plenary, sitting_id)
    number = plenary.cast.read(lambda: session().get_one(Sitting, sitting_id).number)
    offices = plenary.post("sven", f"seances/{number}/presidence/repetition")
    assert offices.status_code == 303 and f"/{COPY}/" in offices.location, offices.location

    def compared() -> None:
        copy = session().scalars(select(Congress).where(Congress.slug == COPY)).one()
        held = int(offices.location.split("/")[3])
        there = session().scalars(select(Sitting).where(Sitting.congress_id == copy.id, Sitting.number == held)).one()
        for model in HELD:
            source, found = rows(model, 1, sitting_id), rows(model, copy.id, there.id)
            if model is Convening:  # ids of items are those of each
                (agenda,) = [line.pop("agenda") for line in found]
                assert called("agenda_item", agenda[0][0]) == "Budget primitif" and source[0].pop("agenda")
            assert source and found == source, model.__tablename__
        assert plain(session().get_one(Congress, 1)) == plain(copy)
        of_copy = {member.ref: member for member in people(copy.id)}
        for member in people(1):
            assert plain(of_copy[member.ref]) == plain(member), member.ref
        assert there.room is None or (there.room.congress_id, there.room.url) == (copy.id, source_room(sitting_id).url)

    plenary.cast.read(compared)
    assert plenary.cast.read(lambda: verify_journal(COPY).errors) == ()


def source_room(sitting_id: int) -> Room:
    return session().get_one(Sitting, sitting_id).room


def people(congress_id: int) -> list[Member]:
    return list(session().scalars(select(Member).where(Member.congress_id == congress_id)))


def plain(row: Base) -> dict[str, object]:
    """Every column of a congress or of a member that is not the copy's own; of people named, what is the same."""
    values = {a.key: getattr(row, a.key) for a in type(row).__mapper__.column_attrs}
    own = {"id", "congress_id", "salt", *OWN[type(row)]}
    named = {name for name in values if name.endswith("_id") and name not in own}
    return {
        name: called("member", value) if name in named else value for name, value in values.items() if name not in own
    }


def test_every_table_that_names_a_sitting_or_an_item_is_taken_over_or_left_for_a_reason(app):
    taken = {model.__tablename__ for model in HELD}
    hung = {
        table.name for table in Base.metadata.tables.values()
        if {key.column.table.name for key in table.foreign_keys} & {"sitting", "agenda_item"}
    }  # fmt: skip
    assert hung - taken == LEFT.keys(), (hung - taken) ^ LEFT.keys()
    for model, own in OWN.items():
        assert own.keys() <= {attribute.key for attribute in model.__mapper__.column_attrs}
        assert all(len(why) > 5 for why in own.values())


def test_what_is_private_or_was_taken_back_is_in_no_copy(plenary):
    furnish(plenary, plenary.sitting_id)
    plenary.post("sven", "seances/2/presidence/repetition")

    def looked() -> tuple[object, ...]:
        copy = session().scalars(select(Congress.id).where(Congress.slug == COPY)).one()
        of_copy = select(Sitting.id).where(Sitting.congress_id == copy)
        return (
            session().scalar(select(func.count()).select_from(Proxy).where(Proxy.sitting_id.in_(of_copy))),
            session().scalar(select(Excuse.reason).where(Excuse.sitting_id.in_(of_copy))),
            session().scalar(select(Withdrawal.reason).order_by(Withdrawal.id.desc()).limit(1)),
        )

    assert plenary.cast.read(looked) == (2, "", "")
