"""What a house decides of its minutes in congress.toml: it comes back as it was said, or is refused with its key."""

import tomllib

import pytest

SECTIONS = ["opening", "presences", "course", "deliberations"]


def test_what_a_house_decides_of_its_minutes_comes_back(folder, command, tmp_path):
    folder.change(
        "congress.toml", "[visibility]", f'[minutes]\nsections = {SECTIONS}\nsiret = "21860194600013"\n\n[visibility]'
    )
    command.taken(folder)
    assert command("export", "congres-2020", tmp_path / "export").exit_code == 0
    kept = tomllib.loads((tmp_path / "export" / "congress.toml").read_text(encoding="utf-8"))
    assert kept["minutes"] == {"sections": SECTIONS, "siret": "21860194600013"}


@pytest.mark.parametrize(
    ("said", "place", "words"),
    [
        ('sections = ["opening", "songs"]', "minutes.sections", "named_votes"),
        ('sections = ["opening", "course"]', "minutes.sections", "ne se passe pas de «\u00a0presences\u00a0»"),
        ('siret = "123"', "minutes.siret", ""),
    ],
)
def test_minutes_that_cannot_be_are_refused_with_their_key(folder, command, said, place, words):
    folder.change("congress.toml", "[visibility]", f"[minutes]\n{said}\n\n[visibility]")
    refused = command("import", folder.path)
    assert refused.exit_code != 0
    assert place in refused.stderr
    assert words in refused.stderr
