"""The council of an EPCI that sits in several places, played to its end: what L5211-11-1 forbids is refused and put off."""

import re

import pytest
from sqlalchemy import select

from congress.chamber_models import AgendaItem, AgendaItemKind, PresenceMode, Sitting
from congress.models import Congress, Room, RoomKind
from congress.queries.chamber_queries import agenda_of
from congress.rules.presets.house_rules import PRESETS
from congress.rules.rule_names import BallotKind, ItemNature, PresetName
from congress.services.lawful.changing import save_rules
from congress.services.presence_services import arrive, leave
from congress.services.sitting_services import add_item
from core.database import session
from core.errors import RuleBroken
from tests.support.plenary import CONSOLE, Plenary, words
from voting.debate_models import FloorMotion
from voting.models import Poll, PollState
from voting.queries.subjects import SubjectKeys
from voting.rules.methods.method import ELECTRONIC, PAPER, ROLL_CALL, SHOW_OF_HANDS
from voting.services.asking.electing import WantedElection, put_election
from voting.services.challenge.ballot_requests import ask_ballot
from voting.services.debate.settling import put_to_vote
from voting.services.discussion_services import end_item, put_in_discussion
from voting.services.modes.declaring import Declaration, declare
from voting.services.modes.putting_to_vote import go_on_by
from voting.services.modes.putting_to_vote import put_to_vote as by_hands
from voting.services.poll_services import announce_correction, announce_poll, cancel_poll, open_poll
from voting.services.text_effects import result_shown

pytestmark = pytest.mark.one_database


@pytest.fixture
def epci(cast) -> Plenary:
    plenary = Plenary.of(cast)
    plenary.do(save_rules, cast.congress_id, PRESETS[PresetName.EPCI], by="sven")
    return plenary


def said(answer) -> str:
    return words(answer).replace("\u00a0", " ").replace("\u202f", " ")


def far(plenary: Plenary, name: str) -> None:
    plenary.do(arrive, plenary.sitting_id, plenary.cast.ids[name], PresenceMode.REMOTE, by=name)


def test_a_council_in_several_places_votes_in_public_and_puts_off_what_it_may_not_decide(epci):
    budget = epci.do(
        add_item, epci.sitting_id, AgendaItemKind.OTHER, "Budget primitif", nature=ItemNature.BUDGET, by="sven"
    )
    epci.open("ada", "bela", "dora", "emile", "chloe")
    far(epci, "fatou")
    epci.discuss()
    poll_id = epci.poll()
    epci.vote(poll_id, "for", "ada", "bela", "fatou")
    epci.vote(poll_id, "against", "dora", "emile")
    epci.vote(poll_id, "abstain", "chloe")
    epci.proclaim(poll_id)
    result = said(epci.get("ada", "scrutins/1"))
    assert "Pour : 3. Contre : 2. La proposition n° 1 est adoptée." in result

    epci.do(put_in_discussion, budget)
    page = epci.get("chloe", CONSOLE)
    assert "Le budget primitif ne s’adopte pas à distance (CGCT, art. L5211-11-1)." in said(page)
    assert "Reporter ce point" in said(page)
    assert "Mettre aux voix autre chose" not in said(page), "each of its ways would be refused"
    position = epci.cast.read(lambda: session().get_one(AgendaItem, budget).position)
    assert epci.press("chloe", f"points/{position}", geste="reporter").status_code == 303
    for name, page in (("chloe", CONSOLE), ("ada", "seances/2")):
        assert "Budget primitif reporté, ne se décide pas à distance, " in said(epci.get(name, page))
    minutes = said(epci.get("sven", "seances/2/proces-verbal"))
    assert (
        f"Le point n° {position} est reporté à une séance où les membres sont présents (CGCT, art. L5211-11-1)."
        in minutes
    )


def test_paper_is_offered_while_all_are_in_the_room(epci):
    epci.open("ada", "bela", "dora", "emile", "chloe")
    epci.discuss()
    assert "au scrutin secret, sur papier" in said(epci.get("chloe", CONSOLE))
    far(epci, "fatou")
    assert "sur papier" not in said(epci.get("chloe", CONSOLE))


