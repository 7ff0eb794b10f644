"""What commands say when the site is not ready, or a setting is wrong: exit 2 and one line that names it."""

import socket
import subprocess

import pytest

from tests.support.network import free_port

TABLES = "la base de données n’a pas les tables de cette version\u00a0: lancer «\u00a0hemicycle db upgrade\u00a0»"


def said_by(done: "subprocess.CompletedProcess[str]") -> str:
    """What a command that exits 2 says on standard error, nothing on the other."""
    assert (done.returncode, done.stdout) == (2, ""), done.stderr
    assert done.stderr.count("\n") == 1
    return done.stderr.removesuffix("\n")


@pytest.fixture
def refusal(program):
    """What a command refused in this process says."""
    return lambda *words, **settings: said_by(program(*words, **settings))


@pytest.fixture
def real_refusal(real_program):
    """The same, in a process of its own."""
    return lambda *words, **settings: said_by(real_program(*words, **settings))


@pytest.mark.parametrize("command", [["journal", "verify", "essai"], ["tick"]])
def test_a_database_without_tables_is_said(refusal, command):
    assert refusal(*command) == TABLES


@pytest.mark.parametrize(
    ("settings", "said"),
    [
        ({"DATABASE_URL": "nonsense"}, "DATABASE_URL\u00a0: ce n’est pas l’adresse d’une base de données"),
        ({"DATABASE_URL": "sqlite:////nowhere/site.sqlite"}, "la base de données ne répond pas\u00a0: unable to open"),
        (
            {"DATABASE_URL": "postgresql://127.0.0.1:1/none"},
            "la base de données ne répond pas\u00a0: connection failed",
        ),
        ({"TRUSTED_PROXIES": "un"}, "TRUSTED_PROXIES\u00a0: «\u00a0un\u00a0» n’est pas un nombre entier"),
        ({"DATABASE_CONNECTIONS": "tous"}, "DATABASE_CONNECTIONS\u00a0: «\u00a0tous\u00a0» n’est pas un nombre entier"),
        ({"HEMICYCLE_INSTANCE": "/proc/nowhere"}, "HEMICYCLE_INSTANCE\u00a0: /proc/nowhere ne peut pas être créé"),
    ],
)
def test_a_wrong_setting_is_named(refusal, settings, said):
    assert refusal("congress", "list", **settings).startswith(said)


def test_a_file_that_is_no_database_is_said(tmp_path, real_refusal):
    (tmp_path / "hemicycle.sqlite").write_bytes(b"rien d'une base de donnees " * 100)
    assert real_refusal("congress", "list") == "la base de données ne répond pas\u00a0: file is not a database"


def test_a_port_already_taken_is_said_before_anything_is_prepared(tmp_path, real_refusal):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        said = real_refusal("serve", "--with-demo", "--port", str(port))
    assert said.startswith(f"le port {port} est déjà pris\u00a0: ")
    assert list(tmp_path.iterdir()) == []


def test_an_address_of_no_machine_is_said(real_refusal):
    assert real_refusal("serve", "--host", "192.0.2.1").startswith("192.0.2.1, port 8000\u00a0: ")


def test_a_second_server_of_one_base_is_refused_in_one_line(tmp_path, real_refusal):
    from app.server.start_checks import writer_lock

    with writer_lock(tmp_path):
        said = real_refusal("serve", "--port", str(free_port()))
    assert said.startswith("un autre serveur écrit déjà dans cette base SQLite")


@pytest.mark.parametrize(
    ("call", "said"),
    [
        ("letter export essai -o l.pdf", "Il manque l’option --format\u00a0: pdf, docx, odt, html, md, txt, json."),
        ("redline diff a.md", "Il manque l’argument NEW."),
        (
            "redline diff a b --format pdf",
            "l’option --format\u00a0: cette valeur ne convient pas, choisir parmi json, html, text.",
        ),
        (
            "redline lines a --width 0",
            "l’option --width\u00a0: cette valeur ne convient pas, il faut un nombre entier d’au moins 1.",
        ),
        ("redline lines a b", "La commande est mal employée, voir «\u00a0hemicycle redline lines --help\u00a0»."),
        ("redline lines a --wdth 3", "L’option «\u00a0--wdth\u00a0» n’existe pas\u00a0; peut-être --width."),
        (
            "redline lines a --width",
            "L’option «\u00a0--width\u00a0» est mal employée.",
        ),
        ("letters export", "La commande «\u00a0letters\u00a0» n’existe pas."),
        ("redline lines absent.md", "absent.md\u00a0: ce fichier n’existe pas"),
    ],
)
def test_a_wrong_call_is_said_in_one_line(refusal, call, said):
    assert refusal(*call.split()) == said


def test_a_file_is_no_folder(tmp_path, refusal):
    (tmp_path / "roll.csv").touch()
    said = refusal("congress", "import", str(tmp_path / "roll.csv"))
    assert said == f"{tmp_path / 'roll.csv'}\u00a0: ce n’est pas un dossier."
