"""« Remplacer partout »: looked for, ticked place by place, kept as one draft for each text."""

from uuid import uuid4

from flask import Blueprint, flash, g, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_babel import ngettext

from amendments.pages.replacing.replacing_page import PartPlaces, Wanted, places_in, texts_chosen
from amendments.pages.writing.limits import count_sent
from amendments.policies import writers
from amendments.services.amendment_services import save_draft
from congress.access import Page, access, current_actor, current_congress
from congress.clock import now_in
from core.errors import Invalid, NotFound, RuleBroken
from core.unit_of_work import run
from motions.models import Part, Revision
from motions.queries.motion_queries import current_revision, current_revisions, motion_of, parts_of, proposal, revision

blueprint = Blueprint("replacing", __name__, url_prefix="/<slug>")


@blueprint.get("/propositions/<int:number>/remplacer")
@access(writers)
def in_proposal(slug: str, number: int) -> Page:
    """Where a term stands in one proposal, once it is written."""
    return _asked(proposal(current_congress().id, number))


@blueprint.post("/propositions/<int:number>/remplacer")
@access(writers)
def replace_in_proposal(slug: str, number: int) -> Page:
    """Keep the draft that the places ticked make."""
    return _chosen(proposal(current_congress().id, number))


@blueprint.get("/motion/remplacer")
@access(writers)
def in_motion(slug: str) -> Page:
    """Where a term stands in the whole motion, once it is written."""
    return _asked(None)


@blueprint.post("/motion/remplacer")
@access(writers)
def replace_in_motion(slug: str) -> Page:
    """Keep the drafts that the places ticked make, one for each text."""
    return _chosen(None)


def _asked(part: Part | None) -> Page:
    wanted = Wanted.of(*(request.args.get(name, "") for name in ("terme", "par", "genre")))
    if "terme" not in request.args:
        return _page(part, wanted, None)
    if wanted.fault is not None:
        return _page(part, wanted, None, wanted.fault), wanted.fault.status
    return _page(part, wanted, places_in(*_texts(part, {}), wanted))


def _chosen(part: Part | None) -> Page:
    wanted = Wanted.of(*(request.form.get(name, "") for name in ("terme", "par", "genre")))
    if wanted.fault is not None:
        return _page(part, wanted, None, wanted.fault), wanted.fault.status
    versions = dict(pair for pair in (_pair(said) for said in request.form.getlist("version")) if pair)
    found = places_in(*_texts(part, versions), wanted)
    texts = texts_chosen(found, request.form.getlist("place"), request.form.getlist("accord"))
    try:
        if not texts:
            raise Invalid(_("Cochez au moins une place où remplacer le terme."), "place")
        drafts = _keep(found, texts, wanted)
    except RuleBroken as refusal:
        return _page(part, wanted, found, refusal), refusal.status
    flash(ngettext(
        "%(num)s brouillon est prêt\u00a0: relisez-le et dites pourquoi.",
        "%(num)s brouillons sont prêts, un par texte\u00a0: relisez-les et dites pourquoi.",
        len(drafts),
    ), "success")  # fmt: skip
    slug = current_congress().slug
    if len(drafts) == 1:
        return redirect(url_for("amending.draft", slug=slug, draft_id=drafts[0]), code=303)
    return redirect(url_for("amending.mine", slug=slug), code=303)


def _keep(found: list[PartPlaces], texts: dict[int, str], wanted: Wanted) -> list[int]:
    """The ids of the drafts, all of them or none; the same page sent twice keeps them once."""
    actor, now, sheet = current_actor(), now_in(current_congress()), request.form.get("sheet", "")[:30]
    title = wanted.title
    count_sent()
    bases = {own.part.id: own.revision.number for own in found}

    def keep_all() -> list[int]:
        return [
            save_draft(
                None, part_id, base_number=bases[part_id], text=text, title=title, reasons="",
                sheet=f"{sheet}.{part_id}" if sheet else "", actor=actor, now=now,
            )
            for part_id, text in texts.items()
        ]  # fmt: skip

    return run(keep_all)


def _texts(part: Part | None, versions: dict[int, int]) -> tuple[list[Part], dict[int, Revision]]:
    """The parts looked into, in the version in force, or in the one that the page showed."""
    if part is not None:
        parts, revisions = [part], {part.id: current_revision(part.id)}
    else:
        motion = motion_of(current_congress().id)
        if motion is None:
            raise NotFound(_("Cette partie de la motion n’existe pas."))
        parts, revisions = parts_of(motion.id), current_revisions(motion.id)
    for own in parts:
        if versions.get(own.id, own.current_number) != own.current_number:
            revisions[own.id] = revision(own.id, versions[own.id])
    return parts, revisions


def _pair(said: str) -> tuple[int, int] | None:
    part, _dot, number = said.partition(".")
    is_known = all(value.isdecimal() and value.isascii() and len(value) < 10 for value in (part, number))
    return (int(part), int(number)) if is_known else None


def _page(part: Part | None, wanted: Wanted, found: list[PartPlaces] | None, refusal: RuleBroken | None = None) -> str:
    g.section = "proposals.index"
    sent = request.form if request.method == "POST" else None
    return render_template(
        "amendments/replacing.html",
        part=part,
        wanted=wanted,
        found=found,
        refusal=refusal,
        places=sum(len(own.places) for own in found or () if not own.refusal),
        is_ticked=lambda name: name in sent.getlist("place") if sent is not None else "tout" in request.args,
        is_agreed=lambda name: sent is None or name in sent.getlist("accord"),
        sheet=sent.get("sheet", "")[:30] if sent is not None else str(uuid4())[:30],
    )
