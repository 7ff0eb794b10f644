"""What members ask for in a sitting: a public or secret vote, a check of the quorum; its desk."""

from collections.abc import Callable, Mapping
from typing import Any

from flask import Blueprint, flash, g, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from congress.access import Page, access, current_actor, current_congress
from congress.chamber_models import AgendaItem, Sitting
from congress.clock import now_in
from congress.policies import members, officers, secretariat, sitters
from congress.queries.chamber_queries import agenda_of, chair_of, last_check, sitting_by_number
from congress.rules.rule_names import BallotKind
from core.errors import NotFound, RuleBroken
from core.unit_of_work import run
from live import versions
from live.versions import opaque
from voting.challenge_models import ChallengeState
from voting.pages.challenge.challenge_shown import after_unmet, challenge_shown
from voting.pages.challenge.names_typed import members_named
from voting.pages.console_views import console_answer
from voting.pages.modes.numbers_typed import whole_number
from voting.queries.challenge.challenges import (
    confirmed_count,
    last_settled,
    pending_challenge,
    present_named,
    silent_in,
)
from voting.queries.state.versions import versions_of
from voting.queries.state_queries import step_shown
from voting.services.challenge import ballot_requests, quorum_challenges
from voting.services.quorum_services import check_sentence

blueprint = Blueprint("challenge", __name__, url_prefix="/<slug>/seances/<int:number>")
MOST_TICKED = 200  # names of silent members shown with a box each; beyond, they are typed


@blueprint.before_request
def _section() -> None:
    g.section = "sittings.index"


@blueprint.get("/verification")
@access(members)
def desk(slug: str, number: int) -> Page:
    """The desk of a check of the quorum: what was asked, who confirmed, what is read out, who is not there.

    A member who leads nothing, or no more, confirms on the page of the sitting: that is where the address leads them.
    """
    if not officers(current_actor(), current_congress()):
        return redirect(url_for("sittings.show", slug=slug, number=_sitting(number).number), code=303)
    return _desk(number)


@blueprint.get("/verification/etat")
@access(officers)
def state(slug: str, number: int) -> Response:
    """The version of the desk: it changes as members confirm."""
    return versions.answer(_desk_versions(_sitting(number)))


@blueprint.post("/verification")
@access(sitters)
def press(slug: str, number: int) -> Page:
    """A member asks that the quorum be checked, or confirms that they are there."""
    actions: dict[str, tuple[Callable[..., object], str]] = {
        "demander": (quorum_challenges.ask_challenge, _("Votre demande est transmise à la présidence.")),
        "confirmer": (quorum_challenges.confirm, _("Votre présence est confirmée.")),
    }
    action, told = _one_of(actions)
    return _do(number, action, told=told)


@blueprint.post("/verification/bureau")
@access(officers)
def lead(slug: str, number: int) -> Page:
    """The chair and the desk: open the check, decline it, key who is seen, freeze the counts, find."""
    sitting, form = _sitting(number), request.form
    hands = form.get("mains", "").strip()

    def named(typed: str) -> list[int]:
        return [member.id for member in members_named(typed, present_named(sitting.id))]

    def opened(sitting_id: int, **kept: Any) -> object:
        asking = named(form.get("noms", ""))
        return quorum_challenges.open_challenge(sitting_id, asking[0] if asking else None, **kept)

    def keyed(sitting_id: int, **kept: Any) -> object:
        return quorum_challenges.key_confirmed(sitting_id, named(form.get("noms", "")), **kept)

    def counted(sitting_id: int, **kept: Any) -> None:
        if form.get("noms", "").strip():  # typed in the field above and not noted yet: they are in the numbers read out
            keyed(sitting_id, **kept)
        quorum_challenges.freeze_counts(sitting_id, whole_number(hands) if hands else None, **kept)

    def settled(sitting_id: int, **kept: Any) -> object:
        absent = [*form.getlist("absent", type=int), *named(form.get("absents", ""))]
        return quorum_challenges.settle_challenge(sitting_id, absent, **kept)

    actions: dict[str, tuple[Callable[..., object], str]] = {
        "ouvrir": (opened, _("La vérification est ouverte\u00a0: les membres présents confirment.")),
        "refuser": (quorum_challenges.decline_challenge, _("La demande n’est pas accordée.")),
        "noter": (keyed, _("C’est noté.")),
        "compter": (counted, _("Les nombres sont arrêtés\u00a0: lisez-les.")),
        "constater": (settled, ""),
    }
    action, told = _one_of(actions)
    is_answer = form.get("geste") in ("ouvrir", "refuser")  # pressed on the console
    back = "console.show" if form.get("geste") == "refuser" else "challenge.desk"
    typed = {"mains": hands} if hands and form.get("geste") == "noter" else {}
    return _do(number, action, told=told, back=back, refused=console_answer if is_answer else _desk, typed=typed)


