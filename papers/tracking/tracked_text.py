"""A document with tracked changes, free of its format: two texts, who changed them and when, what it says of itself."""

import io
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from papers.paper import LANGUAGE_TAGS

_EPOCH = (1980, 1, 1, 0, 0, 0)


@dataclass(frozen=True, slots=True)
class TrackedText:
    """`end` is the fixed last paragraph, by which the text ends whatever is accepted; `header` stands over each page.

    `facts` are short and kept by every word processor; `record` is carried by a DOCX alone.
    """

    old: str
    new: str
    author: str
    at: datetime
    end: str
    title: str = ""
    header: str = ""
    language: str = "fr"
    facts: Mapping[str, str] = field(default_factory=dict)
    record: bytes = b""

    @property
    def language_tag(self) -> str:
        """« fr-FR »."""
        return LANGUAGE_TAGS.get(self.language, self.language)

    def moment(self, delay: int) -> str:
        """The instant of a change, in UTC, without a fraction."""
        later = self.at.astimezone(UTC) + timedelta(minutes=delay)
        return later.strftime("%Y-%m-%dT%H:%M:%SZ")


def archived(parts: Mapping[str, bytes]) -> bytes:
    """Parts as an archive that holds no date of the machine; the same parts give the same bytes."""
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_STORED) as target:
        for name, content in parts.items():
            info = zipfile.ZipInfo(name, _EPOCH)
            info.external_attr = 0o600 << 16
            info.create_system = 3
            target.writestr(info, content)
    return written.getvalue()
