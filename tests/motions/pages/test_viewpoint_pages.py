"""Pages of points of view: what each person sees and may do, what is kept when something is wrong."""

import re
from datetime import timedelta
from html import unescape

import pytest

from motions.models import Position
from tests.support.essai import CLOSES, OPENS

pytestmark = pytest.mark.one_database

NB = "\u00a0"
ROW, ONE, SPOKEN = "points-de-vue", "propositions/1/point-de-vue", "propositions/1/points-de-vue"


def words(answer) -> str:
    """What is read on a page: no markup, one space between words (no-break ones stay)."""
    text = re.sub(r"<[^>]+>", " ", re.sub(r"</?(?:b|a|em|strong)\b[^>]*>", "", answer.text))
    return re.sub(r"[ \n\t]+", " ", unescape(text))


@pytest.fixture
def page(answers):
    """`page("ada", ONE)`: what ada's browser gets."""
    return lambda name, rest: answers.cast.browse(name).get(answers.cast.path(rest))


@pytest.fixture
def send(answers):
    """`send("ada", 1, position="favourable")`: ada presses the button of proposal 1."""

    def press(name: str | None, number: int = 1, *, seen: str | None = None, place: str = "", **fields):
        data = {
            "seen": seen if seen is not None else answers.fingerprint(number),
            "place": place,
            "named": "y",
            **fields,
        }
        data = {f"p{number}-{key}": value for key, value in data.items() if value is not None}
        return answers.cast.browse(name).post(answers.cast.path(f"propositions/{number}/point-de-vue"), data=data)

    return press


def test_before_answering_one_reads_the_text_and_who_will_see_the_answer(page):
    read = page("ada", ONE)
    assert read.status_code == 200
    assert f"Version{NB}1 du lundi 12{NB}octobre{NB}2020, 14{NB}h" in words(read)
    assert "Non encore examinée" in words(read)
    assert "Votre point de vue pourra être lu par les membres du congrès, pas du public." in words(read)
    assert "Avec votre nom ou sans, à votre choix." in words(read)
    assert f"jusqu’au lundi 12{NB}octobre{NB}2020, 18{NB}h" in words(read)
    assert 'data-l="1"' in read.text
    assert 'name="p1-named"' in read.text
    assert "checked" not in read.text, "neither an answer nor one's name is ticked before one did"
    assert "checked" not in page("ada", ROW).text
    assert "<table" not in read.text, "the positions do not show before one answered"


@pytest.mark.parametrize(
    ("rule", "told"),
    [("always", "Il porte votre nom."), ("never", "Il ne porte pas votre nom")],
)
def test_where_the_congress_decides_of_names_the_page_says_so_and_does_not_ask(make_answers, rule, told):
    answers = make_answers(viewpoint_names=rule)
    read = answers.cast.browse("ada").get(answers.cast.path(ONE))
    assert told in words(read)
    assert "Montrer mon nom" not in words(read)


def test_an_answer_is_saved_shown_with_its_hour_and_opens_the_positions(page, send, answers):
    answer = send("ada", position="reserved", reservation="Pas sans moyens.", named=None)
    assert (answer.status_code, answer.location) == (303, answers.cast.path(ONE).replace("//", "/"))
    given = answers.of("ada")
    assert (given.position, given.reservation, given.named) == (Position.RESERVED, "Pas sans moyens.", False)
    read = page("ada", ONE)
    assert f"Favorable avec réserve{NB}: «{NB}Pas sans moyens.{NB}»" in words(read)
    assert f"Enregistré à{NB}14{NB}h, sur la version{NB}1, sans votre nom." in words(read)
    assert 'class="bars"' in read.text


def test_in_a_row_each_answer_is_saved_alone_and_one_comes_back_to_its_place(page, send, answers):
    assert f"Vos points de vue{NB}: 0 sur 3" in words(page("ada", ROW))
    answer = send("ada", 2, position="unfavourable", place="rangee")
    assert answer.location.endswith("/essai/points-de-vue#proposition-2")
    read = page("ada", ROW)
    assert f"Vos points de vue{NB}: 1 sur 3" in words(read)
    assert read.text.count("Enregistré à") == 1
    assert answers.of("ada", 1) is None
    assert re.findall(r'id="(proposition-\d)"', read.text) == ["proposition-1", "proposition-2", "proposition-3"]
    assert read.text.count('<form method="post" action="/essai/propositions/') == 3


def test_in_a_row_what_is_answered_is_one_line_that_unfolds(page, send):
    send("ada", 2, position="unfavourable")
    lines = re.findall(r"<summary>(.*?)</summary>", page("ada", ROW).text, re.DOTALL)
    said = [" ".join(re.sub(r"<[^>]+>", " ", line).split()) for line in lines]
    assert said == ["Menu", "Proposition n° 2 : Pour la cohésion des territoires par le numérique Défavorable"]
    assert page("ada", ROW).text.count('class="edition ruled given"') == 1


