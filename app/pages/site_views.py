"""Pages of the site itself: the congresses it holds, its health, the reader's language."""

from flask import Blueprint, Response, jsonify, redirect, render_template, request
from flask import current_app as application
from sqlalchemy import text
from werkzeug.wrappers import Response as Answer

from app.pages.site_page import listed_congresses
from app.security import site_page
from core.database import session
from core.enums import Language
from core.site_paths import site_path

blueprint = Blueprint("site", __name__)


@blueprint.get("/")
@site_page
def index() -> str:
    """The congresses of the site, the most useful first."""
    return render_template("app/site.html", congresses=listed_congresses())


@blueprint.get("/healthz")
@site_page
def health() -> Response:
    """200 with the schema's revision when the database answers."""
    revision = session().scalar(text("SELECT version_num FROM alembic_version"))
    return jsonify({"status": "ok", "schema": revision})


@blueprint.post("/langue")
@site_page
def choose_language() -> Answer:
    """Keep the language chosen and go back to the page."""
    response = redirect(site_path(request.form.get("suite")) or "/", code=303)
    asked = request.form.get("langue")
    chosen = asked if asked in set(Language) else Language.FR.value
    response.set_cookie(
        "langue",
        chosen,
        max_age=365 * 24 * 3600,
        samesite="Lax",
        httponly=True,
        secure=bool(application.config["SESSION_COOKIE_SECURE"]),
    )
    return response
