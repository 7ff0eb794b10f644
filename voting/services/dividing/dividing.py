"""A vote by division: the chair, asked by a member or not, has a text voted in parts, then as a whole."""

from collections.abc import Collection, Sequence
from datetime import datetime

from flask_babel import force_locale
from flask_babel import gettext as _

from congress.actors import Actor
from congress.chamber_models import AgendaItem, Sitting
from congress.models import Member
from congress.policies import require_chair
from congress.queries.chamber_queries import presences_now
from congress.services.sitting_locking import locked_item, locked_sitting, record
from core.database import session
from core.digest import sha256_text
from core.errors import Invalid, NotFound, RuleBroken
from voting.dividing_models import Division, DivisionEnd, DivisionPart
from voting.queries import subjects
from voting.queries.dividing.division_words import asked_of_part_of
from voting.queries.dividing.divisions import running_on, stands
from voting.queries.subjects import LoadedSubject, SubjectKeys
from voting.rules.dividing.spots import spots_of
from voting.rules.dividing.units import Divisible, PartRun, runs_of
from voting.services import text_effects
from voting.services.asking.asking_services import write_question
from voting.services.dividing.divisible import (
    divisible_now,
    require_divisible,
    require_no_poll,
    require_to_vote,
    require_undivided,
)
from voting.services.dividing.ending import end_division
from voting.services.ordering.calling import take_turn
from voting.subject_models import QuestionKind


def divide(
    item_id: int,
    subject: SubjectKeys,
    cuts: Collection[int],
    *,
    asked_by: int | None = None,
    because: str = "",
    actor: Actor,
    now: datetime,
) -> int:
    """The id of the division: the text is voted in parts, cut before these units, then as a whole.

    By the chair, on a proposal or an amendment that could be put to the vote now. `asked_by`: the member present who
    asks for it; None: the chair decides it. `because`: why before its turn. Pressed twice, it is divided once.
    """
    item = locked_item(item_id)
    sitting = locked_sitting(item.sitting_id)
    require_chair(actor, sitting.id)
    require_no_poll(sitting.id)
    loaded = subjects.load(subject, sitting.congress_id)
    require_divisible(loaded)
    text_effects.hold_texts(loaded)
    former = _already(loaded, cuts, sitting, actor=actor, now=now)
    if former is not None:
        return former
    require_to_vote(item, loaded, now)
    found = divisible_now(loaded)
    runs = runs_of(len(found.units), cuts)
    if not runs:
        raise Invalid(_("Dites où le texte est coupé\u00a0: aucune partie n’est vide, et il en faut deux."), "coupe")
    _require_asker(sitting, asked_by)
    take_turn(item, loaded, because, actor=actor, now=now)
    return _write(sitting, item, loaded, found, runs, asked_by, actor=actor, now=now)


def give_up_division(item_id: int, division_id: int, *, actor: Actor, now: datetime) -> None:
    """The text is voted as a whole, whatever was decided of its parts: none of it takes effect. By the chair."""
    item = locked_item(item_id)
    sitting = locked_sitting(item.sitting_id)
    require_chair(actor, sitting.id)
    division = session().get(Division, division_id, with_for_update=True, populate_existing=True)
    if division is None or division.item.sitting.congress_id != sitting.congress_id:
        raise NotFound(_("Cette division n’existe pas."))
    if division.ended_at is not None:
        return
    require_no_poll(sitting.id)
    end_division(sitting, division, DivisionEnd.GIVEN_UP, actor=actor, now=now)


def _already(
    subject: LoadedSubject, cuts: Collection[int], sitting: Sitting, *, actor: Actor, now: datetime
) -> int | None:
    """The id of the same division, where it was pressed before; one of a text that has changed is given up."""
    part = subject.text_part
    amendment_id = subject.amendments[0].id if subject.amendments else None
    former = running_on(part.id) if part is not None else None
    if former is None:
        require_undivided(subject)
        return None
    if not stands(former):
        end_division(sitting, former, DivisionEnd.GIVEN_UP, actor=actor, now=now)
        session().flush()
        return None
    if former.amendment_id == amendment_id and sorted(former.cuts) == sorted(cuts):
        return former.id
    raise RuleBroken(_("Une division est en cours sur ce texte\u00a0: votez ses parties, ou renoncez-y."))


def _require_asker(sitting: Sitting, asked_by: int | None) -> None:
    if asked_by is None:
        return
    member = session().get(Member, asked_by)
    if member is None or member.congress_id != sitting.congress_id or member.id not in presences_now(sitting.id):
        raise Invalid(_("La personne qui demande le vote par division n’est pas présente."), "demandeur")


def _write(
    sitting: Sitting,
    item: AgendaItem,
    subject: LoadedSubject,
    found: Divisible,
    runs: Sequence[PartRun],
    asked_by: int | None,
    *,
    actor: Actor,
    now: datetime,
) -> int:
    part, amendment = subject.text_part, subject.amendments[0] if subject.amendments else None
    if part is None or actor.member_id is None:
        raise NotFound(_("Ce qui doit être mis aux voix n’existe pas."))
    division = Division(
        part_id=part.id, amendment_id=amendment.id if amendment else None, item_id=item.id, asked_by_id=asked_by,
        divided_by_id=actor.member_id, divided_at=now, units=len(found.units), cuts=[run.first for run in runs[1:]],
        on_number=part.current_number, amendment_version=amendment.version if amendment else None,
        text=found.whole, text_sha256=sha256_text(found.whole),
    )  # fmt: skip
    for place, run in enumerate(runs, 1):
        spots = spots_of([found.units[rank] for rank in run.units])
        with force_locale(sitting.congress.locale):
            words = asked_of_part_of(part, amendment.label if amendment else "", place, spots)
        asked = write_question(item.id, words, QuestionKind.DIVISION, actor=actor, now=now)
        division.parts.append(
            DivisionPart(
                place=place, first_unit=run.first, last_unit=run.last, spots=spots, question_id=asked.question_id
            )
        )
    session().add(division)
    session().flush()
    asker = session().get(Member, asked_by) if asked_by is not None else None
    said = {"asked_by": asker.pseudonym} if asker else {}
    said |= {"amendment": amendment.address} if amendment else {}
    record(sitting, "text_divided", actor, now, division=division.id, item=item.position, proposal=part.number,
           parts=len(runs), text_sha256=division.text_sha256, **said)  # fmt: skip
    return division.id
