"""The chair's console: one page, and the actions of the chair, each a POST that comes back to it."""

from collections.abc import Callable, Mapping
from functools import partial

from flask import Blueprint, flash, g, redirect, render_template, request, url_for
from flask_babel import gettext as _

from amendments.models import AmendmentStatus
from congress.access import Page, access, current_actor, current_congress
from congress.chamber_models import AgendaItem, QuorumCheck, Sitting, SittingState
from congress.clock import now_in
from congress.moments import hour_in_words
from congress.policies import amendments_readers, officers, require, results_readers, secretariat
from congress.queries.chamber_queries import agenda_of, chair_of, next_planned_after, sitting_by_number
from congress.queries.convening.other_day import OtherDay
from congress.queries.homonyms import told_name
from congress.services import sitting_services
from congress.services.chairing_services import hand_over_chair
from core.clock import machine_now
from core.errors import Forbidden, NotFound, RuleBroken
from core.text.reader import lazily
from core.unit_of_work import run
from voting import policies
from voting.models import PollState
from voting.pages.agenda_lines import kind_words
from voting.pages.asking.asked_by_chair import asked_from, proclaimed_from
from voting.pages.console_page import console_page
from voting.pages.convening.convening_words import console_convening
from voting.pages.following.steps_told import steps_told
from voting.pages.modes.chosen_by_chair import declared_from, method_asked
from voting.queries.challenge.asked_ballots import asked_on, method_obtained
from voting.queries.poll_queries import current_poll_of, poll_by_number
from voting.queries.state.versions import versions_of
from voting.queries.votes_left import subject_named
from voting.services import discussion_services, poll_services, text_effects
from voting.services.debate.speaking_list import resume_debate
from voting.services.life import crowd, late_services, reserving
from voting.services.life.putting_off import put_off
from voting.services.modes.putting_to_vote import go_on_by, put_to_vote
from voting.services.ordering.going_on import and_follow, end_or_ask, end_sitting_or_ask
from voting.services.quorum_services import check_sentence, unmet_just_now
from voting.services.steps import AnotherStep, TooSoon, take_step

# What one press does to an amendment, and what the console says once it is done.
LIFE_ACTIONS: dict[str, tuple[Callable[..., object], object]] = {
    "reprendre": (discussion_services.take_back, lazily("L’amendement est remis à voter.")),
    "reserver": (reserving.reserve, lazily("Le vote de l’amendement est réservé\u00a0: il vient après les autres.")),
    "appeler": (reserving.call, lazily("La réserve est levée\u00a0: l’amendement se vote à sa place.")),
    "admettre": (late_services.admit_late, lazily("L’amendement est admis et publié\u00a0: il est à sa place.")),
}
# What one press does to a poll, with nothing else to say.
POLL_ACTIONS: dict[str, Callable[..., object]] = {
    "ouvrir": poll_services.open_poll,
    "attendre": poll_services.wait_on,
    "delai": reserving.tell_the_end,
    "repetition": crowd.let_the_others_vote,
}
blueprint = Blueprint("console", __name__, url_prefix="/<slug>/seances/<int:number>/presidence")


@blueprint.before_request
def _section() -> None:
    g.section = "sittings.index"


@blueprint.before_request
def _office_over() -> None:
    """Whoever presides, or is secretary, no more reads since when and who presides, in place of a door that is shut."""
    congress, actor = current_congress(), current_actor()
    sitting = sitting_by_number(congress.id, (request.view_args or {})["number"])
    g.sitting = sitting
    g.may_watch = policies.may_watch_console(actor, congress, sitting.id)
    since = None if g.may_watch else policies.office_ended_at(actor, sitting.id)
    if since is None:
        return
    said = _("Vous n’êtes plus au bureau de cette séance depuis %(hour)s.", hour=hour_in_words(congress, since))
    presides = [_("%(name)s préside.", name=told_name(chair))] if (chair := chair_of(sitting.id)) else []
    raise Forbidden(" ".join([said, *presides]))


@blueprint.get("")
@access(officers)
def show(slug: str, number: int) -> Page:
    """The console, for the chair; secretaries and the secretariat look at it."""
    return console_answer(number)


@blueprint.post("/seance")
@access(officers)
def lead(slug: str, number: int) -> Page:
    """Open, suspend, resume, close, reopen the sitting; check the quorum; resume the debate; hand the chair over."""
    sitting_id = sitting_by_number(current_congress().id, number).id
    actions: dict[str, Callable[..., object]] = {
        "ouvrir": partial(discussion_services.open_or_ask, confirmed="autre_jour" in request.form),
        "suspendre": partial(discussion_services.suspend, minutes=request.form.get("minutes", type=int)),
        "reprendre": sitting_services.resume_sitting,
        "clore": partial(end_sitting_or_ask, confirmed="sans_attendre" in request.form),
        "quorum": discussion_services.check_on_request,
        "discussion": resume_debate,
        "repetition": crowd.fill_the_room,
    }
    if request.form.get("geste") == "ceder":
        told = _("Vous avez cédé la présidence.")
        return _do(number, hand_over_chair, sitting_id, request.form.get("membre", 0, type=int), told=told)
    if request.form.get("geste") == "rouvrir":
        return _do(number, discussion_services.reopen, sitting_id, request.form.get("motif", ""), by_secretariat=True)
    asked = "seance" if request.form.get("geste") == "clore" else ""
    return _do(number, _one_of(actions), sitting_id, by_secretariat=True, asked=asked)


