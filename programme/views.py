"""The programme, for everyone."""

from flask import Blueprint, render_template
from flask_babel import gettext as _

from congress.access import access, current_actor, current_congress
from congress.clock import now_in
from congress.policies import everyone, sittings_readers
from programme.models import Access, RendezVousKind
from programme.queries import Moment, programme

blueprint = Blueprint("programme", __name__, url_prefix="/<slug>")


@blueprint.get("/programme")
@access(everyone)
def index(slug: str) -> str:
    """The programme as a list, day by day."""
    congress = current_congress()
    return render_template(
        "programme/index.html",
        programme=programme(congress, now_in(congress)),
        kind_words=_kind_words(),
        access_words=_access_words(),
        moment_words={Moment.OVER: _("terminé"), Moment.NOW: _("En cours"), Moment.COMING: _("à venir")},
        shows_sittings=sittings_readers(current_actor(), congress),
    )


def _kind_words() -> dict[RendezVousKind, str]:
    return {
        RendezVousKind.PLENARY: _("Séance plénière"),
        RendezVousKind.PREPARATION: _("Séance de préparation"),
        RendezVousKind.WEBINAR: _("Webinaire"),
        RendezVousKind.CONFERENCE: _("Conférence"),
        RendezVousKind.DEBATE: _("Débat"),
        RendezVousKind.PITCH: _("Pitch"),
        RendezVousKind.INTERVIEW: _("Entretien"),
        RendezVousKind.WORKSHOP: _("Atelier"),
        RendezVousKind.PERMANENT: _("Accueil permanent"),
        RendezVousKind.BREAK: _("Pause"),
    }


def _access_words() -> dict[Access, str]:
    return {
        Access.PUBLIC: _("ouvert à tous"),
        Access.REGISTERED: _("réservé aux personnes inscrites"),
        Access.ACCREDITED: _("réservé aux personnes accréditées"),
        Access.ELECTED: _("réservé aux élus"),
    }
