"""The home: what happens now, and what *you* still have to do, each by what you are, at each moment of the congress."""

from datetime import timedelta

import pytest

from tests.support.reading import plain

pytestmark = pytest.mark.one_database

SLUG = "/congres-2020/"


def home(client, path=SLUG) -> str:
    answer = client.get(path)
    assert answer.status_code == 200
    return plain(answer.text)


def todo(page: str) -> str:
    """The part « À faire », or nothing."""
    return page.partition('id="a-faire"')[2].partition("</aside>")[0]


@pytest.fixture
def mid(demonstration):
    return demonstration("mid")


def test_everybody_reads_what_it_is_and_what_happens_now(mid):
    page = home(mid.browse())
    assert "Lundi 12 octobre 2020" in page
    assert "Congrès national des élus au numérique 2020, Sénat, Paris" in page
    for number, title in ((1, "Pour une égalité d’accès"), (8, "Pour une souveraineté numérique")):
        assert f"propositions/{number}" in page
        assert title in page
    assert page.count("Adoptée") == 4
    assert "En discussion" in page
    assert "Non encore examinée" in page
    assert todo(page) == "", "nobody has nothing to do"


def test_an_elector_is_told_to_vote_then_no_more(mid):
    from core.database import session
    from voting.models import Poll, PollState
    from voting.queries.poll_queries import rights_of
    from voting.services.ballot_services import cast_ballot

    elector = mid.browse("elector")
    page = home(elector)
    assert "Vous n’avez pas encore voté." in page
    assert "Voter" in todo(page)
    assert "Signer la lettre" in todo(page)
    assert "après l’adoption de la motion" in todo(page)
    assert "à partir du lundi 12 octobre, 16 h" in todo(page)
    assert "Vos points de vue : 5 sur 8, clos le 9 octobre" in page

    from congress.actors import Actor
    from congress.clock import now_in
    from congress.models import Congress, Member
    from core.unit_of_work import run
    from demo import scenario

    with mid.app.app_context():
        poll = session().query(Poll).filter_by(state=PollState.OPEN).one()
        member = session().query(Member).filter_by(email=scenario.OFFICIAL).one()
        actor, now = Actor.of(member), now_in(session().query(Congress).one())
        rights, seen, poll_id = [right.id for right in rights_of(poll.id, member.id)], poll.text_sha256, poll.id
        assert len(rights) == 2, "her own, and that of a proxy"
        run(lambda: cast_ballot(poll_id, rights[0], "for", seen_sha256=seen, actor=actor, now=now))
    assert "Voter" in todo(home(elector)), "the proxy's vote is left"
    with mid.app.app_context():
        run(lambda: cast_ballot(poll_id, rights[1], "for", seen_sha256=seen, actor=actor, now=now))
    assert "Voter" not in todo(home(elector))


def test_no_count_by_choice_is_told_while_the_poll_is_open(mid):
    for role in ("public", "elector", "chair", "secretariat"):
        page = home(mid.browse(role))
        assert "propositions/5" in page
        for told in ("61 pour", "40 contre", "74 pour", "voix pour"):
            assert told not in page


def test_each_has_the_tasks_of_what_one_is(mid):
    assert "Présider la séance" in todo(home(mid.browse("chair")))
    assert "Tenir les présences" in todo(home(mid.browse("secretariat")))
    for role in ("aide", "press"):
        assert "Voter" not in todo(home(mid.browse(role)))


def test_the_public_does_not_follow_a_sitting_kept_for_members(mid):
    page = home(mid.browse())
    assert "Un scrutin est ouvert" not in page
    assert "106 présents" not in page
    assert "106 présents, il en fallait 66" in home(mid.browse("press"))


def test_once_adopted_a_member_signs_until_it_is_done(demonstration):
    adopted = demonstration("adopted")
    elector = adopted.browse("elector")
    page = home(elector)
    assert page.count("Adoptée") == 8
    assert "lettre#signer" in todo(page)
    fingerprint = elector.get(f"{SLUG}lettre").text.partition('name="texte" value="')[2][:64]
    elector.post(f"{SLUG}lettre/signature", data={"texte": fingerprint, "publier": "oui"})
    assert "Signer la lettre" not in todo(home(elector))


