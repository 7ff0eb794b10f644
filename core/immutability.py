"""What must never change is guarded by the database itself, on SQLite and on PostgreSQL.

One registry, `RULES`: a table, the columns that stay free, and when the guard is in force. `install` (re)creates
the triggers and is called after every migration, since batch migrations recreate tables and drop them.
"""

from dataclasses import dataclass

from sqlalchemy import text
from sqlalchemy.engine import Connection


@dataclass(frozen=True, slots=True)
class Rule:
    """A guard: rows of `table` keep their `columns` once `condition` holds of the old row, and are never deleted."""

    table: str
    columns: tuple[str, ...]
    condition: str = "1 = 1"
    deletable: bool = False


RULES = (
    Rule("journal_entry", ("stream", "sequence", "at", "kind", "actor", "payload", "previous", "digest")),
    Rule(
        "revision",
        ("part_id", "number", "parent_id", "cause", "cause_label", "text", "title", "sha256", "created_at", "blocks"),
    ),
    Rule(
        "viewpoint_given",
        ("viewpoint_id", "position", "reservation", "named", "revision_id", "text_sha256", "given_at"),
    ),
    Rule(
        "amendment",
        (
            "motion_id",
            "part_id",
            "base_revision_id",
            "author_id",
            "text",
            "text_sha256",
            "title",
            "reasons",
            "receipt_number",
            "deposited_at",
        ),
        "OLD.status <> 'draft'",
        deletable=True,
    ),
    Rule("amendment", ("public_number", "published_at"), "OLD.public_number IS NOT NULL", deletable=True),
    Rule("carried_text", ("amendment_id", "revision_id", "clean", "text", "text_sha256")),
    Rule(
        "quorum_check",
        ("sitting_id", "item_id", "at", "rule", "members", "present", "represented", "barred", "needed", "is_met"),
    ),
    Rule("poll", ("question", "rules", "rules_sha256", "sitting_id", "number"), "OLD.state <> 'draft'"),
    Rule(
        "poll",
        (
            "members",
            "present",
            "represented",
            "barred",
            "entitled",
            "members_weight",
            "text_sha256",
            "quorum_check_id",
            "opened_at",
        ),
        "OLD.state IN ('open', 'closed', 'proclaimed')",
    ),
    Rule("poll", ("closed_at", "ballots_sha256"), "OLD.state IN ('closed', 'proclaimed')"),
    Rule("right_to_vote", ("poll_id", "principal_id", "holder_id", "weight", "college")),
    Rule("ballot_cast", ("right_id", "choice", "cast_at", "cast_by_id", "text_sha256")),
    Rule(
        "outcome",
        ("poll_id", "counts", "weighted", "took_part", "cast_votes", "needed", "is_quorum_met", "is_adopted", "reason"),
    ),
    Rule("letter", ("congress_id", "text", "document", "motion_sha256", "frozen_at")),
    Rule("signature", ("letter_id", "member_id", "motion_sha256", "signed_at"), deletable=True),
)

# Ballots change until their poll closes, then never: their guard looks at another table.
BALLOT_GUARD = (
    "EXISTS (SELECT 1 FROM right_to_vote r JOIN poll p ON p.id = r.poll_id "
    "WHERE r.id = {row}.right_id AND p.state <> 'open')"
)

# The electorate is frozen when the poll opens.
LATE_RIGHT_GUARD = "EXISTS (SELECT 1 FROM poll p WHERE p.id = NEW.poll_id AND p.state NOT IN ('draft', 'announced'))"
# A poll goes its way once: it never comes back to a state, nor skips its closing.
WAY_OF_A_POLL = (
    "draft>announced", "announced>open", "announced>cancelled", "open>closed", "open>cancelled", "closed>proclaimed",
)  # fmt: skip
WAY_GUARD = (
    "OLD.state <> NEW.state AND CAST(OLD.state AS TEXT) || '>' || CAST(NEW.state AS TEXT) NOT IN ("
    + ", ".join(f"'{step}'" for step in WAY_OF_A_POLL)
    + ")"
)


