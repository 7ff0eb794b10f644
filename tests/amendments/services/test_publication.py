"""From the deposit to the eve of the vote: numbers, reasons, opinions, co-signatures, and what is refused."""

import pytest

from tests.amendments.conftest import PROPOSAL
from tests.amendments.services.test_amendment_services import QUINZE, refused


def test_the_secretariat_publishes_under_numbers_of_the_motion(house):
    from amendments.services.amendment_services import publish

    ids = [house.deposited(QUINZE), house.deposited(("trois ans", "cinq ans"), by=2)]
    numbers = [house.do(publish, amendment_id, by="sven") for amendment_id in reversed(ids)]
    assert numbers == [1, 2]
    assert [house.amendment(amendment_id).public_number for amendment_id in ids] == [2, 1]
    error = refused(house, publish, ids[0], by="sven")
    assert error.sentence == "Cet amendement est déjà publié, sous le n°\u00a02."


def test_published_after_its_text_was_voted_an_amendment_has_no_object_and_nothing_is_left_to_vote(house):
    from amendments.services.amendment_services import publish
    from motions.models import Part, PartState
    from voting.queries.votes_left import left_to_vote

    late = house.deposited(QUINZE)
    house.change_row(Part, house.part_id, state=PartState.ADOPTED)
    house.do(publish, late, by="sven")
    row = house.amendment(late)
    assert (row.public_number, row.status.value, row.cause) == (
        1,
        "no_object",
        "Le texte a été voté avant sa publication.",
    )
    left = house.read(lambda: left_to_vote(house.cast.congress_id))
    assert [vote.amendments for group in left for vote in group.votes] == [()]


def test_only_the_secretariat_publishes(house):
    from amendments.services.amendment_services import publish

    amendment_id = house.deposited(QUINZE)
    error = refused(house, publish, amendment_id, by=1)
    assert (error.status, error.sentence) == (403, "Seul le secrétariat peut faire cela.")


def test_a_draft_is_never_published(house):
    from amendments.services.amendment_services import publish

    error = refused(house, publish, house.draft(PROPOSAL), by="sven")
    assert error.sentence == "Cet amendement n’attend pas de publication."


def test_an_inadmissible_amendment_carries_its_reason_and_no_number(house):
    from amendments.services.amendment_services import declare_inadmissible

    amendment_id = house.deposited(QUINZE)
    error = refused(house, declare_inadmissible, amendment_id, "  ", by="sven")
    assert (error.status, error.field) == (422, "because")
    house.do(declare_inadmissible, amendment_id, "Sans lien avec le texte.", by="sven")
    row = house.amendment(amendment_id)
    assert (row.status.value, row.cause, row.public_number) == ("inadmissible", "Sans lien avec le texte.", None)


def test_an_inadmissibility_is_taken_back_and_the_author_told_each_time(house):
    from amendments.services.amendment_services import declare_inadmissible, publish
    from amendments.services.life.receivability import take_back_inadmissibility

    amendment_id = house.deposited(QUINZE)
    error = refused(house, take_back_inadmissibility, amendment_id, by="sven")
    assert error.sentence == "Cet amendement attend déjà son numéro, reçu D-0001."
    for because in ("Sans lien avec le texte.", "Tout de même."):
        house.do(declare_inadmissible, amendment_id, because, by="sven")
        assert refused(house, take_back_inadmissibility, amendment_id, by=1).status == 403
        house.do(take_back_inadmissibility, amendment_id, by="sven")
    row = house.amendment(amendment_id)
    assert (row.status.value, row.cause, row.decided_at, row.receipt) == ("deposited", "", None, "D-0001")
    assert house.do(publish, amendment_id, by="sven") == 1
    assert [subject for subject in _subjects(house) if "irrecevab" in subject] == [
        "Amendement D-0001 déclaré irrecevable",
        "Amendement D-0001\u00a0: l’irrecevabilité est levée",
    ] * 2


def _subjects(house):
    from core.database import session
    from core.mail.outbox import OutboxMessage

    return house.read(lambda: [mail.subject for mail in session().query(OutboxMessage).order_by(OutboxMessage.id)])


def test_once_its_text_is_voted_an_inadmissible_amendment_stays_so(house):
    from amendments.services.amendment_services import declare_inadmissible
    from amendments.services.life.receivability import take_back_inadmissibility
    from motions.models import Part, PartState

    amendment_id = house.deposited(QUINZE)
    house.do(declare_inadmissible, amendment_id, "Sans lien.", by="sven")
    house.change_row(Part, house.part_id, state=PartState.ADOPTED)
    error = refused(house, take_back_inadmissibility, amendment_id, by="sven")
    assert error.sentence == "Ce texte est déjà voté\u00a0: l’amendement reste irrecevable."


def test_the_author_withdraws_before_the_vote_and_the_number_stays_taken(house):
    from amendments.services.amendment_services import withdraw

    first = house.published(QUINZE)
    error = refused(house, withdraw, first, by=2)
    assert error.sentence == "Seule la personne qui a déposé un amendement peut le retirer."
    house.do(withdraw, first, by=1)
    assert house.statuses(first) == ["withdrawn"]
    second = house.published(QUINZE, by=2)
    assert [house.amendment(found).public_number for found in (first, second)] == [1, 2]
    error = refused(house, withdraw, first, by=1)
    assert error.sentence == "Cet amendement ne peut plus être retiré\u00a0: son sort est déjà décidé."


