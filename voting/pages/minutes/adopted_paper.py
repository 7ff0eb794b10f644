"""The text that a sitting adopted, with its results, a minute after the last vote: subject to a last reading."""

from collections.abc import Iterator

from flask_babel import force_locale, get_translations
from flask_babel import gettext as _

import redline
from congress.chamber_models import Sitting
from congress.clock import local
from congress.moments import moment_in_words
from congress.pages.downloads import footer_of
from core.digest import sha256_text
from core.errors import RuleBroken
from core.text.bound_counts import held
from motions.models import Motion, MotionState, Part, PartKind, PartState
from motions.queries.motion_queries import current_revisions, motion_of, motion_text, parts_of
from papers.paper import Paper, Paragraph, Role, plain, with_words
from papers.runs import inline_runs
from voting.models import PollState
from voting.queries.minutes.polls_told import polls_told, sitting_polls
from voting.rules.minutes.deeds import PollTold
from voting.rules.minutes.vote_deeds import arithmetic_sentences, decided

_ITEMS = {"ordered_item": "", "unordered_item": "–"}
_ROLES = {"heading": Role.HEADING, "quotation": Role.QUOTATION}


def adopted_paper(sitting: Sitting) -> Paper:
    """The paper, in the congress's language; refused as long as nothing is adopted."""
    congress = sitting.congress
    motion = motion_of(congress.id)
    with force_locale(congress.locale):
        adopted = _adopted_parts(motion) if motion is not None else []
        if motion is None or not adopted:
            raise RuleBroken(_("Rien n’est encore adopté\u00a0: le texte s’imprime dès le premier vote qui adopte."))
        polls = [poll for poll in sitting_polls(sitting.id) if poll.state == PollState.PROCLAIMED]
        told = polls_told(polls, {})
        state = _state(motion)
        last = max((poll.proclaimed_at for poll in polls if poll.proclaimed_at), default=sitting.starts_at)
        paragraphs = [
            plain(Role.NOTICE, congress.counts_for_nothing),
            plain(Role.STATE, state),
            plain(Role.TITLE, motion.title),
            plain(Role.UNDER_TITLE, motion.subtitle, _("Version du %(when)s", when=moment_in_words(congress, last))),
            *_texts(motion, adopted),
            plain(Role.SECTION, _("Résultats des votes")),
            *(paragraph for one in told.values() for paragraph in _result(one)),
            plain(Role.SMALL_PRINT, _fingerprint(motion)),
        ]
        footer = footer_of(congress, state)
    return Paper(
        title=motion.title, paragraphs=with_words(paragraphs), author=congress.organiser, issuer=congress.title,
        subject=state, date=local(congress, last).date().isoformat(), language=congress.locale, footer=footer,
    )  # fmt: skip


def _adopted_parts(motion: Motion) -> list[Part]:
    """The parts of the motion that are adopted; all that make it once the whole is."""
    kept = [part for part in parts_of(motion.id) if part.state != PartState.REJECTED]
    if motion.state == MotionState.ADOPTED:
        return kept
    return [part for part in kept if part.state == PartState.ADOPTED]


def _state(motion: Motion) -> str:
    if motion.state == MotionState.ADOPTED:
        return _("Texte adopté, sous réserve de relecture")
    if motion.state == MotionState.REJECTED:
        return _("Textes adoptés, sous réserve de relecture\u202f; l’ensemble de la motion est rejeté")
    return _("Textes adoptés, sous réserve de relecture\u202f; l’ensemble de la motion n’est pas encore voté")


def _texts(motion: Motion, parts: list[Part]) -> Iterator[Paragraph]:
    texts = current_revisions(motion.id)
    for part in parts:
        blocks = redline.parse(texts[part.id].text).blocks
        for block in blocks:
            if block.kind == "title":
                number = f"{part.number}." if part.kind == PartKind.PROPOSAL and part.number is not None else ""
                yield Paragraph(Role.SECTION, (inline_runs(block.body),), number)
            elif block.kind in _ITEMS:
                marker = _ITEMS[block.kind] or block.marker
                yield Paragraph(Role.ITEM, (inline_runs(block.body),), marker, block.depth)
            else:
                yield Paragraph(_ROLES.get(block.kind, Role.BODY), (inline_runs(block.body),))


def _result(told: PollTold) -> Iterator[Paragraph]:
    t = get_translations()
    yield plain(Role.HEADING, _("Scrutin n°\u00a0%(number)s – %(what)s", number=told.number, what=told.put.rstrip(",")))
    yield plain(Role.BODY, held(" ".join([*arithmetic_sentences(told, t), decided(told, t)])))


def _fingerprint(motion: Motion) -> str:
    if motion.state != MotionState.ADOPTED:
        return ""
    return _("Empreinte de vérification du texte %(sha256)s", sha256=sha256_text(motion_text(motion.id)))
