"""What a database's own driver raises, told as SQLAlchemy tells it of all other statements."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, cast

from sqlalchemy import PoolProxiedConnection
from sqlalchemy.engine import Dialect
from sqlalchemy.exc import DBAPIError


@contextmanager
def errors_as_ours(dialect: Dialect, pooled: PoolProxiedConnection | None = None) -> Iterator[None]:
    """Tell errors of the driver as those of all other statements; a connection that is lost is given to nobody else."""
    base: Any = cast("Any", dialect).loaded_dbapi.Error
    try:
        yield
    except base as error:
        is_lost = pooled is not None and dialect.is_disconnect(error, cast("Any", pooled.dbapi_connection), None)
        if pooled is not None and is_lost:
            pooled.invalidate(error)
        raise DBAPIError.instance(
            "plain statements", None, error, base, hide_parameters=True, connection_invalidated=is_lost, dialect=dialect
        ) from error
