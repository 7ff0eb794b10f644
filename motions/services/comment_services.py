"""Remarks on the words of a proposal, told to the other members until its amendments are published."""

from datetime import datetime

from flask_babel import gettext as _
from sqlalchemy import select

import redline
from congress.actors import Actor
from congress.policies import electors, require, secretariat
from core import journal
from core.database import session
from core.errors import Invalid, NotFound, RuleBroken
from core.row_seals import hidden_token
from core.text.endless import endless_words
from core.text.inline_markdown import inline_runs
from core.text.reader import number
from core.text.typography import normalise_typography
from motions.models import Comment, Part, PartKind, Revision

MOST_CHARACTERS = 2_000
MOST_REASON = 500
_ITEMS = ("ordered_item", "unordered_item", "heading")
_ALIKE = str.maketrans({"\u00a0": " ", "\u202f": " ", "\n": " ", "’": "'", "“": '"', "”": '"', "«": '"', "»": '"'})


def comment(part_id: int, alinea: int, *, quote: str, words: str, seen_sha256: str, actor: Actor, now: datetime) -> int:
    """The id of an elector's comment on words of an alinéa, or on the whole alinéa where none are quoted.

    `seen_sha256`: the fingerprint of the text that the person read. The same words said again are said once.
    `Invalid` beside `quote` or `words`; `RuleBroken` once amendments are published, or the text is voted on.
    """
    part = session().get(Part, part_id, with_for_update=True, populate_existing=True)
    if part is None or part.kind != PartKind.PROPOSAL:
        raise NotFound(_("Cette proposition n’existe pas."))
    congress = part.motion.congress
    require(electors(actor, congress), _("Seuls les membres élus et accrédités commentent."))
    if told := closed_sentence(part):
        raise RuleBroken(told)
    said = _checked(words)
    anchor, read = _anchor(part_id, alinea, quote, seen_sha256)
    rows = select(Comment).where(Comment.part_id == part_id, Comment.member_id == actor.member_id)
    known = session().scalars(rows.where(Comment.words == said, Comment.withdrawn_at.is_(None)))
    for twin in known:
        if twin.anchor == anchor:
            return twin.id
    made = Comment(
        part_id=part_id,
        revision_id=read.id,
        member_id=actor.member_id,
        anchor=anchor,
        words=said,
        written_at=now,
        salt=hidden_token("comment", part_id, actor.member_id, now),
    )
    session().add(made)
    session().flush()
    journal.record(congress.stream, "comment_made", actor=actor.pseudonym, now=now, part=part_id, comment=made.id)
    return made.id


def withdraw_comment(comment_id: int, because: str = "", *, actor: Actor, now: datetime) -> None:
    """A comment is no longer shown: taken back by who wrote it, or by the secretariat, that says why. Twice is once."""
    row = session().get(Comment, comment_id, with_for_update=True)
    if row is None:
        raise NotFound(_("Ce commentaire n’existe pas."))
    congress = row.part.motion.congress
    is_own = actor.member_id is not None and row.member.person_id == actor.member_id
    require(is_own or secretariat(actor, congress), _("Seul son auteur ou le secrétariat retire un commentaire."))
    if row.withdrawn_at is not None:
        return
    said = normalise_typography(because).strip()
    if not is_own and not said:
        raise Invalid(_("Dites pourquoi le secrétariat retire ce commentaire\u00a0: son auteur le lira."), "because")
    if len(said) > MOST_REASON:
        told = _("La raison est trop longue\u00a0: %(most)s signes au plus.", most=number(MOST_REASON))
        raise Invalid(told, "because")
    row.withdrawn_at, row.withdrawn_because = now, "" if is_own else said
    session().flush()
    journal.record(congress.stream, "comment_withdrawn", actor=actor.pseudonym, now=now, comment=row.id)


def close_comments(part: Part, *, now: datetime) -> None:
    """The first amendment of a part is published: what one thinks is said in amendments from now on."""
    if part.comments_closed_at is None:
        part.comments_closed_at = now


def closed_sentence(part: Part) -> str:
    """Why one no longer comments on a part; nothing while one may."""
    if part.comments_closed_at is not None:
        return _("Les amendements à cette proposition sont publiés\u00a0: les commentaires sont clos.")
    if part.is_decided or part.under_vote or part.announced_in is not None:
        return _("Ce texte est mis aux voix ou déjà voté\u00a0: les commentaires sont clos.")
    return ""


def passage_of(block: redline.Block, quote: str) -> tuple[int, int] | None:
    """The start and end in the block's source of the words quoted, where they first stand; None if nowhere.

    The shape of spaces, apostrophes and quotation marks does not count. No words: the whole alinéa, its marker apart.
    """
    offset = len(block.source) - len(block.body) if block.kind in _ITEMS else 0
    wanted = " ".join(quote.translate(_ALIKE).split())
    if not wanted:
        return offset, len(block.source)
    places: list[int] = []
    seen = ""
    for run in inline_runs(block.source[offset:].replace("\n", " ")):
        for rank, sign in enumerate(run.text):
            if sign.isspace() and seen.endswith(" "):
                continue
            seen += " " if sign.isspace() else sign.translate(_ALIKE)
            places.append(offset + run.start + rank)
    at = seen.find(wanted)
    return (places[at], places[at + len(wanted) - 1] + 1) if at >= 0 else None


def _checked(words: str) -> str:
    said = normalise_typography(words).strip()
    if not any(sign.isalnum() for sign in said):
        raise Invalid(_("Écrivez votre commentaire."), "words")
    if len(said) > MOST_CHARACTERS:
        told = _("Votre commentaire est trop long\u00a0: %(most)s signes au plus.", most=number(MOST_CHARACTERS))
        raise Invalid(told, "words")
    if told := endless_words(said):
        raise Invalid(told, "words")
    return said


def _anchor(part_id: int, alinea: int, quote: str, seen_sha256: str) -> tuple[dict[str, str], Revision]:
    """The anchor of the words quoted in the version that was read, and that version."""
    rows = select(Revision).where(Revision.part_id == part_id, Revision.sha256 == seen_sha256)
    read = session().scalars(rows.order_by(Revision.number.desc())).first()
    if read is None:
        raise RuleBroken(_("Le texte que vous avez lu n’est pas celui de cette proposition. Relisez-la."))
    block = next((block for block in redline.parse(read.text).blocks if block.alinea == alinea), None)
    if block is None:
        raise NotFound(_("Il n’y a pas d’alinéa %(alinea)s dans ce texte.", alinea=alinea))
    found = passage_of(block, quote[:MOST_CHARACTERS])
    if found is None:
        told = _("Ces mots ne sont pas dans l’alinéa %(alinea)s\u00a0: copiez-les tels quels.", alinea=alinea)
        raise Invalid(told, "quote")
    blocks = [redline.IdentifiedBlock.from_json(item) for item in read.blocks]
    return redline.anchor_at(blocks, block.index, *found).as_json(), read


def is_on(comment_id: int, part_id: int) -> bool:
    """Whether there is such a comment, on this part."""
    row = session().get(Comment, comment_id)
    return row is not None and row.part_id == part_id
