"""Pages that every site owes its readers: accessibility, personal data, legal notice, map, contact."""

from flask import Blueprint, render_template, url_for

from congress.access import access, current_congress
from congress.policies import everyone
from core.database import session
from letters.models import LetterHead

blueprint = Blueprint("info", __name__, url_prefix="/<slug>")


@blueprint.get("/<any(accessibilite, 'donnees-personnelles', 'mentions-legales', plan, contact):page>")
@access(everyone)
def show(slug: str, page: str) -> str:
    """One of these pages."""
    head = session().get(LetterHead, current_congress().id)
    return render_template(f"app/info/{page}.html", sender=head.sender if head else None)


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
