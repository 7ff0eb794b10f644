"""A real browser on a real server: Chromium, and the application on a loopback port."""

import shutil
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing, contextmanager, suppress
from dataclasses import dataclass

import pytest
from flask import Flask
from werkzeug.serving import ThreadedWSGIServer, WSGIRequestHandler
from werkzeug.wsgi import ClosingIterator

# The same engine, first without the windows, menus and profiles of a browser on a desk: a page costs half, a person a
# fifth.
PROGRAMS = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")
# Pages are short and drawn without a graphics card: compiling their scripts twice, or drawing ahead, is never paid back.
SPARING = [
    "--disable-gpu",
    "--disable-lcd-text",
    "--disable-partial-raster",
    "--js-flags=--no-opt --no-maglev",
]
SHARE_NOTHING = ["--no-sandbox", "--disable-dev-shm-usage", "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"]


class _QuietHandler(WSGIRequestHandler):
    def log(self, *args) -> None:
        """A page's hundred requests say nothing in a test's output."""


class _JoinedServer(ThreadedWSGIServer):
    """Closed, it has answered all that was asked, and none of its threads is left: its application is free again."""

    daemon_threads = False

    def __init__(self, application: Flask) -> None:
        super().__init__("127.0.0.1", 0, _read_whole(application), _QuietHandler)
        self._open: set[socket.socket] = set()

    def process_request(self, request, client_address) -> None:
        self._open.add(request)
        super().process_request(request, client_address)

    def shutdown_request(self, request) -> None:
        self._open.discard(request)
        super().shutdown_request(request)

    def server_close(self) -> None:
        """Nothing more is heard on a connection that a browser opened ahead; what was asked is answered first."""
        for connection in list(self._open):
            with suppress(OSError):
                connection.shutdown(socket.SHUT_RD)
        super().server_close()


def _read_whole(application: Flask) -> Callable[..., list[bytes]]:
    """The application, each answer read and closed before it is sent: a browser that leaves in the middle of a file makes
    the server forget to close it (it reads what is left of the request first, and that fails)."""

    def answer(environ, start_response) -> list[bytes]:
        with closing(ClosingIterator(application(environ, start_response))) as parts:
            return [b"".join(parts)]

    return answer


@dataclass(frozen=True)
class LiveServer:
    """The application, answering on a loopback port."""

    url: str
    app: Flask


@contextmanager
def serving(application: Flask) -> Iterator[LiveServer]:
    """The application on a free loopback port, as long as the block lasts."""
    server = _JoinedServer(application)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield LiveServer(f"http://127.0.0.1:{server.server_port}", application)
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


@pytest.fixture
def serve() -> Iterator[Callable[[Flask], LiveServer]]:
    """Put an application on a free loopback port until the end of the test."""

    def put(application: Flask) -> LiveServer:
        return running.enter_context(serving(application))

    with ExitStack() as running:
        yield put


@pytest.fixture
def live_server(serve, make_app, database_url: str, app_config: dict[str, object]) -> LiveServer:
    """The application as people reach it, protected against forged requests as it is for them."""
    return serve(make_app(database_url, **{"WTF_CSRF_ENABLED": True, **app_config}))


@pytest.fixture(scope="session")
def browser():
    """Chromium, once for the whole run of this process."""
    program = next(filter(None, map(shutil.which, PROGRAMS)), None)
    if program is None:
        pytest.skip("Chromium is missing")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=program, args=[*SHARE_NOTHING, *SPARING])
        yield chromium
        chromium.close()


@pytest.fixture
def open_page(browser) -> Iterator[Callable[..., object]]:
    """A new person's browser: `open_page(width=360, javascript=False)`. What the console complains of fails the test."""
    contexts, complaints = [], []

    def open_(*, width: int = 1280, height: int = 900, javascript: bool = True, **options: object):
        context = browser.new_context(
            viewport={"width": width, "height": height},
            java_script_enabled=javascript,
            **{"locale": "fr-FR", "timezone_id": "Europe/Paris", **options},
        )
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("console", lambda message: _note(message, complaints))
        return page

    yield open_
    for context in contexts:
        context.close()
    assert complaints == []


def _note(message, complaints: list[str]) -> None:
    """Errors of scripts and of the security policy count; an answer of 4xx that the test asked for does not."""
    if message.type == "error" and "Failed to load resource" not in message.text:
        complaints.append(message.text)


@pytest.fixture
def page(open_page):
    """One person's browser, 1280 pixels wide."""
    return open_page()
