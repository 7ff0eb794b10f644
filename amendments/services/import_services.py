"""Amendments that come with a congress as a folder: they were deposited and published elsewhere, or on paper.

The calendar binds their authors, not the import; nobody gets a mail; the numbers are those of the folder.
"""

from datetime import datetime

from flask_babel import gettext as _
from sqlalchemy import select

from amendments.models import Amendment, AmendmentStatus
from amendments.queries.amendment_queries import unknown_amendment
from amendments.queries.life.sub_texts import base_of_sub
from amendments.rules.labels_of_numbers import address_label
from amendments.rules.two_windows import DraftWords
from amendments.services.amendment_services import save_draft
from amendments.services.entry_checks import carry_to_current, require_admissible, require_changes, require_undecided
from amendments.services.life.sub_amending import new_sub
from amendments.services.locking import locked, locked_motion, require_published
from congress.actors import Actor
from congress.models import Member
from congress.policies import require, secretariat
from core import journal
from core.database import session
from core.errors import RuleBroken
from motions.models import Part
from motions.services.comment_services import close_comments


def import_amendment(
    part_id: int,
    author_id: int,
    *,
    base_number: int,
    number: int,
    title: str,
    reasons: str,
    text: str,
    actor: Actor,
    now: datetime,
) -> int:
    """The id of an amendment published under this number, on that version of the part, in its author's name.

    Refused: a number already taken, and every fault that refuses a deposit (`amendments.services.admissibility`).
    """
    part, author = session().get(Part, part_id), session().get(Member, author_id)
    if part is None or author is None:
        raise unknown_amendment()
    congress = part.motion.congress
    require(secretariat(actor, congress))
    _require_free(part, number, 0)
    amendment_id = save_draft(
        None, part_id, base_number=base_number, text=text, title=title, reasons=reasons, actor=Actor.of(author), now=now
    )
    amendment = locked(amendment_id)
    require_admissible(amendment)
    _number(amendment, number, now=now)
    carry_to_current(amendment, now=now)
    session().flush()
    journal.record(
        congress.stream, "amendment_imported", actor=actor.pseudonym, now=now, amendment=amendment.id,
        receipt=amendment.receipt_number, number=number, part=part_id, base=base_number, sha256=amendment.text_sha256,
    )  # fmt: skip
    return amendment.id


def import_sub_amendment(
    parent_id: int,
    author_id: int,
    *,
    parent_version: int,
    sub_number: int,
    title: str,
    reasons: str,
    text: str,
    actor: Actor,
    now: datetime,
) -> int:
    """The id of a sub-amendment published under this letter (1 is A), on that version of its amendment.

    Refused: a letter already taken, an amendment that is no longer to vote, and what is no change of it.
    """
    author = session().get(Member, author_id)
    parent = locked(parent_id)
    if author is None:
        raise unknown_amendment()
    congress = parent.motion.congress
    require(secretariat(actor, congress))
    number = parent.public_number or 0
    _require_free(parent.part, number, sub_number)
    require_published(parent)
    require_undecided(parent.part)
    words = DraftWords.typed(text, title, reasons)
    sub = new_sub(parent, parent_version, author.id, words, now=now)
    amended = base_of_sub(sub).text
    require_changes(words, base_text=amended, current_text=amended)
    parent.last_sub_number = max(parent.last_sub_number, sub_number)
    _number(sub, number, sub_number, now=now)
    session().flush()
    journal.record(
        congress.stream, "amendment_imported", actor=actor.pseudonym, now=now, amendment=sub.id,
        receipt=sub.receipt_number, number=sub.address, part=parent.part_id, base=parent.base_revision.number,
        to=parent.id, version=parent_version, sha256=sub.text_sha256,
    )  # fmt: skip
    return sub.id


def _require_free(part: Part, number: int, sub_number: int) -> None:
    taken = select(Amendment.id).where(
        Amendment.motion_id == part.motion_id, Amendment.public_number == number, Amendment.sub_number == sub_number
    )
    if session().scalar(taken) is not None:
        raise RuleBroken(_("L’amendement n° %(number)s existe déjà.", number=address_label(number, sub_number)))


def _number(amendment: Amendment, number: int, sub_number: int = 0, *, now: datetime) -> None:
    """Deposited and published at once: the next receipt, and the number of the folder."""
    motion = locked_motion(amendment)
    motion.last_receipt += 1
    motion.last_public_number = max(motion.last_public_number, number)
    amendment.receipt_number, amendment.deposited_at = motion.last_receipt, now
    amendment.public_number, amendment.sub_number, amendment.published_at = number, sub_number, now
    amendment.status = AmendmentStatus.PUBLISHED
    close_comments(amendment.part, now=now)