def test_a_secret_vote_obtained_at_a_distance_puts_the_item_off(epci):
    epci.open("ada", "bela", "dora", "emile", "chloe")
    far(epci, "fatou")
    item = epci.discuss()
    assert "Reporter ce point" not in said(epci.get("chloe", CONSOLE))
    assert epci.press("chloe", "points/1", geste="reporter").status_code == 409
    epci.do(ask_ballot, item, BallotKind.SECRET, [epci.cast.ids[name] for name in ("ada", "bela")], by="chloe")
    page = said(epci.get("chloe", CONSOLE))
    assert (
        page.count("À distance, on ne vote qu’au scrutin public : ce point est reporté") == 1 and "L5211-11-1" in page
    )
    assert "2 demandes pour 6 présents" in page and "le prochain vote se tient sur papier" not in page
    assert epci.press("chloe", "points/1", geste="reporter").status_code == 303
    told = said(epci.get("ada", "seances/2"))
    assert "Aucun point n’est en discussion." in told
    put_off = "reporté, ne se décide pas à distance, "
    assert put_off in told and put_off in said(epci.get("chloe", CONSOLE))
    for position in range(2, len(epci.cast.read(lambda: agenda_of(epci.sitting_id))) + 1):
        epci.do(end_item, epci.discuss(position))
    console = epci.get("chloe", CONSOLE)
    assert "Restent à voter, sur des points clos" in said(console)
    left = re.findall(r'class="link" href="[^"]*point=(\d+)"', console.text)
    assert left and "1" not in left, "the item put off waits for another sitting"
    epci.do(end_item, epci.discuss())
    assert put_off not in said(epci.get("chloe", CONSOLE)), "discussed since, and closed"


def test_a_secret_vote_announced_in_the_room_does_not_open_once_somebody_is_far(epci):
    epci.open("ada", "bela", "dora", "emile", "chloe")
    item = epci.discuss()
    epci.do(ask_ballot, item, BallotKind.SECRET, [epci.cast.ids[name] for name in ("ada", "bela")], by="chloe")
    poll_id = epci.do(announce_poll, item, SubjectKeys(part_id=epci.part()), method=PAPER)
    far(epci, "fatou")
    with pytest.raises(RuleBroken, match="L5211-11-1"):
        epci.do(open_poll, poll_id)
    epci.do(leave, epci.sitting_id, epci.cast.ids["fatou"], by="fatou")
    assert epci.do(open_poll, poll_id).is_met
    epci.do(cancel_poll, poll_id, "Fin de l’essai.")


def test_at_a_distance_others_than_the_bureau_are_elected_in_public_alone(epci):
    bureau = epci.do(
        add_item, epci.sitting_id, AgendaItemKind.OTHER, "Bureau", nature=ItemNature.ELECTION, by="sven"
    )  # fmt: skip
    epci.open("ada", "bela", "dora", "emile", "chloe")
    item = epci.discuss()
    far(epci, "fatou")
    page = said(epci.get("chloe", CONSOLE))
    assert "et ni la présidence ni le bureau ne s’élisent (CGCT, art. L5211-11-1)." in page
    names = ("Mme Ada Martin", "M. Béla Roux")
    with pytest.raises(RuleBroken, match="À distance, on ne vote qu’au scrutin public") as refused:
        epci.do(put_election, item, WantedElection("Élection à la commission", names), PAPER, by="chloe")
    assert "(CGCT, art.\u00a0L5211-11-1)" in refused.value.sentence
    waived = WantedElection("Élection à la commission", names, is_waived=True)
    assert epci.do(put_election, item, waived, ELECTRONIC, by="chloe").is_met
    poll_id = epci.cast.read(lambda: session().scalars(select(Poll.id)).one())
    epci.vote(poll_id, "o1", "ada", "bela", "fatou", "chloe")
    epci.proclaim(poll_id)
    epci.do(put_in_discussion, bureau)
    presides = WantedElection("Élection à la présidence", names, is_waived=True)
    with pytest.raises(RuleBroken, match="L’élection de la présidence et du bureau ne se tient pas à distance") as no:
        epci.do(put_election, bureau, presides, ELECTRONIC, by="chloe")
    assert "(CGCT, art.\u00a0L5211-11-1)" in no.value.sentence
    epci.do(leave, epci.sitting_id, epci.cast.ids["fatou"], by="fatou")
    assert epci.do(put_election, bureau, presides, ELECTRONIC, by="chloe").is_met


