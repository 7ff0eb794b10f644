"""Mails to the author of an amendment: the receipt with the whole text, what the secretariat decided."""

from collections.abc import Iterable
from datetime import datetime

from flask import current_app
from flask_babel import force_locale
from flask_babel import gettext as _

from amendments.labels import to_part
from amendments.models import Amendment
from amendments.queries.amendment_queries import known_revision, known_text
from amendments.queries.amendment_readings import form_of, reading_of
from amendments.queries.life.sub_texts import base_of, live_subs_of
from amendments.rules.carry_over import KnownText
from amendments.rules.dispositif.writing import dispositif
from amendments.rules.locations import compared
from amendments.submission_window import day_and_hour, window_sentence
from congress.models import Congress
from core.digest import sha256_text
from core.mail.outbox import queue_mail
from motions.queries.motion_queries import current_revision


def send_receipt(congress: Congress, amendment: Amendment, *, now: datetime) -> None:
    """The proof of a deposit: receipt, hour, what it changes, the whole text as it was handed in, its fingerprint."""
    with force_locale(congress.locale):
        subject = _(
            "%(what)s, reçu %(receipt)s",
            what=_what(amendment),
            receipt=amendment.receipt,
        )
        lines = [
            _(
                "%(your)s a été déposé le %(moment)s. Reçu : %(receipt)s.",
                your=_yours(amendment),
                moment=day_and_hour(congress, now),
                receipt=amendment.receipt,
            ),
            _("Le secrétariat le publiera sous un numéro. Gardez ce message : il prouve le dépôt et le texte."),
            _("En quelques mots : %(title)s", title=amendment.title),
            _("Ce qu’il change\u00a0:"),
            *_said(congress, amendment, base_of(amendment), known_text(amendment)),
            _("Exposé sommaire :"),
            amendment.reasons,
            _(
                "Texte complet de la partie telle que vous l’amendez (sur la version %(number)s) :",
                number=amendment.base_revision.number,
            ),
            amendment.text.rstrip("\n"),
            _("Empreinte de vérification du texte (SHA-256) : %(digest)s", digest=amendment.text_sha256),
            _("Sa page\u00a0: %(url)s", url=_address(congress, f"brouillons/{amendment.id}")),
            _("Le suivre ou le retirer avant sa publication\u00a0: %(url)s", url=_address(congress, "miens")),
            window_sentence(congress, now),
        ]
    _send(congress, amendment, "deposited", subject, lines, now=now)


def send_publication(congress: Congress, amendment: Amendment, *, now: datetime) -> None:
    """The public number."""
    with force_locale(congress.locale):
        subject = _("Amendement n° %(number)s publié", number=amendment.label)
        lines = [
            _(
                "%(your)s, reçu %(receipt)s, est publié sous le n° %(number)s.",
                your=_yours(amendment),
                receipt=amendment.receipt,
                number=amendment.label,
            ),
            _("Ce qu’il change\u00a0:"),
            *_change(congress, amendment),
            _("Sa page, où il se lit et se cosigne\u00a0: %(url)s", url=_address(congress, amendment.address)),
            _("Vous pouvez le retirer jusqu’à l’ouverture de son scrutin."),
        ]
    _send(congress, amendment, "published", subject, lines, now=now)


def send_inadmissibility(congress: Congress, amendment: Amendment, *, now: datetime) -> None:
    """Why the amendment will not be put to the vote."""
    with force_locale(congress.locale):
        subject = _("Amendement %(receipt)s déclaré irrecevable", receipt=amendment.receipt)
        lines = [
            _(
                "%(your)s, reçu %(receipt)s, est déclaré irrecevable.",
                your=_yours(amendment),
                receipt=amendment.receipt,
            ),
            _("Motif : %(reason)s", reason=amendment.cause),
            _("Ce qu’il changeait\u00a0:"),
            *_change(congress, amendment),
            _("Vos amendements\u00a0: %(url)s", url=_address(congress, "miens")),
            window_sentence(congress, now),
        ]
    _send(congress, amendment, f"inadmissible:{now.isoformat()}", subject, lines, now=now)


def send_inadmissibility_taken_back(congress: Congress, amendment: Amendment, *, now: datetime) -> None:
    """It is no longer refused: it waits for its number, with nothing to do again."""
    with force_locale(congress.locale):
        subject = _("Amendement %(receipt)s\u00a0: l’irrecevabilité est levée", receipt=amendment.receipt)
        lines = [
            _(
                "%(your)s, reçu %(receipt)s, n’est plus irrecevable\u00a0: il attend de nouveau son numéro.",
                your=_yours(amendment),
                receipt=amendment.receipt,
            ),
            _("Vous n’avez rien à refaire."),
            _("Vos amendements\u00a0: %(url)s", url=_address(congress, "miens")),
        ]
    _send(congress, amendment, f"admissible:{now.isoformat()}", subject, lines, now=now)


