"""The bureau suggests a text in the place of an amendment's own; whoever bears it accepts or refuses, with a word."""

from datetime import datetime

from flask_babel import gettext as _

from amendments import policies
from amendments.models import Amendment
from amendments.queries.suggestion_queries import waiting_on
from amendments.rules.two_windows import DraftWords
from amendments.services import admissibility
from amendments.services.entry_checks import require_changes, require_undecided
from amendments.services.life.rectifying import RectifiedMeanwhile, rectify
from amendments.services.locking import locked, require_no_vote, require_published
from amendments.services.mails import send_suggestion
from amendments.suggestion_models import LONGEST_WORD, SuggestedText, SuggestionAnswer
from congress.actors import Actor
from congress.policies import require, secretariat
from core import journal
from core.database import session
from core.digest import sha256_text
from core.errors import Invalid, RuleBroken
from core.text.reader import number
from core.text.typography import normalise_typography
from motions.queries.motion_queries import current_revision


def suggest(amendment_id: int, *, text: str, because: str, seen_version: int, actor: Actor, now: datetime) -> int:
    """The id of the text that the bureau suggests to whoever bears a published amendment, told by mail.

    It takes the place of one that waits. `seen_version`: the version read; `RectifiedMeanwhile` if it changed since.
    """
    amendment = locked(amendment_id)
    congress = amendment.motion.congress
    require(secretariat(actor, congress), _("Seul le secrétariat propose une version au nom du bureau."))
    if amendment.is_sub:
        raise RuleBroken(_("Le bureau propose une version d’un amendement, non d’un sous-amendement."))
    _require_open(amendment, seen_version)
    for fault in admissibility.draft_faults(title="", reasons=because, text=text):
        raise fault
    words, said = DraftWords.typed(text, amendment.title, amendment.reasons), normalise_typography(because).strip()
    if words.text == amendment.text:
        raise Invalid(_("Rien n’a changé\u00a0: il n’y a rien à proposer."), "text")
    current = current_revision(amendment.part_id)
    require_changes(words, base_text=current.text, current_text=current.text)
    if not said:
        raise Invalid(_("Dites pourquoi le bureau propose cette version."), "reasons")
    _close(amendment, SuggestionAnswer.REPLACED, "", now=now)
    made = SuggestedText(
        amendment_id=amendment.id,
        version=amendment.version,
        text=words.text,
        text_sha256=sha256_text(words.text),
        because=said,
        suggested_at=now,
    )
    session().add(made)
    session().flush()
    journal.record(
        congress.stream, "text_suggested", actor=actor.pseudonym, now=now, amendment=amendment.id,
        suggestion=made.id, sha256=made.text_sha256,
    )  # fmt: skip
    send_suggestion(congress, amendment, made.id, said, made.text, now=now)
    return made.id


def answer_suggestion(suggestion_id: int, *, accepts: bool, word: str, actor: Actor, now: datetime) -> str:
    """What the amendment is called after its bearer's answer: accepted, the text is the amendment's, « rect. »."""
    suggested = session().get(SuggestedText, suggestion_id)
    waiting = waiting_on(suggested.amendment_id) if suggested else None
    if waiting is None or waiting.id != suggestion_id:
        raise RuleBroken(_("Cette version du bureau n’attend plus de réponse."))
    amendment = locked(waiting.amendment_id)
    policies.require_bearer(actor, amendment, _("Seule la personne qui porte l’amendement répond au bureau."))
    said = normalise_typography(word).strip()
    if len(said) > LONGEST_WORD:
        raise Invalid(_("Votre mot est trop long\u00a0: %(most)s signes au plus.", most=number(LONGEST_WORD)), "word")
    _require_open(amendment, waiting.version)
    if accepts:
        rectify(
            amendment.id, text=waiting.text, title=amendment.title, reasons=amendment.reasons,
            seen_version=waiting.version, actor=actor, now=now,
        )  # fmt: skip
    answer = SuggestionAnswer.ACCEPTED if accepts else SuggestionAnswer.REFUSED
    _close(amendment, answer, said, now=now)
    journal.record(
        amendment.motion.congress.stream, "suggestion_answered", actor=actor.pseudonym, now=now,
        amendment=amendment.id, suggestion=suggestion_id, answer=answer.value,
    )  # fmt: skip
    return amendment.label


def _require_open(amendment: Amendment, seen_version: int) -> None:
    """A published amendment, not being voted on, in the version that was read."""
    require_published(amendment)
    require_no_vote(amendment, _("Le scrutin est ouvert\u00a0: l’amendement ne peut plus être rectifié."))
    require_undecided(amendment.part)
    if seen_version != amendment.version:
        raise RectifiedMeanwhile(_("L’amendement a été rectifié depuis\u00a0: relisez-le."))


def _close(amendment: Amendment, answer: SuggestionAnswer, word: str, *, now: datetime) -> None:
    """The suggestion that waits, if there is one, is answered."""
    waiting = waiting_on(amendment.id)
    if waiting is not None:
        waiting.answer, waiting.word, waiting.answered_at = answer, word, now
        session().flush()
