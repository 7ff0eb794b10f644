"""The comments on a proposal as its page shows them, and the form of a new one."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from flask_babel import gettext as _

from motions.models import Part, Revision
from motions.pages.text_layout import ReadBlock, read_blocks
from motions.queries.comment_queries import PlacedComment, comments_on
from motions.services.comment_services import closed_sentence


@dataclass(frozen=True, slots=True)
class CommentedAlinea:
    """An alinéa with its comments, their words underlined; without block: their words are no longer in the text."""

    block: ReadBlock | None
    comments: tuple[PlacedComment, ...]


@dataclass(frozen=True, slots=True)
class CommentsPage:
    """All that the page shows; `chosen` is the alinéa that the form is about."""

    revision: Revision
    alineas: tuple[CommentedAlinea, ...]
    closed: str
    chosen: ReadBlock | None
    others: tuple[int, ...]  # the alinéas of the text

    @property
    def count(self) -> int:
        """How many comments the page shows."""
        return sum(len(found.comments) for found in self.alineas)


def comments_page(
    part: Part, revision: Revision, width: int, *, member_id: int | None, alinea: int | None
) -> CommentsPage:
    """The comments on the text in force, and the alinéa on which the reader wants to say more."""
    placed = comments_on(revision, member_id)
    underlined = [
        (one.index, one.place.start, one.place.end)
        for one in placed
        if one.index is not None and one.place.start is not None and one.place.end is not None
        and one.comment.withdrawn_at is None
    ]  # fmt: skip
    blocks = {block.index: block for block in read_blocks(revision.text, width, underlined=underlined)}
    plain = read_blocks(revision.text, width)
    return CommentsPage(
        revision=revision,
        alineas=tuple(_grouped(placed, blocks)),
        closed=closed_sentence(part),
        chosen=next((block for block in plain if block.alinea and block.alinea == alinea), None),
        others=tuple(block.alinea for block in plain if block.alinea),
    )


def state_sentence(placed: PlacedComment) -> str:
    """What became of the words commented, where the text changed since; nothing where they stand as they did."""
    return {
        "anchored": "",
        "moved": _("Ces mots ont changé de place depuis."),
        "to_check": _("Le texte a changé depuis\u00a0: ce commentaire est à vérifier."),
        "orphan": _("Ces mots ne sont plus dans le texte."),
    }[placed.place.state]


def _grouped(placed: Sequence[PlacedComment], blocks: dict[int, ReadBlock]) -> list[CommentedAlinea]:
    def place(one: PlacedComment) -> int | None:
        return one.index if one.index in blocks else None

    return [
        CommentedAlinea(blocks[index] if index is not None else None, tuple(found))
        for index, found in groupby(sorted(placed, key=lambda one: place(one) is None), key=place)
    ]