def test_before_the_congress_one_gives_points_of_view(cast):
    page = home(cast.browse("ada"), "/essai/")
    assert "3 points de vue restants" in todo(page)
    assert "propositions n° 1, 2, 3" in todo(page)
    assert "avant lundi 12 octobre, 18 h" in todo(page)
    assert page.count("Votre point de vue reste à donner") == 3
    assert "points de vue restants" not in home(cast.browse("elodie"), "/essai/")


def test_who_gave_every_point_of_view_is_told_it_is_done_and_what_comes_next(cast):
    from core.digest import sha256_text
    from motions.queries.motion_queries import current_revision, proposal
    from motions.services.viewpoint_services import give_viewpoint

    for number in (1, 2, 3):
        part = cast.read(lambda number=number: proposal(cast.congress_id, number).id)
        seen = cast.read(lambda part=part: sha256_text(current_revision(part).text))
        page = home(cast.browse("ada"), "/essai/")
        assert "Donner mes points de vue" in page
        assert "C’est fait." not in page
        if number > 1:
            answered = plain(cast.browse("ada").get(cast.path("propositions/1/point-de-vue")).text)
            assert f"Répondre à la proposition n° {number}" in answered
        cast.do(give_viewpoint, part, "favourable", reservation="", named=False, seen_sha256=seen, by="ada")
    page = home(cast.browse("ada"), "/essai/")
    assert "Donner mes points de vue" not in page
    assert "C’est fait. Vos 3 points de vue sont donnés" in " ".join(
        page.replace("<b>", "").replace("</b>", "").split()
    )
    assert "Proposer un amendement" in page
    for rest in ("points-de-vue", "propositions/1/point-de-vue"):
        assert "C’est fait." in cast.browse("ada").get(cast.path(rest)).text


def test_the_secretariat_follows_the_signatures_until_they_close(demonstration):
    adopted = demonstration("adopted")
    told = todo(home(adopted.browse("secretariat")))
    assert "Suivre les signatures" in told
    assert "104 signatures sur 131 membres" in told
    assert "lettre#signatures" in told
    assert 'id="signatures"' in adopted.browse("secretariat").get(f"{SLUG}lettre").text


def coming(page: str) -> str:
    """The part « Ensuite », or nothing."""
    return page.partition(">Ensuite</h2>")[2].partition("</ul>")[0]


def test_what_comes_next_starts_with_what_opens(cast, clock):
    clock.advance(timedelta(days=-150))
    page = coming(home(cast.browse(), "/essai/"))
    assert "Ouverture des points de vue" in page
    assert "Ouverture du dépôt des amendements" in page
    clock.advance(timedelta(days=153))
    assert "Clôture des signatures de la lettre" in coming(home(cast.browse(), "/essai/"))


def test_a_date_of_another_year_says_its_year(cast):
    from congress.models import Congress
    from core.database import session

    def put_off():
        congress = session().query(Congress).one()
        congress.viewpoints_close = congress.viewpoints_close.replace(year=2021)

    assert "Lundi 12 octobre, 18 h" in coming(home(cast.browse(), "/essai/"))
    cast.run(put_off)
    page = home(cast.browse("ada"), "/essai/")
    assert "Mardi 12 octobre 2021, 18 h" in coming(page)
    assert "avant mardi 12 octobre 2021, 18 h" in todo(page)


def test_after_the_calendar_closes_nothing_is_asked_any_more(cast, clock):
    clock.advance(timedelta(days=8))
    page = home(cast.browse("ada"), "/essai/")
    assert "restants" not in todo(page)
    assert "Signer" not in todo(page)


def test_events_after_the_end_are_neighbours(cast):
    programme = plain(cast.browse().get("/essai/programme").text)
    assert "événements voisins" in programme.lower()
    assert programme.index("Rédaction collective") < programme.lower().index("événements voisins")
    assert programme.lower().index("événements voisins") < programme.index("Relance économique des territoires")


def test_a_congress_without_a_motion_has_a_home(app):
    from tests.support.assembly import assemble

    assemble(app)
    assert "Congrès d’essai" in home(app.test_client(), "/essai/")
