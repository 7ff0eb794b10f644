"""The list of the deliberations of a sitting, as a paper and as a table."""

from collections.abc import Iterator, Sequence

from flask_babel import get_translations
from flask_babel import gettext as _

from congress.chamber_models import Sitting
from congress.clock import local
from congress.moments import day_in_words
from congress.pages.downloads import footer_of
from core.text.bound_counts import held
from core.text.retelling import retold
from papers.paper import Paper, Paragraph, Role, plain, with_words
from voting.pages.asking.verdict_tags import deliberation_tag
from voting.queries.asking.question_words import round_word
from voting.queries.minutes.deliberations import Deliberation, EarlierRound, decided_since
from voting.rules.asking.short_options import short_among
from voting.rules.count_sentences import count_sentences, short_counts
from voting.rules.majority import Choice
from voting.rules.minutes.deeds import with_stop
from voting.rules.outcome import Reason
from voting.rules.verdict_sentences import reason_sentence


def deliberations_paper(sitting: Sitting, found: Sequence[Deliberation]) -> Paper:
    """The list to put up, in the reader's language."""
    congress = sitting.congress
    starts = sitting.opened_at or sitting.starts_at
    title = _("Liste des délibérations de la séance du %(day)s", day=day_in_words(congress, starts))
    return Paper(
        title=title, paragraphs=with_words(_paragraphs(sitting, found, title)), author=congress.organiser,
        issuer=congress.title, subject=title, date=local(congress, starts).date().isoformat(),
        language=congress.locale, footer=footer_of(congress, title),
    )  # fmt: skip


def _paragraphs(sitting: Sitting, found: Sequence[Deliberation], title: str) -> Iterator[Paragraph]:
    congress = sitting.congress
    yield plain(Role.NOTICE, congress.counts_for_nothing)
    yield plain(Role.TITLE, title)
    yield plain(Role.UNDER_TITLE, congress.organiser, retold(sitting.title, congress.locale.value))
    if not found:
        yield plain(Role.BODY, _("La séance n’a pris aucune délibération."))
    for one in found:
        yield plain(Role.SECTION, _("Délibération n°\u00a0%(number)s", number=one.number))
        yield plain(Role.BODY, with_stop(one.about))
        yield plain(Role.BODY, held(counts_of(one)), one.decision)
        if since := decided_since(one):
            yield plain(Role.BODY, since)


def counts_of(one: Deliberation) -> str:
    """The arithmetic of its vote as it was proclaimed, and why where it does not show: whose voice broke a tie."""
    if one.counted.verdict.reason is Reason.DECLARED:
        return _("À main levée, sans décompte.")
    last = " ".join(filter(None, [*count_sentences(one.counted, get_translations()), reason_of(one)]))
    if not one.earlier:
        return last
    rounds = [(earlier.ballot_round, earlier.number, round_counts(earlier)) for earlier in one.earlier]
    return " ".join(_of_round(*told) for told in (*rounds, (one.ballot_round, one.poll.number, last)))


def round_counts(earlier: EarlierRound) -> str:
    """The arithmetic of a round that chose nobody, as it was proclaimed."""
    why = reason_sentence(earlier.counted, get_translations())
    return " ".join(filter(None, [*count_sentences(earlier.counted, get_translations()), why]))


def round_shown(earlier: EarlierRound) -> str:
    """« Premier tour, scrutin n° 12 : Mme Ada Durand 1, M. Béla Roux 1 »."""
    name, counts = round_word(earlier.ballot_round), short_among(earlier.counted, get_translations())
    return _("%(round)s, scrutin n°\u00a0%(number)s\u00a0: %(counts)s", round=name[:1].upper() + name[1:],
             number=earlier.number, counts=counts)  # fmt: skip


def _of_round(ballot_round: int, number: int, counts: str) -> str:
    name = round_word(ballot_round)
    return _("%(round)s (scrutin n°\u00a0%(number)s)\u00a0: %(counts)s", round=name[:1].upper() + name[1:],
             number=number, counts=counts[:1].lower() + counts[1:])  # fmt: skip


def votes_of(one: Deliberation) -> str:
    """« 10 pour, 4 contre, 1 abstention », in votes where they weigh; « Mme Ada Durand 7, M. Béla Roux 4 »."""
    if one.counted.verdict.reason is Reason.DECLARED:
        return _("à main levée, sans décompte")
    if one.counted.among is not None:
        return short_among(one.counted, get_translations())
    heads, weighed, t = one.counted.heads, one.counted.weighted, get_translations()
    weights, scale = (weighed.counts, weighed.scale) if weighed is not None else (None, 1)
    return short_counts(heads, weights, t, scale=scale, answers=one.counted.answers)


def reason_of(one: Deliberation) -> str:
    """Why, where its counts alone do not show it."""
    return reason_sentence(one.counted, get_translations())


def chosen_by(one: Deliberation) -> str:
    """« L’option « Brest » est choisie. », where it was one of several: the first count may not say which."""
    return one.decision if one.counted.among is not None else ""


def deliberations_table(found: Sequence[Deliberation]) -> tuple[list[str], list[list[str]]]:
    """The list as a table, one line a deliberation."""
    columns = [
        _("numéro"), _("date"), _("objet"), _("décision"), _("scrutin"), _("en exercice"), _("votants"), _("pour"),
        _("contre"), _("abstentions"), _("corrigée par le scrutin"), _("décompte"),
    ]  # fmt: skip
    return columns, [_row(one) for one in found]


def figures_of(one: Deliberation) -> tuple[int | None, int | None, int | None, int | None]:
    """Who voted, for, against, abstentions; none of hands, nor for and against of an election or of options.

    Nor abstentions on paper, where nobody can abstain.
    """
    heads = one.counted.heads
    if one.counted.verdict.reason is Reason.DECLARED:
        return None, None, None, None
    may_abstain = Choice.ABSTAIN in one.counted.answers.listed or heads.abstain
    abstained = int(heads.abstain) if may_abstain else None
    if one.counted.among is not None:
        return int(heads.took_part), None, None, abstained
    return int(heads.took_part), int(heads.for_), int(heads.against), abstained


def _row(one: Deliberation) -> list[str]:
    told = ("" if figure is None else figure for figure in figures_of(one))
    _state, decided = deliberation_tag(one.poll)
    return [
        one.number, one.day.isoformat(), one.about, decided[:1].lower() + decided[1:],
        str(one.poll.number), str(one.counted.chamber.members), *map(str, told),
        str(one.overtaken_by or ""),
        # Heads alone do not say why, where votes weigh or colleges decide; nor which option, or who, was chosen.
        " ".join(filter(None, [counts_of(one), chosen_by(one)])),
    ]  # fmt: skip
