"""The deliberations of a sitting (CGCT L2121-25): the list, published within the week, its files; open data."""

from flask import Blueprint, Response, g, render_template, url_for
from flask_babel import force_locale
from flask_babel import gettext as _

from congress.access import Page, access, current_actor, current_congress
from congress.chamber_models import SittingState
from congress.clock import local
from congress.pages.downloads import file_download, table_download
from congress.policies import results_readers, sittings_readers
from congress.queries.chamber_queries import sitting_by_number, sittings_of
from core.errors import Forbidden, NotFound
from core.site_paths import on_site
from papers.formats import MEDIA_TYPES, rendered
from voting.pages.minutes.adopted_paper import adopted_paper
from voting.pages.minutes.deliberations_paper import (
    chosen_by,
    deliberations_paper,
    deliberations_table,
    reason_of,
    round_shown,
    votes_of,
)
from voting.pages.minutes.scdl import scdl_file
from voting.queries.minutes.deliberations import deliberations_of
from voting.rules.minutes.sections import published_before

blueprint = Blueprint("deliberations", __name__, url_prefix="/<slug>")
LIST_FORMATS, TEXT_FORMATS = ("pdf", "csv"), ("pdf", "docx", "odt")


@blueprint.before_request
def _section() -> None:
    g.section = "sittings.index"


@blueprint.get("/seances/<int:number>/deliberations")
@access(sittings_readers)
def show(slug: str, number: int) -> Page:
    """The list of what a sitting decided; its results for whoever may read results."""
    congress = current_congress()
    sitting = sitting_by_number(congress.id, number)
    reads = results_readers(current_actor(), congress)
    closed = sitting.closed_at
    return render_template(
        "voting/minutes/deliberations.html",
        sitting=sitting,
        found=deliberations_of([sitting]) if reads else [],
        reads=reads,
        votes_of=votes_of,
        reason_of=reason_of,
        chosen_by=chosen_by,
        round_shown=round_shown,
        is_over=sitting.state == SittingState.CLOSED,
        deadline=published_before(local(congress, closed).date(), congress.body) if closed else None,
    )


@blueprint.get("/seances/<int:number>/deliberations.<name>")
@access(results_readers)
def download(slug: str, number: int, name: str) -> Response:
    """The list as a PDF, or as a table."""
    if name not in LIST_FORMATS:
        raise NotFound(_("La liste des délibérations n’existe pas dans ce format."))
    congress = current_congress()
    sitting = sitting_by_number(congress.id, number)
    with force_locale(congress.locale):
        found = deliberations_of([sitting])
        if name == "pdf":
            content = rendered("pdf", deliberations_paper(sitting, found))
            return file_download(content, MEDIA_TYPES[name], f"{slug}-seance-{number}-deliberations.pdf")
        return table_download(*deliberations_table(found), f"{slug}-seance-{number}-deliberations.csv")


@blueprint.get("/seances/<int:number>/texte-adopte.<name>")
@access(results_readers)
def adopted(slug: str, number: int, name: str) -> Response:
    """The adopted text and the results, from the instant of the last vote on."""
    if name not in TEXT_FORMATS:
        raise NotFound(_("Le texte adopté n’existe pas dans ce format."))
    content = rendered(name, adopted_paper(sitting_by_number(current_congress().id, number)))
    return file_download(content, MEDIA_TYPES[name], f"{slug}-seance-{number}-texte-adopte.{name}")


@blueprint.get("/deliberations.csv")
@access(results_readers)
def open_data(slug: str) -> Response:
    """The adopted deliberations of the congress, as the schema « SCDL Délibérations » 2.1 wants them."""
    congress = current_congress()
    if congress.rehearses_id is not None:
        raise Forbidden(_("Une répétition ne publie pas de données ouvertes\u00a0: rien n’y a été délibéré."))
    if not congress.minutes_rules.get("siret"):
        raise Forbidden(
            _("Ce fichier de données ouvertes demande le SIRET de l’organisme, que le congrès n’a pas encore indiqué.")
        )
    with force_locale(congress.locale):
        found = deliberations_of(sittings_of(congress.id))
        content = scdl_file(congress, found, lambda poll: on_site(url_for("polls.show", slug=slug, number=poll)))
    return file_download(content, MEDIA_TYPES["csv"], f"{slug}-deliberations.csv")
