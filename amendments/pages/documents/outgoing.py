"""What leaves for a word processor: a text prepared to be amended, an amendment or several as tracked changes."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from flask_babel import force_locale
from flask_babel import gettext as _

import redline
from amendments.labels import numbers, whose_is
from amendments.models import Amendment
from amendments.queries.amendment_queries import texts_if_adopted
from amendments.queries.life.grounds import ground_of
from amendments.rules.amendment_record import AmendmentRecord
from congress.models import Congress
from core.errors import RuleBroken
from motions.models import Part, PartKind, Revision
from motions.pages.motion_labels import part_name
from motions.queries.motion_queries import current_revision
from papers.tracking.docx_tracked import docx_with_changes
from papers.tracking.odt_tracked import odt_with_changes
from papers.tracking.tracked_text import TrackedText

TRACKED = {"docx": docx_with_changes, "odt": odt_with_changes}


def prepared(congress: Congress, part: Part, base: Revision) -> TrackedText:
    """A text ready to be amended in a word processor: it says from which version, and tracks changes."""
    with force_locale(congress.locale):
        return _tracked(
            congress, part, base, base.text, author=congress.title, at=base.created_at,
            title=base.title or part_name(part),
            header=_("%(part)s – %(congress)s", part=version_name(part, base), congress=congress.title),
        )  # fmt: skip


def tracked_amendment(congress: Congress, amendment: Amendment) -> TrackedText:
    """One amendment, its author's text on the version that they amended, with its record."""
    with force_locale(congress.locale):
        name, ground = called(amendment), ground_of(amendment)
        part = amended_name(amendment)
        return TrackedText(
            ground.text, amendment.text, amendment.author.civil_name, amendment.deposited_at or amendment.updated_at,
            _end(part, ground.sha256),
            title=_("%(amendment)s – %(title)s", amendment=name, title=amendment.title),
            header=_("%(amendment)s, de %(author)s – %(part)s", amendment=name, author=whose_is(amendment), part=part),
            language=congress.locale,
            facts={**facts_of(congress, amendment.part, amendment.base_revision), "base_sha256": ground.sha256},
            record=carried_record(congress, amendment),
        )  # fmt: skip


def called(amendment: Amendment) -> str:
    """« Amendement n° 12 », « Sous-amendement n° 12-A à l’amendement n° 12 »."""
    if amendment.parent is None:
        return _("Amendement n°\u00a0%(number)s", number=amendment.label)
    return _(
        "Sous-amendement n°\u00a0%(number)s à l’amendement n°\u00a0%(parent)s", number=amendment.label,
        parent=amendment.parent.label,
    )  # fmt: skip


def amended_name(amendment: Amendment) -> str:
    """The text that it changes: « Proposition n° 5, version 2 », « Proposition n° 5, amendement n° 12 »."""
    if amendment.parent is None:
        return version_name(amendment.part, amendment.base_revision)
    name = part_name(amendment.part)
    return _("%(part)s, amendement n°\u00a0%(number)s", part=name, number=amendment.parent.label)


def carried_record(congress: Congress, amendment: Amendment) -> bytes:
    """What reopens as the same draft: that of an amendment to a text of the motion."""
    return b"" if amendment.is_sub else record_of_amendment(congress, amendment).as_bytes()


def tracked_set(congress: Congress, part: Part, amendments: Sequence[Amendment]) -> TrackedText:
    """Several amendments at once on the version in force; refused where some of them exclude one another."""
    merged, clashes = _together(part, amendments)
    if clashes:
        raise RuleBroken(
            _("Les amendements %(numbers)s s’excluent\u00a0: leurs changements ne tiennent pas dans un même document.",
              numbers=_called(clashes))
        )  # fmt: skip
    return _of_several(congress, part, amendments, merged, left=())


def tracked_all(congress: Congress, part: Part, amendments: Sequence[Amendment]) -> TrackedText:
    """The text if all is adopted: what the amendments that exclude one another change is left as it is, and said."""
    merged, clashes = _together(part, amendments)
    return _of_several(congress, part, amendments, merged, left=clashes)


def record_of_amendment(congress: Congress, amendment: Amendment) -> AmendmentRecord:
    """The record that its files carry."""
    return AmendmentRecord(
        congress.slug, amendment.part.number, _place_of(amendment.part), amendment.base_revision.number,
        amendment.base_revision.sha256, amendment.text, amendment.title, amendment.reasons,
    )  # fmt: skip


def _place_of(part: Part) -> str:
    return part.kind.value if part.number else part.key


def version_name(part: Part, base: Revision) -> str:
    """« Préambule, version 2 », « Après la proposition n° 5, proposition nouvelle »."""
    if part.kind == PartKind.ADDITION:
        return _("%(part)s, proposition nouvelle", part=part_name(part))
    return _("%(part)s, version %(number)s", part=part_name(part), number=base.number)


def _together(part: Part, amendments: Sequence[Amendment]) -> tuple[str, tuple[Amendment, ...]]:
    """The text with all of them, and those that exclude one another; of proposals added at one place, none does."""
    current = current_revision(part.id)
    carried = texts_if_adopted(amendments, {part.id: current})
    if part.kind == PartKind.ADDITION:
        return redline.normalise("\n\n".join(dict.fromkeys(carried[found.id].text for found in amendments))), ()
    apart = [found for found in amendments if not carried[found.id].is_clean]
    texts = {str(found.public_number): carried[found.id].text for found in amendments if found not in apart}
    merge = redline.merge(current.text, texts, order=list(texts))
    named = {name for conflict in merge.conflicts for name in conflict.between}
    return merge.text, tuple(found for found in amendments if found in apart or str(found.public_number) in named)


def _of_several(
    congress: Congress, part: Part, amendments: Sequence[Amendment], text: str, *, left: Sequence[Amendment]
) -> TrackedText:
    current = current_revision(part.id)
    moments = [found.deposited_at for found in amendments if found.deposited_at]
    with force_locale(congress.locale):
        named = _called([found for found in amendments if found not in left])
        header = version_name(part, current)
        if named:
            header = _("%(part)s avec les amendements %(numbers)s", part=header, numbers=named)
        if left:
            header += _(
                " (les amendements %(numbers)s s’excluent\u00a0: leurs mots n’y sont pas)",
                numbers=_called(left),
            )
        return _tracked(
            congress, part, current, text, author=_("Amendements %(numbers)s", numbers=named or "–"),
            at=max(moments, default=current.created_at), title=header, header=header,
        )  # fmt: skip


def _tracked(
    congress: Congress, part: Part, base: Revision, text: str, *, author: str, at: datetime, title: str, header: str
) -> TrackedText:  # fmt: skip
    return TrackedText(
        base.text, text, author, at, _end(version_name(part, base), base.sha256), title=title, header=header,
        language=congress.locale, facts=facts_of(congress, part, base),
    )  # fmt: skip


def _end(part: str, sha256: str) -> str:
    """The last paragraph of a document, by which its text ends."""
    return _("Fin du texte\u00a0: %(part)s, empreinte de vérification %(sha256)s.", part=part, sha256=sha256)


def _called(amendments: Sequence[Amendment]) -> str:
    """« n° 12 et 14 », nothing for none."""
    found = [amendment.label for amendment in amendments if amendment.public_number is not None]
    return numbers(found) if found else ""


def facts_of(congress: Congress, part: Part, base: Revision) -> Mapping[str, str]:
    """What a document says of the text that it was made from."""
    return {
        "congress": congress.slug,
        "proposal": part.key,
        "revision": str(base.number),
        "base_sha256": base.sha256,
    }
