"""The text put to the vote as the hall's screen shows it: whole, else the passages changed, else its beginning."""

from dataclasses import dataclass
from enum import StrEnum

from flask import get_template_attribute
from markupsafe import Markup

from amendments.pages.amendment_page import differences_html
from amendments.queries.amendment_queries import known_revision
from congress.models import Congress
from congress.written import written_lang
from motions.models import PartState
from motions.queries.motion_queries import revisions_of
from voting.pages.hall.screen_fit import STEPS, Box, cut, kept_in, lines_of, paragraphs_of, size_of, step_for
from voting.pages.shown_subject import ShownSubject
from voting.queries.subjects import LoadedSubject

# Of the screen's 1920 × 1080: static/css/src/hall/hall.css gives the same room.
WIDTH, HEIGHT = 1184, 676
LINE, TITLE = 68, 68  # a line of the question, and what an amendment says of itself
QUESTION = ((60, 1), (60, 2), (48, 2), (40, 3), (30, 4), (24, 5))  # size, lines at most
TITLES = ((36, 1), (24, 2))
ITEM = ((80, 3), (60, 4), (40, 8), (24, 16))
VERDICT_WIDTH = 736
VERDICT = ((80, 2), (60, 3), (40, 4), (30, 6))
VERDICT_TITLES = ((36, 2), (30, 3), (24, 5))


class ShownPart(StrEnum):
    """How much of the text stands on the screen."""

    WHOLE = "whole"
    PASSAGES = "passages"  # only what was changed
    BEGINNING = "beginning"


@dataclass(frozen=True, slots=True)
class ScreenText:
    """The text and how large it is. `lines`: those of the question, that leave it more or less room."""

    html: Markup
    extent: ShownPart
    size: int
    columns: int
    question: int
    lines: int
    title: int
    is_titled: bool
    has_differences: bool


def screen_text(congress: Congress, subject: LoadedSubject, view: ShownSubject, question: str) -> ScreenText:
    """The text of a poll as it fits the screen: size, then columns, then less of it."""
    size = size_of(question, WIDTH, QUESTION)
    lines = min(lines_of(question, WIDTH / QUESTION[0][0]), 2)
    is_amendment = view.difference is not None
    box = Box(WIDTH, HEIGHT - LINE * lines - (TITLE if is_amendment else 0) - 20)
    html, extent, has_differences = _html_of(view), ShownPart.WHOLE, is_amendment
    step = step_for(paragraphs_of(html), box)
    if step is None and subject.part is not None:
        passages = _changed(congress, subject)
        if passages:
            html, extent, has_differences = passages, ShownPart.PASSAGES, True
            step = step_for(paragraphs_of(html), box)
    if step is None:
        extent = extent if extent == ShownPart.PASSAGES else ShownPart.BEGINNING
        html, step = Markup(cut(html, kept_in(paragraphs_of(html), box))), STEPS[-1]  # noqa: S704 (ours, cut)
    title = size_of(view.title, WIDTH, TITLES)
    return ScreenText(html, extent, *step, size, lines, title, is_amendment, has_differences)


def _html_of(view: ShownSubject) -> Markup:
    """All that there is to read: the differences, the text, or what the motion is made of."""
    if view.difference is not None:
        return view.difference
    if view.kind != "motion":
        return Markup(get_template_attribute("macros/text.html", "plain_text")(view.blocks))  # noqa: S704 (our macro)
    kept = [(number, title) for number, title, state in view.proposals if state != PartState.REJECTED]
    item = Markup('<p class="hanging"><span class="marker">{}</span> {}</p>')
    return Markup('<div class="prose"{}>{}</div>').format(
        written_lang(), Markup("").join(item.format(f"{number}.", title) for number, title in kept)
    )


def _changed(congress: Congress, subject: LoadedSubject) -> Markup | None:
    """What became of a text since it was brought; None where it stands as it was."""
    versions = revisions_of(subject.part.id) if subject.part else []
    if len(versions) < 2:
        return None
    return differences_html(known_revision(versions[0]), known_revision(versions[-1]), congress.line_length)
