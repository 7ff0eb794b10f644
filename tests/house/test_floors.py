"""The house has floors: a table refers to its own floor or to a lower one, and the entry point does nothing itself."""

import ast
import importlib
import tomllib

from app.packages import MODEL_MODULES
from core.database import Base
from tests.support.session import ROOT


def floors() -> dict[str, int]:
    """Each package's floor, 0 the lowest, as the import contract has them."""
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"][
        "contracts"
    ]
    (layers,) = (contract["layers"] for contract in contracts if contract["id"] == "floors")
    return {package.strip(): floor for floor, level in enumerate(reversed(layers)) for package in level.split("|")}


def package_of_each_table() -> dict[str, str]:
    for name in MODEL_MODULES:
        importlib.import_module(name)
    return {
        table.name: mapper.class_.__module__.partition(".")[0]
        for mapper in Base.registry.mappers
        for table in mapper.tables
    }


def test_every_package_of_ours_has_a_floor():
    packages = {path.parent.name for path in ROOT.glob("*/__init__.py")} - {"checks", "tests"}
    assert packages == set(floors())


def test_every_table_belongs_to_a_package():
    assert set(Base.metadata.tables) <= set(package_of_each_table())


def test_every_foreign_key_points_to_the_same_floor_or_a_lower_one():
    owner, floor = package_of_each_table(), floors()
    upward = [
        f"{table.name}.{key.parent.name} → {key.column.table.name}"
        for table in Base.metadata.tables.values()
        for key in table.foreign_keys
        if floor[owner[key.column.table.name]] > floor[owner[table.name]]
    ]
    assert upward == []


def test_tables_of_one_floor_refer_to_each_other_only_inside_their_package():
    owner, floor = package_of_each_table(), floors()
    sideways = [
        f"{table.name}.{key.parent.name} → {key.column.table.name}"
        for table in Base.metadata.tables.values()
        for key in table.foreign_keys
        if floor[owner[key.column.table.name]] == floor[owner[table.name]]
        and owner[key.column.table.name] != owner[table.name]
    ]
    assert sideways == []


def test_the_entry_point_makes_the_application_and_nothing_else():
    tree = ast.parse((ROOT / "wsgi.py").read_text(encoding="utf-8"))
    statements = [node for node in tree.body if not isinstance(node, ast.Expr)]
    assert [ast.unparse(node) for node in statements] == ["from app.factory import create_app", "app = create_app()"]
