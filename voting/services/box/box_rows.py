"""The statements of the ballot box, for each database: the facts in one reading, then the ballot and its history.

Each gets a whole batch at once, as JSON: to the drivers, lists cost as much as all that is asked of them. On SQLite
nobody else writes meanwhile. On PostgreSQL rights, polls and presences are held first, in the order of the ordinary
services, and the facts are read after, so that nobody's last choice is judged by a reading made before it was held.
"""

import json
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, cast

from sqlalchemy.engine import Connection

from core.batches.driver_errors import errors_as_ours
from core.batches.short_transactions import ends, starts
from voting.rules.ballot_rule import BallotFacts, BallotSent

if TYPE_CHECKING:
    import psycopg

_SAID_IN_JSON = (
    "(SELECT key AS place, json_extract(value, '$[0]') AS slug, json_extract(value, '$[1]') AS number,"
    " json_extract(value, '$[2]') AS right_id, json_extract(value, '$[3]') AS device FROM json_each(:asked)) AS asked"
)
_SAID_OF_EACH = (
    "ROWS FROM (json_to_recordset($1) AS (slug text, number integer, right_id integer, device text)) WITH ORDINALITY"
)
_FACTS = """
SELECT {told}
FROM {asked}
JOIN right_to_vote r ON r.id = asked.right_id
JOIN poll p ON p.id = r.poll_id AND p.number = asked.number
JOIN congress c ON c.id = p.congress_id AND c.slug = asked.slug
JOIN member h ON h.id = r.holder_id AND h.congress_id = c.id
JOIN device d ON d.token_sha256 = asked.device
LEFT JOIN ballot b ON b.right_id = r.id
LEFT JOIN presence s ON s.sitting_id = p.sitting_id AND s.member_id = r.holder_id AND s.left_at IS NULL
"""
_TOLD = """asked.place, c.demonstration, c.clock_offset, p.state, p.method, p.choices, p.text_sha256,
       d.account_id, d.revoked_at, d.expires_at, h.id, h.account_id, h.accreditation,
       (SELECT count(*) FROM member m
        WHERE m.congress_id = c.id AND m.account_id = d.account_id AND m.accreditation = 'accredited'),
       b.choice, b.spoken, s.id, s.arrived_at, s.last_act_at"""
# One row and one value: SQLite's driver lets another thread in at each row, and waits until it may go on.
_FACTS_IN_JSON = _FACTS.format(told=f"json_group_array(json_array({_TOLD}))", asked=_SAID_IN_JSON)
_FACTS_OF_EACH = _FACTS.format(told=_TOLD, asked=f"{_SAID_OF_EACH} AS asked(slug, number, right_id, device, place)")
_SENT_IN_JSON = "FROM json_each(:sent)"
_BALLOTS = f"""
INSERT INTO ballot (right_id, choice, cast_at, spoken)
SELECT json_extract(value, '$[0]'), json_extract(value, '$[1]'), json_extract(value, '$[2]'), false {_SENT_IN_JSON}
WHERE true
ON CONFLICT (right_id) DO UPDATE SET choice = excluded.choice, cast_at = excluded.cast_at, spoken = false
"""
_HISTORIES = f"""
INSERT INTO ballot_cast (right_id, choice, cast_at, cast_by_id, text_sha256, spoken)
SELECT json_extract(value, '$[0]'), json_extract(value, '$[1]'), json_extract(value, '$[2]'),
       json_extract(value, '$[3]'), json_extract(value, '$[4]'), false {_SENT_IN_JSON}
"""
_PRESENCES = f"""
UPDATE presence SET last_act_at = latest.at
FROM (
  SELECT json_extract(value, '$[5]') AS presence_id, max(json_extract(value, '$[2]')) AS at {_SENT_IN_JSON} GROUP BY 1
) AS latest
WHERE presence.id = latest.presence_id
"""  # noqa: S608 (our own words)
_HOLD_RIGHTS = (
    "SELECT r.id FROM right_to_vote r JOIN poll p ON p.id = r.poll_id"
    " WHERE r.id = ANY($1) ORDER BY r.id FOR SHARE OF p FOR NO KEY UPDATE OF r"
)
_HOLD_PRESENCES = (
    "SELECT id FROM presence WHERE left_at IS NULL AND member_id = ANY(ARRAY("
    " SELECT holder_id FROM right_to_vote WHERE id = ANY($1)))"
    " ORDER BY member_id FOR NO KEY UPDATE"
)
# Their rights are held: what is no ballot yet will not be another's. (One written as if it were none, then changed
# where it is one, would be asked about by the guards of both.)
_KEEP_ALL = """
WITH sent AS (
  SELECT * FROM json_to_recordset($1) AS sent(
    right_id integer, choice text, at timestamptz, holder_id integer, seen text, presence_id integer
  )
), changed AS (
  UPDATE ballot SET choice = sent.choice, cast_at = sent.at, spoken = false FROM sent
  WHERE ballot.right_id = sent.right_id AND (ballot.choice <> sent.choice OR ballot.spoken)
  RETURNING ballot.right_id
), first AS (
  INSERT INTO ballot (right_id, choice, cast_at, spoken) SELECT right_id, choice, at, false FROM sent
  WHERE NOT EXISTS (SELECT FROM ballot WHERE ballot.right_id = sent.right_id)
  RETURNING right_id
), kept AS (
  SELECT right_id FROM changed UNION ALL SELECT right_id FROM first
), history AS (
  INSERT INTO ballot_cast (right_id, choice, cast_at, cast_by_id, text_sha256, spoken)
  SELECT right_id, choice, at, holder_id, seen, false FROM sent JOIN kept USING (right_id)
)
UPDATE presence SET last_act_at = latest.at
FROM (SELECT presence_id, max(at) AS at FROM sent GROUP BY presence_id) AS latest WHERE presence.id = latest.presence_id
"""

