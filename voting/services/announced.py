"""What was announced is what is voted: text, batch and falls are frozen at the announcement, looked at at the opening.

An amendment published meanwhile, one withdrawn, a text that changed: the poll is cancelled and announced again, so that
the chamber hears what it votes on.
"""

from flask_babel import gettext as _
from flask_babel import ngettext

from amendments.labels import labels_of, numbers
from core.errors import RuleBroken
from voting.models import Poll
from voting.queries import subjects
from voting.queries.foreseen_falls import foreseen_falls
from voting.queries.subjects import LoadedSubject
from voting.queries.voted_texts import text_sha256
from voting.services import text_effects


class NotAsAnnounced(RuleBroken):
    """The poll does not open: what it would decide is not what was announced."""


def require_as_announced(poll: Poll, subject: LoadedSubject) -> None:
    """The text as it would read, the batch and what falls are those of the announcement: else `NotAsAnnounced`."""
    require_text(poll, text_sha256(subject))
    left_out = subjects.left_out_of_batch(subject)
    if left_out:
        sentence = ngettext(
            "L’amendement %(numbers)s, identique, a été publié depuis l’annonce de ce scrutin. %(then)s",
            "Les amendements %(numbers)s, identiques, ont été publiés depuis l’annonce de ce scrutin. %(then)s",
            len(left_out),
            numbers=numbers([row.label for row in left_out]),
            then=_then(),
        )
        raise NotAsAnnounced(sentence)
    require_same_falls(poll, subject)


def require_text(poll: Poll, text_sha256: str) -> None:
    """The text put to the vote is the one that was announced: else `NotAsAnnounced`."""
    if text_sha256 != poll.text_sha256:
        raise NotAsAnnounced(_("Le texte a changé depuis l’annonce de ce scrutin. %(then)s", then=_then()))


def require_same_falls(poll: Poll, subject: LoadedSubject) -> None:
    """An amendment that would fall too, or would not any more, is said before the vote, not found after."""
    if not subject.amendments:
        return
    now = {fall.amendment.id: fall.amendment for fall in foreseen_falls(subject)}
    before = {row.amendment_id: row.amendment for row in text_effects.fallings(poll.id)}
    differing = now.keys() ^ before.keys()
    if differing:
        both = {**before, **now}
        sentence = _(
            "Ce que l’adoption ferait tomber a changé depuis l’annonce de ce scrutin (%(numbers)s). %(then)s",
            numbers=numbers(labels_of(both[found] for found in differing)),
            then=_then(),
        )
        raise NotAsAnnounced(sentence)


def _then() -> str:
    told: str = _("Annulez-le, puis annoncez-le de nouveau.")
    return told
