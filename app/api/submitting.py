"""An amendment submitted by a program: the same form, the same services and the same limits as on the pages.

In one unit of work: what is refused leaves nothing behind, no draft either.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from flask_babel import gettext as _
from werkzeug.datastructures import MultiDict

from amendments.models import Amendment
from amendments.pages.forms import AmendmentForm
from amendments.queries.amendment_queries import known_revision
from amendments.rules.carry_over import KnownText, carry
from amendments.rules.two_windows import DraftWords
from amendments.services import admissibility, amendment_services
from app.api.problems import Clashing, SeveralFaults
from congress.actors import Actor
from congress.services.token_services import answered_before, keep_answer, note_use
from core.database import session
from core.digest import sha256_json, sha256_text
from core.errors import Invalid, RuleBroken
from core.text.reader import quotation
from motions.models import Part, Revision
from motions.queries.motion_queries import current_revision, revisions_of


@dataclass(frozen=True, slots=True)
class Demand:
    """What a program sends; `base_sha256`: the fingerprint of the text that it was read from, if it says it."""

    text: str
    title: str
    reasons: str
    base_sha256: str | None = None

    def sha256(self, part_id: int) -> str:
        """What tells this demand from another."""
        return sha256_json([part_id, self.text, self.title, self.reasons, self.base_sha256])


@dataclass(frozen=True, slots=True)
class Received:
    """What is answered; `is_again`: it had been, to the same demand."""

    said: Mapping[str, Any]
    is_again: bool = False


def submit_once(
    part_id: int, demand: Demand, *, token_id: int, key: str, actor: Actor, now: datetime, machine_now: datetime
) -> Received:
    """The receipt of a demand, done once under one key; inside a unit of work."""
    member_id = actor.member_id or 0
    if key:
        before = answered_before(member_id, key, demand.sha256(part_id))
        if before is not None:
            return Received(before, is_again=True)
    receipt, amendment = _submit(part_id, demand, actor=actor, now=now)
    note_use(token_id, now=machine_now)
    said = {"receipt": receipt, "sha256": amendment.text_sha256, "draft": amendment.id}
    if key:
        keep_answer(member_id, key, demand.sha256(part_id), said, now=machine_now)
    return Received(said)


def _submit(part_id: int, demand: Demand, *, actor: Actor, now: datetime) -> tuple[str, Amendment]:
    part = session().get_one(Part, part_id)
    form = AmendmentForm(
        MultiDict({"text": demand.text, "title": demand.title, "reasons": demand.reasons}), meta={"csrf": False}
    )
    words = DraftWords(form.text.data or "", form.title.data or "", form.reasons.data or "")
    base = _base(part, demand.base_sha256)
    draft_id = amendment_services.save_draft(
        None, part_id, base_number=base.number, text=words.text, title=words.title, reasons=words.reasons,
        actor=actor, now=now,
    )  # fmt: skip
    amendment = session().get_one(Amendment, draft_id)
    current = current_revision(part_id)
    try:
        _require_carried(base, current, amendment)
        receipt = amendment_services.submit(draft_id, actor=actor, now=now)
    except Invalid as refusal:
        raise _with_the_others(refusal, amendment, base, current) from refusal
    except Clashing:
        raise
    except RuleBroken as refusal:
        refusal.sentence = refusal.sentence.replace(_("Votre brouillon est gardé."), "").strip()  # there is none here
        raise
    return receipt, amendment


def _base(part: Part, sha256: str | None) -> Revision:
    """The version of this fingerprint, the one in force where none is said."""
    if sha256 is None:
        return current_revision(part.id)
    for revision in reversed(revisions_of(part.id)):
        if revision.sha256 == sha256:
            return revision
    raise Invalid(
        _("Aucune version de ce texte n’a cette empreinte\u00a0: relisez-le, puis recommencez."), "base_sha256"
    )


def _require_carried(base: Revision, current: Revision, amendment: Amendment) -> None:
    """Nothing where what was written on an older version still applies; else what clashes, named."""
    if base.id == current.id:
        return
    amended = KnownText(sha256_text(amendment.text), amendment.text)
    carried = carry(known_revision(base), known_revision(current), amended)
    if carried.is_clean:
        return
    told = [str(conflict.get("base", "")) for conflict in carried.conflicts]
    quoted = ", ".join(quotation(" ".join(words.split())) for words in dict.fromkeys(filter(str.strip, told)))
    sentence = _("Le texte a changé depuis\u00a0: il en est à la version %(number)s, et votre amendement ne s’y"
                 " applique plus tel quel.", number=current.number)  # fmt: skip
    if quoted:
        sentence += " " + _("Ce qui ne s’accorde plus\u00a0: %(words)s.", words=quoted)
    raise Clashing(
        sentence, "base_sha256", clashes=[_clash(conflict) for conflict in carried.conflicts],
        current={"revision": current.number, "sha256": current.sha256},
    )  # fmt: skip


def _clash(conflict: Mapping[str, Any]) -> dict[str, Any]:
    variants = conflict.get("variants") or {}
    return {
        "kind": conflict.get("kind"),
        "words": conflict.get("base"),
        "current": variants.get("new"),
        "proposed": variants.get("amended"),
    }


def _with_the_others(refusal: Invalid, amendment: Amendment, base: Revision, current: Revision) -> Invalid:
    """The refusal, with every other fault that the page would show at once."""
    found = admissibility.faults(
        title=amendment.title, reasons=amendment.reasons, text=amendment.text, base_text=base.text,
        current_text=current.text,
    )  # fmt: skip
    return SeveralFaults(found) if any(fault.sentence == refusal.sentence for fault in found) else refusal
