"""What is kept of a page until the journal moves is never made of rows older than the journal's last entry."""

from concurrent.futures import ThreadPoolExecutor

from amendments.pages.amendment_page import amendment_page, amendment_pages
from amendments.queries.amendment_queries import by_public_number
from amendments.services.amendment_services import withdraw
from congress.access import current_congress
from tests.amendments.services.test_decision_services import QUINZE


def test_a_page_asked_as_its_amendment_is_withdrawn_is_not_kept_as_it_was(house):
    """Its row is read, somebody withdraws it, then the page is made: whoever comes next reads what is so."""
    amendment_id = house.published(QUINZE, by=1)
    amendment_pages.forget()

    def steps(meanwhile) -> list[str]:
        with house.cast.app.test_request_context(f"/{house.slug}/amendements/1"):
            congress = current_congress()
            amendment = by_public_number(congress.id, 1)
            meanwhile()
            return [step.title for step in amendment_page(congress, amendment, "differences").events]

    with ThreadPoolExecutor(1) as somebody:
        steps(lambda: somebody.submit(lambda: house.do(withdraw, amendment_id, by=1)).result())
    kept = steps(lambda: None)
    amendment_pages.forget()
    assert kept == steps(lambda: None), "nothing waits for a vote any more"
