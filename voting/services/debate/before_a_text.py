"""What is settled before a text is put to the vote: a motion that would spare the vote, or close the debate on it.

The chair alone settles them, and may say why one is not received: no member stops the votes by raising one.
"""

from flask_babel import get_translations
from flask_babel import gettext as _

from congress.chamber_models import AgendaItem, Sitting
from core.errors import RuleBroken
from voting.queries.debate.floor_queries import settings_of
from voting.queries.debate.motion_queries import motions_waiting
from voting.queries.subjects import LoadedSubject
from voting.rules.debate.debate_sentences import the_motion
from voting.rules.debate.precedence import goes_before_text, seconds_missing


def require_motions_settled(sitting: Sitting, item: AgendaItem, subject: LoadedSubject) -> None:
    """Nothing where no motion that waits on the item goes before a vote on this text: else a refusal that names it.

    A motion that lacks seconders keeps nothing waiting; nor does any where a question is put, and no text.
    """
    if subject.question is not None:
        return
    is_whole = not subject.amendments
    for one in motions_waiting(sitting, 0):
        if one.motion.item_id != item.id or not goes_before_text(one.motion.kind, is_whole=is_whole):
            continue
        if seconds_missing(one.motion.kind, settings_of(sitting).seconders, one.seconds):
            continue
        name = the_motion(one.motion.kind, get_translations())
        raise RuleBroken(
            _(
                "%(motion)s passe avant ce vote\u00a0: mettez-la aux voix, ou dites pourquoi elle n’est pas reçue.",
                motion=name,
            )
        )
