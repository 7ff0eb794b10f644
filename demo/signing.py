"""The evening of 12 October 2020: the secretariat freezes the letter, members sign it. The official has not yet."""

from datetime import timedelta
from functools import partial

from demo import scenario
from demo.dates import local_time
from demo.people import DemonstrationPeople
from letters import services as letters
from letters.queries import letter_of


def sign_letter(people: DemonstrationPeople) -> None:
    """The letter frozen, then signed by all who do so before the next morning."""
    secretary, official = people.person(scenario.SECRETARY), people.person(scenario.OFFICIAL)
    letter_id = people.act(partial(letters.freeze_letter, people.congress_id, actor=secretary, now=local_time("16:05")))
    letter = letter_of(people.congress_id)
    sha256 = letter.motion_sha256 if letter else ""
    named, unnamed = scenario.SIGNATURES
    signing = [actor for actor in people.electors if actor != official][: named + unnamed]
    people.act_together(
        partial(letters.sign, letter_id, publish_name=rank % 6 != 5 or rank > 101, seen_sha256=sha256, actor=actor,
                now=local_time("16:10") + timedelta(minutes=4 * rank))
        for rank, actor in enumerate(signing)
    )  # fmt: skip
