"""A part of a text that is voted in parts, as pages show it: its alinéas, or the difference that it alone makes."""

from markupsafe import Markup

from amendments.pages.amendment_page import differences_html
from amendments.queries.amendment_queries import known_revision
from amendments.rules.carry_over import KnownText
from congress.models import Congress
from core.digest import sha256_text
from motions.pages.text_layout import ReadBlock, read_blocks
from voting.dividing_models import DivisionPart
from voting.queries.dividing.divisions import base_revision_of, text_of_part


def difference_of_part(congress: Congress, divided: DivisionPart) -> Markup | None:
    """Of an amendment: the text in force as this part alone would change it; None of a text."""
    if divided.division.amendment_id is None:
        return None
    text = text_of_part(divided)
    return differences_html(
        known_revision(base_revision_of(divided.division)), KnownText(sha256_text(text), text), congress.line_length
    )


def blocks_of_part(congress: Congress, divided: DivisionPart) -> tuple[ReadBlock, ...]:
    """Of a text: its alinéas that are put to the vote, numbered as they are in the whole."""
    if divided.division.amendment_id is not None:
        return ()
    own = {number for first, last in divided.spots for number in range(first, last + 1)}
    return tuple(block for block in read_blocks(divided.division.text, congress.line_length) if block.alinea in own)
