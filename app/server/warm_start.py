"""What a server has ready: templates compiled in an earlier start and, after its first answer, two pages made once.

A server that was killed answers first: who waits for an acknowledgement is told before pages are made for nobody.

Templates are compiled into `templates/` of the instance: the site's user alone may write there, as in `secret.key`.
"""

import logging
import threading
from contextlib import suppress
from pathlib import Path
from typing import Any, Final

from flask import Flask, request_finished
from jinja2 import FileSystemBytecodeCache
from jinja2.bccache import Bucket
from sqlalchemy import select

from app import light_spaces
from congress.models import Congress
from core.database import session
from core.digest import sha256_text
from motions.models import Motion, Part

FOLDER = "templates"
NOBODY_CAME: Final = 2.0  # seconds after which pages are made before the first visitor
_log = logging.getLogger(__name__)


class CompiledTemplates(FileSystemBytecodeCache):
    """Compiled templates, each good for its source and for what lightens it; a folder that is full stops no page."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(mode=0o700, exist_ok=True)
        super().__init__(str(folder))
        self._lightened_by = Path(light_spaces.__file__).read_text(encoding="utf-8")

    def get_source_checksum(self, source: str) -> str:
        """What a compiled template was made from."""
        return sha256_text(self._lightened_by + source)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep a template, where that can be."""
        with suppress(OSError):
            super().dump_bytecode(bucket)


def warm_after_first_answer(app: Flask) -> threading.Thread:
    """The thread that makes the first pages, once somebody was answered or nobody came."""
    keep_compiled(app)
    answered = threading.Event()

    def note(_app: Flask, **_response: Any) -> None:
        answered.set()

    def wait_then_warm() -> None:
        answered.wait(NOBODY_CAME)
        request_finished.disconnect(note, app)
        warm(app)

    request_finished.connect(note, app, weak=False)
    thread = threading.Thread(target=wait_then_warm, name="warm", daemon=True)
    thread.start()
    return thread


def keep_compiled(app: Flask) -> None:
    """Have templates compiled once for every start."""
    with suppress(OSError):
        app.jinja_env.bytecode_cache = CompiledTemplates(Path(app.config["INSTANCE_PATH"]) / FOLDER)


def warm(app: Flask) -> None:
    """Make the first pages once: what they import, compile and map is then there for whoever comes next."""
    try:
        with app.app_context():
            pages = _first_pages()
        for page in pages:
            app.test_client().get(page, base_url=str(app.config["SITE_URL"]))
    except Exception:  # noqa: BLE001 (it serves all the same)
        _log.exception("no page could be made before the first visitor")


def _first_pages() -> list[str]:
    """The page of the latest congress, and of its first proposal."""
    slug = session().scalar(select(Congress.slug).order_by(Congress.id.desc()).limit(1))
    if slug is None:
        return []
    rows = select(Part.number).join(Motion).join(Congress).where(Congress.slug == slug, Part.number.is_not(None))
    number = session().scalar(rows.order_by(Part.position).limit(1))
    return [f"/{slug}/", *([f"/{slug}/propositions/{number}"] if number else [])]
