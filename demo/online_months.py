"""The three months online: points of view, amendments, opinions, proxies, the sittings before the vote."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from functools import partial

from sqlalchemy import select

from amendments.models import Amendment, OpinionKind
from amendments.queries.amendment_queries import NUMBERED
from amendments.services import amendment_services as amendments
from amendments.services.cosigning_services import cosign
from amendments.services.opinions.opinion_services import Advice, give_opinion
from congress.actors import Actor
from congress.chamber_models import PresenceMode
from congress.queries.chamber_queries import sittings_of
from congress.services import presence_services, proxy_services, sitting_services
from congress.services.presence.paper_services import key_proxy
from core.brought.checking import checked_file
from core.database import session
from demo import scenario
from demo.amendment_lives import play_lives
from demo.convening import convene
from demo.dates import local_time
from demo.morning import play_morning, prepare_the_morning
from demo.people import DemonstrationPeople, member_id
from demo.written_amendments import DATA, WrittenAmendment
from motions.models import Position
from motions.queries.motion_queries import current_revisions, motion_of, proposals_of
from motions.services.comment_services import comment
from motions.services.viewpoint_services import give_viewpoint

SILENT = 16  # of 131, those who gave no point of view: 115 gave theirs on the fifth proposal
RESERVATIONS = (
    "À condition que l’État compense intégralement la charge pour les petites communes.",
    "La date est trop proche pour les territoires de montagne.",
    "Il faut associer les intercommunalités à la décision.",
    "D’accord sur le principe\u202f; à l’alinéa 3, le calendrier reste à préciser.",
)


COMMENTS = (  # who, when, proposal, alinéa, the words quoted, the comment
    ("zoe.gautier@saul.example", "2020-07-08T18:20", 5, 3, "dix mille postes",
     "D’où vient ce nombre\u202f? Il faudrait la source, ou le rapporter au nombre de communes."),
    ("cedric.jacquot@realmont.example", "2020-07-10T08:45", 5, 3, "dix mille postes",
     "Dans mon intercommunalité, un poste pour trois communes suffirait."),
    ("philippe.delmas@tersannes.example", "2020-07-16T12:05", 5, 1, "",
     "«\u00a0Éloignées du numérique\u00a0» recouvre deux choses\u00a0: sans accès, ou sans pratique. À préciser."),
    ("karine.prigent@le-havre.example", "2020-07-21T21:30", 2, 3, "",
     "Un avis ne suffit pas\u00a0: que se passe-t-il s’il n’est pas suivi\u202f?"),
)  # fmt: skip


def play_online(people: DemonstrationPeople, written: Sequence[WrittenAmendment], until: datetime) -> None:
    """All that happens from 1 July 2020 to a moment, before the sitting that votes."""
    _viewpoints(people, until)
    _comments(people, until)
    for amendment in written:
        _amendment(people, amendment, until)
    _opinions(people, written, until)
    play_lives(people, until)
    convene(people, until)
    _former_sittings(people, until)
    _proxies(people, until)


def _viewpoints(people: DemonstrationPeople, until: datetime) -> None:
    """115 members out of 131 on the fifth proposal (71, 24, 9, 11); the official has three left to give."""
    congress_id = people.congress_id
    proposals = proposals_of(congress_id)
    motion = motion_of(congress_id)
    texts = current_revisions(motion.id) if motion else {}
    seen = [(part.id, part.number or 0, texts[part.id].sha256) for part in proposals]
    official = people.person(scenario.OFFICIAL)
    deeds = []
    silent = {actor.member_id for actor in people.electors[-SILENT:]}
    for rank, actor in enumerate(actor for actor in people.electors if actor.member_id not in silent):
        last = 5 if actor == official else 8 if rank % 3 else 6
        day, part = divmod(19 * rank, 24)  # between nine in the morning and nine in the evening
        when = local_time("2020-07-01T09:00") + timedelta(days=day, minutes=30 * part + 7 * rank % 30)
        if when <= until:
            deeds.append(partial(_give, seen[:last], rank, actor, when))
    people.act_together(deeds)


def _give(seen: list[tuple[int, int, str]], rank: int, actor: Actor, when: datetime) -> None:
    """One member's points of view on the proposals seen: (part, number, fingerprint of the text)."""
    for part_id, number, sha256 in seen:
        position = _position(rank if number == 5 else rank * (number + 3))
        reservation = RESERVATIONS[rank % 4] if position == Position.RESERVED else ""
        give_viewpoint(
            part_id,
            position,
            reservation=reservation,
            named=bool(rank % 5),
            seen_sha256=sha256,
            actor=actor,
            now=when,
        )


def _comments(people: DemonstrationPeople, until: datetime) -> None:
    """What members remarked on the proposals before any amendment was published."""
    parts = {part.number: part for part in proposals_of(people.congress_id)}
    for email, written, number, alinea, quote, words in COMMENTS:
        part, when = parts[number], local_time(written)
        sha256 = current_revisions(part.motion_id)[part.id].sha256
        if when <= until:
            people.act(partial(comment, part.id, alinea, quote=quote, words=words, seen_sha256=sha256,
                               actor=people.person(email), now=when))  # fmt: skip


