"""The plenary of the congress `essai` (sitting 2), played by its people: who is there, what is put to the vote."""

import re
from dataclasses import dataclass
from datetime import timedelta
from html import unescape

from tests.support.cast import Cast
from tests.support.essai import ELECTORS, PROPOSALS
from tests.support.reading import unbound

FIFTEEN = PROPOSALS[0].replace("dix mille", "quinze mille")
TWENTY = PROPOSALS[0].replace("dix mille", "vingt mille")
NUMBER = 2
CONSOLE = f"seances/{NUMBER}/presidence"


@dataclass
class Plenary:
    """Short ways through the services; each action is a second after the last one."""

    cast: Cast
    sitting_id: int

    @classmethod
    def of(cls, cast: Cast) -> "Plenary":
        from congress.queries.chamber_queries import sitting_by_number

        return cls(cast, cast.read(lambda: sitting_by_number(cast.congress_id, NUMBER).id))

    def do(self, service, *args, by: str = "chloe", **more):
        """What a service answers."""
        self.cast.clock.advance(timedelta(seconds=1))
        return self.cast.do(service, *args, by=by, **more)

    def arrive(self, *names: str) -> None:
        """These people are in the room, each by themselves, a second after the one before."""
        from congress.services.presence_services import arrive

        come = []
        for name in names:
            self.cast.clock.advance(timedelta(seconds=1))
            come.append((name, self.cast.clock.now()))

        def all_arrive() -> None:
            for name, now in come:
                arrive(self.sitting_id, self.cast.ids[name], actor=self.cast.found(name), now=now)

        self.cast.run(all_arrive)

    def open(self, *names: str) -> None:
        """The sitting is open, these people (everybody who votes, by default) are there."""
        from voting.services.discussion_services import open_sitting_in_number

        self.do(open_sitting_in_number, self.sitting_id)
        self.arrive(*(names or ELECTORS))

    def item(self, position: int = 1) -> int:
        """The id of an item of the agenda."""
        from congress.queries.chamber_queries import agenda_of

        return self.cast.read(lambda: agenda_of(self.sitting_id)[position - 1].id)

    def discuss(self, position: int = 1) -> int:
        """The id of the item, in discussion."""
        from voting.services.discussion_services import put_in_discussion

        item_id = self.item(position)
        check = self.do(put_in_discussion, item_id)
        assert check.is_met
        return item_id

    def part(self, number: int = 1) -> int:
        """The id of a proposal."""
        from motions.queries.motion_queries import proposal

        return self.cast.read(lambda: proposal(self.cast.congress_id, number).id)

    def amend(self, text: str, *, by: str, title: str = "En quelques mots") -> int:
        """The id of a published amendment to the first proposal."""
        from amendments.services.amendment_services import publish, save_draft, submit

        amendment = self.do(
            save_draft, None, self.part(), base_number=1, text=text, title=title, reasons="Parce que.", by=by
        )
        self.do(submit, amendment, by=by)
        self.do(publish, amendment, by="sven")
        return amendment

    def announce(self, **subject) -> int:
        """The id of a poll announced on the first item, its proposal by default."""
        from voting.queries.subjects import SubjectKeys
        from voting.services.poll_services import announce_poll

        return self.do(announce_poll, self.item(), SubjectKeys(**(subject or {"part_id": self.part()})))

    def poll(self, **subject) -> int:
        """The id of a poll announced and open."""
        from voting.services.poll_services import open_poll

        poll_id = self.announce(**subject)
        check = self.do(open_poll, poll_id)
        assert check.is_met
        return poll_id

    def rights(self, poll_id: int, name: str) -> list[int]:
        """Ids of somebody's rights to vote, the own one first."""
        from voting.queries.poll_queries import rights_of

        return [right.id for right in self.cast.read(lambda: rights_of(poll_id, self.cast.ids[name]))]

    def seen(self, poll_id: int) -> str:
        """The fingerprint of the text put to the vote."""
        return self.row_of_poll(poll_id).text_sha256

    def row_of_poll(self, poll_id: int):
        """The poll as it stands."""
        from core.database import session
        from voting.models import Poll

        return self.cast.read(lambda: session().get_one(Poll, poll_id))

    def vote(self, poll_id: int, choice: str, *names: str) -> None:
        """These people vote so, each with the own right, a second after the one before."""
        from voting.queries.poll_queries import rights_of
        from voting.services.ballot_services import cast_ballot

        hours = []
        for name in names:
            self.cast.clock.advance(timedelta(seconds=1))
            hours.append((name, self.cast.clock.now()))
        seen = self.seen(poll_id)

        def all_vote() -> None:
            for name, now in hours:
                right = rights_of(poll_id, self.cast.ids[name])[0].id
                cast_ballot(poll_id, right, choice, actor=self.cast.found(name), now=now, seen_sha256=seen)

        self.cast.run(all_vote)

    def proclaim(self, poll_id: int, *confirmed: int) -> None:
        """Closed, then proclaimed."""
        from voting.services.poll_services import close_poll, proclaim_poll

        self.do(close_poll, poll_id)
        self.do(proclaim_poll, poll_id, confirmed=confirmed)

    def get(self, name: str | None, rest: str, **query):
        """What somebody's browser gets at an address of the congress."""
        return self.cast.browse(name).get(self.cast.path(rest), query_string=query)

    def post(self, name: str | None, rest: str, **fields):
        """What somebody's browser gets when it sends a form."""
        return self.cast.browse(name).post(self.cast.path(rest), data=fields)

    def press(self, name: str | None, rest: str, **fields):
        """What somebody gets who presses on the console as it is now: the form says what it shows."""
        return self.post(name, f"{CONSOLE}/{rest}", **{**shown_on(self.get(name, CONSOLE).text), **fields})


def step_on(page: str) -> str:
    """The step that a page of the console shows, as each of its forms says it; empty without a form."""
    found = set(re.findall(r'name="vu" value="([^"]*)"', page))
    assert len(found) <= 1
    return found.pop() if found else ""


def shown_on(page: str) -> dict[str, str]:
    """What the forms of a page of the console say that it shows: its step, and a result to be proclaimed."""
    return {"vu": step_on(page), **dict(re.findall(r'name="(montre)" value="([^"]*)"', page))}


def words(answer) -> str:
    """What is read on a page: no markup, one space between words (no-break ones stay, but after a count)."""
    text = re.sub(r"<(script|style|template)[^>]*>.*?</\1>|<[^>]+>", " ", answer.text, flags=re.DOTALL)
    return unbound(re.sub(r"[ \n\t]+", " ", unescape(text)))
