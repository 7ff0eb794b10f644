"""One press, while one writes: supporting the amendment that says the same already. The draft is kept."""

from flask import flash, redirect, request, url_for
from flask_babel import gettext as _
from markupsafe import Markup

from amendments.queries.amendment_queries import by_public_number, unknown_amendment
from amendments.services.cosigning_services import cosign
from congress.access import Page, current_actor, current_congress
from congress.clock import now_in
from congress.queries.homonyms import told_name
from core.errors import RuleBroken
from core.unit_of_work import run


def cosigned_instead(number: str, part_id: int, draft: str) -> Page:
    """The page of the amendment, cosigned; refused, the draft again with the reason."""
    congress, actor = current_congress(), current_actor()
    if not (number.isdecimal() and number.isascii() and len(number) < 8):
        raise unknown_amendment()
    amendment = by_public_number(congress.id, int(number))
    if amendment.part_id != part_id:
        raise unknown_amendment()
    amendment_id, author, now = amendment.id, told_name(amendment.author), now_in(congress)
    seen = request.form.get(f"vu_{number}", "")
    try:
        run(lambda: cosign(amendment_id, seen_sha256=seen, actor=actor, now=now))
    except RuleBroken as refusal:
        flash(refusal.sentence + " " + _("Votre brouillon est gardé."), "error")
        return redirect(draft, code=303)
    said = _("Vous cosignez l’amendement n°\u00a0%(number)s de %(author)s. Votre brouillon est gardé\u00a0: %(link)s.")
    told = Markup(said)  # noqa: S704 (ours)
    link = Markup('<a href="{}">{}</a>').format(draft, _("le reprendre"))
    flash(told % {"number": number, "author": author, "link": link}, "success")
    return redirect(url_for("amendments.show", slug=congress.slug, number=int(number)), code=303)
