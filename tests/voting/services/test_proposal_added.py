"""A proposal added by an amendment: written, deposited, voted, it stands in the motion at its place, in all that leaves."""

import pytest
from sqlalchemy import select

from amendments.models import Amendment
from core.database import session
from core.errors import Invalid, RuleBroken
from motions.models import Part, PartKind, PartState
from motions.queries.motion_queries import addition_after, motion_of, motion_text, parts_of, places_of
from tests.support.essai import ELECTORS
from tests.support.plenary import Plenary, words
from voting.services.poll_services import announce_correction, open_poll
from voting.services.vote_seals import altered_votes

NEW = "# Pour un droit au guichet\n\nToute démarche se fait aussi au guichet.\n\n1. en mairie ;\n2. sans rendez-vous.\n"
OTHER = "# Pour un autre droit\n\nUn second texte.\n"


@pytest.fixture
def plenary(cast):
    found = Plenary.of(cast)
    found.open()
    return found


def place(plenary, number: int = 1) -> int:
    return plenary.cast.read(lambda: addition_after(plenary.part(number)).id)


def add(plenary, text: str, *, by: str, after: int = 1) -> int:
    from amendments.services.amendment_services import publish, save_draft, submit

    draft = plenary.do(
        save_draft, None, place(plenary, after), base_number=1, text=text, title="Un droit", reasons="Utile.", by=by
    )
    plenary.do(submit, draft, by=by)
    plenary.do(publish, draft, by="sven")
    return draft


def motion_item(plenary) -> int:
    """The rank of the item of the whole motion."""
    from congress.chamber_models import AgendaItemKind
    from congress.queries.chamber_queries import agenda_of

    agenda = plenary.cast.read(lambda: agenda_of(plenary.sitting_id))
    return next(item.position for item in agenda if item.kind == AgendaItemKind.MOTION)


def decide(plenary, amendment: int, choice: str, *falling: int) -> int:
    from voting.queries.subjects import SubjectKeys
    from voting.services.poll_services import announce_poll

    item = plenary.item(motion_item(plenary))
    poll = plenary.do(announce_poll, item, SubjectKeys(amendment_ids=(amendment,)))
    plenary.do(open_poll, poll)
    plenary.vote(poll, choice, *ELECTORS)
    plenary.proclaim(poll, *falling)
    return poll


def titles(plenary) -> list[tuple[int | None, str]]:
    from motions.queries.motion_queries import current_revision

    def look():
        parts = parts_of(motion_of(plenary.cast.congress_id).id)
        return [(part.number, current_revision(part.id).title) for part in parts if part.kind == PartKind.PROPOSAL]

    return plenary.cast.read(look)


def row(plenary, amendment: int) -> Amendment:
    return plenary.cast.read(lambda: session().get_one(Amendment, amendment))


def test_what_is_adopted_stands_after_the_proposal_under_a_number_of_its_own(plenary):
    before = titles(plenary)
    first, second = add(plenary, NEW, by="ada"), add(plenary, OTHER, by="bela")
    plenary.discuss(motion_item(plenary))
    poll = decide(plenary, first, "for")
    decide(plenary, second, "for")
    number = len(before) + 1
    assert titles(plenary) == [
        before[0], (number, "Pour un droit au guichet"), (number + 1, "Pour un autre droit"), *before[1:],
    ]  # fmt: skip
    adopted = row(plenary, first)
    assert adopted.status.value == "adopted" and f"Il est la proposition n°\u00a0{number}." in adopted.cause
    rows = select(Part).where(Part.number == number)
    part = plenary.cast.read(lambda: session().scalars(rows).one())
    assert part.state == PartState.ADOPTED and part.provenance.startswith("Ajoutée par l’amendement n°\u00a01 de ")
    whole = plenary.cast.read(lambda: motion_text(motion_of(plenary.cast.congress_id).id))
    assert whole.index("Pour un droit au guichet") < whole.index("Pour un autre droit") < whole.index(before[1][1])
    page = plenary.get("ada", f"propositions/{number}").text
    assert "Toute démarche se fait aussi au guichet." in page and "Ajoutée par l’amendement" in page
    assert "Pour un droit au guichet" in plenary.get(None, "motion").text
    assert "Pour un droit au guichet" in plenary.get(None, "lettre").text
    told = plenary.get("ada", "amendements/1").text
    assert "insérer une proposition intitulée" in told and "proposition nouvelle" in told
    from core import journal

    def altered():
        from congress.models import Congress

        congress = session().get_one(Congress, plenary.cast.congress_id)
        return list(altered_votes(journal.entries(congress.stream), congress.id))

    assert plenary.cast.read(altered) == []
    correcting = plenary.do(announce_correction, plenary.item(motion_item(plenary)), poll, "Clos trop tôt.")
    plenary.do(open_poll, correcting)
    plenary.vote(correcting, "against", *ELECTORS)
    plenary.proclaim(correcting)
    assert row(plenary, first).status.value == "rejected"
    whole = plenary.cast.read(lambda: motion_text(motion_of(plenary.cast.congress_id).id))
    assert "Pour un droit au guichet" not in whole and "Pour un autre droit" in whole


def test_what_is_rejected_leaves_the_motion_as_it_was(plenary):
    before = titles(plenary)
    amendment = add(plenary, NEW, by="ada")
    plenary.discuss()
    with pytest.raises(RuleBroken, match="n’est pas celui du point"):
        plenary.announce(amendment_ids=(amendment,))
    from voting.services.discussion_services import end_item

    plenary.do(end_item, plenary.item())
    plenary.discuss(motion_item(plenary))
    decide(plenary, amendment, "against")
    assert titles(plenary) == before and row(plenary, amendment).status.value == "rejected"


def test_the_whole_waits_for_it_and_one_without_a_title_is_refused(plenary):
    with pytest.raises(Invalid, match="Le titre manque"):
        add(plenary, "Sans titre.\n", by="ada")
    add(plenary, NEW, by="ada")
    from voting.queries.votes_left import left_to_vote

    left = plenary.cast.read(lambda: left_to_vote(plenary.cast.congress_id))
    found = next(group for group in left if group.part and group.part.kind == PartKind.ADDITION)
    assert left.index(found) == 1 and found.votes[0].amendments
    page = plenary.get("ada", "scrutins").text
    assert "Après la proposition n°\u00a01" in page and "Proposition nouvelle" in page


def test_places_stand_after_the_preamble_and_each_proposal(plenary):
    keys = plenary.cast.read(lambda: [part.key for part in places_of(motion_of(plenary.cast.congress_id).id)])
    assert keys[:4] in (["preamble", "after preamble", "1", "after 1"], ["1", "after 1", "2", "after 2"])
    assert not any("closing" in key and key.startswith("after") for key in keys)


def test_its_page_says_what_became_of_it(plenary):
    plenary.discuss(motion_item(plenary))
    first, second = add(plenary, NEW, by="ada"), add(plenary, OTHER, by="bela")
    assert "est publié (après la proposition n°\xa01)" in words(plenary.get(None, "amendements/1/parcours"))

    decide(plenary, first, "for")
    decide(plenary, second, "against")

    assert ": il est la proposition n°\xa0" in words(plenary.get(None, "amendements/1/parcours")).replace("\xa0:", ":")
    assert "a été rejeté le" in words(plenary.get(None, "amendements/2/parcours"))
