"""What the secretaries of a sitting key for its minutes: the substance of the discussions, the reports attached."""

from datetime import datetime
from urllib.parse import urlsplit

from flask_babel import gettext as _
from sqlalchemy import select

from congress import policies
from congress.actors import Actor
from congress.chamber_models import AgendaItem, Sitting, SittingState
from congress.services.sitting_locking import locked_sitting, record
from core.brought.stored_files import StoredFile
from core.database import session
from core.digest import sha256_bytes, sha256_text
from core.errors import Invalid, NotFound, RuleBroken
from core.text.typography import normalise_typography
from voting.minutes_models import ItemReport, MinutesNote
from voting.policies import may_key_minutes
from voting.queries.minutes.minutes_queries import has_adopted_minutes

LONGEST_NOTE = 50_000
LONGEST_REPORT = 5_000_000  # bytes
_PDF = "application/pdf"


def write_note(
    sitting_id: int, item_id: int | None, text: str, *, seen_version: int, actor: Actor, now: datetime
) -> int:
    """The version of the substance that this makes, of an item, or of the sitting as a whole (None).

    Nothing is ever replaced: a correction is one more version. Refused where another one was written since
    `seen_version`, and once the minutes are adopted. The same words again change nothing.
    """
    sitting = _open_for_keying(sitting_id, actor)
    item = _item_of(sitting, item_id)
    key = item.id if item is not None else 0
    clean = normalise_typography(text.replace("\r\n", "\n").strip())
    if len(clean) > LONGEST_NOTE:
        raise Invalid(_("Ce texte a plus de 50\u202f000 signes\u00a0: résumez-le, ou joignez-le en rapport."), "texte")
    wanted = select(MinutesNote).where(MinutesNote.sitting_id == sitting_id, MinutesNote.item_key == key)
    last = session().scalar(wanted.order_by(MinutesNote.version.desc()).limit(1))
    version = last.version if last else 0
    if clean == (last.text if last else ""):
        return version
    if seen_version != version:
        raise RuleBroken(
            _("Une autre version a été écrite entre-temps\u00a0: relisez-la, votre texte est gardé ci-dessous.")
        )
    note = MinutesNote(
        sitting_id=sitting_id, item_id=item.id if item else None, item_key=key, version=version + 1, text=clean,
        sha256=sha256_text(clean), written_by_id=actor.member_id, written_at=now,
    )  # fmt: skip
    session().add(note)
    session().flush()
    record(sitting, "minutes_note_written", actor, now, item=item.position if item else None, version=note.version,
           sha256=note.sha256)  # fmt: skip
    return note.version


def attach_report(
    sitting_id: int,
    item_id: int,
    title: str,
    *,
    url: str = "",
    content: bytes | None = None,
    actor: Actor,
    now: datetime,
) -> int:
    """The id of a report attached to an item: an address, or a PDF."""
    sitting = _open_for_keying(sitting_id, actor)
    item = _item_of(sitting, item_id)
    title, url = normalise_typography(title.strip())[:200], url.strip()
    if item is None:
        raise NotFound(_("Ce point n’est pas à l’ordre du jour."))
    if not title:
        raise Invalid(_("Donnez un titre au rapport."), "titre")
    if bool(url) == bool(content):
        raise Invalid(_("Donnez l’adresse du rapport, ou son fichier PDF\u00a0: l’un des deux."), "adresse")
    if url and not _is_web(url):
        raise Invalid(_("L’adresse commence par https:// ou http://."), "adresse")
    if content is not None and not content.startswith(b"%PDF-"):
        raise Invalid(_("Ce fichier n’est pas un PDF."), "fichier")
    if content is not None and len(content) > LONGEST_REPORT:
        raise Invalid(_("Ce fichier pèse plus de 5\u00a0Mo\u00a0: donnez plutôt son adresse."), "fichier")
    file = _kept(title, content, now) if content else None
    report = ItemReport(
        sitting_id=sitting_id, item_id=item.id, title=title, url=url, file=file, sha256=file.sha256 if file else "",
        added_at=now,
    )  # fmt: skip
    session().add(report)
    session().flush()
    record(sitting, "report_attached", actor, now, item=item.position, report=report.id, sha256=report.sha256)
    return report.id


def withdraw_report(sitting_id: int, report_id: int, *, actor: Actor, now: datetime) -> None:
    """The report is shown no more; it is kept. A second time changes nothing."""
    sitting = _open_for_keying(sitting_id, actor)
    report = session().get(ItemReport, report_id, with_for_update=True)
    if report is None or report.sitting_id != sitting_id:
        raise NotFound(_("Ce rapport n’est pas joint à cette séance."))
    if report.withdrawn_at is None:
        report.withdrawn_at = now
        session().flush()
        record(sitting, "report_withdrawn", actor, now, report=report.id)


def _open_for_keying(sitting_id: int, actor: Actor) -> Sitting:
    """The sitting, held, for whoever keys its minutes, as long as nobody adopted them."""
    sitting = locked_sitting(sitting_id)
    policies.require(
        may_key_minutes(actor, sitting), _("Le procès-verbal est rédigé par les secrétaires de la séance.")
    )
    if sitting.state == SittingState.PLANNED:
        raise RuleBroken(_("La séance n’est pas encore ouverte."))
    if has_adopted_minutes(sitting_id):
        raise RuleBroken(_("Ce procès-verbal est arrêté\u00a0: il ne change plus."))
    return sitting


def _item_of(sitting: Sitting, item_id: int | None) -> AgendaItem | None:
    if not item_id:
        return None
    item = session().get(AgendaItem, item_id)
    if item is None or item.sitting_id != sitting.id:
        raise NotFound(_("Ce point n’est pas à l’ordre du jour."))
    return item


def _kept(title: str, content: bytes, now: datetime) -> StoredFile:
    size, sha256 = len(content), sha256_bytes(content)
    return StoredFile(name=f"{title}.pdf", media_type=_PDF, sha256=sha256, size=size, content=content, kept_at=now)


def _is_web(url: str) -> bool:
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and bool(parts.hostname) and len(url) <= 500