def test_every_field_of_the_row_has_an_id_of_its_own(page):
    ids = re.findall(r'\bid="([^"]+)"', page("ada", ROW).text)
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize("place", ["", "rangee"])
@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"position": "reserved", "reservation": "  "}, "Dites votre réserve en une phrase."),
        ({"position": "reserved", "reservation": "…"}, "Dites votre réserve en une phrase."),
        ({"reservation": "Une phrase déjà écrite."}, "Choisissez l’une des quatre réponses."),
        ({"position": "perhaps", "reservation": "Une phrase déjà écrite."}, None),
        ({"position": "reserved", "reservation": "é" * 1001}, "Votre réserve est trop longue"),
    ],
)
def test_what_is_missing_is_said_and_what_was_typed_is_kept(send, answers, place, fields, sentence):
    answer = send("ada", place=place, **fields)
    assert answer.status_code == 422
    assert "Votre point de vue n’est pas enregistré. Ce que vous avez écrit est gardé ici." in words(answer)
    assert sentence is None or sentence in words(answer)
    assert fields["reservation"].strip() in answer.text
    assert re.search(r"<title>\s*Erreur\u00a0: ", answer.text), "the first thing that is heard"
    aimed = re.search(r'class="error-summary".*?href="#([^"]+)"', answer.text, re.DOTALL)[1]
    assert re.search(f'<(input|textarea)[^>]* id="{aimed}"', answer.text), "a group takes no focus"
    assert answers.of("ada") is None
    assert ("Vos points de vue" in words(answer)) is (place == "rangee")


@pytest.mark.parametrize("place", ["", "rangee"])
def test_a_second_late_nothing_is_saved_and_nothing_is_lost(send, answers, place):
    answers.give("ada", "favourable")
    answers.cast.clock.at = CLOSES + timedelta(seconds=1)
    answer = send("ada", position="reserved", reservation="Écrite trop tard.", place=place)
    assert answer.status_code == 409
    assert f"Les points de vue sont clos depuis le lundi 12{NB}octobre{NB}2020, 18{NB}h" in words(answer)
    assert "Écrite trop tard.</textarea>" in answer.text
    assert answers.of("ada").position == Position.FAVOURABLE


def test_a_text_that_is_not_the_proposal_s_is_refused_and_the_page_shows_the_right_one(send, answers):
    answer = send("ada", position="favourable", seen="0" * 64)
    assert answer.status_code == 409
    assert "Le texte que vous avez lu n’est pas celui de cette proposition" in words(answer)
    assert answers.fingerprint() in answer.text


@pytest.mark.parametrize("name", ["elodie", "vera", "sven"])
def test_those_who_do_not_vote_read_and_do_not_answer(page, send, name):
    for rest in (ROW, ONE):
        read = page(name, rest)
        assert read.status_code == 200
        assert "<textarea" not in read.text
        assert "Seuls les membres élus et accrédités donnent leur point de vue." in words(read)
    answer = send(name, position="favourable")
    assert answer.status_code == 403
    assert "Seuls les membres élus et accrédités donnent leur point de vue." in words(answer)


def test_the_public_is_asked_to_sign_in_and_comes_back(page, send):
    for rest in (ROW, ONE):
        answer = page(None, rest)
        assert answer.status_code == 303
        assert f"suite=/essai/{rest}" in unescape(answer.location).replace("%2F", "/")
    assert send(None, position="favourable").status_code == 403


def test_before_they_open_the_pages_say_when(page, answers):
    answers.cast.clock.at = OPENS - timedelta(seconds=1)
    for rest in (ROW, ONE, SPOKEN):
        read = page("ada", rest)
        assert read.status_code == 200
        assert f"mercredi 1er{NB}juillet{NB}2020, 2{NB}h" in words(read)
        assert "<textarea" not in read.text


def test_once_closed_one_reads_all_the_positions(page, answers):
    answers.give("bela", "unfavourable")
    answers.cast.clock.at = CLOSES
    for name in ("ada", "vera", "sven"):
        row, one = page(name, ROW), page(name, ONE)
        assert row.text.count('class="bars"') == 1
        assert words(row).count("Aucun point de vue n’a été donné.") == 2
        assert 'class="bars"' in one.text
        assert "<textarea" not in row.text + one.text


def test_an_answer_on_an_older_version_says_so_and_links_to_the_differences(page, answers):
    answers.give("ada")
    answers.amend("dix mille", "quinze mille")
    read = page("ada", ONE)
    assert f"vous aviez répondu sur la version{NB}1, il en est à la version{NB}2." in words(read)
    assert "/essai/propositions/1/versions?de=1&amp;a=2" in read.text


