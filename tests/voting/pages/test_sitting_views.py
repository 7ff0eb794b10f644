"""Pages of sittings: presence, proxies, offices, agenda, and the address that says whether anything changed."""

import re

import pytest
from sqlalchemy import select

from congress.chamber_models import AgendaItem, Presence, PresenceMode, Proxy, SittingOffice
from congress.models import Member
from core.database import session
from tests.support.plenary import words

pytestmark = pytest.mark.one_database

HERE = "seances/2"


def rows(plenary, model) -> list:
    return plenary.cast.read(lambda: session().scalars(select(model).order_by(model.id)).all())


def test_sittings_are_listed(plenary):
    read = plenary.get("ada", "seances")
    assert read.status_code == 200
    assert "Séance n°\u00a02" in words(read)


def test_a_visitor_is_asked_to_sign_in_where_sittings_are_for_members(plenary):
    for rest in ("seances", HERE, "seances/2/ecran", "seances/2/etat", "scrutins"):
        read = plenary.get(None, rest)
        assert read.status_code == 303
        assert "/connexion" in read.headers["Location"]


def test_an_unknown_sitting_is_not_found(plenary):
    assert plenary.get("ada", "seances/9").status_code == 404


def test_the_page_tells_the_quorum_and_the_five_counts(plenary):
    plenary.open("ada", "bela", "chloe")
    read = words(plenary.get("ada", HERE))
    assert "Le quorum n’est pas atteint\u00a0: 3 membres présents sur 9 en exercice, il en faut au moins 5." in read
    assert "En exercice 9 Présents 3 Représentés 0 Retirés 0 Appelés à voter 3" in read


@pytest.mark.parametrize(("mode", "told"), [("room", "dans la salle"), ("remote", "à distance")])
def test_a_member_says_present_then_leaves(plenary, mode, told):
    assert plenary.post("ada", "seances/2/presence", mode=mode).status_code == 303
    (row,) = rows(plenary, Presence)
    assert (row.mode, row.member_id) == (PresenceMode(mode), plenary.cast.ids["ada"])
    read = words(plenary.get("ada", HERE))
    assert "Vous êtes présente" in read
    assert told in read
    plenary.post("ada", "seances/2/presence", geste="partir")
    assert rows(plenary, Presence)[0].left_at is not None
    assert "Vous ne comptez pas parmi les présents." in words(plenary.get("ada", HERE))


def test_a_member_does_not_mark_another(plenary):
    read = plenary.post("ada", "seances/2/presence", arrive=plenary.cast.ids["bela"])
    assert read.status_code == 403
    assert "La présence est dite par la personne elle-même ou par le secrétariat." in words(read)
    assert rows(plenary, Presence) == []


def test_the_secretariat_searches_and_marks_without_accents(plenary):
    read = plenary.get("sven", "seances/2/emargement", q="BELA")
    assert "Kovacs" in read.text
    assert "Martin" not in words(read)
    marked = plenary.post("sven", "seances/2/presence", arrive=plenary.cast.ids["bela"], retour="emargement", q="BELA")
    assert marked.headers["Location"].endswith("/seances/2/emargement?q=BELA")
    (row,) = rows(plenary, Presence)
    assert (row.member_id, row.mode) == (plenary.cast.ids["bela"], PresenceMode.SECRETARIAT)
    assert "saisi par le secrétariat" in words(plenary.get("sven", "seances/2/emargement"))
    plenary.post("sven", "seances/2/presence", part=plenary.cast.ids["bela"], retour="emargement")
    assert rows(plenary, Presence)[0].left_at is not None


def test_the_register_is_the_secretariat_s(plenary):
    assert plenary.get("ada", "seances/2/emargement").status_code == 403


