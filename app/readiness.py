"""Whether a SQLite site can be served as it is, asked without starting the application (that costs a second)."""

import os
import re
import sqlite3
from pathlib import Path

from app.config import ROOT

REVISION = re.compile(r"^(revision|down_revision) = '([^']+)'", re.MULTILINE)


def is_ready() -> bool:
    """Whether the instance's SQLite file has the newest schema and a congress; False when in doubt, or elsewhere."""
    if os.environ.get("DATABASE_URL"):
        return False
    file = Path(os.environ.get("HEMICYCLE_INSTANCE", ROOT / "instance")) / "hemicycle.sqlite"
    if not file.exists():
        return False
    database = sqlite3.connect(f"file:{file}?mode=ro", uri=True)
    try:
        version = database.execute("SELECT version_num FROM alembic_version").fetchone()
        congress = database.execute("SELECT 1 FROM congress LIMIT 1").fetchone()
    except sqlite3.Error:
        return False
    finally:
        database.close()
    return version is not None and version[0] == newest_revision() and congress is not None


def newest_revision(folder: Path = ROOT / "migrations" / "versions") -> str | None:
    """The revision of the last migration on disk: the one that no other comes after."""
    named = [dict(REVISION.findall(file.read_text(encoding="utf-8"))) for file in folder.glob("*.py")]
    former = {revision.get("down_revision") for revision in named}
    return next((revision["revision"] for revision in named if revision["revision"] not in former), None)
