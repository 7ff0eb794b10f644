"""Which proxies came with a paper."""

from collections.abc import Collection

from sqlalchemy import select

from congress.chamber.presence_models import ProxyPaper
from core.database import session


def paper_of(proxy_id: int) -> ProxyPaper | None:
    """The paper kept beside a proxy; None where none was brought."""
    return session().scalar(select(ProxyPaper).where(ProxyPaper.proxy_id == proxy_id))


def with_paper(proxy_ids: Collection[int]) -> set[int]:
    """Those of these proxies beside which a paper is kept; no question asked for none."""
    if not proxy_ids:
        return set()
    return set(session().scalars(select(ProxyPaper.proxy_id).where(ProxyPaper.proxy_id.in_(proxy_ids))))
