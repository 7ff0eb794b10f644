"""Rectifying: whose amendment it is writes it anew, under the same number, until it is put to the vote."""

from datetime import datetime

from flask_babel import gettext as _

from amendments import policies
from amendments.life_models import VersionEnd
from amendments.models import Amendment
from amendments.queries.amendment_history import RECTIFIED
from amendments.queries.amendment_queries import known_revision, texts_if_adopted, unknown_amendment
from amendments.rules.carry_over import KnownText
from amendments.rules.kept.bearings import location_of
from amendments.rules.two_windows import DraftWords
from amendments.services import admissibility, mails
from amendments.services.cosigning.cosigning_mails import ask_to_confirm
from amendments.services.entry_checks import require_changes, require_one_change, require_undecided
from amendments.services.life.versions import put_version
from amendments.services.locking import locked, require_no_vote, require_published
from amendments.services.ordering.bundle_services import leave_bundle
from congress.actors import Actor
from core import journal
from core.digest import sha256_text
from core.errors import Invalid, RuleBroken
from motions.models import Revision
from motions.queries.motion_queries import current_revision


class RectifiedMeanwhile(RuleBroken):
    """The text that was rewritten is no longer the amendment's."""


def rectify(
    amendment_id: int, *, text: str, title: str, reasons: str, seen_version: int, actor: Actor, now: datetime
) -> str:
    """Its new name, « 12 rect. »: the amendment says another thing at the same place, on the version in force.

    Refused: to anybody but its bearer, once it is put to the vote, where nothing of it is left, and for every fault
    that refuses a deposit. `seen_version`: the version rewritten; `RectifiedMeanwhile` if it is another since.
    """
    amendment = locked(amendment_id)
    congress = amendment.motion.congress
    if not policies.may_read(actor, congress, amendment):
        raise unknown_amendment()
    policies.require_bearer(actor, amendment, _("Seule la personne qui porte un amendement peut le rectifier."))
    require_rectifiable(amendment)
    if seen_version != amendment.version:
        raise RectifiedMeanwhile(
            _(
                "Cet amendement a changé pendant que vous écriviez\u00a0: il n’est pas rectifié. Votre texte est"
                " gardé\u00a0: relisez les deux."
            )
        )
    for fault in admissibility.draft_faults(title=title, reasons=reasons, text=text):
        raise fault
    words, on = DraftWords.typed(text, title, reasons), current_revision(amendment.part_id)
    _require_rectification(amendment, words, on)
    put_version(amendment, words.text, on, VersionEnd.RECTIFIED, title=words.title, reasons=words.reasons, now=now)
    journal.record(
        congress.stream, RECTIFIED, actor=actor.pseudonym, now=now, amendment=amendment.id,
        rectification=amendment.rectification, version=amendment.version, base=on.number, sha256=amendment.text_sha256,
    )  # fmt: skip
    ask_to_confirm(amendment, now=now)
    mails.send_parent_rectified(congress, amendment, now=now)
    leave_bundle(amendment.id, amendment.bearer, actor=actor, now=now)
    return amendment.label


def require_rectifiable(amendment: Amendment) -> None:
    """The amendment may still be rectified: else the sentence that says why not."""
    require_published(amendment)
    require_no_vote(amendment, _("Le scrutin est ouvert\u00a0: l’amendement ne peut plus être rectifié."))
    require_undecided(amendment.part)


def _require_rectification(amendment: Amendment, words: DraftWords, on: Revision) -> None:
    """The new words make an amendment, another one, where it stood: else its first fault."""
    if (words.text, words.title, words.reasons) == (amendment.text, amendment.title, amendment.reasons):
        raise Invalid(_("Rien n’a changé\u00a0: il n’y a rien à rectifier."), "text")
    proposed = KnownText(sha256_text(words.text), words.text)
    require_changes(words, base_text=on.text, current_text=on.text)
    require_one_change(amendment.motion.congress, known_revision(on), proposed)
    former = texts_if_adopted([amendment], {amendment.part_id: on})[amendment.id]
    if not former.is_clean or former.is_satisfied:
        return  # it stands nowhere any more: its bearer says where
    width = amendment.motion.congress.line_length
    now_at = location_of(known_revision(on), proposed, width)
    was_at = location_of(known_revision(on), former.known, width)
    if not set(now_at.spots) & set(was_at.spots):
        raise Invalid(
            _("Ce que vous écrivez ne touche plus rien de ce que l’amendement modifiait\u00a0: c’est un autre"
              " amendement, à déposer comme tel."),
            "text",
        )  # fmt: skip
