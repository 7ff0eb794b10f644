"""redline: the pure text engine. Blocks, lines, differences, merging, rebasing, anchors, rendering.

It knows no congress, no vote, no database and no web: texts in, values out. Everything another
package uses is named here.
"""

from redline.compare.changes import BlockDifference
from redline.compare.difference import Difference, difference
from redline.compare.line_layout import LineDifference
from redline.compare.patches import PatchDoesNotFit, apply_patch
from redline.compare.touched_lines import Affected
from redline.follow.anchors import Anchor, Located, anchor_at, locate
from redline.follow.identities import IdentifiedBlock, assign_ids
from redline.follow.line_origins import LineOrigin, line_origins
from redline.follow.origins import Origin, origins
from redline.merge.conflicts import FALLING, Conflict, Touching
from redline.merge.merging import Merge, merge
from redline.merge.rebasing import Rebase, rebase, rebase_all
from redline.merge.verdicts import Verdicts, pairwise
from redline.model.blocks import Block, Document, forget, normalise, parse
from redline.model.lines import DEFAULT_WIDTH, Line, number_lines
from redline.model.typography import same_text
from redline.order.ordering import OrderedVote, VotingOrder, order_of
from redline.show.html import html_affected, html_inline, html_side_by_side
from redline.show.phrases import FRENCH, Phrases, runs_of
from redline.show.plain import plain, terminal
from redline.show.shown_blocks import levels_of
from redline.show.styled_words import Inline

__all__ = [
    "DEFAULT_WIDTH",
    "FALLING",
    "FRENCH",
    "Affected",
    "Anchor",
    "Block",
    "BlockDifference",
    "Conflict",
    "Difference",
    "Document",
    "IdentifiedBlock",
    "Inline",
    "Line",
    "LineDifference",
    "LineOrigin",
    "Located",
    "Merge",
    "OrderedVote",
    "Origin",
    "PatchDoesNotFit",
    "Phrases",
    "Rebase",
    "Touching",
    "Verdicts",
    "VotingOrder",
    "anchor_at",
    "apply_patch",
    "assign_ids",
    "difference",
    "forget",
    "html_affected",
    "html_inline",
    "html_side_by_side",
    "levels_of",
    "line_origins",
    "locate",
    "merge",
    "normalise",
    "number_lines",
    "order_of",
    "origins",
    "pairwise",
    "parse",
    "plain",
    "rebase",
    "rebase_all",
    "runs_of",
    "same_text",
    "terminal",
]
