"""The page where the secretariat keys what the bureau advises on all the amendments of a proposal."""

import re
from collections.abc import Sequence
from datetime import datetime

from flask import Blueprint, flash, g, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_babel import ngettext

from amendments.labels import numbers, opinion_word
from amendments.pages.opinions.opinion_table import OpinionBatch, authors, batches_of
from amendments.services.opinions.opinion_services import Advice, give_opinion
from congress.access import Page, access, current_actor, current_congress
from congress.actors import Actor
from congress.clock import now_in
from congress.policies import secretariat
from core.errors import Invalid, RuleBroken
from core.unit_of_work import run
from motions.models import Part
from motions.queries.motion_queries import proposal

_OF_BATCH = re.compile(r"a([0-9]{1,6})-opinion")

blueprint = Blueprint("opinions", __name__, url_prefix="/<slug>")


@blueprint.get("/propositions/<int:number>/avis")
@access(secretariat)
def table(slug: str, number: int) -> str:
    """The batches of the proposal, each with its advice."""
    part = proposal(current_congress().id, number)
    return _page(part, batches_of(current_congress(), part))


@blueprint.post("/propositions/<int:number>/avis")
@access(secretariat)
def give(slug: str, number: int) -> Page:
    """Give every advice that changed, or none: what is refused is said beside its batch, and all stays typed."""
    congress, actor, now = current_congress(), current_actor(), now_in(current_congress())
    part = proposal(congress.id, number)
    batches = batches_of(congress, part, sent=True)
    asked = [
        ([row.id for row in batch.amendments], advice) for batch in batches if (advice := _checked(batch)) is not None
    ]
    gone = _gone(batches)
    if not any(batch.has_faults for batch in batches):
        try:
            run(lambda: _give_all(asked, actor=actor, now=now))
        except _Refused as refused:
            part = proposal(congress.id, number)
            batches = batches_of(congress, part, sent=True)
            next(batch for batch in batches if batch.first.id == refused.first_id).form.tell(refused.because)
    if any(batch.has_faults for batch in batches):
        return _page(part, batches), Invalid.status
    told = ngettext("%(count)s avis enregistré.", "%(count)s avis enregistrés.", len(asked), count=len(asked))
    flash(told if asked else _("Aucun avis n’a changé."), "success" if asked else "message")
    if gone:
        flash(
            ngettext(
                "L’amendement %(numbers)s n’est plus à voter\u00a0: rien n’y a changé.",
                "Les amendements %(numbers)s ne sont plus à voter\u00a0: rien n’y a changé.",
                len(gone),
                numbers=numbers(gone),
            ),
            "message",
        )
    return redirect(url_for("opinions.table", slug=slug, number=number), code=303)


class _Refused(Exception):
    """An advice that the service refuses, and the first amendment of its batch."""

    def __init__(self, first_id: int, because: RuleBroken) -> None:
        super().__init__(because.sentence)
        self.first_id, self.because = first_id, because


def _give_all(asked: Sequence[tuple[Sequence[int], Advice]], *, actor: Actor, now: datetime) -> None:
    for ids, advice in asked:
        try:
            give_opinion(ids, advice, actor=actor, now=now)
        except RuleBroken as because:
            raise _Refused(ids[0], because) from because


def _checked(batch: OpinionBatch) -> Advice | None:
    """The advice to give to a batch, if it changed; what stands in the way is put beside it."""
    if batch.form.opinion.data is None or not batch.form.validate():  # not sent: being voted on
        return None
    try:
        advice = batch.asked()
    except Invalid as refusal:
        batch.form.tell(refusal)
        return None
    if advice is not None and (told := batch.changed_meanwhile()):
        batch.form.tell(Invalid(told, "opinion"))
    return advice


def _gone(batches: Sequence[OpinionBatch]) -> list[int]:
    """The amendments of which the page sent an advice, and that are no longer to be voted on."""
    sent = {int(found[1]) for name in request.form if (found := _OF_BATCH.fullmatch(name))}
    return sorted(sent - {row.public_number or 0 for batch in batches for row in batch.amendments})


def _page(part: Part, batches: Sequence[OpinionBatch]) -> str:
    g.section = "amendments.index"
    for batch in batches:
        batch.show_what_is_said()
    return render_template(
        "amendments/opinions.html",
        part=part,
        batches=batches,
        left=sum(batch.opinion is None for batch in batches),
        authors=authors,
        opinion_word=opinion_word,
    )
