"""Tables of amendments: the author's text, co-signers, texts carried over to newer revisions."""

from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from amendments.rules.labels_of_numbers import address_label, number_label
from congress.models import Member
from congress.queries.congress_queries import one_each
from core.database import Base
from core.enums import enum_column
from core.immutability import never_changes, never_deleted, refuses
from core.row_seals import sealed
from motions.models import Motion, Part, Revision

LONGEST_TITLE = 60  # « En quelques mots » holds in one line of a list
LONGEST_CAUSE = 500


class AmendmentStatus(StrEnum):
    """Where an amendment is; the final ones carry their cause."""

    DRAFT = "draft"
    DEPOSITED = "deposited"
    INADMISSIBLE = "inadmissible"
    PUBLISHED = "published"
    WITHDRAWN = "withdrawn"
    NOT_SUPPORTED = "not_supported"
    ADOPTED = "adopted"
    REJECTED = "rejected"
    FALLEN = "fallen"
    SATISFIED = "satisfied"
    NO_OBJECT = "no_object"


LIVE = frozenset({AmendmentStatus.DEPOSITED, AmendmentStatus.PUBLISHED})
# What the chair may declare without a vote, and take back.
ENDED = frozenset({
    AmendmentStatus.WITHDRAWN, AmendmentStatus.NOT_SUPPORTED, AmendmentStatus.ADOPTED, AmendmentStatus.REJECTED,
    AmendmentStatus.FALLEN, AmendmentStatus.SATISFIED, AmendmentStatus.NO_OBJECT,
})  # fmt: skip
SET_ASIDE = frozenset({AmendmentStatus.NOT_SUPPORTED, AmendmentStatus.FALLEN, AmendmentStatus.NO_OBJECT})


class OpinionKind(StrEnum):
    """The bureau's advice before the vote."""

    FAVOURABLE = "favourable"
    FAVOURABLE_IF = "favourable_if"  # « favorable sous réserve », which its reason says
    UNFAVOURABLE = "unfavourable"
    WITHDRAWAL = "withdrawal"  # its author is asked to withdraw it
    WITHDRAWAL_FOR = "withdrawal_for"  # in favour of another amendment
    WISDOM = "wisdom"  # « sagesse » : left to the assembly
    SATISFIED = "satisfied"  # the text says it already
    NONE = "none"


# Versions are counted one by one, and a rectification is one of them.
_NOT_THE_NEXT_VERSION = (
    "NEW.version NOT IN (OLD.version, OLD.version + 1) "
    "OR NEW.rectification NOT BETWEEN OLD.rectification AND OLD.rectification + NEW.version - OLD.version"
)


