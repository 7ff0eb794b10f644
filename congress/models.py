"""Tables of the congress and of its roll."""

from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, BigInteger, CheckConstraint, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from accounts.models import Account
from congress.rules import names
from congress.rules.rule_names import (
    BallotKind,
    Body,
    CollegeRule,
    DispositifWording,
    OptionRule,
    PresetName,
    QuorumRule,
    TieRule,
)
from congress.rules.visibility import Visibility
from core.database import BY_NAME, Base
from core.enums import Language, enum_column
from core.mail.outbox import DEMONSTRATION
from core.row_seals import Salted, sealed
from core.text.collation import AlphabeticKey, alphabetic
from core.window import Window

REHEARSAL = "RÉPÉTITION – rien de ce qui se fait ici ne compte"
WEIGHT_SCALE = 1_000_000  # weights are stored as whole millionths: "1" is 1000000


class Category(StrEnum):
    """What a person is in the congress; only the elected may vote."""

    ELECTED = "elected"
    STAFF = "staff"
    PARTNER = "partner"
    PRESS = "press"
    ORGANISER = "organiser"


class Function(StrEnum):
    """What a person does for the congress, apart from the category."""

    NONE = ""
    CHAIR = "chair"  # chairs the sittings that the import creates; an office of each sitting
    SECRETARIAT = "secretariat"


class Accreditation(StrEnum):
    """Whether the congress admits the person."""

    REQUESTED = "requested"
    ACCREDITED = "accredited"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"


class QuorumMoment(StrEnum):
    """When the rules of a congress have the quorum checked."""

    ITEM = "item"  # each time an item is put in discussion (CGCT)
    VOTE = "vote"
    SITTING = "sitting"
    ON_REQUEST = "on_request"


class ViewpointNames(StrEnum):
    """Whether viewpoints bear the names of those who give them."""

    CHOSEN = "chosen"
    ALWAYS = "always"
    NEVER = "never"


class PresenceInRoom(StrEnum):
    """Who says that a member is in the room."""

    SELF = "self"
    BUREAU = "bureau"  # the secretariat of the congress, at the bureau of the sitting
    CODE = "code"  # the member, with the code that the door shows


class RoomKind(StrEnum):
    """Where a room is."""

    VIRTUAL = "virtual"
    PHYSICAL = "physical"
    MIXED = "mixed"


def stream_named(slug: str) -> str:
    """The name of a congress's chain in the journal."""
    return f"congress:{slug}"