def test_at_a_distance_nothing_is_voted_by_show_of_hands(epci):
    epci.open("ada", "bela", "dora", "emile", "chloe")
    item = epci.discuss()
    assert "Mettre aux voix à main levée" in said(epci.get("chloe", CONSOLE))
    announced = epci.do(announce_poll, item, SubjectKeys(part_id=epci.part()), method=SHOW_OF_HANDS)
    far(epci, "fatou")
    with pytest.raises(RuleBroken, match="pas à main levée") as refused:
        epci.do(open_poll, announced)
    assert "(CGCT, art.\u00a0L2121-21, L5211-11-1)" in refused.value.sentence
    epci.do(cancel_poll, announced, "Plusieurs lieux.")
    page = said(epci.get("chloe", CONSOLE))
    assert "main levée" not in page and "Mettre aux voix par appel nominal" in page
    with pytest.raises(RuleBroken, match="pas à main levée"):
        epci.do(announce_poll, item, SubjectKeys(part_id=epci.part()), method=SHOW_OF_HANDS)
    poll_id = epci.poll()
    page = said(epci.get("chloe", CONSOLE))
    assert "Poursuivre par appel nominal" in page and "à main levée" not in page
    with pytest.raises(RuleBroken, match="pas à main levée"):
        epci.do(go_on_by, poll_id, SHOW_OF_HANDS)
    assert epci.cast.read(lambda: session().get_one(Poll, poll_id).state) is PollState.OPEN
    assert epci.do(go_on_by, poll_id, ROLL_CALL).is_met


def test_at_a_distance_a_motion_from_the_floor_is_put_at_the_name_of_each(epci):
    epci.open("ada", "bela", "dora", "emile", "chloe")
    epci.discuss()
    far(epci, "fatou")
    epci.post("ada", "seances/2/parole/motions", objet="renvoi", mots="À revoir.")
    page = said(epci.get("chloe", "seances/2/parole"))
    assert "Voter au nom de chacun" in page and "Voter à main levée" not in page
    assert "pas à main levée (CGCT, art. L2121-21, L5211-11-1)." in page
    motion = epci.cast.read(lambda: session().scalars(select(FloorMotion.id)).one())
    epci.do(put_to_vote, epci.sitting_id, motion)
    assert epci.cast.read(lambda: session().scalars(select(Poll.method_name)).one()) == "electronic"


def test_at_a_distance_a_suspension_asked_on_no_item_is_granted_and_not_voted_by_hands(epci):
    epci.open("ada", "bela", "dora", "emile", "chloe")
    far(epci, "fatou")
    epci.post("ada", "seances/2/parole/motions", objet="suspension", duree="5")
    page = epci.get("chloe", "seances/2/parole")
    assert "Accorder" in said(page) and 'value="voter"' not in page.text and "pas à main levée (CGCT" in said(page)
    motion = epci.cast.read(lambda: session().scalars(select(FloorMotion.id)).one())
    with pytest.raises(RuleBroken, match="pas à main levée"):
        epci.do(put_to_vote, epci.sitting_id, motion)


def test_at_a_distance_a_show_of_hands_is_corrected_at_the_name_of_each(epci):
    epci.open("ada", "bela", "dora", "emile", "chloe")
    item = epci.discuss()
    assert epci.do(by_hands, item, SubjectKeys(part_id=epci.part()), SHOW_OF_HANDS).is_met
    poll_id = epci.cast.read(lambda: session().scalars(select(Poll.id)).one())
    shown = epci.cast.read(lambda: result_shown(session().get_one(Poll, poll_id), if_adopted=False))
    epci.do(declare, poll_id, Declaration(is_adopted=False), shown=shown)
    far(epci, "fatou")
    correcting = epci.do(announce_correction, item, poll_id, "Les mains étaient mal comptées.")
    assert epci.cast.read(lambda: session().get_one(Poll, correcting).method) == ELECTRONIC
    assert epci.do(open_poll, correcting).is_met


