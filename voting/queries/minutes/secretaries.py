"""Who was secretary of a sitting (CGCT L2121-15): named as it began, or in the place of one of them."""

from collections.abc import Iterable

from congress.chamber_models import Office, Sitting, SittingOffice
from congress.models import Member
from voting.queries.minutes.presences import in_office, offices_held


def secretaries_of(sitting: Sitting) -> list[Member]:
    """Those whom the minutes name, who write their debates and sign them."""
    return secretaries_among(sitting, offices_held(sitting.id)[Office.SECRETARY])


def secretaries_among(sitting: Sitting, held: Iterable[SittingOffice]) -> list[Member]:
    """Those named before anything was discussed, and who took over from one whose office ended; each once.

    Of a sitting that began without any: whoever was named since.
    """
    start = sitting.opened_at
    sat = [one for one in held if one.until is None or start is None or one.until > start]
    begun = min((item.opened_at for item in sitting.items if item.opened_at is not None), default=None)
    named = [one for one in sat if begun is None or one.since <= begun]
    ends = [one.until for one in named if one.until is not None]
    kept = [one for one in sat if one in named or not named or any(end <= one.since for end in ends)]
    return in_office(sitting, kept)
