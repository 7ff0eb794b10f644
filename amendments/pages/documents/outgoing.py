"""What leaves for a word processor: a text prepared to be amended, an amendment or several as tracked changes."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from flask_babel import force_locale
from flask_babel import gettext as _

import redline
from amendments.labels import called, numbers, whose_is
from amendments.models import Amendment
from amendments.queries.amendment_queries import known_revision, texts_if_adopted
from amendments.queries.life.sub_texts import base_of
from amendments.rules.amendment_record import AmendmentRecord
from amendments.rules.carry_over import KnownText
from congress.models import Congress
from congress.pages.downloads import rehearsal_notice
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
            congress, known_revision(base), base.text, where=version_name(part, base),
            facts=facts_of(congress, part, base), author=congress.title, at=base.created_at,
            title=base.title or part_name(part),
            header=_("%(part)s – %(congress)s", part=version_name(part, base), congress=congress.title),
        )  # fmt: skip


def tracked_amendment(congress: Congress, amendment: Amendment) -> TrackedText:
    """One amendment, its author's text on the version that they amended, with its record."""
    with force_locale(congress.locale):
        name, where, base = called(amendment.label), version_amended(amendment), base_of(amendment)
        facts = {**facts_of(congress, amendment.part, amendment.base_revision), "base_sha256": base.sha256}
        if amendment.parent is not None:
            facts["amends"] = amendment.parent.address
        return _tracked(
            congress, base, amendment.text, where=where, facts=facts,
            author=amendment.author.civil_name, at=amendment.deposited_at or amendment.updated_at,
            title=_("%(amendment)s – %(title)s", amendment=name, title=amendment.title),
            header=_("%(amendment)s, de %(author)s – %(part)s", amendment=name,
                     author=whose_is(amendment), part=where),
            record=record_of_amendment(congress, amendment).as_bytes(),
        )  # fmt: skip


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
        base_of(amendment).sha256, amendment.text, amendment.title, amendment.reasons,
        amends=amendment.parent.address if amendment.parent else "",
    )  # fmt: skip


def _place_of(part: Part) -> str:
    return part.kind.value if part.number else part.key


def version_name(part: Part, base: Revision) -> str:
    """« Préambule, version 2 », « Après la proposition n° 5, proposition nouvelle »."""
    if part.kind == PartKind.ADDITION:
        return _("%(part)s, proposition nouvelle", part=part_name(part))
    return _("%(part)s, version %(number)s", part=part_name(part), number=base.number)


def version_amended(amendment: Amendment) -> str:
    """« Proposition n° 5, version 2 »; of a sub-amendment « À l’amendement n° 12 : Proposition n° 5, version 2 »."""
    where = version_name(amendment.part, amendment.base_revision)
    if amendment.parent is None:
        return where
    return _("à l’amendement n°\u00a0%(number)s, %(part)s", number=amendment.parent.label, part=where)


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
        names = _called([found for found in amendments if found not in left])
        header = version_name(part, current)
        if names:
            header = _("%(part)s avec les amendements %(numbers)s", part=header, numbers=names)
        if left:
            header += _(
                " (les amendements %(numbers)s s’excluent\u00a0: leurs mots n’y sont pas)",
                numbers=_called(left),
            )
        return _tracked(
            congress, known_revision(current), text, where=version_name(part, current),
            facts=facts_of(congress, part, current), author=_("Amendements %(numbers)s", numbers=names or "–"),
            at=max(moments, default=current.created_at), title=header, header=header,
        )  # fmt: skip


def _tracked(
    congress: Congress, base: KnownText, text: str, *, where: str, facts: Mapping[str, str], author: str, at: datetime,
    title: str, header: str, record: bytes = b"",
) -> TrackedText:  # fmt: skip
    end = _(
        "Fin du texte\u00a0: %(part)s, empreinte de vérification %(sha256)s.", part=where, sha256=base.sha256
    )  # fmt: skip
    return TrackedText(
        base.text,
        text,
        author,
        at,
        end,
        title=title,
        header=" – ".join(filter(None, (rehearsal_notice(congress), header))),
        language=congress.locale,
        facts=facts,
        record=record,
    )


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
