"""What is said of values that are not what their model wants: each kind of flaw has its sentence, each its way."""

import subprocess
import sys
import tomllib
from collections.abc import Iterator
from copy import deepcopy
from typing import Annotated, Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import AfterValidator, Field

from app.folder import programme_tables, settings_model, texts_reading
from congress import roll_reading
from core.files.validation import SENTENCES, sentence_of
from core.validation import Model, checked, refusal
from tests.support.session import ROOT

WRITTEN = tomllib.loads((ROOT / "demo/data/congres-2020/congress.toml").read_text(encoding="utf-8"))
OWN_WORDS = {"value_error", "rule"}  # a rule of ours, said in its own words
TRANSPARENT = {"any", "default", "nullable", "definitions", "definition-ref", "model-field"}
KINDS = {
    "model": {"model_type"},
    "model-fields": {"missing", "extra_forbidden"},
    "str": {"string_type", "string_unicode"},
    "int": {"int_type"},
    "bool": {"bool_type"},
    "tuple": {"tuple_type"},
    "dict": {"dict_type"},
    "enum": {"enum"},
    "function-after": {"value_error"},
    "function-before": {"value_error"},
    "function-plain": {"value_error"},
}
BOUNDS = {
    "min_length": "string_too_short", "max_length": "string_too_long", "pattern": "string_pattern_mismatch",
}  # fmt: skip
BOUNDS_OF_TRIMMED = {"too_short", "too_long"}  # told by functions, that the schema does not name
NO_SCHEMAS = {"serialization", "metadata", "ref", "cls", "config", "function"}


def models_of_files(kind: type[Model] = Model) -> Iterator[type[Model]]:
    """The models of what people bring as files."""
    for found in kind.__subclasses__():
        if not found.__module__.startswith(("voting", "tests")):
            yield found
            yield from models_of_files(found)


def schemas(value: Any) -> Iterator[dict[str, Any]]:
    """The schemas that pydantic made of a model, from the outside in."""
    if isinstance(value, dict):
        if isinstance(value.get("type"), str):
            yield value
        for name, inner in value.items():
            if name not in NO_SCHEMAS:
                yield from schemas(inner)
    elif isinstance(value, list | tuple):
        for inner in value:
            yield from schemas(inner)


def kinds_of(schema: dict[str, Any]) -> set[str]:
    """The kinds of flaw that a schema can find by itself."""
    if schema["type"] in TRANSPARENT:
        return set()
    bounds = {"pattern", "gt", "ge", "lt", "le", "multiple_of", "min_length", "max_length"} & set(schema)
    return KINDS[schema["type"]] | {BOUNDS[bound] for bound in bounds}


def test_each_kind_of_flaw_that_a_model_can_have_has_its_sentence():
    models = set(models_of_files())
    readers = {module.__name__ for module in (programme_tables, settings_model, texts_reading, roll_reading)}
    assert readers <= {model.__module__ for model in models}
    found = {
        kind for model in models for schema in schemas(model.__pydantic_core_schema__) for kind in kinds_of(schema)
    }
    assert found - OWN_WORDS == set(SENTENCES) - BOUNDS_OF_TRIMMED


class Inner(Model):
    """A table inside the other."""

    number: int
    names: Annotated[tuple[str, ...], Field(strict=False)] = ()


def _never(value: str) -> str:
    if value == "non":
        raise ValueError("jamais")
    if value == "dedans":
        raise refusal("Outer", [((2, "x"), "là", "")])
    return value


class Outer(Model):
    """A table with others."""

    inner: Inner
    word: Annotated[str, AfterValidator(_never)] = "oui"
    listed: Annotated[tuple[Inner, ...], Field(strict=False)] = ()


