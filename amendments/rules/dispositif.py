"""The dispositif: what an amendment does, in the sentences of an assembly.

Pure. Always in French, as the text that it amends: « À l’alinéa 3, ligne 4, remplacer le mot « dix » par le mot
« quinze ». » Alinéas and lines are those of the text amended.
"""

from collections.abc import Iterator
from itertools import islice

import redline
from amendments.rules.locations import Places, alineas_named, body_start, is_in_number
from amendments.rules.word_edits import WordEdit, edits_of

_MOST_EDITS = 6
_MOST_QUOTED = 30  # words, before an insertion
_ORDINALS = ("première", "deuxième", "troisième", "quatrième", "cinquième", "sixième", "septième", "huitième")
_NUMBERS = ("", "un", "deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf", "dix")


def dispositif(difference: redline.Difference) -> tuple[str, ...]:
    """One sentence for each thing that a difference does to its old text; none where the texts read the same."""
    return tuple(_DispositifWriter(difference).sentences())


class _DispositifWriter:
    """Goes through the blocks of a difference once, gathering deletions and insertions that stand together."""

    def __init__(self, difference: redline.Difference) -> None:
        self._difference = difference
        self._places = Places(difference)
        self._said: list[str] = []
        self._deleted: list[redline.Block] = []
        self._inserted: list[redline.Block] = []
        self._renumbered: list[redline.Block] = []
        self._last: redline.Block | None = None

    def sentences(self) -> list[str]:
        """The sentences, in the order of the text."""
        for block in self._difference.blocks:
            if block.op == "delete":
                self._deleted.append(self._old(block.old[0]))
            elif block.op == "insert":
                self._inserted.append(self._difference.new.blocks[block.new[0]])
            else:
                self._flush()
                self._say_block(block)
        self._flush()
        if self._renumbered:
            named = alineas_named([block.alinea or 0 for block in self._renumbered], "de l’", "des ")
            self._said.append(f"Modifier en conséquence la numérotation {named}.")
        return self._said

    def _old(self, index: int) -> redline.Block:
        return self._difference.old.blocks[index]

    def _flush(self) -> None:
        """Say the deletions and insertions gathered so far."""
        deleted, inserted = self._deleted, self._inserted
        self._deleted, self._inserted = [], []
        if deleted and inserted:
            self._said.append(_replacement(deleted, inserted))
        elif deleted:
            self._said.append(_deletion(deleted))
        elif inserted:
            self._said.append(f"{self._after(self._last)}, insérer {_drafted(inserted)}.")
        if deleted:
            self._last = deleted[-1]

    def _after(self, block: redline.Block | None) -> str:
        if block is not None and block.alinea is not None:
            return f"Après l’alinéa\u00a0{block.alinea}"
        if any(found.alinea == 1 for found in self._difference.old.blocks):
            return "Avant l’alinéa\u00a01"
        return "Après le titre" if block is not None else "Dans le texte"

    def _say_block(self, block: redline.BlockDifference) -> None:
        members = [self._old(index) for index in block.old]
        if block.op == "move":
            self._say_move(members[0])
            self._say_change(members[0], block.spans)
            return
        if block.op in ("split", "join") and block.is_marked:
            self._said.append(self._regrouping(members, [self._difference.new.blocks[j] for j in block.new], block))
        elif block.is_marked:
            self._say_change(members[0], block.spans)
        self._last = members[-1]

    def _say_move(self, block: redline.Block) -> None:
        here = self._places.before_move(block.index)
        where = "avant l’alinéa\u00a01" if here is None or here.alinea is None else f"après l’alinéa\u00a0{here.alinea}"
        self._said.append(f"Déplacer {_named([block])} {where}.")

    def _say_change(self, block: redline.Block, spans: tuple[tuple[str, str], ...]) -> None:
        wording, edits = edits_of(spans)
        body = body_start(block)
        marked = [edit for edit in edits if not is_in_number(edit, block)]
        if len(marked) > _MOST_EDITS or _is_rewritten(wording[body:], marked):
            new = "".join(text for sign, text in spans if sign != "-")
            self._said.append(f"Rédiger ainsi {_named([block])} : {_quoted(new)}.")
            return
        if len(marked) < len(edits):
            self._renumbered.append(block)
        taken = [(edit.start, edit.end) for edit in marked]
        self._said.extend(self._sentence(block, wording, edit, taken, body) for edit in marked)

    def _sentence(
        self, block: redline.Block, wording: str, edit: WordEdit, taken: list[tuple[int, int]], body: int
    ) -> str:
        if edit.is_insertion:
            return self._insertion(block, wording, edit, taken, body)
        place = self._places.of(block, edit.start, edit.end)
        target = _occurrence(wording, edit, *self._places.extent(block, edit.start, edit.end))
        if edit.is_deletion:
            return f"{place}, supprimer {target}."
        return f"{place}, remplacer {target} par {_words(edit.added)}."

    def _insertion(
        self, block: redline.Block, wording: str, edit: WordEdit, taken: list[tuple[int, int]], body: int
    ) -> str:
        added = _addition(edit.added, wording[body : edit.start].rstrip())
        if not wording[body : edit.start].strip():
            return f"Au début {_named([block], of=True)}, insérer {added}."
        if not wording[edit.end :].strip():
            return f"Compléter {_named([block])} par {added}."
        start = _context(wording, edit.start, taken, body)
        context = wording[start : edit.start].strip()
        place = self._places.of(block, start + len(wording[start : edit.start].rstrip()) - 1, edit.start)
        return f"{place}, après {_words(context)}, insérer {added}."

    def _regrouping(self, old: list[redline.Block], new: list[redline.Block], block: redline.BlockDifference) -> str:
        """A split or a join: said as such when no word changes, else the alinéas as they become."""
        wording, edits = edits_of(block.spans)
        if any(edit.removed or edit.added for edit in edits):
            return _replacement(old, new)
        if block.op == "join":
            return f"Réunir {_named(old)} en un seul alinéa."
        cuts = [len(found.body) for found in new[:-1]]
        after = " ".join(wording[: body_start(old[0]) + cuts[0]].split(" ")[-3:])
        if len(cuts) > 1:
            return _replacement(old, new)
        return f"{self._places.of(old[0], cuts[0] - 1, cuts[0])}, après {_words(after)}, aller à la ligne."


