"""A document that people bring is read in a process of its own: it takes neither the memory nor the time of the site."""

import io

import pikepdf
import pytest

from papers.apart.asking import read_apart, record_in_pdf_apart
from papers.reading.documents import read_document
from papers.reading.what_was_read import Unreadable, WhyUnreadable
from papers.seals import RECORD_FILE
from tests.papers.word_files import docx, p

TRACKED = (
    '<w:p><w:r><w:t>Nous demandons </w:t></w:r><w:del w:id="1" w:author="a"><w:r><w:delText>dix</w:delText></w:r></w:del>'
    '<w:ins w:id="2" w:author="a"><w:r><w:t>vingt</w:t></w:r></w:ins><w:r><w:t> postes.</w:t></w:r></w:p>'
)


def pdf_with(record: bytes) -> bytes:
    found = io.BytesIO()
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        pdf.attachments[RECORD_FILE] = pikepdf.AttachedFileSpec(pdf, record)
        pdf.save(found)
    return found.getvalue()


def test_what_is_read_apart_is_what_is_read_here():
    found = docx(TRACKED)
    assert read_apart(found) == read_document(found)
    assert record_in_pdf_apart(pdf_with(b'{"a": 1}')) == b'{"a": 1}'


@pytest.mark.parametrize(
    ("body", "why"),
    [
        pytest.param(
            "<w:p/>" * 4_900_000,
            {WhyUnreadable.BOMB, WhyUnreadable.DAMAGED},
            id="five million paragraphs in thirty kilobytes",
        ),
        pytest.param(p("mot " * 100_000), {WhyUnreadable.TOO_LONG}, id="more than a text may have"),
    ],
)
def test_one_that_would_take_the_memory_of_the_site_is_refused(body, why):
    with pytest.raises(Unreadable) as refused:
        read_apart(docx(body))
    assert refused.value.refusal in why
