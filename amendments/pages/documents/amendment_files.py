"""One amendment as a file: a sheet of paper, tracked changes, Markdown with its front matter, its record."""

import json
from collections.abc import Callable, Mapping

from flask_babel import force_locale, ngettext
from flask_babel import gettext as _

from amendments.labels import called, given_up_by, status_word
from amendments.models import Amendment
from amendments.pages.amendment_page import place_in_words, sentences_of
from amendments.pages.documents.outgoing import record_of_amendment, tracked_amendment, version_amended
from amendments.pages.sharing.short_addresses import short_address
from amendments.queries.amendment_queries import known_text
from amendments.queries.amendment_readings import form_of
from amendments.queries.life.sub_texts import base_of
from amendments.rules.carry_over import KnownText
from congress.clock import local
from congress.models import Congress, Member
from congress.pages.downloads import footer_of, rehearsal_notice, rehearsal_told
from papers.paper import Paper, Paragraph, Role, plain, with_words
from papers.renderers.pdf import render_pdf
from papers.runs import Run, inline_runs
from papers.tracking.docx_tracked import docx_with_changes
from papers.tracking.odt_tracked import odt_with_changes

MOST_NAMES = 14  # on a sheet of one page


def amendment_paper(congress: Congress, amendment: Amendment) -> Paper:
    """The sheet of an amendment: where, what it does, why, who signs; one page, that carries its record."""
    old, new, width = base_of(amendment), known_text(amendment), congress.line_length
    url = short_address(congress, amendment)
    with force_locale(congress.locale):
        sentences = sentences_of(old, new, width, form_of(congress, amendment.part))
        where = f", {place_in_words(old, new, width)}" if old.text else ""
        title = called(amendment.label)
        signers = [amendment.bearer, *(cosigner.member for cosigner in amendment.supporters)]
        paragraphs = [
            plain(Role.NOTICE, congress.counts_for_nothing),
            plain(Role.STATE, status_word(amendment)),
            plain(Role.TITLE, title),
            plain(Role.UNDER_TITLE, _capital(version_amended(amendment)) + where),
            plain(Role.SUBJECT, amendment.title),
            plain(Role.HEADING, _("Dispositif")),
            *(Paragraph(Role.BODY, (inline_runs(said),)) for said in sentences),
            plain(Role.HEADING, _("Exposé sommaire")),
            *(Paragraph(Role.BODY, (inline_runs(said),)) for said in amendment.reasons.split("\n\n") if said.strip()),
            plain(Role.HEADING, _("Signataires")),
            *(plain(Role.NAME, found) for found in _signers(signers)),
            plain(Role.NAME, given_up_by(amendment)),
            Paragraph(Role.SMALL_PRINT, ((Run(_("Sa page\u00a0:") + " "), Run(url, link=url)),)),
            plain(Role.SMALL_PRINT, *_fingerprints(amendment, old)),
        ]  # fmt: skip
    day = local(congress, amendment.deposited_at or amendment.updated_at).date().isoformat()
    return Paper(
        title=f"{title} – {amendment.title}", paragraphs=with_words(paragraphs), author=amendment.bearer.civil_name,
        issuer=congress.title, subject=amendment.title, date=day, language=congress.locale,
        footer=footer_of(congress, title),
        record=record_of_amendment(congress, amendment).as_bytes().decode(),
        on_one_page=_("La suite se lit à l’adresse %(url)s.", url=url),
    )  # fmt: skip


def _capital(said: str) -> str:
    return said[:1].upper() + said[1:]


def _fingerprints(amendment: Amendment, base: KnownText) -> list[str]:
    """Those of the text amended, where there is one, and of the text proposed."""
    proposed = _("Texte proposé\u00a0: empreinte de vérification %(sha256)s.", sha256=amendment.text_sha256)
    if not base.text:
        return [proposed]
    return [_("Texte amendé\u00a0: empreinte de vérification %(sha256)s.", sha256=base.sha256), proposed]


def _signers(signers: list[Member]) -> list[str]:
    """The names on the sheet: the first of them, and how many the others are."""
    told = [f"{found.civil_name}, {found.role_line}" if found.role_line else found.civil_name for found in signers]
    left = len(told) - MOST_NAMES
    if left <= 0:
        return told
    return [*told[:MOST_NAMES], ngettext("et %(num)s autre signataire", "et %(num)s autres signataires", left)]


def _markdown(congress: Congress, amendment: Amendment) -> bytes:
    """Of a rehearsal the front matter begins with what it is: no congress's folder takes it for an amendment."""
    notice = rehearsal_notice(congress)
    front = {
        **({"notice": notice} if notice else {}),
        "proposal": amendment.part.key,
        "author": amendment.bearer.civil_name,
        "title": amendment.title,
        "reasons": amendment.reasons,
    }
    from core.files.front_matter import written_front_matter  # slow to load, for whoever downloads one

    return (written_front_matter(front) + amendment.text).encode()


def _json(congress: Congress, amendment: Amendment) -> bytes:
    said = json.loads(record_of_amendment(congress, amendment).as_bytes())
    said |= {"number": amendment.address if amendment.is_sub else amendment.public_number, "label": amendment.label}
    said |= {"receipt": amendment.receipt, "status": amendment.status.value}
    said |= rehearsal_told(congress)
    return (json.dumps(said, ensure_ascii=False, indent=1, sort_keys=True) + "\n").encode()


AMENDMENT_FORMATS: Mapping[str, Callable[[Congress, Amendment], bytes]] = {
    "pdf": lambda congress, amendment: render_pdf(amendment_paper(congress, amendment)),
    "docx": lambda congress, amendment: docx_with_changes(tracked_amendment(congress, amendment)),
    "odt": lambda congress, amendment: odt_with_changes(tracked_amendment(congress, amendment)),
    "md": _markdown,
    "json": _json,
}
