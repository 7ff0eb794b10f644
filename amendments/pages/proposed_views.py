"""What an amendment proposes so far, told beside its fields while it is written."""

from flask import Blueprint, render_template, request
from flask_babel import gettext as _

import redline
from amendments.pages.amendment_page import sentences_of
from amendments.pages.draft_page import alike, turn_of
from amendments.pages.writing_sheet import WritingSheet
from amendments.policies import writers
from amendments.queries.amendment_queries import known_revision
from amendments.queries.amendment_readings import form_of
from amendments.rules.carry_over import KnownText
from amendments.rules.dispositif.statements import SentenceForm
from amendments.rules.locations import compared
from amendments.rules.unrelated_changes import groups
from amendments.services import admissibility
from congress.access import Page, access, current_actor, current_congress
from congress.policies import amendments_readers
from core.database import session
from core.digest import sha256_text
from core.errors import NotFound
from motions.models import Part, Revision
from motions.queries.motion_queries import proposal, revision
from motions.rules.motion_text import clean_text

blueprint = Blueprint("proposed", __name__, url_prefix="/<slug>")


@blueprint.post("/propositions/<int:number>/amender/apercu")
@access(writers)
def show(slug: str, number: int) -> Page:
    """The sentences of what is typed, who proposes nearly the same, what stands apart in it; nothing is kept."""
    return _told_on(proposal(current_congress().id, number))


@blueprint.post("/motion/apercu/<int:part_id>")
@access(writers)
def show_part(slug: str, part_id: int) -> Page:
    """The same of the preamble, of the closing, of a proposal that is added."""
    part = session().get(Part, part_id)
    if part is None or part.motion.congress_id != current_congress().id:
        raise NotFound(_("Cette partie de la motion n’existe pas."))
    return _told_on(part)


def _told_on(part: Part) -> Page:
    congress, actor = current_congress(), current_actor()
    base = revision(part.id, request.form.get("base_number", part.current_number, type=int))
    text = clean_text(WritingSheet.sent(base.text, request.form, "").text)
    if admissibility.draft_faults(title="", reasons="", text=text) or redline.same_text(text, base.text):
        return render_template("amendments/proposed.html", sentences=())
    width = congress.line_length
    sentences, apart = _told(base, text, width, form_of(congress, part))
    may_see = amendments_readers(actor, congress)
    return render_template(
        "amendments/proposed.html",
        sentences=sentences,
        apart=apart if len(apart) > 1 else (),
        alike=alike(congress, part, base, text, except_id=None) if may_see else None,
    )


def _told(base: Revision, text: str, width: int, form: SentenceForm) -> tuple[tuple[str, ...], list[list[int]]]:
    """The dispositif of a text, and the alinéas that it touches, by what goes together."""
    old, new = known_revision(base), KnownText(sha256_text(text), text)
    with turn_of(text):
        return sentences_of(old, new, width, form), groups(compared(old, new, width))
