"""Another text for an amendment that keeps its number: the former one is kept, whole, as it stood."""

from datetime import datetime

from amendments.life_models import AmendmentVersion, VersionEnd
from amendments.models import Amendment
from core.database import session
from core.digest import sha256_text
from motions.models import Revision


def put_version(
    amendment: Amendment,
    text: str,
    on: Revision,
    ended_by: VersionEnd,
    *,
    title: str | None = None,
    reasons: str | None = None,
    sub: Amendment | None = None,
    now: datetime,
) -> None:
    """The amendment says `text` from now on, on the version `on` of its part; what it said is kept apart."""
    session().add(
        AmendmentVersion(
            amendment_id=amendment.id,
            version=amendment.version,
            rectification=amendment.rectification,
            base_revision_id=amendment.base_revision_id,
            text=amendment.text,
            text_sha256=amendment.text_sha256,
            title=amendment.title,
            reasons=amendment.reasons,
            ended_at=now,
            ended_by=ended_by,
            sub_amendment_id=sub.id if sub else None,
        )
    )
    _keep_signatures(amendment, ended_by)
    amendment.version += 1
    amendment.rectification += ended_by is VersionEnd.RECTIFIED
    amendment.base_revision = on
    amendment.text, amendment.text_sha256 = text, sha256_text(text)
    amendment.title = amendment.title if title is None else title
    amendment.reasons = amendment.reasons if reasons is None else reasons
    session().flush()


def _keep_signatures(amendment: Amendment, ended_by: VersionEnd) -> None:
    """What the assembly changes stays signed: only its author's new version asks the cosigners to confirm."""
    if ended_by is not VersionEnd.RECTIFIED:
        for cosigner in amendment.cosigners:
            if cosigner.version == amendment.version:
                cosigner.version += 1
