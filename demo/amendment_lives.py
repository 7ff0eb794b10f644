"""What happens to some amendments of the demonstration: one rectified, one taken up, one sub-amended, one handed in.

None of them changes what stands open when the demonstration stops in mid-sitting: a sheet waits for the chair there.
"""

from datetime import datetime
from functools import partial

from sqlalchemy import select

from amendments.models import Amendment
from amendments.rules.dispositif.without_lines import amended_by_hand
from amendments.services import amendment_services as amendments
from amendments.services.life import late
from amendments.services.life.late import HandedIn
from amendments.services.life.rectifying import rectify
from amendments.services.life.sub_amending import submit_sub
from amendments.services.life.taking_up import take_up
from core.database import session
from core.files.pictures import Picture
from core.text.typography import normalise_typography
from demo import scenario
from demo.dates import local_time
from demo.people import DemonstrationPeople, member_id
from demo.written_amendments import DATA
from motions.queries.motion_queries import current_revision, motion_of, proposal
from voting.services.life.late_services import hand_in

RECTIFIED, TAKEN_UP, SUB_AMENDED = 28, 29, 30  # public numbers
TAKER = "zoe.gautier@saul.example"
SUB_AUTHOR = "gael.vallet@camphin-en-pevele.example"
SHEET = "feuille-en-seance.jpg"
SHEET_AUTHOR = "cedric.jacquot@realmont.example"
SHEET_SAYS = "À l’alinéa 5, remplacer les mots «\u00a0l’agent\u00a0» par les mots «\u00a0l’agent ou l’élu\u00a0»."
SHEET_PROPOSAL = 5


def play_lives(people: DemonstrationPeople, until: datetime) -> None:
    """The last two days before the closing: a rectification, a withdrawal and who takes it up, a sub-amendment."""
    if until < local_time("2020-10-11T17:10"):
        return
    secretary = people.person(scenario.SECRETARY)
    rectified, taken_up = _numbered(people, RECTIFIED), _numbered(people, TAKEN_UP)
    text = rectified.text.replace("gratuit, joignable", "gratuit pour la commune, joignable")
    author, former = people.actors[rectified.author_id], people.actors[taken_up.author_id]
    people.act(partial(
        rectify, rectified.id, text=text, title="Sans frais pour la commune", reasons=rectified.reasons, seen_version=1,
        actor=author, now=local_time("2020-10-10T09:30"),
    ))  # fmt: skip
    people.act(partial(amendments.withdraw, taken_up.id, actor=former, now=local_time("2020-10-10T11:00")))
    people.act(partial(take_up, taken_up.id, actor=people.person(TAKER), now=local_time("2020-10-11T09:15")))
    sub_id = _sub_amend(people)
    people.act(partial(amendments.publish, sub_id, actor=secretary, now=local_time("2020-10-11T17:10")))


def hand_in_a_sheet(people: DemonstrationPeople, at: datetime) -> None:
    """The secretariat keys a sheet while the proposal is discussed: it waits for the chair."""
    part = proposal(people.congress_id, SHEET_PROPOSAL)
    base, width, part_id = current_revision(part.id).text, part.motion.congress.line_length, part.id
    text = amended_by_hand(base, [SHEET_SAYS], width, part.motion.congress.locale.value)
    sheet = HandedIn(
        author_id=member_id(people.person(SHEET_AUTHOR)), text=text, title="L’élu de permanence aussi",
        reasons="L’élu de permanence aide lui aussi à remplir les formulaires.",
        photograph=Picture((DATA / SHEET).read_bytes()),
    )  # fmt: skip
    people.act(partial(hand_in, part_id, sheet, actor=people.person(scenario.SECRETARY), now=at))


def admit_the_sheet(people: DemonstrationPeople, at: datetime) -> None:
    """The chair admits it: it takes the next number."""
    motion = motion_of(people.congress_id)
    rows = select(Amendment.id).where(
        Amendment.motion_id == (motion.id if motion else None), Amendment.is_late, Amendment.admitted_at.is_(None)
    )
    people.act(partial(late.admit, session().scalars(rows).one(), actor=people.person(scenario.CHAIR), now=at))


def ids_of_subs(people: DemonstrationPeople) -> dict[int, int]:
    """Ids of the first sub-amendments, by the number of their amendment."""
    motion = motion_of(people.congress_id)
    rows = select(Amendment.public_number, Amendment.id).where(
        Amendment.motion_id == (motion.id if motion else None), Amendment.sub_number == 1
    )
    return {number: found for number, found in session().execute(rows) if number is not None}


def _sub_amend(people: DemonstrationPeople) -> int:
    """The id of the sub-amendment, submitted."""
    parent = _numbered(people, SUB_AMENDED)
    parent_id, text = parent.id, parent.text.replace("sans volume minimal,", "sans volume ni durée imposés,")

    def submit() -> int:
        return submit_sub(
            parent_id, text=text, title="Ni durée imposée",
            reasons=normalise_typography("Une durée imposée enferme autant qu'un volume."), seen_version=1,
            actor=people.person(SUB_AUTHOR), now=local_time("2020-10-11T10:40"),
        ).id  # fmt: skip

    return people.act(submit)


def _numbered(people: DemonstrationPeople, number: int) -> Amendment:
    motion = motion_of(people.congress_id)
    rows = select(Amendment).where(
        Amendment.motion_id == (motion.id if motion else None), Amendment.public_number == number,
        Amendment.sub_number == 0,
    )  # fmt: skip
    return session().scalars(rows).one()
