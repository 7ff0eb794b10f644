"""After the sitting: the letter is frozen, signed, and read back from its files."""

from pathlib import Path

from tests.journeys.journey import ADOPTED, ASKED, YEARS_ADOPTED, YEARS_ASKED, Journey
from tests.journeys.readback import ABOVE_THE_FOOT, as_printed, proposals_of, words

ADOPTION = "Sénat, Paris, 12 octobre 2020. Motion adoptée par 66 voix pour"


def the_secretariat_freezes_the_letter(journey: Journey) -> None:
    secretary = journey.secretary
    secretary.go("lettre")
    secretary.sees(ADOPTION)
    secretary.finds_it_accessible()
    secretary.unfold("Figer la lettre…")
    secretary.press("Figer la lettre")
    secretary.sees("La lettre est figée", where="body")


def the_official_signs(journey: Journey) -> None:
    journey.official.go("lettre")
    journey.official.is_not_offered("Signer la lettre")
    journey.site.at("2020-10-12T16:05")
    journey.official.go("lettre")
    journey.official.check("Publier mon nom sous la lettre")
    journey.official.press("Signer la lettre")
    journey.official.sees("Vous avez signé")
    journey.official.finds_it_accessible()


def the_files_hold_the_adopted_text(journey: Journey, pdftotext, soffice, tmp_path: Path) -> None:
    """Word for word, as poppler and LibreOffice read the files that the secretariat downloads."""
    secretary = journey.secretary
    secretary.go("lettre")
    files = {}
    for label, kind in (("PDF", "pdf"), ("DOCX", "docx")):
        files[kind] = tmp_path / f"lettre.{kind}"
        files[kind].write_bytes(secretary.download(kind))
        assert files[kind].stat().st_size > 5_000, label
    texts = proposals_of(journey.folder)
    texts[5] = texts[5].replace(ASKED, ADOPTED).replace(YEARS_ASKED, YEARS_ADOPTED)
    plain = soffice(files["docx"], "txt:Text (encoded):UTF8").read_text(encoding="utf-8-sig")
    for read in (words(plain), words(pdftotext(files["pdf"], *ABOVE_THE_FOOT))):
        adopted = " ".join(as_printed(number, text) for number, text in sorted(texts.items()))
        assert adopted in read
        assert ADOPTION in read
        assert "Karine PRIGENT, maire du Havre (76)" in read
        assert "non adopté" not in read
