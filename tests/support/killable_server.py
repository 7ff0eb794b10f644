"""A site whose server is started again in a tenth of a second: `python -m tests.support.killable_server`.

Each line read, settings and a port in JSON, starts a group of processes that serve them, as `hemicycle serve` does: its
number is told, to be killed. What they serve is imported once, and made once for each database.
"""

import json
import os
import sys

from flask import Flask


def main() -> None:
    """Serve in a process of its own for each line that comes."""
    import app.server.bridge  # (each process that is started would import it)
    from app.factory import create_app
    from app.server.granian_server import serve_forked

    made: dict[str, Flask] = {}
    for line in sys.stdin:
        asked = json.loads(line)
        address = asked["settings"]["SQLALCHEMY_DATABASE_URI"]
        app = made.setdefault(address, create_app(asked["settings"]))
        child = os.fork()
        if child == 0:
            os.setsid()
            serve_forked(lambda app=app: app, ("127.0.0.1", asked["port"]), threads=16, processes=1)
        print(child, flush=True)  # noqa: T201 (what the test reads)


if __name__ == "__main__":
    main()
