"""`create_app`: the application with its database, its languages, its pages and its commands."""

import importlib
import re
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any, cast

from babel import Locale
from babel.support import NullTranslations
from flask import Flask, Response, has_app_context, request
from flask.globals import app_ctx
from flask_babel import Babel, Domain, _get_current_context
from flask_login import LoginManager
from werkzeug.datastructures import Headers
from werkzeug.routing import BaseConverter, Rule

from amendments.rules.labels_of_numbers import ADDRESS
from app import compression, counters, incoming, presentation, proxies, security, static_files
from app.api.problems import api_language, is_api
from app.config import ROOT, settings
from app.packages import BLUEPRINTS, MODEL_MODULES
from app.refusals import errors, pace
from app.refusals.same_hand import FormProtection
from app.signed_cookies import CookiesOfPages
from core.database import db
from core.enums import Language
from core.text.bound_counts import bind_counts

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIEnvironment

csrf = FormProtection()


def create_app(config: Mapping[str, object] | None = None) -> Flask:
    """The application; `config` overrides settings (tests). Refuses to start if a route has no policy."""
    values = settings(config)
    app = Site(
        "app",
        root_path=str(ROOT / "app"),
        instance_path=str(values["INSTANCE_PATH"]),
        template_folder=str(ROOT / "templates"),
        static_folder=str(ROOT / "static"),
    )
    app.url_rule_class = LateRule
    app.url_map.converters["amendment"] = AmendmentNumber
    app.config.update(values)
    proxies.init_app(app)
    for module in MODEL_MODULES:
        importlib.import_module(module)
    db.init_app(app)
    app.extensions["migrate"] = LateMigrations(app)
    incoming.init_app(app)
    csrf.init_app(app)
    catalogues = Catalogues()
    Babel(app, locale_selector=chosen_locale).domain_instance = catalogues
    catalogues.speak_in(app)
    _set_up_login(app)
    for name in BLUEPRINTS:
        app.register_blueprint(importlib.import_module(name).blueprint)
    csrf.exempt(app.blueprints["api"])  # no cookie opens it: nothing can be sent in somebody's name
    counters.init_app(app)
    presentation.init_app(app)
    security.init_app(app)
    pace.init_app(app)
    static_files.init_app(app)
    compression.init_app(app)
    errors.init_app(app)
    _require_policies(app)
    return app


_PLAIN_WAY = re.compile(r"[A-Za-z0-9/_.~?=&%#-]*")  # what `iri_to_uri` leaves as it is


class SentAnswer(Response):
    """Flask’s answer, sent once: its head is not copied to be looked through, unless something in it asks for that."""

    def get_wsgi_headers(self, environ: "WSGIEnvironment") -> Headers:
        """The head, with the length of what follows it."""
        head, status = self.headers, self.status_code
        is_plain = status >= 200 and status not in (204, 304) and "Content-Location" not in head
        if not is_plain or not _PLAIN_WAY.fullmatch(head.get("Location", "")):
            return super().get_wsgi_headers(environ)
        if "Content-Length" not in head and self.automatically_set_content_length and self.is_sequence:
            head["Content-Length"] = str(sum(map(len, self.iter_encoded())))
        return head


class Site(Flask):
    """Flask, whose functions are none of them asynchronous: it would look at each, at each request."""

    response_class = SentAnswer
    session_interface = CookiesOfPages()

    def ensure_sync(self, func: Callable[..., Any]) -> Callable[..., Any]:
        """The function as it is."""
        return func


class AmendmentNumber(BaseConverter):
    """`<amendment:number>` in a route: 12, or « 12-A » of a sub-amendment, as `by_public_number` reads them."""

    regex = ADDRESS

    def to_python(self, value: str) -> int | str:
        """What the view gets."""
        return int(value) if value.isdecimal() else value


class LateMigrations:
    """What Flask-Migrate finds of the application, made when a command asks: Alembic is a tenth of what is imported."""

    def __init__(self, app: Flask) -> None:
        self._app = app

    def __getattr__(self, name: str) -> object:
        from flask_migrate import Migrate

        Migrate(self._app, db, directory=str(ROOT / "migrations"), render_as_batch=True)
        return getattr(self._app.extensions["migrate"], name)


class LateRule(Rule):
    """A route that learns to build its addresses with the first of them: most commands start to build none."""

    def _compile_builder(self, append_unknown: bool = True) -> Callable[..., tuple[str, str]]:
        compiled: list[Callable[..., tuple[str, str]]] = []

        def build(rule: Rule, /, **values: str) -> tuple[str, str]:
            if not compiled:
                compiled.append(super(LateRule, self)._compile_builder(append_unknown))
            return compiled[0](rule, **values)

        return build


class Catalogues(Domain):
    """The sentences of the languages; which one a request reads is found once, where each sentence would ask again."""

    def __init__(self) -> None:
        super().__init__()  # type: ignore[no-untyped-call]  # Flask-Babel’s
        self._bound: set[NullTranslations] = set()

    def get_translations(self) -> NullTranslations:
        """Those of the language in force: `force_locale` and `refresh` forget what is known here."""
        # Flask-Babel's own, when it is there: each of a page's hundred sentences would ask three times whether it is.
        context = app_ctx.g.get("_flask_babel") if has_app_context() else None
        known = getattr(context, "babel_translations", None)
        if known is None:
            context = _get_current_context()
            known = self._bound_catalogue()
            if context is not None:
                context.babel_translations = known
        return cast("NullTranslations", known)

    def _bound_catalogue(self) -> NullTranslations:
        """Flask-Babel’s, read once for a language, where no line cuts a number from what it counts."""
        known: NullTranslations = super().get_translations()  # type: ignore[no-untyped-call]
        if known not in self._bound:
            bind_counts(known)  # by two threads at once: what is bound is left as it is
            self._bound.add(known)
        return known

    def speak_in(self, app: Flask) -> None:
        """Have its templates say their sentences by the shortest way: `_` is `gettext` itself, and asks these."""
        environment: Any = app.jinja_env
        environment.install_gettext_callables(
            lambda said: self.get_translations().ugettext(said),
            lambda one, more, count: self.get_translations().ungettext(one, more, count),
            newstyle=True,
        )
        environment.globals["_"] = environment.globals["gettext"]


LOCALES = {language.value: Locale.parse(language.value) for language in Language}


def chosen_locale() -> Locale:
    """French, unless the reader asked for another of our languages on the page (a cookie); a program, by its header."""
    if is_api():
        return LOCALES[api_language()]
    chosen = request.cookies.get("langue") if request else None
    return LOCALES.get(chosen or "", LOCALES[Language.FR.value])


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
