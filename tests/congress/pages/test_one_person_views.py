"""One person, one elector, on the secretariat's pages: asked before a roll is kept, and two rows made one."""

import re

import pytest
from sqlalchemy import select

from congress.models import Member
from core.database import session
from tests.congress.pages.test_roll_views import count, hidden, roll_of, send, written

pytestmark = pytest.mark.one_database


@pytest.fixture
def sven(cast):
    return cast.browse("sven")


def mended_roll(cast, **mended: str) -> bytes:
    """The roll of the cast, ada's row changed."""
    rows = roll_of(cast)
    ada = next(row for row in rows if row["given_name"] == "Ada")
    ada.update(mended)
    return written(rows)


@pytest.mark.parametrize(("said", "more"), [("oui", 0), ("non", 1)])
def test_a_mended_name_is_asked_about_before_anything_is_kept(cast, sven, said, more):
    before = count(cast)
    page = send(sven, cast, mended_roll(cast, family_name="Martinn"))
    text = page.get_data(as_text=True)
    assert "Est-ce la même personne\u202f?" in text
    assert "Ada Martinn (maire, Le Havre, ada@essai.example), et Ada Martin" in " ".join(text.split())
    unanswered = sven.post(cast.path("membres/importer/confirmer"), data=hidden(page))
    assert unanswered.status_code == 422
    assert "Répondez à chaque question" in unanswered.get_data(as_text=True)
    assert count(cast) == before
    found = re.search(r'name="meme-(\d+)"', text)
    assert found
    answer = {f"meme-{found[1]}": said}
    kept = sven.post(cast.path("membres/importer/confirmer"), data={**hidden(page), **answer})
    if said == "non":  # another effect than the one shown: shown first
        assert kept.status_code == 200
        assert "La liste a changé pendant votre lecture" not in kept.get_data(as_text=True)
        assert count(cast) == before
        answered = re.search(r'name="answered" value="([^"]*)"', kept.get_data(as_text=True))
        assert answered and answered[1]
        kept = sven.post(
            cast.path("membres/importer/confirmer"), data={**hidden(kept), **answer, "answered": answered[1]}
        )
    assert kept.status_code == 303
    assert count(cast) == before + more


def test_two_rows_are_made_one_with_a_reason(cast, sven):
    page = send(sven, cast, mended_roll(cast, family_name="Martinn"))
    line = re.search(r'name="meme-(\d+)"', page.get_data(as_text=True))[1]
    for _ in range(2):
        page = sven.post(cast.path("membres/importer/confirmer"), data={**hidden(page), f"meme-{line}": "non"})
        if page.status_code == 303:
            break
    ids = cast.read(lambda: dict(session().execute(select(Member.family_name, Member.id)).all()))
    asked = sven.get(cast.path("membres/reunir")).get_data(as_text=True)
    assert "Lignes qui se ressemblent" in asked
    refused = sven.post(cast.path("membres/reunir"), data={"kept": ids["Martin"], "other": ids["Martinn"]})
    assert refused.status_code == 422
    assert "Dites en 300\u00a0signes" in refused.get_data(as_text=True)
    assert f'value="{ids["Martinn"]}" selected' in refused.get_data(as_text=True)
    fields = {"kept": ids["Martin"], "other": ids["Martinn"], "because": "Deux orthographes."}
    assert sven.post(cast.path("membres/reunir"), data=fields).status_code == 303
    assert "Martinn" not in sven.get(cast.path("membres")).get_data(as_text=True)
    told = " ".join(sven.get(cast.path("membres/reunir")).get_data(as_text=True).split())
    assert "Mme Ada Martinn, réunie à Mme Ada Martin" in told
    assert "Deux orthographes." in told


def test_rows_to_merge_are_in_the_order_of_the_alphabet(cast, sven):
    from dataclasses import replace

    from congress.services.roll_services import fields_of, save_member

    known = cast.read(lambda: fields_of(session().get_one(Member, cast.ids["ada"])))
    for name in ("Étienne", "Zola", "Œuvrard", "eymard"):
        cast.do(save_member, cast.congress_id, replace(known, family_name=name, email=f"{name[1:]}@essai.example"))
    page = sven.get(cast.path("membres/reunir")).get_data(as_text=True)
    listed = re.findall(r"(Étienne|Zola|Œuvrard|eymard|Martin) Ada", page.partition('id="other"')[0])
    assert listed == ["Étienne", "eymard", "Martin", "Œuvrard", "Zola"]