def test_a_closed_sitting_still_says_who_was_there_from_when_to_when(plenary):
    from datetime import timedelta

    from congress.services.presence_services import leave
    from voting.services.discussion_services import end_sitting

    clock = plenary.cast.clock
    plenary.open("ada", "bela", "chloe")
    clock.advance(timedelta(minutes=20))
    plenary.do(leave, plenary.sitting_id, plenary.cast.ids["ada"], by="sven")
    clock.advance(timedelta(minutes=5))
    plenary.arrive("ada")
    clock.advance(timedelta(minutes=5))
    plenary.do(end_sitting, plenary.sitting_id)
    read = words(plenary.get("sven", "seances/2/emargement"))
    assert "3 membres sont venus sur 9." in read
    assert "14\u00a0h – 14\u00a0h\u00a020, dans la salle" in read
    assert "14\u00a0h\u00a025 – 14\u00a0h\u00a030" in read
    assert "Rédaction collective et vote de la motion, lundi 12\u00a0octobre\u00a02020" in read
    table = plenary.get("sven", "seances/2/emargement.csv")
    lines = table.data.decode("utf-8-sig").splitlines()
    assert table.content_type == "text/csv; charset=utf-8"
    assert len(lines) == 1 + 9, "one line a person"
    (ada,) = [line for line in lines if line.startswith("Martin;Ada;")]
    assert ada.endswith(
        "présente;14\u00a0h / 14\u00a0h\u00a025;14\u00a0h\u00a020 / 14\u00a0h\u00a030;dans la salle / dans la salle;;"
    )
    assert sum(";absente;" in line or ";absent;" in line for line in lines) == 6


def test_the_register_of_a_closed_sitting_is_of_those_who_could_vote_there(plenary):
    from dataclasses import replace

    from congress.services.reopening_services import reopen_sitting
    from congress.services.roll_services import fields_of, save_member
    from voting.services.discussion_services import end_sitting

    cast = plenary.cast

    def saved(name: str, **changed) -> None:
        known = cast.read(lambda: fields_of(session().get_one(Member, cast.ids[name])))
        plenary.do(save_member, cast.congress_id, replace(known, **changed), by="sven")

    plenary.open("ada", "bela", "chloe")
    plenary.do(end_sitting, plenary.sitting_id)
    saved("ada", votes=False)
    saved("dora", votes=False)
    saved("ada", family_name="Neuve", given_name="Léa", email="lea@essai.example", votes=True)
    read = words(plenary.get("sven", "seances/2/emargement"))
    assert "3 membres sont venus sur 9." in read
    lines = plenary.get("sven", "seances/2/emargement.csv").data.decode("utf-8-sig").splitlines()
    assert len(lines) == 1 + 9
    assert any(line.startswith("Martin;Ada;") and ";présente;" in line for line in lines)
    assert not any("Neuve" in line for line in lines)
    plenary.do(reopen_sitting, plenary.sitting_id, "Close par erreur.", by="sven")
    told = words(plenary.get("sven", HERE))
    assert "En exercice 8 Présents 2" in told, "two vote no more, one votes since"


def test_a_sitting_that_ends_after_midnight_says_the_day(plenary):
    from datetime import timedelta

    from congress.services.presence_services import leave
    from voting.services.discussion_services import end_sitting, suspend

    plenary.open("ada", "chloe")
    plenary.cast.clock.advance(timedelta(hours=13))
    plenary.do(leave, plenary.sitting_id, plenary.cast.ids["ada"], by="ada")
    plenary.do(suspend, plenary.sitting_id, minutes=10)
    plenary.do(end_sitting, plenary.sitting_id)
    minutes = words(plenary.get("sven", f"{HERE}/proces-verbal"))
    for said in ("de 14\u00a0h à\u00a03\u00a0h le 13\u00a0octobre\u00a02020", "départ à\u00a03\u00a0h le 13\u00a0octobre\u00a02020",
                 "suspendue jusqu’à 3\u00a0h\u00a010 le 13\u00a0octobre\u00a02020."):  # fmt: skip
        assert said in minutes
    assert "14\u00a0h – 3\u00a0h le 13\u00a0octobre\u00a02020, dans la salle" in words(
        plenary.get("sven", "seances/2/emargement")
    )
    assert "présente;14\u00a0h;3\u00a0h le 13\u00a0octobre\u00a02020;dans la salle" in plenary.get(
        "sven", "seances/2/emargement.csv"
    ).data.decode("utf-8-sig")
    assert "La séance est close depuis le mardi 13\u00a0octobre\u00a02020, 3\u00a0h." in words(plenary.get("ada", HERE))


