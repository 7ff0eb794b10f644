"""A paper as one HTML file that needs nothing else: for mail and for archives."""

from html import escape

from papers.paper import Paper, Paragraph, Role
from papers.runs import Run

STYLE = (
    "body{max-width:42rem;margin:2rem auto;padding:0 1rem;color:#1a171e;overflow-wrap:break-word}"
    "body{font:1.05rem/1.55 'Source Serif 4',Georgia,serif}"
    ".addressee,.signed{margin-left:50%}.item{display:flex;gap:.8rem;padding-left:1rem}.depth-2{padding-left:3rem}"
    ".depth-3{padding-left:5rem}.adoption,.fingerprint,.copy,.copies_head{font-size:.9rem}"
    ".notice{border:1px solid;padding:.4rem;text-align:center;font-weight:600}.subject{font-weight:600}"
    ".name,.copy{margin:.3rem 0}.fingerprint{overflow-wrap:anywhere;margin-top:2rem}"
    "h1{font-size:1.6rem}h2{font-size:1.2rem}h3{font-size:1rem}"
    "@media(max-width:40rem){.addressee,.signed{margin-left:20%}}"
)
TAGS = {
    Role.TITLE: "h1",
    Role.SECTION: "h2",
    Role.NAMES_HEAD: "h2",
    Role.HEADING: "h3",
    Role.LABEL: "h4",
    Role.QUOTATION: "blockquote",
}
# The classes of the style above. They are bytes of files that people hold already: a letter made again is the same.
CLASSES = {
    Role.STATE: "notice",
    Role.UNDER_TITLE: "adoption",
    Role.SIGNATURE: "signed",
    Role.MENTIONS_HEAD: "copies_head",
    Role.MENTION: "copy",
    Role.SMALL_PRINT: "fingerprint",
}


def render_html(paper: Paper) -> bytes:
    """The paper, in its language, with its own style and no script."""
    body = "\n".join(_laid_out(paragraph) for paragraph in paper.paragraphs)
    page = (
        f'<!doctype html>\n<html lang="{escape(paper.language)}">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{escape(paper.title)}</title>\n<style>{STYLE}</style>\n</head>\n<body>\n<main>\n{body}\n</main>\n</body>\n</html>\n"
    )
    return page.encode()


def _laid_out(paragraph: Paragraph) -> str:
    words = "<br>".join("".join(map(_run, line)) for line in paragraph.lines)
    tag = TAGS.get(paragraph.role, "p")
    if paragraph.role == Role.ITEM:
        return f'<p class="item depth-{paragraph.depth}"><b>{escape(paragraph.marker)}</b> <span>{words}</span></p>'
    if paragraph.role == Role.SECTION:
        return f"<{tag}>{escape(paragraph.marker)} {words}</{tag}>"
    return f'<{tag} class="{CLASSES.get(paragraph.role, paragraph.role.value)}">{words}</{tag}>'


def _run(run: Run) -> str:
    words = escape(run.text, quote=False)
    if run.is_italic:
        words = f"<em>{words}</em>"
    if run.is_bold:
        words = f"<strong>{words}</strong>"
    if run.is_struck:
        words = f"<del>{words}</del>"
    if run.is_inserted:
        words = f"<ins>{words}</ins>"
    return f'<a href="{escape(run.link)}">{words}</a>' if run.link else words
