"""In which college one member votes, and for how much: the secretariat's form, beside the import of a whole roll."""

from dataclasses import dataclass

from flask import Blueprint, flash, g, redirect, render_template, request, url_for
from flask_babel import gettext as _

from congress.access import Page, access, current_actor, current_congress
from congress.clock import now_in
from congress.models import Member
from congress.policies import secretariat
from congress.queries.chamber_queries import live_plenary
from congress.roll import MemberFields, written_weight
from congress.rules.rule_names import CollegeRule
from congress.services.colleges.placing import (
    asked_of,
    member_on_roll,
    offered_colleges,
    place_member,
    place_seen,
    placed_meanwhile,
    read_weight,
)
from congress.services.electorate_services import waiting_sentence
from core.errors import Invalid, RuleBroken
from core.unit_of_work import run

blueprint = Blueprint("placing", __name__, url_prefix="/<slug>/membres/<int:member_id>/college")


@dataclass(frozen=True, slots=True)
class TypedPlace:
    """What the form holds: a college chosen, or another one written; the weight as it is typed."""

    chosen: str
    other: str
    weight: str

    @property
    def college(self) -> str:
        """The college asked for."""
        return self.other.strip() or self.chosen


@blueprint.before_request
def _section() -> None:
    g.section = "roll.index"


@blueprint.get("")
@access(secretariat)
def show(slug: str, member_id: int) -> Page:
    """The form, filled with what the roll says of the member."""
    member = member_on_roll(current_congress().id, member_id)
    asked, _waits = asked_of(member)
    return _page(member, TypedPlace(asked.college, "", written_weight(asked.weight).replace(".", ",")))


@blueprint.post("")
@access(secretariat)
def save(slug: str, member_id: int) -> Page:
    """Keep it; refused: the page with the sentence beside its field, and what was typed."""
    congress, actor, form = current_congress(), current_actor(), request.form
    member = member_on_roll(congress.id, member_id)
    typed = TypedPlace(form.get("college", "")[:200], form.get("autre", "")[:200], form.get("poids", "")[:40])
    congress_id, now, seen, asked = congress.id, now_in(congress), form.get("vu", ""), asked_of(member)[0]
    try:
        weight = _weight_typed(typed, asked, seen)
        change = run(
            lambda: place_member(
                member_id, typed.college, weight, congress_id=congress_id, seen=seen, actor=actor, now=now
            )
        )
    except RuleBroken as refused:
        return _page(member_on_roll(congress_id, member_id), typed, refused), refused.status
    flash(_told(congress_id, member_id, has_changed=change), "success")
    return redirect(url_for("roll.index", slug=slug, q=member_on_roll(congress_id, member_id).family_name), code=303)


def _weight_typed(typed: TypedPlace, asked: MemberFields, seen: str) -> int:
    """The weight that was typed; where it is none, what somebody else changed meanwhile is said first."""
    try:
        return read_weight(typed.weight)
    except Invalid:
        if seen != place_seen(asked):
            raise placed_meanwhile(asked) from None
        raise


def _told(congress_id: int, member_id: int, *, has_changed: bool) -> str:
    if not has_changed:
        return _("Rien n’a changé.")
    told = _("Le collège et le poids sont enregistrés.")
    _asked, waits = asked_of(member_on_roll(congress_id, member_id))
    live = live_plenary(congress_id) if waits else None
    if live is None:
        return told
    sentence = waiting_sentence(live)
    return f"{told} {sentence[:1].upper()}{sentence[1:]}"


def _page(member: Member, typed: TypedPlace, refused: RuleBroken | None = None) -> str:
    congress = current_congress()
    asked, waits = asked_of(member)
    live = live_plenary(congress.id)
    offered = offered_colleges(congress)
    kept = [asked.college] if asked.college and asked.college not in offered else []
    field = refused.field if isinstance(refused, Invalid) else ""
    return render_template(
        "congress/placing.html",
        member=member,
        typed=typed,
        offered=[*offered, *kept],
        may_write_another=congress.college_rule is not CollegeRule.SHARE,
        counts=congress.college_rule is not None,
        live=live,
        waits=waits,
        seen=place_seen(asked),
        refusal=refused.sentence if refused else "",
        field=field or "",
    )
