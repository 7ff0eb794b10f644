"""`bin/verify-journal` on files that somebody had in hand: whatever is wrong with them, all of it is named."""

import importlib.util
import json
import re
from importlib.machinery import SourceFileLoader

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.app.test_journal_commands import TOOL, apart

pytestmark = pytest.mark.one_database


@pytest.fixture(scope="module")
def exported(read_demonstration) -> list[dict[str, object]]:
    """The entries that the journal of the demonstration begins with."""
    from app.commands.service_cli import export

    printed = read_demonstration("adopted").app.test_cli_runner().invoke(export, ["congres-2020"])
    return json.loads(printed.output)["entries"][:12]


def short(entries: list[dict[str, object]]) -> dict[str, object]:
    """The first entries of an export, whose end was cut off: only a fingerprint noted elsewhere tells."""
    return {"congress": "congres-2020", "entries": entries}


@pytest.fixture(scope="module")
def checking(tmp_path_factory):
    """`bin/verify-journal` in this process: `faults(file, head)`, so that thousands of files are tried."""
    spec = importlib.util.spec_from_loader("verify_journal", SourceFileLoader("verify_journal", str(TOOL)))
    tool = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(tool)

    def faults(raw: bytes, head: str) -> list[str]:
        return list(tool.faults_of(raw, head))

    return faults


def test_any_byte_changed_any_entry_cut_or_moved_any_truncation_is_found(exported, checking):
    whole = exported
    head = whole[-1]["digest"][:16]
    raw = (json.dumps(short(whole), ensure_ascii=False) + "\n").encode()
    assert checking(raw, head) == []
    for at in range(0, len(raw), 7):
        changed = raw[:at] + bytes([raw[at] ^ 1]) + raw[at + 1 :]
        assert checking(changed, head) != [], raw[max(0, at - 20) : at + 20]
    for number in range(12):
        cut = [*whole[:number], *whole[number + 1 :]]
        assert checking((json.dumps(short(cut), ensure_ascii=False) + "\n").encode(), head)
        assert checking((json.dumps(short(whole[:number]), ensure_ascii=False) + "\n").encode(), head)
    moved = [whole[1], whole[0], *whole[2:9], whole[10], whole[9], whole[11]]
    found = checking((json.dumps(short(moved), ensure_ascii=False) + "\n").encode(), head)
    assert found == [
        "journal\u00a0: l’entrée 1 vient après l’entrée 2",
        "journal\u00a0: l’entrée 10 vient après l’entrée 11",
    ]


def tells_of(found: list[str], number: int) -> bool:
    """Whether a sentence names an entry, by its number or by its place, which are the same in a whole journal."""
    names = re.compile(rf"entrée (?:à la place )?{number}\b")
    return any(names.search(sentence) for sentence in found)


@given(
    faults=st.lists(st.tuples(st.integers(0, 10), st.floats(0, 0.999), st.integers(1, 255)), min_size=2, max_size=3,
                    unique_by=lambda fault: fault[0]),
)  # fmt: skip
def test_whatever_bytes_are_changed_in_two_entries_or_three_each_of_them_is_named(first, checking, faults):
    """Broken or not as JSON and as UTF-8, each by a byte of its own; a space that says nothing is told of the file."""
    raw, spans = first
    changed, alone = bytearray(raw), {}
    for entry, where, other in faults:
        begins, ends = spans[entry]
        at = begins + int(where * (ends - begins))
        alone[entry] = raw[:at] + bytes([raw[at] ^ other]) + raw[at + 1 :]
        changed[at] ^= other
    found = checking(bytes(changed), "")
    for entry, by_itself in alone.items():
        if read_as(by_itself) == read_as(raw):
            assert found[0] == "fichier\u00a0: il n’est pas écrit à l’octet près comme l’export l’écrit"
        else:
            assert tells_of(found, entry + 1), (entry + 1, found)


def read_as(raw: bytes) -> object:
    try:
        return json.loads(raw)
    except ValueError:
        return None


@pytest.fixture(scope="module")
def first(exported) -> tuple[bytes, list[tuple[int, int]]]:
    """An export of twelve entries, and where each begins and ends in it."""
    whole = short(exported)
    raw, spans = (json.dumps(whole, ensure_ascii=False) + "\n").encode(), []
    for entry in whole["entries"]:
        written = json.dumps(entry, ensure_ascii=False).encode()
        spans.append((raw.index(written), raw.index(written) + len(written)))
    return raw, spans


@pytest.mark.parametrize(
    ("amiss", "named"),
    [
        ({4: None}, {"à la place 5", "l’entrée 5 manque"}),
        ({4: "x", 7: {}}, {"à la place 5", "à la place 8", "l’entrée 8 manque"}),
        ({2: {"sequence": True}, 9: {"sequence": "10"}}, {"à la place 3", "à la place 10"}),
        ({0: [], 11: {"sequence": -1}}, {"à la place 1", "à la place 12"}),
    ],
)
def test_an_entry_that_has_no_number_or_is_none_hides_nothing_of_the_others(first, checking, amiss, named):
    whole = json.loads(first[0])
    for place, entry in amiss.items():
        was = whole["entries"][place]
        whole["entries"][place] = {**was, **entry} if isinstance(entry, dict) and entry else entry
    whole["entries"][5]["actor"] = "quelqu’un"
    found = checking((json.dumps(whole, ensure_ascii=False) + "\n").encode(), "")
    for words in {*named, "l’entrée 6 a été changée"}:
        assert [sentence for sentence in found if words in sentence], (words, found)


@pytest.mark.parametrize(
    "content",
    [b"", b"{", b"[]", b"null", b"\xff\xfe", b'{"congress": "x"}', b'{"entries": 7}', b"[" * 100_000,
     b'{"congress": "x", "entries": [{"stream": ' + b"[" * 100_000, b'{"congress": "\\ud800", "entries": ["\\ud800"]}',
     b'{"congress": "x", "entries": [{"sequence": ' + b"9" * 5000 + b"}]}"],
)  # fmt: skip
def test_a_file_that_is_no_export_is_said_to_be_none_in_its_sentences(content, tmp_path):
    file = tmp_path / "rien.json"
    file.write_bytes(content)
    code, printed = apart(str(file))
    assert code == 1
    assert "fichier\u00a0: il n’est pas écrit à l’octet près comme l’export l’écrit" in json.loads(printed)["errors"]


def test_what_no_export_holds_and_a_number_out_of_all_measure_are_found_at_once(exported, checking):
    whole = exported[:4]
    head, unlike = whole[-1]["digest"][:16], "fichier\u00a0: il n’est pas écrit à l’octet près comme l’export l’écrit"
    kept = short(whole)
    for amiss in ({**kept, "note": 1}, short([dict(reversed(entry.items())) for entry in whole])):
        assert checking((json.dumps(amiss, ensure_ascii=False) + "\n").encode(), head) == [unlike]
    far = short([*whole[:3], {**whole[3], "sequence": 10**15}])
    found = checking((json.dumps(far, ensure_ascii=False) + "\n").encode(), whole[2]["digest"])
    assert found[0] == "journal\u00a0: les entrées 4 à 999999999999999 manquent" and len(found) == 2
