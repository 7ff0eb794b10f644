"""The whole motion in its present text."""

import re
from html import unescape

import pytest

from motions.models import PartState

pytestmark = pytest.mark.one_database

NB = "\u00a0"


def words(answer) -> str:
    return re.sub(r"[ \n\t]+", " ", unescape(re.sub(r"<[^>]+>", " ", answer.text)))


def read(cast):
    return cast.browse(None).get(cast.path("motion"))


def motion_id(cast) -> int:
    from motions.queries.motion_queries import motion_of

    return cast.read(lambda: motion_of(cast.congress_id).id)


def test_preamble_proposals_and_closing_follow_one_another(answers):
    page = read(answers.cast)
    assert page.status_code == 200
    text = words(page)
    order = [
        "Motion d’essai",
        "Préambule",
        "Nous, élues et élus",
        "Pour une médiation",
        "Pour la cohésion",
        "Pour des données",
        "Conclusion",
        "Nous demandons une réponse écrite",
    ]
    places = [text.index(piece, text.index("Accueil")) for piece in order]
    assert places == sorted(places)


def test_until_it_is_adopted_it_says_so_on_the_page_and_at_the_foot_of_each_sheet(answers):
    page = read(answers.cast)
    assert "Texte en discussion, non adopté" in words(page)
    assert f"Texte du lundi 12{NB}octobre{NB}2020, 14{NB}h" in words(page)
    assert re.search(r'class="running only-print"><p>Texte en discussion, non adopté', page.text)


def test_once_adopted_it_says_so_instead(answers):
    from motions.services.motion_services import decide_motion

    answers.cast.do(decide_motion, motion_id(answers.cast), is_adopted=True)
    page = read(answers.cast)
    assert "Motion adoptée" in words(page)
    assert "non adopté" not in words(page)


def test_it_is_the_text_in_force(answers):
    answers.amend("dix mille", "quinze mille")
    text = words(read(answers.cast))
    assert "quinze mille postes" in text
    assert "dix mille" not in text


def test_a_rejected_proposal_keeps_its_title_only(answers):
    from motions.services.motion_services import set_part_state

    answers.cast.do(set_part_state, answers.part(2), PartState.REJECTED)
    text = words(read(answers.cast))
    assert "Pour la cohésion des territoires" in text
    assert "Rejetée" in text
    assert "Le congrès n’a pas retenu cette proposition." in text
    assert "Un appel à projets ne remplace pas une dotation." not in text


def test_each_alinea_has_an_address_of_its_own(answers):
    ids = re.findall(r'\bid="([^"]+)"', read(answers.cast).text)
    assert len(ids) == len(set(ids))
    assert "proposition-1-alinea-3" in ids
    assert "preambule-alinea-1" in ids


def test_a_congress_without_a_motion_says_so(app):
    from tests.support.assembly import assemble

    assembly = assemble(app)
    page = app.test_client().get(f"/{assembly.slug}/motion")
    assert page.status_code == 200
    assert "La motion n’a pas encore de texte." in words(page)


def test_it_asks_the_database_as_often_whatever_the_number_of_proposals(make_app, database):
    from sqlalchemy import event

    from core.database import db
    from tests.support.cast import build_congress
    from tests.support.essai import PROPOSALS

    counts = []
    for texts in (PROPOSALS[:1], PROPOSALS * 4):
        cast = build_congress(make_app(database.fresh()), proposals=texts)
        read(cast)
        statements: list[str] = []
        with cast.app.app_context():
            event.listen(db.engine, "before_cursor_execute", lambda *args, seen=statements: seen.append(args[2]))
        assert read(cast).status_code == 200
        counts.append(len(statements))
    assert counts[0] == counts[1] <= 6
