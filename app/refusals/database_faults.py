"""What is told when the database could not serve: whether what was sent is kept, where that is known, and what to do.

A database that went away while it committed may have kept it: « rien n’est enregistré » would then be a lie.
"""

from typing import NamedTuple

from flask import request
from flask_babel import gettext as _
from sqlalchemy.exc import DBAPIError, InterfaceError, OperationalError

UNABLE_TO_WRITE = ("database or disk is full", "disk I/O error", "attempt to write a readonly database")
DISK_FULL = "53100"  # PostgreSQL’s; whatever else of its class 53 says that it has no room for one more reader
NOT_SERVING = ("08", "53", "57P")  # connections, resources, a server that stops or starts


class ToldFault(NamedTuple):
    """The status of the answer, and its sentence."""

    status: int
    sentence: str


def told_fault(error: BaseException) -> ToldFault | None:
    """What to tell of an error of the database that passes; None of any other error."""
    if not isinstance(error, DBAPIError):
        return None
    said, state = str(error.orig), str(getattr(error.orig, "sqlstate", "") or "")
    if any(words in said for words in UNABLE_TO_WRITE) or state == DISK_FULL:
        return ToldFault(
            503, _("Le site ne peut rien écrire en ce moment\u202f; rien n’est enregistré. Réessayez dans un instant.")
        )
    if _is_gone(error, said, state):
        return ToldFault(503, _gone())
    return None


def _is_gone(error: DBAPIError, said: str, state: str) -> bool:
    """Whether it did not answer at all, or would not serve."""
    if error.connection_invalidated or "unable to open database file" in said:
        return True
    if state:
        return state.startswith(NOT_SERVING)
    return isinstance(error, OperationalError | InterfaceError) and type(error.orig).__module__.startswith("psycopg")


def _gone() -> str:
    if request.method == "POST":
        return _(
            "La base de données du site ne répond pas\u202f; ce que vous venez d’envoyer n’est peut-être pas"
            " enregistré. Réessayez dans un instant."
        )
    return _("La base de données du site ne répond pas. Réessayez dans un instant.")
