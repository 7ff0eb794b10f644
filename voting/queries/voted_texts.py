"""The text that a poll puts to the vote, as it would read if adopted, by its fingerprint."""

from collections.abc import Sequence

from flask_babel import gettext as _
from flask_babel import ngettext

from amendments.labels import numbers
from amendments.models import Amendment
from amendments.queries.amendment_queries import texts_if_adopted
from amendments.queries.bundle_queries import text_of_all
from amendments.queries.competing_amendments import are_identical
from core.digest import sha256_text
from core.errors import RuleBroken
from motions.queries.motion_queries import current_revision, motion_text
from motions.rules.motion_text import clean_text
from voting.queries.dividing.divisions import text_of_part
from voting.queries.subjects import LoadedSubject


def text_sha256(subject: LoadedSubject) -> str:
    """The fingerprint of the text as it would read if adopted; refuses amendments that do not make one text."""
    if subject.bundle_id is not None:
        return _bundle_sha256(subject.amendments)
    if subject.amendments:
        return _batch_sha256(subject.amendments)
    if subject.part is not None:
        return current_revision(subject.part.id).sha256
    if subject.divided is not None:
        return sha256_text(text_of_part(subject.divided))
    if subject.question is not None:
        return sha256_text(subject.question.words)
    assert subject.motion is not None  # noqa: S101 (held by `is_one`)
    return sha256_text(motion_text(subject.motion.id))


def _bundle_sha256(amendments: Sequence[Amendment]) -> str:
    """The fingerprint of the text with all of a bundle, adopted in the order of their numbers."""
    found = text_of_all(amendments, current_revision(amendments[0].part_id))
    if found.stopped_by is not None:
        number = found.stopped_by.label
        raise RuleBroken(
            _("L’amendement n°\u00a0%(number)s ne s’applique pas avec les autres\u00a0: débattez-le.", number=number)
        )
    return found.text.sha256


def _batch_sha256(batch: tuple[Amendment, ...]) -> str:
    if len({row.part_id for row in batch}) > 1:
        raise RuleBroken(_("Ces amendements ne portent pas sur le même texte."))
    in_force = current_revision(batch[0].part_id)
    texts = texts_if_adopted(batch, {batch[0].part_id: in_force})
    unclean = [row.label for row in batch if not texts[row.id].is_clean]
    if unclean:
        raise RuleBroken(
            ngettext(
                "L’amendement %(numbers)s est à vérifier : il ne s’applique plus tel quel au texte en vigueur.",
                "Les amendements %(numbers)s sont à vérifier : ils ne s’appliquent plus tels quels au texte en"
                " vigueur.",
                len(unclean),
                numbers=numbers(unclean),
            )
        )
    satisfied = [row.label for row in batch if texts[row.id].is_satisfied]
    if satisfied:
        raise RuleBroken(
            ngettext(
                "Le texte dit déjà ce que propose l’amendement %(numbers)s\u00a0: rien n’est à mettre aux voix.",
                "Le texte dit déjà ce que proposent les amendements %(numbers)s\u00a0: rien n’est à mettre aux voix.",
                len(satisfied),
                numbers=numbers(satisfied),
            )
        )
    if not are_identical(in_force, texts.values()):
        raise RuleBroken(_("Ces amendements ne sont pas identiques : ils se votent séparément."))
    return sha256_text(clean_text(texts[batch[0].id].text))  # as the revision will be written
