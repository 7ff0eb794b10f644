"""The amendments that the people of the demonstration wrote, read from `data/`."""

import tomllib
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from core.text.typography import normalise_typography

DATA = Path(__file__).resolve().parent / "data"
OF_THE_CONGRESS = "amendments.toml"
OF_THE_FIRST_HOUR = "amendments-26-aout.toml"


@dataclass(frozen=True, slots=True)
class WrittenAmendment:
    """An amendment as a file of `data/` tells it; its rank is its public number. Times are local, without a zone."""

    number: int
    proposal: int
    author: str
    deposited: datetime
    published_at: datetime | None
    title: str
    reasons: str
    edits: tuple[tuple[str, str], ...]
    opinion: str
    opinion_reason: str
    opinion_rival: int | None  # the public number of another
    cosigners: tuple[str, ...]
    is_withdrawn: bool

    @property
    def published(self) -> datetime:
        """When the secretariat publishes it: unless the file says so, the next morning."""
        return self.published_at or self.deposited.replace(hour=10, minute=5) + timedelta(days=1)

    def applied_to(self, text: str) -> str:
        """The whole proposal with these edits; each must be found once (`ValueError`)."""
        for written, proposed in self.edits:
            before = normalise_typography(written)
            if text.count(before) != 1:
                raise ValueError(f"amendment {self.number}: {text.count(before)} × {before!r}")
            text = text.replace(before, normalise_typography(proposed))
        return text


def written_amendments(file_name: str) -> tuple[WrittenAmendment, ...]:
    """The amendments of a file, in the order of their publication."""
    with (DATA / file_name).open("rb") as file:
        rows = tomllib.load(file)["amendment"]
    return tuple(
        WrittenAmendment(
            number=number,
            proposal=row["proposal"],
            author=row["author"],
            deposited=datetime.fromisoformat(row["deposited"]),
            published_at=datetime.fromisoformat(row["published"]) if "published" in row else None,
            title=row["title"],
            reasons=row["reasons"],
            edits=tuple((before, after) for before, after in row["edits"]),
            opinion=row.get("opinion", ""),
            opinion_reason=row.get("opinion_reason", ""),
            opinion_rival=row.get("opinion_rival"),
            cosigners=tuple(row.get("cosigners", ())),
            is_withdrawn=row.get("withdrawn", False),
        )
        for number, row in enumerate(rows, start=1)
    )