def test_a_search_that_finds_nobody_says_so(plenary):
    assert "Personne ne répond à cette recherche" in words(plenary.get("sven", "seances/2/emargement", q="zzz"))


def test_a_proxy_is_given_told_to_both_and_revoked(plenary):
    given = plenary.post("ada", "seances/2/pouvoirs", mandataire=plenary.cast.ids["bela"])
    assert given.status_code == 303
    assert "Vous avez donné pouvoir à M.\u00a0Béla Kovacs" in words(plenary.get("ada", HERE))
    told = words(plenary.get("bela", HERE))
    assert "Vous portez le pouvoir de Mme\u00a0Ada Martin" in told
    assert "Sans effet tant que vous n’êtes pas en séance." in told
    (row,) = rows(plenary, Proxy)
    plenary.post("ada", "seances/2/pouvoirs", revoque=row.id)
    assert rows(plenary, Proxy)[0].revoked_at is not None


def test_the_next_holder_who_can_carry_no_more_does_not_make_the_proxy_without_effect(plenary):
    ids = plenary.cast.ids
    plenary.open("bela", "chloe", "emile", "fatou")
    plenary.post("dora", "seances/2/pouvoirs", mandataire=ids["chloe"])
    plenary.post("ada", "seances/2/pouvoirs", mandataire=ids["bela"])
    plenary.post("ada", f"seances/2/participation/{ids['ada']}/pouvoir", mandataire=ids["chloe"], suivant="1")
    assert len(rows(plenary, Proxy)) == 3
    assert "Vous portez le pouvoir de Mme\u00a0Ada Martin . Refuser" in words(plenary.get("bela", HERE))
    assert "Chloé" in words(plenary.get("sven", HERE)).split("en a déjà assez")[0]


def test_a_second_proxy_to_the_same_holder_is_refused_with_the_sentence(plenary):
    plenary.post("ada", "seances/2/pouvoirs", mandataire=plenary.cast.ids["bela"])
    read = plenary.post("dora", "seances/2/pouvoirs", mandataire=plenary.cast.ids["bela"])
    assert read.status_code == 409
    assert "M.\u00a0Béla Kovacs porte déjà un pouvoir" in words(read)
    assert len(rows(plenary, Proxy)) == 1


def test_a_choice_refused_is_given_back(plenary):
    ids = plenary.cast.ids
    plenary.post("ada", "seances/2/pouvoirs", mandataire=ids["bela"])
    own = plenary.post("dora", "seances/2/pouvoirs", mandataire=ids["bela"])
    assert f'<option value="{ids["bela"]}" selected>' in own.text
    written = plenary.post("sven", "seances/2/pouvoirs", mandant=ids["dora"], mandataire=ids["bela"])
    assert written.status_code == 409
    assert [f'<option value="{ids[name]}" selected>' in written.text for name in ("dora", "bela")] == [True, True]
    held = plenary.post("sven", "seances/2/fonctions", membre=0, fonction="teller")
    assert held.status_code >= 400 and '<option value="teller" selected>' in held.text


def test_the_secretariat_records_a_written_proxy(plenary):
    ids = plenary.cast.ids
    plenary.post("sven", "seances/2/pouvoirs", mandant=ids["iris"], mandataire=ids["ada"])
    (row,) = rows(plenary, Proxy)
    assert (row.principal_id, row.holder_id) == (ids["iris"], ids["ada"])
    assert "donne pouvoir à" in words(plenary.get("sven", HERE))


