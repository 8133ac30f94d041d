"""Table Schemas in files: list, load, read. Does I/O (reads); the rules stand in `schema_rules`.

A schema that breaks a rule is never handed out: everything above may rely on what it says.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

from linhe_opendata.errors import InvalidMetadataError, UnknownNameError
from linhe_opendata.schema_rules import lint_schema

if TYPE_CHECKING:
    import os
    from typing import NoReturn


def list_schemas(folder: Path) -> list[str]:
    """Return the names of the tables that have a schema in `folder`, in alphabetical order."""
    return sorted(
        path.stem for path in folder.glob("*.json") if path.is_file() and path.name[0] != "."
    )


def load_schema(folder: Path, table: str) -> dict[str, Any]:
    """Return the Table Schema of a table, as the plain JSON of `folder/<table>.json`.

    Raises:
        UnknownNameError: there is no such table.
        InvalidMetadataError: the file is no sound Table Schema, or one of another name.

    """
    tables = list_schemas(folder)
    if table not in tables:
        raise UnknownNameError("table", table, tables)
    path = folder / f"{table}.json"
    schema = read_schema(path)
    if (name := schema.get("name", table)) != table:
        raise InvalidMetadataError(
            str(path), [f'/name: "{name}" and the name of the file differ; write "{table}"']
        )
    return schema


def read_schema(path: str | os.PathLike[str]) -> dict[str, Any]:
    """Return the Table Schema in a file, as plain JSON.

    Raises:
        InvalidMetadataError: the file cannot be read, is not JSON, or breaks a rule; all
            problems at once.

    """
    schema = read_object(path)
    if problems := lint_schema(schema):
        raise InvalidMetadataError(str(path), map(str, problems))
    return schema


def read_object(path: str | os.PathLike[str]) -> dict[str, Any]:
    """Return the JSON object in a UTF-8 file; stricter than `json`, as RFC 8259 advises.

    Raises:
        InvalidMetadataError: the file cannot be read, is not UTF-8, not JSON, not an object, or
            has a property twice.

    """
    try:
        text = Path(path).read_bytes().decode("utf-8")
        if text.startswith("\ufeff"):
            raise ValueError("begins with a byte order mark; save it as UTF-8 without one")  # noqa: TRY301 -- one way out for all that is no JSON
        value = json.loads(text, object_pairs_hook=_unite, parse_constant=_refuse_constant)
    except OSError as error:
        raise InvalidMetadataError(
            str(path), [f"this file cannot be read ({error.strerror})"]
        ) from error
    except (ValueError, RecursionError) as error:
        raise InvalidMetadataError(str(path), [_explain(error)]) from error
    if not isinstance(value, dict):
        raise InvalidMetadataError(str(path), ["holds no JSON object: it must begin with {"])
    return value


def _unite(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    united = dict(pairs)
    if len(united) < len(pairs):
        names = [name for name, _ in pairs]
        twice = sorted({name for name in names if names.count(name) > 1})
        raise ValueError(f"an object has {', '.join(twice)} twice; keep one")
    return united


def _refuse_constant(constant: str) -> NoReturn:
    raise ValueError(f"{constant} is no JSON value; write a number or a string")


def _explain(error: Exception) -> str:
    if isinstance(error, UnicodeDecodeError):
        line = error.object[: error.start].count(b"\n") + 1
        return f"line {line}: byte 0x{error.object[error.start]:02X} is not UTF-8; save it as UTF-8"
    if isinstance(error, json.JSONDecodeError):
        return f"line {error.lineno}, column {error.colno}: {error.msg} (this is not JSON)"
    if isinstance(error, RecursionError):
        return "is nested too deeply"
    return str(error)
