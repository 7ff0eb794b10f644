"""The ballots counted again against the journal: what was changed behind the services is seen."""

import json

import pytest
from sqlalchemy import text

from app.commands.service_cli import verify
from app.journal_verifying import verify_journal
from core.database import db, session
from tests.support.assembly import published
from tests.support.polls import FIFTEEN, announce, decide, ready
from tests.support.starts import assembly_template
from voting.models import Poll
from voting.services.poll_services import close_poll, open_poll


@pytest.fixture
def ready_template(database, workspace):
    return assembly_template(database, workspace, "sealed-polls", two_polls)


@pytest.fixture
def assembly(ready_assembly):
    return ready_assembly


def two_polls(app):
    """Poll n° 1 rejected an amendment, n° 2, on its proposal, is closed."""
    made = ready(app)
    fifteen = published(made, made.part, FIFTEEN, by=made.electors[1])
    first = announce(made, amendment_ids=(fifteen,))
    made.do(open_poll, first, by=made.chair)
    decide(made, first, "against", "against", "against", "for")
    second = announce(made, part_id=made.part)
    made.do(open_poll, second, by=made.chair)
    made.do(close_poll, second, by=made.chair)
    return made


OF_POLL = ("le scrutin", "le résultat")


def altered(assembly):
    """Numbers of the polls that some sentence of the verification names, by their number or their row."""
    numbers = assembly.read(lambda: {poll.id: poll.number for poll in session().query(Poll)})
    told = assembly.read(lambda: verify_journal(assembly.slug).errors)
    names = {f"le scrutin n°\u00a0{number}\u00a0:": number for number in numbers.values()}
    names |= {f"{of_poll} (ligne {key})": number for key, number in numbers.items() for of_poll in OF_POLL}
    return sorted({number for sentence in told for name, number in names.items() if sentence.startswith(name)})


GUARDS = {
    "sqlite": "SELECT name, tbl_name FROM sqlite_master WHERE type = 'trigger'",
    "postgresql": "SELECT tgname, tgrelid::regclass::text FROM pg_trigger WHERE NOT tgisinternal",
}


def write_behind(assembly, statement: str) -> None:
    """What somebody with the database in hand could do: drop the guards, then change rows."""
    with assembly.app.app_context():
        db.session.remove()
        with db.engine.begin() as connection:
            for name, table in connection.execute(text(GUARDS[connection.dialect.name])).all():
                on = "" if connection.dialect.name == "sqlite" else f" ON {table}"
                connection.execute(text(f"DROP TRIGGER {name}{on}"))
            assert connection.execute(text(statement)).rowcount > 0


def test_what_nobody_touched_is_whole(assembly):
    assert altered(assembly) == []


OF_POLL_1 = "poll_id = (SELECT id FROM poll WHERE number = 1)"
RIGHTS_OF_POLL_1 = f"right_id IN (SELECT id FROM right_to_vote WHERE {OF_POLL_1})"


@pytest.mark.parametrize(
    ("statement", "numbers"),
    [
        (f"UPDATE ballot SET choice = 'for' WHERE choice = 'against' AND {RIGHTS_OF_POLL_1}", [1]),
        (f"DELETE FROM ballot WHERE {RIGHTS_OF_POLL_1}", [1]),
        ("UPDATE poll SET ballots_sha256 = 'x' WHERE number = 2", [2]),
        (f"DELETE FROM outcome WHERE {OF_POLL_1}", [1]),
        ("UPDATE poll SET state = 'cancelled', cancelled_because = 'x', cancelled_at = closed_at", [1, 2]),
    ],
)
def test_what_was_changed_behind_the_services_is_named(assembly, statement, numbers):
    write_behind(assembly, statement)
    assert altered(assembly) == numbers


def test_the_command_says_which_polls(assembly):
    runner = assembly.app.test_cli_runner()
    assert '"whole": true' in runner.invoke(verify, [assembly.slug]).output
    write_behind(assembly, "UPDATE poll SET ballots_sha256 = 'x'")
    refused = runner.invoke(verify, [assembly.slug])
    assert refused.exit_code == 1
    told = json.loads(refused.output)
    assert (told["congress"], told["whole"]) == (assembly.slug, False)
    for number in (1, 2):
        sentence = f"le scrutin n°\u00a0{number}\u00a0: les bulletins ne donnent plus l’empreinte de la clôture"
        assert sentence in told["errors"]
