"""Pages that every site owes its readers: accessibility, personal data, legal notice, map, contact."""

from flask import Blueprint, render_template, url_for
from flask_babel import gettext as _

from congress.access import access, current_actor, current_congress
from congress.policies import at_the_door, electors, everyone, secretariat, sittings_readers
from core.database import session
from letters.models import LetterHead
from motions.policies import viewpoints_readers

blueprint = Blueprint("info", __name__, url_prefix="/<slug>")


@blueprint.get("/<any(accessibilite, 'donnees-personnelles', 'mentions-legales', plan, contact):page>")
@access(at_the_door)
def show(slug: str, page: str) -> str:
    """One of these pages."""
    head = session().get(LetterHead, current_congress().id)
    return render_template(
        f"app/info/{page}.html", sender=head.sender if head else None, under=_pages_under() if page == "plan" else {}
    )


def _pages_under() -> dict[str, list[tuple[str, str]]]:
    """What the plan shows under each entry of the menu, by its address: only what this reader may open."""
    congress, actor = current_congress(), current_actor()
    entries = {
        "proposals.index": [
            ("motion.show", _("La motion entière"), everyone),
            ("viewpoints.in_a_row", _("Points de vue"), viewpoints_readers),
        ],
        "amendments.index": [
            ("amending.mine", _("Mes amendements"), electors),
            ("amendment_desk.queue", _("Amendements à publier"), secretariat),
        ],
        "sittings.index": [
            ("polls.index", _("Scrutins et ce qui reste à voter"), sittings_readers),
            ("rules.show", _("Règles de vote"), sittings_readers),
        ],
        "home.show": [("roll.index", _("Membres"), secretariat)],
    }
    return {
        url_for(entry, slug=congress.slug): [
            (label, url_for(name, slug=congress.slug)) for name, label, policy in pages if policy(actor, congress)
        ]
        for entry, pages in entries.items()
    }


def links(slug: str) -> dict[str, str]:
    """Addresses of the links that the frame of every page shows, by the names of templates/base.html."""
    names = {
        "accessibility": "accessibilite",
        "personal_data": "donnees-personnelles",
        "legal": "mentions-legales",
        "sitemap": "plan",
        "contact": "contact",
    }
    return {key: url_for("info.show", slug=slug, page=page) for key, page in names.items()}
