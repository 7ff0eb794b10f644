"""The floor of the redline table: what any such engine must at least do, tokenise and align, and nothing more.

It never imports redline. Its SHA-256 is printed beside the figures, so that a floor that was changed shows.
One text: every word of both texts is read and one alignment is made. The fifty: every word of the base is read
once, then for each amendment the paragraphs that differ are found, read and aligned with the base's.
"""

import re

from rapidfuzz.distance import Indel

TOKEN = re.compile(r"[^\W_]+|[^\w\s]|_|\s+")


def encode(tokens: list[str], codes: dict[str, str]) -> str:
    return "".join([codes.get(token) or codes.setdefault(token, chr(len(codes) + 1)) for token in tokens])


def align(old: list[str], new: list[str]) -> list[tuple[str, int, int, int, int]]:
    codes: dict[str, str] = {}
    found = Indel.opcodes(encode(old, codes), encode(new, codes))
    return [(op.tag, op.src_start, op.src_end, op.dest_start, op.dest_end) for op in found]


def one_text(old: str, new: str) -> int:
    """Number of spans of the alignment of two whole texts, word by word."""
    return len(align(TOKEN.findall(old), TOKEN.findall(new)))


def many_texts(base: str, variants: list[str]) -> int:
    """Number of spans of the alignments of the paragraphs that each variant changes."""
    old = base.split("\n\n")
    tokens = [TOKEN.findall(paragraph) for paragraph in old]
    spans = 0
    for variant in variants:
        new = variant.split("\n\n")
        codes: dict[str, str] = {}
        for op in Indel.opcodes(encode(old, codes), encode(new, codes)):
            if op.tag == "equal":
                continue
            before = [token for paragraph in tokens[op.src_start : op.src_end] for token in paragraph]
            spans += len(align(before, TOKEN.findall("\n\n".join(new[op.dest_start : op.dest_end]))))
    return spans
