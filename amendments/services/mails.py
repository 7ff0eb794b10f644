"""Mails to the author of an amendment: the receipt with the whole text, what the secretariat decided."""

from datetime import datetime

from flask_babel import force_locale
from flask_babel import gettext as _

from amendments.labels import to_part
from amendments.models import Amendment
from amendments.submission_window import day_and_hour
from congress.models import Congress
from core.mail.outbox import queue_mail


def send_receipt(congress: Congress, amendment: Amendment, *, now: datetime) -> None:
    """The proof of a deposit: receipt, hour, the whole text as it was handed in, its fingerprint."""
    with force_locale(congress.locale):
        subject = _(
            "Amendement déposé %(part)s, reçu %(receipt)s",
            part=to_part(amendment.part),
            receipt=amendment.receipt,
        )
        lines = [
            _(
                "Votre amendement %(part)s a été déposé le %(moment)s. Reçu : %(receipt)s.",
                part=to_part(amendment.part),
                moment=day_and_hour(congress, now),
                receipt=amendment.receipt,
            ),
            _("Le secrétariat le publiera sous un numéro. Gardez ce message : il prouve le dépôt et le texte."),
            _("En quelques mots : %(title)s", title=amendment.title),
            _("Exposé sommaire :"),
            amendment.reasons,
            _(
                "Texte complet de la partie telle que vous l’amendez (sur la version %(number)s) :",
                number=amendment.base_revision.number,
            ),
            amendment.text.rstrip("\n"),
            _("Empreinte de vérification du texte (SHA-256) : %(digest)s", digest=amendment.text_sha256),
        ]
    _send(congress, amendment, "deposited", subject, lines, now=now)


def send_publication(congress: Congress, amendment: Amendment, *, now: datetime) -> None:
    """The public number."""
    with force_locale(congress.locale):
        subject = _("Amendement n° %(number)s publié", number=amendment.public_number)
        lines = [
            _(
                "Votre amendement %(part)s, reçu %(receipt)s, est publié sous le n° %(number)s.",
                part=to_part(amendment.part),
                receipt=amendment.receipt,
                number=amendment.public_number,
            ),
        ]
    _send(congress, amendment, "published", subject, lines, now=now)


def send_inadmissibility(congress: Congress, amendment: Amendment, *, now: datetime) -> None:
    """Why the amendment will not be put to the vote."""
    with force_locale(congress.locale):
        subject = _("Amendement %(receipt)s déclaré irrecevable", receipt=amendment.receipt)
        lines = [
            _(
                "Votre amendement %(part)s, reçu %(receipt)s, est déclaré irrecevable.",
                part=to_part(amendment.part),
                receipt=amendment.receipt,
            ),
            _("Motif : %(reason)s", reason=amendment.cause),
        ]
    _send(congress, amendment, "inadmissible", subject, lines, now=now)


def _send(
    congress: Congress, amendment: Amendment, kind: str, subject: str, lines: list[str], *, now: datetime
) -> None:
    author = amendment.author
    if not author.email:
        return
    body = "\n\n".join([f"{author.civil_name},", *lines, congress.title])
    key = f"amendment:{amendment.id}:{kind}"
    queue_mail(key, author.email, subject, body, now=now, withheld=congress.demonstration)
