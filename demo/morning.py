"""The morning of 12 October: a substitute, former minutes adopted, a suspension voted, the quorum checked.

None of it holds a poll: the votes on the motion keep their numbers. The substitute joins the roll by an act, and the
folder stays what it was.
"""

from datetime import timedelta
from functools import partial

from congress.actors import Actor
from congress.chamber_models import PresenceMode
from congress.models import Category, Congress, Member
from congress.queries.chamber_queries import sitting, sittings_of
from congress.roll import MemberFields
from congress.rules.presets.house_rules import HouseRules
from congress.services import presence_services, sitting_services
from congress.services.lawful.changing import save_rules
from congress.services.roll_services import save_member
from core.database import session
from demo import scenario
from demo.dates import local_time
from demo.people import DemonstrationPeople, member_id
from voting.queries.minutes.minutes_queries import minutes_of
from voting.rules.debate.precedence import FloorKind
from voting.services.challenge import quorum_challenges as challenges
from voting.services.debate import raising, settling
from voting.services.debate.raising import WantedMotion
from voting.services.minutes.adopting import adopt_minutes, draft_digest, publish_minutes, sign_minutes, submit_minutes
from voting.services.minutes.keying import write_note

TITULAR = "camille.riviere@benodet.example"
SUBSTITUTE = MemberFields(
    category=Category.ELECTED, honorific="Mme", given_name="Anne", family_name="Le Bihan",
    office="conseillère municipale", commune="Bénodet", insee="29006", departement="29",
)  # fmt: skip
SAID = "Les huit propositions sont présentées l’une après l’autre. Aucune n’est écartée avant le congrès."
CONFIRMING, SEEN = 16, 5  # who answers on their phone, whom the desk sees


def prepare_the_morning(people: DemonstrationPeople) -> None:
    """The rules admit substitutes, one joins the roll; the secretariat hands the minutes of August to the chair."""
    secretary, congress_id = people.person(scenario.SECRETARY), people.congress_id
    former, at = sittings_of(congress_id)[0].id, local_time("2020-08-28T10:00")

    def prepare() -> None:
        write_note(former, None, SAID, seen_version=0, actor=secretary, now=at)
        submit_minutes(former, actor=secretary, now=at)
        rules = HouseRules.of(session().get_one(Congress, congress_id)).as_values() | {"substitutes": True}
        save_rules(congress_id, HouseRules(**rules), actor=secretary, now=local_time("2020-09-21T11:00"))
        save_member(congress_id, SUBSTITUTE, aide_of_id=member_id(people.person(TITULAR)), actor=secretary,
                    now=local_time("2020-10-09T15:10"))  # fmt: skip

    people.act(prepare)


def play_morning(people: DemonstrationPeople, sitting_id: int) -> None:
    """What the chamber does between the opening and the end, in the order of the hours."""
    people.act(partial(_seat_the_substitute, people, sitting_id))
    people.act(partial(_adopt_former_minutes, people, sitting_id))
    people.act(partial(_publish_former_minutes, people))
    people.act(partial(_suspend_by_hands, people, sitting_id))
    people.act(partial(_check_the_quorum, people, sitting_id))


def _seat_the_substitute(people: DemonstrationPeople, sitting_id: int) -> None:
    titular = member_id(people.person(TITULAR))
    substitute = Actor.of(session().query(Member).filter_by(substitute_of_id=titular).one())
    presence_services.arrive(sitting_id, member_id(substitute), PresenceMode.ROOM, actor=substitute,
                             now=local_time("09:33"))  # fmt: skip


def _adopt_former_minutes(people: DemonstrationPeople, sitting_id: int) -> None:
    chair, secretary = people.person(scenario.CHAIR), people.person(scenario.SECRETARY)
    former, here = sittings_of(people.congress_id)[0], sitting(sitting_id)
    adopt_minutes(former.id, in_sitting=here.number, seen=draft_digest(former), actor=chair, now=local_time("09:36"))
    minutes = minutes_of(former.id)
    kept = minutes.sha256 or "" if minutes else ""
    for minute, signer in enumerate((chair, secretary)):
        sign_minutes(former.id, seen_sha256=kept, actor=signer, now=local_time("09:38") + timedelta(minutes=minute))


def _publish_former_minutes(people: DemonstrationPeople) -> None:
    secretary, former = people.person(scenario.SECRETARY), sittings_of(people.congress_id)[0]
    publish_minutes(former.id, actor=secretary, now=local_time("12:40"))


def _suspend_by_hands(people: DemonstrationPeople, sitting_id: int) -> None:
    """A suspension that somebody contests: the hands decide."""
    chair, asking = people.person(scenario.CHAIR), people.electors[7]
    wanted = WantedMotion(FloorKind.SUSPENSION, minutes=15)
    motion = raising.raise_motion(sitting_id, member_id(asking), wanted, actor=asking, now=local_time("10:52"))
    settling.put_to_vote(sitting_id, motion, actor=chair, now=local_time("10:53"))
    hands = {"for": 58, "against": 21, "abstain": 9}
    settling.declare(sitting_id, motion, is_carried=True, hands=hands, actor=chair, now=local_time("10:54"))
    sitting_services.resume_sitting(sitting_id, actor=chair, now=local_time("11:09"))


def _check_the_quorum(people: DemonstrationPeople, sitting_id: int) -> None:
    """Asked for by a member: some confirm, the desk sees others and says who left; those who are silent stay."""
    chair, secretary, asking = people.person(scenario.CHAIR), people.person(scenario.SECRETARY), people.electors[11]
    at = local_time("11:20")
    challenges.ask_challenge(sitting_id, actor=asking, now=at)
    challenges.open_challenge(sitting_id, actor=chair, now=at + timedelta(seconds=12))
    for rank, actor in enumerate(people.electors[:CONFIRMING]):
        challenges.confirm(sitting_id, actor=actor, now=at + timedelta(seconds=15 + 2 * rank))
    seen = [member_id(actor) for actor in people.electors[CONFIRMING : CONFIRMING + SEEN]]
    challenges.key_confirmed(sitting_id, seen, actor=secretary, now=at + timedelta(seconds=58))
    challenges.freeze_counts(sitting_id, actor=chair, now=at + timedelta(seconds=74))
    gone = member_id(people.electors[60])
    challenges.settle_challenge(sitting_id, [gone], actor=secretary, now=at + timedelta(seconds=110))
