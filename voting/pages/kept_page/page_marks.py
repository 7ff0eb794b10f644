"""The pages of a poll and of a sitting, from marks: whatever they say of their reader, they say in their place."""

from dataclasses import replace
from typing import Any

from flask import g

from congress.chamber_models import Presence
from congress.pages.kept.marks import AN_HOUR, OWN_STEP, RIGHT, STEPS, Marks


class MarkedPresence:
    """The reader's presence, its hour a mark; the rest of it as it is."""

    def __init__(self, presence: Presence) -> None:
        self._presence = presence
        self.arrived_at = AN_HOUR

    def __getattr__(self, name: str) -> Any:
        return getattr(self._presence, name)


def poll_as_kept(context: dict[str, Any]) -> dict[str, Any]:
    """What a template is given, with marks in the place of what is the reader's own while a page is made to be kept."""
    marks: Marks | None = g.get("kept_marks")
    if marks is None:
        return context
    page = context["page"]
    rights = tuple(replace(right, id=RIGHT, cast_at=right.cast_at and AN_HOUR) for right in page.rights)
    return with_steps(context, marks) | {"page": replace(page, rights=rights)}


def sitting_as_kept(context: dict[str, Any]) -> dict[str, Any]:
    """The same of the page of a sitting."""
    marks: Marks | None = g.get("kept_marks")
    if marks is None:
        return context
    page = context["page"]
    return with_steps(context, marks) | {
        "page": replace(page, presence=page.presence and MarkedPresence(page.presence))
    }


def with_steps(context: dict[str, Any], marks: Marks) -> dict[str, Any]:
    """The context of a page that tells the steps of a sitting, marks in the place of the reader's own."""
    told = tuple(replace(step, id=OWN_STEP) if step.id == marks.own_step else step for step in context["told"])
    return {**context, "versions": {**context["versions"], "steps": STEPS}, "told": told}
