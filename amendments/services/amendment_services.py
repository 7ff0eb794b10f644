"""What authors and the secretariat do with an amendment, from the first draft to the eve of the vote.

Decisions of the assembly are in `amendments.services.decision_services`.
"""

from datetime import datetime

from flask_babel import force_locale
from flask_babel import gettext as _
from sqlalchemy import select

from amendments import policies
from amendments.models import Amendment, AmendmentStatus
from amendments.queries.amendment_queries import known_revision, known_text, unknown_amendment
from amendments.queries.life.grounds import Over, over_of
from amendments.rules.two_windows import DraftWords
from amendments.services import admissibility, mails
from amendments.services.after.resubmitting import is_late_by_right
from amendments.services.endings import end_subs_of
from amendments.services.entry_checks import (
    carry_to_current,
    require_admissible,
    require_new,
    require_one_change,
    require_signatories,
    require_undecided,
)
from amendments.services.life.drafting import begin_over
from amendments.services.life.publishing import number_and_publish, require_admitted
from amendments.services.locking import locked, locked_motion, require_no_vote
from amendments.submission_window import window_sentence
from congress.actors import Actor
from congress.models import Congress
from congress.policies import require, secretariat
from core import journal
from core.database import session
from core.digest import sha256_text
from core.errors import RuleBroken
from motions.models import Part
from motions.queries.motion_queries import revision


class DraftChanged(RuleBroken):
    """The draft was kept from another window, or by the other of its two writers, since it was shown."""


def save_draft(
    amendment_id: int | None,
    part_id: int,
    *,
    base_number: int,
    text: str,
    title: str,
    reasons: str,
    seen: str = "",
    sheet: str = "",
    over: Over | None = None,
    actor: Actor,
    now: datetime,
) -> int:
    """The id of the draft, new or brought up to date: kept as it is, whatever it still lacks.

    An elector writes in their own name, an aide in that of the official they assist. `base_number`: the version
    of the part on which the text was written. `seen`: what the draft said where this was written (`stamp_of`);
    `DraftChanged` if it says something else since. `sheet`: the page on which it is written, that begins one draft.
    `over`: the amendment that the draft sub-amends or rectifies, in the version that was read.
    """
    words = _sound(text, title, reasons)
    part = session().get(Part, part_id, with_for_update=amendment_id is None)  # one page begins one draft
    if part is None:
        raise unknown_amendment()
    base = revision(part_id, base_number)
    begun = begun_by(sheet, actor, part) if amendment_id is None else amendment_id
    draft = _new_draft(part, sheet, actor, now) if begun is None else _own_draft(begun, actor)
    if begun is not None:
        if (words_of(draft), draft.base_revision_id, over_of(draft)) == (words, base.id, over or over_of(draft)):
            return begun
        _require_unchanged(draft, seen, sheet, is_new_page=amendment_id is None)
    draft.base_revision = base
    draft.title, draft.reasons, draft.text = words.title, words.reasons, words.text
    draft.text_sha256 = sha256_text(draft.text)
    draft.updated_at, draft.kept_by = now, sheet or None
    if over is not None:
        begin_over(draft, over, actor)
    session().flush()
    return draft.id


def _sound(text: str, title: str, reasons: str) -> DraftWords:
    """What is kept of what was typed; refused where no page could show it."""
    for fault in admissibility.draft_faults(title=title, reasons=reasons, text=text):
        raise fault
    return DraftWords.typed(text, title, reasons)


def stamp_of(draft: Amendment) -> str:
    """What tells one keeping of a draft from the next."""
    return words_of(draft).stamp(draft.base_revision_id)


def words_of(draft: Amendment) -> DraftWords:
    """All that a draft says."""
    return DraftWords(draft.text, draft.title, draft.reasons)