class Amendment(Base):
    """An author's text on a revision. Immutable from its deposit (triggers); numbers never change."""

    __tablename__ = "amendment"
    __seal__ = sealed("l’amendement", up="motion_id", once=lambda row: row.status != AmendmentStatus.DRAFT)
    __table_args__ = (
        UniqueConstraint("motion_id", "receipt_number", name="uq_amendment_motion_receipt"),
        UniqueConstraint("motion_id", "public_number", "sub_number", name="uq_amendment_motion_public_number"),
        UniqueConstraint("author_id", "sheet", name="uq_amendment_author_sheet"),
        CheckConstraint("(status = 'draft') = (receipt_number IS NULL)", name="receipt_from_deposit"),
        CheckConstraint("(status = 'draft') = (deposited_at IS NULL)", name="dated_from_deposit"),
        CheckConstraint(
            "status NOT IN ('published', 'not_supported', 'adopted', 'rejected', 'fallen', 'satisfied', 'no_object') "
            "OR public_number IS NOT NULL",
            name="numbered_from_publication",
        ),
        CheckConstraint("status = 'draft' OR (title <> '' AND reasons <> '')", name="reasons_from_deposit"),
        CheckConstraint(f"status = 'draft' OR length(title) <= {LONGEST_TITLE}", name="few_words"),
        CheckConstraint(
            "(status IN ('draft', 'deposited', 'published')) = (decided_at IS NULL)", name="dated_when_final"
        ),
        CheckConstraint("NOT under_vote OR status = 'published'", name="only_published_under_vote"),
        CheckConstraint("reserved_at IS NULL OR status = 'published'", name="only_published_reserved"),
        CheckConstraint("sub_number = 0 OR parent_id IS NOT NULL", name="only_sub_amendments_lettered"),
        CheckConstraint("(parent_id IS NULL) = (parent_version IS NULL)", name="amends_a_version_of_its_parent"),
        CheckConstraint(
            "(rectifies_id IS NULL) = (rectifies_version IS NULL) AND (rectifies_id IS NULL OR status = 'draft')",
            name="only_drafts_rectify_a_version",
        ),
        CheckConstraint("version > rectification AND rectification >= 0", name="each_rectification_a_version"),
        CheckConstraint("(admitted_at IS NULL) OR is_late", name="only_late_ones_admitted"),
        {"sqlite_autoincrement": True},  # a draft is deleted, and its address is nobody else's afterwards
    )
    __guards__ = (
        never_changes(
            "motion_id",
            "part_id",
            "author_id",
            "parent_id",
            "parent_version",
            "is_late",
            "receipt_number",
            "deposited_at",
            "resubmits_id",
            once="OLD.status <> 'draft'",
        ),
        # Another text is another version: the former one is kept in `amendment_version`.
        never_changes(
            "base_revision_id",
            "text",
            "text_sha256",
            "title",
            "reasons",
            once="OLD.status <> 'draft' AND NEW.version = OLD.version",
        ),
        refuses("UPDATE", "keep_amendment_versions", when=_NOT_THE_NEXT_VERSION),
        refuses("UPDATE", "keep_amendment_letters", when="NEW.last_sub_number < OLD.last_sub_number"),
        never_changes("public_number", "sub_number", "published_at", once="OLD.public_number IS NOT NULL"),
        never_deleted(once="OLD.status <> 'draft'"),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    motion_id: Mapped[int] = mapped_column(ForeignKey("motion.id"), index=True)
    part_id: Mapped[int] = mapped_column(ForeignKey("part.id"), index=True)
    base_revision_id: Mapped[int] = mapped_column(ForeignKey("revision.id"))
    author_id: Mapped[int] = mapped_column(ForeignKey("member.id"), index=True)
    status: Mapped[AmendmentStatus] = mapped_column(
        enum_column(AmendmentStatus, "status"), default=AmendmentStatus.DRAFT, index=True
    )
    title: Mapped[str] = mapped_column(Text, default="")  # « En quelques mots »; a draft may still be too long
    reasons: Mapped[str] = mapped_column(Text, default="")  # « Exposé sommaire »
    sheet: Mapped[str | None] = mapped_column(String(40))  # the page that began it: sent again, it begins no other
    kept_by: Mapped[str | None] = mapped_column(String(40))  # the page that kept it last: it knows what the draft says
    text: Mapped[str] = mapped_column(Text)  # the whole amended part
    text_sha256: Mapped[str] = mapped_column(String(64))
    receipt_number: Mapped[int | None]
    public_number: Mapped[int | None]
    created_at: Mapped[datetime]
    updated_at: Mapped[datetime]
    deposited_at: Mapped[datetime | None]
    published_at: Mapped[datetime | None]
    decided_at: Mapped[datetime | None]
    cause: Mapped[str] = mapped_column(String(LONGEST_CAUSE), default="")  # why it is in a final status, in words
    cause_amendment_id: Mapped[int | None] = mapped_column(ForeignKey("amendment.id"))
    adopted_revision_id: Mapped[int | None] = mapped_column(ForeignKey("revision.id"))
    resubmits_id: Mapped[int | None] = mapped_column(ForeignKey("amendment.id"), index=True)  # that it adapts
    under_vote: Mapped[bool] = mapped_column(default=False)
    version: Mapped[int] = mapped_column(default=1)  # of its text: rectified, or changed by a sub-amendment
    rectification: Mapped[int] = mapped_column(default=0)  # 1: « 12 rect. », 2: « 12 rect. bis »
    parent_id: Mapped[int | None] = mapped_column(ForeignKey("amendment.id"), index=True)  # of a sub-amendment
    parent_version: Mapped[int | None]  # the version of its parent on which a sub-amendment was written
    rectifies_id: Mapped[int | None] = mapped_column(ForeignKey("amendment.id"), index=True)  # by a draft
    rectifies_version: Mapped[int | None]  # the version of it that was read
    sub_number: Mapped[int] = mapped_column(default=0)  # of a sub-amendment, that bears its parent's number: 1 is A
    last_sub_number: Mapped[int] = mapped_column(default=0)  # the counter of its sub-amendments
    taken_up_by_id: Mapped[int | None] = mapped_column(ForeignKey("member.id"))  # whose it is, its author gave it up
    reserved_at: Mapped[datetime | None]  # its vote waits for those after it
    is_late: Mapped[bool] = mapped_column(default=False)  # submitted in the sitting, after the closing
    admitted_at: Mapped[datetime | None]  # a late one: when the chair admitted it

    motion: Mapped[Motion] = relationship()
    part: Mapped[Part] = relationship()
    base_revision: Mapped[Revision] = relationship(foreign_keys=[base_revision_id])
    author: Mapped[Member] = relationship(foreign_keys=[author_id])
    taken_up_by: Mapped[Member | None] = relationship(foreign_keys=[taken_up_by_id])
    cause_amendment: Mapped["Amendment | None"] = relationship(
        remote_side="Amendment.id", foreign_keys=[cause_amendment_id]
    )
    parent: Mapped["Amendment | None"] = relationship(remote_side="Amendment.id", foreign_keys=[parent_id])
    rectifies: Mapped["Amendment | None"] = relationship(remote_side="Amendment.id", foreign_keys=[rectifies_id])
    cosigners: Mapped[list["Cosigner"]] = relationship(back_populates="amendment", order_by="Cosigner.id")
    opinions: Mapped[list["Opinion"]] = relationship(
        back_populates="amendment", order_by="Opinion.id", foreign_keys="Opinion.amendment_id"
    )

    @property
    def opinion(self) -> "Opinion | None":
        """What the bureau advises, as it last said it."""
        return self.opinions[-1] if self.opinions else None

    @property
    def label(self) -> str:
        """« 12 », « 12 rect. », « 12-A rect. bis »: its number as every sentence says it; empty before publication."""
        if self.public_number is None:
            return ""
        return number_label(self.public_number, self.sub_number, self.rectification)

    @property
    def address(self) -> str:
        """« 12 », « 12-A »: what its page is called in addresses, whatever is rectified."""
        return address_label(self.public_number, self.sub_number) if self.public_number is not None else ""

    @property
    def rank(self) -> tuple[int, int]:
        """What sorts amendments by number, each before its sub-amendments."""
        return self.public_number or 0, self.sub_number

    @property
    def bearer(self) -> Member:
        """Whose it is now: its author, or whoever took it up."""
        return self.taken_up_by or self.author

    @property
    def is_sub(self) -> bool:
        """Whether it amends another amendment."""
        return self.parent_id is not None

    @property
    def is_live(self) -> bool:
        """Deposited or published, nothing decided yet."""
        return self.status in LIVE

    @property
    def supporters(self) -> "list[Cosigner]":
        """The cosigners of the text as its author has it now, each person once and the author never.

        Whatever rows of the roll were merged since; whoever signed a former version is asked to confirm.
        """
        others = (cosigner for cosigner in self.cosigners if cosigner.member.person_id != self.author.person_id)
        return one_each(cosigner for cosigner in others if cosigner.version == self.version)

    @property
    def receipt(self) -> str:
        """« D-0042 », from the deposit."""
        return f"D-{self.receipt_number:04d}" if self.receipt_number else ""


class Cosigner(Base):
    """A member who supports an amendment, and the fingerprint of the text then read."""

    __tablename__ = "cosigner"
    __seal__ = sealed("la cosignature", up="amendment_id")
    __table_args__ = (UniqueConstraint("amendment_id", "member_id", name="uq_cosigner_amendment_member"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    amendment_id: Mapped[int] = mapped_column(ForeignKey("amendment.id"), index=True)
    member_id: Mapped[int] = mapped_column(ForeignKey("member.id"))
    text_sha256: Mapped[str] = mapped_column(String(64))  # of the text read: the author's, or the part if adopted
    version: Mapped[int]  # of the amendment then, its reasons too: carried over, it stays
    signed_at: Mapped[datetime]

    amendment: Mapped[Amendment] = relationship(back_populates="cosigners")
    member: Mapped[Member] = relationship()


class Opinion(Base):
    """What the bureau advises on an amendment: each time anew a row, the last of which counts."""

    __tablename__ = "opinion"
    __seal__ = sealed("l’avis du bureau", up="amendment_id")
    __table_args__ = (
        CheckConstraint("(kind = 'withdrawal_for') = (rival_id IS NOT NULL)", name="in_favour_of_another"),
        CheckConstraint("rival_id IS NULL OR rival_id <> amendment_id", name="not_of_itself"),
        CheckConstraint("kind <> 'favourable_if' OR reason <> ''", name="says_its_condition"),
    )
    __guards__ = (never_changes("amendment_id", "kind", "reason", "rival_id", "given_at"), never_deleted())
    id: Mapped[int] = mapped_column(primary_key=True)
    amendment_id: Mapped[int] = mapped_column(ForeignKey("amendment.id"), index=True)
    kind: Mapped[OpinionKind] = mapped_column(enum_column(OpinionKind, "kind"))
    reason: Mapped[str] = mapped_column(Text, default="")
    rival_id: Mapped[int | None] = mapped_column(ForeignKey("amendment.id"))
    given_at: Mapped[datetime]

    amendment: Mapped[Amendment] = relationship(back_populates="opinions", foreign_keys=[amendment_id])
    rival: Mapped[Amendment | None] = relationship(foreign_keys=[rival_id])

    @property
    def says(self) -> tuple[OpinionKind, str, int | None]:
        """All that it says: two that say the same are one."""
        return self.kind, self.reason, self.rival_id


class CarriedText(Base):
    """The same amendment carried mechanically onto a newer revision: one for each revision, recomputable."""

    __tablename__ = "carried_text"
    __seal__ = sealed("le texte reporté", up="amendment_id")
    __table_args__ = (UniqueConstraint("amendment_id", "revision_id", name="uq_carried_text_amendment_revision"),)
    __guards__ = (
        never_changes("amendment_id", "revision_id", "clean", "text", "text_sha256"),
        never_deleted(),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    amendment_id: Mapped[int] = mapped_column(ForeignKey("amendment.id"))
    revision_id: Mapped[int] = mapped_column(ForeignKey("revision.id"), index=True)
    clean: Mapped[bool]
    already_satisfied: Mapped[bool] = mapped_column(default=False)
    text: Mapped[str] = mapped_column(Text)  # the whole part as it would read; the revision's own where not clean
    text_sha256: Mapped[str] = mapped_column(String(64))
    conflicts: Mapped[list[Any]]  # redline's conflicts, as JSON
    carried_at: Mapped[datetime]

    amendment: Mapped[Amendment] = relationship()
    revision: Mapped[Revision] = relationship()
