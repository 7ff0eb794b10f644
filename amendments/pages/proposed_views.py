"""What an amendment proposes so far, told beside its fields while it is written."""

from flask import Blueprint, render_template, request
from flask_babel import gettext as _

import redline
from amendments.models import Amendment
from amendments.pages.amendment_page import sentences_of
from amendments.pages.draft_page import alike, turn_of
from amendments.pages.writing.ground import Ground, ground_on, ground_over
from amendments.pages.writing_sheet import WritingSheet
from amendments.policies import writers
from amendments.queries.amendment_queries import by_public_number
from amendments.queries.amendment_readings import form_of
from amendments.rules.carry_over import KnownText
from amendments.rules.dispositif.statements import SentenceForm
from amendments.rules.locations import compared
from amendments.rules.unrelated_changes import groups
from amendments.services import admissibility
from congress.access import Page, access, current_actor, current_congress
from congress.policies import amendments_readers, require
from core.database import session
from core.digest import sha256_text
from core.errors import NotFound
from motions.models import Part
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


@blueprint.post("/amendements/<amendment:number>/sous-amendement/apercu")
@access(writers)
def show_sub_amendment(slug: str, number: int | str) -> Page:
    """The same of a sub-amendment, over the amendment."""
    version = request.form.get("base_number", type=int)
    return _told_over(ground_over(_readable(number), is_sub=True, version=version))


@blueprint.post("/amendements/<amendment:number>/rectification/apercu")
@access(writers)
def show_rectification(slug: str, number: int | str) -> Page:
    """The same of an amendment that whoever bears it writes anew."""
    return _told_over(ground_over(_readable(number), is_sub=False, on=request.args.get("version", type=int)))


def _readable(number: int | str) -> Amendment:
    require(amendments_readers(current_actor(), current_congress()))
    return by_public_number(current_congress().id, number)


def _told_on(part: Part) -> Page:
    return _told_over(
        ground_on(part, revision(part.id, request.form.get("base_number", part.current_number, type=int)))
    )


def _told_over(ground: Ground) -> Page:
    congress, actor = current_congress(), current_actor()
    text = clean_text(WritingSheet.sent(ground.text.text, request.form, "").text)
    if admissibility.draft_faults(title="", reasons="", text=text) or redline.same_text(text, ground.text.text):
        return render_template("amendments/proposed.html", sentences=())
    width = congress.line_length
    sentences, apart = _told(ground.text, text, width, form_of(congress, ground.part))
    may_see = ground.amendment is None and amendments_readers(actor, congress)
    return render_template(
        "amendments/proposed.html",
        sentences=sentences,
        apart=apart if len(apart) > 1 else (),
        alike=alike(congress, ground.part, ground.revision, text, except_id=None) if may_see else None,
    )


def _told(old: KnownText, text: str, width: int, form: SentenceForm) -> tuple[tuple[str, ...], list[list[int]]]:
    """The dispositif of a text, and the alinéas that it touches, by what goes together."""
    new = KnownText(sha256_text(text), text)
    with turn_of(text):
        return sentences_of(old, new, width, form), groups(compared(old, new, width))