def test_a_room_with_a_link_is_several_places(epci):
    def link() -> None:
        room = session().scalars(select(Room)).first()
        room.kind = RoomKind.MIXED
        session().get_one(Sitting, epci.sitting_id).room_id = room.id

    epci.cast.run(link)
    ready, unlinked = "seances/2/presidence/pret", "La retransmission en direct n’a pas de lien"
    assert f"{unlinked} À distance ou en plusieurs lieux, la séance est retransmise en direct" in said(
        epci.get("sven", ready)
    )

    def give_its_link() -> None:
        session().scalars(select(Room)).first().url = "https://direct.example/conseil"

    epci.cast.run(give_its_link)
    page = said(epci.get("sven", ready))
    assert unlinked not in page and "Retransmission https://direct.example/conseil." in page
    delegates = epci.do(
        add_item, epci.sitting_id, AgendaItemKind.OTHER, "Délégués", nature=ItemNature.DELEGATES, by="sven"
    )
    epci.open("ada", "bela", "dora", "emile", "chloe")
    epci.do(put_in_discussion, delegates)
    assert (
        "La désignation de délégués dans un organisme extérieur ne se tient pas à distance (CGCT, art. L5211-11-1)."
        in said(epci.get("chloe", CONSOLE))
    )
    broadcast = "à distance, et a été retransmise en direct au public (CGCT, art. L5211-11-1) : https://direct.example/"
    assert broadcast in said(epci.get("sven", "seances/2/proces-verbal"))


def test_a_room_with_a_link_has_no_secret_vote_on_paper(epci):
    def link() -> None:
        room = session().scalars(select(Room)).first()
        room.kind = RoomKind.MIXED
        session().get_one(Sitting, epci.sitting_id).room_id = room.id

    epci.cast.run(link)
    epci.open("ada", "bela", "dora", "emile", "chloe")
    item = epci.discuss()
    page = epci.get("chloe", CONSOLE)
    assert 'value="paper"' not in page.text and 'value="show_of_hands"' not in page.text
    assert 'value="roll_call"' in page.text
    assert "sur papier" not in said(page)
    with pytest.raises(RuleBroken, match=r"\(CGCT, art\.\u00a0L5211-11-1\)"):
        epci.do(announce_poll, item, SubjectKeys(part_id=epci.part()), method=PAPER)


def test_a_motion_is_put_by_the_ballot_obtained_and_by_none_where_the_item_is_put_off(epci):
    epci.open("ada", "bela", "dora", "emile", "chloe")
    item = epci.discuss()
    epci.post("ada", "seances/2/parole/motions", objet="renvoi", mots="À revoir.")
    assert "Voter à main levée" in said(epci.get("chloe", "seances/2/parole"))
    epci.do(ask_ballot, item, BallotKind.SECRET, [epci.cast.ids[name] for name in ("ada", "bela")], by="chloe")
    for page in ("seances/2/parole", CONSOLE):
        shown = said(epci.get("chloe", page))
        assert "Voter au scrutin secret, sur papier" in shown
        assert "Voter à main levée" not in shown, "it would be refused"
    far(epci, "fatou")
    for page in ("seances/2/parole", CONSOLE):
        shown = epci.get("chloe", page)
        assert 'value="voter"' not in shown.text, "it would be refused"
        assert said(shown).count("À distance, on ne vote qu’au scrutin public : ce point est reporté") == 1
        assert "Reporter ce point" in said(shown)
    assert "Cette motion est mise aux voix" not in said(epci.get("chloe", CONSOLE))
    epci.do(leave, epci.sitting_id, epci.cast.ids["fatou"], by="fatou")
    motion = epci.cast.read(lambda: session().scalars(select(FloorMotion.id)).one())
    epci.do(put_to_vote, epci.sitting_id, motion)
    assert epci.cast.read(lambda: session().scalars(select(Poll.method_name)).one()) == "paper"


@pytest.mark.parametrize(("kind", "names_it"), [(RoomKind.MIXED, True), (RoomKind.VIRTUAL, False)])
def test_the_minutes_of_a_meeting_by_video_name_no_building(epci, kind, names_it):
    def link() -> None:
        room = session().scalars(select(Room)).first()
        room.kind, room.name = kind, "Visioconférence"
        session().get_one(Sitting, epci.sitting_id).room_id = room.id
        session().get_one(Congress, room.congress_id).place = "Maison commune, Vézelise"

    epci.cast.run(link)
    epci.open("ada", "bela", "dora", "emile", "chloe")
    minutes = said(epci.get("sven", "seances/2/proces-verbal"))
    assert ", Visioconférence, " in minutes
    assert ("Visioconférence, Maison commune, Vézelise" in minutes) is names_it
