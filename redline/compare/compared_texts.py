"""The two documents of a comparison, with their tokens read when asked for, and how alike two blocks are."""

from collections import Counter
from itertools import pairwise

from rapidfuzz.distance import LCSseq

from redline.compare.long_passages import LONG, cuts
from redline.model.blocks import Document
from redline.model.sentences import Sentence, sentences
from redline.model.tokens import Alphabet, Words, is_content, tokenise, tokenise_like

OBVIOUS = 0.8  # Share of common tokens from which two blocks need no closer look.
CONTAINED = 0.45  # Likeness of a block with one that contains it nearly whole.
CONTAINED_WORDS = 8


class Side:
    """One document with the tokens of the blocks that were asked for, computed once each."""

    def __init__(self, document: Document, alphabet: Alphabet | None = None) -> None:
        self.document = document
        self.sources = [source for _, source in document.pieces]
        # A side that shares another's alphabet is the new one of the two.
        self.number = 0 if alphabet is None else 1
        self.alphabet = alphabet or Alphabet()
        self._words: dict[int, Words] = {}
        self._sentences: dict[int, tuple[Sentence, ...]] = {}
        self._long = {index for index, source in enumerate(self.sources) if len(source) > LONG}

    def is_long(self, *blocks: int) -> bool:
        """Whether some block is too long to be read word by word."""
        return not self._long.isdisjoint(blocks)

    def sentences(self, index: int) -> tuple[Sentence, ...]:
        """Sentences of one block."""
        found = self._sentences.get(index)
        if found is None:
            found = self._sentences[index] = sentences(self.sources[index])
        return found

    def words(self, index: int, known: Words | None = None) -> Words:
        """Tokens of one block; `known` are those of a block that may resemble it."""
        found = self._words.get(index)
        if found is None:
            source = self.sources[index]
            if known is None:
                found = tokenise(source, self.alphabet, self.number)
            else:
                found = tokenise_like(known, source, self.alphabet, self.number)
            self._words[index] = found
        return found


class Texts:
    """A document and a newer one. The old side may serve several comparisons and then keeps its tokens."""

    def __init__(self, old: Side, new: Document) -> None:
        self.sides = (old, Side(new, old.alphabet))
        self.old, self.new = old.document, new
        self.lengths = (len(old.sources), len(self.sides[1].sources))

        self._contents: tuple[dict[int, str], dict[int, str]] = ({}, {})

    def code(self, side: int, index: int) -> str:
        """A block's tokens as characters, comparable between both sides."""
        return self.sides[side].words(index).code

    def content(self, side: int, index: int) -> str:
        """The same without punctuation and the words that every sentence has, if that leaves something."""
        found = self._contents[side].get(index)
        if found is None:
            words = self.sides[side].words(index)
            kept = [code for code, key in zip(words.code, words.keys, strict=True) if is_content(key)]
            found = self._contents[side][index] = "".join(kept) or words.code
        return found

    def likeness(self, old: int, new: int) -> float:
        """Share of their words that two blocks have in common, in order: 0 to 1.

        Blocks that are not obviously alike are compared by what they say, without « de » and commas.
        """
        if self.sides[0].is_long(old) or self.sides[1].is_long(new):
            return self._likeness_of_pieces(self.sides[0].sources[old], self.sides[1].sources[new])
        share = self.share(old, new)
        if share >= OBVIOUS or not share:
            return share
        a, b = self.content(0, old), self.content(1, new)
        common, shorter = LCSseq.similarity(a, b), min(len(a), len(b))
        share = 2 * common / (len(a) + len(b))
        # A block that stands nearly whole in a longer one was completed, or cut down.
        return max(share, CONTAINED) if shorter >= CONTAINED_WORDS and common >= 0.9 * shorter else share

    def share(self, old: int, new: int) -> float:
        """Share of all their tokens that two blocks have in common, in order: 0 to 1."""
        a, b = self.code(0, old), self.code(1, new)
        return 2 * LCSseq.similarity(a, b) / (len(a) + len(b)) if a and b else 0.0

    def _likeness_of_pieces(self, old: str, new: str) -> float:
        """Share of their length that two long blocks have in common, in pieces."""
        held = Counter(_pieces(old))
        common = sum(len(piece) * min(count, held[piece]) for piece, count in Counter(_pieces(new)).items())
        return 2 * common / (len(old) + len(new))


def _pieces(text: str) -> list[str]:
    found = cuts(text)
    return [text[x:y] for x, y in pairwise(found)]
