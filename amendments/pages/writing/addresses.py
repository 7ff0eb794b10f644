"""Where a part of the motion is read, and where it is amended: preamble, proposals, closing, a new proposal."""

from flask import url_for

from motions.models import Part, PartKind

NAMES = {"preambule": PartKind.PREAMBLE, "conclusion": PartKind.CLOSING}
_NAMED = {kind: name for name, kind in NAMES.items()}


def reading_address(slug: str, part: Part) -> str:
    """The page on which a part is read; of a place where a proposal is added, that of the part before it."""
    if part.kind == PartKind.ADDITION and part.follows is not None:
        return reading_address(slug, part.follows)
    if part.number is not None:
        return url_for("proposals.show", slug=slug, number=part.number)
    return url_for("motion.show", slug=slug, _anchor=_NAMED[part.kind])


def writing_address(slug: str, part: Part) -> str:
    """The page on which an amendment to a part is begun."""
    if part.kind == PartKind.ADDITION and part.follows is not None:
        before = part.follows
        if before.number is not None:
            return url_for("writing.begin_addition", slug=slug, number=before.number)
        return url_for("writing.begin_first", slug=slug)
    if part.number is not None:
        return url_for("amending.begin", slug=slug, number=part.number)
    return url_for("writing.begin_part", slug=slug, name=_NAMED[part.kind])


def telling_address(slug: str, part: Part) -> str:
    """What answers with the sentences of what is written on a part."""
    if part.number is not None:
        return url_for("proposed.show", slug=slug, number=part.number)
    return url_for("proposed.show_part", slug=slug, part_id=part.id)
