"""Other people's programs, to read our files back: LibreOffice for DOCX and ODT, poppler for PDF."""

import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest


@pytest.fixture(scope="session")
def pdftotext() -> Callable[[Path], str]:
    """The text of a PDF as poppler reads it, in reading order."""
    program = shutil.which("pdftotext")
    if program is None:
        pytest.skip("poppler is missing")

    def read(path: Path, *options: str) -> str:
        command = [program, "-enc", "UTF-8", *options, str(path), "-"]
        return subprocess.run(command, check=True, capture_output=True).stdout.decode()

    return read


@pytest.fixture(scope="session")
def soffice(tmp_path_factory: pytest.TempPathFactory) -> Callable[[Path, str], Path]:
    """A document converted by LibreOffice: `soffice(path, "txt:Text (encoded):UTF8")` gives the new file."""
    program = shutil.which("soffice") or shutil.which("libreoffice")
    if program is None:
        pytest.skip("LibreOffice is missing")
    profile = tmp_path_factory.mktemp("libreoffice")

    def convert(path: Path, target: str) -> Path:
        folder = tmp_path_factory.mktemp("converted")
        command = [program, f"-env:UserInstallation=file://{profile}", "--headless", "--convert-to", target]
        subprocess.run([*command, "--outdir", str(folder), str(path)], check=True, capture_output=True, timeout=120)
        return folder / f"{path.stem}.{target.partition(':')[0]}"

    return convert
