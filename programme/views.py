"""The programme, for everyone."""

from flask import Blueprint, render_template
from flask_babel import gettext as _

from congress.access import access, current_actor, current_congress
from congress.clock import now_in
from congress.policies import everyone, sittings_readers
from programme.models import Access, ProgrammeItemKind
from programme.queries import Moment, programme

blueprint = Blueprint("programme", __name__, url_prefix="/<slug>")


@blueprint.get("/programme")
@access(everyone)
def index(slug: str) -> str:
    """The programme as a list, from today on, past days folded."""
    congress = current_congress()
    shown = programme(congress, now_in(congress))
    current = [item for day in shown.days for item in day.items if item.moment is Moment.NOW]
    return render_template(
        "programme/index.html",
        programme=shown,
        current=sorted(current, key=lambda item: item.kind is ProgrammeItemKind.PERMANENT),
        kind_words=_kind_words(),
        access_words=_access_words(),
        moment_words={Moment.OVER: _("terminé"), Moment.NOW: _("En cours"), Moment.COMING: _("à venir")},
        shows_sittings=sittings_readers(current_actor(), congress),
    )


def _kind_words() -> dict[ProgrammeItemKind, str]:
    return {
        ProgrammeItemKind.PLENARY: _("Séance plénière"),
        ProgrammeItemKind.PREPARATION: _("Séance de préparation"),
        ProgrammeItemKind.WEBINAR: _("Webinaire"),
        ProgrammeItemKind.CONFERENCE: _("Conférence"),
        ProgrammeItemKind.DEBATE: _("Débat"),
        ProgrammeItemKind.PITCH: _("Pitch"),
        ProgrammeItemKind.INTERVIEW: _("Entretien"),
        ProgrammeItemKind.WORKSHOP: _("Atelier"),
        ProgrammeItemKind.PERMANENT: _("Accueil permanent"),
        ProgrammeItemKind.BREAK: _("Pause"),
    }


def _access_words() -> dict[Access, str]:
    return {
        Access.PUBLIC: _("ouvert à tous"),
        Access.REGISTERED: _("réservé aux personnes inscrites"),
        Access.ACCREDITED: _("réservé aux personnes accréditées"),
        Access.ELECTED: _("réservé aux élus"),
    }
