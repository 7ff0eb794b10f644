"""The permanent page of an amendment, by its number, its receipt or its author, its answer to print, the ways on."""

import re
from collections.abc import Callable

from flask import Blueprint, Response, flash, g, redirect, render_template, request, url_for
from flask_babel import get_translations
from flask_babel import gettext as _

from amendments.labels import status_kind, status_word, to_part
from amendments.models import Amendment
from amendments.policies import may_read, writers
from amendments.queries.amendment_queries import (
    amendment_of_receipt,
    by_id,
    by_public_number,
    published_in,
    unknown_amendment,
)
from amendments.queries.life.sub_texts import numbered_subs_in
from amendments.services.after.keeping import keep_position, withdraw_position
from amendments.services.after.resubmitting import resubmit
from congress.access import Page, access, current_actor, current_congress
from congress.clock import now_in
from congress.pages.downloads import file_download
from congress.policies import amendments_readers, electors, everyone, results_readers
from core.errors import NotFound
from core.site_paths import on_site
from core.text.folding import folded
from core.unit_of_work import run
from motions.queries.motion_queries import motion_of
from papers.renderers.pdf import render_pdf
from voting.pages.after.answer_paper import answer_paper
from voting.pages.after.path_page import path_page
from voting.queries.after.fates import fates_of
from voting.rules.fates import fate_sentence

blueprint = Blueprint("paths", __name__, url_prefix="/<slug>/amendements")
_RECEIPT = re.compile(r"(?:reçu\s+)?D\s*[-–\u2011]?\s*0*(\d{1,9})", re.IGNORECASE)
_NUMBER = re.compile(
    r"(?:(?:sous[- ])?amendement\s*)?(?:(?:n\s*[°ºo.]?|no\.?|nº)\s*)?"
    r"(\d{1,9})(?:(?:\s*[-–\u2011]\s*|\s+)?([A-Z]{1,2}))?(?:\s+rect\.?.*)?",
    re.IGNORECASE,
)
MOST_FOUND = 50


@blueprint.before_request
def _section() -> None:
    g.section = "amendments.index"


@blueprint.get("/parcours")
@access(amendments_readers)
def find(slug: str) -> Page:
    """What became of which amendment: by its number, its receipt, its author."""
    asked = " ".join(request.args.get("q", "").split())[:100]
    receipt, number = _RECEIPT.fullmatch(asked), _NUMBER.fullmatch(asked)
    congress = current_congress()
    if receipt and (way := _way_of_receipt(f"D-{int(receipt[1]):04d}")):
        return redirect(way, code=303)
    if number and (way := _way_of_number("-".join(filter(None, number.groups())).upper())):
        return redirect(way, code=303)
    is_number = bool(receipt or number)
    found = _by_author(asked) if asked and not is_number else []
    fates = fates_of(congress, found, reads_results=results_readers(current_actor(), congress)) if found else {}
    page = render_template(
        "voting/after/find.html",
        asked=asked,
        is_number=is_number,
        found=[(row, fate_sentence(fates[row.id], get_translations())) for row in found],
        tags={row.id: (status_kind(row), status_word(row)) for row in found},
    )
    return (page, 404) if is_number else page


@blueprint.get("/<amendment:number>/parcours")
@access(amendments_readers)
def show(slug: str, number: int | str) -> Page:
    """The way of a published amendment."""
    return _page(by_public_number(current_congress().id, number))


@blueprint.get("/recus/<receipt>")
@access(everyone)
def of_receipt(slug: str, receipt: str) -> Page:
    """The same by its receipt, from the first second: for whoever may read the amendment."""
    amendment = _received(receipt)
    if amendment.public_number is not None:
        return redirect(url_for("paths.show", slug=slug, number=amendment.address), code=303)
    return _page(amendment)