def test_nobody_gives_another_s_proxy(plenary):
    read = plenary.post(
        "ada", "seances/2/pouvoirs", mandant=plenary.cast.ids["iris"], mandataire=plenary.cast.ids["ada"]
    )
    assert read.status_code == 403
    assert rows(plenary, Proxy) == []


def test_the_secretariat_gives_and_ends_an_office(plenary):
    plenary.post("sven", "seances/2/fonctions", membre=plenary.cast.ids["ada"], fonction="secretary")
    held = next(row for row in rows(plenary, SittingOffice) if row.member_id == plenary.cast.ids["ada"])
    assert plenary.get("ada", "seances/2/presidence").status_code == 200
    plenary.post("sven", "seances/2/fonctions", fin=held.id)
    assert plenary.get("ada", "seances/2/presidence").status_code == 403


def test_an_item_is_added_or_the_form_says_what_it_lacks(plenary):
    before = len(rows(plenary, AgendaItem))
    read = plenary.post("sven", "seances/2/points", kind="other", title="", proposal="")
    assert read.status_code == 422
    assert "Le point de l’ordre du jour n’a pas de titre." in words(read)
    hidden = plenary.post("sven", "seances/2/points", kind="other", title="Budget\u202e 10", proposal="")
    assert hidden.status_code == 422 and "que personne ne voit (U+202E)" in words(hidden)
    twice = plenary.post("sven", "seances/2/points", kind="proposal", title="Encore", proposal="1")
    assert twice.status_code == 409
    assert "La proposition n°\u00a01 est déjà à l’ordre du jour." in words(twice)
    assert (
        plenary.post("sven", "seances/2/points", kind="other", title="Questions diverses", proposal="").status_code
        == 303
    )
    assert [row.title for row in rows(plenary, AgendaItem)][before:] == ["Questions diverses"]


def test_members_do_not_touch_agenda_nor_offices(plenary):
    for rest in ("points", "fonctions"):
        assert plenary.post("ada", f"seances/2/{rest}", title="Moi", kind="other").status_code == 403


def test_the_state_is_versions_only_under_an_etag(plenary):
    browser = plenary.cast.browse("ada")
    first = browser.get(plenary.cast.path("seances/2/etat"))
    assert set(first.json) == {"steps", "sitting", "progress", "period"}  # when to ask again, beside the versions
    again = browser.get(plenary.cast.path("seances/2/etat"), headers={"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.data) == (304, b"")
    plenary.arrive("ada")
    changed = browser.get(plenary.cast.path("seances/2/etat"), headers={"If-None-Match": first.headers["ETag"]})
    assert changed.status_code == 200
    assert changed.json["sitting"] != first.json["sitting"]


def test_a_ballot_changes_the_progress_alone_and_changing_one_s_vote_nothing(plenary, monkeypatch):
    monkeypatch.setattr("voting.queries.state.versions.KEPT", 0.0)  # else counted half a second later at most
    plenary.open()
    plenary.discuss()
    poll = plenary.poll()
    before = plenary.get("ada", "seances/2/etat").json
    plenary.vote(poll, "for", "bela")
    after = plenary.get("ada", "seances/2/etat").json
    assert after["sitting"] == before["sitting"]
    assert after["progress"] != before["progress"]
    plenary.vote(poll, "against", "bela")
    assert plenary.get("ada", "seances/2/etat").json == after


def test_the_agenda_says_what_became_of_each_text_and_of_the_motion(read_demonstration):
    page = words(read_demonstration("adopted").browse("elector").get("/congres-2020/seances/3"))
    agenda = page[page.index("Ordre du jour") :]
    assert re.search(r"8\. [^0-9]+ adoptée, 15\s*h\s*\d+ 9\. Motion entière adoptée", agenda)
