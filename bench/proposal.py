"""Pages of a proposal with 500 amendments, and the order of 1,000: CPU time.

Limits: a page 50 ms warm and 150 ms for the first after a restart, 15 questions to the database; the order of 1,000
amendments 1 s the first time; a decision that carries 300 others over 200 ms inside its transaction. The floor is the
same page without any amendment. Each first page is that of a process of its own, as a server is when it has started.
"""

import os
import random
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from functools import partial
from pathlib import Path
from typing import Any

from flask import Flask
from flask.cli import ScriptInfo
from sqlalchemy import event, func, select
from sqlalchemy.engine import Engine

HEMICYCLE = Path(sys.executable).parent / "hemicycle"
RUNS = 15
SLUG, NUMBER = "congres-2020", 7
READ = f"/{SLUG}/propositions/{NUMBER}"
PAGES = (
    f"propositions/{NUMBER}", f"propositions/{NUMBER}/amendements", f"propositions/{NUMBER}/concurrents",
    "amendements", "amendements/300", "propositions", "motion",
)  # fmt: skip


def main() -> None:
    """Print the table."""
    with tempfile.TemporaryDirectory() as folder:
        os.environ["HEMICYCLE_INSTANCE"] = folder
        for command in (("db", "upgrade"), ("demo", "load")):
            subprocess.run([HEMICYCLE, *command], check=True, capture_output=True)
        print(f"{'CPU ms':>8} {'limit':>7}  work")
        _pages()
        _order()
        _decision()


def _site() -> Flask:
    """The whole site in this process, as flask finds it."""
    return ScriptInfo(app_import_path="wsgi:app").load_app()


def _row(spent: float, limit: float | None, said: str) -> None:
    print(f"{spent:8.1f} {limit or '':>7}  {said}{'  over' if limit and spent > limit else ''}")


def _pages() -> None:
    app = _site()
    client = app.test_client()
    client.get(READ)
    _row(_median(lambda: client.get(READ)), None, "floor: the page of a proposal without any amendment")
    with app.app_context():
        _amend(500)
    started = time.process_time()
    client.get(READ)
    _row(1000 * (time.process_time() - started), None, "the page with 500 amendments that nothing was worked out of")
    before = resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime
    subprocess.run([HEMICYCLE, "tick"], check=True, capture_output=True)
    spent = 1000 * (resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime - before)
    _row(spent, None, "everything worked out and written down by `hemicycle tick`, its start included")
    print(f"{'first':>8} {'warm':>7}  page (first after a restart 150, warm 50), questions asked first and warm (15)")
    for path in PAGES:
        subprocess.run([sys.executable, "-m", "bench.proposal", "first", path], check=True)


def _first(path: str) -> None:
    """What a page costs a server that has started, then warm."""
    app, spent, asked = ScriptInfo(app_import_path="app.server.worker:serving_app").load_app(), [], []
    client = app.test_client()
    for _ in range(2):
        started = time.process_time()
        asked.append(_asked(client, f"/{SLUG}/{path}"))
        spent.append(1000 * (time.process_time() - started))
    warm_ms = _median(lambda: client.get(f"/{SLUG}/{path}"))
    over = "  over" if spent[0] > 150 or warm_ms > 50 or asked[1] > 15 else ""
    print(f"{spent[0]:8.1f} {warm_ms:7.1f}  {path}, {asked[0]} and {asked[1]} questions{over}")


def _asked(client: Any, path: str) -> int:
    statements: list[str] = []

    def note(*told: Any) -> None:
        statements.append(told[2])

    event.listen(Engine, "before_cursor_execute", note)
    answer = client.get(path)
    event.remove(Engine, "before_cursor_execute", note)
    assert answer.status_code == 200, (path, answer.status_code)
    return len(statements)


def _order() -> None:
    """A thousand amendments to one text, in the order of the sitting: computed, then kept."""
    import redline
    from amendments.rules.carry_over import KnownText
    from amendments.rules.ranking import Rankable, votes_in_order
    from core.digest import sha256_text

    sides = {"spread over the text": _texts, "all on one word": _on_one_word}
    for said, texts in sides.items():
        redline.forget()
        base, *others = texts(1000)
        known = [KnownText(sha256_text(text), text) for text in (base, *others)]
        candidates = [Rankable(rank, known[0], new) for rank, new in enumerate(known[1:])]
        started = time.process_time()
        votes_in_order(candidates, 80)
        _row(1000 * (time.process_time() - started), 1000, f"order of 1,000 amendments {said}, the first time")
        _row(_median(partial(votes_in_order, candidates, 80)), None, "the same, kept")


