"""The minutes as files: the same record gives the same bytes in each format."""

import json
from collections.abc import Mapping
from typing import Final

from flask_babel import force_locale

from congress.chamber_models import Sitting
from congress.moments import moment_in_words
from core.digest import sha256_json
from core.journal import head_of
from core.text.dates import instant
from papers.formats import MEDIA_TYPES, rendered
from voting.minutes_models import Minutes
from voting.pages.minutes.minutes_paper import SignedBy, minutes_paper
from voting.queries.minutes.minutes_queries import minutes_of, signers_of
from voting.queries.minutes.recording import record_for_files
from voting.rules.minutes.record import MinutesRecord

MINUTES_FORMATS: Final[Mapping[str, str]] = {name: MEDIA_TYPES[name] for name in ("pdf", "docx", "odt", "md", "json")}


def minutes_file(sitting: Sitting, name: str, *, with_names: bool = True) -> bytes:
    """The minutes in the format named (`KeyError` if there is none)."""
    record, minutes = record_for_files(sitting, with_names=with_names), minutes_of(sitting.id)
    journal = journal_head(sitting, minutes)
    if name == "json":
        return _json(record, sitting, minutes, journal, with_names=with_names)
    return rendered(name, minutes_paper(record, minutes, signed_by(sitting, minutes), journal))


def journal_head(sitting: Sitting, minutes: Minutes | None) -> str:
    """The head of the journal when the minutes were adopted; as it stands, of a draft."""
    return minutes.journal if minutes is not None and minutes.journal else head_of(sitting.congress.stream)[1]


def signed_by(sitting: Sitting, minutes: Minutes | None) -> tuple[SignedBy, ...]:
    """Who signs, the chair first, and when they did, in the congress's hours."""
    signed = {row.member_id: row.signed_at for row in minutes.signatures} if minutes is not None else {}
    congress = sitting.congress
    return tuple(
        SignedBy(office, member, moment_in_words(congress, signed[member.id]) if member.id in signed else "")
        for office, member in signers_of(sitting)
    )


def _json(record: MinutesRecord, sitting: Sitting, minutes: Minutes | None, journal: str, *, with_names: bool) -> bytes:
    with force_locale(sitting.congress.locale):
        told = {
            **record.as_json(),
            "state": "adopted" if minutes is not None and minutes.adopted_at else "draft",
            "adopted_at": instant(minutes.adopted_at) if minutes is not None else None,
            "adopted_in_sitting": minutes.adopted_in.number if minutes is not None and minutes.adopted_in else None,
            "published_at": instant(minutes.published_at) if minutes is not None else None,
            "sha256": minutes.sha256 if minutes is not None and minutes.sha256 else sha256_json(record.as_json()),
            "signatures": [
                {"office": one.office.value, "name": one.member.civil_name, "signed": one.moment or None}
                for one in signed_by(sitting, minutes)
            ],
            "journal": journal,
            "names_withheld": not with_names,  # then the fingerprint is that of the whole record, not of this file
        }
    return (json.dumps(told, ensure_ascii=False, indent=1, sort_keys=True) + "\n").encode()
