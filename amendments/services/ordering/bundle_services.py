"""Adoption without debate: proposed by the bureau, recalled by any member until the deadline, ended by one vote.

What the bureau retains (`retaining`) is taken out, given up and ended here too.
"""

from collections.abc import Collection
from datetime import datetime, timedelta

from flask_babel import force_locale, ngettext
from flask_babel import gettext as _
from sqlalchemy import select

from amendments.labels import numbers, to_part
from amendments.models import Amendment
from amendments.order_models import Bundle, BundleLine
from amendments.queries.bundle_queries import bundles_on, may_recall, stands_alone
from amendments.queries.competing_amendments import field_of
from amendments.services.ordering.proposing import (
    held_part,
    keep_bundle,
    require_no_vote,
    require_none_proposed,
    require_several,
)
from amendments.submission_window import day_and_hour
from congress.actors import Actor
from congress.models import Congress, Function, Member
from congress.policies import electors, officers, require
from core import journal
from core.database import session
from core.errors import Invalid, NotFound, RuleBroken
from core.mail.outbox import queue_mail
from motions.models import Part

SHORTEST = timedelta(minutes=5)  # between the proposal and the deadline: time to read it
LONGEST = timedelta(days=366)  # what is later is a year typed amiss


def propose(
    part_id: int, amendment_ids: Collection[int], recall_until: datetime, *, actor: Actor, now: datetime
) -> int:
    """The id of the bundle: these amendments, adopted without debate unless one is recalled before the deadline.

    By the bureau. Refused: where another is proposed on the text, of amendments that others compete with, of one alone.
    """
    part = held_part(part_id, actor=actor)
    require_none_proposed(bundles_on([part_id]).get(part_id))
    require_no_vote(part, field_of(part.id, part.motion.congress.line_length).amendments.values())
    if recall_until < now + SHORTEST:
        raise Invalid(_("Laissez au moins cinq minutes pour rappeler un amendement."), "jusqu")
    if recall_until > now + LONGEST:
        raise too_late()
    chosen = _chosen(part, set(amendment_ids))
    bundle = Bundle(
        part_id=part_id, proposed_by_id=actor.member_id, proposed_at=now, recall_until=recall_until,
        lines=[BundleLine(amendment_id=row.id) for row in chosen],
    )  # fmt: skip
    return keep_bundle(bundle, part, "bundle_proposed", chosen, actor=actor, now=now)


def too_late() -> Invalid:
    """The refusal of a deadline whose year was typed amiss."""
    return Invalid(_("Ce jour est dans plus d’un an\u00a0: vérifiez l’année."), "jusqu")


def _chosen(part: Part, wanted: set[int]) -> list[Amendment]:
    """The amendments chosen, by number: enough of them, each applying as it is, none that another competes with."""
    field = field_of(part.id, part.motion.congress.line_length)
    chosen = [row for row in field.amendments.values() if row.id in wanted]
    require_several(chosen)
    disputed = [row.public_number or 0 for row in chosen if not stands_alone(field, row.id)]
    if disputed:
        raise Invalid(
            ngettext(
                "L’amendement %(numbers)s a un concurrent, ou est à vérifier\u00a0: il se débat à sa place.",
                "Les amendements %(numbers)s ont un concurrent, ou sont à vérifier\u00a0: ils se débattent à leur"
                " place.",
                len(disputed),
                numbers=numbers(disputed),
            ),
            "amendement",
        )
    return chosen


def recall(amendment_id: int, *, actor: Actor, now: datetime) -> None:
    """An amendment leaves its bundle and is debated in its place; any member who votes may, without a reason.

    Until the deadline; of those that the bureau retains, until their poll opens. The secretariat is told. Pressed
    twice, it is recalled once.
    """
    line = _locked_line(amendment_id)
    if line is None:
        raise NotFound(_("Cet amendement n’est pas proposé au vote avec d’autres."))
    congress = line.bundle.part.motion.congress
    _require_may_take_out(line.bundle, actor)
    if line.recalled_at is not None:
        return
    if line.bundle.recall_until is None and line.amendment.under_vote:
        raise RuleBroken(_("Le scrutin est ouvert\u00a0: un vote séparé se demande avant."))
    if line.bundle.recall_until is not None and not may_recall(line.bundle, now):
        moment = day_and_hour(congress, line.bundle.recall_until)
        raise RuleBroken(_("Le rappel était possible jusqu’au %(moment)s.", moment=moment))
    _take_out(line, session().get_one(Member, actor.member_id), actor=actor, now=now)


