"""Amendments handed in during a sitting, on a sheet: keyed by the secretariat, admitted or refused by the chair.

When one may be, and who chairs, is decided by `voting`, that calls these verbs.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from flask_babel import gettext as _

from amendments.life_models import SheetPhotograph
from amendments.models import Amendment, AmendmentStatus, Cosigner
from amendments.queries.amendment_queries import known_revision, known_text, unknown_amendment
from amendments.rules.two_windows import DraftWords
from amendments.services import admissibility, mails
from amendments.services.amendment_services import refuse_inadmissible
from amendments.services.entry_checks import (
    require_admissible,
    require_new,
    require_one_change,
    require_signatories,
    require_undecided,
)
from amendments.services.life.publishing import give_receipt, number_and_publish
from amendments.services.locking import locked
from congress.actors import Actor
from congress.models import Member
from core import journal
from core.database import session
from core.digest import sha256_text
from core.errors import Invalid, RuleBroken
from core.files.pictures import Picture
from core.row_seals import hidden_token
from motions.models import Part
from motions.queries.motion_queries import current_revision


@dataclass(frozen=True, slots=True)
class HandedIn:
    """What a sheet says: whose it is, the whole part as it would read, in a few words, why; its photograph."""

    author_id: int
    text: str
    title: str
    reasons: str
    cosigner_ids: tuple[int, ...] = ()
    photograph: Picture | None = None


def take_in(part_id: int, sheet: HandedIn, *, actor: Actor, now: datetime) -> Amendment:
    """The amendment of a sheet, deposited on the version in force: it has a receipt, and waits for the chair.

    The calendar does not bind it. Refused for every fault that refuses a deposit, and where its author does not vote.
    """
    part = session().get(Part, part_id, with_for_update=True)
    author = session().get(Member, sheet.author_id)
    if part is None:
        raise unknown_amendment()
    congress = part.motion.congress
    if author is None or author.congress_id != congress.id or not author.is_elector:
        raise Invalid(_("Choisissez qui dépose l’amendement\u00a0: un membre qui vote."), "author")
    require_undecided(part)
    for fault in admissibility.draft_faults(title=sheet.title, reasons=sheet.reasons, text=sheet.text):
        raise fault
    words, current = DraftWords.typed(sheet.text, sheet.title, sheet.reasons), current_revision(part_id)
    amendment = Amendment(
        motion_id=part.motion_id, part_id=part_id, base_revision_id=current.id, author_id=author.id,
        status=AmendmentStatus.DRAFT, title=words.title, reasons=words.reasons, text=words.text,
        text_sha256=sha256_text(words.text), created_at=now, updated_at=now, is_late=True,
    )  # fmt: skip
    session().add(amendment)
    session().flush()
    require_admissible(amendment)
    require_one_change(congress, known_revision(current), known_text(amendment))
    require_new(amendment)
    _sign(amendment, sheet.cosigner_ids, now=now)
    require_signatories(congress, amendment)
    give_receipt(amendment, now=now)
    _keep_photograph(amendment, sheet.photograph, now=now)
    journal.record(
        congress.stream, "amendment_handed_in", actor=actor.pseudonym, now=now, amendment=amendment.id,
        receipt=amendment.receipt_number, part=part_id, base=current.number, sha256=amendment.text_sha256,
        photograph=sheet.photograph is not None,
    )  # fmt: skip
    mails.send_receipt(congress, amendment, now=now)
    return amendment


def _keep_photograph(amendment: Amendment, photograph: Picture | None, *, now: datetime) -> None:
    if photograph is None:
        return
    label = ("sheet", amendment.motion.congress_id, amendment.receipt_number)
    session().add(
        SheetPhotograph(
            amendment_id=amendment.id, media_type=photograph.media_type, content=photograph.content, kept_at=now,
            salt=hidden_token(*label),
        )
    )  # fmt: skip
    session().flush()


def _sign(amendment: Amendment, member_ids: Sequence[int], *, now: datetime) -> None:
    """Whoever signed the sheet beside its author."""
    people = [session().get(Member, member_id) for member_id in dict.fromkeys(member_ids)]
    congress_id = amendment.motion.congress_id
    if any(found is None or found.congress_id != congress_id or not found.is_elector for found in people):
        raise Invalid(_("Les cosignataires doivent être des membres qui votent."), "cosigners")
    for found in people:
        if found is not None and found.person_id != amendment.author.person_id:
            signed = Cosigner(
                member_id=found.id, text_sha256=amendment.text_sha256, version=amendment.version,
                signed_at=now,
            )  # fmt: skip
            amendment.cosigners.append(signed)
    session().flush()


def admit(amendment_id: int, *, actor: Actor, now: datetime) -> str:
    """Its number: published at once, it takes its place among those to vote. A poll that is open is left as it is."""
    amendment = _waiting(amendment_id)
    amendment.admitted_at = now
    number_and_publish(amendment, actor=actor, now=now)
    return amendment.label


def refuse(amendment_id: int, because: str, *, actor: Actor, now: datetime) -> None:
    """It is not admitted, for a reason that its author reads."""
    refuse_inadmissible(_waiting(amendment_id), because, actor=actor, now=now)


def _waiting(amendment_id: int) -> Amendment:
    amendment = locked(amendment_id)
    if not amendment.is_late or amendment.status != AmendmentStatus.DEPOSITED:
        raise RuleBroken(_("Cet amendement n’attend pas la présidence."))
    return amendment
