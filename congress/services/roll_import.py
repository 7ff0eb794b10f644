"""A whole roll taken at once: people created or updated, never deleted, and what each row changed.

Runs inside a unit of work. Errors are gathered in the findings; whoever called rolls everything back if there is one.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from flask_babel import gettext as _
from sqlalchemy import select

from congress.actors import Actor
from congress.models import Category, Congress, Member
from congress.queries.chamber_queries import live_plenary
from congress.roll import MemberFields, People, Person
from congress.roll_table import RollRow, the_official
from congress.services.electorate_services import take_back, touches_electorate, waiting_changes, waiting_sentence
from congress.services.known_roll import KnownRoll, attached_id, fields_of
from congress.services.roll_doubts import Doubt, doubts_of
from congress.services.roll_refs import refuse_refs_of_others, with_whole_refs
from congress.services.roll_services import save_known
from core import journal
from core.changes import SaveResult
from core.database import session
from core.digest import sha256_json
from core.files.faults import Findings
from core.rehearsal.rehearsing import run_and_keep_if


@dataclass(frozen=True, slots=True)
class RowChange:
    """What a row of the roll changed: the line, the person, and the change (false when there was none)."""

    line: int
    name: str
    change: SaveResult


@dataclass(frozen=True, slots=True)
class RollReport:
    """What taking a roll does: a change for each row, ids by line, the members whom it does not name, the order."""

    rows: tuple[RowChange, ...]
    ids: dict[int, int]
    absent: tuple[str, ...]
    is_reordered: bool
    doubts: tuple[Doubt, ...] = ()

    @property
    def created(self) -> list[RowChange]:
        """Rows that brought somebody new."""
        return [row for row in self.rows if row.change.is_new]

    @property
    def updated(self) -> list[RowChange]:
        """Rows that changed somebody known."""
        return [row for row in self.rows if row.change.fields and not row.change.is_new]

    @property
    def is_answered(self) -> bool:
        """Nobody is left of whom one must ask whether they are somebody else."""
        return all(doubt.answer is not None for doubt in self.doubts)

    @property
    def fingerprint(self) -> str:
        """Of all that changes: two reports that do the same have the same."""
        changes = [
            [
                row.line,
                row.name,
                row.change.is_new,
                [[field.name, field.before, field.after] for field in row.change.fields],
            ]
            for row in self.rows
        ]
        return sha256_json([changes, self.is_reordered, list(self.absent)])

    def __bool__(self) -> bool:
        return self.is_reordered or any(row.change for row in self.rows)


def people_of(congress_id: int) -> list[Member]:
    """The members of a congress in the order of the roll, rows merged into another one apart."""
    rows = select(Member).where(Member.congress_id == congress_id, Member.merged_into_id.is_(None))
    return list(session().scalars(rows.order_by(Member.position)))


def merged_rows(congress_id: int) -> dict[int, int]:
    """By the id of each row that was merged into another one, the id of the row that its person has now."""
    rows = select(Member.id, Member.merged_into_id).where(
        Member.congress_id == congress_id, Member.merged_into_id.is_not(None)
    )
    return {merged: kept for merged, kept in session().execute(rows) if kept is not None}


def import_roll(
    congress_id: int,
    rows: list[RollRow],
    findings: Findings,
    *,
    answers: Mapping[int, bool],
    actor: Actor,
    now: datetime,
) -> RollReport:
    """What the rows did. A roll that names every known member gives them its order; else new ones come last.

    `answers`: by line, whether the row is the person whom it may be (`roll_doubts`); a doubt without answer is taken
    for one and stands in the report.
    """
    return _RollImport(congress_id, rows, findings, answers, actor, now).run()


def import_roll_if_seen(
    congress_id: int,
    rows: list[RollRow],
    findings: Findings,
    *,
    seen: str | None,
    answers: Mapping[int, bool],
    actor: Actor,
    now: datetime,
) -> RollReport:
    """What the rows do, kept only if nothing refuses them, each doubt is answered and that is what was `seen`."""
    return run_and_keep_if(
        lambda: import_roll(congress_id, rows, findings, answers=answers, actor=actor, now=now),
        lambda report: not findings.errors and report.is_answered and report.fingerprint == seen,
    )


def people_named(congress_id: int) -> People:
    """The members of a congress, to be found by what a cell says of them."""
    return People(Person(member.id, fields_of(member)) for member in people_of(congress_id))


class _RollImport:
    """One roll being taken."""

    def __init__(
        self,
        congress_id: int,
        rows: list[RollRow],
        findings: Findings,
        answers: Mapping[int, bool],
        actor: Actor,
        now: datetime,
    ) -> None:
        self.congress_id = congress_id
        # Held, with the members: what a session holds weakly would be read again from the database at each row.
        everybody = session().scalars(select(Member).where(Member.congress_id == congress_id)).all()
        congress = session().get(Congress, congress_id, with_for_update={"key_share": True})
        self.held = (congress, people_of(congress_id), everybody)
        self.rows = with_whole_refs(rows, (member.given_ref for member in everybody), findings)
        self.findings = findings
        self.actor = actor
        self.now = now
        self.known = {member.id: fields_of(member) for member in self.held[1]}
        refuse_refs_of_others(self.rows, self.known.values(), findings)
        self.there = KnownRoll(congress_id, self.held[2], [row.fields.email for row in rows if row.fields.email])
        self.places = {row.line: place for place, row in enumerate(rows, start=1)}
        self.members: dict[int, Member] = {}
        self.ids: dict[int, int] = {}
        self.lines: dict[Member, int] = {}
        self.changes: dict[int, SaveResult] = {}
        self._wanted: dict[int, MemberFields] = {}
        self._by_key = {member.ref: member.id for member in self.held[1]}
        self.doubts = self._doubts(answers)
        self._same = {doubt.line: doubt.known for doubt in self.doubts if doubt.known and doubt.answer is not False}

    def run(self) -> RollReport:
        """Save officials, then their aides, then the order: written together, they have their numbers after."""
        for row in self.rows:
            if not row.attached:
                self._save(row, None)
        self._number()
        in_file = [Person(self.ids[row.line], row.fields) for row in self.rows if row.line in self.ids]
        named = People(in_file)
        everyone = People([*in_file, *(Person(known, fields) for known, fields in self._absent().items())])
        for row in self.rows:
            if row.attached and (official := self._official(row, named if named.named(row.attached) else everyone)):
                self._save(row, official)
        self._number()
        absent = self._absent()
        self._warn_homonyms(absent)
        self._settle_electorate()
        lines = [row.line for row in self.rows if row.line in self.ids]
        told = [RowChange(line, self._wanted[line].full_name, self.changes[line]) for line in lines]
        names = tuple(fields.full_name for fields in absent.values())
        return RollReport(tuple(told), self.ids, names, self._follow_order(bool(absent)), tuple(self.doubts))

    def _save(self, row: RollRow, official: int | None) -> None:
        with self.findings.rules_of(row.file, row.line):
            fields, official = self._with_what_is_known(row, official)
            fields = self.there.spelt_as_known(fields, self._same.get(row.line))
            member, change = save_known(
                self.congress_id, fields, self.there, line=self.places[row.line], aide_of_id=official,
                known_id=self._same.get(row.line), actor=self.actor, now=self.now,
            )  # fmt: skip
            first = self.lines.setdefault(member, row.line)
            if first != row.line:
                sentence = _("%(name)s est déjà à la ligne %(line)s.", name=row.fields.full_name, line=first)
                self.findings.error(row.file, row.line, None, sentence)
            self.members[row.line] = member
            self._wanted[row.line] = fields
            self.changes[row.line] = change

    def _number(self) -> None:
        """Write what was saved, all at once: who is new has a number from then on."""
        session().flush()
        self.ids = {line: member.id for line, member in self.members.items()}

    def _doubts(self, answers: Mapping[int, bool]) -> list[Doubt]:
        """Who of the rows may be somebody already known, or another row; a yes to the latter is a line to remove."""
        named = {row.line: self._known_as(row) for row in self.rows}
        taken = set(named.values())
        absent = {known: fields for known, fields in self.known.items() if known not in taken}
        rows = [self.there.placed(row) for row in self.rows]
        doubts = doubts_of(rows, {line for line, known in named.items() if known is None}, absent, answers)
        for doubt in doubts:
            if doubt.known is None and doubt.answer:
                sentence = _(
                    "%(name)s est déjà à la ligne %(line)s : retirer une des deux lignes.",
                    name=doubt.row.full_name,
                    line=doubt.other_line,
                )
                self.findings.error(doubt.file, doubt.line, None, sentence)
        said = {row.line: row.fields for row in self.rows}
        return [replace(doubt, row=said[doubt.line]) for doubt in doubts]

    def _known_as(self, row: RollRow) -> int | None:
        """The id of the member whom a row names already; None when it would be somebody new."""
        if not self.known:
            return None
        if not row.unsaid and row.fields.key in self._by_key:
            return self._by_key[row.fields.key]
        fields, _official = self._with_what_is_known(row, None)
        member = self.there.find(fields)
        return member.id if member else None

    def _with_what_is_known(self, row: RollRow, official: int | None) -> tuple[MemberFields, int | None]:
        """The fields of a row; those of which the file has no column stay as they are known of the member."""
        if not row.unsaid or not self.known:
            return row.fields, official
        wanted = row.fields
        if "email" in row.unsaid:  # known by the name alone, where one member bears it
            bearers = self.there.bearers(wanted)
            wanted = replace(wanted, email=bearers[0].email) if len(bearers) == 1 else wanted
        member = self.there.find(wanted)
        if member is None:
            return wanted, official
        known = fields_of(member)
        kept = {name: getattr(known, name) for name in row.unsaid if hasattr(known, name)}
        column = "substitute_of" if wanted.category == Category.ELECTED else "aide_of"
        return replace(wanted, **kept), attached_id(member) if column in row.unsaid else official

    def _settle_electorate(self) -> None:
        """Say which changes wait for the end of the sitting; those that the rows ask no more are taken back."""
        live, waiting = live_plenary(self.congress_id), waiting_changes(self.congress_id)
        for row in self.rows:
            change = waiting.get(self.ids.get(row.line, 0))
            if change is None:
                continue
            if not touches_electorate(change.member, self._wanted[row.line]):
                take_back(change, actor=self.actor, now=self.now)
            elif live is not None:
                self.findings.warning(row.file, row.line, "votes", waiting_sentence(live))

    def _absent(self) -> dict[int, MemberFields]:
        taken = set(self.ids.values())
        return {known: fields for known, fields in self.known.items() if known not in taken}

    def _official(self, row: RollRow, everyone: People) -> int | None:
        """The id of the one official whom the row names."""
        official = the_official(row, everyone, self.findings)
        return official.id if official else None

    def _warn_homonyms(self, absent: dict[int, MemberFields]) -> None:
        """Somebody new who bears the name of a member whom the roll leaves out may be that member."""
        names = {fields.full_name.casefold() for fields in absent.values()}
        for row in self.rows:
            change = self.changes.get(row.line)
            if change and change.is_new and row.fields.full_name.casefold() in names:
                told = _(
                    "%(name)s : une personne de ce nom est déjà inscrite, que ce fichier ne nomme plus. Deux restent "
                    "inscrites.",
                    name=row.fields.full_name,
                )
                self.findings.warning(row.file, row.line, None, told)

    def _follow_order(self, is_partial: bool) -> bool:
        """Number the members; whether those who were known changed places."""
        in_rows = [self.ids[row.line] for row in self.rows if row.line in self.ids]
        order = [*self.known, *(new for new in in_rows if new not in self.known)] if is_partial else in_rows
        members = {member.id: member for member in people_of(self.congress_id)}
        for position, member_id in enumerate(order, start=1):
            members[member_id].position = position
        is_reordered = [known for known in order if known in self.known] != list(self.known)
        if is_reordered and self.held[0] is not None:
            journal.record(self.held[0].stream, "roll_ordered", actor=self.actor.pseudonym, now=self.now)
        return is_reordered
