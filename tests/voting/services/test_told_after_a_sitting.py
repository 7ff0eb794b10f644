"""After a sitting: one mail to each author, what its author keeps of an amendment that was not taken."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from amendments.after_models import FateTold
from congress.chamber_models import AgendaItemKind
from congress.services.sitting_services import add_item
from core.database import session
from core.errors import Forbidden, RuleBroken
from core.mail.outbox import OutboxMessage
from tests.support.after_a_proclamation import FIFTEEN, FIVE_YEARS, TWELVE, adopt, after_template, changed
from tests.support.plenary import Plenary


@pytest.fixture
def essai_template(database, workspace) -> str:
    return after_template(database, workspace)


@pytest.fixture
def plenary(cast) -> Plenary:
    found = Plenary.of(cast)
    found.open()
    found.discuss()
    return found


def rows(plenary: Plenary, model, *where):
    return plenary.cast.read(lambda: session().scalars(select(model).where(*where)).all())


def mails(plenary: Plenary, key: str) -> list[OutboxMessage]:
    return rows(plenary, OutboxMessage, OutboxMessage.key.like(key))


def end(plenary: Plenary) -> int:
    """The sitting ends, and what is due is told; how many authors were."""
    from app.upkeep import tell_fates
    from voting.services.discussion_services import end_sitting

    plenary.do(end_sitting, plenary.sitting_id)
    return plenary.cast.read(tell_fates)


def test_each_author_has_one_mail_at_the_end_and_then_only_what_changed(plenary) -> None:
    from app.upkeep import tell_fates
    from congress.services.reopening_services import reopen_sitting

    first, second = plenary.amend(FIFTEEN, by="ada"), plenary.amend(TWELVE, by="ada")
    other, left = plenary.amend(changed(("former", "bien former")), by="bela"), plenary.amend(FIVE_YEARS, by="ada")
    adopt(plenary, first, confirmed=(second,))
    adopt(plenary, other)

    assert plenary.cast.read(tell_fates) == 0  # nothing while the sitting goes on
    assert end(plenary) == 2
    assert plenary.cast.read(tell_fates) == 0
    told = {mail.recipient.split(".")[0]: mail for mail in mails(plenary, "fates:%")}
    assert sorted(mail.subject for mail in told.values()) == [
        "Le sort de vos 3\u00a0amendements",
        "Le sort de votre amendement",
    ]
    whole = next(mail.body for mail in told.values() if "3" in mail.subject)
    assert whole.count("/parcours") == 3 and "ce que sont devenus vos 3\u00a0amendements." in whole
    single = next(mail.body for mail in told.values() if "3" not in mail.subject)
    assert "Voici ce qu’est devenu votre amendement." in single
    assert "Votre amendement n°\xa04 n’a pas été mis aux voix\xa0: la séance s’est close le " in whole
    plenary.do(reopen_sitting, plenary.sitting_id, "Close d’un doigt trop vif.")
    assert end(plenary) == 0
    plenary.do(reopen_sitting, plenary.sitting_id, "Encore.")
    adopt(plenary, left)
    assert end(plenary) == 1
    last = max(mails(plenary, "fates:%"), key=lambda mail: mail.id)
    assert last.subject == "Le sort de votre amendement\xa0: ce qui a changé"
    assert last.body.count("/parcours") == 1 and "le sort de cet amendement a changé." in last.body
    assert len(rows(plenary, FateTold)) == 4


def test_a_vote_by_division_that_takes_out_what_an_amendment_put_is_told_to_its_author(plenary) -> None:
    from app.upkeep import tell_fates
    from congress.services.reopening_services import reopen_sitting
    from tests.voting.services.dividing.test_dividing import decide, divided, questions
    from tests.voting.services.minutes.test_minutes_life import later_sitting

    adopt(plenary, plenary.amend(FIFTEEN, by="bela"))
    adopt(plenary, plenary.amend(changed(("former", "bien former")), by="ada"))
    assert end(plenary) == 2
    plenary.cast.clock.advance(timedelta(minutes=5))
    after = Plenary(plenary.cast, later_sitting(plenary))
    after.do(add_item, after.sitting_id, AgendaItemKind.PROPOSAL, "Proposition n° 1", proposal_number=1, by="sven")
    after.arrive("dora", "emile", "fatou", "gaspard")
    after.discuss()
    first, last = questions(after, divided(after, 3))
    decide(after, "for", question_id=first)
    decide(after, "against", question_id=last)
    assert plenary.cast.read(tell_fates) == 0  # nothing while the sitting goes on
    assert end(after) == 1
    told = max(mails(plenary, "fates:%"), key=lambda mail: mail.id)
    assert told.subject == "Le sort de votre amendement\xa0: ce qui a changé"
    assert "le sort de cet amendement a changé." in told.body and told.body.count("/parcours") == 1
    assert "un vote par division l’a rejeté." in told.body.replace("\n", " ")
    assert plenary.cast.read(tell_fates) == 0
    plenary.cast.clock.advance(timedelta(minutes=5))
    plenary.do(reopen_sitting, after.sitting_id, "Encore.")
    assert end(after) == 0, "it is told once"


def test_a_fate_kept_is_a_choice_of_the_author_where_the_rules_allow(plenary) -> None:
    from amendments.queries.after.kept_positions import kept_positions
    from amendments.services.after.keeping import keep_position, withdraw_position
    from congress.models import Congress

    rejected = plenary.amend(TWELVE, by="bela")
    adopt(plenary, rejected, choice="against")
    with pytest.raises(RuleBroken, match="règlement"):
        plenary.do(keep_position, rejected, by="bela")
    plenary.cast.run(lambda: setattr(session().get_one(Congress, plenary.cast.congress_id), "keeps_positions", True))

    def kept() -> list[int]:
        return plenary.cast.read(lambda: [row.id for row in kept_positions(plenary.cast.congress_id)])

    with pytest.raises(Forbidden):
        plenary.do(keep_position, rejected, by="ada")
    for _twice in range(2):
        plenary.do(keep_position, rejected, by="bela")
    assert kept() == [rejected]
    plenary.do(withdraw_position, rejected, by="bela")
    assert kept() == []
    plenary.do(keep_position, rejected, by="bela")
    assert kept() == [rejected]

    def annex():
        from letters.annex import annex_of

        with plenary.cast.app.test_request_context():
            return annex_of(session().get_one(Congress, plenary.cast.congress_id))

    (position,) = plenary.cast.read(annex)
    assert position.called.startswith("Amendement n°\xa01, de ")
    assert position.called.endswith(", rejeté")
    assert "douze" in position.sentences[0]
    assert position.reasons == ("Parce que.",)
