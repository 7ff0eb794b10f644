"""Whether the passage of an adopted amendment left the text since, with a part that a vote by division rejected."""

from collections.abc import Sequence

import redline
from amendments.models import Amendment
from motions.models import Cause, Revision


def left_at(row: Amendment, versions: Sequence[Revision]) -> tuple[str, bool]:
    """The number of the version at which its alinéas left the text, and whether all of them did; empty where none did.

    `versions`: those of its text, the first one first. Alinéas are followed by their ids, whatever was written in them.
    """
    made = next((one for one in versions if one.id == row.adopted_revision_id), None)
    later = [one for one in versions if made is not None and one.number > made.number and one.cause is Cause.DIVISION]
    if made is None or made.parent_id is None or not later:
        return "", False
    before = next(one for one in versions if one.id == made.parent_id)
    touched = {
        made.blocks[index]["id"]
        for block in redline.difference(before.text, made.text, ignore_typography=True).blocks
        if block.is_marked
        for index in block.new
    }
    for divided in later:
        kept = _ids(divided)
        gone = touched & _ids(next(one for one in versions if one.id == divided.parent_id)) - kept - _ids(versions[-1])
        if gone:
            return str(divided.number), not touched & kept
    return "", False


def _ids(version: Revision) -> set[str]:
    return {block["id"] for block in version.blocks}