def _position(rank: int) -> Position:
    """71 favourable, 24 with a reservation, 9 unfavourable, 11 without opinion, out of 115."""
    place = (rank * 37) % 115
    if place < 71:
        return Position.FAVOURABLE
    if place < 95:
        return Position.RESERVED
    return Position.UNFAVOURABLE if place < 104 else Position.NO_OPINION


def _amendment(people: DemonstrationPeople, written: WrittenAmendment, until: datetime) -> None:
    """Drafted, deposited, published the next morning, cosigned; some are withdrawn before the sitting."""
    part = next(part for part in proposals_of(people.congress_id) if part.number == written.proposal)
    author, secretary = people.person(written.author), people.person(scenario.SECRETARY)
    deposited, published = local_time(written.deposited), local_time(written.published)
    withdrawn = local_time("2020-10-10T18:20")
    text = written.applied_to(current_revisions(part.motion_id)[part.id].text)
    part_id, version = part.id, part.current_number
    amendment_id = people.act(
        partial(amendments.save_draft, None, part_id, base_number=version, text=text, title=written.title,
                reasons=written.reasons, actor=author, now=deposited - timedelta(minutes=40))
    )  # fmt: skip
    people.act(partial(amendments.submit, amendment_id, actor=author, now=deposited))
    if published > until:
        return
    people.act(partial(amendments.publish, amendment_id, actor=secretary, now=published))
    sha256 = session().get_one(Amendment, amendment_id).text_sha256
    for rank, email in enumerate(written.cosigners, start=1):
        when = published + timedelta(hours=5 * rank)
        if when <= until:
            people.act(partial(cosign, amendment_id, seen_sha256=sha256, actor=people.person(email), now=when))
    if written.is_withdrawn and withdrawn <= until:
        people.act(partial(amendments.withdraw, amendment_id, actor=author, now=withdrawn))


def _opinions(people: DemonstrationPeople, written: Sequence[WrittenAmendment], until: datetime) -> None:
    """The bureau's opinions, given on 9 October."""
    secretary, when = people.person(scenario.SECRETARY), local_time("2020-10-09T17:40")
    if when > until:
        return
    ids = ids_by_number(people)
    for amendment in written:
        if amendment.opinion and not amendment.is_withdrawn and amendment.deposited.isoformat() < "2020-10-09":
            advice = Advice(OpinionKind(amendment.opinion), amendment.opinion_reason, amendment.opinion_rival)
            people.act(partial(give_opinion, [ids[amendment.number]], advice, actor=secretary, now=when))


def ids_by_number(people: DemonstrationPeople) -> dict[int, int]:
    """Ids of the published amendments, by public number."""
    motion = motion_of(people.congress_id)
    rows = select(Amendment.public_number, Amendment.id).where(
        Amendment.motion_id == (motion.id if motion else None), NUMBERED
    )
    return {number: identity for number, identity in session().execute(rows) if number is not None}


def _former_sittings(people: DemonstrationPeople, until: datetime) -> None:
    """The preparation of 26 August and the morning of 12 October, opened and closed by the chair."""
    chair = people.person(scenario.CHAIR)
    former = [(of.id, of.starts_at, of.ends_at) for of in sittings_of(people.congress_id)[:-1]]
    for sitting_id, starts, ends in former:
        if starts > until:
            return
        is_first = starts.month == 8
        arriving = people.electors[:: 2 if is_first else 1][:90]
        arriving = [*arriving, *({chair} - set(arriving))]
        people.act_together(
            partial(presence_services.arrive, sitting_id, member_id(actor), PresenceMode.REMOTE, actor=actor,
                    now=starts - timedelta(minutes=20 - rank % 20))
            for rank, actor in enumerate(arriving)
        )  # fmt: skip
        people.act(partial(sitting_services.open_sitting, sitting_id, actor=chair, now=starts))
        if not is_first:
            play_morning(people, sitting_id)
        if ends <= until:
            people.act(partial(sitting_services.close_sitting, sitting_id, actor=chair, now=ends))
        if is_first and until > local_time("2020-10-12T09:00"):
            prepare_the_morning(people)


def _proxies(people: DemonstrationPeople, until: datetime) -> None:
    """Nine absent members give a proxy for the sitting that votes; the last one on a paper, keyed with its scan."""
    sitting_id = sittings_of(people.congress_id)[-1].id
    when = local_time("2020-10-11T16:00")
    if when > until:
        return
    *given, on_paper = scenario.PROXIES
    for principal, holder in given:
        actor, given_to = people.person(principal), member_id(people.person(holder))
        people.act(partial(proxy_services.give_proxy, sitting_id, member_id(actor), given_to, actor=actor, now=when))
    absent, carrying = (member_id(people.person(one)) for one in on_paper)
    paper = checked_file((DATA / scenario.PAPER).read_bytes(), "ecrit")
    people.act(
        partial(key_proxy, sitting_id, absent, carrying, paper=paper, actor=people.person(scenario.SECRETARY), now=when)
    )
