"""What was worked out from texts is written down for the next start, in a transaction that does nothing else."""

import json
from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any, Final

from sqlalchemy import delete, or_
from sqlalchemy.dialects import postgresql, sqlite

from amendments.comparison_models import KeptComparison
from amendments.queries.kept.recalling import digest_of, engine_version, seal_of_answer
from amendments.rules.kept.worked_out import Asked
from core.database import session

_KEPT: Final = timedelta(days=30)  # what is read still is written again
_LONGEST: Final = 1_000_000  # characters of an answer


def rows_to_keep(answers: Iterable[tuple[Asked, Any]], now: datetime) -> list[dict[str, object]]:
    """The rows that tell these answers, made before any transaction; what is too long to be read quickly has none."""
    rows: list[dict[str, object]] = []
    for asked, value in answers:
        told = asked.of.as_json(value)
        said = json.dumps(told, ensure_ascii=False, separators=(",", ":"))
        if told is None or len(said) > _LONGEST:
            continue
        key = digest_of(asked)
        rows.append(
            {"key": key, "engine": engine_version(), "said": said, "seal": seal_of_answer(key, said), "kept_at": now}
        )
    return rows


def keep_rows(rows: list[dict[str, object]]) -> None:
    """Write rows, in the place of those that told the same."""
    insert = postgresql.insert if session().get_bind().dialect.name == "postgresql" else sqlite.insert
    statement = insert(KeptComparison)
    told = {name: statement.excluded[name] for name in ("said", "seal", "kept_at")}
    session().execute(statement.on_conflict_do_update(index_elements=["key"], set_=told), rows)


def forget_comparisons(now: datetime) -> None:
    """Drop what another version of the engine worked out, and what was written long ago."""
    old = or_(KeptComparison.engine != engine_version(), KeptComparison.kept_at <= now - _KEPT)
    session().execute(delete(KeptComparison).where(old))
