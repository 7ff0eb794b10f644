"""Mails of cosignatures: the change, and where to answer yes or no. One a member, whatever an author does."""

from datetime import datetime

from flask import current_app
from flask_babel import force_locale
from flask_babel import gettext as _

from amendments.labels import to_part
from amendments.models import Amendment
from amendments.queries.amendment_readings import form_of, reading_of
from amendments.queries.cosigning_queries import is_to_confirm
from amendments.rules.dispositif.writing import dispositif
from amendments.rules.locations import compared
from congress.models import Member
from core.mail.outbox import queue_mail

LONGEST_CHANGE = 2_500  # signs of the change that a mail tells; the page shows all of it


def send_request(amendment: Amendment, member: Member, *, now: datetime) -> None:
    """Ask one member, once for each amendment, whatever becomes of the request."""
    congress = amendment.motion.congress
    with force_locale(congress.locale):
        subject = _(
            "%(author)s vous demande de cosigner un amendement %(part)s",
            author=amendment.bearer.civil_name,
            part=to_part(amendment.part),
        )
        lines = [
            _(
                "%(author)s vous demande de cosigner son amendement %(part)s.",
                author=_signed(amendment.bearer),
                part=to_part(amendment.part),
            ),
            *_told(amendment),
            _("Oui ou non, une minute suffit\u00a0: %(url)s", url=_address(amendment)),
            _("Ce lien montre l’amendement et deux boutons. Rien n’est signé tant que vous n’avez pas appuyé sur l’un"
              " d’eux. Votre réponse n’est connue que de la personne qui demande\u202f; une cosignature, elle, paraît"
              " avec l’amendement."),
            _("Vous ne recevrez pas d’autre demande pour cet amendement."),
        ]  # fmt: skip
    _send(f"cosign:{amendment.id}:{member.id}", amendment, member, subject, lines, now=now)


def ask_to_confirm(amendment: Amendment, *, now: datetime) -> None:
    """Ask those who signed a former version whether they sign the new one; one mail a day for each at most."""
    for cosigner in amendment.cosigners:
        member = cosigner.member
        if is_to_confirm(cosigner) and member.is_elector and member.person_id != amendment.author.person_id:
            _send_change(amendment, member, now=now)


def _send_change(amendment: Amendment, member: Member, *, now: datetime) -> None:
    with force_locale(amendment.motion.congress.locale):
        subject = _("L’amendement que vous cosignez a changé\u00a0: confirmez-vous\u202f?")
        lines = [
            _(
                "%(author)s a donné un nouveau texte à son amendement %(part)s, que vous cosignez.",
                author=_signed(amendment.bearer),
                part=to_part(amendment.part),
            ),
            *_told(amendment),
            _("Votre cosignature ne vaut que pour le texte que vous avez lu. La confirmer ou la retirer\u00a0: %(url)s",
              url=_address(amendment)),
        ]  # fmt: skip
    _send(f"cosign-confirm:{amendment.id}:{member.id}:{now.date()}", amendment, member, subject, lines, now=now)


def _told(amendment: Amendment) -> list[str]:
    """What the amendment is, and what it changes."""
    congress, reading = amendment.motion.congress, reading_of(amendment)
    difference = compared(reading.old, reading.new, congress.line_length)
    sentences = dispositif(difference, form_of(congress, amendment.part))
    change = "\n\n".join(sentences)
    if len(change) > LONGEST_CHANGE:
        change = change[:LONGEST_CHANGE].rsplit(" ", 1)[0] + "\u00a0…"
    return [_("En quelques mots\u00a0: %(title)s", title=amendment.title), _("Ce qu’il change\u00a0:"), change]


def _signed(author: Member) -> str:
    return f"{author.civil_name}, {author.role_line}" if author.role_line else author.civil_name


def _address(amendment: Amendment) -> str:
    slug = amendment.motion.congress.slug
    return f"{current_app.config['SITE_URL']}/{slug}/cosignatures/{amendment.id}"


def _send(key: str, amendment: Amendment, member: Member, subject: str, lines: list[str], *, now: datetime) -> None:
    if not member.email:
        return
    congress = amendment.motion.congress
    body = "\n\n".join([f"{member.civil_name},", *lines, congress.title])
    queue_mail(key, member.email, subject, body, now=now, withheld=congress.demonstration)
