"""The other members: 131 serve, a few have a browser in these tests, the rest come and vote all the same."""

import re
import urllib.request
from collections.abc import Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from urllib.parse import urlencode

from tests.journeys.site import Site

AT_ONCE = 8


@dataclass(frozen=True)
class Crowd:
    """Members who vote, by id, in the order of the roll, and those known by address."""

    site: Site
    congress_id: int
    sitting_id: int
    by_address: dict[str, int]
    electors: tuple[int, ...]

    @classmethod
    def of(cls, site: Site) -> "Crowd":
        """Those of the congress, and the sitting that votes."""
        return site.read(lambda: cls._read(site))

    @classmethod
    def _read(cls, site: Site) -> "Crowd":
        from congress.models import Congress, Member
        from congress.queries.chamber_queries import sittings_of
        from core.database import session

        congress = session().query(Congress).filter_by(slug=site.slug).one()
        people = session().query(Member).filter_by(congress_id=congress.id).order_by(Member.position).all()
        return cls(
            site, congress.id, sittings_of(congress.id)[-1].id,
            {person.email: person.id for person in people if person.email},
            tuple(person.id for person in people if person.is_elector),
        )  # fmt: skip

    def arrive(self, members: Iterable[int]) -> None:
        """Each says that they are there."""
        from congress.services.presence_services import arrive

        for member in members:
            self.site.do(arrive, self.sitting_id, member, by=member)

    def amend(self, address: str, number: int, edit: tuple[str, str], title: str) -> None:
        """Somebody deposits an amendment to a proposal."""
        from amendments.services.amendment_services import save_draft, submit
        from motions.queries.motion_queries import current_revision, proposal

        def text() -> tuple[int, str]:
            part = proposal(self.congress_id, number)
            return part.id, current_revision(part.id).text

        part_id, before = self.site.read(text)
        assert before.count(edit[0]) == 1
        author = self.by_address[address]
        draft = self.site.do(save_draft, None, part_id, base_number=1, text=before.replace(*edit), title=title,
                             reasons="Le besoin est là.", by=author)  # fmt: skip
        self.site.do(submit, draft, by=author)

    def vote(self, poll: int, choices: Sequence[tuple[int, str]]) -> None:
        """Members vote: `[(member, "for"), …]`; two for each choice by HTTP, several at once, each from a device of
        their own, the others through the services."""
        alike = [[voter for voter in choices if voter[1] == choice] for choice in dict.fromkeys(dict(choices).values())]
        self._cast(poll, {member: choice for voters in alike for member, choice in voters[2:]})
        cookies = [(self._cookie(member), choice) for voters in alike for member, choice in voters[:2]]
        address = self.site.path(f"scrutins/{poll}")
        with ThreadPoolExecutor(AT_ONCE) as pool:
            pages = list(pool.map(lambda voter: _vote(address, *voter), cookies))
        assert all("est enregistré" in page for page in pages)

    def all_vote(self, poll: int, choice: str, *, but: Iterable[int] = ()) -> None:
        """All who hold a right to vote in a poll use it alike, through the services, in one go."""
        self._cast(poll, dict.fromkeys(set(self.electors) - set(but), choice))

    def _cast(self, poll: int, choices: Mapping[int, str]) -> None:
        """Members use the rights to vote that they hold, each as said, through the services, in one go."""
        from congress.actors import Actor
        from congress.models import Member
        from core.database import session
        from core.unit_of_work import run
        from voting.models import RightToVote
        from voting.queries.poll_queries import poll_by_number
        from voting.services.ballot_services import cast_ballot

        def cast() -> None:
            found = poll_by_number(self.congress_id, poll)
            rights = session().query(RightToVote).filter_by(poll_id=found.id).all()
            for right in rights:
                choice = choices.get(right.holder_id)
                if choice is not None:
                    actor = Actor.of(session().get_one(Member, right.holder_id))
                    cast_ballot(found.id, right.id, choice, seen_sha256=found.text_sha256, actor=actor, now=now)

        now = self.site.clock.now()
        with self.site.live.app.app_context():
            run(cast)

    def adopt(self, number: int, poll: int) -> None:
        """The chair has a proposal discussed and adopted, through the services: the poll bears this number."""
        from congress.queries.chamber_queries import agenda_of, chair_of
        from motions.queries.motion_queries import proposal
        from voting.queries.subjects import SubjectKeys
        from voting.services.discussion_services import put_in_discussion
        from voting.services.poll_services import announce_poll, close_poll, open_poll, proclaim_poll

        def known() -> tuple[int, int, int]:
            item = next(item for item in agenda_of(self.sitting_id) if item.proposal_number == number)
            return chair_of(self.sitting_id).id, item.id, proposal(self.congress_id, number).id

        chair, item_id, part_id = self.site.read(known)
        self.site.later()
        self.site.do(put_in_discussion, item_id, by=chair)
        poll_id = self.site.do(announce_poll, item_id, SubjectKeys(part_id=part_id), by=chair)
        self.site.do(open_poll, poll_id, by=chair)
        self.all_vote(poll, "for")
        self.site.do(close_poll, poll_id, by=chair)
        self.site.do(proclaim_poll, poll_id, by=chair)

    def _cookie(self, member: int) -> str:
        """The cookie of a device signed in as a member, as after a link of a mail."""
        from accounts.services import open_device
        from congress.models import Member
        from core.database import session
        from core.unit_of_work import run

        account = self.site.read(lambda: session().get_one(Member, member).account_id)
        with self.site.live.app.app_context():
            token = run(lambda: open_device(account, now=self.site.clock.now()))
        client = self.site.live.app.test_client()
        with client.session_transaction() as cookie:
            cookie["_user_id"], cookie["_fresh"], cookie["members"] = token, True, {self.site.slug: member}
        return client.get_cookie("session").value


def _vote(address: str, cookie: str, choice: str) -> str:
    """The page that follows a vote, for a member without JavaScript."""
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    opener.addheaders = [("Cookie", f"session={cookie}")]
    asked = opener.open(address)
    kept = re.search(r"session=([^;]+)", asked.headers.get("Set-Cookie", ""))
    form = re.search(r'<form class="vote".*?</form>', asked.read().decode(), re.DOTALL)
    assert form is not None, "the page offers no vote"
    fields = dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', form[0]))
    opener.addheaders = [("Cookie", f"session={kept[1] if kept else cookie}"), ("Referer", address)]
    return opener.open(f"{address}/votes", urlencode({**fields, "choice": choice}).encode()).read().decode()
