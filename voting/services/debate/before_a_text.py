"""What is settled before a text is put to the vote: a motion that would spare the vote, or close the debate on it.

The chair alone settles them, and may say why one is not received: no member stops the votes by raising one.
"""

from flask_babel import get_translations
from flask_babel import gettext as _

from congress.chamber_models import AgendaItem, Sitting
from core.errors import RuleBroken
from voting.models import Poll
from voting.queries.debate.floor_queries import floor_of, settings_of
from voting.queries.debate.motion_queries import motions_waiting
from voting.queries.subjects import LoadedSubject
from voting.rules.debate.debate_sentences import the_motion
from voting.rules.debate.precedence import FloorKind, goes_before_text, seconds_missing
from voting.rules.debate.trials import Frozen
from voting.services.poll_rows import interrupted


def require_motions_settled(sitting: Sitting, item: AgendaItem, subject: LoadedSubject) -> None:
    """Nothing where no motion that waits on the item goes before a vote on this text: else a refusal that names it.

    A motion that lacks seconders keeps nothing waiting; nor does any where a question is put, and no text; nor between
    two trials of this vote, where it waits for their end as the debate does.
    """
    kind = _first_of(sitting, item, subject)
    if kind is None or (_is_between_trials(sitting) and interrupted(subject.ids) is not None):
        return
    name = the_motion(kind, get_translations())
    raise RuleBroken(
        _(
            "%(motion)s passe avant ce vote\u00a0: mettez-la aux voix, ou dites pourquoi elle n’est pas reçue.",
            motion=name,
        )
    )


def require_motions_settled_since(poll: Poll, sitting: Sitting, subject: LoadedSubject) -> None:
    """`require_motions_settled` for a poll that is announced, of what was raised, or seconded, since.

    One that holds again a vote cancelled once opened waits for no motion: the debate does not go on between them.
    """
    kind = None if poll.corrects_id is not None else _first_of(sitting, poll.item, subject)
    if kind is not None:
        name = the_motion(kind, get_translations())
        raise RuleBroken(
            _(
                "%(motion)s passe avant ce vote\u00a0: dites pourquoi elle n’est pas reçue, ou annulez ce scrutin pour"
                " la mettre aux voix.",
                motion=name,
            )
        )


def _first_of(sitting: Sitting, item: AgendaItem, subject: LoadedSubject) -> FloorKind | None:
    """The first motion that holds back a vote on this text; None for none."""
    if subject.question is not None:
        return None
    is_whole = not subject.amendments
    for one in motions_waiting(sitting, 0):
        if one.motion.item_id != item.id or not goes_before_text(one.motion.kind, is_whole=is_whole):
            continue
        if not seconds_missing(one.motion.kind, settings_of(sitting).seconders, one.seconds):
            return one.motion.kind
    return None


def _is_between_trials(sitting: Sitting) -> bool:
    return floor_of(sitting, is_brief=True).frozen is Frozen.BETWEEN_TRIALS
