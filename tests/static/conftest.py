"""A small site around the modules of `static/js/src/`: a page, versions and an address for forms that a test decides."""

import time
from collections.abc import Callable
from dataclasses import dataclass, field

import pytest
from flask import Flask, jsonify, redirect, request

from tests.support.session import ROOT


@dataclass
class Scene:
    """What the site answers, and what it was asked for."""

    body: str = ""
    versions: dict[str, str] = field(default_factory=dict)
    failing: int = 0  # how many more answers fail
    is_page_sent: bool = False  # a vote is answered by the page that shows it, to the script that prefers it
    asked: list[str] = field(default_factory=list)
    sent: list[dict[str, str]] = field(default_factory=list)
    refusal: tuple[int, dict[str, str]] | None = None  # what a draft that keeps itself is answered
    url: str = ""

    def application(self) -> Flask:
        app = Flask("scene", static_folder=str(ROOT / "static"))

        @app.before_request
        def note():
            if not request.path.startswith("/static/"):
                self.asked.append(request.path)

        @app.post("/page")
        @app.get("/page")
        @app.get("/suite")
        def page():
            head = f'<title>{request.path}</title><link rel="icon" href="data:,">'
            whole = f'<!doctype html><html lang="fr"><head>{head}</head><body>{self.body}</body></html>'
            return whole, {"Cache-Control": "no-store"} if request.method == "POST" else {}

        @app.get("/etat")
        def state():
            return ("", 503) if self._fails() else jsonify(self.versions)

        @app.post("/suite")
        def taken():
            return redirect("/suite", code=303)

        @app.post("/brouillon")
        @app.post("/brouillon/1")
        def keeping():
            self.sent.append(request.form.to_dict())
            if "geste" in request.form:  # a button was pressed
                return redirect("/suite", code=303)
            if self._fails():
                return "", 503
            if self.refusal:
                return jsonify(self.refusal[1]), self.refusal[0]
            rank = str(len(self.sent))
            return jsonify(said=f"Enregistré à 9 h {rank}", seen=rank, action="/brouillon/1")

        @app.post("/apercu")
        def telling():
            self.sent.append(request.form.to_dict())
            return ("", 503) if self._fails() else f"<p>On propose « {request.form['a3']} ».</p>"

        @app.post("/envoi")
        def sending():
            self.sent.append(request.form.to_dict())
            if self._fails():
                return "", 503
            if self.is_page_sent and request.headers["Prefer"] == "return=representation":
                return f"<!doctype html><title>/suite</title>{self.body}", {"Content-Location": "/suite"}
            return redirect("/suite", code=303)

        return app

    def _fails(self) -> bool:
        self.failing -= 1
        return self.failing >= 0


def eventually(true: Callable[[], bool]) -> None:
    """Wait until something is so; fail after a minute, which a busy machine may need."""
    end = time.monotonic() + 60
    while time.monotonic() < end:
        if true():
            return
        time.sleep(0.05)
    raise AssertionError("it did not happen")


@pytest.fixture
def scene(serve) -> Scene:
    scene = Scene()
    scene.url = serve(scene.application()).url
    return scene


@pytest.fixture
def show(scene, page):
    """`show(body, "forms/once.js", "module.sendOnce()")`: the page, with one module at work."""

    def load(body: str, module: str, call: str, *, clock: bool = False):
        scene.body = body
        if clock:
            page.clock.install()
        page.goto(scene.url + "/page")
        page.evaluate(f"import('/static/js/src/{module}').then(module => {{ window.module = module; {call}; }})")
        return page

    return load
