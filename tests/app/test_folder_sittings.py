"""Sittings come from the programme: planned with their agenda and offices, moved with their programme item until they open."""

from datetime import UTC, datetime

from sqlalchemy import select

from congress.chamber_models import AgendaItemKind, Office, Sitting, SittingKind
from congress.models import Room
from congress.queries import chamber_queries
from congress.services.sitting_services import open_sitting
from core.database import session
from tests.app.conftest import NOW
from tests.app.test_folder_import import counts


def test_sittings_come_from_the_programme_with_agenda_and_offices(imported, look):
    def told():
        sittings = session().scalars(select(Sitting).order_by(Sitting.number)).all()
        return [
            (
                sitting.kind,
                [(item.kind, item.proposal_number) for item in sitting.items],
                {(office.office, office.member.family_name) for office in sitting.offices},
            )
            for sitting in sittings
        ]

    preparation, morning, afternoon = look(told)
    offices = {(Office.CHAIR, "Arnaud"), (Office.SECRETARY, "Keller")}
    assert (preparation[0], preparation[2]) == (SittingKind.PREPARATION, offices)
    assert morning[1] == [(AgendaItemKind.OTHER, None)]
    assert afternoon[1] == [
        *((AgendaItemKind.PROPOSAL, number) for number in range(1, 9)),
        (AgendaItemKind.MOTION, None),
    ]
    assert afternoon[2] == offices


def test_a_moved_programme_item_is_the_same_and_moves_its_sitting(imported, folder, command, look):
    before = look(counts)
    folder.change(
        "programme.csv",
        "2020-10-12;14:00;16:00;plenary;Rédaction collective et vote de la motion;Sénat",
        "2020-10-13;15:00;17:00;plenary;Rédaction collective et vote de la motion;Salle virtuelle A",
    )
    result = command.taken(folder)
    assert look(counts) == before
    assert "starts_at" in result.output
    sitting = look(lambda: session().scalars(select(Sitting).where(Sitting.number == 3)).one())
    assert sitting.starts_at == datetime(2020, 10, 13, 13, 0, tzinfo=UTC)
    assert look(lambda: session().get_one(Room, sitting.room_id).name) == "Salle virtuelle A"


def test_a_retitled_programme_item_is_the_same(imported, folder, command, look):
    before = look(counts)
    folder.change("programme.csv", "Présentation des contributions et débat", "Contributions, puis débat")
    command.taken(folder)
    assert look(counts) == before
    titles = look(lambda: list(session().scalars(select(Sitting.title))))
    assert "Contributions, puis débat" in titles


def test_an_open_sitting_does_not_move(imported, folder, command, look, act):
    act(open_sitting, look(lambda: session().scalars(select(Sitting.id).where(Sitting.number == 3)).one()))
    folder.change("programme.csv", "2020-10-12;14:00;16:00;plenary", "2020-10-13;14:00;16:00;plenary")
    assert "déjà ouverte" in command.taken(folder).output
    assert look(lambda: session().scalars(select(Sitting.starts_at).where(Sitting.number == 3)).one()) == NOW


def test_a_new_chair_of_the_roll_chairs_what_is_not_open_yet(imported, folder, command, look):
    folder.change("roll.csv", "elected;chair;Mme;Chloé", "elected;;Mme;Chloé")
    folder.change("roll.csv", "elected;;Mme;Karine", "elected;chair;Mme;Karine")
    command.taken(folder)
    chair = look(
        lambda: chamber_queries.chair_of(session().scalars(select(Sitting.id).where(Sitting.number == 3)).one())
    )
    assert chair.family_name == "Prigent"
