"""What pages say of texts and points of view, in words."""

from flask_babel import gettext as _

from congress.models import Congress, ViewpointNames
from congress.rules.visibility import Visibility
from core.text.retelling import retold
from motions.models import Cause, Motion, MotionState, Part, PartKind, PartState, Position, Revision
from motions.queries.viewpoint_queries import Positions

NB = "\u00a0"


def position_word(position: Position) -> str:
    """« favorable avec réserve »."""
    return {
        Position.FAVOURABLE: _("favorable"),
        Position.RESERVED: _("favorable avec réserve"),
        Position.UNFAVOURABLE: _("défavorable"),
        Position.NO_OPINION: _("sans avis"),
    }[position]


def position_label(position: Position) -> str:
    """« Favorable avec réserve », where it begins a line."""
    word = position_word(position)
    return word[:1].upper() + word[1:]


def position_rows(positions: Positions) -> list[tuple[str, int, str]]:
    """What the macro `positions_table` draws: label, number, kind of bar."""
    return [
        (position_label(Position.FAVOURABLE), positions.favourable, "favorable"),
        (position_label(Position.RESERVED), positions.reserved, "reserve"),
        (position_label(Position.UNFAVOURABLE), positions.unfavourable, "against"),
        (position_label(Position.NO_OPINION), positions.no_opinion, "none"),
    ]


def part_name(part: Part) -> str:
    """« Proposition n° 5 », « Préambule », « Conclusion », « Après la proposition n° 5 »."""
    if part.kind == PartKind.PROPOSAL:
        return _("Proposition n°\u00a0%(number)s", number=part.number)
    if part.kind == PartKind.ADDITION:
        after = part.follows.number if part.follows else None
        return _("Après la proposition n°\u00a0%(number)s", number=after) if after else _("Après le préambule")
    return _("Préambule") if part.kind == PartKind.PREAMBLE else _("Conclusion")


def cause_words(revision: Revision) -> str:
    """Why a version exists: « texte importé », « après l’adoption de l’amendement n° 3 »."""
    if revision.cause == Cause.AMENDMENT:
        if revision.cause_label:
            return _("après l’adoption\u00a0: %(cause)s", cause=_label_of(revision))
        return _("après l’adoption d’un amendement")
    words = {
        Cause.IMPORT: _("texte importé"),
        Cause.EDITORIAL: _("mise au point rédactionnelle"),
        Cause.CORRECTION: _("correction"),
        Cause.DIVISION: _("parties rejetées ôtées du texte"),
    }[revision.cause]
    if not revision.cause_label:
        return words
    return _("%(words)s\u00a0: %(label)s", words=words, label=_label_of(revision))


def _label_of(revision: Revision) -> str:
    """« amendement n° 3 », in the reader's language."""
    return retold(revision.cause_label, revision.part.motion.congress.locale.value)


def motion_state_tag(motion: Motion) -> tuple[str, str]:
    """The status tag beside the title of the whole text: kind and words."""
    return {
        MotionState.IN_DISCUSSION: ("in_discussion", _("Texte en discussion, non adopté")),
        MotionState.ADOPTED: ("adopted", _("Motion adoptée")),
        MotionState.REJECTED: ("rejected", _("Motion rejetée")),
    }[motion.state]


def proposal_state_tag(state: PartState) -> tuple[str, str]:
    """The status tag of a proposal, on every page and in every list: kind and word."""
    return {
        PartState.NOT_EXAMINED: ("not_examined", _("Non encore examinée")),
        PartState.IN_DISCUSSION: ("in_discussion", _("En discussion")),
        PartState.ADOPTED: ("adopted", _("Adoptée")),
        PartState.REJECTED: ("rejected", _("Rejetée")),
    }[state]


def part_state_tag(part: Part) -> tuple[str, str]:
    """The status tag beside a part's title: a proposal's own; the other parts are what the motion is."""
    if part.kind == PartKind.PROPOSAL:
        return proposal_state_tag(part.state)
    return motion_state_tag(part.motion)


def text_state_on_paper(part: Part) -> str:
    """What a sheet of paper says of the text that it holds, wherever it is found."""
    if part.state == PartState.ADOPTED:
        return _("Proposition adoptée")
    if part.state == PartState.REJECTED:
        return _("Proposition rejetée")
    return motion_state_tag(part.motion)[1]


def audience(congress: Congress) -> tuple[str, str]:
    """Who will see a point of view, and what of its author: two sentences, told before it is given."""
    seen_by = {
        Visibility.PUBLIC: _("Votre point de vue pourra être lu de tout le monde."),
        Visibility.MEMBERS: _("Votre point de vue pourra être lu par les membres du congrès, pas du public."),
        Visibility.AFTER_SITTING: _("Votre point de vue pourra être lu par les membres du congrès après les séances."),
        Visibility.WITH_LETTER: _("Votre point de vue pourra être lu quand la lettre ouverte paraîtra."),
        Visibility.NEVER: _("Votre point de vue ne pourra être lu que du secrétariat."),
    }[congress.viewpoints_visible]
    names = {
        ViewpointNames.CHOSEN: _(
            "Avec votre nom ou sans, à votre choix. Sans votre nom, il compte dans les nombres, et votre réserve "
            "se lit sans signature\u202f; le site garde le lien avec vous pour que vous puissiez en changer."
        ),
        ViewpointNames.ALWAYS: _("Il porte votre nom."),
        ViewpointNames.NEVER: _(
            "Il ne porte pas votre nom\u202f; le site garde le lien avec vous pour que vous puissiez en changer."
        ),
    }[congress.viewpoint_names]
    return seen_by, names
