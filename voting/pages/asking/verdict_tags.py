"""The tag that tells in a word what a proclaimed poll decided: `poll|verdict_tag`, accorded with what was voted.

A text is adopted, a person is elected, an option is chosen.
"""

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any, Final

from flask_babel import gettext as _

from motions.models import PartKind
from voting.models import Poll
from voting.queries.asking.findings import asked_options
from voting.rules.outcome import Reason
from voting.subject_models import QuestionKind

Tag = tuple[str, str]  # the state by which it is drawn, the word read
_FEMININE_PARTS = (PartKind.PROPOSAL, PartKind.CLOSING)


def verdict_tag(poll: Poll) -> Tag:
    """« Adoptée », « Rejeté », « Élue », « Sans élu », « Option choisie », « Sans résultat »."""
    subject = poll.subjects[0]
    is_part = subject.part is not None and subject.part.kind in _FEMININE_PARTS
    return _tag(poll, is_feminine=subject.question is not None or is_part)


def deliberation_tag(poll: Poll) -> Tag:
    """The same of the deliberation that the poll took."""
    return _tag(poll, is_feminine=True)


def _tag(poll: Poll, *, is_feminine: bool) -> Tag:
    outcome, question = poll.outcome, poll.subjects[0].question
    if outcome is None:
        return "published", _("Sans résultat")
    if question is not None and question.kind is QuestionKind.ELECTION and outcome.reason is not Reason.NO_QUORUM:
        return ("adopted", _elected(poll)) if outcome.is_adopted else ("published", _("Sans élu"))
    if outcome.is_adopted is None:
        return "published", _("Sans résultat")
    if question is not None and question.options:
        return "adopted", _("Option choisie")
    if outcome.is_adopted:
        return "adopted", _("Adoptée") if is_feminine else _("Adopté")
    return "rejected", _("Rejetée") if is_feminine else _("Rejeté")


def _elected(poll: Poll) -> str:
    """As the name of who is elected begins: « Mme », « M. », neither."""
    asked = asked_options(poll)
    name = "".join(asked.chosen_names[:1]) if asked is not None else ""
    if name.startswith("Mme"):
        return str(_("Élue"))
    return str(_("Élu") if name.startswith("M.") else _("Élection acquise"))


FILTERS: Final[Mapping[str, Callable[..., Any]]] = MappingProxyType(
    {"verdict_tag": verdict_tag, "deliberation_tag": deliberation_tag}
)
