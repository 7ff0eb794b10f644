"""What thousands who follow a sitting cost: processor for one request, in a congress of 8,000 who are all there.

Asked of the application itself, in one thread, so that neither a server nor a load generator is in the figures; beside
them a bare Flask application (a signed cookie, one SELECT) in the same run; then those who listen, to a server. Limits:
a state 1 ms, a vote and the page after it 2 ms (500 pairs a second), a page or a list made once for many 5 ms, any
other page 50 ms, opening and closing a poll 1 s each, a convening sent 0.2 s of whoever writes.
"""

import datetime as dt
import gc
import io
import re
import sqlite3
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from functools import partial
from itertools import count
from pathlib import Path
from statistics import median
from typing import Any
from urllib.parse import urlencode

from flask import Flask, jsonify
from flask import session as cookie

from bench.voting import slow_network
from bench.voting.listeners import listeners_told
from core.database import session
from live.pace import LATE
from tests.support.large_congress import SLUG, LargeCongress, large_congress

MEMBERS, VOTERS, LINKS = 8_000, 300, 100
STATE_MS, PAIR_MS, KEPT_MS, PAGE_MS, POLL_SECONDS = 1.0, 2.0, 5.0, 50.0, 1.0
SENT_SECONDS = 0.2  # of the writer, for a convening: no ballot waits longer for it
PROOF, SITTING = "scrutins/1/mon-vote", "seances/1"
PAGES = (  # what is asked for, by whom, and the limit
    ("scrutins/2", "voter", PAGE_MS), ("scrutins/1", "voter", KEPT_MS), (SITTING, "voter", KEPT_MS),
    ("scrutins/1/dessin.svg", "voter", KEPT_MS), ("scrutins/1/noms", "voter", KEPT_MS),
    ("scrutins/1/noms?nom=0123", "voter", KEPT_MS), (PROOF, "voter", PAGE_MS), ("", "voter", KEPT_MS),
    ("membres", "secretariat", KEPT_MS), (f"{SITTING}/emargement", "secretariat", KEPT_MS),
    ("scrutins/1", "secretariat", PAGE_MS), ("scrutins/2", "secretariat", PAGE_MS), (SITTING, "secretariat", PAGE_MS),
    (f"{SITTING}/presidence", "chair", PAGE_MS), (f"{SITTING}/ecran", "chair", PAGE_MS),
)  # fmt: skip
MORE = "# Médiation numérique\n\nNous demandons à l’État de cofinancer trente mille postes.\n"
HOUR = dt.timedelta(hours=1)
Got = tuple[int, dict[str, str], bytes]


def main() -> None:
    """Print the tables."""
    members = int(sys.argv[1]) if len(sys.argv) > 1 else MEMBERS
    with tempfile.TemporaryDirectory() as folder:
        congress = large_congress(Path(folder), members)
        gc.freeze()  # as a server does: its application is not looked through for garbage
        congress.app.config.update(REQUESTS_BY_MACHINE=10**9, ACTS_BY_DEVICE=10**9)
        print(f"{members} members, all there; processor for one request, median (limit)")
        bare = _bare(Path(folder))
        print(f"{'bare Flask: cookie, SELECT':44}{_ms(50, lambda: _ask(bare, '/')):9.2f} ms")
        _life_of_a_poll(congress)
        _pages(congress)
        _links(congress)
        _convening(congress)
    listeners_told()
    slow_network.main()


def _links(congress: LargeCongress) -> None:
    """Each opens the link of their mail, and presses the button: a device is signed in."""
    from accounts.services import SignInPlace, login_link
    from core.clock import machine_now

    place, people = SignInPlace(SLUG, "", is_demonstration=False, site_url=""), congress.assembly.electors[:LINKS]

    def all_links() -> list[str]:
        return [login_link(f"membre{one}@commune.example", place, now=machine_now()) for one in people]

    links = iter(congress.assembly.run(all_links))

    def enter() -> None:
        link = next(links)
        _, headers, page = _ask(congress.app, link)
        session = re.search(r"session=([^;]+)", headers["Set-Cookie"])
        token = re.search(r'name="csrf_token" value="([^"]+)"', page.decode())
        sent = urlencode({"csrf_token": token[1] if token else ""})
        if _ask(congress.app, link, session[1] if session else "", body=sent)[0] != 303:
            raise SystemExit("a link did not sign in")

    congress.app.config["SIGN_IN_STEP"] = 0.0
    taken = _ms(LINKS - 1, enter)
    print(
        f"{'a sign-in link opened and pressed':44}{taken:9.2f} ms: {MEMBERS} in {MEMBERS * taken / 1000:.0f} s (60 s)"
    )


