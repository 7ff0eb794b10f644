"""What a migrated database really holds, asked of the database itself."""

from sqlalchemy import text
from sqlalchemy.engine import Connection

TRIGGERS = {
    "sqlite": "SELECT name FROM sqlite_master WHERE type = 'trigger'",
    "postgresql": "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal",
}


def triggers_of(connection: Connection) -> set[str]:
    """Names of the triggers."""
    return set(connection.execute(text(TRIGGERS[connection.dialect.name])).scalars())
