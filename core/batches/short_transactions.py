"""On PostgreSQL, a transaction in as few ways there and back as it has readings that decide.

Each time that a thread waits for the server it lets all the others go before: on a connection that leaves beginnings
and ends to what is sent on it (`let_words_begin`), BEGIN goes with the first words of a transaction, COMMIT with the
last.
"""

from typing import Any

from sqlalchemy.engine import Connection

IDLE = 0  # `libpq`’s PQTRANS_IDLE


def let_words_begin(connection: Connection) -> None:
    """From here on nothing is begun on a connection but by what is sent on it: it is never to be another's again."""
    driver: Any = connection.connection.driver_connection
    driver.autocommit = True


def begin(connection: Connection) -> None:
    """Begin on such a connection what is not sent by words of one's own; elsewhere it is begun already."""
    if connection.dialect.name == "postgresql":
        driver: Any = connection.connection.driver_connection
        if begun := starts(driver):
            driver.execute(begun, prepare=False)


def starts(driver: Any) -> str:
    """What stands before words that may be the first of a transaction."""
    return "BEGIN; " if driver.autocommit and driver.info.transaction_status == IDLE else ""


def ends(driver: Any) -> str:
    """What stands after words that are the last of a transaction: elsewhere whoever began it ends it."""
    return "; COMMIT" if driver.autocommit else ""
