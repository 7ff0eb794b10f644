"""What an amendment must pass as it enters, deposited on the site or read from a folder, and where it then stands."""

from datetime import datetime

from flask_babel import gettext as _
from flask_babel import ngettext

from amendments.labels import places_told
from amendments.models import Amendment
from amendments.queries.amendment_queries import known_revision, known_text, twin_of
from amendments.rules.carry_over import KnownText, carry
from amendments.rules.locations import Location, compared
from amendments.rules.two_windows import DraftWords
from amendments.rules.unrelated_changes import groups
from amendments.services import admissibility
from amendments.services.locking import keep_carried
from congress.models import Congress
from core.errors import Invalid, RuleBroken
from core.text.reader import enumeration
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


def require_changes(words: DraftWords, *, base_text: str, current_text: str) -> None:
    """Nothing if these words make an amendment to a text: else their first fault."""
    found = admissibility.faults(
        title=words.title, reasons=words.reasons, text=words.text, base_text=base_text, current_text=current_text
    )
    for fault in found:
        raise fault


def require_one_change(congress: Congress, old: KnownText, new: KnownText) -> None:
    """Where the rules of the congress want it, an amendment does one thing: else a refusal that tells them.

    One thing is what `amendments.rules.unrelated_changes` holds together, as the page says while one writes.
    """
    if not congress.one_change:
        return
    found = groups(compared(old, new, congress.line_length))
    if len(found) > 1:
        places = [enumeration(places_told(Location(tuple(filter(None, group)), title=0 in group))) for group in found]
        raise Invalid(
            _("Le règlement de ce congrès veut un seul changement par amendement\u202f; celui-ci en fait %(count)s"
              "\u00a0: %(places)s. Déposez-les séparément.", count=len(found), places="\u202f; ".join(places)),
            "text",
        )  # fmt: skip


def require_signatories(congress: Congress, amendment: Amendment) -> None:
    """As many signatories as the rules of the congress ask for before a publication: else a refusal."""
    signed, wanted = 1 + len(amendment.supporters), congress.minimum_signatories
    if signed < wanted:
        raise RuleBroken(
            ngettext(
                "Il faut %(wanted)s signataires dans ce congrès\u00a0: cet amendement en a %(num)s. Il attend des"
                " cosignatures.",
                "Il faut %(wanted)s signataires dans ce congrès\u00a0: cet amendement en a %(num)s. Il attend des"
                " cosignatures.",
                signed,
                wanted=wanted,
            )
        )


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
