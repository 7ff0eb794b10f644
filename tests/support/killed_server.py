"""A server that is killed while people vote, and what is then found: the client's log of acknowledgements is the truth.

Each voter has one vote on its way at most. What a right's history holds is then what was acknowledged, in its order,
and perhaps the last one that was sent: its answer was lost with the server.
"""

import random
import re
import socket
import threading
import time
from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field

from congress.actors import Actor
from congress.queries.chamber_queries import chair_of
from core.clock import machine_now
from core.database import session
from core.unit_of_work import run
from tests.support.crowded_chamber import CrowdedChamber, VotingDevice, application_of, let_go
from voting.models import Outcome, Poll
from voting.services.poll_services import close_poll

CHOICES = ("for", "against", "abstain", "not_taking_part")
IN_FLIGHT = 50
PATIENCE = 10.0  # seconds for so many to be on their way


@dataclass
class SentBy:
    """What one voter sent, and how much of it was acknowledged."""

    voter: VotingDevice
    sent: list[str] = field(default_factory=list)
    acknowledged: int = 0

    def next_choice(self) -> str:
        """Another one than the last."""
        return random.choice([it for it in CHOICES if it != (self.sent or [""])[-1]])


class VotingCrowd:
    """Voters who go on until the server is gone; `at_once`: how many of them, others each time."""

    def __init__(self, port: int, chamber: CrowdedChamber, *, at_once: int | None = None) -> None:
        self.port, self.chamber, self.at_once = port, chamber, at_once
        self.log = [SentBy(voter) for voter in chamber.voters]
        self.refused: list[int] = []
        self._waiting, self._answered, self._lock = 0, 0, threading.Lock()

    def vote_until_killed(self, kill: Callable[[], None], *, after: int) -> None:
        """All vote at once; after so many answers the server is killed, with at least fifty votes on their way."""
        over, known = threading.Event(), self._answered
        voting = random.sample(self.log, self.at_once or len(self.log))
        threads = [threading.Thread(target=self._go_on, args=(of, over), daemon=True) for of in voting]
        for thread in threads:
            thread.start()
        until = time.monotonic() + PATIENCE
        while (self._waiting < IN_FLIGHT or self._answered < known + after) and time.monotonic() < until:
            time.sleep(0.0005)  # between two looks
        on_their_way = self._waiting
        kill()
        over.set()
        for thread in threads:
            thread.join(20)
        assert on_their_way >= IN_FLIGHT, f"{on_their_way} votes were on their way, answers: {self.refused}"

    def send_again(self) -> None:
        """Whoever had no answer sends the same vote again, which is taken, or was already."""
        for of in self.log:
            if of.acknowledged < len(of.sent):
                assert self._ask(of.voter.request(of.sent[-1])) == 303
                of.acknowledged = len(of.sent)

    def require_truth(self) -> int:
        """How many votes were acknowledged: each is there once, and none that was not sent."""
        castings: dict[object, list[object]] = {}
        for right, choice in self.chamber.rows("SELECT right_id, choice FROM ballot_cast ORDER BY id"):
            castings.setdefault(right, []).append(choice)
        ballots = self.chamber.rows("SELECT right_id, choice FROM ballot ORDER BY right_id")
        for of in self.log:
            kept, sure = castings.get(of.voter.right_id, []), of.sent[: of.acknowledged]
            assert kept in (sure, of.sent), f"{of.sent} sent, {sure} acknowledged, {kept} kept"
        assert ballots == sorted((right, kept[-1]) for right, kept in castings.items())  # type: ignore[type-var]
        return sum(of.acknowledged for of in self.log)

    def require_same_count(self) -> None:
        """The poll is closed: what is counted is the ballots, that `require_truth` held against the log."""
        app = application_of(self.chamber)
        with app.app_context():
            chair = chair_of(session().get_one(Poll, self.chamber.poll_id).sitting_id)
            assert chair is not None
            actor = Actor.of(chair)
            run(lambda: close_poll(self.chamber.poll_id, actor=actor, now=machine_now()))
            counted = session().get_one(Outcome, self.chamber.poll_id).tally
            let_go(app)
        ballots = Counter(choice for (choice,) in self.chamber.rows("SELECT choice FROM ballot"))
        assert counted.heads == {choice: ballots[choice] for choice in counted.heads}

    def _go_on(self, of: SentBy, over: threading.Event) -> None:
        while not over.is_set():
            of.sent.append(of.next_choice())
            with self._lock:
                self._waiting += 1
            try:
                status = self._ask(of.voter.request(of.sent[-1]))
                if status != 303:
                    self.refused.append(status)
                    return
            except OSError:
                return
            finally:
                with self._lock:
                    self._waiting -= 1
            of.acknowledged = len(of.sent)
            with self._lock:
                self._answered += 1

    def _ask(self, request: bytes) -> int:
        """The status of the answer; `OSError` when none comes."""
        with socket.create_connection(("127.0.0.1", self.port), timeout=15) as connection:
            connection.sendall(request)
            received = b""
            while b"\r\n\r\n" not in received:
                piece = connection.recv(4096)
                if not piece:
                    raise ConnectionResetError
                received += piece
        return int(re.match(rb"HTTP/1\.[01] ([0-9]{3})", received)[1])  # type: ignore[index]


def until_it_answers(port: int, *, patience: float = 90.0) -> float:
    """Seconds until a server answers."""
    started = time.monotonic()
    while time.monotonic() - started < patience:
        with suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=5) as connection:
            connection.sendall(b"GET /healthz HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n")
            if connection.recv(12).endswith(b"200"):
                return time.monotonic() - started
        time.sleep(0.02)
    raise AssertionError("the server did not come back")