def send_suggestion(
    congress: Congress, amendment: Amendment, suggestion_id: int, because: str, text: str, *, now: datetime
) -> None:
    """The text that the bureau would rather read: what it changes, why, where to answer."""
    bearer, base = amendment.bearer, known_revision(current_revision(amendment.part_id))
    with force_locale(congress.locale):
        subject = _(
            "Le bureau propose une autre version de votre amendement n°\u00a0%(number)s", number=amendment.label
        )
        lines = [
            _(
                "Le bureau vous propose une autre version de votre amendement n°\u00a0%(number)s.",
                number=amendment.label,
            ),
            because,
            _("Ce que votre amendement ferait alors\u00a0:"),
            *_said(congress, amendment, base, KnownText(sha256_text(text), text)),
            _("L’accepter ou la refuser, d’un mot\u00a0: %(url)s", url=_address(congress, amendment.address)),
            _("Sans réponse de votre part, votre amendement reste tel quel."),
        ]
    if bearer.email:
        body = "\n\n".join([f"{bearer.civil_name},", *lines, congress.title])
        queue_mail(f"suggestion:{suggestion_id}", bearer.email, subject, body, now=now, withheld=congress.demonstration)


def send_parent_rectified(congress: Congress, amendment: Amendment, *, now: datetime) -> None:
    """To whoever bears a sub-amendment still to be decided: its amendment says another thing, and what it does now."""
    for sub in live_subs_of([amendment.id]):
        with force_locale(congress.locale):
            told = _("L’amendement n°\u00a0%(number)s, que vous sous-amendez, est rectifié", number=amendment.label)
            stands = _("Votre sous-amendement s’y applique tel quel\u00a0: vous n’avez rien à refaire.")
            if not reading_of(sub).is_clean:
                stands = _(
                    "Votre sous-amendement ne s’y applique plus tel quel\u00a0: il ne peut pas être mis aux voix sans"
                    " être rectifié."
                )
            changes = [_("Ce que l’amendement change désormais\u00a0:"), *_change(congress, amendment)]
            _send_to_sub(congress, sub, amendment, f"parent:{amendment.version}", told, [*changes, stands], now=now)


def send_parent_withdrawn(
    congress: Congress, amendment: Amendment, subs: Iterable[Amendment], *, now: datetime
) -> None:
    """To whoever bore a sub-amendment that ends with its amendment, withdrawn: it is not put to the vote."""
    for sub in subs:
        with force_locale(congress.locale):
            told = _("L’amendement n°\u00a0%(number)s, que vous sous-amendiez, est retiré", number=amendment.label)
            ends = _("Votre sous-amendement est sans objet\u00a0: il ne sera pas mis aux voix.")
            _send_to_sub(congress, sub, amendment, f"parent_withdrawn:{now.isoformat()}", told, [ends], now=now)


def _send_to_sub(
    congress: Congress, sub: Amendment, parent: Amendment, kind: str, told: str, lines: list[str], *, now: datetime
) -> None:
    """`told`, the subject and the first sentence; nothing to whoever did it to the amendment that they bear too."""
    bearer = sub.bearer
    if not bearer.email or bearer.id == parent.bearer.id:
        return
    called = _("n°\u00a0%(number)s", number=sub.label) if sub.label else sub.receipt
    where = _("Votre sous-amendement %(called)s\u00a0: %(url)s", called=called,
              url=_address(congress, sub.address or f"recus/{sub.receipt}"))  # fmt: skip
    body = "\n\n".join([f"{bearer.civil_name},", f"{told}.", *lines, where, congress.title])
    queue_mail(f"amendment:{sub.id}:{kind}", bearer.email, told, body, now=now, withheld=congress.demonstration)


def _what(amendment: Amendment) -> str:
    """« Amendement déposé à la proposition n° 5 », « Sous-amendement déposé à l’amendement n° 12 »."""
    if amendment.parent is not None:
        return _("Sous-amendement déposé à l’amendement n°\u00a0%(number)s", number=amendment.parent.label)
    return _("Amendement déposé %(part)s", part=to_part(amendment.part))


def _yours(amendment: Amendment) -> str:
    if amendment.parent is not None:
        return _("Votre sous-amendement à l’amendement n°\u00a0%(number)s", number=amendment.parent.label)
    return _("Votre amendement %(part)s", part=to_part(amendment.part))


def _address(congress: Congress, page: int | str | None) -> str:
    """Where a page of amendments answers."""
    return f"{current_app.config['SITE_URL']}/{congress.slug}/amendements/{page}"


def _change(congress: Congress, amendment: Amendment) -> tuple[str, ...]:
    """What the amendment does to the text, in the sentences of its page."""
    reading = reading_of(amendment)
    return _said(congress, amendment, reading.old, reading.new)


def _said(congress: Congress, amendment: Amendment, old: KnownText, new: KnownText) -> tuple[str, ...]:
    return dispositif(compared(old, new, congress.line_length), form_of(congress, amendment.part))


def _send(
    congress: Congress, amendment: Amendment, kind: str, subject: str, lines: list[str], *, now: datetime
) -> None:
    author = amendment.author
    if not author.email:
        return
    body = "\n\n".join([f"{author.civil_name},", *lines, congress.title])
    key = f"amendment:{amendment.id}:{kind}"
    queue_mail(key, author.email, subject, body, now=now, withheld=congress.demonstration)
