"""Long lists by pages: each line is on one page, and whatever is asked for, a page is shown."""

import pytest

from core.text.pages_of import LINES, page_of


@pytest.mark.parametrize("total", [0, 1, LINES - 1, LINES, LINES + 1, 8_000])
def test_each_line_is_on_one_page(total):
    pages = [page_of(total, number) for number in range(1, page_of(total).last + 1)]
    assert [line for page in pages for line in range(page.first, page.end)] == list(range(total))
    assert [page.after for page in pages] == [*range(2, len(pages) + 1), None]
    assert [page.before for page in pages] == [None, *range(1, len(pages))]


@pytest.mark.parametrize(("asked", "shown"), [(-3, 1), (0, 1), (40, 40), (41, 40), (2**40, 40)])
def test_a_page_that_there_is_not_is_the_nearest_one(asked, shown):
    assert page_of(8_000, asked).number == shown