def _decision() -> None:
    """One of 301 amendments adopted: what is computed before, and what the transaction takes."""
    from amendments.models import Amendment, AmendmentStatus
    from amendments.services.decision_services import adopt, prepare_adoption
    from congress.actors import Actor
    from core.database import session
    from core.unit_of_work import run

    app = _site()
    with app.app_context():
        rows = select(Amendment.id).where(
            Amendment.part_id == _part().id, Amendment.status == AmendmentStatus.PUBLISHED
        )
        ids = list(session().scalars(rows.order_by(Amendment.public_number, Amendment.sub_number)))
        now = session().scalars(select(func.max(Amendment.published_at))).one()
        assert now is not None
        session().rollback()
        for extra in ids[301:]:
            run(partial(_withdraw, extra, now))
        started = time.process_time()
        prepare_adoption(ids[:1])
        _row(1000 * (time.process_time() - started), None, "before a decision: 300 amendments carried over")
        session().rollback()
        started = time.process_time()
        run(lambda: adopt(ids[:1], actor=Actor.system(), now=now))
        _row(1000 * (time.process_time() - started), 200, "the decision's transaction, which finds them carried over")


def _withdraw(amendment_id: int, now: Any) -> None:
    from amendments.models import Amendment, AmendmentStatus
    from core.database import session

    row = session().get_one(Amendment, amendment_id)
    row.status, row.decided_at = AmendmentStatus.WITHDRAWN, now


def _median(work: Any) -> float:
    times = []
    for _ in range(RUNS):
        started = time.process_time()
        work()
        times.append(time.process_time() - started)
    return 1000 * statistics.median(times)


def _part() -> Any:
    from congress.models import Congress
    from core.database import session
    from motions.queries.motion_queries import proposal

    return proposal(session().scalar(select(Congress.id)) or 0, NUMBER)


def _texts(count: int) -> list[str]:
    """A text and so many others made from it, two words replaced in each."""
    source = random.Random(2020)
    base = " ".join(f"mot{source.randrange(400)}" for _ in range(60))
    paragraphs = [f"{base} {number}." for number in range(40)]
    return [_joined(paragraphs), *(_joined(_two_words(paragraphs, source, rank)) for rank in range(count))]


def _on_one_word(count: int) -> list[str]:
    paragraphs = _texts(0)[0].rstrip("\n").split("\n\n")
    words = paragraphs[1].split(" ")
    made = [" ".join([*words[:3], f"neuf{number}", *words[4:]]) for number in range(count)]
    return [_joined(paragraphs), *(_joined([paragraphs[0], changed, *paragraphs[2:]]) for changed in made)]


def _joined(paragraphs: list[str]) -> str:
    return "\n\n".join(paragraphs) + "\n"


def _two_words(paragraphs: list[str], source: random.Random, rank: int) -> list[str]:
    changed = list(paragraphs)
    for _ in range(2):
        at = source.randrange(len(changed))
        words = changed[at].split(" ")
        words[source.randrange(len(words) - 1)] = f"neuf{rank}"
        changed[at] = " ".join(words)
    return changed


def _amend(count: int) -> None:
    """So many amendments published on the proposal, written as rows: their services are not what is measured."""
    from amendments.models import Amendment, AmendmentStatus
    from congress.models import Member
    from core.database import session
    from core.digest import sha256_text
    from core.unit_of_work import run
    from motions.queries.motion_queries import current_revision

    def write() -> None:
        part, source = _part(), random.Random(2020)
        revision, motion = current_revision(part.id), part.motion
        authors = list(session().scalars(select(Member.id).where(Member.votes)))
        base = revision.text.rstrip("\n").split("\n\n")
        for rank in range(count):
            text = _joined([base[0], *_two_words(base[1:], source, rank)])
            motion.last_public_number += 1
            motion.last_receipt += 1
            at = dict.fromkeys(("created_at", "updated_at", "deposited_at", "published_at"), revision.created_at)
            session().add(
                Amendment(
                    motion_id=motion.id,
                    part_id=part.id,
                    base_revision_id=revision.id,
                    author_id=authors[rank % len(authors)],
                    status=AmendmentStatus.PUBLISHED,
                    title=f"Amendement {rank}",
                    reasons="Parce que.",
                    text=text,
                    text_sha256=sha256_text(text),
                    receipt_number=motion.last_receipt,
                    public_number=motion.last_public_number,
                    **at,
                )
            )

    run(write)


if __name__ == "__main__":
    if sys.argv[1:2] == ["first"]:
        _first(sys.argv[2])
    else:
        main()
