"""Two people of one name are told apart by their commune, wherever one of them is named."""

from contextlib import contextmanager

import pytest
from sqlalchemy import event
from sqlalchemy.engine import Engine

from congress.models import Member
from congress.services.proxy_services import give_proxy
from core.database import session
from tests.support.plenary import CONSOLE, FIFTEEN, TWENTY, Plenary, words
from voting.models import Poll

pytestmark = pytest.mark.one_database

HERS, OTHER = "Mme\u00a0Ada Martin (Le Havre)", "Mme\u00a0Ada Martin (Aprey)"


def take_the_name(cast):
    bela = session().get_one(Member, cast.ids["bela"])
    bela.honorific, bela.given_name, bela.family_name = "Mme", "Ada", "Martin"


def test_homonyms_are_told_apart_by_their_commune_everywhere(cast):
    plenary = Plenary.of(cast)
    cast.run(lambda: take_the_name(cast))
    first = plenary.amend(FIFTEEN, by="ada", title="Quinze")
    plenary.amend(TWENTY, by="bela", title="Vingt")
    plenary.do(give_proxy, plenary.sitting_id, cast.ids["dora"], cast.ids["bela"], by="dora")
    plenary.open("ada", "bela", "emile", "fatou", "gaspard", "hana", "iris", "chloe")
    plenary.discuss()
    before = words(plenary.get("chloe", CONSOLE))
    assert HERS in before
    plenary.poll(amendment_ids=(first,))
    for name, rest in (
        ("ada", "amendements"), ("ada", "propositions/1"), ("ada", "scrutins/1"), ("ada", "seances/2/ecran"),
        ("chloe", CONSOLE),
    ):  # fmt: skip
        assert HERS in words(plenary.get(name, rest)), rest
    assert OTHER in words(plenary.get("ada", "amendements"))
    assert OTHER in words(plenary.get("dora", "seances/2")), "who carries one's proxy"
    assert "Mme\u00a0Dora Lefèvre (" not in words(plenary.get("bela", "seances/2")), "a name that nobody shares"


def test_the_names_of_a_batch_are_asked_of_the_database_once(cast):
    plenary = Plenary.of(cast)
    cast.run(lambda: take_the_name(cast))
    authors = ("ada", "bela", "dora", "emile", "fatou", "gaspard")
    batch = [plenary.amend(FIFTEEN, by=name) for name in authors]
    plenary.open(*authors, "hana", "iris", "chloe")
    plenary.discuss()
    with said_meanwhile() as said:
        poll_id = plenary.announce(amendment_ids=tuple(batch))
    assert plenary.cast.read(lambda: session().get_one(Poll, poll_id).question).endswith(
        f"identiques, de {HERS}, {OTHER}, Mme\u00a0Dora Lefèvre et 3\u00a0autres\u202f?"
    )
    assert len([one for one in said if "replace(" in one]) == 1, "names alike are looked for by their letters"


@contextmanager
def said_meanwhile():
    """The statements that the database hears meanwhile."""
    said = []

    def note(*told) -> None:
        said.append(told[2])

    event.listen(Engine, "before_cursor_execute", note)
    try:
        yield said
    finally:
        event.remove(Engine, "before_cursor_execute", note)


def test_an_apostrophe_typed_straight_is_curved_in_every_list(cast):
    plenary = Plenary.of(cast)
    cast.run(lambda: setattr(session().get_one(Member, cast.ids["dora"]), "family_name", "D'Aubigné"))
    plenary.open("ada", "bela", "emile", "fatou", "gaspard", "hana", "iris", "chloe")
    for name, rest in (
        ("sven", "seances/2/emargement"), ("sven", "seances/2/feuille"), ("sven", "seances/2"), ("ada", "seances/2"),
    ):  # fmt: skip
        page = plenary.get(name, rest)
        assert page.status_code == 200, rest
        assert "D’Aubigné" in page.text, rest
        assert "D&#39;Aubigné" not in page.text and "D'Aubigné" not in page.text, rest
