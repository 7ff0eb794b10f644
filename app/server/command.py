"""`hemicycle serve`: kept light, since each import is a part of what a visitor waits for the first page."""

import os
import sys

import click


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True)
@click.option("--port", default=8000, show_default=True, envvar="PORT", type=click.IntRange(1, 65535))
@click.option("--threads", default=None, show_default="32 in all", type=click.IntRange(2, 2000), help="of each process")
@click.option("--processes", default=1, show_default=True, envvar="PROCESSES", type=click.IntRange(1, 64))
@click.option("--with-demo", is_flag=True, help="first update the tables and, on an empty site, play the demonstration")
def serve(host: str, port: int, threads: int | None, processes: int, *, with_demo: bool) -> None:
    """Serve the site: one process or several, many threads."""
    from app.server.quick_start import with_bytecode
    from app.server.start_checks import instance_folder, is_ready, require_alone, require_free

    require_free(host, port)
    require_alone()
    try:
        if with_demo and not is_ready():
            from app.server.site_preparation import prepare_site

            prepare_site()
    except KeyboardInterrupt:  # asked for, so no failure: `make` would call one in English
        click.echo("\nArrêté avant la première page.")
        return
    sys.stdout.flush()
    threads = threads or max(2, 32 // processes)
    program = [sys.executable, "-m", "app.server", host, str(port), str(threads), str(processes)]
    # MALLOC_ARENA_MAX: else each of the threads keeps memory of its own. PORT: links of mails start with it.
    # DATABASE_CONNECTIONS: one a thread, unless the database allows fewer.
    defaults = {"MALLOC_ARENA_MAX": "2", "DATABASE_CONNECTIONS": str(threads)}
    environment = with_bytecode({**defaults, **os.environ, "PORT": str(port)}, instance_folder())
    os.execve(sys.executable, program, environment)  # noqa: S606 (this process becomes the server)