def _require_may_take_out(bundle: Bundle, actor: Actor) -> None:
    """Any member who votes; of those retained, the bureau too, for a member who asks aloud."""
    congress = bundle.part.motion.congress
    if not bundle.is_retained:
        require(electors(actor, congress), _("Seuls les membres qui votent peuvent rappeler un amendement."))
        return
    is_bureau = officers(actor, congress) and actor.member_id is not None
    require(electors(actor, congress) or is_bureau, _("Seuls les membres qui votent peuvent demander un vote séparé."))


def leave_bundle(amendment_id: int, by: Member, *, actor: Actor, now: datetime) -> None:
    """An amendment that says another thing, or is another's, leaves its bundle whatever the deadline.

    Nobody could recall what it now says: who rewrote it, or took it up, has it debated.
    """
    line = _locked_line(amendment_id)
    if line is not None and line.recalled_at is None:
        _take_out(line, by, actor=actor, now=now)


def _locked_line(amendment_id: int) -> BundleLine | None:
    """The line of an amendment in the bundle that proposes it now, held; or None."""
    return session().scalar(
        select(BundleLine)
        .join(Bundle)
        .where(BundleLine.amendment_id == amendment_id, Bundle.ended_at.is_(None))
        .with_for_update()
        .execution_options(populate_existing=True)
    )


def _take_out(line: BundleLine, by: Member, *, actor: Actor, now: datetime) -> None:
    congress = line.bundle.part.motion.congress
    line.recalled_at, line.recalled_by_id = now, by.id
    event, said = "amendment_recalled", {}
    if line.bundle.is_retained:
        event, said = "separate_vote_asked", {"member": by.pseudonym, "by_bureau": not by.is_elector}
    journal.record(congress.stream, event, actor=actor.pseudonym, now=now, bundle=line.bundle_id,
                   amendment=line.amendment.public_number, **said)  # fmt: skip
    _tell_secretariat(congress, line, by, now)


def give_up(bundle_id: int, part_id: int, *, actor: Actor, now: datetime) -> None:
    """The bureau gives a bundle up: each of its amendments is debated in its place."""
    bundle = session().get(Bundle, bundle_id, with_for_update=True, populate_existing=True)
    if bundle is None or bundle.part_id != part_id:
        raise NotFound(_("Ce vote en une fois n’est pas proposé."))
    require(officers(actor, bundle.part.motion.congress), _("Seul le bureau peut faire cela."))
    if bundle.ended_at is not None:
        return
    require_no_vote(bundle.part, [line.amendment for line in bundle.lines])
    end(bundle, "given_up", actor=actor, now=now)


def end(bundle: Bundle, outcome: str, *, actor: Actor, now: datetime) -> None:
    """The bundle is over: « adopted », « debated » (each in its place), « given_up »."""
    bundle.ended_at, bundle.outcome = now, outcome
    stream = bundle.part.motion.congress.stream
    event = "retained_given_up" if bundle.is_retained and outcome == "given_up" else "bundle_ended"
    journal.record(stream, event, actor=actor.pseudonym, now=now, bundle=bundle.id, outcome=outcome)


def _tell_secretariat(congress: Congress, line: BundleLine, by: Member, now: datetime) -> None:
    """One mail to each of the secretariat who has an address."""
    with force_locale(congress.locale):
        said = {"name": by.civil_name, "number": line.amendment.public_number, "part": to_part(line.bundle.part)}
        if line.bundle.is_retained:
            subject = _("Amendement n°\u00a0%(number)s\u00a0: un vote séparé est demandé", **said)
            asked = _(
                "%(name)s demande un vote séparé sur l’amendement n°\u00a0%(number)s %(part)s, retenu par le bureau.",
                **said,
            )
        else:
            subject = _("Amendement n°\u00a0%(number)s rappelé\u00a0: il sera débattu", **said)
            asked = _(
                "%(name)s rappelle l’amendement n°\u00a0%(number)s %(part)s, proposé à l’adoption sans débat.", **said
            )
        lines = [
            asked,
            _("Il est de nouveau à débattre et à voter à sa place, dans l’ordre des votes."),
            congress.title,
        ]
    wanted = select(Member.email).where(Member.congress_id == congress.id, Member.function == Function.SECRETARIAT)
    for address in sorted({found for found in session().scalars(wanted) if found}):
        key = f"recalled:{line.id}:{address}"
        queue_mail(key, address, subject, "\n\n".join(lines), now=now, withheld=congress.demonstration)
