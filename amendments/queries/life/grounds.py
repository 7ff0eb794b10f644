"""Over which text a draft is written: a version of its part, or of the amendment that it sub-amends or rectifies."""

from dataclasses import dataclass

from amendments.models import Amendment
from amendments.queries.life.sub_texts import base_of, base_of_sub
from amendments.rules.carry_over import KnownText


@dataclass(frozen=True, slots=True)
class Over:
    """The amendment over which a draft is written, in the version that was read; `is_sub`: to sub-amend it.

    Else whoever bears it rectifies it: what they write stands on the text in force, as the amendment does.
    """

    amendment_id: int
    version: int
    is_sub: bool


def over_of(draft: Amendment) -> Over | None:
    """Over which amendment a draft is written; None of one that amends a text of the motion."""
    if draft.parent_id is not None:
        return Over(draft.parent_id, draft.parent_version or 1, is_sub=True)
    if draft.rectifies_id is not None:
        return Over(draft.rectifies_id, draft.rectifies_version or 1, is_sub=False)
    return None


def ground_of(draft: Amendment) -> KnownText:
    """The text over which a draft is written."""
    rewritten = draft.rectifies
    return base_of_sub(rewritten) if rewritten is not None and rewritten.is_sub else base_of(draft)
