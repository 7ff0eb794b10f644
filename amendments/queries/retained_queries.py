"""What the bureau retains, to be adopted by one vote: what is in it now, what is left out of it, and why."""

from collections.abc import Collection, Iterable, Mapping

from flask_babel import gettext as _
from flask_babel import ngettext
from sqlalchemy import select

from amendments.labels import numbers
from amendments.models import Amendment, OpinionKind
from amendments.order_models import Bundle, BundleKind, BundleLine
from amendments.queries.competing_amendments import Field
from amendments.rules.ordering.retaining import Considered, KeptApart, LeftOut, Retained, retainable
from core.database import session

_FAVOURABLE = frozenset({OpinionKind.FAVOURABLE, OpinionKind.FAVOURABLE_IF})


def refused_together(part_id: int) -> frozenset[int]:
    """The amendments of a part that the assembly refused once to adopt by one vote with others: each is voted apart."""
    wanted = select(BundleLine.amendment_id).join(Bundle).where(
        Bundle.part_id == part_id, Bundle.kind == BundleKind.RETAINED, Bundle.outcome == "debated",
        BundleLine.recalled_at.is_(None),
    )  # fmt: skip
    return frozenset(session().scalars(wanted))


def retained_of(field: Field, wanted: Collection[int], apart: Collection[int], refused: Collection[int]) -> Retained:
    """What one vote may adopt of these amendments of a field; `apart`: those for which a separate vote is asked."""
    return retainable(
        _candidate(field, field.amendments[one], apart, refused) for one in wanted if one in field.amendments
    )


def kept_of_retained(bundle: Bundle, field: Field) -> Retained:
    """What is left in a bundle that the bureau retains, as the texts stand now."""
    apart = [line.amendment_id for line in bundle.lines if line.recalled_at is not None]
    return retained_of(field, [line.amendment_id for line in bundle.lines], apart, ())


def with_identical(field: Field, wanted: Iterable[int]) -> set[int]:
    """These amendments, and those identical to them: they are one vote."""
    chosen = set(wanted) & field.amendments.keys()
    return chosen | {other for one in chosen for other in field.identical(one)}


def favoured(field: Field) -> list[int]:
    """Those that the bureau advised to adopt: what is ticked first, for it to retain."""
    rows = field.amendments.values()
    return [row.id for row in rows if row.opinion is not None and row.opinion.kind in _FAVOURABLE]


def left_out_sentences(found: Mapping[int, KeptApart], field: Field) -> list[str]:
    """Each amendment that is left out, with why, by number; two of one place are told in one sentence."""
    ranked = sorted(found, key=lambda one: field.amendments[one].rank)
    told: set[int] = set()
    sentences = []
    for one in ranked:
        apart = found[one]
        if apart.why is LeftOut.RIVAL and one in told and told.issuperset(apart.others):
            continue
        sentences.append(_sentence(field, field.amendments[one], apart))
        told |= {one, *apart.others} if apart.why is LeftOut.RIVAL else set()
    return sentences


def _candidate(field: Field, row: Amendment, apart: Collection[int], refused: Collection[int]) -> Considered:
    text = field.texts[row.id]
    barred = next(
        (
            why
            for why, holds in (
                (LeftOut.ASKED_APART, row.id in apart),
                (LeftOut.REFUSED, row.id in refused),
                (LeftOut.SUB, row.parent_id is not None),
                (LeftOut.SUB_AMENDED, bool(row.last_sub_number)),
                (LeftOut.RESERVED, row.reserved_at is not None),
                (LeftOut.TO_CHECK, not text.is_clean),
                (LeftOut.SATISFIED, text.is_satisfied),
            )
            if holds
        ),
        None,
    )
    rivals = frozenset(clash.other_id for clash in field.clashes(row.id))
    return Considered(row.id, barred, rivals, frozenset(field.identical(row.id)))


def _sentence(field: Field, row: Amendment, apart: KeptApart) -> str:
    said = {"number": row.label, "others": numbers(field.labels(apart.others)) if apart.others else ""}
    sentences = {
        LeftOut.ASKED_APART: _("Un vote séparé est demandé sur l’amendement n°\u00a0%(number)s.", **said),
        LeftOut.REFUSED: _(
            "L’assemblée a déjà refusé d’adopter l’amendement n°\u00a0%(number)s avec d’autres.", **said
        ),
        LeftOut.SUB: _("Le sous-amendement n°\u00a0%(number)s se vote avant son amendement.", **said),
        LeftOut.SUB_AMENDED: _(
            "L’amendement n°\u00a0%(number)s est sous-amendé\u00a0: ses sous-amendements se votent avant lui.", **said
        ),
        LeftOut.RESERVED: _("Le vote de l’amendement n°\u00a0%(number)s est réservé.", **said),
        LeftOut.TO_CHECK: _(
            "L’amendement n°\u00a0%(number)s est à vérifier\u00a0: il ne s’applique plus tel quel au texte.", **said
        ),
        LeftOut.SATISFIED: _("Le texte dit déjà ce que propose l’amendement n°\u00a0%(number)s.", **said),
        LeftOut.RIVAL: ngettext(
            "L’amendement n°\u00a0%(number)s porte au même endroit que le %(others)s\u00a0: les deux ne se retiennent"
            " pas ensemble.",
            "L’amendement n°\u00a0%(number)s porte au même endroit que les %(others)s\u00a0: ils ne se retiennent pas"
            " ensemble.",
            len(apart.others),
            **said,
        ),
        LeftOut.IDENTICAL: ngettext(
            "L’amendement n°\u00a0%(number)s est identique au %(others)s, dont le vote est séparé.",
            "L’amendement n°\u00a0%(number)s est identique aux %(others)s, dont le vote est séparé.",
            len(apart.others),
            **said,
        ),
    }
    return sentences[apart.why]
