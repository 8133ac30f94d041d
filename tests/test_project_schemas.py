"""Table Schemas in files."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from linhe_opendata.errors import InvalidMetadataError, UnknownNameError
from linhe_opendata.project.schemas import list_schemas, load_schema, read_schema

SCHEMAS = Path(__file__).parents[1] / "schemas"
SCHEMA = {"name": "places", "fields": [{"name": "id", "type": "string"}]}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for table in ("places", "people"):
        schema = {**SCHEMA, "name": table}
        (tmp_path / f"{table}.json").write_text(json.dumps(schema), "utf-8")
    return tmp_path


def test_the_tables_are_the_names_of_the_files_in_order(folder: Path) -> None:
    (folder / ".hidden.json").write_text("{}")
    (folder / "notes.txt").write_text("")
    (folder / "folder.json").mkdir()
    assert list_schemas(folder) == ["people", "places"]


def test_a_folder_without_schemas_has_no_tables(tmp_path: Path) -> None:
    assert list_schemas(tmp_path) == []


def test_a_schema_is_loaded_as_it_stands_in_the_file(folder: Path) -> None:
    assert load_schema(folder, "places") == SCHEMA
    assert read_schema(folder / "places.json") == SCHEMA
    assert read_schema(str(folder / "places.json")) == SCHEMA


def test_every_schema_of_this_project_can_be_loaded() -> None:
    tables = list_schemas(SCHEMAS)
    assert tables
    assert [load_schema(SCHEMAS, table)["name"] for table in tables] == tables


@pytest.mark.parametrize("table", ["place", "../places", "places.json", ""])
def test_a_table_that_is_not_there_is_named_with_the_nearest(folder: Path, table: str) -> None:
    with pytest.raises(UnknownNameError) as caught:
        load_schema(folder, table)
    assert str(caught.value).startswith(f"No table is called {table!r}. Did you mean ")


def test_a_schema_of_another_name_than_its_file_is_refused(folder: Path) -> None:
    path = folder / "areas.json"
    path.write_text(json.dumps(SCHEMA), "utf-8")
    with pytest.raises(InvalidMetadataError) as caught:
        load_schema(folder, "areas")
    assert str(caught.value) == (
        f'{path}: /name: "places" and the name of the file differ; write "areas"'
    )


def test_a_schema_that_breaks_rules_is_refused_with_all_of_them(tmp_path: Path) -> None:
    path = tmp_path / "x.json"
    path.write_text('{"primarykey": "id", "fields": [{"name": "id", "type": "int"}]}')
    with pytest.raises(InvalidMetadataError) as caught:
        read_schema(path)
    assert caught.value.where == str(path)
    assert tuple(map(str, caught.value.problems)) == (
        '/primarykey: "primarykey" means nothing here; write "primaryKey"',
        '/fields/0/type: "int" is no type of Table Schema; write "integer"',
    )


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (b'{\n "a": 1,\n}', "line 3, column 1: {} (this is not JSON)"),
        (b"", "line 1, column 1: Expecting value (this is not JSON)"),
        (b"[1]", "holds no JSON object: it must begin with {"),
        (
            '{"title":\n "临河"}'.encode("gbk"),
            "line 2: not UTF-8, it looks like GB18030; save the file as UTF-8",
        ),
        (b'{"a": 1, "b": 2, "a": 3}', "an object has a twice; keep one"),
        (b'{"a": NaN}', "NaN is no JSON value; write a number or a string"),
        (b'{"a": -Infinity}', "-Infinity is no JSON value; write a number or a string"),
        (b'{"a":' * 100_000, "is nested too deeply"),
    ],
)
def test_a_file_that_is_no_json_object_is_refused(
    tmp_path: Path, content: bytes, problem: str
) -> None:
    path = tmp_path / "x.json"
    path.write_bytes(content)
    with pytest.raises(InvalidMetadataError) as caught:
        read_schema(path)
    (said,) = caught.value.problems
    assert re.fullmatch(re.escape(problem).replace(r"\{\}", ".+"), str(said))


def test_a_file_that_cannot_be_read_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InvalidMetadataError) as caught:
        read_schema(tmp_path / "none.json")
    assert str(caught.value) == (
        f"{tmp_path / 'none.json'}: cannot be read: No such file or directory"
    )
    with pytest.raises(InvalidMetadataError, match="cannot be read: it is a folder and not"):
        read_schema(tmp_path)
