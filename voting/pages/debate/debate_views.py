"""The speaking list: read by whoever reads sittings, asked for by members, led by the chair and the secretariat."""

from collections.abc import Callable, Mapping
from datetime import datetime
from functools import partial

from flask import Blueprint, flash, g, redirect, render_template, request, url_for
from flask_babel import get_translations
from flask_babel import gettext as _

from congress.access import Page, access, current_actor, current_congress
from congress.actors import Actor
from congress.chamber_models import Office, QuorumCheck
from congress.clock import now_in
from congress.policies import (
    amendments_readers,
    holds_office,
    members,
    officers,
    results_readers,
    secretariat,
    sittings_readers,
)
from congress.queries.chamber_queries import sitting_by_number
from core.clock import machine_now
from core.errors import NotFound, RuleBroken
from core.site_paths import site_path
from core.unit_of_work import run
from voting.pages.agenda_lines import kind_words
from voting.pages.debate.debate_page import debate_page
from voting.pages.debate.led_told import led_told
from voting.pages.debate.typed_debate import hands_typed, motion_typed, person_typed, rules_typed, side_typed
from voting.pages.following.steps_told import steps_told
from voting.policies import may_watch_console
from voting.queries.debate.floor_queries import step_of_floor
from voting.queries.state.versions import versions_of
from voting.rules.debate.debate_sentences import has_floor
from voting.rules.debate.speaking_order import Turn
from voting.services.debate import asking, raising, settling, speaking, speaking_list
from voting.services.quorum_services import check_sentence
from voting.services.steps import take_step

blueprint = Blueprint("debate", __name__, url_prefix="/<slug>/seances/<int:number>/parole")
DebateAction = Callable[[int, Actor, datetime], object]
LONGEST_ID = 10  # digits: a longer one names nothing


@blueprint.before_request
def _section() -> None:
    g.section = "sittings.index"


@blueprint.get("")
@access(sittings_readers)
def show(slug: str, number: int) -> Page:
    """Who speaks, who comes next, which motions wait."""
    return _page(number)


@blueprint.post("")
@access(members)
def ask(slug: str, number: int) -> Page:
    """A member asks to speak, or gives it up; the desk does for a hand raised in the room (`personne`)."""
    form = request.form
    if form.get("geste") == "renoncer":
        given_up = form.get("demande", 0, type=int)
        return _do(number, lambda sitting, actor, now: asking.take_back(sitting, given_up, actor=actor, now=now),
                   told=_("Votre demande est retirée."))  # fmt: skip
    turn = Turn.EXPLANATION if form.get("liste") == Turn.EXPLANATION.value else Turn.DEBATE

    def ask_for(sitting: int, actor: Actor, now: datetime) -> object:
        who = person_typed(sitting, form) if "personne" in form else actor.member_id or 0
        return asking.ask_to_speak(sitting, who, side_typed(form), turn, actor=actor, now=now)

    told = _("Inscription faite.") if "personne" in form else _("Votre demande est enregistrée.")
    return _do(number, ask_for, told=told)


@blueprint.post("/motions")
@access(members)
def raise_motion(slug: str, number: int) -> Page:
    """A member raises a motion from the floor, seconds one, or gives theirs up; the desk keys one (`personne`)."""
    form, motion = request.form, request.form.get("motion", 0, type=int)
    if form.get("geste") == "appuyer":
        return _do(
            number,
            lambda sitting, actor, now: raising.second(
                sitting, motion, person_typed(sitting, form) if "personne" in form else actor.member_id or 0,
                actor=actor, now=now,
            ),
            told=_("L’appui est enregistré."),
        )  # fmt: skip
    if form.get("geste") == "retirer":
        return _do(number, lambda sitting, actor, now: raising.give_up(sitting, motion, actor=actor, now=now),
                   told=_("La motion est retirée."))  # fmt: skip

    def raise_it(sitting: int, actor: Actor, now: datetime) -> object:
        who = person_typed(sitting, form) if "personne" in form else actor.member_id or 0
        return raising.raise_motion(sitting, who, motion_typed(form), actor=actor, now=now)

    return _do(number, raise_it, told=_("La motion est présentée à la présidence."))


@blueprint.post("/conduite")
@access(officers)
def lead(slug: str, number: int) -> Page:
    """The chair or the secretariat gives the floor, gives a minute more, moves somebody, closes the list…"""
    action = _led(request.form).get(request.form.get("geste", ""))
    if action is None:
        raise NotFound(_("Ce geste n’existe pas."))
    return _do(number, action, is_step=True, by_secretariat=True)


