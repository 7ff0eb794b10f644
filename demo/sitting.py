"""The sitting of 12 October 2020: presence, items put in discussion, polls; then the letter, signed in the evening."""

from collections.abc import Callable
from datetime import datetime, timedelta
from functools import partial
from typing import TypeVar

from sqlalchemy import select

from amendments.models import Amendment, AmendmentStatus
from amendments.queries.bundle_queries import bundles_on
from amendments.services.ordering.bundle_services import recall
from amendments.services.ordering.retaining import retain
from congress.actors import Actor
from congress.chamber.presence_models import WithdrawalGround
from congress.chamber_models import AgendaItemKind, PresenceMode
from congress.models import Congress
from congress.queries.chamber_queries import agenda_of, sittings_of
from congress.services import presence_services, sitting_services
from congress.services.presence.excuse_services import excuse
from congress.services.presence.withdrawal_services import withdraw
from congress.services.proxy_services import name_next_holder
from core.database import session
from demo import scenario
from demo.amendment_lives import admit_the_sheet, hand_in_a_sheet, ids_of_subs
from demo.dates import local_time
from demo.debate import play_debate
from demo.evening import play_evening
from demo.online_months import ids_by_number
from demo.people import DemonstrationPeople, member_id
from letters import services as letters
from letters.queries import letter_of
from motions.queries.motion_queries import motion_of, proposal
from voting.dividing_models import Division
from voting.models import Falling, Poll, PollState, RightToVote
from voting.queries.subjects import SubjectKeys
from voting.services import ballot_services, discussion_services, poll_services
from voting.services.after.fate_mails import fates_due_in, tell
from voting.services.dividing.dividing import divide
from voting.services.dividing.division_requests import ask_division

T = TypeVar("T")
BEFORE_THE_EVENING = 9  # signatures until a quarter to five
PRIME = 37  # spreads the choices over the roll, the same way at each run


