"""The minutes as files: each says, word for word and number for number, what the others say."""

import io
import re
import zipfile
from itertools import pairwise

import docx
import pytest
from lxml import etree

from congress.chamber_models import AgendaItemKind
from congress.services.sitting_services import add_item
from tests.support.plenary import Plenary
from tests.support.reading import words

pytestmark = pytest.mark.one_database
PV = "seances/2/proces-verbal"


@pytest.fixture
def plenary(cast) -> Plenary:
    """A council that puts an item on its agenda before any is in discussion, then votes."""
    plenary = Plenary.of(cast)
    plenary.open()
    plenary.do(add_item, plenary.sitting_id, AgendaItemKind.OTHER, "Vœu d’urgence", by="sven")
    plenary.discuss()
    poll = plenary.poll()
    plenary.vote(poll, "for", "ada", "bela", "dora")
    plenary.vote(poll, "against", "emile")
    plenary.proclaim(poll)
    return plenary


def of_markdown(data: bytes) -> list[str]:
    return words(re.sub(r"\\$", "", data.decode(), flags=re.MULTILINE).replace("\\", ""))


def of_docx(data: bytes) -> list[str]:
    return words("\n".join(paragraph.text for paragraph in docx.Document(io.BytesIO(data)).paragraphs))


def of_odt(data: bytes) -> list[str]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        body = etree.fromstring(archive.read("content.xml"))[-1][0]
    return words("\n".join(" ".join(one.itertext()) for one in body))


def test_every_file_tells_the_counts_of_a_vote(plenary):
    read = {
        name: of(plenary.get("sven", f"{PV}.{name}").data)
        for name, of in (("md", of_markdown), ("docx", of_docx), ("odt", of_odt))
    }
    assert "scrutin n 1 pour 3 contre 1" in " ".join(read["md"])
    assert read["md"] == read["docx"] == read["odt"]


def test_what_happens_before_the_first_item_skips_no_level_of_headings(plenary):
    minutes = plenary.get("sven", f"{PV}.md").text
    course = minutes[minutes.index("## Déroulement") :]
    assert re.findall(r"^#+", course, flags=re.MULTILINE)[:2] == ["##", "###"]
    levels = [len(found) for found in re.findall(r"^(#+) ", minutes, flags=re.MULTILINE)]
    assert all(after <= before + 1 for before, after in pairwise(levels))
    assert b"pdfuaid" in plenary.get("sven", f"{PV}.pdf").data
