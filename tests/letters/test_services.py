"""Freezing and signing: once, by whom it may be, when it may be, on the text that was read."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from congress.models import Member
from core.database import session
from core.errors import Forbidden, NotFound, RuleBroken
from core.journal import entries
from letters.models import Letter, LetterHead, Signature
from letters.services import AnotherText, NotAdopted, SignaturesClosed, freeze_letter, sign, withdraw_signature


def kinds(cast):
    return [entry.kind for entry in cast.read(lambda: list(entries(f"congress:{cast.slug}")))]


def signatures(cast):
    rows = select(Signature.member_id, Signature.publish_name).order_by(Signature.id)
    return cast.read(lambda: [tuple(row) for row in session().execute(rows)])


def put(cast, letter, name, *, publish_name=False, seen=None):
    cast.do(sign, letter.id, publish_name=publish_name, seen_sha256=seen or letter.motion_sha256, by=name)


def test_only_an_adopted_motion_is_frozen(cast):
    with pytest.raises(NotAdopted, match="n’est pas adoptée"):
        cast.do(freeze_letter, cast.congress_id, by="sven")
    assert cast.read(lambda: session().scalars(select(Letter)).all()) == []


@pytest.mark.parametrize("name", ["ada", "chloe", "elodie", "vera", None])
def test_the_secretariat_alone_freezes(adopted, name):
    with pytest.raises(Forbidden, match="secrétariat"):
        adopted.do(freeze_letter, adopted.congress_id, by=name)


def test_it_is_frozen_once(frozen):
    with pytest.raises(RuleBroken, match="déjà figée"):
        frozen.do(freeze_letter, frozen.congress_id, by="sven")
    assert kinds(frozen).count("letter_frozen") == 1


def test_a_letter_without_its_covering_words_is_not_frozen(adopted):
    adopted.run(lambda: session().delete(session().get_one(LetterHead, adopted.congress_id)))
    with pytest.raises(RuleBroken, match="en-tête"):
        adopted.do(freeze_letter, adopted.congress_id, by="sven")


def test_frozen_it_changes_no_more(frozen, document):
    from sqlalchemy.exc import DatabaseError

    before = document()

    def rewrite():
        session().get_one(LetterHead, frozen.congress_id).subject = "Autre chose"

    frozen.run(rewrite)
    assert document() == before, "the covering words of a frozen letter are those it was frozen with"
    for column in ("text", "motion_sha256", "document"):

        def change(name=column):
            letter = session().scalars(select(Letter)).one()
            setattr(letter, name, {} if name == "document" else "x")

        with pytest.raises(DatabaseError):
            frozen.run(change)
    assert document() == before


def test_members_who_vote_sign(frozen, letter, document):
    put(frozen, letter, "ada", publish_name=True)
    put(frozen, letter, "bela")
    put(frozen, letter, "chloe", publish_name=True)
    assert document().signed.names == (
        "Ada MARTIN, maire du Havre (76)",
        "Chloé ARNAUD, maire de Saint-Cirq-Lapopie (46)",
    )
    assert document().signed.unnamed == 1
    assert kinds(frozen).count("letter_signed") == 3


@pytest.mark.parametrize("name", ["elodie", "vera", "sven", None])
def test_nobody_else_signs(frozen, letter, name):
    for act in (lambda: put(frozen, letter, name), lambda: frozen.do(withdraw_signature, letter.id, by=name)):
        with pytest.raises(Forbidden, match="Seuls les membres élus et accrédités"):
            act()
    assert signatures(frozen) == []


def test_a_member_of_another_congress_does_not_sign(frozen, letter, app):
    from tests.support.cast import build_congress

    other = build_congress(app, slug="autre")
    with pytest.raises(Forbidden):
        other.do(sign, letter.id, publish_name=True, seen_sha256=letter.motion_sha256, by="ada")


def test_the_window_of_signatures(frozen, clock):
    from letters.queries import letter_of

    letter = frozen.read(lambda: letter_of(frozen.congress_id))
    clock.advance(timedelta(hours=2) - timedelta(seconds=1))
    with pytest.raises(SignaturesClosed, match=r"Les signatures ouvrent le lundi 12.octobre.2020, 16.h"):
        put(frozen, letter, "ada")
    clock.advance(timedelta(seconds=1))
    put(frozen, letter, "ada")
    clock.advance(timedelta(days=6, hours=7, minutes=59))
    put(frozen, letter, "bela")
    clock.advance(timedelta(seconds=1))
    for act in (lambda: put(frozen, letter, "dora"), lambda: frozen.do(withdraw_signature, letter.id, by="ada")):
        with pytest.raises(
            SignaturesClosed, match=r"Les signatures sont closes depuis le dimanche 18.octobre.2020, 23.h"
        ):
            act()
    assert len(signatures(frozen)) == 2


def test_the_name_is_published_by_consent_that_may_change(frozen, letter, document):
    put(frozen, letter, "ada")
    assert document().signed.names == ()
    put(frozen, letter, "ada", publish_name=True)
    put(frozen, letter, "ada", publish_name=True)
    assert document().signed.names == ("Ada MARTIN, maire du Havre (76)",)
    assert len(signatures(frozen)) == 1
    assert [kind for kind in kinds(frozen) if kind.startswith(("letter_signed", "signature"))] == [
        "letter_signed",
        "signature_consent_changed",
    ]


def test_the_letter_prints_who_signed_as_they_signed_it(frozen, letter, document):
    """An office that ends, a name that changes on the roll after the signature change nothing of a letter signed."""
    put(frozen, letter, "ada", publish_name=True)

    def leave_office() -> None:
        ada = session().get_one(Member, frozen.ids["ada"])
        ada.office, ada.family_name = "conseillère municipale", "Durand"

    frozen.run(leave_office)
    assert document().signed.names == ("Ada MARTIN, maire du Havre (76)",)
    put(frozen, letter, "ada", publish_name=True)  # signing again, while it may be
    assert document().signed.names == ("Ada DURAND, conseillère municipale du Havre (76)",)
    assert len(signatures(frozen)) == 1


def test_a_signature_is_taken_back(frozen, letter, document):
    put(frozen, letter, "ada", publish_name=True)
    frozen.do(withdraw_signature, letter.id, by="ada")
    frozen.do(withdraw_signature, letter.id, by="ada")
    assert signatures(frozen) == []
    assert document().signed.names == ()
    assert kinds(frozen).count("signature_withdrawn") == 1
    put(frozen, letter, "ada")
    assert len(signatures(frozen)) == 1


def test_one_signs_the_text_that_one_read(frozen, letter):
    with pytest.raises(AnotherText, match="Relisez-la"):
        put(frozen, letter, "ada", seen="0" * 64)
    assert signatures(frozen) == []
    put(frozen, letter, "ada")
    (stored,) = frozen.read(lambda: session().scalars(select(Signature)).all())
    assert stored.motion_sha256 == letter.motion_sha256


def test_a_letter_that_is_not_there_is_not_signed(cast):
    with pytest.raises(NotFound):
        cast.do(sign, 1, publish_name=True, seen_sha256="", by="ada")


def test_the_journal_names_nobody(frozen, letter):
    put(frozen, letter, "ada", publish_name=True)
    told = str([entry.content() for entry in frozen.read(lambda: list(entries("congress:essai")))])
    for name in ("Ada", "Martin", "Havre", "ada@"):
        assert name not in told


def test_one_person_signs_once_whatever_rows_were_merged(frozen, letter, document):
    from congress.queries.chamber_queries import live_plenary
    from congress.services.merging_services import merge_members
    from congress.services.sitting_services import close_sitting
    from letters.queries import signature_count, signature_of

    for name in ("ada", "bela"):
        put(frozen, letter, name, publish_name=True)
    if live := frozen.read(lambda: live_plenary(frozen.congress_id)):
        frozen.do(close_sitting, live.id)
    frozen.do(merge_members, frozen.ids["ada"], frozen.ids["bela"], "Une seule personne.")
    assert frozen.read(lambda: signature_count(letter.id)) == 1
    signed = document().signed
    assert [name.partition(",")[0] for name in signed.names] == ["Ada MARTIN"]
    assert signed.unnamed == 0
    frozen.do(withdraw_signature, letter.id, by="ada")
    assert signatures(frozen) == []
    assert frozen.read(lambda: signature_of(letter.id, frozen.ids["ada"])) is None
