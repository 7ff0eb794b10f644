"""Where a part of the motion is read, and where it is amended: preamble, proposals, closing, a new proposal."""

import re
from dataclasses import dataclass
from functools import partial
from typing import Any, Self

from flask import url_for
from flask_babel import gettext as _

from amendments.pages.writing.ground import Ground
from core.errors import NotFound
from motions.models import Part, PartKind
from motions.queries.motion_queries import addition_after, part_of_kind, proposal

NAMES = {"preambule": PartKind.PREAMBLE, "conclusion": PartKind.CLOSING}
_NAMED = {kind: name for name, kind in NAMES.items()}
_AFTER = "apres-"
_WORD: tuple[tuple[str, dict[str, Any]], ...] = (
    ("choose", {}),
    ("download", {"name": "docx"}),
    ("download", {"name": "odt"}),
)
_AFTER_NUMBER = re.compile(rf"{_AFTER}([1-9]\d{{0,5}})", re.ASCII)


@dataclass(frozen=True, slots=True)
class WordAddresses:
    """Where a text is taken away for a word processor, where its document is brought back."""

    here: str
    docx: str
    odt: str

    @classmethod
    def of(cls, slug: str, part: Part) -> Self:
        """Those of a part."""
        if part.number is not None:
            address = partial(url_for, slug=slug, number=part.number)
            return cls(*(address(f"documents.{name}", **more) for name, more in _WORD))
        address = partial(url_for, slug=slug, place=place_name(part))
        return cls(*(address(f"place_documents.{name}", **more) for name, more in _WORD))


def place_name(part: Part) -> str:
    """How addresses name what is no proposal: « preambule », « conclusion », « apres-preambule », « apres-5 »."""
    if part.kind == PartKind.ADDITION and part.follows is not None:
        return f"{_AFTER}{part.follows.number or place_name(part.follows)}"
    return _NAMED[part.kind]


def place_at(congress_id: int, name: str) -> Part:
    """What an address names so; `NotFound` where the motion has none."""
    after = _AFTER_NUMBER.fullmatch(name)
    found = None
    if after:
        found = addition_after(proposal(congress_id, int(after[1])).id)
    elif name in NAMES:
        found = part_of_kind(congress_id, NAMES[name])
    elif name == f"{_AFTER}preambule":
        before = part_of_kind(congress_id, PartKind.PREAMBLE)
        found = addition_after(before.id) if before else None
    if found is None:
        raise NotFound(_("Cette partie de la motion n’existe pas."))
    return found


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
