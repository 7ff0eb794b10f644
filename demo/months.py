"""The three months online: points of view, amendments, opinions, proxies, the sittings before the vote."""

from datetime import datetime, timedelta
from functools import partial

from sqlalchemy import select

from amendments.models import Amendment, OpinionKind
from amendments.services import amendment_services as amendments
from congress.actors import Actor
from congress.chamber_models import PresenceMode
from congress.queries.chamber_queries import sittings_of
from congress.services import presence_services, proxy_services, sitting_services
from core.database import session
from demo import script
from demo.stage import Stage, local_time, member_id
from motions.models import Position
from motions.queries.motion_queries import current_revisions, motion_of, proposals_of
from motions.services.viewpoint_services import give_viewpoint

SILENT = 16  # of 131, those who gave no point of view: 115 gave theirs on the fifth proposal
RESERVATIONS = (
    "À condition que l’État compense intégralement la charge pour les petites communes.",
    "La date est trop proche pour les territoires de montagne.",
    "Il faut associer les intercommunalités à la décision.",
    "D’accord sur le principe, le calendrier reste à préciser.",
)


def play_months(stage: Stage) -> None:
    """From 1 July to 11 October 2020."""
    _viewpoints(stage)
    for written in script.amendments():
        _amendment(stage, written)
    _opinions(stage)
    _former_sittings(stage)
    _proxies(stage)


def _viewpoints(stage: Stage) -> None:
    """115 members out of 131 on the fifth proposal (71, 24, 9, 11); the official has three left to give."""
    congress_id = stage.congress_id
    proposals = proposals_of(congress_id)
    motion = motion_of(congress_id)
    texts = current_revisions(motion.id) if motion else {}
    seen = [(part.id, part.number or 0, texts[part.id].sha256) for part in proposals]
    official = stage.person(script.OFFICIAL)
    silent = {actor.member_id for actor in stage.electors[-SILENT:]}
    for rank, actor in enumerate(actor for actor in stage.electors if actor.member_id not in silent):
        last = 5 if actor == official else 8 if rank % 3 else 6
        day, part = divmod(19 * rank, 24)  # between nine in the morning and nine in the evening
        when = local_time("2020-07-01T09:00") + timedelta(days=day, minutes=30 * part + 7 * rank % 30)

        stage.do(partial(_give, seen[:last], rank, actor, when))


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


def _position(rank: int) -> Position:
    """71 favourable, 24 with a reservation, 9 unfavourable, 11 without opinion, out of 115."""
    place = (rank * 37) % 115
    if place < 71:
        return Position.FAVOURABLE
    if place < 95:
        return Position.RESERVED
    return Position.UNFAVOURABLE if place < 104 else Position.NO_OPINION


def _amendment(stage: Stage, written: script.Written) -> None:
    """Drafted, deposited, published the next morning, cosigned; some are withdrawn before the sitting."""
    part = next(part for part in proposals_of(stage.congress_id) if part.number == written.proposal)
    author, secretary = stage.person(written.author), stage.person(script.SECRETARY)
    deposited = local_time(written.deposited)
    published = local_time(written.deposited.replace(hour=10, minute=5) + timedelta(days=1))
    text = written.applied_to(current_revisions(part.motion_id)[part.id].text)
    part_id, version = part.id, part.current_number
    amendment_id = stage.do(
        partial(amendments.save_draft, None, part_id, base_number=version, text=text, title=written.title,
                reasons=written.reasons, actor=author, now=deposited - timedelta(minutes=40))
    )  # fmt: skip
    stage.do(partial(amendments.submit, amendment_id, actor=author, now=deposited))
    stage.do(partial(amendments.publish, amendment_id, actor=secretary, now=published))
    sha256 = session().get_one(Amendment, amendment_id).text_sha256
    for rank, email in enumerate(written.cosigners, start=1):
        when = published + timedelta(hours=5 * rank)
        stage.do(partial(amendments.cosign, amendment_id, seen_sha256=sha256, actor=stage.person(email), now=when))
    if written.is_withdrawn:
        stage.do(partial(amendments.withdraw, amendment_id, actor=author, now=local_time("2020-10-10T18:20")))


def _opinions(stage: Stage) -> None:
    """The bureau's opinions, given on 9 October."""
    secretary, when = stage.person(script.SECRETARY), local_time("2020-10-09T17:40")
    ids = ids_by_number(stage)
    for written in script.amendments():
        if written.opinion and not written.is_withdrawn and written.deposited.isoformat() < "2020-10-09":
            kind = OpinionKind(written.opinion)
            stage.do(partial(amendments.give_opinion, ids[written.number], kind, written.opinion_reason,
                             actor=secretary, now=when))  # fmt: skip


def ids_by_number(stage: Stage) -> dict[int, int]:
    """Ids of the published amendments, by public number."""
    motion = motion_of(stage.congress_id)
    rows = select(Amendment.public_number, Amendment.id).where(
        Amendment.motion_id == (motion.id if motion else None), Amendment.public_number.is_not(None)
    )
    return {number: identity for number, identity in session().execute(rows) if number is not None}


def _former_sittings(stage: Stage) -> None:
    """The preparation of 26 August and the morning of 12 October, opened and closed by the chair."""
    chair = stage.person(script.CHAIR)
    former = [(of.id, of.starts_at, of.ends_at) for of in sittings_of(stage.congress_id)[:-1]]
    for sitting_id, starts, ends in former:
        for rank, actor in enumerate(stage.electors[:: 2 if starts.month == 8 else 1][:90]):
            arrived = starts - timedelta(minutes=20 - rank % 20)
            stage.do(partial(presence_services.arrive, sitting_id, member_id(actor), PresenceMode.REMOTE,
                             actor=actor, now=arrived))  # fmt: skip
        stage.do(partial(sitting_services.open_sitting, sitting_id, actor=chair, now=starts))
        stage.do(partial(sitting_services.close_sitting, sitting_id, actor=chair, now=ends))


def _proxies(stage: Stage) -> None:
    """Nine absent members give a proxy for the sitting that votes."""
    sitting_id = sittings_of(stage.congress_id)[-1].id
    when = local_time("2020-10-11T16:00")
    for principal, holder in script.PROXIES:
        actor, given_to = stage.person(principal), member_id(stage.person(holder))
        stage.do(partial(proxy_services.give_proxy, sitting_id, member_id(actor), given_to, actor=actor, now=when))
