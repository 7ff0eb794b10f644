"""What is played in the chamber: who chairs, votes and carries proxies, and every poll of 12 October 2020."""

from dataclasses import dataclass
from pathlib import Path

CONGRESS = Path(__file__).resolve().parent / "data" / "congres-2020"

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
PAPER = "pouvoir.jpg"  # of the last proxy
BEFORE_THE_VOTES = "2020-10-12T13:30:00"
OPEN_AMENDMENT = 12
RECEIVED = 74  # votes received when the demonstration stops in mid-sitting
SIGNATURES = (87, 17)  # with the name published, without
READ_FIRST = "Le n°\u00a032, déposé en séance, est lu de chacun avant d’être voté."
AWAITED = "L’auteur du n°\u00a026 est retenu\u00a0: il sera voté en sa présence."


@dataclass(frozen=True, slots=True)
class SharedVotes:
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
class PlannedPoll:
    """One poll: on an amendment (its number), else on the proposal in discussion; when it opens, local time."""

    at: str
    votes: SharedVotes
    amendment: int | None = None
    is_sub: bool = False  # on the first sub-amendment to it
    because: str = ""  # why it is called before its turn


@dataclass(frozen=True, slots=True)
class PlannedDiscussion:
    """A proposal put in discussion, and the polls held on it, in order."""

    proposal: int
    at: str
    polls: tuple[PlannedPoll, ...]


@dataclass(frozen=True, slots=True)
class PlannedRetained:
    """Amendments of a proposal that the bureau retains for one vote; `apart`: the one that a member has voted apart."""

    proposal: int
    at: str
    amendments: tuple[int, ...]
    apart: int
    poll: PlannedPoll


@dataclass(frozen=True, slots=True)
class PlannedDivision:
    """A proposal voted by division, which a member asks for: where its text is cut, the poll on each part."""

    proposal: int
    at: str
    cuts: tuple[int, ...]
    polls: tuple[PlannedPoll, ...]


BEFORE_THE_STOP = (
    PlannedDiscussion(1, "14:01", (
        PlannedPoll("14:02", SharedVotes(96, 11, 8), 1),
        PlannedPoll("14:03", SharedVotes(31, 72, 11, 1), 2),
        PlannedPoll("14:04", SharedVotes(88, 19, 8), 4),
        PlannedPoll("14:05", SharedVotes(102, 3, 7, 3)),
    )),
    PlannedDiscussion(2, "14:06", (
        PlannedPoll("14:07", SharedVotes(79, 27, 9), 5),
        PlannedPoll("14:08", SharedVotes(41, 58, 16), 6),
        PlannedPoll("14:10", SharedVotes(96, 9, 8, 2)),
    )),
    PlannedDiscussion(3, "14:11", (
        PlannedPoll("14:12", SharedVotes(101, 7, 7), 8),
        PlannedPoll("14:13", SharedVotes(22, 81, 12), 10),
        PlannedPoll("14:14", SharedVotes(88, 14, 11, 2)),
    )),
    PlannedDiscussion(4, "14:15", (PlannedPoll("14:18", SharedVotes(93, 12, 8, 2)),)),
    PlannedDiscussion(5, "14:19", (
        PlannedPoll("14:21", SharedVotes(97, 8, 10), 3),
        PlannedPoll("14:26", SharedVotes(18, 84, 13), 7),
    )),
)  # fmt: skip
AT_THE_STOP = PlannedPoll("14:30:56", SharedVotes(61, 40, 12, 2), OPEN_AMENDMENT)
AFTER_THE_STOP = (
    PlannedDiscussion(5, "14:36", (
        PlannedPoll("14:38", SharedVotes(90, 12, 13), 9),
        PlannedPoll("14:41", SharedVotes(84, 20, 11), 11),
        PlannedPoll("14:44", SharedVotes(71, 30, 14), 18, because=READ_FIRST),
        PlannedPoll("14:47", SharedVotes(38, 66, 11), 19, because=READ_FIRST),
        PlannedPoll("14:50", SharedVotes(21, 80, 14), 22, because=READ_FIRST),
        PlannedPoll("14:51:30", SharedVotes(83, 19, 13), 32),
        PlannedPoll("14:53", SharedVotes(99, 8, 8)),
    )),
    PlannedDiscussion(6, "14:55", (
        PlannedPoll("14:57", SharedVotes(92, 14, 9), 17),
        PlannedPoll("14:59", SharedVotes(86, 18, 11), 20, because=AWAITED),
        PlannedPoll("15:02", SharedVotes(90, 15, 10), 23, because=AWAITED),
        PlannedPoll("15:05", SharedVotes(77, 25, 13), 24, because=AWAITED),
        PlannedPoll("15:07", SharedVotes(38, 64, 13), 25, because=AWAITED),
        PlannedPoll("15:09", SharedVotes(68, 36, 11), 26),
        PlannedPoll("15:11", SharedVotes(97, 9, 9)),
    )),
    PlannedDiscussion(7, "15:13", (
        PlannedPoll("15:16", SharedVotes(44, 58, 13), 31),
        PlannedPoll("15:19", SharedVotes(95, 11, 9), 28),
        PlannedPoll("15:22", SharedVotes(91, 13, 11), 29),
        PlannedPoll("15:26", SharedVotes(100, 7, 8)),
    )),
    PlannedDiscussion(8, "15:28", (
        PlannedPoll("15:31", SharedVotes(78, 24, 13), 30, is_sub=True),
        PlannedPoll("15:33", SharedVotes(89, 15, 11), 30),
        PlannedPoll("15:38", SharedVotes(98, 8, 9)),
    )),
)  # fmt: skip
# Played beside: what is retained is voted no more by the polls above; a text is voted in parts before its own.
RETAINED = PlannedRetained(6, "14:54:20", (17, 20, 23, 24), 24, PlannedPoll("14:57", SharedVotes(91, 14, 10)))
DIVIDED = PlannedDivision(8, "15:34:20", (5,), (
    PlannedPoll("15:35", SharedVotes(101, 6, 8)),
    PlannedPoll("15:36:30", SharedVotes(62, 44, 9)),
))  # fmt: skip
WHOLE_MOTION = PlannedPoll("15:55", SharedVotes(101, 6, 6, 2))
