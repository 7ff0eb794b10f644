"""A site whose server is started again in a tenth of a second: `python -m tests.support.killable_server`.

Each line read, settings and a port in JSON, starts a process that serves them, whose number is told, to be killed. What it serves is imported once, and made once for each database.
"""

import json
import os
import sys

from flask import Flask
from werkzeug.serving import make_server


def main() -> None:
    """Serve in a process of its own for each line that comes."""
    from app.factory import create_app

    made: dict[str, Flask] = {}
    for line in sys.stdin:
        asked = json.loads(line)
        address = asked["settings"]["SQLALCHEMY_DATABASE_URI"]
        app = made.setdefault(address, create_app(asked["settings"]))
        child = os.fork()
        if child == 0:
            make_server("127.0.0.1", asked["port"], app, threaded=True).serve_forever()
        print(child, flush=True)  # noqa: T201 (what the test reads)


if __name__ == "__main__":
    main()
