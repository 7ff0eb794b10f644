"""Sub-amendments: handed in on a published amendment, voted before it, gone with it; adopted, they change its text."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from flask_babel import force_locale, ngettext
from flask_babel import gettext as _

import redline
from amendments import policies
from amendments.labels import labels_of, numbers
from amendments.life_models import VersionEnd
from amendments.models import Amendment, AmendmentStatus
from amendments.queries.amendment_history import SUB_AMENDED
from amendments.queries.amendment_queries import (
    known_revision,
    texts_if_adopted,
    to_vote_on,
    twin_of,
    unknown_amendment,
)
from amendments.queries.life.sub_texts import subs_to_vote
from amendments.rules.carry_over import IfAdopted, KnownText
from amendments.rules.locations import compared
from amendments.rules.two_windows import DraftWords
from amendments.services import admissibility, mails
from amendments.services.endings import end
from amendments.services.entry_checks import require_changes, require_one_change, require_undecided
from amendments.services.life.publishing import give_receipt
from amendments.services.life.versions import put_version
from amendments.services.locking import locked, locked_batch, require_published
from congress.actors import Actor
from congress.policies import require
from core import journal
from core.database import session
from core.digest import sha256_text
from core.errors import Invalid, RuleBroken
from core.text.reader import one_stop
from motions.models import Revision
from motions.queries.motion_queries import current_revision


class NotSubAmendable(RuleBroken):
    """An amendment to which nothing can be sub-amended as it stands."""


class ChangedMeanwhile(NotSubAmendable):
    """The amendment is no longer the one that was read."""


def submit_sub(
    parent_id: int, *, text: str, title: str, reasons: str, seen_version: int, actor: Actor, now: datetime
) -> Amendment:
    """A sub-amendment handed in by an elector, with its receipt: `text` is the whole part, amendment included.

    Refused: before the publication of the amendment, once it is put to the vote or decided, where what it changes is
    not what the amendment does, and for every fault that refuses a deposit. `seen_version`: of the amendment read.
    """
    parent = locked(parent_id)
    author_id = _require_may_sub_amend(parent, seen_version, actor)
    for fault in admissibility.draft_faults(title=title, reasons=reasons, text=text):
        raise fault
    words = DraftWords.typed(text, title, reasons)
    _require_on_parent(parent, words)
    return _handed_in(new_sub(parent, parent.version, author_id, words, now=now), actor=actor, now=now)


def submit_sub_draft(draft_id: int, *, actor: Actor, now: datetime) -> Amendment:
    """The same of a draft that its author wrote over an amendment."""
    draft = locked(draft_id)
    parent = _parent(draft)
    _require_may_sub_amend(parent, draft.parent_version or 0, actor)
    policies.require_author(actor, draft, _("Seule la personne qui signe peut déposer un sous-amendement."))
    _require_on_parent(parent, DraftWords(draft.text, draft.title, draft.reasons))
    return _handed_in(draft, actor=actor, now=now)


def _require_may_sub_amend(parent: Amendment, seen_version: int, actor: Actor) -> int:
    """In whose name the actor sub-amends the amendment, as it was read: else a refusal."""
    congress = parent.motion.congress
    if not policies.may_read(actor, congress, parent):
        raise unknown_amendment()
    author_id = policies.author_for(actor, congress)  # who may write: before anything of the amendment is told
    require_sub_amendable(parent)
    if seen_version != parent.version:
        raise ChangedMeanwhile(
            _("Cet amendement a changé pendant que vous écriviez. Votre texte est gardé\u00a0: relisez-le.")
        )
    require(actor.member_id == author_id, _("Seule la personne qui signe peut déposer un sous-amendement."))
    return author_id


def _handed_in(sub: Amendment, *, actor: Actor, now: datetime) -> Amendment:
    """A sub-amendment with its receipt, the mail that proves it."""
    congress, parent = sub.motion.congress, _parent(sub)
    if (twin := twin_of(sub)) is not None:
        raise RuleBroken(_("Vous avez déjà déposé ce même texte, reçu %(receipt)s.", receipt=twin.receipt))
    give_receipt(sub, now=now)
    journal.record(
        congress.stream, "amendment_deposited", actor=actor.pseudonym, now=now, amendment=sub.id,
        receipt=sub.receipt_number, part=sub.part_id, base=sub.base_revision.number, to=parent.id,
        version=parent.version, sha256=sub.text_sha256,
    )  # fmt: skip
    mails.send_receipt(congress, sub, now=now)
    return sub


def new_sub(parent: Amendment, version: int, author_id: int, words: DraftWords, *, now: datetime) -> Amendment:
    """A new sub-amendment, written on that version of its amendment."""
    sub = Amendment(
        motion_id=parent.motion_id, part_id=parent.part_id, base_revision_id=parent.base_revision_id,
        author_id=author_id, status=AmendmentStatus.DRAFT, title=words.title, reasons=words.reasons, text=words.text,
        text_sha256=sha256_text(words.text), created_at=now, updated_at=now,
        parent_id=parent.id, parent_version=version,
    )  # fmt: skip
    session().add(sub)
    session().flush()
    return sub


def adopt_subs(
    amendment_ids: Sequence[int],
    *,
    falling: Iterable[tuple[int, str]] = (),
    cause: str = "",
    actor: Actor,
    now: datetime,
) -> str:
    """The fingerprint of the text that their amendment now makes: the assembly adopted identical sub-amendments.

    The amendments identical to theirs are changed alike: one vote still holds for all. `falling`: other
    sub-amendments that the chair confirmed as fallen; those that say the same already are satisfied.
    """
    batch = locked_batch(amendment_ids)
    current = current_revision(batch[0].part_id)
    adopted = _text_of_subs(batch, current)
    with force_locale(batch[0].motion.congress.locale):
        cause = cause or _("Adopté par l’assemblée.")
    for parent in parents_of(batch, current):
        put_version(parent, adopted.text, current, VersionEnd.SUB_AMENDED, sub=batch[0], now=now)
        journal.record(
            parent.motion.congress.stream, SUB_AMENDED, actor=actor.pseudonym, now=now, amendment=parent.id,
            sub=batch[0].id, version=parent.version, sha256=parent.text_sha256,
        )  # fmt: skip
    for sub in batch:
        end(sub, AmendmentStatus.ADOPTED, cause, actor=actor, now=now)
    reasons = dict(falling)
    _end_others(batch, reasons, current, actor=actor, now=now)
    session().flush()
    return adopted.sha256


def parents_of(batch: Sequence[Amendment], current: Revision) -> list[Amendment]:
    """The amendment of these sub-amendments, and those to vote that make the same text of the version in force."""
    parent = _parent(batch[0])
    others = [row for row in to_vote_on(parent.part_id) if row.id != parent.id]
    texts = texts_if_adopted([parent, *others], {parent.part_id: current})
    own = texts[parent.id]
    same = [row for row in others if texts[row.id].is_clean and texts[row.id].sha256 == own.sha256]
    return [parent, *same]


def _end_others(
    batch: Sequence[Amendment], reasons: dict[int, str], current: Revision, *, actor: Actor, now: datetime
) -> None:
    """The other sub-amendments of the amendment: those that fall, those that its text says already."""
    parent, settled = _parent(batch[0]), {sub.id for sub in batch}
    others = [sub for sub in subs_to_vote([parent.id]) if sub.id not in settled]
    texts = texts_if_adopted(others, {parent.part_id: current}) if others else {}
    with force_locale(parent.motion.congress.locale):
        satisfied = ngettext(
            "L’amendement dit ce qu’il propose depuis l’adoption du sous-amendement %(numbers)s.",
            "L’amendement dit ce qu’il propose depuis l’adoption des sous-amendements %(numbers)s.",
            len(batch),
            numbers=numbers(labels_of(batch)),
        )
    for sub in others:
        if sub.id in reasons:
            end(sub, AmendmentStatus.FALLEN, reasons[sub.id], actor=actor, now=now, by=batch[0].id)
        elif texts[sub.id].is_satisfied:
            end(sub, AmendmentStatus.SATISFIED, one_stop(satisfied), actor=actor, now=now, by=batch[0].id)


def _parent(sub: Amendment) -> Amendment:
    if sub.parent is None:
        raise ValueError(f"amendment {sub.id} amends no other")
    return sub.parent


def _text_of_subs(batch: Sequence[Amendment], current: Revision) -> IfAdopted:
    """The one text that these sub-amendments make; refused where one no longer applies, or they differ."""
    for sub in batch:
        require_published(sub)
    require_published(_parent(batch[0]))
    texts = texts_if_adopted(batch, {current.part_id: current})
    for sub in batch:
        if not texts[sub.id].is_clean:
            raise NotSubAmendable(
                _("Le sous-amendement n°\u00a0%(number)s est à vérifier\u00a0: il ne s’applique plus tel quel à"
                  " l’amendement.", number=sub.label)
            )  # fmt: skip
    if len({sub.parent_id for sub in batch}) > 1 or len({found.sha256 for found in texts.values()}) > 1:
        raise RuleBroken(_("Ces amendements ne sont pas identiques\u00a0: ils se votent séparément."))
    return texts[batch[0].id]


def require_sub_amendable(parent: Amendment) -> None:
    """The amendment may be sub-amended now: else the sentence that says why not."""
    require_undecided(parent.part)
    if parent.is_sub:
        raise NotSubAmendable(_("Un sous-amendement ne se sous-amende pas."))
    require_published(parent)
    if parent.under_vote:
        raise NotSubAmendable(_("Le scrutin est ouvert\u00a0: l’amendement ne peut plus être sous-amendé."))
    current = current_revision(parent.part_id)
    if not texts_if_adopted([parent], {parent.part_id: current})[parent.id].is_clean:
        raise NotSubAmendable(
            _(
                "Cet amendement est à vérifier\u00a0: il ne s’applique plus tel quel."
                " Il se sous-amende une fois rectifié."
            )
        )


def _require_on_parent(parent: Amendment, words: DraftWords) -> None:
    """What is written changes what the amendment does, where it does it: else its first fault."""
    congress, base = parent.motion.congress, parent.base_revision.text
    require_changes(words, base_text=parent.text, current_text=parent.text)
    if words.text == base:
        raise Invalid(_("C’est le texte sans l’amendement\u00a0: pour l’écarter, on vote contre lui."), "text")
    amended = KnownText(parent.text_sha256, parent.text)
    proposed = KnownText(sha256_text(words.text), words.text)
    width = congress.line_length
    near = _written_by(compared(known_revision(parent.base_revision), amended, width))
    alinea = _first_outside(compared(amended, proposed, width), near)
    if alinea is not None:
        where = _("alinéa %(alinea)s", alinea=alinea) if alinea else _("titre")
        raise Invalid(
            _("Un sous-amendement ne change que ce que l’amendement écrit\u00a0: ici (%(where)s), c’est un amendement à"
              " déposer à part.", where=where),
            "text",
        )  # fmt: skip
    require_one_change(congress, amended, proposed)


def _written_by(own: redline.Difference) -> set[int]:
    """The blocks of the amended text that an amendment writes; beside what it deletes, the one before and after."""
    found: set[int] = set()
    last = -1
    for block in own.blocks:
        if block.is_marked:
            found |= set(block.new) or {last, last + 1}
        last = block.new[-1] if block.new else last
    return found


def _first_outside(changed: redline.Difference, near: set[int]) -> int | None:
    """The alinéa (0 for the title) of the first change that stands elsewhere than on those blocks; None of none."""
    last = -1
    for block in changed.blocks:
        places = set(block.old) or {last, last + 1}
        if block.is_marked and not places & near:
            return changed.old.blocks[max(min(places), 0)].alinea or 0
        last = block.old[-1] if block.old else last
    return None