def trigger_names() -> tuple[str, ...]:
    """Names of all the triggers that a migrated database holds."""
    return tuple(name for name, _ in _sqlite_triggers())


def install(connection: Connection) -> None:
    """(Re)create every guard whose table exists, in the dialect of the connection."""
    known = set(connection.dialect.get_table_names(connection))
    if connection.dialect.name == "sqlite":
        for name, (table, sql) in _sqlite_triggers():
            if table in known:
                connection.execute(text(f"DROP TRIGGER IF EXISTS {name}"))
                connection.execute(text(sql))
        return
    for name, (table, event, condition) in _guards():
        if table not in known:
            continue
        connection.execute(text(_postgresql_function(name, table, condition, event)))
        connection.execute(text(f"DROP TRIGGER IF EXISTS {name} ON {table}"))
        when = "INSERT OR UPDATE" if event == "WRITE" else event
        connection.execute(
            text(f"CREATE TRIGGER {name} BEFORE {when} ON {table} FOR EACH ROW EXECUTE FUNCTION {name}()")
        )


def _guards() -> list[tuple[str, tuple[str, str, str]]]:
    """(name, (table, event, SQL condition under which the change is refused))."""
    guards: list[tuple[str, tuple[str, str, str]]] = []
    undeletable: set[str] = set()
    for index, rule in enumerate(RULES):
        changed = " OR ".join(_changed(column) for column in rule.columns)
        guards.append((f"keep_{rule.table}_{index}", (rule.table, "UPDATE", f"({rule.condition}) AND ({changed})")))
        if not rule.deletable and rule.table not in undeletable:
            undeletable.add(rule.table)
            guards.append((f"undeletable_{rule.table}", (rule.table, "DELETE", "1 = 1")))
    guards.append(("keep_deposited_amendment", ("amendment", "DELETE", "OLD.status <> 'draft'")))
    guards.append(("keep_closed_ballot", ("ballot", "UPDATE", BALLOT_GUARD.format(row="OLD"))))
    guards.append(("refuse_late_ballot", ("ballot", "INSERT", BALLOT_GUARD.format(row="NEW"))))
    guards.append(("refuse_late_right", ("right_to_vote", "INSERT", LATE_RIGHT_GUARD)))
    guards.append(("keep_way_of_poll", ("poll", "UPDATE", WAY_GUARD)))
    guards.append(("undeletable_ballot", ("ballot", "DELETE", "1 = 1")))
    return guards


def _changed(column: str) -> str:
    """A comparison that knows NULL and works on JSON columns too, on both databases."""
    return f"CAST(OLD.{column} AS TEXT) IS DISTINCT FROM CAST(NEW.{column} AS TEXT)"


def _sqlite_triggers() -> list[tuple[str, tuple[str, str]]]:
    triggers = []
    for name, (table, event, condition) in _guards():
        refused = condition.replace("IS DISTINCT FROM", "IS NOT")
        sql = (
            f"CREATE TRIGGER {name} BEFORE {event} ON {table} FOR EACH ROW WHEN {refused} "
            f"BEGIN SELECT RAISE(ABORT, '{table} is kept as it was'); END"
        )
        triggers.append((name, (table, sql)))
    return triggers


def _postgresql_function(name: str, table: str, condition: str, event: str) -> str:
    returned = "OLD" if event == "DELETE" else "NEW"
    return (
        f"CREATE OR REPLACE FUNCTION {name}() RETURNS trigger AS $guard$ BEGIN "
        f"IF {condition} THEN RAISE EXCEPTION '{table} is kept as it was' "
        "USING ERRCODE = 'integrity_constraint_violation'; "
        f"END IF; RETURN {returned}; END $guard$ LANGUAGE plpgsql"
    )
