"""`create_app`: the application with its database, its languages, its pages and its commands."""

import importlib
from collections.abc import Mapping
from typing import cast

from flask import Blueprint, Flask, current_app, request
from flask import session as signed_cookie
from flask_babel import Babel
from flask_limiter import Limit, Limiter
from flask_limiter.util import get_remote_address
from flask_login import LoginManager
from flask_migrate import Migrate
from flask_wtf.csrf import CSRFProtect

from app import compression, incoming, presentation, proxies, security, static_files
from app.config import ROOT, settings
from app.packages import BLUEPRINTS, MODEL_MODULES
from app.refusals import errors, pace
from core.database import db
from core.digest import sha256_text
from core.enums import Language

csrf = CSRFProtect()


def ceiling() -> str:
    """How many requests of one machine are answered: many, since 130 people may sit behind one address."""
    return str(current_app.config["REQUESTS_BY_MACHINE"])


def asker() -> str:
    """Whose requests are counted together: a signed-in device's, each for itself; else a machine's."""
    device = signed_cookie.get("_user_id")
    return f"device:{sha256_text(device)}" if device else get_remote_address()


def acts() -> str:
    """How many forms of each page one device may send: nobody's hand gets there, and the journal keeps each act."""
    return str(current_app.config["ACTS_BY_DEVICE"])


def is_visitor() -> bool:
    """Whether nobody is signed in: then nothing that is kept is done."""
    return "_user_id" not in signed_cookie


def limiter_of(app: Flask) -> Limiter:
    """What counts an application's requests."""
    found: Limiter = app.extensions["request_limiter"]
    return found


def create_app(config: Mapping[str, object] | None = None) -> Flask:
    """The application; `config` overrides settings (tests). Refuses to start if a route has no policy."""
    values = settings(config)
    app = Flask(
        "app",
        root_path=str(ROOT / "app"),
        instance_path=str(values["INSTANCE_PATH"]),
        template_folder=str(ROOT / "templates"),
        static_folder=str(ROOT / "static"),
    )
    app.config.update(values)
    proxies.init_app(app)
    for module in MODEL_MODULES:
        importlib.import_module(module)
    db.init_app(app)
    Migrate(app, db, directory=str(ROOT / "migrations"), render_as_batch=True)
    incoming.init_app(app)
    csrf.init_app(app)
    limits = [ceiling, Limit(acts, key_function=asker, methods=["POST"], exempt_when=is_visitor)]
    limiter = app.extensions["request_limiter"] = Limiter(asker, app=app, default_limits=limits)
    Babel(app, locale_selector=chosen_locale)
    _set_up_login(app)
    for name in BLUEPRINTS:
        app.register_blueprint(importlib.import_module(name).blueprint)
    # Whoever asks too much shuts nobody out: signing in has limits of its own (`accounts.limits`).
    limiter.exempt(cast("Blueprint", app.blueprints["signing_in"]))
    presentation.init_app(app)
    security.init_app(app)
    pace.init_app(app)
    static_files.init_app(app)
    compression.init_app(app)
    errors.init_app(app)
    _require_policies(app)
    return app


def chosen_locale() -> str:
    """French, unless the reader asked for another of our languages on the page (a cookie)."""
    chosen = request.cookies.get("langue") if request else None
    return chosen if chosen in set(Language) else Language.FR.value


def _set_up_login(app: Flask) -> None:
    """Flask-Login by device tokens: `accounts.services` says who a cookie is."""
    from accounts.services import device_of_cookie

    manager = LoginManager()
    # « strong » and « basic » would keep a fingerprint of the machine, and members travel.
    manager.session_protection = None  # type: ignore[assignment]  # as Flask-Login says
    manager.init_app(app)
    manager.user_loader(device_of_cookie)


def _require_policies(app: Flask) -> None:
    """Every route carries the policy that `congress.access` or `app.security` put on it."""
    for rule in app.url_map.iter_rules():
        if rule.endpoint != "static" and not hasattr(app.view_functions[rule.endpoint], "policy"):
            raise RuntimeError(f"the route {rule.endpoint} has no policy")
