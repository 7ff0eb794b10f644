"""redline: the pure text engine. Blocks, lines, differences, merging, rebasing, anchors, rendering.

It knows no congress, no vote, no database and no web: texts in, values out. Everything another
package uses is named here.
"""

from redline.affected import Affected
from redline.blocks import Block, Document, normalise, parse
from redline.difference import BlockDifference, Difference, difference
from redline.layout import LineDifference
from redline.lines import DEFAULT_WIDTH, Line, number_lines
from redline.patches import PatchDoesNotFit, apply_patch
from redline.typography import same_text
