"""By which methods a question may be put to the vote: an election is secret unless it is waived; what puts no choice
beside its name is not declared by hands.
"""

from flask_babel import gettext as _

from congress.rules.presets.law import cgct
from core.errors import RuleBroken
from voting.models import Poll
from voting.rules.methods.method import Method, ways_on
from voting.rules.modes import Mode, choose_mode
from voting.subject_models import Question, QuestionKind


def require_method(asked: Question, method: Method) -> None:
    """Nothing where the question may be put by this method: else a refusal that says what forbids it."""
    if asked.kind is QuestionKind.ELECTION and _is_secret(asked) and not method.is_on_paper:
        if asked.is_secret_by_text:
            raise RuleBroken(
                _("Un texte impose que cette élection soit secrète\u00a0: elle se tient sur papier, et deux scrutateurs"
                  " comptent les bulletins.")
            )  # fmt: skip
        raise RuleBroken(
            _("Une élection est secrète%(law)s\u00a0: elle se tient sur papier, sauf si l’assemblée y renonce à"
              " l’unanimité.", law=cgct(asked.item.sitting.congress.body, "L2121-21"))
        )  # fmt: skip
    if not takes(asked, method):
        raise RuleBroken(_("Ce choix entre plusieurs réponses ne se tient pas de cette façon."))


def takes(asked: Question, method: Method) -> bool:
    """Whether the answers to the question come in by this method: hands are for or against, an order is on a screen."""
    if asked.is_ranked:
        return method.is_by_device
    return not (asked.options and method.is_declared)


def may_be_put(asked: Question, method: Method) -> bool:
    """Whether the question may be put by the method: `require_method` refuses nothing of it."""
    is_kept_secret = asked.kind is QuestionKind.ELECTION and _is_secret(asked) and not method.is_on_paper
    return takes(asked, method) and not is_kept_secret


def ways_on_of(poll: Poll) -> tuple[Method, ...]:
    """The methods to which the one of an open poll gives way, of those that its question may be put by."""
    asked = poll.subjects[0].question
    if asked is None:
        return ways_on(poll.method)
    return tuple(
        method
        for method in ways_on(poll.method)
        if takes(asked, method) and not (asked.kind is QuestionKind.ELECTION and _is_secret(asked))
    )


def _is_secret(asked: Question) -> bool:
    """Whether the election is held in secret (CGCT L2121-21)."""
    mode = choose_mode(
        present=0, nomination=True, unanimous_waiver=bool(asked.waived_by), text_imposes_secret=asked.is_secret_by_text
    )
    return mode is Mode.SECRET
