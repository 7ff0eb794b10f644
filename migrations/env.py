"""Alembic's entry: one connection, all in one transaction, the guards put back at the end; in its turn on SQLite."""

from contextlib import closing

from alembic import context
from alembic.migration import MigrationContext
from flask import current_app

from core.database import db
from core.errors import Busy, RuleBroken
from core.immutability import install
from core.sqlite.write_turns import NoTurn, WriteTurns

TOO_OLD = (
    "cette base de données est d’une version dont les tables ne sont plus celles du programme, et que rien ne "
    "reprend\u00a0: exportez ses congrès avec la version qui l’a faite (hemicycle congress export), "
    "puis importez-les dans une base vide"
)


BUSY = "la base de données enregistre autre chose en ce moment\u00a0; rien n’est changé. Réessayez dans un instant."


def run() -> None:
    """Migrate the application's database, when no other process writes in it."""
    with closing(_turns()) as turns:
        try:
            turns.take()
        except NoTurn:
            raise Busy(BUSY) from None
        _migrate()


def _turns() -> WriteTurns:
    """Those of a SQLite file; of a folder that is not there, the database itself tells."""
    try:
        return WriteTurns(db.engine.url.database if db.engine.dialect.name == "sqlite" else None)
    except OSError:
        return WriteTurns(None)


def _migrate() -> None:
    options = dict(current_app.extensions["migrate"].configure_args)
    engine = db.engine.execution_options(write=True)
    with engine.connect() as connection:
        sqlite = connection.dialect.name == "sqlite"
        if sqlite:  # a batch recreates tables: their foreign keys are checked at the end instead
            connection.connection.driver_connection.execute("PRAGMA foreign_keys=OFF")
        standing = MigrationContext.configure(connection).get_current_revision()
        if standing is not None and standing not in {known.revision for known in context.script.walk_revisions()}:
            raise RuleBroken(TOO_OLD)
        context.configure(
            connection=connection,
            target_metadata=db.metadata,
            transactional_ddl=True,
            **options,
        )
        with context.begin_transaction():
            context.run_migrations()
            install(connection)
            if sqlite and connection.exec_driver_sql("PRAGMA foreign_key_check").first() is not None:
                raise RuntimeError("the migration left rows without what they refer to")
        connection.commit()
        if sqlite:
            connection.connection.driver_connection.execute("PRAGMA foreign_keys=ON")


run()
