"""The page of the comments on a proposal."""

from flask import Blueprint, flash, g, redirect, render_template, request, url_for
from flask_babel import gettext as _

from congress.access import Page, access, current_actor, current_congress
from congress.clock import now_in
from congress.policies import electors, members, secretariat
from core.errors import Invalid, NotFound, RuleBroken
from core.unit_of_work import run
from motions.models import Part
from motions.pages.comments.comment_page import comments_page, state_sentence
from motions.pages.forms import CommentForm
from motions.policies import viewpoints_readers
from motions.queries.motion_queries import current_revision, proposal
from motions.services import comment_services

blueprint = Blueprint("comments", __name__, url_prefix="/<slug>/propositions/<int:number>/commentaires")


@blueprint.get("")
@access(viewpoints_readers)
def index(slug: str, number: int) -> str:
    """The comments, alinéa by alinéa; with `?alinea=3` the form to comment on it."""
    return _page(proposal(current_congress().id, number), None, request.args.get("alinea", type=int))


@blueprint.post("")
@access(electors)
def write(slug: str, number: int) -> Page:
    """Say something of an alinéa; refused, all that was typed is given back."""
    congress, actor, now = current_congress(), current_actor(), now_in(current_congress())
    part_id = proposal(congress.id, number).id
    form = CommentForm()
    alinea, quote, words = form.alinea.data or 0, str(form.quote.data or ""), str(form.words.data or "")
    seen = str(form.seen.data or "")
    if not form.validate():
        raise NotFound(_("Il n’y a pas d’alinéa à cette adresse."))
    try:
        run(
            lambda: comment_services.comment(
                part_id, alinea, quote=quote, words=words, seen_sha256=seen, actor=actor, now=now
            )
        )
    except NotFound:
        raise
    except RuleBroken as refusal:
        form.tell(refusal)
        return _page(proposal(congress.id, number), form, alinea), refusal.status
    flash(_("Votre commentaire est enregistré."), "success")
    return redirect(url_for("comments.index", slug=slug, number=number) + f"#alinea-{alinea}", code=303)


@blueprint.post("/<int:comment_id>/retrait")
@access(members)
def withdraw(slug: str, number: int, comment_id: int) -> Page:
    """Take a comment back: one's own, or any, by the secretariat, that says why."""
    congress, actor, now = current_congress(), current_actor(), now_in(current_congress())
    part = proposal(congress.id, number)
    if not comment_services.is_on(comment_id, part.id):
        raise NotFound(_("Ce commentaire n’existe pas."))
    because = request.form.get("because", "")
    try:
        run(lambda: comment_services.withdraw_comment(comment_id, because, actor=actor, now=now))
    except Invalid as refusal:
        refused = (comment_id, refusal.sentence, because)
        return _page(proposal(congress.id, number), None, None, refused), refusal.status
    flash(_("Le commentaire est retiré."), "success")
    return redirect(url_for("comments.index", slug=slug, number=number), code=303)


def _page(part: Part, form: CommentForm | None, alinea: int | None, refused: tuple[int, str, str] | None = None) -> str:
    g.section = "proposals.index"
    congress, actor = current_congress(), current_actor()
    revision = current_revision(part.id)
    page = comments_page(part, revision, congress.line_length, member_id=actor.member_id, alinea=alinea)
    may_comment = electors(actor, congress) and not page.closed
    if page.chosen is not None and may_comment and form is None:
        form = CommentForm(formdata=None, data={"alinea": alinea})
    if form is not None:
        form.seen.data = revision.sha256
    return render_template(
        "motions/comments.html",
        part=part,
        page=page,
        form=form,
        may_comment=may_comment,
        may_withdraw_all=secretariat(actor, congress),
        own=actor.member_id,
        refused=refused,
        state_sentence=state_sentence,
        viewpoints_open=congress.viewpoints_window.is_open(now_in(congress)) and electors(actor, congress),
    )