@blueprint.post("/points/<int:position>/demandes")
@access(sitters)
def ask(slug: str, number: int, position: int) -> Page:
    """A member asks for a public or a secret vote on the item in discussion, or does not any more."""
    item_id, ballot = _item(number, position).id, _ballot()
    if request.form.get("geste") == "retirer":
        return _do(number, lambda _id, **kept: ballot_requests.withdraw_request(item_id, ballot, **kept),
                   told=_("Votre demande est retirée."))  # fmt: skip
    return _do(number, lambda _id, **kept: ballot_requests.ask_ballot(item_id, ballot, **kept),
               told=_("Votre demande est enregistrée."))  # fmt: skip


@blueprint.post("/points/<int:position>/demandes/bureau")
@access(officers)
def key(slug: str, number: int, position: int) -> Page:
    """The desk keys who asks aloud for a public or a secret vote."""
    sitting, item_id, ballot = _sitting(number), _item(number, position).id, _ballot()

    def keyed(_sitting_id: int, **kept: Any) -> object:
        asking = [member.id for member in members_named(request.form.get("noms", ""), present_named(sitting.id))]
        if not asking:
            raise RuleBroken(_("Écrivez les noms de ceux qui demandent."))
        return ballot_requests.ask_ballot(item_id, ballot, asking, **kept)

    return _do(number, keyed, told=_("Les demandes sont enregistrées."), back="console.show", refused=console_answer)


def _do(
    number: int,
    action: Callable[..., object],
    *,
    told: str,
    back: str = "sittings.show",
    refused: Callable[[int, str], str] | None = None,
    typed: Mapping[str, Any] | None = None,
) -> Page:
    """What was pressed, done; then the page from which it was, with what it did, or why it did not.

    `refused`: the page that shows a refusal with what was typed; the page of the sitting, where none does.
    `typed`: what the page goes on with, of what was typed and is not done.
    """
    congress, actor = current_congress(), current_actor()
    sitting_id, now = _sitting(number).id, now_in(congress)
    try:
        run(lambda: action(sitting_id, actor=actor, now=now))
    except RuleBroken as broken:
        if refused is not None:
            return refused(number, broken.sentence), broken.status
        flash(broken.sentence, "error")
        return redirect(url_for("sittings.show", slug=congress.slug, number=number), code=303)
    if told:  # what a check found stands at the head of the desk
        flash(told, "success")
    way: dict[str, Any] = {"slug": congress.slug, "number": number, **(typed or {})}
    return redirect(url_for(back, **way), code=303)


def _desk(number: int, refusal: str = "") -> str:
    congress, actor, sitting = current_congress(), current_actor(), _sitting(number)
    shown, chair = challenge_shown(sitting, actor, now_in(congress)), chair_of(sitting.id)
    settled = last_settled(sitting.id) if shown is None else None
    counted = shown is not None and shown.challenge.state is ChallengeState.COUNTED
    silent = silent_in(shown.challenge) if shown is not None and counted else []
    return render_template(
        "voting/challenge/desk.html",
        sitting=sitting,
        shown=shown,
        settled=settled,
        sentence=check_sentence(settled.check) if settled and settled.check else "",
        is_unmet=settled is not None and after_unmet(last_check(sitting.id)),
        silent=silent,
        ticks=len(silent) <= MOST_TICKED,
        is_chair=chair is not None and chair.id == actor.member_id,
        is_secretariat=secretariat(actor, congress),
        item=next((item for item in agenda_of(sitting.id) if item.opened_at and not item.closed_at), None),
        seen=step_shown(sitting),
        refusal=refusal,
        typed=request.form,
        versions=_desk_versions(sitting),
    )


def _desk_versions(sitting: Sitting) -> dict[str, str]:
    """Those of the sitting; `progress` changes as members confirm."""
    found, pending = versions_of(sitting, current_actor().member_id), pending_challenge(sitting.id)
    confirmed = [pending.id, pending.state, confirmed_count(pending.id)] if pending else []
    return {**found, "progress": opaque([found["progress"], confirmed])}


def _sitting(number: int) -> Sitting:
    return sitting_by_number(current_congress().id, number)


def _item(number: int, position: int) -> AgendaItem:
    found = next((item for item in agenda_of(_sitting(number).id) if item.position == position), None)
    if found is None:
        raise NotFound(_("Ce point n’est pas à l’ordre du jour."))
    return found


def _ballot() -> BallotKind:
    found = next((kind for kind in BallotKind if kind.value == request.form.get("scrutin")), None)
    if found is None:
        raise NotFound(_("Ce geste n’existe pas."))
    return found


def _one_of(actions: dict[str, tuple[Callable[..., object], str]]) -> tuple[Callable[..., object], str]:
    found = actions.get(request.form.get("geste", ""))
    if found is None:
        raise NotFound(_("Ce geste n’existe pas."))
    return found
