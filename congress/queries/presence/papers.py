"""Which proxies came with a paper."""

from collections.abc import Collection

from sqlalchemy import select

from congress.chamber.presence_models import ProxyPaper
from core.database import session


def paper_of(proxy_id: int) -> ProxyPaper | None:
    """The paper kept beside a proxy; None where none was brought."""
    return session().scalar(select(ProxyPaper).where(ProxyPaper.proxy_id == proxy_id))


def papers_of(proxy_ids: Collection[int]) -> dict[int, ProxyPaper]:
    """The papers kept beside these proxies, by the id of each; no question asked for none."""
    if not proxy_ids:
        return {}
    found = session().scalars(select(ProxyPaper).where(ProxyPaper.proxy_id.in_(proxy_ids)))
    return {paper.proxy_id: paper for paper in found}
