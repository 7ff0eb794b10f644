"""The chair changes the order of the votes: what it breaks is said before, why is read wherever the order is."""

import re

import pytest

from tests.support.essai import PROPOSALS
from tests.support.plenary import CONSOLE, FIFTEEN, TWENTY, Plenary, words

pytestmark = pytest.mark.one_database
HERE = f"{CONSOLE}/points/1/ordre"
BECAUSE = "Mme Allain doit partir à 15 h."


@pytest.fixture
def plenary(cast):
    found = Plenary.of(cast)
    found.open()
    found.discuss()
    return found


def three(plenary) -> tuple[int, int, int]:
    """Two that exclude one another, the furthest first, then one about the last words."""
    far, near = plenary.amend(FIFTEEN, by="ada"), plenary.amend(TWENTY, by="bela")
    last = PROPOSALS[0].rstrip()
    return far, near, plenary.amend(f"{last} Rien de plus.\n", by="dora")


def asked(plenary, amendment: int, before: int | None, *, by="chloe", **more) -> str:
    return plenary.post(by, HERE, amendement=amendment, avant=before or 0, motif=BECAUSE, **more)


def moved(plenary, amendment: int, before: int | None, **more):
    """The move, as it was seen."""
    page = asked(plenary, amendment, before, **more)
    shown = re.search(r'name="montre" value="([^"]+)"', page.text)
    return asked(plenary, amendment, before, geste="deplacer", montre=shown[1] if shown else "", **more)


def in_order(plenary) -> list[int]:
    from voting.queries.votes_left import left_to_vote

    left = plenary.cast.read(lambda: left_to_vote(plenary.cast.congress_id))
    return [row.id for vote in left[0].votes for row in vote.amendments]


def test_what_a_move_breaks_is_said_before_and_its_reason_read_everywhere(plenary):
    far, near, last = three(plenary)
    assert in_order(plenary) == [far, near, last]
    page = words(asked(plenary, near, far))
    assert "Le vote du n°\u00a02 viendrait avant celui du n°\u00a01, que la règle place avant" in page
    assert "L’ordre serait\u00a0: n°\u00a02, puis n°\u00a01, puis n°\u00a03." in page
    assert in_order(plenary) == [far, near, last]  # seen, not done
    assert moved(plenary, near, far).status_code == 303
    assert in_order(plenary) == [near, far, last]
    for who, rest in (
        ("chloe", HERE),
        ("chloe", CONSOLE),
        ("ada", "scrutins"),
        (None, "amendements"),
        (None, "propositions/1/amendements"),
        (None, "propositions/1/concurrents"),
    ):
        told = f"Déplacé par la présidence\u00a0: {BECAUSE} (Mme\u00a0Chloé Arnaud)"
        assert told in words(plenary.get(who, rest)), rest
    assert "La présidence déplace le n°\u00a02 dans l’ordre des votes." in plenary.get("ada", "seances/2").text


def test_a_move_is_taken_back(plenary):
    far, near, last = three(plenary)
    moved(plenary, last, far)
    assert in_order(plenary) == [last, far, near]
    move = re.search(r'name="deplacement" value="(\d+)"', plenary.get("chloe", HERE).text)[1]
    assert plenary.post("chloe", HERE, geste="retablir", deplacement=move).status_code == 303
    assert in_order(plenary) == [far, near, last]
    assert plenary.post("chloe", HERE, geste="retablir", deplacement=move).status_code == 303  # pressed twice
    assert plenary.post("chloe", HERE, geste="retablir", deplacement=999).status_code == 404


def test_a_whole_discussion_moves_together(plenary):
    far, near, last = three(plenary)
    assert "Toute sa discussion commune\u00a0: n°\u00a01, 2" in words(plenary.get("chloe", HERE, amendement=far))
    assert "ne contredit aucune règle" in words(asked(plenary, far, None, ensemble="oui"))
    moved(plenary, far, None, ensemble="oui")
    assert in_order(plenary) == [last, far, near]
    assert "seraient" not in words(asked(plenary, far, None, ensemble="oui"))


