"""A site whose server is started again in a tenth of a second: `python -m tests.support.killable_server PORT`.

The application is made once; each line read starts a process that serves it, whose number is told, to be killed.
"""

import os
import sys

from werkzeug.serving import make_server


def main(port: int) -> None:
    """Serve in a process of its own for each line that comes."""
    from app.factory import create_app

    app = create_app({"REQUESTS_COUNTED": False})
    for _line in sys.stdin:
        child = os.fork()
        if child == 0:
            make_server("127.0.0.1", port, app, threaded=True).serve_forever()
        print(child, flush=True)  # noqa: T201 (what the test reads)


if __name__ == "__main__":
    main(int(sys.argv[1]))
