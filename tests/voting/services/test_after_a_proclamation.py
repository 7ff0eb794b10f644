"""After a proclamation: what became of each amendment, what clashes goes to its author, what other texts still say."""

import pytest
from flask_babel import force_locale, get_translations
from sqlalchemy import select

from amendments.after_models import Discrepancy, DiscrepancyState
from amendments.models import Amendment, AmendmentStatus
from core.database import session
from core.errors import Forbidden, Invalid, RuleBroken
from core.mail.outbox import OutboxMessage
from motions.models import Cause
from motions.queries.motion_queries import current_revision
from tests.support.after_a_proclamation import (
    DELETED,
    FIFTEEN,
    FIVE_YEARS,
    TWELVE,
    TWELVE_AND_FIVE,
    adopt,
    after_template,
    changed,
)
from tests.support.plenary import Plenary
from voting.rules.fates import FateKind, fate_sentence


@pytest.fixture
def essai_template(database, workspace) -> str:
    return after_template(database, workspace)


@pytest.fixture
def plenary(cast) -> Plenary:
    found = Plenary.of(cast)
    found.open()
    found.discuss()
    return found


def fate(plenary: Plenary, amendment_id: int, *, is_own: bool = False) -> tuple[FateKind, str]:
    from congress.models import Congress
    from voting.queries.after.fates import fate_of

    def read():
        congress = session().get_one(Congress, plenary.cast.congress_id)
        with plenary.cast.app.test_request_context(), force_locale("fr"):
            found = fate_of(congress, session().get_one(Amendment, amendment_id))
            return found.kind, fate_sentence(found, get_translations(), is_own=is_own)

    return plenary.cast.read(read)


def rows(plenary: Plenary, model, *where):
    return plenary.cast.read(lambda: session().scalars(select(model).where(*where)).all())


def mails(plenary: Plenary, key: str) -> list[OutboxMessage]:
    return rows(plenary, OutboxMessage, OutboxMessage.key.like(key))


def part_of(plenary: Plenary, number: int):
    return plenary.cast.read(lambda: current_revision(plenary.part(number)))


def test_each_amendment_has_the_true_fate_of_one_adoption(plenary) -> None:
    fifteen, twelve, deleted, again, years = (
        plenary.amend(text, by=by)
        for text, by in (
            (FIFTEEN, "ada"), (TWELVE, "bela"), (DELETED, "dora"), (FIFTEEN, "emile"), (FIVE_YEARS, "fatou"),
        )
    )  # fmt: skip
    adopt(plenary, deleted, choice="against")
    adopt(plenary, fifteen, again, confirmed=(twelve,))

    assert fate(plenary, deleted)[0] is FateKind.REJECTED
    kind, told = fate(plenary, twelve, is_own=True)
    assert kind is FateKind.FALLEN_REPLACED
    assert told.startswith("Votre amendement n°\xa02 est tombé le ")
    assert (
        "les amendements n°\xa01\xa0et\xa04, adoptés ensemble, ont changé «\xa0dix\xa0», qu’il modifiait aussi" in told
    )
    assert told.endswith("(proposition n°\xa01, alinéa\xa03).")
    kind, told = fate(plenary, fifteen)
    assert kind is FateKind.ADOPTED
    assert "avec l’amendement n°\xa04, identique, au scrutin n°\xa02, par 3\u00a0voix pour, aucune contre" in told
    assert "la version 2 du texte (proposition n°\xa01, alinéa\xa03)." in told
    assert fate(plenary, years)[0] is FateKind.WAITING


def test_one_whose_words_were_deleted_is_told_so(plenary) -> None:
    twelve, deleted = plenary.amend(TWELVE, by="bela"), plenary.amend(DELETED, by="dora")
    adopt(plenary, deleted, confirmed=(twelve,))

    kind, told = fate(plenary, twelve)

    assert kind is FateKind.FALLEN_DELETED
    assert (
        "l’amendement n°\xa02, adopté, a supprimé les mots qu’il modifiait (proposition n°\xa01, alinéa\xa03)." in told
    )


def test_one_that_deleted_what_was_changed_is_told_so(plenary) -> None:
    fifteen, deleted = plenary.amend(FIFTEEN, by="ada"), plenary.amend(DELETED, by="dora")
    adopt(plenary, deleted, choice="against")
    other = plenary.amend(DELETED, by="emile")
    adopt(plenary, fifteen, confirmed=(other,))

    assert fate(plenary, other)[0] is FateKind.FALLEN_KEPT


def test_those_that_the_chair_set_aside_say_so_and_why(plenary) -> None:
    from voting.services.discussion_services import set_aside

    ids = {
        status: plenary.amend(text, by=by)
        for status, text, by in (
            (AmendmentStatus.NOT_SUPPORTED, FIFTEEN, "ada"),
            (AmendmentStatus.FALLEN, TWELVE, "bela"),
            (AmendmentStatus.NO_OBJECT, FIVE_YEARS, "dora"),
        )
    }
    for status, amendment in ids.items():
        plenary.do(set_aside, amendment, status, "Son auteur est absent")

    found = {status: fate(plenary, amendment) for status, amendment in ids.items()}

    assert [kind for kind, _told in found.values()] == [
        FateKind.NOT_SUPPORTED, FateKind.FALLEN_DECLARED, FateKind.NO_OBJECT_DECLARED,
    ]  # fmt: skip
    assert all(told.endswith("\xa0: Son auteur est absent.") for _kind, told in found.values())