class Congress(Base):
    """One event with a roll, a programme, rules, a motion."""

    __tablename__ = "congress"
    __seal__ = sealed("le congrès", left_out={"clock_offset": "the clock of a demonstration alone"})
    __table_args__ = (
        CheckConstraint("starts <= ends", name="starts_before_ends"),
        CheckConstraint("rehearses_id IS NULL OR demonstration", name="rehearsal_counts_for_nothing"),
        CheckConstraint("line_length BETWEEN 40 AND 120", name="line_length_readable"),
        CheckConstraint("presence_opens_before BETWEEN 0 AND 1440", name="presence_opens_within_a_day"),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    slug: Mapped[str] = mapped_column(String(80), unique=True)
    title: Mapped[str] = mapped_column(String(200))
    organiser: Mapped[str] = mapped_column(String(200))
    demonstration: Mapped[bool] = mapped_column(default=False)
    rehearses_id: Mapped[int | None] = mapped_column(ForeignKey("congress.id"))  # the one whose sitting it rehearses
    timezone: Mapped[str] = mapped_column(String(60))
    place: Mapped[str] = mapped_column(String(200), default="")
    starts: Mapped[date]
    ends: Mapped[date]
    locale: Mapped[Language] = mapped_column(enum_column(Language, "locale"), default=Language.FR)
    clock_offset: Mapped[int] = mapped_column(default=0)  # seconds added to the machine's clock

    # Rules, by the names of docs/rules (frozen into each poll when it is announced).
    quorum: Mapped[QuorumRule] = mapped_column(enum_column(QuorumRule, "quorum"))
    quorum_checked: Mapped[QuorumMoment] = mapped_column(enum_column(QuorumMoment, "quorum_checked"))
    majority: Mapped[list[str]]  # several must all hold
    tie_rule: Mapped[TieRule] = mapped_column(enum_column(TieRule, "tie_rule"))
    ballot: Mapped[BallotKind] = mapped_column(enum_column(BallotKind, "ballot"))
    proxies_per_holder: Mapped[int]
    # The law above them, and what a member may ask for: docs/rules/presets.
    preset: Mapped[PresetName] = mapped_column(enum_column(PresetName, "preset"), default=PresetName.OWN)
    body: Mapped[Body] = mapped_column(enum_column(Body, "body"), default=Body.ASSOCIATION)
    remote_presence: Mapped[bool] = mapped_column(default=True)
    substitutes: Mapped[bool] = mapped_column(default=False)  # suppléants take the seat of a titular
    convening_days: Mapped[int] = mapped_column(default=0)  # clear days before a sitting; 0: nothing is asked
    public_request: Mapped[int] = mapped_column(default=4)  # one present in so many obtains it; 0: nobody does
    secret_request: Mapped[int] = mapped_column(default=3)
    prevailing_request: Mapped[BallotKind] = mapped_column(enum_column(BallotKind, "prevailing_request"),
                                                           default=BallotKind.SECRET)  # fmt: skip
    college_rule: Mapped[CollegeRule | None] = mapped_column(enum_column(CollegeRule, "college_rule"))
    college_shares: Mapped[dict[str, str]] = mapped_column(JSON, default=dict, info=BY_NAME)  # exact: "0.6"
    quorum_by_college: Mapped[bool] = mapped_column(default=False)  # the quorum is asked of each college too
    proxies_within_college: Mapped[bool] = mapped_column(default=False)  # given to a member of one's own college
    option_rule: Mapped[OptionRule] = mapped_column(enum_column(OptionRule, "option_rule"), default=OptionRule.RELATIVE)
    minimum_signatories: Mapped[int]
    line_length: Mapped[int]
    dispositif_wording: Mapped[DispositifWording] = mapped_column(
        enum_column(DispositifWording, "dispositif_wording"), default=DispositifWording.REPLACE
    )
    keeps_positions: Mapped[bool] = mapped_column(default=False)  # what was not taken, kept beside the text
    one_change: Mapped[bool] = mapped_column(default=False)  # an amendment does one thing: docs/rules/amendments-life
    late_amendments: Mapped[bool] = mapped_column(default=False)  # whether the chair may admit one in the sitting
    viewpoint_names: Mapped[ViewpointNames] = mapped_column(enum_column(ViewpointNames, "viewpoint_names"))
    presence_opens_before: Mapped[int] = mapped_column(default=60)  # minutes before a sitting: see docs/rules/presence
    presence_in_room: Mapped[PresenceInRoom] = mapped_column(
        enum_column(PresenceInRoom, "presence_in_room"), default=PresenceInRoom.SELF
    )
    minutes_rules: Mapped[dict[str, Any]] = mapped_column(default=dict)  # sections, siret… that are not the usual ones

    viewpoints_visible: Mapped[Visibility] = mapped_column(enum_column(Visibility, "viewpoints_visible"))
    amendments_visible: Mapped[Visibility] = mapped_column(enum_column(Visibility, "amendments_visible"))
    results_visible: Mapped[Visibility] = mapped_column(enum_column(Visibility, "results_visible"))
    named_votes_visible: Mapped[Visibility] = mapped_column(enum_column(Visibility, "named_votes_visible"))
    sittings_visible: Mapped[Visibility] = mapped_column(enum_column(Visibility, "sittings_visible"))

    viewpoints_open: Mapped[datetime]
    viewpoints_close: Mapped[datetime]
    amendments_open: Mapped[datetime]
    amendments_close: Mapped[datetime]
    signatures_open: Mapped[datetime]
    signatures_close: Mapped[datetime]
    letter_frozen_at: Mapped[datetime | None]  # set by letters: what shows « with_letter » shows from then on

    @property
    def counts_for_nothing(self) -> str:
        """The sentence that each paper of a demonstration, or of a rehearsal, begins with; empty of any other."""
        if self.rehearses_id is not None:
            return REHEARSAL
        return DEMONSTRATION if self.demonstration else ""

    @property
    def viewpoints_window(self) -> Window:
        """When points of view may be given; from the instant of the closing on, all of them are read."""
        return Window(self.viewpoints_open, self.viewpoints_close, closing_is_inside=False)

    @property
    def amendments_window(self) -> Window:
        """When amendments may be submitted."""
        return Window(self.amendments_open, self.amendments_close)

    @property
    def signatures_window(self) -> Window:
        """When the letter may be signed, once it is frozen."""
        return Window(self.signatures_open, self.signatures_close)

    @property
    def stream(self) -> str:
        """The name of this congress's chain in the journal."""
        return stream_named(self.slug)


class Member(Salted, Base):
    """A person on the roll of one congress. Two may share an address; one may have none."""

    __tablename__ = "member"
    __seal__ = sealed("le membre", up="congress_id", left_out={"account_id": "compared with the address instead"})
    __table_args__ = (
        UniqueConstraint("congress_id", "ref", name="uq_member_congress_ref"),
        # Who asks, on every page: by the congress alone, SQLite would read its whole roll each time.
        Index("ix_member_congress_account", "congress_id", "account_id"),
        CheckConstraint("NOT votes OR category = 'elected'", name="only_elected_vote"),
        CheckConstraint("weight > 0", name="weight_positive"),
        CheckConstraint("merged_into_id IS NULL OR NOT votes", name="merged_votes_no_more"),
        CheckConstraint(
            "substitute_of_id IS NULL OR (category = 'elected' AND NOT votes)", name="substitute_has_no_seat"
        ),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    congress_id: Mapped[int] = mapped_column(ForeignKey("congress.id"))
    ref: Mapped[str] = mapped_column(String(400))  # the `ref` column of the roll, else address and name
    given_ref: Mapped[str] = mapped_column(String(200), default="")  # the `ref` column as written, for the export
    pseudonym: Mapped[str] = mapped_column(String(32), unique=True)  # what the journal calls the person
    position: Mapped[int]  # rank in the roll
    category: Mapped[Category] = mapped_column(enum_column(Category, "category"))
    function: Mapped[Function] = mapped_column(enum_column(Function, "function"), default=Function.NONE)
    accreditation: Mapped[Accreditation] = mapped_column(enum_column(Accreditation, "accreditation"),
                                                         default=Accreditation.ACCREDITED)  # fmt: skip
    honorific: Mapped[str] = mapped_column("civility", String(20))
    given_name: Mapped[str] = mapped_column(String(100))
    family_name: Mapped[str] = mapped_column(String(100))
    email: Mapped[str | None] = mapped_column(String(320))
    account_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"), index=True)
    office: Mapped[str] = mapped_column(String(200), default="")
    commune: Mapped[str] = mapped_column(String(120), default="")
    insee: Mapped[str] = mapped_column(String(5), default="")
    departement: Mapped[str] = mapped_column(String(3), default="")
    body: Mapped[str] = mapped_column(String(200), default="")
    college: Mapped[str] = mapped_column(String(80), default="")
    weight: Mapped[int] = mapped_column(BigInteger, default=WEIGHT_SCALE)
    votes: Mapped[bool] = mapped_column(default=False)
    aide_of_id: Mapped[int | None] = mapped_column(ForeignKey("member.id"))
    substitute_of_id: Mapped[int | None] = mapped_column(ForeignKey("member.id"))  # whose seat they may take
    merged_into_id: Mapped[int | None] = mapped_column(ForeignKey("member.id"))  # the row of the same person that stays
    merged_because: Mapped[str] = mapped_column(String(300), default="")

    account: Mapped[Account | None] = relationship()
    aide_of: Mapped["Member | None"] = relationship(remote_side="Member.id", foreign_keys=[aide_of_id])

    @property
    def person_id(self) -> int:
        """The row that the person has now: the one into which this one was merged, or this one."""
        return self.merged_into_id or self.id

    @property
    def is_elector(self) -> bool:
        """Accredited and votes."""
        return self.votes and self.accreditation == Accreditation.ACCREDITED

    @property
    def is_secretariat(self) -> bool:
        """Of the secretariat of the congress."""
        return self.function == Function.SECRETARIAT

    @property
    def civil_name(self) -> str:
        """« Mme Karine Prigent », with a no-break space after the honorific."""
        return names.civil_name(self.honorific, self.given_name, self.family_name)

    @property
    def alphabetic(self) -> AlphabeticKey:
        """The key of this person in a list by name."""
        return alphabetic(self.family_name, self.given_name)

    @property
    def role_line(self) -> str:
        """« maire du Havre (76) »."""
        return names.role_line(self.office, self.commune, self.departement, self.body)

    @property
    def signature_line(self) -> str:
        """« Karine PRIGENT, maire du Havre (76) »."""
        return names.signature_line(
            self.given_name, self.family_name, self.office, self.commune, self.departement, self.body
        )


class Room(Salted, Base):
    """Where a sitting or a programme item is held."""

    __tablename__ = "room"
    __seal__ = sealed("la salle", up="congress_id")
    __table_args__ = (UniqueConstraint("congress_id", "name", name="uq_room_congress_name"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    congress_id: Mapped[int] = mapped_column(ForeignKey("congress.id"))
    position: Mapped[int]
    name: Mapped[str] = mapped_column(String(120))
    kind: Mapped[RoomKind] = mapped_column(enum_column(RoomKind, "kind"))
    url: Mapped[str] = mapped_column(String(500), default="")
    phone: Mapped[str] = mapped_column(String(40), default="")
    capacity: Mapped[int | None]
