"""Tables of what follows a proclamation: what the other parts still say, the positions kept, the fates told by mail."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from amendments.models import Amendment, AmendmentStatus
from core.database import Base
from core.enums import enum_column
from core.immutability import never_changes, never_deleted
from core.row_seals import sealed
from motions.models import Part, Revision

LONGEST_WORDS = 200  # of a term that an amendment replaced


class DiscrepancyState(StrEnum):
    """What the secretariat made of a discrepancy."""

    OPEN = "open"
    ACCEPTED = "accepted"
    SET_ASIDE = "set_aside"


class Discrepancy(Base):
    """An alinéa that still says what an adopted amendment replaced elsewhere; the secretariat decides, nothing else."""

    __tablename__ = "discrepancy"
    __seal__ = sealed("la remarque de cohérence", up="part_id")
    __table_args__ = (
        UniqueConstraint(
            "cause_revision_id", "part_id", "block", "former", name="uq_discrepancy_cause_part_block_former"
        ),
        CheckConstraint("(state = 'open') = (decided_at IS NULL)", name="dated_when_decided"),
        CheckConstraint("(state = 'accepted') = (made_revision_id IS NOT NULL)", name="revised_when_accepted"),
        CheckConstraint("state = 'open' OR because <> ''", name="decided_for_a_reason"),
    )
    __guards__ = (
        never_changes("amendment_id", "cause_revision_id", "part_id", "block", "former", "latter", "noticed_at"),
        never_changes("state", "because", "decided_at", "made_revision_id", once="OLD.state <> 'open'"),
        never_deleted(),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    amendment_id: Mapped[int] = mapped_column(ForeignKey("amendment.id"))  # the first of a batch of identical ones
    cause_revision_id: Mapped[int] = mapped_column(ForeignKey("revision.id"), index=True)  # what its adoption made
    part_id: Mapped[int] = mapped_column(ForeignKey("part.id"), index=True)  # where the former words still stand
    block: Mapped[str] = mapped_column(String(40))  # id of the alinéa there (redline.assign_ids)
    former: Mapped[str] = mapped_column(String(LONGEST_WORDS))  # « dix mille », as the amended text said it
    latter: Mapped[str] = mapped_column(String(LONGEST_WORDS))  # « quinze mille »
    state: Mapped[DiscrepancyState] = mapped_column(
        enum_column(DiscrepancyState, "state"), default=DiscrepancyState.OPEN
    )
    noticed_at: Mapped[datetime]
    because: Mapped[str] = mapped_column(Text, default="")
    decided_at: Mapped[datetime | None]
    made_revision_id: Mapped[int | None] = mapped_column(ForeignKey("revision.id"))

    amendment: Mapped[Amendment] = relationship()
    part: Mapped[Part] = relationship()
    cause_revision: Mapped[Revision] = relationship(foreign_keys=[cause_revision_id])
    made_revision: Mapped[Revision | None] = relationship(foreign_keys=[made_revision_id])


class KeptPosition(Base):
    """An amendment that the assembly did not take, kept by its author beside the adopted text."""

    __tablename__ = "kept_position"
    __seal__ = sealed("la position non retenue", up="amendment_id")
    __guards__ = (never_changes("amendment_id"), never_deleted())
    amendment_id: Mapped[int] = mapped_column(ForeignKey("amendment.id"), primary_key=True)
    kept_at: Mapped[datetime]
    withdrawn_at: Mapped[datetime | None]  # its author may take it back until the letter is frozen

    amendment: Mapped[Amendment] = relationship()


class FateTold(Base):
    """What the author of an amendment was last told of its fate, by mail at the end of a sitting."""

    __tablename__ = "fate_told"
    __seal__ = sealed("le sort annoncé", up="amendment_id")
    __guards__ = (never_changes("amendment_id"), never_deleted())
    amendment_id: Mapped[int] = mapped_column(ForeignKey("amendment.id"), primary_key=True)
    status: Mapped[AmendmentStatus] = mapped_column(enum_column(AmendmentStatus, "status"))
    decided_at: Mapped[datetime | None]

    amendment: Mapped[Amendment] = relationship()
