"""The paper of a proxy: of a checked type, without what it hid, read by those concerned and by no other."""

import io

import pikepdf
import pytest
from PIL import Image

from congress.chamber_models import Sitting
from congress.services.presence.paper_services import bring_paper, key_proxy, paper_shown
from core.brought.checking import LARGEST, checked_file
from core.brought.stored_files import StoredFile
from core.database import session
from core.errors import Forbidden, Invalid, NotFound, RuleBroken
from tests.support.assembly import assemble

pytestmark = pytest.mark.one_database


def a_pdf(*, password: str = "") -> bytes:
    """A page, with everything that a program may add to it."""
    pdf = pikepdf.new()
    pdf.add_blank_page()
    pdf.docinfo["/Author"] = "Secrétaire indiscrète"
    pdf.Root.OpenAction = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS="app.alert('bonjour')")
    pdf.attachments["carnet.txt"] = b"adresses"
    with pdf.open_metadata() as told:
        told["dc:title"] = "Pouvoir confidentiel"
    written = io.BytesIO()
    pdf.save(written, encryption=pikepdf.Encryption(owner=password, user=password) if password else False)
    return written.getvalue()


def a_photograph(kind: str) -> bytes:
    """A picture that says where it was taken."""
    exif = Image.Exif()
    exif[0x010E] = "chez Mme Petit"
    written = io.BytesIO()
    Image.new("RGB", (40, 30), "white").save(written, kind, exif=exif)
    return written.getvalue()


def test_a_pdf_keeps_its_pages_and_nothing_that_it_hid():
    kept = checked_file(a_pdf(), "paper")
    assert kept.media_type == "application/pdf"
    with pikepdf.open(io.BytesIO(kept.content)) as pdf:
        assert (len(pdf.pages), dict(pdf.attachments), dict(pdf.docinfo)) == (1, {}, {})
        assert [name for name in ("/OpenAction", "/Metadata", "/Names") if name in pdf.Root] == []
    for hidden in (b"indiscr", b"alert", b"adresses", b"confidentiel"):
        assert hidden not in kept.content


def test_a_photograph_inside_a_pdf_says_no_more_where_it_was_taken():
    written = io.BytesIO()
    Image.open(io.BytesIO(a_photograph("JPEG"))).save(written, "PDF")
    pdf = pikepdf.open(io.BytesIO(written.getvalue()))
    image = next(iter(pdf.pages[0].obj.Resources.XObject.values()))
    image.write(a_photograph("JPEG"), filter=pikepdf.Name.DCTDecode)
    written = io.BytesIO()
    pdf.save(written)
    assert b"Petit" in written.getvalue()
    kept = checked_file(written.getvalue(), "paper").content
    assert b"Petit" not in kept
    with pikepdf.open(io.BytesIO(kept)) as bare:
        shown = pikepdf.PdfImage(next(iter(bare.pages[0].obj.Resources.XObject.values()))).as_pil_image()
        assert shown.size == (40, 30)


@pytest.mark.parametrize("kind", ["JPEG", "PNG"])
def test_a_photograph_is_written_anew_without_where_it_was_taken(kind):
    kept = checked_file(a_photograph(kind), "paper")
    assert kept.media_type == "image/jpeg"
    assert b"Petit" not in kept.content


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "vide"),
        (b"<script>alert(1)</script>", "ni un PDF"),
        (b"GIF89a" + bytes(20), "ni un PDF"),
        (b"PK\x03\x04" + bytes(40), "ni un PDF"),
        (b"%PDF-1.7\nrien", "ne peut pas être lu"),
        (
            b"\xff\xd8\xff" + bytes(40),
            "^Cette photographie ne peut pas être lue\u00a0: un PDF, un JPEG ou un PNG convient.$",
        ),
        (a_pdf(password="secret"), "mot de passe"),
        (b"%PDF-" + bytes(LARGEST), "10\u00a0Mo"),
    ],
    ids=["empty", "page", "gif", "archive", "broken pdf", "broken picture", "locked", "heavy"],
)
def test_what_is_none_of_the_three_is_refused_in_a_sentence_about_its_field(content, said):
    with pytest.raises(Invalid, match=said) as refused:
        checked_file(content, "paper")
    assert refused.value.field == "paper"


def test_the_paper_is_read_by_those_concerned_and_no_other(app):
    assembly = assemble(app)
    principal, holder, other = assembly.electors[1:4]
    paper = checked_file(a_pdf(), "paper")
    proxy = assembly.do(key_proxy, assembly.sitting_id, principal, holder, paper=paper, by=assembly.secretary)

    def read(member: int, number: int = proxy) -> bytes:
        actor = assembly.actor(member)
        sitting = lambda: session().get_one(Sitting, assembly.sitting_id)  # noqa: E731
        return assembly.read(lambda: paper_shown(sitting(), number, actor=actor).content)

    for member in (principal, holder, assembly.chair, assembly.secretary):
        assert read(member) == paper.content
    for member in (other, assembly.staff):
        with pytest.raises(Forbidden):
            read(member)
    with pytest.raises(NotFound):
        read(assembly.secretary, 999)
    with pytest.raises(RuleBroken, match="déjà déposé"):
        assembly.do(bring_paper, proxy, paper, by=assembly.secretary)
    with pytest.raises(Forbidden):
        assembly.do(bring_paper, proxy, paper, by=other)


def test_a_refused_proxy_keeps_no_paper(app):
    assembly = assemble(app)
    paper = checked_file(a_photograph("JPEG"), "paper")
    with pytest.raises(Invalid):
        assembly.do(key_proxy, assembly.sitting_id, assembly.electors[1], assembly.electors[1], paper=paper,
                    by=assembly.secretary)  # fmt: skip
    assert assembly.read(lambda: session().query(StoredFile).count()) == 0
