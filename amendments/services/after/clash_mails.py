"""The mail to the author of an amendment whose words changed under it: the three texts, and how to adapt it."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from flask import current_app
from flask_babel import force_locale
from flask_babel import gettext as _
from sqlalchemy import select

from amendments.labels import to_part
from amendments.models import Amendment, AmendmentStatus, CarriedText
from amendments.rules.after.adapting import InDispute, adapted
from amendments.rules.carry_over import IfAdopted
from congress.models import Congress
from core.database import session
from core.mail.outbox import queue_mail
from motions.models import Cause, Revision


def send_clashes(
    others: Sequence[Amendment], carried: Mapping[int, IfAdopted], revision: Revision, *, now: datetime
) -> None:
    """Tell the author of each amendment that no longer applies, the first time that it does not."""
    clashing = [other for other in others if not carried[other.id].is_clean]
    if not clashing:
        return
    known = _clashed_before([other.id for other in clashing], revision)
    for other in clashing:
        if other.id not in known:
            _send(other.motion.congress, other, revision, now=now)


def _send(congress: Congress, amendment: Amendment, revision: Revision, *, now: datetime) -> None:
    author = amendment.author
    if not author.email:
        return
    with force_locale(congress.locale):
        called = _("n°\u00a0%(number)s", number=amendment.label) if amendment.label else amendment.receipt
        subject = _("Votre amendement %(number)s est à adapter", number=called)
        lines = [
            f"{author.civil_name},",
            _(
                "Les mots que modifie votre amendement %(number)s %(part)s ont changé\u00a0: %(cause)s.",
                number=called, part=to_part(amendment.part), cause=_cause(revision),
            ),
            _ends(amendment),
            *_texts(adapted(amendment.base_revision.text, revision.text, amendment.text).in_dispute),
            _("Le redéposer adapté, avant le vote du texte\u00a0: %(url)s", url=_address(congress, amendment)),
            congress.title,
        ]  # fmt: skip
    key = f"amendment:{amendment.id}:clash:{revision.id}"
    queue_mail(key, author.email, subject, "\n\n".join(lines), now=now, withheld=congress.demonstration)


def _ends(amendment: Amendment) -> str:
    if amendment.status == AmendmentStatus.PUBLISHED:
        return _("Il reste publié, mais ne peut plus être mis aux voix tel quel.")
    return _("Il reste déposé, mais ne pourra pas être mis aux voix tel quel.")


def _texts(passages: Sequence[InDispute]) -> list[str]:
    """The three texts, passage by passage."""
    said = []
    for passage in passages:
        said.append(_("Le texte d’alors\u00a0: %(words)s", words=_quoted(passage.base)))
        said.append(_("Le texte en vigueur\u00a0: %(words)s", words=_quoted(passage.adopted)))
        said.append(_("Le vôtre\u00a0: %(words)s", words=_quoted(passage.proposed)))
    return said


def _cause(revision: Revision) -> str:
    """« amendement n° 12 adopté », « le secrétariat a corrigé le texte »."""
    if revision.cause == Cause.AMENDMENT and revision.cause_label:
        return _("adoption, %(label)s", label=revision.cause_label)
    return _("texte corrigé, version %(number)s", number=revision.number)


def _address(congress: Congress, amendment: Amendment) -> str:
    page = f"{amendment.address}/parcours" if amendment.address else f"recus/{amendment.receipt}"
    return f"{current_app.config['SITE_URL']}/{congress.slug}/amendements/{page}"


def _quoted(words: str) -> str:
    return _("«\u00a0%(words)s\u00a0»", words=words) if words else _("(rien)")


def _clashed_before(amendment_ids: Sequence[int], revision: Revision) -> set[int]:
    """Those of them that did not apply already on an older version: their authors were told then."""
    rows = select(CarriedText.amendment_id).where(
        CarriedText.amendment_id.in_(amendment_ids),
        CarriedText.clean.is_(False),
        CarriedText.revision_id != revision.id,
    )
    return set(session().scalars(rows))
