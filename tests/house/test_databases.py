"""The databases of the tests: each test has its own, whatever the order in which tests come."""

from tests.support.application import migrate
from tests.support.databases import PostgresqlDatabases


def test_a_maker_taken_up_again_gives_no_name_twice(database, workspace, worker_id):
    given = [database.fresh()]
    again = type(database)(workspace, worker_id, lambda address: migrate(address, workspace / "instance"))
    given += [again.fresh(), again.fresh(empty=True)]
    assert len(set(given)) == 3
    for address in given[1:]:
        again.discard(address)
    if isinstance(again, PostgresqlDatabases):
        again.close()
    database.discard(given[0])
