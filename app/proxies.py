"""What stands in front of the site: how many proxies are believed, and a word in the log when one is not.

A header that nobody trusts changes nothing, but tells that a proxy is there: then every visitor comes from its address,
and they are counted as one machine.
"""

import logging

from flask import Flask, current_app, request
from werkzeug.middleware.proxy_fix import ProxyFix

FORWARDED = ("X-Forwarded-For", "Forwarded")
_log = logging.getLogger(__name__)


def init_app(app: Flask) -> None:
    """Believe as many proxies as the setting says; where it says none, tell once that there is one."""
    hops = int(app.config["TRUSTED_PROXIES"])
    if hops:
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=hops, x_proto=hops, x_host=hops)  # type: ignore[method-assign]  # as Flask says
    else:
        app.extensions["proxy_told"] = []
        app.before_request(_tell_of_a_proxy)


def _tell_of_a_proxy() -> None:
    """One line for a process; what the header says is somebody's address, and stays out of it."""
    told = current_app.extensions["proxy_told"]
    name = next((name for name in FORWARDED if name in request.headers), None)
    if name is None or told:
        return
    told.append(name)
    _log.warning(
        "%s est envoyé par un mandataire, mais TRUSTED_PROXIES vaut 0\u00a0: tous les visiteurs comptent pour une seule"
        " machine (docs/operations.md)",
        name,
    )
