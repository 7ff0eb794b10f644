"""redline: the pure text engine. Blocks, lines, differences, merging, rebasing, anchors, rendering.

It knows no congress, no vote, no database and no web: texts in, values out. Everything another
package uses is named here.
"""

from redline.affected import Affected
from redline.anchors import Anchor, Located, anchor_at, locate
from redline.blocks import Block, Document, forget, normalise, parse
from redline.changes import BlockDifference
from redline.conflicts import Conflict
from redline.difference import Difference, difference
from redline.html import html_affected, html_inline, html_legend, html_side_by_side, plain_inline
from redline.identities import IdentifiedBlock, assign_ids
from redline.layout import LineDifference
from redline.lines import DEFAULT_WIDTH, Line, number_lines
from redline.merging import Merge, merge
from redline.origins import Origin, origins
from redline.patches import PatchDoesNotFit, apply_patch
from redline.phrases import FRENCH, Phrases
from redline.plain import plain, terminal
from redline.rebasing import Rebase, rebase, rebase_all
from redline.typography import same_text
from redline.verdicts import Verdicts, pairwise

__all__ = [
    "DEFAULT_WIDTH",
    "FRENCH",
    "Affected",
    "Anchor",
    "Block",
    "BlockDifference",
    "Conflict",
    "Difference",
    "Document",
    "IdentifiedBlock",
    "Line",
    "LineDifference",
    "Located",
    "Merge",
    "Origin",
    "PatchDoesNotFit",
    "Phrases",
    "Rebase",
    "Verdicts",
    "anchor_at",
    "apply_patch",
    "assign_ids",
    "difference",
    "forget",
    "html_affected",
    "html_inline",
    "html_legend",
    "html_side_by_side",
    "locate",
    "merge",
    "normalise",
    "number_lines",
    "origins",
    "pairwise",
    "parse",
    "plain",
    "plain_inline",
    "rebase",
    "rebase_all",
    "same_text",
    "terminal",
]
