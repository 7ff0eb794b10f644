"""What an amendment must pass as it enters, deposited on the site or read from a folder, and where it then stands."""

from datetime import datetime

from flask_babel import gettext as _

from amendments.models import Amendment
from amendments.queries.amendment_queries import known_revision, known_text, twin_of
from amendments.rules.carry_over import carry
from amendments.services import admissibility
from amendments.services.locking import keep_carried
from core.errors import Invalid, RuleBroken
from motions.models import Part
from motions.queries.motion_queries import current_revision


def require_undecided(part: Part) -> None:
    """Nothing while a text may still be amended; else a refusal."""
    if part.is_decided:
        raise RuleBroken(_("Ce texte est déjà voté : il ne s’amende plus. Votre brouillon est gardé."))


def require_new(amendment: Amendment) -> None:
    """A button pressed twice, or in two tabs, submits once: `locked` holds the part meanwhile."""
    twin = twin_of(amendment)
    if twin is not None:
        raise RuleBroken(
            _("Vous avez déjà déposé ce même texte, reçu %(receipt)s. Votre brouillon est gardé.", receipt=twin.receipt)
        )


def require_admissible(amendment: Amendment) -> None:
    """Nothing if the amendment may be deposited; else its first fault."""
    found = admissibility.faults(
        title=amendment.title,
        reasons=amendment.reasons,
        text=amendment.text,
        base_text=amendment.base_revision.text,
        current_text=current_revision(amendment.part_id).text,
    )
    for fault in found:
        raise fault


def carry_to_current(amendment: Amendment, *, now: datetime) -> None:
    """An amendment written on an older version is carried over to the one in force as it enters."""
    current = current_revision(amendment.part_id)
    if current.id == amendment.base_revision_id:
        return
    carried = carry(known_revision(amendment.base_revision), known_revision(current), known_text(amendment))
    if carried.is_satisfied:
        raise Invalid(
            _("Le texte en vigueur (version %(number)s) dit déjà ce que vous proposez.", number=current.number), "text"
        )
    keep_carried({amendment.id: carried}, current, now=now)
