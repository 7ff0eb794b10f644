"""A sheet on one page is one page, whatever it holds: larger where it is short, cut where it is endless, and saying so."""

from io import BytesIO

import pytest

from papers.paper import Paper, Role, plain
from papers.renderers.pdf import render_pdf

SAID = "La suite se lit à l’adresse https://exemple.fr/a/12."
LONG = "Une longue phrase de l’exposé sommaire, qui dit pourquoi il faut financer la médiation numérique. "


def sheet(*, changes: int, reasons: int, names: int) -> Paper:
    return Paper(
        title="Amendement n° 12",
        paragraphs=(
            plain(Role.STATE, "Publié"),
            plain(Role.TITLE, "Amendement n° 12"),
            plain(Role.SUBJECT, "Quinze mille postes"),
            plain(Role.HEADING, "Dispositif"),
            *[plain(Role.BODY, "Remplacer le mot « dix » par le mot « quinze ». " * 5)] * changes,
            plain(Role.HEADING, "Exposé sommaire"),
            *[plain(Role.BODY, LONG * 12)] * reasons,
            plain(Role.HEADING, "Signataires"),
            *[plain(Role.NAME, "Mme Marie-Françoise Dupont, maire de Saint-Germain-du-Bel-Air (46)")] * names,
            plain(Role.SMALL_PRINT, "Empreinte de vérification : 0123456789abcdef"),
        ),
        issuer="Congrès",
        date="2020-10-11",
        on_one_page=SAID,
    )


@pytest.mark.parametrize(
    ("changes", "reasons", "names", "is_cut"),
    [(1, 1, 1, False), (3, 2, 15, False), (2, 40, 15, True), (60, 60, 15, True)],
)
def test_a_sheet_is_one_page(pdftotext, tmp_path, changes, reasons, names, is_cut):
    import pikepdf

    written = render_pdf(sheet(changes=changes, reasons=reasons, names=names))
    with pikepdf.open(BytesIO(written)) as pdf, pdf.open_metadata() as metadata:
        assert len(pdf.pages) == 1
        assert metadata.get("pdfuaid:part") == "1"
    path = tmp_path / "sheet.pdf"
    path.write_bytes(written)
    read = " ".join(pdftotext(path).split())
    assert (SAID in read, "[…]" in read) == (is_cut, is_cut)
    for words in ("Dispositif", "Remplacer le mot", "Exposé sommaire", "Une longue phrase", "Signataires", "Empreinte"):
        assert words in read
