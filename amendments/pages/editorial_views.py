"""The page where the secretariat corrects a text: the differences first, then the new version with its reason."""

from flask import Blueprint, flash, g, redirect, render_template, request, url_for
from flask_babel import gettext as _

from amendments.pages.draft_page import preview_of
from amendments.pages.forms import EditorialForm
from amendments.rules.written_alineas import lines_apart
from amendments.services.editorial_services import faults_of, refusal_to_revise, revise_text
from congress.access import Page, access, current_actor, current_congress
from congress.clock import now_in
from congress.policies import secretariat
from core.database import session
from core.digest import sha256_text
from core.errors import Invalid, NotFound, RuleBroken
from core.unit_of_work import run
from motions.models import Cause, Part, PartKind
from motions.pages import motion_labels
from motions.queries.motion_queries import current_revision
from motions.rules.motion_text import clean_text

blueprint = Blueprint("editorial", __name__, url_prefix="/<slug>/motion/<int:part_id>/corriger")


@blueprint.get("")
@access(secretariat)
def write(slug: str, part_id: int) -> Page:
    """The text in force, to correct."""
    part = _part(part_id)
    current = current_revision(part.id)
    return _page(part, EditorialForm(formdata=None, text=current.text, base_number=current.number))


@blueprint.post("")
@access(secretariat)
def revise(slug: str, part_id: int) -> Page:
    """See the differences; then keep the new version that was seen."""
    part, form = _part(part_id), EditorialForm()
    current = current_revision(part.id).text
    text = clean_text(lines_apart(form.text.data or "", current))
    form.show_faults(faults_of(text, current))
    is_seen = form.seen.data == sha256_text(text)
    if form.has_faults or request.form.get("geste") != "enregistrer" or not is_seen:
        return _page(part, form, text), 422 if form.has_faults else 200
    kind = next((found for found in Cause if found == form.kind.data), None)
    actor, now, expected = current_actor(), now_in(current_congress()), form.base_number.data or 0
    try:
        run(
            lambda: revise_text(
                part_id, text, kind, form.because.data or "", expected_number=expected, actor=actor, now=now
            )
        )
    except Invalid as broken:
        form.show_faults([broken])
        return _page(_part(part_id), form, text), broken.status
    except RuleBroken as broken:
        form.show_faults([Invalid(broken.sentence)])
        return _page(_part(part_id), form, text), broken.status
    flash(_("La nouvelle version est enregistrée."), "success")
    return redirect(_versions(slug, part), code=303)


def _page(part: Part, form: EditorialForm, text: str = "") -> str:
    g.section = "proposals.index"
    current = current_revision(part.id)
    preview = None
    if text and not form.text.errors:
        preview = preview_of(current_congress(), part, current, text)
    return render_template(
        "amendments/revise.html",
        part=part,
        current=current,
        form=form,
        preview=preview,
        seen=sha256_text(text) if preview else "",
        refusal=refusal_to_revise(part),
        labels=motion_labels,
        versions=_versions(current_congress().slug, part),
    )


def _part(part_id: int) -> Part:
    part = session().get(Part, part_id)
    if part is None or part.motion.congress_id != current_congress().id:
        raise NotFound(_("Cette partie de la motion n’existe pas."))
    return part


def _versions(slug: str, part: Part) -> str:
    if part.number is not None:
        return url_for("revisions.compare", slug=slug, number=part.number)
    name = "preambule" if part.kind == PartKind.PREAMBLE else "conclusion"
    return url_for("revisions.compare_part", slug=slug, name=name)
