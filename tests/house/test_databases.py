"""The databases of the tests: each test has its own, whatever the order in which tests come."""

from tests.support.application import migrate
from tests.support.databases import PostgresqlDatabases


def test_a_maker_taken_up_again_gives_no_name_twice(database, workspace, worker_id):
    given = []
    for _ in range(2):
        maker = type(database)(workspace, worker_id, lambda address: migrate(address, workspace / "instance"))
        given += [maker.fresh(), maker.fresh(empty=True)]
        if isinstance(maker, PostgresqlDatabases):
            maker.close()
    assert len(set(given)) == len(given)
    for address in given:
        database.discard(address)