def test_during_its_vote_an_amendment_is_not_touched(house):
    from amendments.services.amendment_services import withdraw
    from amendments.services.cosigning_services import cosign

    amendment_id = house.published(QUINZE)
    house.under_vote(amendment_id)
    digest = house.amendment(amendment_id).text_sha256
    tries = [
        (withdraw, (), {}, 1),
        (cosign, (), {"seen_sha256": digest}, 2),
    ]
    for service, args, kwargs, by in tries:
        error = refused(house, service, amendment_id, *args, by=by, **kwargs)
        assert error.sentence.startswith("Le scrutin est ouvert\u00a0:")
    house.under_vote(amendment_id, False)
    house.do(withdraw, amendment_id, by=1)


def test_cosigning_keeps_the_fingerprint_of_the_text_read_once_for_each_member(house):
    from amendments.services.cosigning_services import cosign

    amendment_id = house.published(QUINZE)
    digest = house.amendment(amendment_id).text_sha256
    house.do(cosign, amendment_id, seen_sha256=digest, by=2)
    house.do(cosign, amendment_id, seen_sha256=digest, by=2)
    (cosigner,) = house.amendment(amendment_id).cosigners
    assert (cosigner.member_id, cosigner.text_sha256) == (house.id(2), digest)


def test_each_mail_leads_to_a_page_says_the_change_and_until_when(house):
    from core.database import session
    from core.mail.outbox import OutboxMessage

    house.published(QUINZE)
    deposited, published = house.read(lambda: [row.body for row in session().query(OutboxMessage).order_by("id")])
    site = house.cast.app.config["SITE_URL"]
    assert f"{site}/{house.slug}/amendements/miens" in deposited
    assert "Le dépôt des amendements est ouvert jusqu’au" in deposited
    assert f"{site}/{house.slug}/amendements/1" in published
    assert "«\u00a0quinze\u00a0»" in published, "what it changes, as its page says it"
    assert "jusqu’à l’ouverture de son scrutin" in published


def test_a_cosignature_is_withdrawn_until_the_vote(house):
    from amendments.services.cosigning_services import cosign, uncosign

    amendment_id = house.published(QUINZE)
    digest = house.amendment(amendment_id).text_sha256
    for member_id in (2, 3):
        house.do(cosign, amendment_id, seen_sha256=digest, by=member_id)
    house.do(uncosign, amendment_id, by=2)
    house.do(uncosign, amendment_id, by=2)
    assert [row.member_id for row in house.amendment(amendment_id).cosigners] == [house.id(3)]
    house.do(cosign, amendment_id, seen_sha256=digest, by=2)
    house.under_vote(amendment_id)
    assert "les cosignatures ne changent plus" in refused(house, uncosign, amendment_id, by=2).sentence
    assert len(house.amendment(amendment_id).cosigners) == 2


def test_cosigning_is_refused_to_the_author_to_who_does_not_vote_and_on_another_text(house):
    from amendments.services.cosigning_services import cosign

    amendment_id = house.published(QUINZE)
    digest = house.amendment(amendment_id).text_sha256
    said = {
        1: (digest, "Cet amendement est le vôtre\u00a0: vous l’avez déjà signé."),
        "elodie": (digest, "Seuls les membres qui votent peuvent cosigner."),
        2: ("0" * 64, "Le texte a changé pendant votre lecture. Relisez-le, puis cosignez."),
    }
    for member_id, (seen, sentence) in said.items():
        assert refused(house, cosign, amendment_id, seen_sha256=seen, by=member_id).sentence == sentence
    assert house.amendment(amendment_id).cosigners == []


def test_the_journal_tells_of_an_amendment_by_numbers_and_fingerprints_only(house):
    from core.journal import entries, first_break

    house.published(QUINZE, title="Quinze mille postes", reasons="Dix ne suffisent pas.")
    told = house.read(lambda: [(entry.kind, entry.payload) for entry in entries(f"congress:{house.slug}")])
    kinds = [kind for kind, _ in told]
    assert kinds[-2:] == ["amendment_deposited", "amendment_published"]
    written = repr(told)
    for secret in ("Quinze mille", "suffisent", "Kovacs"):
        assert secret not in written
    assert house.read(lambda: first_break(f"congress:{house.slug}")) is None


def test_a_deposited_text_cannot_be_changed_nor_deleted_even_by_sql(house):
    from sqlalchemy import text
    from sqlalchemy.exc import DatabaseError

    from core.database import db

    amendment_id = house.deposited(QUINZE)
    for statement in ("UPDATE amendment SET text = 'x' WHERE id = :id", "DELETE FROM amendment WHERE id = :id"):
        with house.cast.app.app_context(), pytest.raises(DatabaseError), db.engine.begin() as connection:
            connection.execute(text(statement), {"id": amendment_id})
