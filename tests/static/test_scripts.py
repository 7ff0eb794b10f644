"""The scripts of the tree are those of their sources, without node; what packages bring, they bring with its licence."""

import json
import shutil

import pytest

from bin.build_js import entries, licences_of
from checks import scripts
from tests.support.session import ROOT

SCRIPT = "static/js/hemicycle.js"
SCRIPTS = sorted(f"static/js/{source.name}" for source in entries(ROOT / "static" / "js" / "src"))


@pytest.fixture
def tree(tmp_path):
    """What makes the scripts, in a folder of this test's own."""
    shutil.copytree(ROOT / "static/js", tmp_path / "static/js")
    for name in ("package.json", "package-lock.json"):
        shutil.copy(ROOT / name, tmp_path / name)
    return tmp_path


def rewrite(path, before, after):
    text = path.read_text(encoding="utf-8")
    assert before in text
    path.write_text(text.replace(before, after), encoding="utf-8")


def test_the_scripts_of_the_tree_are_those_of_their_sources():
    assert [*scripts.packages(), *scripts.scripts()] == []


@pytest.mark.parametrize(
    ("name", "before", "after", "made_anew"),
    [
        ("static/js/src/live/pause.js", "4000", "5000", SCRIPTS),
        (SCRIPT, "data-live", "data-vif", [SCRIPT]),
        ("package-lock.json", '"version"', '"version" ', SCRIPTS),
    ],
    ids=["a source", "the script itself", "the packages"],
)
def test_what_is_changed_without_the_others_is_seen(tree, name, before, after, made_anew):
    assert list(scripts.scripts(tree)) == []
    rewrite(tree / name, before, after)
    said = [f"{script}: not what its sources say: run `make static`" for script in made_anew]
    assert sorted(scripts.scripts(tree)) == said


def test_a_script_without_a_source_and_a_source_without_a_script_are_seen(tree):
    (tree / "static/js/another.js").write_text("let one;")
    assert [fault.split(":")[0] for fault in scripts.scripts(tree)] == ["static/js/another.js"]
    shutil.move(tree / "static/js/another.js", tree / "static/js/src/another.js")
    assert len(entries(tree / "static/js/src")) == len(SCRIPTS) + 1
    assert "static/js/another.js" in [fault.split(":")[0] for fault in scripts.scripts(tree)]


def test_a_package_is_locked_by_a_hash_and_no_address(tree):
    lock = json.loads((tree / "package-lock.json").read_text())
    del lock["packages"]["node_modules/esbuild"]["integrity"]
    lock["packages"]["node_modules/esbuild"]["resolved"] = "somewhere"
    (tree / "package-lock.json").write_text(json.dumps(lock))
    rewrite(tree / "package.json", '"esbuild": "', '"esbuild": "^')
    version = json.loads((tree / "package.json").read_text())["devDependencies"]["esbuild"]
    assert list(scripts.packages(tree)) == [
        "package-lock.json: node_modules/esbuild has no hash",
        "package-lock.json: node_modules/esbuild has an address",
        f"package.json: esbuild {version}: name one version",
    ]


def test_the_licences_of_what_a_script_holds_come_with_it(tmp_path):
    for folder, licence in (("node_modules/tree", "LICENSE.md"), ("node_modules/@words/model", "licence")):
        (tmp_path / folder).mkdir(parents=True)
        name = folder.removeprefix("node_modules/")
        about = {"name": name, "version": "1.2.0", "license": "MIT"}
        (tmp_path / folder / "package.json").write_text(json.dumps(about))
        (tmp_path / folder / licence).write_text(f"Copyright of {name}\n")
    inputs = {f"node_modules/{name}": {} for name in ("tree/lib/a.js", "tree/b.js", "@words/model/c.js")}
    said = licences_of({"static/js/src/another.js": {}, **inputs}, tmp_path)
    assert said.count("Copyright of tree") == said.count("Copyright of @words/model") == 1
    assert "@words/model 1.2.0 (MIT)" in said
    assert licences_of({"static/js/src/another.js": {}}, tmp_path) == ""


def test_a_package_without_its_licence_is_not_taken(tmp_path):
    (tmp_path / "node_modules/bare").mkdir(parents=True)
    (tmp_path / "node_modules/bare/package.json").write_text('{"name": "bare", "version": "1.0.0"}')
    with pytest.raises(SystemExit, match="no file with its licence"):
        licences_of({"node_modules/bare/index.js": {}}, tmp_path)