@blueprint.post("/points/<int:position>")
@access(officers)
def discuss(slug: str, number: int, position: int) -> Page:
    """Put an item in discussion, or close it."""
    actions: dict[str, Callable[..., QuorumCheck | None]] = {
        "ouvrir": discussion_services.put_in_discussion,
        "reporter": put_off,
    }
    item_id = _item(number, position).id
    if request.form.get("geste") == "clore":
        confirmed = "sans_attendre" in request.form
        return _do(number, end_or_ask, item_id, confirmed=confirmed, asked="point", by_secretariat=True)
    return _do(number, _one_of(actions), item_id)


@blueprint.post("/points/<int:position>/scrutins")
@access(officers)
def announce(slug: str, number: int, position: int) -> Page:
    """Announce a vote on an item; by a method that the chair chose for it, put it at once."""
    if "objet" in request.form:
        return _do(number, asked_from(request.form, current_congress()), _item(number, position).id)
    item_id, subject = _item(number, position).id, subject_named(request.form.get("vote", ""))
    because = request.form.get("motif", "")
    if "methode" in request.form:
        return _do(number, put_to_vote, item_id, subject, method_asked(request.form), because=because)
    method = method_obtained(asked_on(_item(number, position)), current_congress().ballot)
    return _do(number, poll_services.announce_poll, item_id, subject, method=method, because=because)


@blueprint.post("/points/<int:position>/corrections")
@access(officers)
def correct(slug: str, number: int, position: int) -> Page:
    """Announce a vote that corrects one that was proclaimed."""
    form, item_id = request.form, _item(number, position).id
    poll = poll_by_number(current_congress().id, form.get("scrutin", 0, type=int))
    return _do(number, poll_services.announce_correction, item_id, poll.id, form.get("motif", ""))


@blueprint.post("/ecarter")
@access(officers)
def set_aside(slug: str, number: int) -> Page:
    """Declare an amendment not supported, fallen or without object, without a vote; or take it back."""
    form, sitting_id = request.form, sitting_by_number(current_congress().id, number).id
    if form.get("geste") in LIFE_ACTIONS:
        service, told = LIFE_ACTIONS[form["geste"]]
        return _do(number, service, form.get("amendement", 0, type=int), sitting_id=sitting_id, told=str(told))
    if form.get("geste") == "refuser":
        refused, motif = form.get("amendement", 0, type=int), form.get("motif", "")
        told = _("L’amendement n’est pas admis\u202f; son auteur en reçoit la raison.")
        return _do(number, late_services.refuse_late, refused, motif, sitting_id=sitting_id, told=told)
    status = next((found for found in AmendmentStatus if found == form.get("statut")), AmendmentStatus.PUBLISHED)
    amendment_id = form.get("amendement", 0, type=int)
    because, told = form.get("motif", ""), _("L’amendement est écarté.")
    return _do(number, discussion_services.set_aside, amendment_id, status, because, sitting_id=sitting_id, told=told)


@blueprint.post("/scrutins/<int:poll_number>")
@access(officers)
def move(slug: str, number: int, poll_number: int) -> Page:
    """Open, close, proclaim or cancel a poll of this sitting: the step that the form saw is this sitting's."""
    poll = poll_by_number(current_congress().id, poll_number)
    if poll.sitting_id != sitting_by_number(current_congress().id, number).id:
        raise NotFound(_("Aucun scrutin n’existe à cette adresse."))
    action, form = request.form.get("geste", ""), request.form
    if action in POLL_ACTIONS:
        return _do(number, POLL_ACTIONS[action], poll.id)
    if action == "clore":
        return _do(number, poll_services.close_or_ask, poll.id, confirmed="sans_attendre" in form, asked="clore")
    if action == "poursuivre":
        return _do(number, go_on_by, poll.id, method_asked(form))
    if action == "declarer":
        text_effects.prepare(poll, is_adopted=form.get("decide") == "adopte")
        return _do(number, and_follow(declared_from(form)), poll.id)
    if action == "annuler":
        told, motif = _("Le scrutin n°\u00a0%(number)s est annulé.", number=poll_number), form.get("motif", "")
        return _do(number, poll_services.cancel_poll, poll.id, motif, by_secretariat=True, told=told)
    if action == "proclamer":
        text_effects.prepare(poll, is_adopted=poll.outcome is not None and bool(poll.outcome.is_adopted))
        confirmed, shown = set(form.getlist("tombe", type=int)), form.get("montre", "")
        return _do(number, proclaimed_from(form), poll.id, shown=shown, confirmed=confirmed)
    raise NotFound(_("Ce geste n’existe pas."))


