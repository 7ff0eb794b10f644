"""A page begins one draft, however often it sends it; what another page kept since is never written over."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from tests.amendments.conftest import PROPOSAL


def test_a_page_begins_one_draft_and_two_pages_never_write_over_each_other(house):
    from amendments.services.amendment_services import DraftChanged, save_draft, stamp_of

    said = {"base_number": 1, "text": PROPOSAL, "reasons": ""}

    def keep(draft_id, title: str, **more) -> int:
        return house.cast.do(save_draft, draft_id, house.part_id, title=title, by="ada", **said, **more)

    with ThreadPoolExecutor(4) as pool:
        begun = set(pool.map(lambda rank: keep(None, f"Un {rank}", sheet="one"), range(4)))
    (draft_id,) = begun
    assert keep(None, "Deux", sheet="two") != draft_id
    assert keep(None, "De la page", sheet="one") == draft_id, "its own keepings, whose answers were lost, it knows"
    seen = stamp_of(house.amendment(draft_id))
    keep(draft_id, "D’une autre", seen=seen, sheet="other")
    for more in ({"seen": seen, "sheet": "one"}, {"seen": seen}, {"seen": "", "sheet": "one"}):
        with pytest.raises(DraftChanged):
            keep(None if more["seen"] == "" else draft_id, "De la page, plus tard", **more)
    assert house.amendment(draft_id).title == "D’une autre"
    keep(draft_id, "D’une autre", seen=seen, sheet="one")  # the same words clash with nothing
    keep(draft_id, "Après lecture", seen=stamp_of(house.amendment(draft_id)), sheet="one")
    assert house.amendment(draft_id).title == "Après lecture"


def test_a_page_that_says_the_name_of_another_texts_page_begins_its_own_draft(house):
    """Only who forges it does; nothing of the other draft is touched, and nothing breaks."""
    from amendments.services.amendment_services import save_draft
    from motions.models import PartKind
    from motions.services.motion_services import add_part

    second = house.do(
        add_part, house.motion_id, PartKind.PROPOSAL, number=2, position=9, text=PROPOSAL, provenance="", by="sven"
    )
    said = {"base_number": 1, "text": PROPOSAL, "reasons": "", "title": "Un", "sheet": "one"}
    first, other = (house.do(save_draft, None, part, **said, by="ada") for part in (house.part_id, second))
    assert first != other


def test_the_address_of_a_deleted_draft_is_nobody_elses_afterwards(house):
    """An old tab or a bookmark of it opens no other draft."""
    from amendments.services.amendment_services import discard_draft

    deleted = house.draft(PROPOSAL)
    house.do(discard_draft, deleted, by=1)
    assert house.draft(PROPOSAL, by=2) > deleted
