"""A sitting that is to open on another day than the one for which its members are convened, or it is planned.

Whoever comes on that day would find it held. A council that opens before is refused, as a second convening is; whatever
else opens on another day is asked once (an association is bound by its statutes, which the site does not read).
"""

from dataclasses import dataclass
from datetime import datetime

from flask_babel import gettext as _

from congress.chamber_models import Sitting, SittingKind, SittingState
from congress.clock import local
from congress.moments import day_in_words, moment_in_words
from congress.queries.convening.convening_queries import convenings_of, is_bound, told_start
from congress.rules.presets.law import cgct
from core.text.reader import quotation


@dataclass(frozen=True, slots=True)
class OtherDay:
    """For when it is, in a sentence that says what the law says of it; `is_refused`: it does not open today."""

    starts_at: datetime
    sentence: str
    is_refused: bool


def other_day(sitting: Sitting, now: datetime) -> OtherDay | None:
    """None where a sitting to open is convened for today, or planned so where no convening left from here."""
    if sitting.state is not SittingState.PLANNED:
        return None
    congress, sent = sitting.congress, convenings_of(sitting.id)
    starts_at = told_start(sitting, sent)
    today, its_day = local(congress, now).date(), local(congress, starts_at).date()
    if today == its_day:
        return None
    decides = sitting.kind is not SittingKind.PREPARATION
    if today < its_day and sitting.convocation == 2:
        return OtherDay(starts_at, _second_too_early(sitting, starts_at), is_refused=True)
    if today < its_day and decides and sent and is_bound(sitting):
        return OtherDay(starts_at, _too_early(sitting, starts_at), is_refused=True)
    said = [_said(sitting, starts_at, is_convened=bool(sent)), _law(sitting) if decides else ""]
    return OtherDay(starts_at, " ".join(filter(None, said)), is_refused=False)


def _second_too_early(sitting: Sitting, starts_at: datetime) -> str:
    return _(
        "Cette séance de seconde convocation est prévue le %(day)s\u00a0: elle ne s’ouvre pas avant%(law)s.",
        day=day_in_words(sitting.congress, starts_at), law=cgct(sitting.congress.body, "L2121-17"),
    )  # fmt: skip


def _too_early(sitting: Sitting, starts_at: datetime) -> str:
    return _(
        "La séance %(title)s est convoquée pour le %(when)s\u00a0: elle ne s’ouvre pas avant ce jour%(law)s. Pour"
        " siéger plus tôt, le secrétariat la déplace et convoque de nouveau les membres.",
        title=quotation(sitting.title), when=moment_in_words(sitting.congress, starts_at),
        law=cgct(sitting.congress.body, "L2121-10"),
    )  # fmt: skip


def _said(sitting: Sitting, starts_at: datetime, *, is_convened: bool) -> str:
    title, when = quotation(sitting.title), moment_in_words(sitting.congress, starts_at)
    if is_convened:
        return _(
            "La séance %(title)s est convoquée pour le %(when)s, un autre jour qu’aujourd’hui.", title=title, when=when
        )
    return _("La séance %(title)s est prévue le %(when)s, un autre jour qu’aujourd’hui.", title=title, when=when)


def _law(sitting: Sitting) -> str:
    """What a decision taken on a day for which nobody is convened is worth."""
    if is_bound(sitting):
        return _(
            "Ce que le conseil déciderait sans être convoqué pour ce jour pourrait être annulé%(law)s.",
            law=cgct(sitting.congress.body, "L2121-10"),
        )
    return _("Vérifiez que vos statuts le permettent.")
