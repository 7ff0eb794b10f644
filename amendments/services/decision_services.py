"""What the assembly decides of amendments: adopted, rejected, fallen, and all that an adoption does to the others.

Who may decide is the business of `voting`, that calls these verbs when it proclaims, in one unit of work.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime

from flask_babel import force_locale, ngettext
from flask_babel import gettext as _

from amendments.labels import labels_of, numbers
from amendments.models import Amendment, AmendmentStatus
from amendments.queries.amendment_queries import known_revision, known_text, live_on, texts_if_adopted
from amendments.queries.competing_amendments import are_identical
from amendments.rules.carry_over import IfAdopted, carry
from amendments.services.after.coherence_services import notice_what_stays
from amendments.services.endings import carry_over, end
from amendments.services.locking import locked_batch, require_published
from congress.actors import Actor
from congress.queries.homonyms import told_names
from core.database import session
from core.errors import RuleBroken
from core.text.reader import enumeration, one_stop
from motions.models import LONGEST_LABEL, LONGEST_PROVENANCE, Cause, PartKind, Revision
from motions.queries.motion_queries import current_revision
from motions.services.motion_services import add_adopted_proposal, append_revision


class NotAdoptable(RuleBroken):
    """These amendments cannot become a text as they stand."""


def set_under_vote(amendment_ids: Sequence[int], is_under_vote: bool) -> None:
    """Flag, or free, amendments whose vote is open: they can no longer be withdrawn, cosigned or advised on."""
    for amendment in locked_batch(amendment_ids):
        if is_under_vote:
            require_published(amendment)
        amendment.under_vote = is_under_vote


def prepare_adoption(amendment_ids: Sequence[int]) -> None:
    """Compute, before the unit of work and without writing, what `adopt` will find ready.

    Three hundred texts carried over would hold every ballot while they are computed; `adopt` checks them again by
    their fingerprints, and computes what is missing.
    """
    wanted = set(amendment_ids)
    first = session().get(Amendment, next(iter(amendment_ids)))
    if first is None:
        return
    if first.part.kind == PartKind.ADDITION or first.is_sub:
        return  # the text in force stays
    current = current_revision(first.part_id)
    adopted = texts_if_adopted([first], {first.part_id: current})[first.id]
    for other in live_on(first.part_id):
        if other.id not in wanted:
            carry(known_revision(other.base_revision), adopted.known, known_text(other))


def adopt(
    amendment_ids: Sequence[int],
    *,
    falling: Iterable[tuple[int, str]] = (),
    cause: str = "",
    carries: bool = True,
    actor: Actor,
    now: datetime,
) -> int:
    """The id of the new revision: the text as one amendment, or a batch of identical ones, makes it.

    `falling`: amendments that the chair confirmed as fallen, each with its reason. Every other live amendment on the
    part is carried over: satisfied when the text says it already, else kept, flagged where it no longer applies as
    it is. `cause`: what the minutes say (« scrutin n° 7 »). `carries`: false where another adoption follows at once.
    """
    batch = locked_batch(amendment_ids)
    part_id = batch[0].part_id
    current = current_revision(part_id)
    adopted = _text_of_batch(batch, current)
    congress = batch[0].motion.congress
    with force_locale(congress.locale):
        label = _batch_label(batch)
        cause, because = cause or _("Adopté par l’assemblée."), _satisfied_by(batch)
    if batch[0].part.kind == PartKind.ADDITION:
        return _add_proposal(batch, adopted.text, label, cause, actor=actor, now=now)
    revision_id = append_revision(
        part_id, adopted.text, Cause.AMENDMENT, cause_label=label, expected_number=current.number, actor=actor, now=now
    )  # fmt: skip
    for amendment in batch:
        end(amendment, AmendmentStatus.ADOPTED, cause, actor=actor, now=now, revision=revision_id)
        amendment.adopted_revision_id = revision_id
    settled = {amendment.id for amendment in (*batch, *_let_fall(batch, falling, actor=actor, now=now))}
    others = [other for other in live_on(part_id) if other.id not in settled] if carries else []
    revision = session().get_one(Revision, revision_id)
    carry_over(others, revision, because=because, by=batch[0].id, actor=actor, now=now)
    notice_what_stays(batch[0], current, revision, actor=actor, now=now)
    session().flush()
    return revision_id


def _add_proposal(batch: list[Amendment], text: str, label: str, cause: str, *, actor: Actor, now: datetime) -> int:
    """The id of the first revision of the proposal that a batch adds: it is in the motion, at its place."""
    congress = batch[0].motion.congress
    with force_locale(congress.locale):
        provenance = ngettext(
            "Ajoutée par l’%(label)s de %(authors)s", "Ajoutée par les %(label)s de %(authors)s", len(batch),
            label=label, authors=enumeration(dict.fromkeys(told_names(amendment.author for amendment in batch))),
        )  # fmt: skip
    revision = add_adopted_proposal(
        batch[0].part_id, text, cause_label=label, provenance=provenance[:LONGEST_PROVENANCE], actor=actor, now=now
    )
    with force_locale(congress.locale):
        told = _("%(cause)s Il est la proposition n°\u00a0%(number)s.", cause=cause, number=revision.part.number)
    for amendment in batch:
        end(amendment, AmendmentStatus.ADOPTED, told, actor=actor, now=now, revision=revision.id)
        amendment.adopted_revision_id = revision.id
    session().flush()
    return revision.id


def reject(amendment_ids: Sequence[int], *, cause: str = "", actor: Actor, now: datetime) -> None:
    """The assembly rejected a published amendment, or a batch of identical ones."""
    batch = _published_batch(amendment_ids)
    with force_locale(batch[0].motion.congress.locale):
        cause = cause or _("Rejeté par l’assemblée.")
    _end_batch(batch, AmendmentStatus.REJECTED, cause, actor=actor, now=now)


def declare_fallen(amendment_ids: Sequence[int], because: str, *, actor: Actor, now: datetime) -> None:
    """Published amendments have fallen, for a reason that the chair says."""
    _end_batch(_published_batch(amendment_ids), AmendmentStatus.FALLEN, because, actor=actor, now=now)


def declare_no_object(amendment_ids: Sequence[int], because: str, *, actor: Actor, now: datetime) -> None:
    """Published amendments have lost their object: their text was rejected, or decided as a whole."""
    _end_batch(_published_batch(amendment_ids), AmendmentStatus.NO_OBJECT, because, actor=actor, now=now)


def declare_not_supported(amendment_ids: Sequence[int], because: str, *, actor: Actor, now: datetime) -> None:
    """Published amendments that nobody supported in the sitting: they are not put to the vote."""
    _end_batch(_published_batch(amendment_ids), AmendmentStatus.NOT_SUPPORTED, because, actor=actor, now=now)


def _published_batch(amendment_ids: Sequence[int]) -> list[Amendment]:
    batch = locked_batch(amendment_ids)
    for amendment in batch:
        require_published(amendment)
    return batch


def _text_of_batch(batch: list[Amendment], current: Revision) -> IfAdopted:
    """The one text that a batch makes of the revision in force; refuses a batch of different texts or one to check."""
    for amendment in batch:
        require_published(amendment)
    texts = texts_if_adopted(batch, {current.part_id: current})
    for amendment in batch:
        found = texts[amendment.id]
        if not found.is_clean:
            raise NotAdoptable(
                _(
                    "L’amendement n° %(number)s est à vérifier : il ne s’applique plus tel quel à la"
                    " version %(version)s du texte.",
                    number=amendment.label,
                    version=current.number,
                )
            )
        if found.is_satisfied:
            raise NotAdoptable(
                one_stop(_("Le texte dit déjà ce que propose l’amendement n° %(number)s.", number=amendment.label))
            )
    if not are_identical(current, texts.values()):
        raise NotAdoptable(_("Ces amendements ne sont pas identiques : ils se votent séparément."))
    return texts[batch[0].id]


def _satisfied_by(batch: list[Amendment]) -> str:
    told: str = ngettext(
        "Le texte dit ce qu’il propose depuis l’adoption de l’amendement %(numbers)s.",
        "Le texte dit ce qu’il propose depuis l’adoption des amendements %(numbers)s.",
        len(batch),
        numbers=numbers(labels_of(batch)),
    )
    return one_stop(told)


def _batch_label(batch: list[Amendment]) -> str:
    """« amendements n° 14 et 16 »; of a batch too long for a label, the first numbers."""
    named = numbers(labels_of(batch))
    label: str = ngettext("amendement %(numbers)s", "amendements %(numbers)s", len(batch), numbers=named)
    return label if len(label) <= LONGEST_LABEL else label[: LONGEST_LABEL - 1] + "…"


def _let_fall(
    batch: list[Amendment], falling: Iterable[tuple[int, str]], *, actor: Actor, now: datetime
) -> list[Amendment]:
    """Those that fall, ended; one that its author withdrew in the meantime stays withdrawn."""
    reasons = dict(falling)
    reasons = {amendment_id: because for amendment_id, because in reasons.items() if amendment_id not in _ids(batch)}
    if not reasons:
        return []
    fallen = [amendment for amendment in locked_batch(list(reasons)) if amendment.status == AmendmentStatus.PUBLISHED]
    for amendment in fallen:
        if amendment.part_id != batch[0].part_id:
            raise RuleBroken(_("Ces amendements ne portent pas sur le même texte."))
        end(amendment, AmendmentStatus.FALLEN, reasons[amendment.id], actor=actor, now=now, by=batch[0].id)
    return fallen


def _end_batch(batch: list[Amendment], status: AmendmentStatus, cause: str, *, actor: Actor, now: datetime) -> None:
    for amendment in batch:
        end(amendment, status, cause, actor=actor, now=now)
    session().flush()


def _ids(batch: Iterable[Amendment]) -> list[int]:
    return [amendment.id for amendment in batch]
