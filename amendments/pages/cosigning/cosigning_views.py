"""Cosignatures by their addresses: the author asks, each member asked answers yes or no, with or without a script."""

from functools import partial

from flask import Blueprint, flash, g, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_babel import ngettext

from amendments.labels import status_kind, status_word, to_part
from amendments.models import Amendment
from amendments.pages.cosigning.cosigning_page import answer_page, asking_page
from amendments.policies import bears
from amendments.queries.amendment_queries import by_id, unknown_amendment
from amendments.queries.cosigning_queries import cosigner_of, request_to
from amendments.services import cosigning_services
from amendments.services.cosigning import asking_services
from congress.access import Page, access, current_actor, current_congress
from congress.clock import now_in
from congress.policies import amendments_readers, electors
from core.errors import Invalid, RuleBroken
from core.unit_of_work import run

blueprint = Blueprint("cosigning", __name__, url_prefix="/<slug>/cosignatures")
_MOST_CHOSEN = 200


@blueprint.get("/<int:amendment_id>/demander")
@access(electors)
def choose(slug: str, amendment_id: int) -> Page:
    """The author picks members of the roll, and reads what those already asked answered."""
    return _asking(_own(amendment_id))


@blueprint.post("/<int:amendment_id>/demander")
@access(electors)
def ask(slug: str, amendment_id: int) -> Page:
    """Ask those chosen, by one mail each."""
    amendment, actor, now, chosen = _own(amendment_id), current_actor(), now_in(current_congress()), _chosen()
    try:
        count = run(lambda: asking_services.ask(amendment_id, chosen, actor=actor, now=now))
    except RuleBroken as refusal:
        return _asking(_own(amendment.id), refusal.sentence), refusal.status
    if count:
        flash(ngettext("%(num)s demande envoyée.", "%(num)s demandes envoyées.", count), "success")
    else:
        flash(_("Ces personnes ont déjà reçu votre demande\u00a0: rien n’est envoyé une seconde fois."), "message")
    return redirect(url_for("cosigning.choose", slug=slug, amendment_id=amendment_id), code=303)


@blueprint.post("/<int:amendment_id>/annuler")
@access(electors)
def cancel(slug: str, amendment_id: int) -> Page:
    """Ask somebody no longer."""
    actor, now = current_actor(), now_in(current_congress())
    member_id = request.form.get("qui", type=int) or 0
    _own(amendment_id)
    run(lambda: asking_services.cancel(amendment_id, member_id, actor=actor, now=now))
    flash(_("La demande est annulée."), "success")
    return redirect(url_for("cosigning.choose", slug=slug, amendment_id=amendment_id), code=303)


@blueprint.get("/<int:amendment_id>")
@access(electors)
def show(slug: str, amendment_id: int) -> Page:
    """The amendment that a member is asked to cosign, and the two buttons; its author finds whom they asked."""
    amendment = _found(amendment_id)
    if bears(current_actor(), amendment):
        return redirect(url_for("cosigning.choose", slug=slug, amendment_id=amendment_id), code=303)
    return _answering(_asked(amendment))


@blueprint.post("/<int:amendment_id>")
@access(electors)
def answer(slug: str, amendment_id: int) -> Page:
    """Yes or no; the same answer twice is one."""
    _asked(_found(amendment_id))
    actor, now, said = current_actor(), now_in(current_congress()), request.form.get("reponse", "")
    seen, version = request.form.get("texte", ""), request.form.get("version", type=int)
    try:
        if said == "oui":
            cosign = partial(cosigning_services.cosign, amendment_id, seen_sha256=seen, seen_version=version)
            run(lambda: cosign(actor=actor, now=now))
            flash(_("Vous cosignez cet amendement."), "success")
        elif said == "non":
            run(lambda: cosigning_services.decline(amendment_id, actor=actor, now=now))
            flash(_("C’est noté\u00a0: vous ne cosignez pas. Seule la personne qui demande le sait."), "success")
        else:
            raise Invalid(_("Choisissez l’une des deux réponses."))
    except RuleBroken as refusal:
        return _answering(_asked(_found(amendment_id)), refusal.sentence), refusal.status
    return redirect(url_for("cosigning.show", slug=slug, amendment_id=amendment_id), code=303)


def _chosen() -> list[int]:
    """The members ticked, in the address or in what is sent."""
    return request.values.getlist("qui", type=int)[:_MOST_CHOSEN]


def _found(amendment_id: int) -> Amendment:
    amendment = by_id(amendment_id)
    if amendment.part.motion.congress_id != current_congress().id:
        raise unknown_amendment()
    return amendment


def _own(amendment_id: int) -> Amendment:
    """The reader's own amendment; to anybody else there is none."""
    amendment = _found(amendment_id)
    if not bears(current_actor(), amendment) or not amendment.receipt:
        raise unknown_amendment()
    return amendment


def _asked(amendment: Amendment) -> Amendment:
    """One that the reader was asked to cosign, or cosigned; a published one is read by whoever reads amendments."""
    actor = current_actor()
    is_concerned = request_to(amendment.id, actor.member_id) or cosigner_of(amendment, actor.member_id)
    is_read = amendment.public_number is not None and amendments_readers(actor, current_congress())
    if not (is_concerned or is_read) or bears(actor, amendment):
        raise unknown_amendment()
    return amendment


def _asking(amendment: Amendment, refusal: str = "") -> str:
    g.section = "amendments.index"
    search = request.args.get("q", "").strip()[:200]
    return render_template(
        "amendments/cosigning/ask.html",
        amendment=amendment,
        page=asking_page(amendment, search, _chosen()),
        tag=(status_kind(amendment), status_word(amendment)),
        to_part=to_part,
        refusal=refusal,
    )


def _answering(amendment: Amendment, refusal: str = "") -> str:
    g.section = "amendments.index"
    congress, actor = current_congress(), current_actor()
    return render_template(
        "amendments/cosigning/answer.html",
        amendment=amendment,
        page=answer_page(congress, amendment, actor.member_id),
        tag=(status_kind(amendment), status_word(amendment)),
        to_part=to_part,
        refusal=refusal,
    )
