"""The sittings that the programme announces: plenary and preparation ones, with their agenda and offices.

The last plenary of the congress is the one that votes: its agenda is each proposal, then the whole motion. Whoever
has the function of chair in the roll chairs every sitting; the first of the secretariat is its secretary.
"""

from datetime import datetime

from flask_babel import gettext as _

import redline
from app.folder.content import Folder, ProgrammeRow
from app.folder.report import Report
from congress.actors import Actor
from congress.chamber_models import AgendaItem, AgendaItemKind, Office, Sitting, SittingKind, SittingState
from congress.models import Function
from congress.queries import chamber_queries
from congress.services.planning_services import order_agenda, replan_sitting, retitle_item
from congress.services.roll_import import RollReport
from congress.services.sitting_services import add_item, give_office, plan_sitting
from core.changes import SaveResult
from core.database import session
from core.files.faults import Findings
from programme.models import ProgrammeItem, ProgrammeItemKind
from programme.services import tie_to_sitting

KINDS = {
    ProgrammeItemKind.PLENARY: SittingKind.PLENARY,
    ProgrammeItemKind.PREPARATION: SittingKind.PREPARATION,
}


def import_sittings(
    congress_id: int,
    folder: Folder,
    programme_item: list[tuple[ProgrammeRow, int]],
    roll: RollReport,
    findings: Findings,
    report: Report,
    *,
    actor: Actor,
    now: datetime,
) -> None:
    """Plan or move a sitting for each plenary and preparation of the congress itself (neighbouring events are none)."""
    held = [(row, found) for row, found in programme_item if row.kind in KINDS and row.day <= folder.congress.ends]
    plenaries = [found for row, found in held if row.kind == ProgrammeItemKind.PLENARY]
    planner = _Planner(congress_id, folder, roll, findings, report, actor, now)
    for row, found in held:
        planner.keep(row, found, votes=bool(plenaries) and found == plenaries[-1])


class _Planner:
    """The sittings of one import."""

    def __init__(
        self,
        congress_id: int,
        folder: Folder,
        roll: RollReport,
        findings: Findings,
        report: Report,
        actor: Actor,
        now: datetime,
    ) -> None:
        self.congress_id = congress_id
        self.folder = folder
        self.findings = findings
        self.report = report
        self.actor = actor
        self.now = now
        functions = {row.fields.function: roll.ids[row.line] for row in reversed(folder.roll) if row.line in roll.ids}
        self.chair = functions.get(Function.CHAIR)
        self.secretary = functions.get(Function.SECRETARIAT)
        self.has_new_chair = any(
            roll.ids[row.line] == self.chair and any(field.name == "function" for field in row.change.fields)
            for row in roll.updated
        )

    def keep(self, row: ProgrammeRow, programme_item_id: int, *, votes: bool) -> None:
        """Plan or move the sitting of a programme item, then its agenda and offices while it is not open yet."""
        item = session().get_one(ProgrammeItem, programme_item_id)
        sitting = session().get(Sitting, item.sitting_id) if item.sitting_id else None
        if sitting is None:
            sitting = self._plan(row, item)
            change = SaveResult(is_new=True)
        elif sitting.state == SittingState.PLANNED:
            change = replan_sitting(
                sitting.id, title=item.title, room_id=item.room_id, starts_at=item.starts_at, ends_at=item.ends_at,
                actor=self.actor, now=self.now,
            )  # fmt: skip
        else:
            change = SaveResult()
            if (sitting.starts_at, sitting.room_id) != (item.starts_at, item.room_id):
                told = _("la séance n° %(number)s est déjà ouverte : elle n’est pas déplacée.", number=sitting.number)
                self.findings.warning(row.file, row.line, None, told)
        self.report.note("séances", item.title, change, hidden=("room_id",))
        if sitting.state == SittingState.PLANNED:
            self._fill_agenda(sitting, votes=votes)
            self._give_offices(sitting, is_new=change.is_new)

    def _plan(self, row: ProgrammeRow, item: ProgrammeItem) -> Sitting:
        sitting_id = plan_sitting(
            self.congress_id, kind=KINDS[row.kind], title=item.title, room_id=item.room_id, starts_at=item.starts_at,
            ends_at=item.ends_at, actor=self.actor, now=self.now,
        )  # fmt: skip
        tie_to_sitting(item.id, sitting_id, actor=self.actor)
        return session().get_one(Sitting, sitting_id)

    def _fill_agenda(self, sitting: Sitting, *, votes: bool) -> None:
        agenda = chamber_queries.agenda_of(sitting.id)
        if not votes:
            if not agenda:
                self._add(sitting, AgendaItemKind.OTHER, sitting.title)
            return
        for proposal in self.folder.proposals:
            title = redline.parse(proposal.text).blocks[0].body
            item = next((item for item in agenda if item.proposal_number == proposal.number), None)
            if item is None:
                self._add(sitting, AgendaItemKind.PROPOSAL, title, proposal.number)
            else:
                retitle_item(item.id, title, actor=self.actor, now=self.now)
        if not any(item.kind == AgendaItemKind.MOTION for item in agenda):
            self._add(sitting, AgendaItemKind.MOTION, _("Motion entière"))
        in_order = sorted(chamber_queries.agenda_of(sitting.id), key=self._rank)
        order_agenda(sitting.id, [item.id for item in in_order], actor=self.actor, now=self.now)

    def _rank(self, item: AgendaItem) -> tuple[bool, int]:
        """The whole motion comes after what stands there; the rest keeps its order."""
        return item.kind == AgendaItemKind.MOTION, item.position

    def _add(self, sitting: Sitting, kind: AgendaItemKind, title: str, number: int | None = None) -> None:
        add_item(sitting.id, kind, title, number, actor=self.actor, now=self.now)

    def _give_offices(self, sitting: Sitting, *, is_new: bool) -> None:
        """What somebody decided since stays, unless the roll itself names another chair."""
        has_chair = chamber_queries.chair_of(sitting.id) is not None
        if self.chair is not None and (is_new or self.has_new_chair or not has_chair):
            give_office(sitting.id, self.chair, Office.CHAIR, actor=self.actor, now=self.now)
        if self.secretary is not None and is_new:
            give_office(sitting.id, self.secretary, Office.SECRETARY, actor=self.actor, now=self.now)
