"""An amendment handed in during a sitting: keyed by the secretariat, seen on its photograph, admitted by the chair."""

from flask import Blueprint, Response, flash, g, redirect, render_template, request, url_for
from flask_babel import gettext as _
from markupsafe import Markup
from sqlalchemy import select

from amendments.life_models import SheetPhotograph
from amendments.pages.life.life_on_page import electors_of, may_see_sheet
from amendments.queries.amendment_queries import amendment_of_receipt, by_id, unknown_amendment
from amendments.services.life.late import HandedIn
from congress.access import Page, access, current_actor, current_congress
from congress.clock import now_in
from congress.policies import members, officers, secretariat
from congress.queries.homonyms import told_name
from core.database import session
from core.errors import RuleBroken
from core.files.pictures import picture_of
from core.text.reader import unbroken
from core.unit_of_work import run
from motions.models import Part
from motions.pages.text_layout import read_blocks
from motions.queries.motion_queries import current_revision, proposal
from voting.pages.late.keyed_sheet import KeyedSheetForm, keyed_words
from voting.services.life.late_services import hand_in as hand_in_service
from voting.services.life.late_services import refusal_to_hand_in

blueprint = Blueprint("late", __name__, url_prefix="/<slug>")


@blueprint.get("/propositions/<int:number>/en-seance")
@access(secretariat)
def key(slug: str, number: int) -> Page:
    """The sheet to key, on the text in discussion."""
    return _page(proposal(current_congress().id, number), KeyedSheetForm(formdata=None))


@blueprint.post("/propositions/<int:number>/en-seance")
@access(secretariat)
def hand_in(slug: str, number: int) -> Page:
    """Key the sheet: it gets its receipt, and waits for the chair."""
    congress, actor, now = current_congress(), current_actor(), now_in(current_congress())
    part, form = proposal(congress.id, number), KeyedSheetForm()
    form.validate()
    part_id = part.id
    try:
        sheet = _sheet(part, form)
        _id, receipt = run(lambda: hand_in_service(part_id, sheet, actor=actor, now=now))
    except RuleBroken as refused:
        form.tell(refused)
        return _page(proposal(congress.id, number), form), refused.status
    told = Markup(_("Amendement déposé en séance, reçu %(receipt)s\u00a0: la présidence l’admet ou non."))  # noqa: S704
    flash(told % {"receipt": unbroken(receipt)}, "success")
    return redirect(url_for("late.key", slug=slug, number=number), code=303)


@blueprint.get("/amendements/depots/<int:receipt>/feuille")
@access(members)
def sheet(slug: str, receipt: int) -> Response:
    """The photograph of the sheet, for whoever may see it."""
    congress, actor = current_congress(), current_actor()
    amendment = by_id(amendment_of_receipt(congress.id, receipt))
    if not (may_see_sheet(congress, amendment, actor) or (officers(actor, congress) and amendment.is_late)):
        raise unknown_amendment()
    kept = session().scalar(select(SheetPhotograph).where(SheetPhotograph.amendment_id == amendment.id))
    if kept is None:
        raise unknown_amendment()
    answer = Response(kept.content, content_type=kept.media_type)
    answer.headers["Cache-Control"] = "private, no-store"
    answer.headers["Content-Disposition"] = f'inline; filename="{amendment.receipt}.jpg"'
    return answer


def _sheet(part: Part, form: KeyedSheetForm) -> HandedIn:
    """What was keyed; no photograph is read where nothing can be handed in."""
    if refusal := refusal_to_hand_in(current_congress(), part):
        raise RuleBroken(refusal)
    words = keyed_words(current_congress(), current_revision(part.id), form)
    sent = request.files.get("photograph")
    return HandedIn(
        author_id=_identity(form.author.data),
        text=words.text,
        title=words.title,
        reasons=words.reasons,
        cosigner_ids=tuple(_identity(chosen) for chosen in (form.cosigners.data or [])[:200]),
        photograph=picture_of(sent.read()) if sent is not None and sent.filename else None,
    )


def _identity(chosen: str | None) -> int:
    """The id that a choice names; 0, that nobody has, of anything else."""
    return int(chosen) if chosen and chosen.isascii() and chosen.isdecimal() and len(chosen) < 10 else 0


def _page(part: Part, form: KeyedSheetForm) -> str:
    g.section = "amendments.index"
    congress = current_congress()
    people = electors_of(congress)
    form.offer(people, {member.id: told_name(member) for member in people})
    revision = current_revision(part.id)
    return render_template(
        "voting/late/sheet.html",
        part=part,
        form=form,
        revision=revision,
        refusal=refusal_to_hand_in(congress, part),
        blocks=read_blocks(revision.text, congress.line_length),
        asks_cosigners=congress.minimum_signatories > 1,
    )
