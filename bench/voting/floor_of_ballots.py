"""The floor beside the ballots: the bare application (`bare`) on the same database, and the requests it is sent."""

import itertools
import sys
from collections.abc import Iterator
from pathlib import Path

from sqlalchemy import create_engine, text

from bench.voting.bare import application

MEMBERS = 1000
TABLES = (
    "CREATE TABLE IF NOT EXISTS bare_member (id INTEGER PRIMARY KEY, name TEXT)",
    "CREATE TABLE IF NOT EXISTS bare_vote (id {serial} PRIMARY KEY, member_id INTEGER, choice TEXT)",
)


def bare_command(port: int, server: str, processes: int, threads: int) -> list[str]:
    """What starts it: in gunicorn's worker of many threads, or in the site's own server."""
    module = "bench.voting.bare" if server == "gunicorn" else "tests.support.bare_as_served"
    return [sys.executable, "-m", module, str(port), str(processes), str(threads)]


def bare_environment(environment: dict[str, str], folder: Path) -> dict[str, str]:
    """The environment in which it has its tables: PostgreSQL's of the site, or a file of its own."""
    address = environment.get("DATABASE_URL", str(folder / "bare.sqlite"))
    is_postgresql = address.startswith("postgresql")
    url = address.replace("postgresql://", "postgresql+psycopg://") if is_postgresql else f"sqlite:///{address}"
    engine = create_engine(url)
    with engine.begin() as database:
        for table in TABLES:
            database.execute(text(table.format(serial="SERIAL" if is_postgresql else "INTEGER")))
        rows = [{"id": number, "name": f"m{number}"} for number in range(MEMBERS)]
        database.execute(text("INSERT INTO bare_member (id, name) VALUES (:id, :name) ON CONFLICT DO NOTHING"), rows)
    engine.dispose()
    return {**environment, "BARE_DATABASE": address}


def bare_requests() -> Iterator[bytes]:
    """Forms of a thousand members, in turn, whose cookies the bare application signed."""
    app, body = application(), b"choice=for"
    signer = app.session_interface.get_signing_serializer(app)  # type: ignore[attr-defined]
    made = [
        f"POST /vote HTTP/1.1\r\nHost: 127.0.0.1\r\nCookie: session={signer.dumps({'member': number})}\r\n"
        f"Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {len(body)}\r\n\r\n".encode()
        for number in range(MEMBERS)
    ]
    return (head + body for head in itertools.cycle(made))
