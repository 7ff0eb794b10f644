"""What the demonstration plays: the amendments of `data/amendments.toml`, and the sitting of 12 October 2020."""

import tomllib
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from core.text.typography import normalise_typography

DATA = Path(__file__).resolve().parent / "data"
CONGRESS = DATA / "congres-2020"
SLUG = "congres-2020"

OFFICIAL = "karine.prigent@le-havre.example"
CHAIR = "chloe.arnaud@saint-cirq-lapopie.example"
SECRETARY = "sven.keller@congres.example"

PRESENT = 106
PROXIES = (  # principal, holder
    ("didier.jacquot@aprey.example", OFFICIAL),
    ("michel.haddad@prunet.example", "olivier.tessier@mouzeil.example"),
    ("beatrice.vallet@les-anses-d-arlet.example", "nadia.masson@san-nicolao.example"),
    ("catherine.jacquot@chavanay.example", "yann.kerbrat@le-grand-quevilly.example"),
    ("christian.maillard@matoury.example", "herve.besnard@toulouse.example"),
    ("olivier.berthelot@tsingoni.example", "francoise.benard@audincthun.example"),
    ("philippe.le-roux@dieppe.example", "cedric.jacquot@realmont.example"),
    ("jacques.faure@chalon-sur-saone.example", "remi.tessier@vaunac.example"),
    ("joel.marty@sens.example", "lucie.giraud@le-mans.example"),
)
MID_SITTING = "2020-10-12T14:32:00"
OPEN_AMENDMENT = 12
RECEIVED = 74  # votes received when the demonstration stops in mid-sitting
AFTERWARDS = "2020-10-13T09:00:00"
SIGNATURES = (87, 17)  # with the name published, without


@dataclass(frozen=True, slots=True)
class Written:
    """An amendment as the script tells it; its rank is its public number. Times are local, without a zone."""

    number: int
    proposal: int
    author: str
    deposited: datetime
    title: str
    reasons: str
    edits: tuple[tuple[str, str], ...]
    opinion: str
    opinion_reason: str
    cosigners: tuple[str, ...]
    is_withdrawn: bool

    def applied_to(self, text: str) -> str:
        """The whole proposal with these edits; each must be found once (`ValueError`)."""
        for written, proposed in self.edits:
            before = normalise_typography(written)
            if text.count(before) != 1:
                raise ValueError(f"amendment {self.number}: {text.count(before)} × {before!r}")
            text = text.replace(before, normalise_typography(proposed))
        return text


def amendments() -> tuple[Written, ...]:
    """The amendments of the script, in the order of their publication."""
    with (DATA / "amendments.toml").open("rb") as file:
        rows = tomllib.load(file)["amendment"]
    return tuple(
        Written(
            number=number,
            proposal=row["proposal"],
            author=row["author"],
            deposited=datetime.fromisoformat(row["deposited"]),
            title=row["title"],
            reasons=row["reasons"],
            edits=tuple((before, after) for before, after in row["edits"]),
            opinion=row.get("opinion", ""),
            opinion_reason=row.get("opinion_reason", ""),
            cosigners=tuple(row.get("cosigners", ())),
            is_withdrawn=row.get("withdrawn", False),
        )
        for number, row in enumerate(rows, start=1)
    )


@dataclass(frozen=True, slots=True)
class Ballots:
    """How the members called to vote share themselves out: for, against, abstain, not taking part."""

    for_: int
    against: int
    abstain: int
    not_taking_part: int = 0

    def choices(self) -> list[str]:
        """One choice a right to vote."""
        return (
            ["for"] * self.for_
            + ["against"] * self.against
            + ["abstain"] * self.abstain
            + ["not_taking_part"] * self.not_taking_part
        )


@dataclass(frozen=True, slots=True)
class Step:
    """One poll: on an amendment (its number), else on the proposal in discussion; when it opens, local time."""

    at: str
    ballots: Ballots
    amendment: int | None = None


@dataclass(frozen=True, slots=True)
class Discussion:
    """A proposal put in discussion, and the polls held on it, in order."""

    proposal: int
    at: str
    steps: tuple[Step, ...]


BEFORE_THE_STOP = (
    Discussion(1, "14:01", (
        Step("14:02", Ballots(96, 11, 8), 1),
        Step("14:03", Ballots(31, 72, 11, 1), 2),
        Step("14:04", Ballots(88, 19, 8), 4),
        Step("14:05", Ballots(102, 3, 7, 3)),
    )),
    Discussion(2, "14:06", (
        Step("14:07", Ballots(79, 27, 9), 5),
        Step("14:08", Ballots(41, 58, 16), 6),
        Step("14:10", Ballots(96, 9, 8, 2)),
    )),
    Discussion(3, "14:11", (
        Step("14:12", Ballots(101, 7, 7), 8),
        Step("14:13", Ballots(22, 81, 12), 10),
        Step("14:14", Ballots(88, 14, 11, 2)),
    )),
    Discussion(4, "14:15", (Step("14:18", Ballots(93, 12, 8, 2)),)),
    Discussion(5, "14:19", (
        Step("14:21", Ballots(97, 8, 10), 3),
        Step("14:26", Ballots(18, 84, 13), 7),
    )),
)  # fmt: skip
AT_THE_STOP = Step("14:30:56", Ballots(61, 40, 12, 2), OPEN_AMENDMENT)
AFTER_THE_STOP = (
    Discussion(5, "14:36", (
        Step("14:38", Ballots(90, 12, 13), 9),
        Step("14:41", Ballots(84, 20, 11), 11),
        Step("14:44", Ballots(71, 30, 14), 18),
        Step("14:47", Ballots(38, 66, 11), 19),
        Step("14:50", Ballots(21, 80, 14), 22),
        Step("14:53", Ballots(99, 8, 8)),
    )),
    Discussion(6, "14:55", (
        Step("14:57", Ballots(92, 14, 9), 17),
        Step("14:59", Ballots(86, 18, 11), 20),
        Step("15:02", Ballots(90, 15, 10), 23),
        Step("15:05", Ballots(77, 25, 13), 24),
        Step("15:07", Ballots(38, 64, 13), 25),
        Step("15:09", Ballots(68, 36, 11), 26),
        Step("15:11", Ballots(97, 9, 9)),
    )),
    Discussion(7, "15:13", (
        Step("15:16", Ballots(44, 58, 13), 27),
        Step("15:19", Ballots(95, 11, 9), 28),
        Step("15:22", Ballots(91, 13, 11), 29),
        Step("15:26", Ballots(100, 7, 8)),
    )),
    Discussion(8, "15:28", (
        Step("15:33", Ballots(89, 15, 11), 30),
        Step("15:38", Ballots(98, 8, 9)),
    )),
)  # fmt: skip
WHOLE_MOTION = Step("15:55", Ballots(101, 6, 6, 2))
