"""Settings, from the environment; docs/operations.md lists them."""

import os
import secrets
import tempfile
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

from core.errors import Invalid

ROOT = Path(__file__).resolve().parent.parent
MEGABYTE = 1024 * 1024


def settings(overrides: Mapping[str, object] | None = None) -> dict[str, Any]:
    """The application's settings: defaults, then the environment, then `overrides` (tests)."""
    from core.clock import MachineClock  # with Flask, that the process which watches a server never needs

    environment = os.environ
    instance = Path(
        str((overrides or {}).get("INSTANCE_PATH", environment.get("HEMICYCLE_INSTANCE", ROOT / "instance")))
    )
    try:
        instance.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise Invalid(f"HEMICYCLE_INSTANCE\u00a0: {instance} ne peut pas être créé ({error.strerror})") from error
    values: dict[str, Any] = {
        "INSTANCE_PATH": str(instance),
        "SQLALCHEMY_DATABASE_URI": database_url(environment.get("DATABASE_URL"), instance),
        "CLOCK": MachineClock(),
        "SITE_URL": environment.get("SITE_URL", f"http://127.0.0.1:{environment.get('PORT') or 8000}").rstrip("/"),
        "TRUSTED_PROXIES": _whole("TRUSTED_PROXIES", environment.get("TRUSTED_PROXIES", "0")),
        "SMTP_URL": environment.get("SMTP_URL", ""),
        "MAIL_FROM": environment.get("MAIL_FROM", "hemicycle@localhost"),
        "MAX_CONTENT_LENGTH": 10 * MEGABYTE,
        "MAX_FORM_MEMORY_SIZE": MEGABYTE,  # beside the file
        "SESSION_COOKIE_HTTPONLY": True,
        "SESSION_COOKIE_SAMESITE": "Lax",
        "PERMANENT_SESSION_LIFETIME": 30 * 24 * 3600,
        "SESSION_REFRESH_EACH_REQUEST": False,  # thirty days from signing in, as the device; no cookie with each answer
        "WTF_CSRF_TIME_LIMIT": None,
        "BABEL_DEFAULT_LOCALE": "fr",
        "BABEL_TRANSLATION_DIRECTORIES": str(ROOT / "translations"),
        "REQUESTS_COUNTED": True,
        "REQUESTS_BY_MACHINE": 12_000,  # a minute, by visitors behind one; whoever is signed in is counted apart
        "STEPS_BY_MACHINE": 40_000,  # a minute: 8,000 pages of visitors behind one ask where a sitting stands
        "SIGN_IN_STEP": 0.2,  # seconds: a sign-in is answered after one, two… of them, whatever was done meanwhile
        "ACTS_BY_DEVICE": 150,  # a minute, of each page's form: a register of 130 is marked in three
    }
    values.update(overrides or {})
    values.setdefault("SQLALCHEMY_ENGINE_OPTIONS", _engine_options(str(values["SQLALCHEMY_DATABASE_URI"])))
    values.setdefault("SESSION_COOKIE_SECURE", str(values["SITE_URL"]).startswith("https://"))
    values.setdefault("SECRET_KEY", environment.get("SECRET_KEY") or _stored_secret(instance))
    return values


def _engine_options(address: str) -> dict[str, Any]:
    """What the engine is made with: no log holds an address or a choice; on PostgreSQL, no thread waits for another."""
    connections = _whole("DATABASE_CONNECTIONS", os.environ.get("DATABASE_CONNECTIONS", "32"))
    if not address.startswith("postgresql"):
        return {"hide_parameters": True}
    # Beside them: the thread of the mail, that of comparisons, the collector of ballots.
    return {"hide_parameters": True, "pool_size": max(1, connections), "max_overflow": 3}


def _whole(name: str, given: str) -> int:
    if not (given.isascii() and given.isdigit()):
        raise Invalid(f"{name}\u00a0: «\u00a0{given}\u00a0» n’est pas un nombre entier")
    return int(given)


def database_url(given: str | None, instance: Path) -> str:
    """The address of the database: PostgreSQL by psycopg 3 when given, else a SQLite file of the instance."""
    if not given:
        return f"sqlite:///{instance / 'hemicycle.sqlite'}"
    for short in ("postgres://", "postgresql://"):
        if given.startswith(short):
            return "postgresql+psycopg://" + given.removeprefix(short)
    return given


def _stored_secret(instance: Path) -> str:
    """The key that signs cookies, made once and kept in the instance folder, readable by its owner alone."""
    path = instance / "secret.key"
    if not path.exists():
        descriptor, made = tempfile.mkstemp(dir=instance, prefix=".secret-")  # 0600, whole before it has its name
        with os.fdopen(descriptor, "w") as file:
            file.write(secrets.token_hex(32))
        with suppress(FileExistsError):  # two processes that start at once keep the same one
            os.link(made, path)
        Path(made).unlink()
    return path.read_text(encoding="ascii").strip()
