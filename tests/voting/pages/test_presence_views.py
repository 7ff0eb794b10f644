"""Pages say who may vote from where they are: departures, the window, proxies that changed, votes said aloud."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from congress.chamber_models import Presence, Proxy, Sitting
from congress.models import Congress, PresenceInRoom
from congress.services.presence_services import arrive, leave
from congress.services.proxy_services import give_proxy, revoke_proxy
from congress.services.sitting_services import open_sitting
from core.database import session
from tests.support.cast import build_congress
from tests.support.plenary import Plenary, words
from voting.models import Ballot

pytestmark = pytest.mark.one_database

HERE, POLL = "seances/2", "scrutins/1"


@pytest.fixture
def poll(app):
    """A poll that is open; fatou left her vote to ada."""
    plenary = Plenary.of(build_congress(app))
    ids = plenary.cast.ids
    plenary.do(give_proxy, plenary.sitting_id, ids["fatou"], ids["ada"], by="sven")
    plenary.open("ada", "bela", "dora", "emile", "chloe")
    plenary.discuss()
    plenary.id = plenary.poll()
    return plenary


def rules(plenary, **values) -> None:
    def change() -> None:
        for name, value in values.items():
            setattr(session().get_one(Congress, plenary.cast.congress_id), name, value)

    plenary.cast.run(change)


def presences(plenary) -> list[Presence]:
    return plenary.cast.read(lambda: session().scalars(select(Presence).order_by(Presence.id)).all())


def test_before_the_window_the_page_says_from_when(plenary):
    def later() -> None:
        sitting = session().get_one(Sitting, plenary.sitting_id)
        sitting.starts_at, sitting.ends_at = (
            sitting.starts_at + timedelta(hours=3),
            sitting.ends_at + timedelta(hours=3),
        )

    plenary.cast.run(later)
    early = plenary.get("ada", HERE)
    assert "Vous pourrez dire votre présence à partir du" in words(early)
    assert 'value="room"' not in early.text
    refused = plenary.post("ada", f"{HERE}/presence", mode="room")
    assert refused.status_code == 409
    assert "Les présences de cette séance s’ouvrent" in words(refused)
    plenary.do(open_sitting, plenary.sitting_id)
    assert plenary.post("ada", f"{HERE}/presence", mode="room").status_code == 303


def test_where_the_bureau_sees_the_room_the_page_offers_a_distance_alone(plenary):
    rules(plenary, presence_in_room=PresenceInRoom.BUREAU)
    read = plenary.get("ada", HERE)
    assert "le bureau constate les présences" in words(read)
    assert ('value="room"' in read.text, 'value="remote"' in read.text) == (False, True)
    assert plenary.post("ada", f"{HERE}/presence", mode="room").status_code == 409
    assert plenary.post("ada", f"{HERE}/presence", mode="remote").status_code == 303


@pytest.mark.parametrize("fields", [{"mode": "room"}, {"geste": "partir"}])
def test_a_press_speaks_of_the_person_whose_page_it_was(plenary, fields):
    """Two people share a browser: the page of one is sent once the other is signed in."""
    refused = plenary.post("ada", f"{HERE}/presence", pour=plenary.cast.ids["bela"], **fields)
    assert refused.status_code == 409
    assert "Cette page était celle d’une autre personne" in words(refused)
    assert presences(plenary) == []


def test_a_proxy_is_given_by_the_person_whose_page_it_was(plenary):
    ids = plenary.cast.ids
    refused = plenary.post("ada", f"{HERE}/pouvoirs", pour=ids["bela"], mandataire=ids["dora"])
    assert refused.status_code == 409
    assert plenary.cast.read(lambda: session().scalars(select(Proxy)).all()) == []


@pytest.mark.parametrize(
    ("name", "rest", "fields"),
    [
        ("ada", "pouvoirs", {"pour": "", "mandataire": ""}),
        ("sven", "pouvoirs", {"mandant": "", "mandataire": ""}),
        ("sven", "pouvoirs", {"mandant_nom": " ", "mandataire_nom": ""}),
        ("sven", "fonctions", {"membre": "", "fonction": "secretary"}),
    ],
)
def test_a_list_left_at_choose_asks_to_choose(plenary, name, rest, fields):
    fields = {key: plenary.cast.ids[name] if key == "pour" else value for key, value in fields.items()}
    refused = plenary.post(name, f"{HERE}/{rest}", **fields)
    assert refused.status_code == 422
    assert refused.text.count("Choisissez une personne.") in (1, 2)  # beside the title, too
    assert "n’est pas membre" not in refused.text and "ne vote pas dans ce congrès" not in refused.text


def test_who_left_has_no_button_reads_why_and_keeps_what_was_cast(poll):
    own, _held = poll.rights(poll.id, "ada")
    fields = {"right": own, "choice": "for", "seen": poll.seen(poll.id)}
    assert poll.post("ada", f"{POLL}/votes", **fields).status_code == 303
    poll.do(leave, poll.sitting_id, poll.cast.ids["ada"], by="ada")
    read = poll.get("ada", POLL)
    assert "Votre vote «\u00a0Pour\u00a0» est enregistré" in words(read)
    assert "Votre départ est enregistré\u00a0: ce que vous avez voté compte" in words(read)
    assert "vote-button" not in read.text
    late = poll.post("ada", f"{POLL}/votes", **{**fields, "choice": "against"})
    assert late.status_code == 409
    assert "Votre départ est enregistré à 14\u00a0h" in words(late)
    assert poll.cast.read(lambda: session().scalar(select(Ballot.choice))) == "for"


def test_who_leaves_before_voting_reads_that_nothing_is_cast_and_votes_on_coming_back(poll):
    poll.do(leave, poll.sitting_id, poll.cast.ids["bela"], by="bela")
    for page in (POLL, ""):
        read = words(poll.get("bela", page))
        assert "vous n’avez rien exprimé à ce scrutin" in read and "ce que vous avez voté compte" not in read, page
    poll.do(arrive, poll.sitting_id, poll.cast.ids["bela"], by="bela")
    assert "vote-button" in poll.get("bela", POLL).text


def test_both_read_from_when_an_arrival_counts(poll):
    assert "Mme\u00a0Ada Martin porte votre pouvoir et vote en votre nom" in words(poll.get("fatou", POLL))
    poll.do(arrive, poll.sitting_id, poll.cast.ids["fatou"], by="fatou")
    to_principal = "ce scrutin était déjà ouvert, Mme\u00a0Ada Martin y vote encore en votre nom. Vous voterez à partir"
    to_holder = "ce pouvoir vaut encore pour ce scrutin, déjà ouvert"
    for page in (POLL, HERE):
        assert to_principal in words(poll.get("fatou", page))
        read = words(poll.get("ada", page))
        assert "Mme\u00a0Fatou Diop a rejoint la séance à 14\u00a0h" in read
        assert to_holder in read
    for page in (HERE, ""):
        assert "pas parmi les membres appelés" not in words(poll.get("fatou", page))
        assert "Vous n’avez pas de vote à exprimer à ce scrutin" in words(poll.get("fatou", page))


def test_a_principal_reads_that_who_votes_for_them_has_left(poll):
    poll.do(arrive, poll.sitting_id, poll.cast.ids["fatou"], by="fatou")
    poll.do(leave, poll.sitting_id, poll.cast.ids["ada"], by="ada")
    for page in (POLL, HERE):
        read = words(poll.get("fatou", page))
        assert "Mme\u00a0Ada Martin, qui votait pour vous à ce scrutin, a quitté la séance à 14\u00a0h" in read, page
        assert "y vote encore" not in read, page
        assert "ce pouvoir vaut encore pour ce scrutin" not in words(poll.get("ada", page)), page
    poll.do(arrive, poll.sitting_id, poll.cast.ids["ada"], by="ada")
    assert "y vote encore en votre nom" in words(poll.get("fatou", POLL))


def test_both_read_from_when_a_revocation_counts(poll):
    (proxy,) = poll.cast.read(lambda: session().scalars(select(Proxy.id)).all())
    poll.do(revoke_proxy, proxy, by="fatou")
    for page in (POLL, HERE):
        assert "La révocation compte à partir du suivant." in words(poll.get("fatou", page))
        read = words(poll.get("ada", page))
        assert "Mme\u00a0Fatou Diop a révoqué ce pouvoir à 14\u00a0h" in read
        assert "il vaut encore pour ce scrutin" in read


def test_a_vote_said_aloud_is_keyed_and_marked_to_the_member_and_in_the_names(poll):
    (right,) = poll.rights(poll.id, "emile")
    read = poll.get("sven", POLL)
    assert "Vote dit à voix haute" in words(read)
    assert "Diop" in words(read)  # a carried one too, under its holder's name
    for name in ("ada", "chloe"):
        assert "Vote dit à voix haute" not in words(poll.get(name, POLL))
        assert poll.post(name, f"{POLL}/voix-haute", right=right, choice="for").status_code == 403
    keyed = poll.post("sven", f"{POLL}/voix-haute", right=right, choice="against", seen=poll.seen(poll.id))
    assert keyed.status_code == 303
    assert "(déjà saisi)" in words(poll.get("sven", POLL))
    assert "Dit à voix haute, saisi par le secrétariat." in words(poll.get("emile", POLL))
    hall = words(poll.get("ada", "seances/2/ecran"))
    assert "Vote saisi à la demande de M.\u00a0Émile Roux." in hall and "Contre" not in hall
    poll.vote(poll.id, "for", "ada", "bela")
    poll.proclaim(poll.id)
    page = words(poll.get("bela", POLL))
    assert "M.\u00a0Émile Roux Contre saisi à la demande de M.\u00a0Émile Roux" in page
    assert page.count("saisi à la demande de") == 1


def test_a_member_corrects_until_the_closing_a_vote_keyed_for_them(poll):
    (right,) = poll.rights(poll.id, "emile")
    poll.post("sven", f"{POLL}/voix-haute", right=right, choice="against", seen=poll.seen(poll.id))
    poll.vote(poll.id, "for", "emile")
    assert "saisi à la demande" not in words(poll.get("ada", "seances/2/ecran"))
    assert "Dit à voix haute" not in words(poll.get("emile", POLL))
    again = poll.post("sven", f"{POLL}/voix-haute", right=right, choice="against", seen=poll.seen(poll.id))
    assert again.status_code == 409, "what the member cast, the member alone changes"
    poll.proclaim(poll.id)
    page = words(poll.get("bela", POLL))
    assert "M.\u00a0Émile Roux Pour" in page and "saisi à la demande" not in page


def test_a_vote_said_aloud_by_somebody_who_is_away_is_refused(poll):
    (right,) = poll.rights(poll.id, "emile")
    poll.cast.clock.advance(timedelta(seconds=1))
    poll.do(leave, poll.sitting_id, poll.cast.ids["emile"], by="emile")
    refused = poll.post("sven", f"{POLL}/voix-haute", right=right, choice="against", seen=poll.seen(poll.id))
    assert refused.status_code == 409
    assert "M.\u00a0Émile Roux n’est pas parmi les présents" in words(refused)


def test_what_is_recorded_is_said_of_whom_and_when(plenary):
    ids = plenary.cast.ids
    plenary.do(arrive, plenary.sitting_id, ids["bela"], by="bela")

    def said(name: str, rest: str, **fields) -> str:
        path = plenary.cast.path(f"{HERE}/{rest}")
        return words(plenary.cast.browse(name).post(path, data=fields, follow_redirects=True))

    at = "à 14\u00a0h"
    assert f"Votre présence est enregistrée, {at}." in said("ada", "presence", mode="room")
    assert f"Votre départ est enregistré, {at}." in said("ada", "presence", geste="partir")
    assert f"Mme\u00a0Ada Martin\u00a0: présence enregistrée, {at}." in said("sven", "presence", arrive=ids["ada"])
    assert f"Mme\u00a0Ada Martin\u00a0: départ enregistré, {at}." in said("sven", "presence", part=ids["ada"])
    given = said("ada", "pouvoirs", pour=ids["ada"], mandataire=ids["bela"])
    assert "Vous donnez pouvoir à " in given and "depuis 14\u00a0h." in given
    chair = said("sven", "fonctions", membre=ids["ada"], fonction="chair")
    assert "Mme\u00a0Ada Martin\u00a0: présidence de la séance, à partir de 14\u00a0h." in chair


def test_where_members_sit_in_the_room_alone_nobody_is_offered_to_sit_elsewhere(poll):
    assert "à distance" in words(poll.get("gaspard", HERE))
    rules(poll, remote_presence=False)
    for page in (HERE, POLL, ""):
        read = words(poll.get("gaspard", page))
        assert "Je suis en séance, dans la salle" in read and "à distance" not in read


def test_a_sitting_that_is_late_is_not_said_to_open_at_an_hour_that_is_past(plenary):
    starts_at = plenary.cast.read(lambda: session().get_one(Sitting, plenary.sitting_id).starts_at)
    plenary.cast.clock.at = starts_at - timedelta(minutes=5)
    assert "La séance s’ouvre à 14\u00a0h" in words(plenary.get("ada", ""))
    plenary.cast.clock.at = starts_at + timedelta(minutes=20)
    late = words(plenary.get("ada", ""))
    assert (
        "La séance était prévue à 14\u00a0h\u00a0: elle n’est pas encore ouverte." in late and "s’ouvre à" not in late
    )


def test_the_home_of_who_is_there_before_the_opening_names_the_sitting_that_they_wait_for(plenary):
    starts_at = plenary.cast.read(lambda: session().get_one(Sitting, plenary.sitting_id).starts_at)
    plenary.cast.clock.at = starts_at - timedelta(minutes=5)
    plenary.arrive("ada")
    home = words(plenary.get("ada", ""))
    assert "La séance s’ouvre à 14\u00a0h. Vous êtes présente." in home and "Suivre la séance" in home
    assert "Aucune séance n’est ouverte" not in home
    assert "Vous êtes présente" not in words(plenary.get("dora", "")), "who is not there is asked"
    plenary.cast.clock.at = starts_at + timedelta(minutes=20)
    assert "La séance était prévue à 14\u00a0h\u00a0: elle n’est pas encore ouverte." in words(plenary.get("ada", ""))


def test_who_left_a_vote_is_offered_no_more_the_vote_that_they_carry(poll):
    offered = "Voter au nom de"
    assert offered in words(poll.get("ada", POLL))
    poll.post("ada", f"{HERE}/presence", geste="partir")
    assert offered not in words(poll.get("ada", POLL))
