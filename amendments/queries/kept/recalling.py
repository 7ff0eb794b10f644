"""What was worked out from texts before the last start, read back in one query, each row checked by its seal.

A row is found by the fingerprint of its question: these texts, and this version of the engine. One that is missing,
altered or of another version is worked out again by whoever needs it.
"""

import hmac
import json
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import Final

from sqlalchemy import select

from amendments.comparison_models import KeptComparison
from amendments.queries.amendment_readings import Reading
from amendments.rules.kept.bearings import bearing_of
from amendments.rules.kept.worked_out import Asked, await_answers
from core.database import session, write_session
from core.digest import sha256_json, sha256_text
from core.mail.sealing import keyed_fingerprint

# What values are worked out by: a byte changed there, and all is worked out again.
_SOURCES: Final = ("redline", "amendments/rules", "motions/rules", "congress/rules", "core/text")
_LIBRARIES: Final = ("rapidfuzz", "diff-match-patch")
_ROOT = Path(__file__).resolve().parents[3]
_FEWEST = 8  # comparisons that are worth a query
_MOST = 5_000  # questions of one query


@cache
def engine_version() -> str:
    """Sixteen digits of the sources and of the libraries that work things out of texts."""
    told = [f"{name} {version(name)}" for name in _LIBRARIES]
    for folder in _SOURCES:
        for path in sorted((_ROOT / folder).rglob("*.py")):
            told += [path.relative_to(_ROOT).as_posix(), sha256_text(path.read_text(encoding="utf-8"))]
    return sha256_json(told)[:16]


def recall(questions: Iterable[Asked]) -> None:
    """Have in memory the answers that are written down; what is not is noted, to be written once worked out.

    In one query, none where nothing is wanting, or so little that it is made again sooner. Never inside a unit of
    work: what is decided is worked out from the texts.
    """
    unknown = {digest_of(asked): asked for asked in questions if not asked.is_known}
    if not unknown or write_session() is not None:
        return
    is_asked = sum(asked.weight for asked in unknown.values()) >= _FEWEST
    for key, said in _read(list(unknown)) if is_asked else ():
        asked = unknown.pop(key)
        asked.of.learn(asked.key, asked.of.from_json(json.loads(said)))
    await_answers(unknown.values())


def recall_bearings(readings: Mapping[int, Reading], width: int) -> None:
    """The same for where amendments bear, from their readings."""
    recall(bearing_of.asked(reading.old, reading.new, width) for reading in readings.values())


def digest_of(asked: Asked) -> str:
    """The key of the row that answers a question."""
    return sha256_json([engine_version(), *asked.plain])


def seal_of_answer(key: str, said: str) -> str:
    """What a row bears, that the site's key alone can make."""
    return keyed_fingerprint(f"comparison:{key}:{said}")


def _read(keys: list[str]) -> Iterator[tuple[str, str]]:
    """The rows of these keys that bear their seal."""
    for start in range(0, len(keys), _MOST):
        wanted = KeptComparison.key.in_(keys[start : start + _MOST])
        rows = select(KeptComparison.key, KeptComparison.said, KeptComparison.seal).where(wanted)
        for key, said, seal in session().execute(rows):
            if hmac.compare_digest(seal.encode(), seal_of_answer(key, said).encode()):
                yield key, said