def _named(blocks: list[redline.Block], *, of: bool = False) -> str:
    """« l’alinéa 3 », « les alinéas 3 et 4 », « le titre »; `of`: « de l’alinéa 3 », « du titre »."""
    if blocks[0].alinea is None:
        title = "du titre" if of else "le titre"
        rest = [block.alinea for block in blocks[1:] if block.alinea is not None]
        return f"{title} et {alineas_named(rest, 'de l’' if of else 'l’', 'des ' if of else 'les ')}" if rest else title
    found = [block.alinea for block in blocks if block.alinea is not None]
    return alineas_named(found, "de l’", "des ") if of else alineas_named(found, "l’", "les ")


def _deletion(blocks: list[redline.Block]) -> str:
    return f"Supprimer {_named(blocks)}."


def _replacement(old: list[redline.Block], new: list[redline.Block]) -> str:
    if len(old) == len(new) == 1:
        return f"Rédiger ainsi {_named(old)} : {_quoted(new[0].source)}."
    return f"Remplacer {_named(old)} par {_drafted(new)}."


def _drafted(blocks: list[redline.Block]) -> str:
    """« un alinéa ainsi rédigé : « … » », « deux alinéas ainsi rédigés : « … » ; « … » »."""
    quoted = " ; ".join(_quoted(block.source) for block in blocks)
    count = len(blocks)
    if count == 1:
        return f"un alinéa ainsi rédigé : {quoted}"
    return f"{_NUMBERS[count] if count < len(_NUMBERS) else count} alinéas ainsi rédigés : {quoted}"


def _quoted(text: str) -> str:
    flat = text.replace("\n", " ").strip(" ")
    return f"« {flat} »"


def _words(text: str) -> str:
    """« le mot « dix » », « les mots « ans au moins » », « le nombre « 10 » », « le signe « ; » »."""
    words = [word for word in text.split() if any(character.isalnum() for character in word)]
    if not words:
        noun = "le signe" if len(text.split()) == 1 else "les signes"
    elif len(words) > 1 or not text[0].isalnum():
        noun = "les mots"
    else:
        noun = "le nombre" if words[0].isdigit() else "le mot"
    return f"{noun} {_quoted(text)}"


def _addition(text: str, before: str) -> str:
    """What is inserted: words, or one or more sentences."""
    starts = not before or before.endswith((".", "!", "?", "…", ":"))
    sentence = text[:1].isupper() and text[-1:] in ".!?…" and starts
    return f"une phrase ainsi rédigée : {_quoted(text)}" if sentence and ". " not in text else _words(text)


def _is_rewritten(body: str, edits: list[WordEdit]) -> bool:
    """Whether less than a third of a block's words is left: it reads better as a new alinéa."""
    words = len(body.split())
    removed = sum(len(edit.removed.split()) for edit in edits)
    return removed >= words or (len(edits) > 1 and 3 * (words - removed) < words)


def _occurrence(wording: str, edit: WordEdit, start: int, end: int) -> str:
    """The words removed; told by their rank where the lines quoted hold them more than once."""
    named = _words(edit.removed)
    ranks = [at for at in _occurrences(wording, edit.removed) if start <= at < end]
    if len(ranks) < 2 or edit.start not in ranks:
        return named
    rank = ranks.index(edit.start)
    ordinal = _ORDINALS[rank] if rank < len(_ORDINALS) else f"{rank + 1}e"
    noun, _, quoted = named.partition(" « ")
    of = noun.replace("les ", "des ").replace("le ", "du ")
    return f"la {ordinal} occurrence {of} « {quoted}"


def _stands_twice(wording: str, words: str) -> bool:
    return len(list(islice(_occurrences(wording, words), 2))) > 1


def _occurrences(wording: str, words: str) -> Iterator[int]:
    """Where these words stand in a wording, as whole words."""
    at = wording.find(words)
    while at != -1:
        before, after = wording[at - 1 : at], wording[at + len(words) : at + len(words) + 1]
        if not (before.isalnum() and words[0].isalnum()) and not (after.isalnum() and words[-1].isalnum()):
            yield at
        at = wording.find(words, at + 1)


def _context(wording: str, at: int, taken: list[tuple[int, int]], body: int) -> int:
    """Where the words quoted before an insertion begin: up to three, more where they stand elsewhere too.

    Of an alinéa that says the same over and over, no more than a sentence is quoted.
    """
    floor = max([end for begin, end in taken if begin < at and end <= at] + [body])
    start = len(wording[:at].rstrip())
    count = 0
    while start > floor:
        previous = max(wording.rfind(" ", 0, start), wording.rfind("\n", 0, start)) + 1
        start = max(previous, floor)
        count += 1
        quoted = wording[start:at].strip()
        enough = count >= 3 or start == floor or wording[:start].rstrip().endswith((",", ";", ":", "."))
        if (enough and not _stands_twice(wording, quoted)) or count == _MOST_QUOTED:
            break
        start = len(wording[:start].rstrip()) if start > floor else start
    return min(max(start, floor), at)