class PlayedSitting:
    """The sitting that votes, its agenda and its amendments, by their numbers."""

    def __init__(self, people: DemonstrationPeople) -> None:
        self.people = people
        self.sitting_id = sittings_of(people.congress_id)[-1].id
        agenda = agenda_of(self.sitting_id)
        self.items = {item.proposal_number: item.id for item in agenda if item.kind == AgendaItemKind.PROPOSAL}
        self.last_item = next(item.id for item in agenda if item.kind == AgendaItemKind.MOTION)
        self.parts = {number: proposal(people.congress_id, number).id for number in self.items if number}
        motion = motion_of(people.congress_id)
        self.motion_id = motion.id if motion else 0
        self.amendments, self.subs = ids_by_number(people), ids_of_subs(people)
        self.chair = people.person(scenario.CHAIR)

    def play_to_the_stop(self) -> None:
        """Up to the poll on the twelfth amendment, open, part of the votes received."""
        self._say_who_is_away()
        self._arrive()
        self._do(discussion_services.open_sitting_in_number, self.sitting_id, at=local_time("14:00"))
        for discussion in scenario.BEFORE_THE_STOP:
            self._discuss(discussion)
        hand_in_a_sheet(self.people, local_time("14:28"))
        play_debate(self.people, self.sitting_id, local_time("14:29"))
        poll_id = self._open(scenario.AT_THE_STOP, scenario.BEFORE_THE_STOP[-1].proposal)
        self._cast(poll_id, scenario.AT_THE_STOP, most=scenario.RECEIVED)

    def play_to_the_end(self) -> None:
        """From there to the adoption of the whole motion and the end of the sitting."""
        poll_id = session().scalars(
            select(Poll.id).where(Poll.sitting_id == self.sitting_id, Poll.state == PollState.OPEN)
        ).one()  # fmt: skip
        self._cast(poll_id, scenario.AT_THE_STOP)
        self._close(poll_id, local_time("14:34"))
        admit_the_sheet(self.people, local_time("14:35"))
        self.amendments = ids_by_number(self.people)
        for discussion in scenario.AFTER_THE_STOP:
            self._discuss(discussion)
        self._do(discussion_services.put_in_discussion, self.last_item, at=local_time("15:50"))
        self._poll(scenario.WHOLE_MOTION, None)
        self._do(sitting_services.close_sitting, self.sitting_id, at=local_time("16:00"))
        self._tell_authors()

    def _tell_authors(self) -> None:
        """What became of their amendments: the mails of a closed sitting."""
        congress = session().get_one(Congress, self.people.congress_id)
        for mail in list(fates_due_in(congress)):
            self.people.act(partial(tell, mail, now=local_time("16:02")))

    def _say_who_is_away(self) -> None:
        """Somebody is excused, and leaves the last item; a principal names another holder, failing the first."""
        sitting, now = self.sitting_id, local_time("13:20")
        away = self._coming()[-1]
        principal, holder = self.people.person(scenario.PROXIES[0][0]), self.people.person(scenario.PROXIES[1][1])
        named = partial(name_next_holder, sitting, member_id(principal), member_id(holder), actor=principal, now=now)
        why = "Administrateur d’une association que ce point concerne."
        self.people.act(partial(excuse, sitting, member_id(away), "Conseil communautaire.", actor=away, now=now))
        self.people.act(
            partial(withdraw, self.last_item, member_id(away), WithdrawalGround.INTEREST, why, actor=away, now=now)
        )
        self.people.act(named)

    def _coming(self) -> list[Actor]:
        """Those whose vote nobody carries, the chair and the holders of proxies first: more than come."""
        absent = {self.people.person(principal).member_id for principal, _ in scenario.PROXIES}
        coming = [actor for actor in self.people.electors if actor.member_id not in absent]
        expected = {self.people.person(holder).member_id for _, holder in scenario.PROXIES} | {self.chair.member_id}
        return sorted(coming, key=lambda actor: actor.member_id not in expected)

    def _arrive(self) -> None:
        """106 members, the principals of the proxies away."""
        coming = self._coming()
        self.people.act_together(
            partial(presence_services.arrive, self.sitting_id, member_id(actor),
                    PresenceMode.REMOTE if rank % 4 == 0 else PresenceMode.ROOM,
                    actor=actor, now=local_time("13:35") + timedelta(seconds=13 * rank))
            for rank, actor in enumerate(coming[: scenario.PRESENT])
        )  # fmt: skip

    def _discuss(self, discussion: scenario.PlannedDiscussion) -> None:
        item_id = self.items[discussion.proposal]
        if discussion.proposal == scenario.RETAINED.proposal:
            self._retain(scenario.RETAINED)
        self._do(discussion_services.put_in_discussion, item_id, at=local_time(discussion.at))
        if discussion.proposal == scenario.RETAINED.proposal:
            self._vote_at_once(scenario.RETAINED)
        for planned in discussion.polls:
            if planned.amendment is None and discussion.proposal == scenario.DIVIDED.proposal:
                self._vote_in_parts(scenario.DIVIDED)
            self._poll(planned, discussion.proposal)

    def _retain(self, planned: scenario.PlannedRetained) -> None:
        """The bureau retains amendments; somebody asks that one of them be voted apart."""
        secretary, at = self.people.person(scenario.SECRETARY), local_time(planned.at)
        ids, asking = [self.amendments[number] for number in planned.amendments], self._coming()[24]
        self.people.act(partial(retain, self.parts[planned.proposal], ids, actor=secretary, now=at))
        apart = self.amendments[planned.apart]
        self.people.act(partial(recall, apart, actor=asking, now=at + timedelta(seconds=25)))

    def _vote_at_once(self, planned: scenario.PlannedRetained) -> None:
        ids = tuple(self.amendments[number] for number in planned.amendments if number != planned.apart)
        bundle = bundles_on([self.parts[planned.proposal]])[self.parts[planned.proposal]]
        self._vote(planned.poll, self.items[planned.proposal], SubjectKeys(amendment_ids=ids, bundle_id=bundle.id))

    def _vote_in_parts(self, planned: scenario.PlannedDivision) -> None:
        """A member asks for it; the chair grants it, and each part is voted."""
        item_id, asking, at = self.items[planned.proposal], self._coming()[17], local_time(planned.at)
        self.people.act(partial(ask_division, item_id, actor=asking, now=at))
        granted = partial(divide, asked_by=asking.member_id)
        subject, asked_at = SubjectKeys(part_id=self.parts[planned.proposal]), at + timedelta(seconds=15)
        division_id = self._do(granted, item_id, subject, planned.cuts, at=asked_at)
        questions = [part.question_id for part in session().get_one(Division, division_id).parts]
        for question_id, poll in zip(questions, planned.polls, strict=True):
            self._vote(poll, item_id, SubjectKeys(question_id=question_id))

    def _poll(self, planned: scenario.PlannedPoll, number: int | None) -> None:
        """One whole poll, unless the amendment is no longer to be voted (it fell, or was withdrawn)."""
        if planned.amendment is not None:
            amendment = session().get_one(Amendment, self._amendment(planned))
            if amendment.status != AmendmentStatus.PUBLISHED:
                return
        poll_id = self._open(planned, number)
        self._cast(poll_id, planned)
        self._close(poll_id, local_time(planned.at) + timedelta(seconds=50))

    def _vote(self, planned: scenario.PlannedPoll, item_id: int, subject: SubjectKeys) -> None:
        """The same on a subject that the plan does not name."""
        poll_id = self._put(planned, item_id, subject)
        self._cast(poll_id, planned)
        self._close(poll_id, local_time(planned.at) + timedelta(seconds=50))

    def _amendment(self, planned: scenario.PlannedPoll) -> int:
        """The id of the amendment on which a poll is held, or of the sub-amendment to it."""
        return (self.subs if planned.is_sub else self.amendments)[planned.amendment or 0]

    def _open(self, planned: scenario.PlannedPoll, number: int | None) -> int:
        """The id of the poll of the plan, on a proposal or the motion, announced fifteen seconds before it opens."""
        if planned.amendment is not None:
            subject = SubjectKeys(amendment_ids=(self._amendment(planned),))
        elif number is not None:
            subject = SubjectKeys(part_id=self.parts[number])
        else:
            subject = SubjectKeys(motion_id=self.motion_id)
        return self._put(planned, self.items[number] if number is not None else self.last_item, subject)

    def _put(self, planned: scenario.PlannedPoll, item_id: int, subject: SubjectKeys) -> int:
        at = local_time(planned.at)
        announce = partial(poll_services.announce_poll, because=planned.because or None)
        poll_id: int = self._do(announce, item_id, subject, at=at - timedelta(seconds=15))
        self._do(poll_services.open_poll, poll_id, at=at)
        return poll_id

    def _cast(self, poll_id: int, planned: scenario.PlannedPoll, most: int | None = None) -> None:
        """Each right to vote used by its holder; with `most`, that many only, and neither official nor chair."""
        rights = session().scalars(
            select(RightToVote).where(RightToVote.poll_id == poll_id).order_by(RightToVote.principal_id)
        ).all()  # fmt: skip
        poll = session().get_one(Poll, poll_id)
        seen, number = poll.text_sha256 or "", poll.number
        choices = planned.votes.choices()
        choices += ["for"] * (len(rights) - len(choices))
        votes = [
            (right.id, right.holder_id, choices[(rank * PRIME + number * 11) % len(rights)])
            for rank, right in enumerate(rights)
        ]
        if most is not None:
            kept_back = {self.people.person(scenario.OFFICIAL).member_id, self.chair.member_id}
            votes = [row for row in votes if row[1] not in kept_back][:most]
        opened = local_time(planned.at)

        def cast() -> None:
            self.people.read_roll()
            for rank, (right_id, holder_id, choice) in enumerate(votes):
                ballot_services.cast_ballot(
                    poll_id, right_id, choice, seen_sha256=seen, actor=self.people.actors[holder_id],
                    now=opened + timedelta(milliseconds=400 * (rank + 1)),
                )  # fmt: skip

        self.people.act(cast)

    def _close(self, poll_id: int, at: datetime) -> None:
        """Closed, then proclaimed; the chair confirms every amendment that was foreseen to fall."""
        self._do(poll_services.close_poll, poll_id, at=at)
        falling = session().scalars(select(Falling.amendment_id).where(Falling.poll_id == poll_id)).all()
        proclaim = partial(
            poll_services.proclaim_poll, poll_id, confirmed=tuple(falling), actor=self.chair,
            now=at + timedelta(seconds=5),
        )  # fmt: skip
        self.people.act(proclaim)

    def _do(self, service: Callable[..., T], *given: object, at: datetime) -> T:
        """What the chair does."""
        return self.people.act(partial(service, *given, actor=self.chair, now=at))


def sign_letter(people: DemonstrationPeople) -> None:
    """The secretariat freezes the letter, members sign it through the evening. The official has not yet."""
    secretary, official = people.person(scenario.SECRETARY), people.person(scenario.OFFICIAL)
    letter_id = people.act(partial(letters.freeze_letter, people.congress_id, actor=secretary, now=local_time("16:05")))
    letter = letter_of(people.congress_id)
    sha256 = letter.motion_sha256 if letter else ""
    named, unnamed = scenario.SIGNATURES
    signing = [actor for actor in people.electors if actor != official][: named + unnamed]
    signatures = [
        partial(letters.sign, letter_id, publish_name=rank % 6 != 5 or rank > 101, seen_sha256=sha256, actor=actor,
                now=local_time("16:10") + timedelta(minutes=4 * rank))
        for rank, actor in enumerate(signing)
    ]  # fmt: skip
    people.act_together(signatures[:BEFORE_THE_EVENING])
    play_evening(people)
    people.act_together(signatures[BEFORE_THE_EVENING:])