@blueprint.get("/<amendment:number>/reponse.pdf")
@access(amendments_readers)
def answer(slug: str, number: int | str) -> Response:
    """« Imprimer la réponse »: the sentence, the three texts, the steps, on paper."""
    congress = current_congress()
    amendment = by_public_number(congress.id, number)
    page = path_page(congress, amendment, current_actor())
    address = on_site(url_for("paths.show", slug=slug, number=number))
    content = render_pdf(answer_paper(congress, amendment, page, address))
    answered = file_download(content, "application/pdf", f"{congress.slug}-amendement-{number}-reponse.pdf")
    answered.headers["Cache-Control"] = "private, no-store"
    return answered


@blueprint.post("/recus/<receipt>/adapter")
@access(writers)
def adapt(slug: str, receipt: str) -> Page:
    """« Redéposer adapté »: a draft on the text in force, with all that still applies."""
    amendment_id, actor, now = _received(receipt).id, current_actor(), now_in(current_congress())
    draft_id = run(lambda: resubmit(amendment_id, actor=actor, now=now))
    flash(_("Votre texte est mis sur la version en vigueur, autant qu’il s’y applique. Relisez-le, puis déposez-le."))
    return redirect(url_for("amending.draft", slug=slug, draft_id=draft_id), code=303)


@blueprint.post("/<amendment:number>/position")
@access(electors)
def keep(slug: str, number: int | str) -> Page:
    """Keep one's amendment beside the adopted text."""
    told = _("L’amendement n°\u00a0%(number)s est gardé en position non retenue.", number=number)
    return _act(slug, number, keep_position, told)


@blueprint.post("/<amendment:number>/position/retrait")
@access(electors)
def take_back(slug: str, number: int | str) -> Page:
    """Keep it no longer."""
    told = _("L’amendement n°\u00a0%(number)s n’est plus gardé en position non retenue.", number=number)
    return _act(slug, number, withdraw_position, told)


def _act(slug: str, number: int | str, service: Callable[..., None], told: str) -> Page:
    congress, actor = current_congress(), current_actor()
    amendment_id, now = by_public_number(congress.id, number).id, now_in(congress)
    run(lambda: service(amendment_id, actor=actor, now=now))
    flash(told, "success")
    return redirect(url_for("paths.show", slug=slug, number=number), code=303)


def _page(amendment: Amendment) -> str:
    return render_template(
        "voting/after/path.html",
        amendment=amendment,
        page=path_page(current_congress(), amendment, current_actor()),
        to_part=to_part,
    )


def _way_of_receipt(receipt: str) -> str:
    """Where the way of this receipt is read; empty where there is none that this reader may know of."""
    try:
        _received(receipt)
    except NotFound:
        return ""
    return url_for("paths.of_receipt", slug=current_congress().slug, receipt=receipt)


def _way_of_number(number: str) -> str:
    """The same of a published number, « 12 » or « 12-A »."""
    try:
        found = by_public_number(current_congress().id, number)
    except NotFound:
        return ""
    return url_for("paths.show", slug=current_congress().slug, number=found.address)


def _received(receipt: str) -> Amendment:
    """The amendment of a receipt, for whoever may read it; `NotFound` for anybody else."""
    found = _RECEIPT.fullmatch(receipt.strip())
    if found is None:
        raise unknown_amendment()
    amendment = by_id(amendment_of_receipt(current_congress().id, int(found[1])))
    if not may_read(current_actor(), current_congress(), amendment):
        raise unknown_amendment()
    return amendment


def _by_author(asked: str) -> list[Amendment]:
    """The published amendments of whoever has every word asked for in their name, sub-amendments too, by number."""
    motion = motion_of(current_congress().id)
    words = folded(asked).split()
    rows = [*published_in(motion.id), *numbered_subs_in(motion.id)] if motion else []
    names = {row.id: [folded(found.civil_name) for found in (row.author, row.bearer)] for row in rows}
    found = [row for row in rows if any(all(word in name for word in words) for name in names[row.id])]
    return sorted(found, key=lambda row: row.rank)[:MOST_FOUND]