def _life_of_a_poll(congress: LargeCongress) -> None:
    from voting.services.poll_services import close_poll, proclaim_poll

    assembly, seconds = congress.assembly, {}
    polls = [0]

    def opened() -> None:
        polls[0] = congress.open_poll()

    seconds["written, published, announced, opened"] = _seconds(opened)
    _votes(congress)
    seconds["closed, counted, sealed"] = _seconds(lambda: assembly.do(close_poll, polls[0], by=assembly.chair))
    proclaim: dict[str, Any] = {"confirmed": (), "by": assembly.chair}
    seconds["proclaimed"] = _seconds(lambda: assembly.do(proclaim_poll, polls[0], **proclaim))
    for name, taken in seconds.items():
        print(f"{'a poll: ' + name:44}{taken:9.2f} s of processor (limit {POLL_SECONDS:.0f} s)")
    congress.open_poll(MORE)


def _votes(congress: LargeCongress) -> None:
    """Each voter votes and reads the page after it: what a phone asks for."""
    path = f"/{SLUG}/scrutins/1"
    voters: Iterator[int] = count(10)
    told: dict[int, tuple[str, str]] = {}
    for rank in range(10, 10 + VOTERS + 30):
        page = _ask(congress.app, path, congress.cookies[rank])[2].decode()
        form = re.search(r'<form class="vote".*?</form>', page, re.DOTALL)
        fields = dict(re.findall(r'name="(\w+)" value="([^"]*)"', form[0] if form else ""))
        told[rank] = (congress.cookies[rank], urlencode({**fields, "choice": "for"}))

    def without_script() -> None:
        session, body = told[next(voters)]
        status = _ask(congress.app, path + "/votes", session, body=body)[0]
        page = _ask(congress.app, path, session)
        if status != 303 or "est enregistré" not in page[2].decode():
            raise SystemExit(f"a vote was answered {status}")

    def by_script() -> None:
        session, body = told[next(voters)]
        status, _, page = _ask(congress.app, path + "/votes", session, body=body, prefer="return=representation")
        if status != 200 or "est enregistré" not in page.decode():
            raise SystemExit(f"a vote was answered {status}")

    for name, pair in (("a vote, answered by its page", by_script), ("a vote, then its page", without_script)):
        for _ in range(10):
            pair()
        taken = _ms(VOTERS // 2, pair)
        print(f"{name:44}{taken:9.2f} ms ({PAIR_MS} ms): {1000 / taken:.0f} pairs/s a processor")


def _pages(congress: LargeCongress) -> None:
    sessions = {"voter": congress.cookies[50], "secretariat": congress.cookies[-1], "chair": congress.cookies[0]}
    voter = sessions["voter"]
    state = _ms(500, lambda: _ask(congress.app, f"/{SLUG}/seances/1/etat", voter))
    share = 100 * len(congress.cookies) / LATE * state / 1000
    print(f"{'seances/1/etat':44}{state:9.2f} ms ({STATE_MS} ms): all pages open take {share:.0f} % of a processor")
    print(f"\n{'page':28}{'reader':12}{'ms':>8}{'again':>8}{'kB':>8}{'limit':>8}")
    for rest, name, limit in PAGES:
        address, session = f"/{SLUG}/{rest}", sessions[name]
        _ask(congress.app, address, congress.cookies[60])  # a second reader: what both read is kept from then
        status, headers, body = _ask(congress.app, address, session, is_compressed=True)
        if status != 200:
            raise SystemExit(f"{rest}: {status}")
        shown = partial(_ask, congress.app, address, session, is_compressed=True)
        taken = _ms(15, shown)
        again = _ms(15, partial(shown, known=headers["ETag"])) if "ETag" in headers else 0.0
        over = "  over" if taken > limit else ""
        print(f"{rest:28}{name:12}{taken:8.1f}{again or '':>8.4}{len(body) / 1000:8.1f}{limit:8.0f}{over}")


def _convening(congress: LargeCongress) -> None:
    """The next sitting is convened: how long whoever writes is held."""
    from congress.chamber_models import AgendaItemKind, Sitting, SittingKind
    from congress.services.convening.composing import ConveningWords, compose
    from congress.services.convening.sending import send_convening
    from congress.services.sitting_services import add_item, plan_sitting

    assembly, words = congress.assembly, ConveningWords(words="Nous vous attendons. " * 40)
    at = assembly.now + dt.timedelta(days=30)
    planned: dict[str, Any] = {"kind": SittingKind.PLENARY, "title": "Suite", "room_id": None, "starts_at": at}
    sitting = assembly.do(plan_sitting, assembly.congress_id, **planned, ends_at=at + HOUR, by=assembly.secretary)
    assembly.do(add_item, sitting, AgendaItemKind.OTHER, "Questions diverses", None, by=assembly.secretary)
    seen = assembly.run(lambda: compose(session().get_one(Sitting, sitting), words, assembly.now).sha256)
    taken = _seconds(lambda: assembly.do(send_convening, sitting, words, seen=seen, by=assembly.secretary))
    print(f"{'a convening sent to all':44}{taken:9.2f} s of whoever writes (limit {SENT_SECONDS} s)")


def _bare(folder: Path) -> Flask:
    app = Flask("bare")
    app.secret_key = "bare"  # noqa: S105 (nothing is kept there)
    database = sqlite3.connect(folder / "hemicycle.sqlite", check_same_thread=False)

    @app.get("/")
    def state() -> Any:
        cookie.get("_user_id")
        return jsonify(database.execute("SELECT sequence, digest FROM journal_head LIMIT 1").fetchone())

    return app


def _ask(
    app: Flask,
    path: str,
    session: str = "",
    *,
    body: str | None = None,
    known: str = "",
    prefer: str = "",
    is_compressed: bool = False,
) -> Got:
    """What the application answers, asked as a server asks it."""
    path, _, query = path.partition("?")
    sent = (body or "").encode()
    environ = {
        "REQUEST_METHOD": "GET" if body is None else "POST", "SCRIPT_NAME": "", "PATH_INFO": path,
        "QUERY_STRING": query, "SERVER_NAME": "127.0.0.1", "SERVER_PORT": "80", "SERVER_PROTOCOL": "HTTP/1.1",
        "HTTP_HOST": "127.0.0.1", "REMOTE_ADDR": "127.0.0.1", "HTTP_ACCEPT_ENCODING": "gzip" if body is None else "",
        "HTTP_PREFER": prefer, "HTTP_COOKIE": f"session={session}", "HTTP_IF_NONE_MATCH": known,
        "CONTENT_LENGTH": str(len(sent)),
        "CONTENT_TYPE": "application/x-www-form-urlencoded", "wsgi.version": (1, 0), "wsgi.url_scheme": "http",
        "wsgi.input": io.BytesIO(sent), "wsgi.errors": sys.stderr, "wsgi.multithread": True,
        "wsgi.multiprocess": False, "wsgi.run_once": False,
    }  # fmt: skip
    if body is None and not is_compressed:
        environ["HTTP_ACCEPT_ENCODING"] = ""
    told: list[tuple[str, dict[str, str]]] = []
    answer = app(environ, lambda status, headers, _=None: told.append((status, dict(headers))))  # type: ignore[arg-type]
    content = b"".join(answer)
    if hasattr(answer, "close"):
        answer.close()
    return int(told[0][0][:3]), told[0][1], content


def _ms(times: int, work: Callable[[], object]) -> float:
    """Milliseconds of processor, the median."""
    work()
    taken = []
    for _ in range(times):
        started = time.process_time()
        work()
        taken.append((time.process_time() - started) * 1000)
    return median(taken)


def _seconds(work: Callable[[], object]) -> float:
    started = time.process_time()
    work()
    return time.process_time() - started


if __name__ == "__main__":
    main()
