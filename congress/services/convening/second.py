"""A sitting that had no quorum is convened anew for the same items only; of a council, three days later at least.

The three days are those of CGCT L2121-17: an association's statutes have their own number of days, or none.
"""

from collections.abc import Callable, Collection, Sequence
from datetime import datetime

from flask_babel import gettext as _

from congress import policies
from congress.actors import Actor
from congress.chamber.convening_models import SecondSitting
from congress.chamber_models import AgendaItem, Office, Sitting, SittingState
from congress.clock import local
from congress.moments import day_in_words
from congress.queries import chamber_queries
from congress.queries.convening import convening_queries
from congress.rules.convening.time_limits import may_be_second
from congress.rules.presets.law import cgct
from congress.services.sitting_locking import locked_sitting, record
from congress.services.sitting_services import add_item, everybody_leaves, give_office, plan_sitting
from core.database import session
from core.errors import Invalid, RuleBroken


def plan_second(
    sitting_id: int,
    starts_at: datetime,
    *,
    is_decided: Callable[[AgendaItem], bool] = lambda _item: False,
    voted_by_too_few: Collection[int] = (),
    actor: Actor,
    now: datetime,
) -> int:
    """The id of the sitting convened anew, with what the first one left to decide; asked twice, that of the first time.

    As long as the first was to be, in its room, under the same chair. It is still to be convened: nothing leaves yet.
    Refused while the first goes on: it may find its quorum again, and decide. `is_decided`: whether nothing is left of
    an item that was in discussion when the first one was closed. `voted_by_too_few`: the ids of the items whose vote
    found no quorum, where it is judged at the closing of each.
    """
    first = locked_sitting(sitting_id)
    policies.require(policies.secretariat(actor, first.congress))
    known = convening_queries.second_of(sitting_id)
    if known is not None:
        return known.id
    _require_without_quorum(first, voted_by_too_few)
    _require_over(first)
    _require_late_enough(first, starts_at)
    left = _left_to_decide(first, is_decided, voted_by_too_few)
    title = _("%(title)s (seconde convocation)", title=first.title[:170])
    ends_at = starts_at + (first.ends_at - first.starts_at)
    second_id = plan_sitting(
        first.congress_id, kind=first.kind, title=title, room_id=first.room_id, starts_at=starts_at, ends_at=ends_at,
        convocation=2, actor=actor, now=now,
    )  # fmt: skip
    _carry_over(first, second_id, left, actor=actor, now=now)
    if first.state == SittingState.PLANNED and (check := chamber_queries.last_check(first.id)):
        everybody_leaves(first.id, check.at)  # it opens no more: nobody is kept there from being at the second
    session().add(SecondSitting(first_id=first.id, second_id=second_id))
    session().flush()
    record(first, "second_sitting_planned", actor, now, second=chamber_queries.sitting(second_id).number)
    return second_id


def _carry_over(first: Sitting, second_id: int, left: Sequence[AgendaItem], *, actor: Actor, now: datetime) -> None:
    """The items left, and the bureau, of the first sitting, in the second."""
    for item in left:
        add_item(
            second_id,
            item.kind,
            item.title,
            item.proposal_number,
            on_first_agenda=True,
            nature=item.nature,
            actor=actor,
            now=now,
        )
    for held in chamber_queries.offices_of(first.id):
        if held.office in (Office.CHAIR, Office.SECRETARY):
            give_office(second_id, held.member_id, held.office, actor=actor, now=now)


def not_dealt_with(first: Sitting, voted_by_too_few: Collection[int] = ()) -> list[AgendaItem]:
    """The items of a sitting whose discussion never began, or was ended by its closing alone, or by no valid vote."""
    items = chamber_queries.agenda_of(first.id)
    ended = {item.id for item in items if item.closed_at not in (None, first.closed_at)}
    return [item for item in items if item.id not in ended or item.id in voted_by_too_few]


def may_be_decided(first: Sitting, items: Sequence[AgendaItem]) -> list[AgendaItem]:
    """Those of these items on which the convening of the sitting let it decide."""
    stands = convening_queries.regularity_of(first)
    is_bound = convening_queries.is_bound(first)
    return [item for item in items if stands.may_decide(item.id) or not is_bound]


def _left_to_decide(
    first: Sitting, is_decided: Callable[[AgendaItem], bool], voted_by_too_few: Collection[int]
) -> list[AgendaItem]:
    """What the second sitting takes; a refusal where that is nothing."""
    items = not_dealt_with(first, voted_by_too_few)
    undone = [item for item in items if not (item.closed_at is not None and is_decided(item))]
    left = may_be_decided(first, undone)
    if undone and not left:
        raise RuleBroken(
            _("La première convocation n’était pas régulière\u00a0: une seconde ne dispenserait pas du"
              " quorum%(law)s.", law=cgct(first.congress.body, "L2121-17"))
        )  # fmt: skip
    if not left:
        raise RuleBroken(_("Tous les points de cette séance ont été traités\u00a0: il n’y a rien à reporter."))
    return left


def _require_over(first: Sitting) -> None:
    if first.state in (SittingState.OPEN, SittingState.SUSPENDED):
        raise RuleBroken(
            _("La séance n°\u00a0%(number)s n’est pas levée\u00a0: elle peut encore trouver son quorum. La présidence"
              " la lève, puis une seconde se convoque.", number=first.number)
        )  # fmt: skip


def _require_without_quorum(first: Sitting, voted_by_too_few: Collection[int]) -> None:
    if first.convocation == 2:
        raise RuleBroken(_("Cette séance est déjà une seconde convocation."))
    if voted_by_too_few or convening_queries.is_without_quorum(first.id):
        return
    if first.congress.quorum.judged_at_closing:
        raise RuleBroken(
            _("Le quorum se juge ici à la clôture de chaque vote\u00a0: aucun ne l’a trouvé manquant à cette séance.")
        )
    raise RuleBroken(_("Le quorum n’a pas été constaté manquant à cette séance\u00a0: vérifiez-le d’abord."))


def _require_late_enough(first: Sitting, starts_at: datetime) -> None:
    if starts_at <= (first.closed_at or first.starts_at):
        raise Invalid(_("La seconde séance vient après la première."), "starts_at")
    days = [local(first.congress, instant).date() for instant in (first.opened_at or first.starts_at, starts_at)]
    if not may_be_second(first.congress.body, days[0], days[1]):
        day = day_in_words(first.congress, first.opened_at or first.starts_at)
        raise Invalid(
            _("Trois jours au moins séparent les deux séances%(law)s\u00a0: la première était le %(day)s.",
              law=cgct(first.congress.body, "L2121-17"), day=day), "starts_at",
        )  # fmt: skip
