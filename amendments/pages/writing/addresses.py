"""Where a part of the motion is read, and where it is amended: preamble, proposals, closing, a new proposal."""

from flask import url_for

from amendments.pages.writing.ground import Ground
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


def beginning_address(slug: str, ground: Ground) -> str:
    """The page on which a draft is begun over a text, or over an amendment."""
    if ground.amendment is None:
        return writing_address(slug, ground.part)
    endpoint = "life.submit" if ground.is_sub else "life.rectify"
    return url_for(endpoint, slug=slug, number=ground.amendment.address)


def leaving_address(slug: str, ground: Ground) -> str:
    """Where whoever closes the page of a draft goes: to what it is written over."""
    if ground.amendment is None:
        return reading_address(slug, ground.part)
    return url_for("amendments.show", slug=slug, number=ground.amendment.address)


def telling_address(slug: str, ground: Ground) -> str:
    """What answers with the sentences of what is written over a text."""
    part, amendment = ground.part, ground.amendment
    if amendment is not None and ground.is_sub:
        return url_for("proposed.show_sub_amendment", slug=slug, number=amendment.address)
    if amendment is not None:
        return url_for(
            "proposed.show_rectification", slug=slug, number=amendment.address, version=ground.revision.number
        )
    if part.number is not None:
        return url_for("proposed.show", slug=slug, number=part.number)
    return url_for("proposed.show_part", slug=slug, part_id=part.id)