PREPARED = (
    f"PREPARE box_rights (integer[]) AS {_HOLD_RIGHTS}; PREPARE box_presences (integer[]) AS {_HOLD_PRESENCES};"
    f" PREPARE box_facts (json) AS {_FACTS_OF_EACH}; PREPARE box_keep (json) AS {_KEEP_ALL}"
)
_HELD = "EXECUTE box_rights('%s'); EXECUTE box_presences('%s'); EXECUTE box_facts(%s)"
_KEPT = "EXECUTE box_keep(%s)"

TakenBallot = tuple[BallotSent, BallotFacts, datetime]  # a ballot that is taken, and its instant


def facts_of_each(connection: Connection, asked: Sequence[BallotSent]) -> list[BallotFacts | None]:
    """What the database says of each ballot; None where that poll of that congress has no such right, or no device is.

    On PostgreSQL their rights, polls and presences are held from here on; on SQLite nobody else writes.
    """
    found: list[BallotFacts | None] = [None] * len(asked)
    if connection.dialect.name == "sqlite":
        told = json.dumps([[one.slug, one.number, one.right_id, one.device] for one in asked])
        (rows,) = _sqlite(connection).execute(_FACTS_IN_JSON, {"asked": told}).fetchone()
        for row in json.loads(rows):
            found[row[0]] = _facts(row, _told)
        return found
    for row in _held(connection, asked):
        found[row[0] - 1] = _facts(row, lambda at: at)
    return found


def keep_each(connection: Connection, kept: Sequence[TakenBallot], *, is_last: bool = False) -> None:
    """Write ballots, each of another right and changed, their history and the last acts of their holders.

    `is_last`: nothing else is to be asked or written in the transaction (`core.batches.short_transactions`).
    """
    if connection.dialect.name == "sqlite":
        database = _sqlite(connection)
        sent = [
            [asked.right_id, asked.choice, _written(at), facts.holder_id, asked.seen, facts.presence_id]
            for asked, facts, at in kept
        ]
        for statement in (_BALLOTS, _HISTORIES, _PRESENCES):
            database.execute(statement, {"sent": json.dumps(sent)})
    else:
        _keep_all(connection, kept, is_last=is_last)


def _held(connection: Connection, asked: Sequence[BallotSent]) -> list[Any]:
    """The facts on PostgreSQL, whose rows are held: each statement reads what is there once the one before has held.

    The server prepares them once for a connection. One that was rolled back forgets it, and is let go of by whoever has
    batches (`core.batches.collector`).
    """
    rights = "{" + ",".join(str(one.right_id) for one in asked) + "}"
    told = [{"slug": one.slug, "number": one.number, "right_id": one.right_id, "device": one.device} for one in asked]
    with _postgresql(connection) as database:
        if PREPARED not in connection.info:
            database.execute(PREPARED, prepare=False)
            connection.info[PREPARED] = True
        held = _HELD % (rights, rights, _quoted(told, database))
        cursor = database.execute(starts(database) + held, prepare=False)
        while cursor.nextset():
            pass
        return cursor.fetchall()


def _keep_all(connection: Connection, kept: Sequence[TakenBallot], *, is_last: bool) -> None:
    sent = [
        {
            "right_id": asked.right_id,
            "choice": asked.choice,
            "at": at.isoformat(),
            "holder_id": facts.holder_id,
            "seen": asked.seen,
            "presence_id": facts.presence_id,
        }
        for asked, facts, at in kept
    ]
    with _postgresql(connection) as database:
        words = _KEPT % _quoted(sent, database)
        database.execute(words + ends(database) if is_last else words, prepare=False)


def _quoted(told: list[dict[str, Any]], database: "psycopg.Connection[Any]") -> str:
    """What is told as a literal of JSON: values that go beside words would want a way there and back for them alone."""
    from psycopg import sql

    return sql.quote(json.dumps(told), database)


@contextmanager
def _postgresql(connection: Connection) -> "Iterator[psycopg.Connection[Any]]":
    """The driver's own connection; its errors are told as those of all other statements."""
    pooled = connection.connection
    with errors_as_ours(connection.dialect, pooled):
        yield cast("psycopg.Connection[Any]", pooled.driver_connection)


def _facts(row: Any, hour: Callable[[Any], Any]) -> BallotFacts:
    """The row as facts; `hour` reads an hour as the database gave it."""
    _, demonstration, offset, state, method, choices, text_sha256, account, revoked, expires, *of_right = row
    holder, its_account, accreditation, sharing, choice, spoken, presence, arrived, acted = of_right
    return BallotFacts(
        is_demonstration=bool(demonstration),
        clock_offset=offset,
        state=state,
        method=method,
        choices=choices,
        text_sha256=text_sha256,
        device_account=account,
        revoked_at=hour(revoked),
        expires_at=hour(expires),
        holder_id=holder,
        holder_account=its_account,
        accreditation=accreditation,
        sharing=sharing,
        ballot_choice=choice,
        ballot_spoken=bool(spoken),
        presence_id=presence,
        arrived_at=hour(arrived),
        last_act_at=hour(acted),
    )


def _written(at: datetime) -> str:
    return at.astimezone(UTC).replace(tzinfo=None).isoformat(" ", "microseconds")


def _told(stored: str | None) -> datetime | None:
    """An hour as SQLite keeps it, without a zone."""
    return None if stored is None else datetime.fromisoformat(stored).replace(tzinfo=UTC)


def _sqlite(connection: Connection) -> sqlite3.Connection:
    """The driver's own connection: a statement costs a fifth there of what it costs above."""
    return cast("sqlite3.Connection", connection.connection.driver_connection)
