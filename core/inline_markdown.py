"""The inline text of one block, as safe HTML: bold, italic, links, nothing else."""

import functools
import html
import re

import markdown
import nh3
from markupsafe import Markup

_ALLOWED = {"strong", "em", "a"}
_WRAPPER = re.compile(r"\A<p>(.*)</p>\Z", re.DOTALL)
_BLOCK_RULES = ("code", "setextheader", "hashheader", "hr", "olist", "ulist", "quote", "indent", "empty", "reference")


def _renderer() -> markdown.Markdown:
    """The card's Markdown with its block rules taken away: redline alone finds blocks."""
    renderer = markdown.Markdown(output_format="html")
    for name in _BLOCK_RULES:
        if name in renderer.parser.blockprocessors:
            renderer.parser.blockprocessors.deregister(name)
    for name in ("html", "entity", "image_link", "image_reference", "short_image_ref", "backtick"):
        if name in renderer.inlinePatterns:
            renderer.inlinePatterns.deregister(name)
    if "html_block" in renderer.preprocessors:
        renderer.preprocessors.deregister("html_block")
    return renderer


@functools.lru_cache(maxsize=4096)
def render_inline(text: str) -> Markup:
    """Safe HTML of a block's inline text; HTML in it is shown as text. No character of the text is changed."""
    written = _renderer().convert(html.escape(text, quote=False).replace("&gt;", ">"))
    inner = _WRAPPER.sub(r"\1", written.strip())
    return Markup(nh3.clean(inner, tags=_ALLOWED, attributes={"a": {"href"}}, url_schemes={"http", "https", "mailto"}, link_rel="noopener"))  # noqa: S704