def begun_by(sheet: str, actor: Actor, part: Part) -> int | None:
    """The id of the amendment that a page began already."""
    if not sheet:
        return None
    author_id = policies.author_for(actor, part.motion.congress)
    return session().scalar(
        select(Amendment.id).where(
            Amendment.sheet == sheet, Amendment.author_id == author_id, Amendment.part_id == part.id
        )
    )


def _require_unchanged(draft: Amendment, seen: str, sheet: str, *, is_new_page: bool) -> None:
    """Nothing while nobody kept the draft from elsewhere since this was written.

    A page knows what it kept itself, even where the answer was lost; a caller who saw nothing asks for no check.
    """
    is_own = bool(sheet) and draft.kept_by == sheet
    if is_own or seen == stamp_of(draft) or (not seen and not is_new_page):
        return
    raise draft_changed()


def draft_changed() -> DraftChanged:
    """What whoever wrote elsewhere is asked: which of the two texts stays."""
    return DraftChanged(
        _("Ce brouillon a été enregistré entre-temps dans une autre fenêtre. Ce que vous avez écrit est ici, et n’est"
          " pas enregistré\u00a0: choisissez ce qui doit rester.")
    )  # fmt: skip


def discard_draft(amendment_id: int, *, actor: Actor, now: datetime) -> None:  # noqa: ARG001 (one form of verbs)
    """Delete a draft, for good: nobody but its writers ever saw it."""
    session().delete(_own_draft(amendment_id, actor))


def submit(amendment_id: int, *, actor: Actor, now: datetime) -> str:
    """The receipt « D-0042 » of a draft handed in by its author inside the calendar; the mail that proves it.

    Refused, the draft kept: by anybody but the author, out of the calendar, on a text already decided, and for
    every fault of `amendments.services.admissibility`.
    """
    amendment = locked(amendment_id)
    if not policies.may_write(actor, amendment):
        raise unknown_amendment()
    if amendment.parent_id is not None or amendment.rectifies_id is not None:
        raise ValueError(f"draft {amendment_id} is handed in by amendments.services.life.handing_in")
    if amendment.status != AmendmentStatus.DRAFT:
        raise RuleBroken(_("Cet amendement est déjà déposé, reçu %(receipt)s.", receipt=amendment.receipt))
    author = amendment.author
    sentence = _("Seule la personne qui signe peut déposer : %(name)s. Le brouillon est gardé.", name=author.civil_name)
    policies.require_author(actor, amendment, sentence)
    congress = amendment.motion.congress
    if not congress.amendments_window.is_open(now) and not is_late_by_right(amendment):
        raise RuleBroken(window_sentence(congress, now) + " " + _("Votre brouillon est gardé."))
    require_undecided(amendment.part)
    require_admissible(amendment)
    require_one_change(congress, known_revision(amendment.base_revision), known_text(amendment))
    require_new(amendment)
    motion = locked_motion(amendment)
    motion.last_receipt += 1
    amendment.receipt_number = motion.last_receipt
    amendment.deposited_at = now
    amendment.status = AmendmentStatus.DEPOSITED
    carry_to_current(amendment, now=now)
    session().flush()
    journal.record(
        congress.stream, "amendment_deposited", actor=actor.pseudonym, now=now, amendment=amendment.id,
        receipt=amendment.receipt_number, part=amendment.part_id, base=amendment.base_revision.number,
        sha256=amendment.text_sha256,
    )  # fmt: skip
    mails.send_receipt(congress, amendment, now=now)
    return amendment.receipt


def publish(amendment_id: int, *, actor: Actor, now: datetime) -> int:
    """The public number of a deposited amendment, that the secretariat publishes: never given twice nor changed.

    A sub-amendment bears that of its amendment, and the next letter. Refused: one handed in during a sitting, that the
    chair admits, and one that has fewer signatories than the rules ask for.

    One that says what the text in force says already is numbered, and satisfied at once; one whose text was voted in
    the meantime, without object.
    """
    amendment = locked(amendment_id)
    congress = amendment.motion.congress
    _require_secretariat(actor, congress)
    _require_deposited(amendment)
    require_admitted(amendment)
    require_signatories(congress, amendment)
    return number_and_publish(amendment, actor=actor, now=now)