@blueprint.post("/motions/<int:motion_id>")
@access(officers)
def settle(slug: str, number: int, motion_id: int) -> Page:
    """The chair puts a motion to the vote, says what was decided, grants a suspension, answers, refuses."""
    action = _settled(request.form, motion_id).get(request.form.get("geste", ""))
    if action is None:
        raise NotFound(_("Ce geste n’existe pas."))
    return _do(number, action, is_step=True, by_secretariat=request.form.get("geste") == "parole")


def _led(form: Mapping[str, str]) -> dict[str, DebateAction]:
    """What leads the list, by the name of its button."""
    typed = form.get("demande", "0")
    asked = int(typed) if typed.isascii() and typed.isdecimal() and len(typed) < LONGEST_ID else 0
    return {
        "donner": _by(speaking.give_floor, asked),
        "finir": _by(speaking.end_speech),
        "couper": _by(partial(speaking.end_speech, cut=True)),
        "plus": _by(speaking.give_more),
        "arreter": _by(speaking.stop_clock),
        "reprendre": _by(speaking.go_on),
        "tete": _by(speaking_list.move_to_head, asked),
        "place": _by(speaking_list.put_back, asked),
        "clore": _by(speaking_list.close_list),
        "rouvrir": _by(speaking_list.reopen_list),
        "continuer": _by(speaking_list.resume_debate),
        "expliquer": _by(speaking_list.call_explanations),
        "regles": lambda sitting, actor, now: speaking_list.choose_rules(
            sitting, rules_typed(form), for_house="maison" in form, actor=actor, now=now
        ),
    }


def _settled(form: Mapping[str, str], motion: int) -> dict[str, DebateAction]:
    """What settles a motion, by the name of its button."""

    def declared(*, is_carried: bool) -> DebateAction:
        return lambda sitting, actor, now: settling.declare(
            sitting, motion, is_carried=is_carried, hands=hands_typed(form), own=form.get("voix", ""), actor=actor,
            now=now,
        )  # fmt: skip

    words = form.get("reponse", "")
    return {
        "parole": _by(speaking.give_floor_on, motion),
        "voter": _by(settling.put_to_vote, motion),
        "adoptee": declared(is_carried=True),
        "rejetee": declared(is_carried=False),
        "accorder": _by(settling.grant, motion),
        "repondre": _by(settling.answer, motion, words),
        "refuser": _by(settling.refuse, motion, words),
    }


def _by(service: Callable[..., object], *given: object) -> DebateAction:
    """A service on a sitting, as a press calls it."""
    return lambda sitting, actor, now: service(sitting, *given, actor=actor, now=now)


def _do(
    number: int, action: DebateAction, *, is_step: bool = False, by_secretariat: bool = True, told: str = ""
) -> Page:
    """Act, then back to the page from which it was pressed; refused: the list with the sentence and what was typed."""
    congress, actor = current_congress(), current_actor()
    now, machine = now_in(congress), machine_now()
    sitting_id, seen = sitting_by_number(congress.id, number).id, request.form.get("vu", "")

    def step() -> object:
        if not is_step:
            return action(sitting_id, actor, now)
        return take_step(
            sitting_id, lambda: action(sitting_id, actor, now), seen=seen, by_secretariat=by_secretariat,
            shown=step_of_floor, actor=actor, machine=machine,
        )  # fmt: skip

    try:
        done = run(step)
    except RuleBroken as broken:
        return _page(number, broken.sentence), broken.status
    if isinstance(done, QuorumCheck) and not done.is_met:
        return _page(number, check_sentence(done)), 409
    here, back = url_for("debate.show", slug=congress.slug, number=number), site_path(request.form.get("suite"))
    if is_step and not back:
        told = led_told(sitting_by_number(congress.id, number), request.form.get("geste", ""))
    if told:
        flash(told, "success")
    return redirect(back or here, code=303)


def _page(number: int, refusal: str = "") -> str:
    congress, actor = current_congress(), current_actor()
    sitting = sitting_by_number(congress.id, number)
    shown = versions_of(sitting, actor.member_id)
    is_desk = may_watch_console(actor, congress, sitting.id)
    page = debate_page(sitting, actor, now_in(congress), leads=is_desk)
    return render_template(
        "voting/debate/debate.html",
        page=page,
        console=page,
        floor=page.floor,
        sitting=sitting,
        refusal=refusal,
        typed=request.form if refusal else {},
        is_chair=holds_office(sitting.id, actor.member_id, Office.CHAIR),
        is_secretariat=secretariat(actor, congress),
        is_desk=is_desk and asking.is_desk(actor, sitting),
        kind_words=kind_words,
        has_floor=lambda name: has_floor(name, get_translations()),
        versions=shown,
        told=steps_told(
            sitting,
            actor.member_id,
            reads_results=results_readers(actor, congress),
            reads_amendments=amendments_readers(actor, congress),
            leads=is_desk,
        ),
    )