@pytest.mark.parametrize(
    ("changes", "status", "sentence"),
    [
        ({"motif": "  "}, 422, "Dites pourquoi l’ordre change"),
        ({"motif": "x" * 501}, 422, "500 signes au plus"),
        ({"avant": 999999}, 303, ""),  # nobody's place: after all the others
        ({"amendement": 999999}, 409, "Cet amendement n’est pas à voter sur ce point."),
        ({"amendement": "douze"}, 409, "Cet amendement n’est pas à voter sur ce point."),
        ({"montre": "autre"}, 409, "L’ordre a changé depuis que cette page s’est affichée"),
    ],
)
def test_bad_input_gets_a_sentence_and_the_reason_back(plenary, changes, status, sentence):
    far, near, _last = three(plenary)
    shown = re.search(r'name="montre" value="([^"]+)"', asked(plenary, near, far).text)[1]
    if "avant" in changes:
        shown = re.search(r'name="montre" value="([^"]+)"', asked(plenary, near, None).text)[1]
    sent = {"amendement": near, "avant": far, "motif": BECAUSE, "geste": "deplacer", "montre": shown, **changes}
    answer = plenary.post("chloe", HERE, **sent)
    assert answer.status_code == status
    assert sentence in words(answer)
    if status == 409 and "amendement" not in changes:
        assert f'value="{BECAUSE}"' in answer.text


def test_its_own_place_is_no_move(plenary):
    far, near, _last = three(plenary)
    answer = asked(plenary, far, near)
    assert (answer.status_code, "C’est déjà sa place" in words(answer)) == (422, True)


def test_only_the_chair_moves_and_those_who_watch_read(plenary):
    far, near, _last = three(plenary)
    assert asked(plenary, near, far, by="ada").status_code == 403
    assert asked(plenary, near, far, by="sven").status_code == 403
    page = plenary.get("sven", HERE, amendement=near)
    assert (page.status_code, "Déplacer ainsi" in page.text, 'name="motif"' in page.text) == (200, False, False)


def test_an_open_poll_is_never_touched(plenary):
    far, near, last = three(plenary)
    poll = plenary.poll(amendment_ids=(far,))
    before = plenary.row_of_poll(poll)
    for amendment, anchor in ((far, None), (far, last)):
        answer = moved(plenary, amendment, anchor)
        assert (answer.status_code, "mis aux voix" in words(answer)) == (409, True)
    assert moved(plenary, last, near).status_code == 303
    after = plenary.row_of_poll(poll)
    assert [getattr(after, name.key) for name in after.__table__.c] == [
        getattr(before, name.key) for name in before.__table__.c
    ]
    plenary.vote(poll, "for", "ada")
    assert in_order(plenary) == [far, last, near]


def test_what_only_numbers_decide_stands_out(plenary):
    last = PROPOSALS[0].rstrip()
    for name in ("ada", "bela"):
        plenary.amend(f"{last}\n\nUn alinéa de plus, celui de {name}.\n", by=name)
    for who, rest in (
        ("chloe", HERE),
        ("ada", "scrutins"),
        (None, "amendements"),
        (None, "propositions/1/concurrents"),
    ):
        assert words(plenary.get(who, rest)).count("Ordre à choisir") == 2, rest


def test_the_journal_is_whole_after_a_move(plenary):
    from app.journal_verifying import verify_journal

    far, near, _last = three(plenary)
    moved(plenary, near, far)
    assert plenary.cast.read(lambda: verify_journal(plenary.cast.slug)).errors == ()


def test_what_only_spaces_tell_apart_is_one_vote_that_can_be_announced_and_adopted(plenary):
    """The order put them in one vote, that the announcement then refused as « pas identiques »."""
    fine, plain = (FIFTEEN.replace("quinze mille", f"15{space}000") for space in ("\u202f", "\u00a0"))
    batch = plenary.amend(fine, by="ada"), plenary.amend(plain, by="bela")
    assert "Annoncer le scrutin" in words(plenary.get("chloe", CONSOLE))
    poll = plenary.poll(amendment_ids=batch)
    plenary.vote(poll, "for", "ada")
    plenary.proclaim(poll)
    assert in_order(plenary) == []
