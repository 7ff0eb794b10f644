"""Every row of a database, to see that what was refused changed none of them."""

from sqlalchemy import MetaData, select

from core.database import db
from tests.support.cast import Cast

# What is written for itself, whatever is answered: who asked, how often.
BESIDE = {"attempt", "device"}


def everything(cast: Cast) -> dict[str, list[str]]:
    """The rows of each table, in an order of their own."""

    def look() -> dict[str, list[str]]:
        tables = MetaData()
        with db.engine.connect() as connection:
            tables.reflect(connection)
            return {
                table.name: sorted(map(str, connection.execute(select(table))))
                for table in tables.sorted_tables
                if table.name not in BESIDE
            }

    return cast.read(look)  # type: ignore[no-any-return]


def changed(before: dict[str, list[str]], after: dict[str, list[str]]) -> set[str]:
    """The tables that are not as they were."""
    return {name for name in before if before[name] != after.get(name)}
