"""Who read a table, and why not the fastest if not: each refusal in its own words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from linhe_opendata.validation import check_package
from linhe_opendata.validation import resource as engine

if TYPE_CHECKING:
    from pathlib import Path

PROFILE = "https://datapackage.org/profiles/2.0/datapackage.json"
FIELDS = [{"name": "a", "type": "string"}, {"name": "b", "type": "string"}]
ROWS = "a,b\n1,x\n2,y\n"
MANY = b"a,b\n" + b"1,x\n" * 5000
"""More than opening a table looks at."""

COMMA = {"delimiter": ",", "quoteChar": '"', "skipInitialSpace": False}


def csv_of(**more: object) -> dict[str, Any]:
    """Say a dialect in full, so that nothing of it is guessed."""
    return {"dialect": {"csv": {**COMMA, **more}}}


def judged(folder: Path, text: str | bytes, other: str = "", **table: Any) -> dict[str, Any]:  # noqa: ANN401 -- what a resource may say
    """Return the stats of a table, which is never small, beside another one."""
    (folder / "t.csv").write_bytes(text.encode() if isinstance(text, str) else text)
    (folder / "o.csv").write_bytes(other.encode())
    own = {"name": "t", "type": "table", "path": "t.csv", "schema": {"fields": FIELDS}}
    beside = {"name": "o", "type": "table", "path": "o.csv", "schema": {"fields": FIELDS}}
    beside |= table.pop("beside", {})
    package = {"$schema": PROFILE, "name": "p", "resources": [{**own, **table}, beside]}
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(engine, "SMALL", 0)
        report = check_package(package, folder)
    return {**report.tasks[0].stats}


def key_to(table: str, *fields: str) -> dict[str, Any]:
    keys = [{"fields": ["a"], "reference": {"resource": table, "fields": list(fields or "a")}}]
    return {"schema": {"fields": FIELDS, "foreignKeys": keys}}


TOKENS: list[tuple[str, str | bytes, dict[str, Any]]] = [
    ("the dialect skips rows", ROWS, {"dialect": {"commentChar": "#"}}),
    ("the dialect skips rows", ROWS, {"dialect": {"commentRows": [2]}}),
    ("the dialect skips rows", ROWS, {"dialect": {"skipBlankRows": True}}),
    (
        "the dialect skips spaces after a delimiter",
        "a,b\n1, x\n",
        csv_of(skipInitialSpace=True),
    ),
    (
        "a mark of the dialect is not one ASCII character",
        "aébé\n1éx\n".replace("bé", "b"),
        csv_of(delimiter="é"),
    ),
    ("a mark of the dialect is not one ASCII character", ROWS, csv_of(quoteChar="“")),
    ("two marks of the dialect are one character", ROWS, csv_of(escapeChar='"')),
    ("the file holds bytes that are no text", MANY + b"1,\xff\n", {"encoding": "utf-8"}),
    ("the file holds bytes that are no text", MANY + b"1,\x81\n", {"encoding": "ascii"}),
    (
        "the file holds bytes that are no text",
        MANY + b"1,\xe5",  # half a character
        {"encoding": "gb18030"},
    ),
    ("the text holds a NUL", "a,b\n1,x\0\n", {"encoding": "utf-8"}),
    ("an escape follows a quote", 'a,b\n1,"x"\\\n', csv_of(escapeChar="\\")),
    ("a ragged row ends in an escape", "a,b\n1,2,x\\", csv_of(escapeChar="\\")),
    (
        "many lines end in carriage returns alone",
        "a,b\n1,x" + "\r" * 70,
        csv_of(),
    ),
    ("the file may end inside of a quote", 'a,b\n1,"x\n', csv_of()),
]


@pytest.mark.parametrize(("reason", "text", "table"), TOKENS)
def test_what_arrow_would_read_otherwise_is_read_by_the_tokens_which_say_why(
    tmp_path: Path, reason: str, text: str | bytes, table: dict[str, Any]
) -> None:
    stats = judged(tmp_path, text, **table)
    assert (stats["engine"], stats.get("reason")) == ("tokens", reason)


REFERENCE: list[tuple[str, str, dict[str, Any]]] = [
    (
        "a foreign key names a table that is not in the package",
        ROWS,
        key_to("nobody"),
    ),
    ("a foreign key names a field that its table lacks", ROWS, key_to("o", "c")),
    (
        "a key has a type whose values cannot be compared",
        "a,b\n[1],x\n",
        {
            "schema": {
                "fields": [{"name": "a", "type": "array"}, FIELDS[1]],
                "primaryKey": ["a"],
            }
        },
    ),
    (
        "the header ignores case",
        ROWS,
        {"dialect": {"headerCase": False}, "schema": {"fields": FIELDS, "primaryKey": ["a"]}},
    ),
    (
        "foreign keys join fields of different types",
        ROWS,
        {
            "schema": {
                "fields": FIELDS,
                "foreignKeys": [
                    {"fields": ["a"], "reference": {"resource": "o", "fields": ["a"]}},
                    {"fields": ["a"], "reference": {"resource": "o", "fields": ["b"]}},
                ],
            },
            "beside": {"schema": {"fields": [FIELDS[0], {"name": "b", "type": "integer"}]}},
        },
    ),
    (
        "a foreign key names a table that cannot be read",
        ROWS,
        {**key_to("o"), "beside": {"encoding": "ascii"}},
    ),
]


@pytest.mark.parametrize(("reason", "text", "table"), REFERENCE)
def test_what_only_frictionless_can_read_says_why(
    tmp_path: Path, reason: str, text: str, table: dict[str, Any]
) -> None:
    other = "a,b\n" + "x,1\n" * 3000 + "é,1\n" if "ascii" in str(table) else "a,b\n1,1\n2,2\n"
    stats = judged(tmp_path, text, other, **table)
    assert (stats["engine"], stats.get("reason")) == ("reference", reason)


PARQUET: list[tuple[str, dict[str, Any], dict[str, Any]]] = [
    ("field 'a' (string) is stored as int64", {"a": [1]}, {"type": "string"}),
    ("field 'a' (integer) is stored as double", {"a": [1.5]}, {"type": "integer"}),
    (
        "field 'a' (integer) is stored as int64",
        {"a": [1]},
        {"type": "integer", "constraints": {"enum": [1]}},
    ),
]


@pytest.mark.parametrize(("reason", "columns", "field"), PARQUET)
def test_a_stored_column_without_a_text_is_read_row_by_row(
    tmp_path: Path, reason: str, columns: dict[str, Any], field: dict[str, Any]
) -> None:
    pq.write_table(pa.table(columns), tmp_path / "t.parquet")
    schema = {"fields": [{"name": "a", **field}]}
    stats = judged(tmp_path, "", path="t.parquet", schema=schema)
    assert (stats["engine"], stats.get("reason")) == ("parquet", reason)
