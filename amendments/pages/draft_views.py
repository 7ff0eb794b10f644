"""Pages where an amendment is written: a new one, a draft, those of the reader."""

from flask import Blueprint, flash, g, redirect, render_template, request, url_for
from flask_babel import gettext as _

from amendments.labels import draft_name, status_kind, status_word, to_part
from amendments.models import Amendment, AmendmentStatus
from amendments.pages.amendment_page import amendment_page
from amendments.pages.draft_page import Draft, draft_page, first_shown
from amendments.pages.reservations.reserved_passages import begun_from_reservation
from amendments.pages.writing.answering import answer_form
from amendments.pages.writing.ground import Ground, ground_of_draft, ground_on
from amendments.pages.writing.submitted_before import rectified_from
from amendments.pages.writing_sheet import WritingSheet
from amendments.policies import author_for, is_author, may_write, writers
from amendments.queries.amendment_queries import by_id, cosigned_by, unknown_amendment, written_by
from amendments.queries.cosigning_queries import awaiting, pending_counts
from amendments.rules.written_alineas import place_of
from amendments.services import amendment_services
from amendments.submission_window import window_sentence
from congress.access import Page, access, current_actor, current_congress
from congress.clock import now_in
from congress.policies import amendments_readers, electors
from core.errors import NotFound
from core.unit_of_work import run
from motions.queries.motion_queries import current_revision, proposal

blueprint = Blueprint("amending", __name__, url_prefix="/<slug>")
_CHOICES = ("separer", "garder")  # what answers the page of two versions


@blueprint.get("/propositions/<int:number>/amender")
@access(writers)
def write(slug: str, number: int) -> Page:
    """The sheet of a new amendment, on the version in force: the whole text, one alinéa, or what one reserved."""
    part = proposal(current_congress().id, number)
    base = current_revision(part.id)
    begun = begun_from_reservation(part, base, current_actor()) if "reserve" in request.args else None
    return draft_page(begun or shown(ground_on(part, base), None))


@blueprint.post("/propositions/<int:number>/amender")
@access(writers)
def begin(slug: str, number: int) -> Page:
    """See the differences, keep a first draft, or submit at once."""
    part = proposal(current_congress().id, number)
    return answer_form(ground_on(part, current_revision(part.id)), None)


@blueprint.get("/amendements/miens")
@access(writers)
def mine(slug: str) -> str:
    """The amendments of the reader, or of the official whom they assist."""
    g.section = "amendments.index"
    congress, actor = current_congress(), current_actor()
    own = written_by(congress.id, author_for(actor, congress))
    is_oneself = electors(actor, congress)  # an aide neither answers nor knows what others answered
    return render_template(
        "amendments/mine.html",
        amendments=own,
        awaiting=awaiting(congress.id, actor.member_id) if is_oneself and actor.member_id else [],
        pending=pending_counts([row.id for row in own]) if is_oneself else {},
        cosigned=cosigned_by(congress.id, author_for(actor, congress)),
        draft_name=draft_name,
        may_uncosign=is_oneself,
        status_kind=status_kind,
        status_word=status_word,
        to_part=to_part,
        window_sentence=window_sentence(congress, now_in(congress)),
    )


@blueprint.get("/amendements/brouillons/<int:draft_id>")
@access(writers)
def draft(slug: str, draft_id: int) -> Page:
    """A draft to go on with; once deposited, its receipt; once published, its page."""
    amendment = _own(draft_id)
    if amendment.public_number is not None and amendments_readers(current_actor(), current_congress()):
        address = url_for("amendments.show", slug=slug, number=amendment.address)
        return redirect(address, code=303)
    if amendment.status != AmendmentStatus.DRAFT:
        return _receipt_page(amendment)
    return draft_page(shown(ground_of_draft(amendment), amendment))


@blueprint.post("/amendements/brouillons/<int:draft_id>")
@access(writers)
def go_on(slug: str, draft_id: int) -> Page:
    """See the differences of a draft, keep it, or submit it."""
    try:
        amendment = _own(draft_id)
    except NotFound:
        if (done := rectified_from(request.form.get("amendement", ""))) is None:
            raise
        return done  # « Rectifier » pressed once more: it is done
    return answer_form(ground_of_draft(amendment), amendment)


@blueprint.post("/amendements/brouillons/<int:draft_id>/suppression")
@access(writers)
def discard(slug: str, draft_id: int) -> Page:
    """Delete a draft."""
    actor, now = current_actor(), now_in(current_congress())
    run(lambda: amendment_services.discard_draft(draft_id, actor=actor, now=now))
    flash(_("Le brouillon est supprimé."), "success")
    return redirect(url_for("amending.mine", slug=slug), code=303)


@blueprint.post("/amendements/brouillons/<int:draft_id>/retrait")
@access(writers)
def withdraw(slug: str, draft_id: int) -> Page:
    """Give up an amendment that is deposited and not yet published."""
    actor, now = current_actor(), now_in(current_congress())
    run(lambda: amendment_services.withdraw(draft_id, actor=actor, now=now))
    flash(_("L’amendement est retiré."), "success")
    return redirect(url_for("amending.mine", slug=slug), code=303)


def _own(draft_id: int) -> Amendment:
    amendment = by_id(draft_id)
    if amendment.part.motion.congress_id != current_congress().id or not may_write(current_actor(), amendment):
        raise unknown_amendment()
    return amendment


def shown(ground: Ground, kept: Amendment | None) -> Draft:
    """The sheet as its address asks for it: some alinéas open (« ?alinea=3 », 0 for the title), or all of them."""
    asked, base = request.args.getlist("alinea", type=int), ground.text.text
    places = [place_of(base, alinea) for alinea in asked]
    if kept is None and None in places:
        raise NotFound(_("Il n’y a pas d’alinéa %(number)s dans ce texte.", number=asked[places.index(None)]))
    said = kept.text if kept else ground.first_words.text if ground.amendment and not ground.is_sub else None
    opened = places or ([] if kept else ground.places)
    sheet = WritingSheet.blank(base, said, opened, is_whole="entier" in request.args)
    if said and kept is None and sheet.focus is None:
        sheet.focus = sheet.first_written  # whoever rectifies finds the words again
    return first_shown(ground, kept, sheet)


def _receipt_page(amendment: Amendment) -> str:
    """What is deposited and not yet published, for its author."""
    g.section = "amendments.index"
    congress, actor = current_congress(), current_actor()
    return render_template(
        "amendments/deposited.html",
        amendment=amendment,
        page=amendment_page(congress, amendment, "differences"),
        tag=(status_kind(amendment), status_word(amendment)),
        to_part=to_part,
        may_withdraw=amendment.is_live and is_author(actor, amendment),
    )
