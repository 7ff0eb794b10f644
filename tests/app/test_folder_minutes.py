"""What a house decides of its minutes in congress.toml: it comes back as it was said, or is refused with its key."""

import tomllib

import pytest

from core.errors import Forbidden, Invalid, RuleBroken
from core.journal import entries
from tests.app.conftest import Commands, CongressFolder
from tests.support.plenary import Plenary
from voting.queries.debate.floor_queries import house_debate
from voting.rules.debate.debate_rules import DebateRules
from voting.services.debate.house_rules import save_house_debate
from voting.services.discussion_services import end_sitting

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


DEBATE = (
    "[debate]\nnewcomers_first = false\nalternates = true\nspeaker_seconds = 90\nitem_minutes = 30\nseconders = 2\n"
)


def test_how_a_house_debates_comes_back_wherever_it_goes(folder, command, make_app, database, tmp_path):
    folder.change("congress.toml", "[visibility]", f"{DEBATE}\n[visibility]")
    assert "débat : 1, dont nouveaux 1, changés 0" in command.taken(folder).output
    assert command("export", "congres-2020", tmp_path / "here").exit_code == 0
    kept = (tmp_path / "here" / "congress.toml").read_text(encoding="utf-8")
    assert tomllib.loads(kept)["debate"] == tomllib.loads(DEBATE)["debate"]
    address = database.fresh()
    try:
        elsewhere = Commands(make_app(address).test_cli_runner())
        elsewhere.taken(CongressFolder(tmp_path / "here"))
        assert elsewhere("export", "congres-2020", tmp_path / "there").exit_code == 0
        assert (tmp_path / "there" / "congress.toml").read_text(encoding="utf-8") == kept
    finally:
        database.discard(address)
    folder.change("congress.toml", "item_minutes = 30\n", "")
    assert "debate" not in command.taken(folder).stderr
    assert command("export", "congres-2020", tmp_path / "unlimited").exit_code == 0
    unlimited = tomllib.loads((tmp_path / "unlimited" / "congress.toml").read_text(encoding="utf-8"))["debate"]
    assert "item_minutes" not in unlimited and unlimited["speaker_seconds"] == 90
    folder.change("congress.toml", DEBATE.replace("item_minutes = 30\n", ""), "")
    assert "Rien n’a changé" in command.taken(folder).output  # left out, it stays


@pytest.mark.parametrize(
    ("said", "place"),
    [
        ("speaker_seconds = 5", "debate.speaker_seconds"),
        ("item_minutes = 0", "debate.item_minutes"),
        ("seconders = 900", "debate.seconders"),
        ('alternates = "oui"', "debate.alternates"),
    ],
)
def test_a_debate_out_of_its_bounds_is_refused_with_its_key(folder, command, said, place):
    folder.change("congress.toml", "[visibility]", f"[debate]\n{said}\n\n[visibility]")
    refused = command("import", folder.path)
    assert refused.exit_code == 2 and place in refused.stderr


def test_while_a_plenary_sits_the_debate_of_the_house_stays(cast):
    plenary = Plenary.of(cast)
    chosen = DebateRules(False, True, 90, None, 2)
    with pytest.raises(Forbidden):
        plenary.do(save_house_debate, cast.congress_id, chosen, by="ada")
    with pytest.raises(Invalid):
        plenary.do(save_house_debate, cast.congress_id, DebateRules(False, True, 90, None, None), by="sven")
    plenary.open()
    with pytest.raises(RuleBroken, match="débat selon ces règles"):
        plenary.do(save_house_debate, cast.congress_id, chosen, by="sven")
    same = cast.read(lambda: house_debate(cast.congress_id))
    assert (same.speaker_seconds, same.seconders) == (120, 0)
    plenary.do(end_sitting, plenary.sitting_id)
    assert plenary.do(save_house_debate, cast.congress_id, chosen, by="sven").is_new
    assert not plenary.do(save_house_debate, cast.congress_id, chosen, by="sven")
    assert cast.read(lambda: house_debate(cast.congress_id)).speaker_seconds == 90
    assert "congress_changed" in cast.read(lambda: [entry.kind for entry in entries(f"congress:{cast.slug}")])