def test_reservations_are_read_with_or_without_names(page, answers):
    answers.give("bela", "reserved", reservation="À chiffrer d’abord.", named=False)
    answers.give("dora", "reserved", reservation="Pas <b>sans</b> moyens.")
    answers.give("ada")
    read = page("ada", SPOKEN)
    assert read.status_code == 200
    assert f"«{NB}Pas <b>sans</b> moyens.{NB}» Mme{NB}Dora Lefèvre, adjointe au maire de Falaise (14)" in words(read)
    assert f"«{NB}À chiffrer d’abord.{NB}» sans nom" in words(read)
    assert "Kovacs" not in read.text
    assert "<b>sans</b>" not in read.text


@pytest.mark.parametrize("name", ["bela", "vera", "sven"])
def test_until_one_answered_or_all_is_closed_reservations_wait(page, answers, name):
    answers.give("ada", "reserved", reservation="Pas sans moyens.")
    read = page(name, SPOKEN)
    assert read.status_code == 200
    assert "Pas sans moyens." not in read.text
    assert 'class="bars"' not in read.text
    answers.cast.clock.at = CLOSES
    assert "Pas sans moyens." in page(name, SPOKEN).text


@pytest.mark.parametrize(
    ("visible", "status"), [("public", 200), ("members", 303), ("after_sitting", 303), ("never", 303)]
)
def test_the_public_reads_them_where_the_congress_says_so(make_answers, visible, status):
    from congress.rules.visibility import Visibility

    answers = make_answers(viewpoints_visible=Visibility(visible))
    answers.give("ada", "reserved", reservation="Pas sans moyens.")
    answers.cast.clock.at = CLOSES
    read = answers.cast.browse(None).get(answers.cast.path(SPOKEN))
    assert read.status_code == status
    assert ("Pas sans moyens." in read.text) is (status == 200)


def test_where_they_are_never_shown_a_member_sees_her_own_only(make_answers):
    from congress.rules.visibility import Visibility

    answers = make_answers(viewpoints_visible=Visibility.NEVER)
    answers.give("ada", "reserved", reservation="Pas sans moyens.")
    browser = answers.cast.browse("ada")
    own = browser.get(answers.cast.path(ONE))
    assert "Pas sans moyens." in own.text
    assert 'class="bars"' not in own.text
    assert browser.get(answers.cast.path(SPOKEN)).status_code == 403


def test_a_proposal_that_does_not_exist_is_not_found(page, send, answers):
    for rest in ("propositions/99/point-de-vue", "propositions/99/points-de-vue"):
        assert page("ada", rest).status_code == 404
    assert (
        answers.cast.browse("ada").post(answers.cast.path("propositions/99/point-de-vue"), data={}).status_code == 404
    )


EIGHT = tuple(
    f"# Proposition {number}\n\n" + "Un alinéa de plusieurs mots, avec **du gras**. " * 12 + "\n"
    for number in range(1, 9)
)


@pytest.mark.parametrize("length", [1, 12])
def test_the_page_of_the_eight_is_light_whatever_was_written(make_answers, length):
    texts = tuple(
        "\n\n".join([text, *[f"{n}. " + "un autre alinéa, long, " * 15 for n in range(1, length)]]) + "\n"
        for text in EIGHT
    )
    answers = make_answers(proposals=texts)
    for number in range(1, 9):
        answers.give("ada", "reserved", number, reservation="é « & " * 165)
    page = answers.cast.browse("ada").get(answers.cast.path(ROW))
    assert page.status_code == 200
    assert len(page.data) < 60_000
    for number in range(1, 9):
        answers.give("bela", "favourable", number)
    light = answers.cast.browse("bela").get(answers.cast.path(ROW))
    assert len(light.data) < 60_000
    assert ("Un alinéa de plusieurs mots" in light.text) is (length == 1)


def test_the_row_asks_the_database_as_often_whatever_the_number_of_proposals(make_app, database):
    from sqlalchemy import event

    from core.database import db
    from tests.support.application import NOON
    from tests.support.cast import build_congress

    counts = []
    for texts in (EIGHT[:2], EIGHT):
        address = database.fresh()
        cast = build_congress(make_app(address), proposals=texts)
        assert cast.clock.now() >= NOON
        browser, statements = cast.browse("ada"), []
        browser.get(cast.path(ROW))
        with cast.app.app_context():
            event.listen(db.engine, "before_cursor_execute", lambda *args, seen=statements: seen.append(args[2]))
        assert browser.get(cast.path(ROW)).status_code == 200
        counts.append(len(statements))
    assert counts[0] == counts[1] <= 12
