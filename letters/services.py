"""Verbs of the letter: freeze it once the motion is adopted, sign it, take a signature back."""

from dataclasses import replace
from datetime import datetime

from flask_babel import gettext as _
from sqlalchemy import select

from congress.actors import Actor
from congress.models import Congress, Member
from congress.moments import moment_in_words
from congress.policies import electors, require, secretariat
from congress.queries.congress_queries import rows_of
from core import journal
from core.database import session
from core.errors import NotFound, RuleBroken
from core.row_seals import hidden_token
from core.window import Phase
from letters.letter_composition import compose
from letters.models import Letter, LetterHead, Signature
from motions.models import MotionState
from motions.queries.motion_queries import motion_of, motion_text


class NotAdopted(RuleBroken):
    """The letter carries an adopted motion; there is none."""


class SignaturesClosed(RuleBroken):
    """Signing is not open yet, or no longer."""


class AnotherText(RuleBroken):
    """What the person read is not the text of the letter."""


def freeze_letter(congress_id: int, *, actor: Actor, now: datetime) -> int:
    """The id of the congress's letter, frozen on the adopted motion's text; frozen once and for all."""
    congress = session().get(Congress, congress_id, with_for_update={"key_share": True})
    motion = motion_of(congress_id)
    if congress is None or motion is None:
        raise NotFound(_("Ce congrès n’a pas encore de motion."))
    require(secretariat(actor, congress), _("Seul le secrétariat fige la lettre."))
    if motion.state != MotionState.ADOPTED:
        raise NotAdopted(_("La motion n’est pas adoptée\u00a0: la lettre ne peut pas être figée."))
    if session().scalar(select(Letter.id).where(Letter.congress_id == congress_id)) is not None:
        raise RuleBroken(_("La lettre est déjà figée."))
    if session().get(LetterHead, congress_id) is None:
        raise RuleBroken(_("Il manque l’en-tête de la lettre\u00a0: expéditeur, destinataire, objet."))
    _entries, head = journal.head_of(congress.stream)
    record = replace(compose(congress), journal=head)
    letter = Letter(
        congress_id=congress_id,
        text=motion_text(motion.id),
        motion_sha256=record.fingerprint,
        document=record.as_json(),
        frozen_at=now,
    )
    session().add(letter)
    congress.letter_frozen_at = now
    session().flush()
    journal.record(congress.stream, "letter_frozen", actor=actor.pseudonym, now=now, sha256=letter.motion_sha256)
    return letter.id


def sign(letter_id: int, *, publish_name: bool, seen_sha256: str, actor: Actor, now: datetime) -> None:
    """Sign the letter, bound to the motion's text that was read, under one's name and office as the roll says them now.

    Signing again changes the consent, and the name and office if they are others since.
    """
    letter = _open_letter(letter_id, actor, now)
    if seen_sha256 != letter.motion_sha256:
        raise AnotherText(_("Le texte que vous avez lu n’est pas celui de la lettre. Relisez-la, puis signez."))
    known = next(iter(_signatures(letter_id, actor)), None)
    signed_as = session().get_one(Member, actor.member_id).signature_line
    if known is not None:
        if (known.publish_name, known.signed_as) != (publish_name, signed_as):
            known.publish_name, known.signed_as = publish_name, signed_as
            stream, who = letter.congress.stream, actor.pseudonym
            journal.record(stream, "signature_consent_changed", actor=who, now=now, public=publish_name)
        return
    signature = Signature(
        letter_id=letter_id,
        member_id=actor.member_id,
        motion_sha256=letter.motion_sha256,
        signed_as=signed_as,
        publish_name=publish_name,
        signed_at=now,
        salt=hidden_token("signature", letter_id, actor.member_id),
    )
    session().add(signature)
    journal.record(
        letter.congress.stream,
        "letter_signed",
        actor=actor.pseudonym,
        now=now,
        sha256=letter.motion_sha256,
        public=publish_name,
    )


def withdraw_signature(letter_id: int, *, actor: Actor, now: datetime) -> None:
    """Take one's signature back while signing is open; nothing when there is none."""
    letter = _open_letter(letter_id, actor, now)
    known = _signatures(letter_id, actor)
    if known:
        for signature in known:
            session().delete(signature)
        journal.record(letter.congress.stream, "signature_withdrawn", actor=actor.pseudonym, now=now)


def _signatures(letter_id: int, actor: Actor) -> list[Signature]:
    """The actor's signature, first the one that counts; two where they signed under rows that were merged since."""
    rows = select(Signature).where(Signature.letter_id == letter_id, Signature.member_id.in_(rows_of(actor.member_id)))
    found = session().scalars(rows.order_by(Signature.id.desc()))
    return sorted(found, key=lambda signature: signature.member_id != actor.member_id)


def _open_letter(letter_id: int, actor: Actor, now: datetime) -> Letter:
    """The letter, if this actor may sign it now."""
    letter = session().get(Letter, letter_id, with_for_update=True)
    if letter is None:
        raise NotFound(_("La lettre n’est pas encore figée."))
    congress = letter.congress
    require(electors(actor, congress), _("Seuls les membres élus et accrédités signent la lettre."))
    window = congress.signatures_window
    phase = window.phase(now)
    if phase is Phase.BEFORE:
        opens = moment_in_words(congress, window.opens)
        raise SignaturesClosed(_("Les signatures ouvrent le %(when)s.", when=opens))
    if phase is Phase.CLOSED:
        closes = moment_in_words(congress, window.closes)
        raise SignaturesClosed(_("Les signatures sont closes depuis le %(when)s.", when=closes))
    return letter
