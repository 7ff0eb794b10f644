"""The answer about an amendment on a sheet of paper: one sentence, the texts, the steps."""

from flask_babel import gettext as _
from markupsafe import Markup

from amendments.labels import called, status_word
from amendments.models import Amendment
from amendments.pages.amendment_page import HistoryEvent
from congress.clock import local
from congress.models import Congress
from congress.pages.downloads import footer_of
from congress.queries.homonyms import told_name
from core.text import dates
from core.text.reader import reader_language
from papers.paper import Paper, Paragraph, Role, plain, with_words
from papers.runs import inline_runs
from voting.pages.after.path_page import PassageRow, PathPage


def answer_paper(congress: Congress, amendment: Amendment, page: PathPage, address: str) -> Paper:
    """The sheet, in the language of who prints it."""
    title = called(amendment.label)
    steps = [_step(event) for event in page.events]
    whens = [dates.moment(local(congress, event.at), reader_language()) if event.at else event.when for event in page.events]  # fmt: skip  # noqa: E501
    paragraphs = [
        plain(Role.NOTICE, congress.counts_for_nothing),
        plain(Role.STATE, status_word(amendment)),
        plain(Role.TITLE, title),
        plain(Role.UNDER_TITLE, told_name(amendment.author)),
        plain(Role.SUBJECT, amendment.title),
        plain(Role.SECTION, _("La réponse")),
        plain(Role.BODY, page.sentence),
        plain(Role.SECTION, _("Les textes")),
        *(paragraph for row in page.rows for paragraph in _row(row)),
        plain(Role.SECTION, _("Parcours")),
        *(plain(Role.BODY, _("%(step)s – %(when)s", step=step, when=when) if when else step)
          for step, when in zip(steps, whens, strict=True)),
        plain(Role.SMALL_PRINT, _("Cette page se relit à l’adresse\u00a0: %(address)s", address=address)),
        plain(Role.SMALL_PRINT, _("Texte déposé\u00a0: empreinte de vérification %(sha256)s.",
                                  sha256=amendment.text_sha256)),
    ]  # fmt: skip
    return Paper(
        title=f"{title} – {amendment.title}",
        paragraphs=with_words(paragraphs),
        author=congress.organiser,
        issuer=congress.title,
        subject=amendment.title,
        date=local(congress, amendment.decided_at or amendment.updated_at).date().isoformat(),
        language=reader_language(),
        footer=footer_of(congress, title),
    )


def _step(event: HistoryEvent) -> str:
    """« Publié sous le n° 15 », « Tombé : il modifie lui aussi « dix » »."""
    detail = Markup(event.detail).striptags()  # noqa: S704 (our own words)
    joint = "\u00a0: " if event.url and detail else " "
    return f"{event.title}{joint}{detail}".strip()


def _row(row: PassageRow) -> list[Paragraph]:
    head = _("%(label)s (%(detail)s)\u00a0:", label=row.label, detail=row.detail)
    words = row.words or (_("Ce texte n’a rien à cet endroit."),)
    return [plain(Role.BODY, head), *(Paragraph(Role.QUOTATION, (inline_runs(said),)) for said in words)]