def _do(
    number: int,
    action: Callable[..., object],
    *args: object,
    by_secretariat: bool = False,
    asked: str = "",
    told: str = "",
    **kwargs: object,
) -> Page:
    """Take a step, then back to the console; refused, or not in number: the console with the sentence.

    `asked`: the question that the console puts before an action that answers nothing; `told`: what it says once done.
    """
    congress, actor = current_congress(), current_actor()
    now, machine = now_in(congress), machine_now()
    sitting_id, seen = sitting_by_number(congress.id, number).id, request.form.get("vu", "")

    def step() -> object:
        return take_step(
            sitting_id,
            lambda: action(*args, actor=actor, now=now, **kwargs),
            seen=seen,
            by_secretariat=by_secretariat,
            actor=actor,
            machine=machine,
        )

    try:
        done = run(step)
    except (AnotherStep, TooSoon) as broken:
        both = filter(None, [broken.sentence, unmet_just_now(sitting_id, now)])
        return console_answer(number, " ".join(both)), broken.status
    except RuleBroken as broken:
        return console_answer(number, broken.sentence), broken.status
    return _answer(number, done, asked=asked, told=told)


def _answer(number: int, done: object, *, asked: str, told: str) -> Page:
    """The console again, with what was done; not in number, with the sentence."""
    if isinstance(done, QuorumCheck) and not done.is_met:
        return console_answer(number, _unmet(done)), 409
    if isinstance(done, QuorumCheck) and request.form.get("geste") == "quorum":
        told = check_sentence(done)
    if told:
        flash(told, "success")
    page = "sittings.show" if request.form.get("geste") == "ceder" else "console.show"  # shut to who presides no more
    question = "ouvrir" if isinstance(done, OtherDay) else asked if done is None and asked else None
    slug, place = current_congress().slug, "question" if question else "etape"
    return redirect(url_for(page, slug=slug, number=number, question=question, _anchor=place), code=303)


def _unmet(check: QuorumCheck) -> str:
    """Why nothing went on; a poll that is open does, under the check that it opened under."""
    poll = current_poll_of(check.sitting_id)
    if poll is None or poll.state != PollState.OPEN:
        return check_sentence(check)
    goes_on = _("Le scrutin ouvert va à son terme\u00a0: cette vérification vaut pour le suivant.")
    return f"{check_sentence(check)} {goes_on}"


def console_answer(number: int, refusal: str = "") -> str:
    """The console as it is now; with the refusal of what was pressed on it, and what was typed."""
    congress, actor = current_congress(), current_actor()
    is_read = request.method == "GET"
    sitting = g.sitting if is_read else sitting_by_number(congress.id, number)
    require(g.may_watch if is_read else policies.may_watch_console(actor, congress, sitting.id))
    (point, vote), question = _chosen(), request.args.get("question", "")
    page = console_page(sitting, now_in(congress), point=point, vote=vote, question=question)
    polls, items = filter(None, (page.poll, page.last)), [line.item for line in page.agenda]
    return render_template(
        "voting/console.html",
        console=page,
        told=steps_told(sitting, reads_results=results_readers(actor, congress), polls=polls, items=items,
                        reads_amendments=amendments_readers(actor, congress), leads=True),
        is_chair=page.chair is not None and page.chair.id == actor.member_id,
        refusal=refusal,
        typed=request.form if refusal else {},
        is_secretariat=secretariat(actor, congress),
        kind_words=kind_words,
        convening=console_convening(sitting, items),
        sitting=sitting,
        versions=versions_of(sitting, actor.member_id),
        coming=next_planned_after(sitting) if sitting.state == SittingState.CLOSED else None,
    )  # fmt: skip


def _chosen() -> tuple[int | None, str]:
    """The item and the vote that the page is asked for, or that the announcement which was refused named."""
    if "vote" in request.form:
        return (request.view_args or {}).get("position"), request.form["vote"]
    return request.args.get("point", type=int), request.args.get("vote", "")


def _one_of(actions: Mapping[str, Callable[..., object]]) -> Callable[..., object]:
    found = actions.get(request.form.get("geste", ""))
    if found is None:
        raise NotFound(_("Ce geste n’existe pas."))
    return found


def _item(number: int, position: int) -> AgendaItem:
    sitting: Sitting = sitting_by_number(current_congress().id, number)
    found = next((item for item in agenda_of(sitting.id) if item.position == position), None)
    if found is None:
        raise NotFound(_("Ce point n’est pas à l’ordre du jour."))
    return found
