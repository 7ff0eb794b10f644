"""The page where the secretariat corrects a text: the differences first, then the new version with its reason."""

from flask import Blueprint, flash, g, redirect, render_template, request, url_for
from flask_babel import gettext as _

from amendments.pages.draft_page import preview_of
from amendments.pages.forms import EditorialForm
from amendments.queries.amendment_queries import known_revision
from amendments.rules.carry_over import KnownText, carry
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
from motions.queries.motion_queries import current_revision, revision
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
    if is_behind := _is_behind(part, form):
        text = _on_the_version_in_force(part, form, text)
    form.show_faults([] if is_behind else faults_of(text, current))
    is_seen = form.seen.data == sha256_text(text)
    if form.has_faults or request.form.get("geste") != "enregistrer" or not is_seen:
        return _page(part, form, text), _status(form, is_behind=is_behind)
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


def _is_behind(part: Part, form: EditorialForm) -> bool:
    """Whether what is sent was written on an older version, known, than the one in force."""
    base = form.base_number.data or 0
    return 0 < base < part.current_number


def _on_the_version_in_force(part: Part, form: EditorialForm, text: str) -> str:
    """What was written while a colleague kept another version: on that one, where both can be; to be read again."""
    current = current_revision(part.id)
    written = carry(
        known_revision(revision(part.id, form.base_number.data or 0)),
        known_revision(current),
        KnownText(sha256_text(text), text),
    )
    told = _("Le texte est passé entre-temps à la version %(number)s.", number=current.number)
    if written.is_satisfied:
        told += " " + _("Elle dit déjà ce que vous aviez écrit.")
    elif written.is_clean:
        told += " " + _("Votre correction y est reportée\u00a0: relisez les différences, puis enregistrez.")
    else:
        told += " " + _("Votre correction touche les mêmes mots, et les défait\u00a0: relisez les différences.")
    found = written.text if written.is_clean else text
    form.show_faults([Invalid(told)])
    form.text.data, form.seen.data = found, ""
    form.base_number.raw_data = [str(current.number)]  # what the field shows again is what was sent, else
    return found


def _status(form: EditorialForm, *, is_behind: bool) -> int:
    if is_behind:  # shown on the version in force; what was to be kept is not
        return 409 if request.form.get("geste") == "enregistrer" else 200
    return 422 if form.has_faults else 200


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
