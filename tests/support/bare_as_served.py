"""The bare application of the benches in the site's own server: `python -m tests.support.bare_as_served PORT 1 64`."""

import sys

from app.server.granian_server import serve_forked
from bench.voting.bare import application

if __name__ == "__main__":
    port, processes, threads = map(int, sys.argv[1:])
    serve_forked(application, ("127.0.0.1", port), threads=threads, processes=processes)