def declare_inadmissible(amendment_id: int, because: str, *, actor: Actor, now: datetime) -> None:
    """The secretariat refuses a deposited amendment, with a reason that its author reads."""
    amendment = locked(amendment_id)
    congress = amendment.motion.congress
    _require_secretariat(actor, congress)
    _require_deposited(amendment)
    require_admitted(amendment)
    refuse_inadmissible(amendment, because, actor=actor, now=now)


def refuse_inadmissible(amendment: Amendment, because: str, *, actor: Actor, now: datetime) -> None:
    """The end of an amendment that whoever may refuse it refuses, with a reason that its author reads."""
    congress = amendment.motion.congress
    because = admissibility.checked_cause(
        because, _("Dites pourquoi l’amendement est irrecevable : son auteur le lira.")
    )
    amendment.status = AmendmentStatus.INADMISSIBLE
    amendment.cause = because
    amendment.decided_at = now
    journal.record(congress.stream, "amendment_inadmissible", actor=actor.pseudonym, now=now, amendment=amendment.id)
    mails.send_inadmissibility(congress, amendment, now=now)


def withdraw(amendment_id: int, *, actor: Actor, now: datetime) -> None:
    """The author gives an amendment up before its vote opens; its number stays taken."""
    amendment = locked(amendment_id)
    congress = amendment.motion.congress
    if not policies.may_read(actor, congress, amendment):
        raise unknown_amendment()
    policies.require_bearer(actor, amendment, _("Seule la personne qui a déposé un amendement peut le retirer."))
    require_no_vote(amendment, _("Le scrutin est ouvert : l’amendement ne peut plus être retiré."))
    if not amendment.is_live:
        raise RuleBroken(_("Cet amendement ne peut plus être retiré : son sort est déjà décidé."))
    amendment.status = AmendmentStatus.WITHDRAWN
    amendment.decided_at, amendment.reserved_at = now, None
    with force_locale(congress.locale):
        amendment.cause = _("Retiré par la personne qui l’a déposé.")
        if amendment.taken_up_by_id is not None:
            amendment.cause = _("Retiré par la personne qui l’avait repris.")
    journal.record(congress.stream, "amendment_withdrawn", actor=actor.pseudonym, now=now, amendment=amendment.id)
    end_subs_of(amendment, actor=actor, now=now)


def _new_draft(part: Part, sheet: str, actor: Actor, now: datetime) -> Amendment:
    author_id = policies.author_for(actor, part.motion.congress)
    others = select(Amendment.id).where(Amendment.sheet == sheet, Amendment.author_id == author_id)
    draft = Amendment(
        sheet=sheet if sheet and session().scalar(others.limit(1)) is None else None,  # another text's page: not this
        motion_id=part.motion_id,
        part_id=part.id,
        author_id=author_id,
        status=AmendmentStatus.DRAFT,
        created_at=now,
    )
    session().add(draft)
    return draft


def _own_draft(amendment_id: int, actor: Actor) -> Amendment:
    draft = locked(amendment_id)
    if not policies.may_write(actor, draft):
        raise unknown_amendment()
    if draft.status != AmendmentStatus.DRAFT:
        raise RuleBroken(
            _("Cet amendement est déposé, reçu %(receipt)s : son texte ne change plus.", receipt=draft.receipt)
        )
    return draft


def _require_secretariat(actor: Actor, congress: Congress) -> None:
    require(secretariat(actor, congress), _("Seul le secrétariat peut faire cela."))


def _require_deposited(amendment: Amendment) -> None:
    if amendment.status == AmendmentStatus.DEPOSITED:
        return
    if amendment.public_number is not None:
        raise RuleBroken(_("Cet amendement est déjà publié, sous le n° %(number)s.", number=amendment.public_number))
    raise RuleBroken(_("Cet amendement n’attend pas de publication."))
