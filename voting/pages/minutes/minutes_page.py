"""The page of a sitting's minutes: the record, where it stands, and what this reader may do with it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from flask_babel import gettext as _
from markupsafe import Markup

from amendments.pages.amendment_page import differences_html
from amendments.rules.carry_over import KnownText
from congress.actors import Actor
from congress.chamber_models import AgendaItem, Office, Sitting, SittingState
from congress.clock import local
from congress.models import Member
from congress.policies import can_see, holds_office
from congress.queries.chamber_queries import agenda_of, open_sitting_of
from congress.rules.honorifics import agreed
from core.digest import sha256_json
from voting.minutes_models import ItemReport, Minutes, MinutesNote
from voting.pages.minutes.minutes_files import journal_head, signed_by
from voting.pages.minutes.minutes_paper import SignedBy, adoption_sentence
from voting.policies import may_key_minutes
from voting.queries.minutes.minutes_queries import notes_of, reports_of
from voting.queries.minutes.recording import draft_record, kept_record, publishes_names
from voting.rules.minutes.record import MinutesRecord, without_names
from voting.rules.minutes.sections import published_before
from voting.services.minutes.adopting import draft_digest, missing_signatures


@dataclass(frozen=True, slots=True)
class NoteLine:
    """The substance of one item as its secretary keys it: its versions, and what the last one changed."""

    item: AgendaItem | None  # none: of the sitting as a whole
    versions: Sequence[MinutesNote]
    reports: Sequence[ItemReport]

    @property
    def number(self) -> int:
        """The position of the item; 0 of the sitting as a whole."""
        return self.item.position if self.item else 0

    @property
    def text(self) -> str:
        """What is read now."""
        return self.versions[-1].text if self.versions else ""

    @property
    def version(self) -> int:
        """The number of the last version; 0 as long as nothing was keyed."""
        return self.versions[-1].version if self.versions else 0


@dataclass(frozen=True, slots=True)
class MinutesPage:
    """All that the page shows to one reader."""

    record: MinutesRecord
    minutes: Minutes | None
    signers: tuple[SignedBy, ...]
    journal: str
    seen: str  # the fingerprint of what is shown: adopting and signing are bound to it
    approval: str
    keys: Sequence[NoteLine]  # what this reader may key
    may_submit: bool
    chair: Member | None
    adopts_in: Sitting | None  # the later sitting, open, where this reader, who chairs it, may have them adopted
    may_sign: bool
    may_publish: bool
    unsigned: str  # why whoever would publish them may not yet
    deadline: date | None
    with_names: bool
    is_late: bool  # published after its week, or not yet once it is over

    @property
    def is_adopted(self) -> bool:
        """Whether nothing changes any more."""
        return self.minutes is not None and self.minutes.adopted_at is not None

    @property
    def is_published(self) -> bool:
        """Whether whoever reads sittings reads them."""
        return self.minutes is not None and self.minutes.published_at is not None

    @property
    def submit_words(self) -> str:
        """On the button."""
        neutral = _("Soumettre à la présidence")
        honorific = self.chair.honorific if self.chair else ""
        return agreed(honorific, _("Soumettre à la présidente"), _("Soumettre au président"), neutral)

    @property
    def state(self) -> tuple[str, str]:
        """(kind of tag, word)."""
        if self.is_published:
            return "adopted", _("Arrêté et publié")
        if self.is_adopted:
            return "adopted", _("Arrêté")
        if self.minutes is not None and self.minutes.submitted_at is not None:
            return "draft", _("Projet, à arrêter")
        return "draft", _("Projet, à relire")


def minutes_page(sitting: Sitting, minutes: Minutes | None, actor: Actor, now: datetime) -> MinutesPage:
    """The page for one reader who may read it, now; `minutes`: where they stand."""
    congress = sitting.congress
    with_names = publishes_names(sitting) and can_see(congress.named_votes_visible, actor, congress)
    record = kept_record(minutes) or draft_record(sitting, with_names=False)
    if not with_names:
        record = without_names(record)
    is_adopted = minutes is not None and minutes.adopted_at is not None
    is_over = sitting.state == SittingState.CLOSED
    may_key = may_key_minutes(actor, sitting) and not is_adopted
    signers = signed_by(sitting, minutes)
    later = _adopting_sitting(sitting, actor) if is_over and not is_adopted else None
    publishes = minutes is not None and is_adopted and minutes.published_at is None and may_key_minutes(actor, sitting)
    unsigned = missing_signatures(sitting, minutes) if minutes is not None and publishes else ""
    seen = minutes.sha256 if minutes is not None and minutes.sha256 else draft_digest(sitting) if later else ""
    return MinutesPage(
        record=record,
        minutes=minutes,
        signers=signers,
        journal=journal_head(sitting, minutes),
        seen=seen or sha256_json(record.as_json()),
        approval=adoption_sentence(minutes),
        keys=_keys(sitting) if may_key else (),
        may_submit=may_key and is_over and (minutes is None or minutes.submitted_at is None),
        chair=next((one.member for one in signers if one.office is Office.CHAIR), None),
        adopts_in=later,
        may_sign=is_adopted and any(one.member.id == actor.member_id and not one.moment for one in signers),
        may_publish=publishes and not unsigned,
        unsigned=unsigned,
        deadline=_deadline(minutes),
        with_names=with_names,
        is_late=_is_late(minutes, now),
    )  # fmt: skip


def _deadline(minutes: Minutes | None) -> date | None:
    """The last day of the week that follows the sitting that adopted them, for a council."""
    if minutes is None or minutes.adopted_at is None:
        return None
    congress = minutes.sitting.congress
    return published_before(local(congress, minutes.adopted_at).date(), congress.body)


def _is_late(minutes: Minutes | None, now: datetime) -> bool:
    """Whether they are published after the last day of their week, or are not while it is over."""
    last = _deadline(minutes)
    if minutes is None or last is None:
        return False
    return local(minutes.sitting.congress, minutes.published_at or now).date() > last


def _adopting_sitting(sitting: Sitting, actor: Actor) -> Sitting | None:
    """The open sitting that this reader chairs, if it comes after this one."""
    found = open_sitting_of(sitting.congress_id)
    if found is None or found.number <= sitting.number or found.state != SittingState.OPEN:
        return None
    return found if holds_office(found.id, actor.member_id, Office.CHAIR) else None


def _keys(sitting: Sitting) -> list[NoteLine]:
    notes, reports = notes_of(sitting.id), reports_of(sitting.id)
    items: list[AgendaItem | None] = [None, *agenda_of(sitting.id)]
    return [
        NoteLine(
            item,
            notes.get(item.id if item else 0, ()),
            [row for row in reports if item is not None and row.item_id == item.id],
        )
        for item in items
    ]


def changes_of(versions: Sequence[MinutesNote], width: int) -> list[tuple[MinutesNote, Markup | None]]:
    """Each version of a substance with what it changed, the last one first; nothing beside the first."""
    told: list[tuple[MinutesNote, Markup | None]] = []
    for before, note in zip([None, *versions], versions, strict=False):
        changed = None
        if before is not None:
            changed = differences_html(KnownText(before.sha256, before.text), KnownText(note.sha256, note.text), width)
        told.append((note, changed))
    return told[::-1]
