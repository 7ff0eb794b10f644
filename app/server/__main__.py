"""The process that becomes the server: `python -m app.server HOST PORT THREADS PROCESSES`, as `serve` starts it.

All that it imports and makes stays until its end: none of it is looked through for garbage meanwhile, which would be a
fifth of the start.
"""

import sys

from app.cli import in_one_line
from app.server.quick_start import sorting_memory_later


def main() -> None:
    """Serve until interrupted."""
    with sorting_memory_later():
        from app.server.granian_server import run_server

    host, *numbers = sys.argv[1:]
    try:
        run_server(host, *map(int, numbers))
    except Exception as error:
        told = in_one_line(error)
        if told is None:
            raise
        print(told, file=sys.stderr)  # noqa: T201 (why it cannot start)
        sys.exit(2)


if __name__ == "__main__":
    main()
