"""What happens to amendments."""

from dataclasses import dataclass

from core.events import Event


@dataclass(frozen=True, slots=True)
class AmendmentDeposited(Event):
    """An author handed an amendment in; the secretariat has to publish it."""

    amendment_id: int


@dataclass(frozen=True, slots=True)
class AmendmentPublished(Event):
    """An amendment has its public number."""

    amendment_id: int


@dataclass(frozen=True, slots=True)
class AmendmentDeclaredInadmissible(Event):
    """The secretariat refused an amendment, with its reason."""

    amendment_id: int


@dataclass(frozen=True, slots=True)
class AmendmentWithdrawn(Event):
    """Its author gave an amendment up before the vote."""

    amendment_id: int


@dataclass(frozen=True, slots=True)
class OpinionGiven(Event):
    """The bureau gave its advice on an amendment, or changed it."""

    amendment_id: int


@dataclass(frozen=True, slots=True)
class AmendmentCosigned(Event):
    """A member supports an amendment."""

    amendment_id: int


@dataclass(frozen=True, slots=True)
class AmendmentsAdopted(Event):
    """Amendments of one lot became a revision; others fell, were satisfied or carried over."""

    part_id: int
    revision_id: int
    amendment_ids: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class AmendmentsDecided(Event):
    """Amendments were rejected, fell or lost their object."""

    part_id: int
    amendment_ids: tuple[int, ...]
