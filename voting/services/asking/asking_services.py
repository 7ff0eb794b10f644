"""A question in the words of the chair, put to the vote on the item in discussion: it changes no text.

For or against; or one option among several, by the rule of the congress. An election is in `electing`.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from flask_babel import gettext as _

from congress.actors import Actor
from congress.chamber_models import QuorumCheck
from congress.policies import require_chair
from congress.rules.names import honorifics_held
from congress.services.sitting_locking import locked_item, locked_sitting
from core import journal
from core.database import session
from core.digest import sha256_json
from core.errors import Invalid, RuleBroken
from core.text.folding import folded
from core.text.typography import normalise_typography
from voting.queries.asking.given_up import question_to_ask_again
from voting.queries.subjects import SubjectKeys
from voting.rules.asking.rankings import MOST_RANKED
from voting.rules.methods.method import Method
from voting.services.modes.putting_to_vote import put_to_vote
from voting.services.poll_services import announce_poll
from voting.subject_models import LONGEST_OPTION, LONGEST_QUESTION, Question, QuestionKind, QuestionOption

MOST_OPTIONS = 20
_SPACES = re.compile(r"[ \t\r\n]+")  # those that are no-break stay
FEWEST_OPTIONS = 2


@dataclass(frozen=True, slots=True)
class WantedOption:
    """An option in words; of a person on the roll, their id."""

    words: str
    member_id: int | None = None


def announce_question(
    item_id: int, words: str, method: Method, kind: QuestionKind = QuestionKind.FREE, *, actor: Actor, now: datetime
) -> int:
    """The id of the poll announced on the question."""
    subject = write_question(item_id, words, kind, actor=actor, now=now)
    return announce_poll(item_id, subject, method=method, actor=actor, now=now)


def put_question(
    item_id: int, words: str, method: Method, kind: QuestionKind = QuestionKind.FREE, *, actor: Actor, now: datetime
) -> QuorumCheck | None:
    """The check of the quorum under which the vote on the question is open at once, as `put_to_vote` gives it."""
    subject = write_question(item_id, words, kind, actor=actor, now=now)
    return put_to_vote(item_id, subject, method, actor=actor, now=now)


def put_options(
    item_id: int, words: str, options: Sequence[str], method: Method, *, actor: Actor, now: datetime
) -> QuorumCheck | None:
    """The check under which a choice among options is open at once, by the rule of the congress."""
    rule = locked_item(item_id).sitting.congress.option_rule
    wanted = checked_options([WantedOption(option) for option in options], FEWEST_OPTIONS)
    count = len(wanted)
    if rule.is_ranked and count > MOST_RANKED:
        raise Invalid(
            _(
                "Vous donnez %(count)s options\u00a0: %(most)s au plus se classent.",
                count=len(wanted),
                most=MOST_RANKED,
            ),
            "options",
        )
    subject = write_question(item_id, words, QuestionKind.OPTIONS, options=wanted, counting=rule, actor=actor, now=now)
    return put_to_vote(item_id, subject, method, actor=actor, now=now)


def put_question_again(
    item_id: int, poll_id: int, method: Method, *, actor: Actor, now: datetime
) -> QuorumCheck | None:
    """The check under which the question of a poll cancelled once opened, or tied, is open again, in one naming it."""
    former = question_to_ask_again(item_id)
    if former is None or former.id != poll_id:
        raise RuleBroken(_("Ce vote n’attend pas d’être remis aux voix."))
    subject = SubjectKeys(question_id=former.subjects[0].question_id)
    return put_to_vote(item_id, subject, method, actor=actor, now=now)


def write_question(
    item_id: int,
    words: str,
    kind: QuestionKind = QuestionKind.FREE,
    *,
    options: Sequence[WantedOption] = (),
    actor: Actor,
    now: datetime,
    **more: Any,
) -> SubjectKeys:
    """What to put to the vote: the question, written down for good on its item; by the chair alone.

    `more`: of options, how they are counted; of an election, its round.
    """
    item = locked_item(item_id)
    sitting = locked_sitting(item.sitting_id)
    require_chair(actor, sitting.id)
    asked = Question(
        congress_id=sitting.congress_id, item_id=item.id, kind=kind, words=_checked(words), asked_at=now, **more
    )
    asked.options = [
        QuestionOption(place=place, words=option.words, member_id=option.member_id)
        for place, option in enumerate(options, 1)
    ]
    session().add(asked)
    session().flush()
    said = [asked.words, *(option.words for option in asked.options)]
    journal.record(sitting.congress.stream, "question_asked", actor=actor.pseudonym, now=now, sitting=sitting.number,
                   item=item.position, question=asked.id, about=kind.value, round=asked.ballot_round, seat=asked.seat,
                   words_sha256=sha256_json(said))  # fmt: skip
    return SubjectKeys(question_id=asked.id)


def checked_options(options: Sequence[WantedOption], fewest: int) -> list[WantedOption]:
    """The options as they are kept, in their order: as many as are needed, each once; else `Invalid`."""
    kept = [WantedOption(_in_typography(option.words), option.member_id) for option in options]
    kept = [option for option in kept if option.words]
    if len(kept) < fewest:
        raise Invalid(
            _("Donnez au moins deux options, une par ligne.")
            if fewest > 1
            else _("Donnez au moins une candidature, une par ligne."),
            "options",
        )
    if len(kept) > MOST_OPTIONS:
        raise Invalid(
            _("Vous en donnez %(count)s\u00a0: %(most)s au plus.", count=len(kept), most=MOST_OPTIONS), "options"
        )
    seen: set[str] = set()
    for option in kept:
        if len(option.words) > LONGEST_OPTION:
            shown = option.words[:40]
            raise Invalid(_("«\u00a0%(words)s…\u00a0» est trop long.", words=shown), "options")
        if folded(option.words) in seen:
            raise Invalid(_("«\u00a0%(words)s\u00a0» est écrit deux fois.", words=option.words), "options")
        seen.add(folded(option.words))
    return kept


def _in_typography(words: str) -> str:
    return honorifics_held(normalise_typography(_SPACES.sub(" ", words).strip()))


def _checked(words: str) -> str:
    """The words as they are kept, on one line, with the house's typography; `Invalid` for none, or too many."""
    kept = _in_typography(words)
    if not kept:
        raise Invalid(_("Écrivez la question mise aux voix."), "question")
    if len(kept) > LONGEST_QUESTION:
        raise Invalid(
            _("La question est trop longue\u00a0: %(most)s signes au plus, elle en a %(count)s.",
              most=LONGEST_QUESTION, count=len(kept)), "question",
        )  # fmt: skip
    return kept