def test_what_clashes_stays_published_goes_to_its_author_and_is_adapted_late(plenary) -> None:
    from amendments.services.after.resubmitting import resubmit
    from amendments.services.amendment_services import publish, submit
    from congress.models import Congress

    fifteen, other = plenary.amend(FIFTEEN, by="ada"), plenary.amend(TWELVE_AND_FIVE, by="bela")
    adopt(plenary, fifteen)

    assert fate(plenary, other)[0] is FateKind.TO_CHECK
    (mail,) = mails(plenary, f"amendment:{other}:clash:%")
    assert [words in mail.body for words in ("«\xa0dix\xa0»", "«\xa0quinze\xa0»", "«\xa0douze\xa0»")] == [True] * 3
    assert "/amendements/2/parcours" in mail.body
    with pytest.raises(Forbidden):
        plenary.do(resubmit, other, by="dora")
    draft = plenary.do(resubmit, other, by="bela")
    assert plenary.do(resubmit, other, by="bela") == draft  # pressed twice
    row = plenary.cast.read(lambda: session().get_one(Amendment, draft))
    assert "quinze mille postes" in row.text
    assert "tous les agents" in row.text
    assert (row.title, row.reasons, row.resubmits_id) == ("En quelques mots", "Parce que.", other)

    def close() -> None:
        congress = session().get_one(Congress, plenary.cast.congress_id)
        congress.amendments_close = congress.amendments_open

    plenary.cast.run(close)
    plenary.do(submit, draft, by="bela")
    with pytest.raises(RuleBroken, match="déjà redéposé"):
        plenary.do(resubmit, other, by="bela")
    assert fate(plenary, other)[0] is FateKind.TO_CHECK  # the new one may still be refused
    plenary.do(publish, draft, by="sven")
    kind, told = fate(plenary, other)
    assert kind is FateKind.RESUBMITTED
    assert told.endswith("c’est l’amendement n°\xa03.")
    assert fate(plenary, draft)[0] is FateKind.WAITING


def test_nothing_else_is_deposited_after_the_deadline(plenary) -> None:
    from amendments.services.amendment_services import save_draft, submit
    from congress.models import Congress

    plenary.cast.run(
        lambda: setattr(congress := session().get_one(Congress, plenary.cast.congress_id), "amendments_close",
                        congress.amendments_open)
    )  # fmt: skip
    draft = plenary.do(save_draft, None, plenary.part(), base_number=1, text=TWELVE, title="T", reasons="R", by="bela")

    with pytest.raises(RuleBroken, match="clos"):
        plenary.do(submit, draft, by="bela")


def test_one_that_applies_as_it_is_has_nothing_to_adapt(plenary) -> None:
    from amendments.services.after.resubmitting import resubmit

    twelve = plenary.amend(TWELVE, by="bela")

    with pytest.raises(RuleBroken, match="rien à adapter"):
        plenary.do(resubmit, twelve, by="bela")


def test_other_parts_that_still_say_a_replaced_figure_are_remarked_and_never_changed(plenary) -> None:
    adopt(plenary, plenary.amend(changed(("dix mille", "quinze mille"), ("trois ans", "cinq ans")), by="ada"))

    found = {(row.former, row.latter) for row in rows(plenary, Discrepancy)}
    assert found == {("dix mille", "quinze mille"), ("trois ans", "cinq ans")}
    assert len(rows(plenary, Discrepancy)) == 2  # neither « trois communes » nor « trois appels »
    assert part_of(plenary, 2).number == 1


def test_a_remark_is_accepted_as_an_editorial_revision_with_its_reason(plenary) -> None:
    from amendments.services.after.coherence_services import accept_discrepancy, leave_discrepancy

    adopt(plenary, plenary.amend(changed(("dix mille", "quinze mille"), ("trois ans", "cinq ans")), by="ada"))
    figure, years = sorted(rows(plenary, Discrepancy), key=lambda row: row.former)

    with pytest.raises(Forbidden):
        plenary.do(accept_discrepancy, figure.id, "", expected_number=1, by="ada")
    plenary.do(accept_discrepancy, figure.id, "", expected_number=1, by="sven")
    revision = part_of(plenary, 2)
    assert "Quinze mille postes ne suffiront pas. Un plan de 15\xa0000 postes" in revision.text
    assert (revision.number, revision.cause) == (2, Cause.EDITORIAL)
    assert revision.because.startswith("Accord avec l’amendement n°\xa01, adopté")
    with pytest.raises(RuleBroken, match="déjà acceptée"):
        plenary.do(accept_discrepancy, figure.id, "", expected_number=2, by="sven")
    with pytest.raises(Invalid):
        plenary.do(leave_discrepancy, years.id, " ", by="sven")
    plenary.do(leave_discrepancy, years.id, "La durée y est une autre.", by="sven")
    states = {row.former: row.state for row in rows(plenary, Discrepancy)}
    assert states == {"dix mille": DiscrepancyState.ACCEPTED, "trois ans": DiscrepancyState.SET_ASIDE}
    assert part_of(plenary, 2).number == 2


def test_a_remark_is_not_accepted_while_its_text_is_put_to_the_vote(plenary) -> None:
    from amendments.services.after.coherence_services import accept_discrepancy
    from voting.queries.subjects import SubjectKeys
    from voting.services.poll_services import announce_poll

    adopt(plenary, plenary.amend(FIFTEEN, by="ada"))
    (figure,) = rows(plenary, Discrepancy)
    item = plenary.discuss(2)
    plenary.do(announce_poll, item, SubjectKeys(part_id=plenary.part(2)))

    with pytest.raises(RuleBroken, match="annoncé"):
        plenary.do(accept_discrepancy, figure.id, "", expected_number=1, by="sven")
