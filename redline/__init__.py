"""redline: the pure text engine. Blocks, lines, differences, merging, rebasing, anchors, rendering.

It knows no congress, no vote, no database and no web: texts in, values out. Everything another
package uses is named here.
"""

from redline.affected import Affected
from redline.blocks import Block, Document, normalise, parse
from redline.conflicts import Conflict
from redline.difference import BlockDifference, Difference, difference
from redline.identities import IdentifiedBlock, assign_ids
from redline.layout import LineDifference
from redline.lines import DEFAULT_WIDTH, Line, number_lines
from redline.merging import Merge, merge
from redline.patches import PatchDoesNotFit, apply_patch
from redline.rebasing import Rebase, rebase, rebase_all
from redline.typography import same_text
from redline.verdicts import Verdicts, pairwise
