"""What each step of the debate says, in one sentence, to those who listen to a page that follows the sitting."""

from typing import Any

from flask_babel import get_translations
from flask_babel import gettext as _

from congress.chamber_models import Sitting
from congress.queries.chamber_queries import open_item_of
from congress.queries.homonyms import told_name
from congress.rules.rule_names import BallotKind
from core.text.reader import enumeration
from voting.queries.debate.motion_queries import trial_of_motions
from voting.queries.told_entries import member_named
from voting.rules.debate.debate_sentences import (
    has_floor,
    motion_decided,
    motion_effect,
    motion_name,
    motion_raised,
    motion_refused,
)
from voting.rules.debate.precedence import FloorKind
from voting.rules.debate.speaking_order import Turn
from voting.rules.methods.method import ELECTRONIC, PAPER


def of_the_floor(sitting: Sitting, member_id: int | None, kind: str, said: dict[str, Any]) -> str:
    """« La parole est à M. Yann Kerbrat. », « La clôture du débat est adoptée. La liste de parole est close. »."""
    if kind == "floor_list_closed":
        return _("La liste de parole est close.")
    if kind == "explanations_called":
        return _("La présidence appelle les explications de vote.")
    if kind == "floor_given":
        return _given(sitting, member_id, said["member"])
    if kind == "floor_ended":  # who spoke is told of it alone: to the others, what comes next says enough
        speaker = member_named(sitting.congress_id, said["member"])
        return _("Votre temps de parole est terminé.") if speaker is not None and speaker.id == member_id else ""
    return _of_a_motion(sitting, kind, said)


def asks_the_chair(sitting: Sitting, member_id: int | None, kind: str, said: dict[str, Any]) -> str:
    """« M. Yann Kerbrat demande la parole. », « … demande un scrutin secret. »; nothing to whoever asks."""
    found = (member_named(sitting.congress_id, one) for one in said.get("members") or [said["member"]])
    asking = [told_name(member) for member in found if member is not None and member.id != member_id]
    if not asking:
        return ""
    names = enumeration(asking)
    if kind == "ballot_asked":
        return _asks_for_a_ballot(names, said["ballot"], is_one=len(asking) == 1)
    if kind == "quorum_challenge_asked":
        return _("%(name)s demande la vérification du quorum.", name=names)
    if kind == "division_asked":
        return _("%(name)s demande un vote par division.", name=names)
    if said["turn"] == Turn.EXPLANATION:
        return _("%(name)s demande la parole pour expliquer son vote.", name=names)
    return _("%(name)s demande la parole.", name=names)


def _asks_for_a_ballot(names: str, ballot: str, *, is_one: bool) -> str:
    if ballot == BallotKind.SECRET:
        if is_one:
            return _("%(names)s demande un scrutin secret.", names=names)
        return _("%(names)s demandent un scrutin secret.", names=names)
    if is_one:
        return _("%(names)s demande un scrutin public.", names=names)
    return _("%(names)s demandent un scrutin public.", names=names)


def _given(sitting: Sitting, member_id: int | None, pseudonym: str) -> str:
    speaker = member_named(sitting.congress_id, pseudonym)
    if speaker is None:
        return ""
    if speaker.id == member_id:
        return _("Vous avez la parole.")
    return has_floor(told_name(speaker), get_translations())


def _of_a_motion(sitting: Sitting, kind: str, said: dict[str, Any]) -> str:
    t, what, minutes = get_translations(), FloorKind(said["what"]), said.get("minutes")
    name = motion_name(what, t, minutes)
    if kind == "floor_motion_raised":
        member = member_named(sitting.congress_id, said["member"])
        return motion_raised(what, told_name(member), t, minutes) if member else ""
    if kind == "floor_motion_put":
        method = trial_of_motions(sitting, open_item_of(sitting.id))
        if method == PAPER:
            return _("%(motion)s\u00a0: le vote a lieu au scrutin secret, sur papier.", motion=name)
        if method == ELECTRONIC:
            return _("%(motion)s\u00a0: le vote a lieu au nom de chacun.", motion=name)
        return _("%(motion)s\u00a0: le vote a lieu à main levée.", motion=name)
    if kind == "floor_motion_granted":
        return ""  # the sitting is suspended, and that is told
    if kind == "floor_motion_refused":
        return motion_refused(what, t, minutes)
    if kind == "point_of_order_answered":
        return _("La présidence a répondu au rappel au règlement.")
    decided = motion_decided(what, t, is_carried=said["carried"], minutes=minutes)
    return f"{decided} {motion_effect(what, t, is_carried=said['carried'])}".strip()