@pytest.mark.parametrize(
    ("values", "path", "kind"),
    [
        ({}, ("inner",), "missing"),
        ({"inner": 3}, ("inner",), "model_type"),
        ({"inner": {}}, ("inner", "number"), "missing"),
        ({"inner": {"number": True}}, ("inner", "number"), "int_type"),
        ({"inner": {"number": 1.0}}, ("inner", "number"), "int_type"),
        ({"inner": {"number": 1, "names": ["a", 2]}}, ("inner", "names", 1), "string_type"),
        ({"inner": {"number": 1, "nombre": 2}}, ("inner", "nombre"), "extra_forbidden"),
        ({"inner": {"number": 1}, "word": "non"}, ("word",), "value_error"),
        ({"inner": {"number": 1}, "word": "dedans"}, ("word",), "rule"),
        ({"inner": {"number": 1}, "listed": [{"number": 1}, {"number": "1"}]}, ("listed", 1, "number"), "int_type"),
        (3, (), "model_type"),
    ],
)
def test_a_flaw_is_found_at_the_end_of_its_way(values, path, kind):
    _found, flaws = checked(Outer, values)
    assert [(flaw.path, flaw.kind) for flaw in flaws] == [(path, kind)]


def test_what_is_wrong_is_left_out_where_something_stands_for_it():
    values = {"inner": {"number": 1, "names": 3, "more": 2}, "word": 4, "listed": [{"number": ""}]}
    found, flaws = checked(Outer, values)
    assert found == Outer(inner=Inner(number=1))
    assert len(flaws) == 4
    assert values["word"] == 4
    assert checked(Outer, {"inner": {"number": ""}, "word": "oui"})[0] is None


JUNK = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=12) | st.dates() | st.datetimes(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=6), inner, max_size=3),
    max_leaves=6,
)
PLACES = [(table, name) for table in ("rules", "calendar", "motion", "letter") for name in sorted(WRITTEN[table])]


@given(st.dictionaries(st.sampled_from([*((name,) for name in sorted(WRITTEN)), *PLACES]), JUNK, min_size=1))
def test_whatever_is_written_is_told_in_a_sentence(junk):
    values = deepcopy(WRITTEN)
    for place, value in sorted(junk.items(), key=lambda item: -len(item[0])):
        holder = values[place[0]] if len(place) == 2 else values
        holder[place[-1]] = value
    found, flaws = checked(settings_model.CongressFile, values, ZoneInfo("Europe/Paris"))
    assert found is not None or flaws
    assert all(sentence_of(flaw) for flaw in flaws)
    assert {flaw.kind for flaw in flaws} <= OWN_WORDS | set(SENTENCES)


@pytest.mark.parametrize("value", ["x" * 61, " "])
def test_a_text_trimmed_before_it_is_measured_is_told_in_french(app, value):
    flaws = checked(settings_model.CongressFile, WRITTEN | {"timezone": value}, ZoneInfo("Europe/Paris"))[1]
    with app.app_context():
        told = [sentence_of(flaw) for flaw in flaws]
    assert told in (["ce texte est trop long\u00a0: 61\u00a0signes, au plus 60."], ["cette valeur est vide."])


def test_a_rule_says_it_in_its_own_words():
    (flaw,) = checked(Outer, {"inner": {"number": 1}, "word": "non"})[1]
    assert (flaw.sentence, flaw.value) == ("jamais", "non")


@pytest.mark.one_database
def test_the_site_starts_without_what_only_reads_files_or_makes_tables(tmp_path):
    """A first page owes nothing to libraries that load slowly."""
    slow = {"pydantic", "email_validator", "tomlkit", "yaml", "openpyxl", "odfdo", "docx", "typst", "alembic"}
    program = f"""
import sys
from app.factory import create_app
create_app({{"INSTANCE_PATH": {str(tmp_path)!r}, "SECRET_KEY": "x"}})
print(sorted({slow!r} & set(sys.modules)))
"""
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False, cwd=ROOT)
    assert (done.stdout, done.returncode) == ("[]\n", 0), done.stderr
