"""The rules of a congress: read by whoever reads its sittings, changed and tried by its secretariat."""

from dataclasses import replace

from flask import Blueprint, flash, g, redirect, render_template, request, url_for
from flask_babel import get_translations
from flask_babel import gettext as _

from congress.access import Page, access, current_actor, current_congress
from congress.clock import now_in
from congress.models import Congress
from congress.policies import secretariat, sittings_readers
from congress.queries.chamber_queries import elector_count
from congress.queries.colleges.numbers import colleges_of
from congress.rules.colleges.settings import CollegeSettings
from congress.rules.presets.house_rules import PRESETS, HouseRules, differing
from congress.rules.rule_names import CollegeRule, PresetName
from congress.services.lawful.changing import refusal_to_change, save_rules
from congress.services.lawful.requiring import refused_rules
from core.errors import Invalid, RuleBroken
from core.unit_of_work import run
from voting.pages.rules.rules_form import MODELS, RulesForm
from voting.queries.debate.floor_queries import house_debate
from voting.rules.debate.debate_sentences import debate_rules
from voting.rules.majority import MajorityRule
from voting.rules.outcome import Rules
from voting.rules.ruling.rule_sentences import RuleLine, rules_in_sentences
from voting.rules.ruling.worked_examples import Numbers, worked_examples

blueprint = Blueprint("rules", __name__, url_prefix="/<slug>/regles")
SEE = "voir"  # the button that tries the rules and keeps nothing


@blueprint.before_request
def _section() -> None:
    g.section = "sittings.index"


@blueprint.get("")
@access(sittings_readers)
def show(slug: str) -> Page:
    """The rules in sentences, with worked examples; the secretariat's form, filled by a model where it took one."""
    congress = current_congress()
    rules, asked = HouseRules.of(congress), request.args.get("modele", "")
    proposed = _proposed(rules, asked)
    form = _form(proposed or rules)
    form.fill(proposed or rules, elector_count(congress.id))
    form.fill_colleges(CollegeSettings.of(congress), colleges_of(congress.id))
    return _page(form, proposed or rules, is_proposed=proposed is not None)


@blueprint.post("")
@access(secretariat)
def save(slug: str) -> Page:
    """Keep the rules, or see what they would give."""
    congress, actor = current_congress(), current_actor()
    rules = HouseRules.of(congress)
    form = _form(rules)
    if not form.validate():
        return _page(form, rules, is_proposed=False), 422
    wanted = form.wanted(congress)
    colleges = _colleges_wanted(form)
    for setting, sentence in refused_rules(wanted, has_colleges=bool(form.college_rule.data)):
        form.tell(Invalid(sentence, setting))
    if form.errors or colleges is None:
        return _page(form, wanted, is_proposed=True), 422
    if request.form.get("geste") == SEE:
        return _page(form, wanted, is_proposed=True)
    congress_id, now = congress.id, now_in(congress)
    try:
        change = run(lambda: save_rules(congress_id, wanted, colleges=colleges, actor=actor, now=now))
    except RuleBroken as broken:
        form.tell(broken)
        return _page(form, wanted, is_proposed=True), broken.status
    flash(_("Les règles sont enregistrées.") if change else _("Rien n’a changé."), "success")
    return redirect(url_for("rules.show", slug=slug), code=303)


def _colleges_wanted(form: RulesForm) -> CollegeSettings | None:
    """What the form asks for of colleges; None, and told beside the field, where it cannot be read."""
    try:
        return form.wanted_colleges(CollegeSettings.of(current_congress()))
    except Invalid as invalid:
        form.tell(invalid)
        return None


def _proposed(rules: HouseRules, asked: str) -> HouseRules | None:
    """What the model asked for in the address sets; None where none is."""
    if asked == PresetName.OWN.value:
        return replace(rules, preset=PresetName.OWN)
    known = {name.value: model for name, model in PRESETS.items()}
    return replace(known[asked], ballot=rules.ballot) if asked in known else None


def _form(rules: HouseRules) -> RulesForm:
    form = RulesForm() if request.method == "POST" else RulesForm(formdata=None)
    form.offer(rules)
    return form


def _debate_line(congress: Congress) -> RuleLine:
    """How its sittings debate where they chose nothing of their own."""
    house = house_debate(congress.id)
    said = debate_rules(
        house.speaker_seconds, house.item_minutes, house.seconders, get_translations(),
        newcomers_first=house.newcomers_first, alternates=house.alternates,
    )  # fmt: skip
    return RuleLine(_("Débat"), said)


def _page(form: RulesForm, rules: HouseRules, *, is_proposed: bool) -> str:
    """The page: the rules shown, whether they are those in force or what is tried."""
    congress, t = current_congress(), get_translations()
    in_force = HouseRules.of(congress)
    colleges = next((rule for rule in CollegeRule if rule.value == form.college_rule.data), None)
    tried = Rules(rules.quorum, tuple(map(MajorityRule, rules.majority)), rules.tie_rule, rules.ballot, colleges)
    numbers = Numbers(form.members.data or 1, form.pour.data or 0, form.contre.data or 0, form.abstention.data or 0)
    return render_template(
        "voting/rules/rules.html",
        form=form,
        lines=(*rules_in_sentences(in_force, t, colleges=CollegeSettings.of(congress)), _debate_line(congress)),
        model=MODELS[in_force.preset][0] if in_force.preset is not PresetName.OWN else "",
        changed=bool(differing(in_force)),
        models=MODELS,
        preset=form.preset.data,
        is_proposed=is_proposed,
        examples=worked_examples(tried, numbers, t),
        may_change=secretariat(current_actor(), congress),
        refusal=refusal_to_change(congress),
        see=SEE,
    )
