"""A proposal that an amendment adds is amended before it is voted: by sub-amendments, voted first, as any amendment is."""

import pytest

from amendments.queries.amendment_queries import by_id
from amendments.services.amendment_services import publish, save_draft, submit
from amendments.services.life.sub_amending import submit_sub
from core.errors import Invalid, RuleBroken
from motions.queries.motion_queries import current_revision, motion_of, motion_text, proposal
from motions.rules.motion_text import clean_text
from tests.support.plenary import Plenary, words
from tests.voting.services.test_proposal_added import NEW, add, decide, motion_item, row, titles

pytestmark = pytest.mark.one_database


@pytest.fixture
def plenary(cast):
    found = Plenary.of(cast)
    found.open()
    return found


def sub(plenary, parent: int, old: str, new: str, *, by: str) -> int:
    text = plenary.cast.read(lambda: by_id(parent).text)
    version = plenary.cast.read(lambda: by_id(parent).version)
    assert old in text
    more = {"text": text.replace(old, new), "title": "Mieux", "reasons": "Pour cela.", "seen_version": version}
    found = plenary.do(lambda **given: submit_sub(parent, **more, **given).id, by=by)
    plenary.do(publish, found, by="sven")
    return found


def flat(answer) -> str:
    return words(answer).replace("\u00a0", " ").replace("\u202f", " ")


def test_it_is_sub_amended_and_what_is_adopted_makes_the_proposal(plenary):
    before = titles(plenary)
    parent = add(plenary, NEW, by="ada")
    sheet = plenary.get("bela", "amendements/1/sous-amendement").text
    assert "Toute démarche se fait aussi au guichet." in sheet and sheet.count('name="a') >= 4
    first = sub(plenary, parent, "en mairie", "en mairie et en préfecture", by="bela")
    other = sub(plenary, parent, "Toute démarche", "Chaque démarche", by="dora")
    rival = sub(plenary, parent, "en mairie", "en sous-préfecture", by="emile")
    assert [row(plenary, found).label for found in (first, other, rival)] == ["1-A", "1-B", "1-C"]
    page = flat(plenary.get("ada", "amendements/1-A"))
    assert "alinéa 2" in page and "et en préfecture" in page and "proposition nouvelle, de la version" not in page
    left = flat(plenary.get("ada", "scrutins"))
    at = [left.index(f"Sous-amendement n° 1-{letter} ") for letter in "BCA"]
    assert at == sorted(at) and at[-1] < left.index("Amendement n° 1 de Mme Ada Martin")
    plenary.discuss(motion_item(plenary))
    with pytest.raises(RuleBroken):
        decide(plenary, parent, "for")
    decide(plenary, first, "for", rival)
    assert row(plenary, rival).status.value == "fallen"
    decide(plenary, other, "against")
    decide(plenary, parent, "for")
    number = len(before) + 1
    wanted = NEW.replace("en mairie", "en mairie et en préfecture")
    text = plenary.cast.read(lambda: current_revision(proposal(plenary.cast.congress_id, number).id).text)
    assert text == clean_text(wanted)
    assert "en préfecture" in plenary.cast.read(lambda: motion_text(motion_of(plenary.cast.congress_id).id))
    for label, said in (
        ("1", "il est la proposition n° 4"),
        ("1-A", "il change l’amendement n° 1"),
        ("1-B", "a été rejeté"),
    ):
        assert said in flat(plenary.get("ada", f"amendements/{label}/parcours")), label


def test_its_title_too_and_nothing_that_says_nothing(plenary):
    parent = add(plenary, NEW, by="ada")
    found = sub(plenary, parent, "Pour un droit", "Pour le droit", by="bela")
    assert "Au titre, remplacer le mot « un » par le mot « le »." in flat(
        plenary.get("ada", f"amendements/{row(plenary, found).label}")
    )
    with pytest.raises(Invalid, match="le même que le texte actuel"):
        sub(plenary, parent, "en mairie", "en mairie", by="dora")


def test_once_adopted_it_is_as_any_proposal_that_was_voted(plenary):
    number = len(titles(plenary)) + 1
    parent = add(plenary, NEW, by="ada")
    plenary.discuss(motion_item(plenary))
    decide(plenary, parent, "for")
    with pytest.raises(RuleBroken):
        sub(plenary, parent, "en mairie", "en préfecture", by="bela")
    part = plenary.part(number)
    given = {"base_number": 1, "text": NEW.replace("en mairie", "ici"), "title": "Ici", "reasons": "Pour cela."}
    draft = plenary.do(save_draft, None, part, **given, by="bela")
    with pytest.raises(RuleBroken, match="déjà voté"):
        plenary.do(submit, draft, by="bela")
    assert "Ce texte est déjà voté" in flat(plenary.get("bela", f"propositions/{number}/amender"))
    then = add(plenary, NEW.replace("guichet", "comptoir"), by="dora", after=number)
    assert "après la proposition n° 4" in flat(plenary.get("dora", f"amendements/{row(plenary, then).label}"))
    decide(plenary, then, "for")
    assert [found for found, _ in titles(plenary)][:3] == [1, number, number + 1]
