"""Templates are indented for people; what is sent is not.

A run of spaces in the markup of a template becomes one line end before the tag of a block (a paragraph, an item of a
list), nothing where a block begins or follows a statement, one space elsewhere: HTML reads the same. It happens when a
template is compiled, and touches neither what a template is given nor no-break spaces, nor what stands in `<pre>` and
`<textarea>`, nor sentences to translate, which gettext must find as they are written.
"""

import re
from collections.abc import Iterator

from jinja2.ext import Extension
from jinja2.lexer import Token, TokenStream

BLOCKS = (
    "article|aside|body|caption|dd|details|div|dl|dt|fieldset|figcaption|figure|footer|form|h[1-6]|head|header|html|"
    "legend|li|link|main|meta|nav|ol|option|p|section|select|summary|table|tbody|td|th|thead|title|tr|ul"
)
RUN = re.compile(r"[ \t\r\n]+")
BEFORE_BLOCK = re.compile(rf" (?=</?(?:{BLOCKS})\b)")
AFTER_BLOCK = re.compile(rf"(<(?:{BLOCKS})\b[^<>]*>)[ \n]")
KEPT = re.compile(r"(</?(?:pre|textarea)\b)", re.IGNORECASE)


class LightSpaces(Extension):
    """Have the HTML templates of an environment compiled without their indentation."""

    def filter_stream(self, stream: TokenStream) -> TokenStream | Iterator[Token]:
        """The tokens of a template, the markup in them lightened."""
        return lightened(stream) if (stream.name or "").endswith(".html") else stream


def lightened(stream: Iterator[Token]) -> Iterator[Token]:
    """The same tokens, without the spaces that mean nothing."""
    is_kept = is_sentence = False
    before = ""
    for token in stream:
        if before == "block_begin" and token.value in {"trans", "endtrans"}:
            is_sentence = token.value == "trans"
        follows_statement, before = before == "block_end", token.type
        if token.type != "data" or is_sentence:
            yield token
            continue
        pieces = KEPT.split(token.value)
        for index, piece in enumerate(pieces):
            if index % 2:
                is_kept = not piece.startswith("</")
            elif not is_kept:
                pieces[index] = light(piece)
                if follows_statement and index == 0:
                    pieces[index] = pieces[index].removeprefix("\n")
        yield Token(token.lineno, "data", "".join(pieces))


def light(markup: str) -> str:
    """Some markup without the spaces that mean nothing."""
    return AFTER_BLOCK.sub(r"\1", BEFORE_BLOCK.sub("\n", RUN.sub(" ", markup)))
