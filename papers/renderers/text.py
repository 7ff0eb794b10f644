"""A paper as plain text, in UTF-8, unwrapped: one paragraph a line, a blank line between paragraphs."""

from papers.paper import TIGHT, Paper, Paragraph, Role


def render_text(paper: Paper) -> bytes:
    """The paper, from top to bottom."""
    parts: list[str] = []
    previous: Role | None = None
    for paragraph in paper.paragraphs:
        if previous is not None:
            parts.append("\n" if previous == paragraph.role and previous in TIGHT else "\n\n")
        parts.append(_laid_out(paragraph))
        previous = paragraph.role
    return ("".join(parts) + "\n").encode()


def _laid_out(paragraph: Paragraph) -> str:
    """A paragraph, its role told by signs: a line under the title, a number, a dash, a bracket."""
    if paragraph.role == Role.TITLE:
        return paragraph.words + "\n" + "=" * len(paragraph.words)
    if paragraph.role == Role.SECTION:
        return f"{paragraph.marker} {paragraph.words}"
    if paragraph.role == Role.ITEM:
        return "  " * paragraph.depth + f"{paragraph.marker} {paragraph.words}"
    if paragraph.role in TIGHT:
        return f"– {paragraph.words}"
    if paragraph.role == Role.QUOTATION:
        return f"> {paragraph.words}"
    return paragraph.words
