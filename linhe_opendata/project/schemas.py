"""Table Schemas in files: list, load, read. Does I/O (reads); the rules stand in `standard`.

A schema that breaks a rule is never handed out: everything above may rely on what it says.
"""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from linhe_opendata.documents import parse_object, read_document
from linhe_opendata.errors import InvalidMetadataError, UnknownNameError
from linhe_opendata.messages import message
from linhe_opendata.standard.lint import lint_schema

if TYPE_CHECKING:
    import os

    from linhe_opendata.standard.lint import Problem


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
        problem = message("schema-of-another-name", name=name, table=table)
        raise InvalidMetadataError(str(path), [problem])
    return schema


def read_schema(path: str | os.PathLike[str]) -> dict[str, Any]:
    """Return the Table Schema in a file, as plain JSON.

    Raises:
        InvalidMetadataError: the file cannot be read, is not JSON, or breaks a rule; all
            problems at once.

    """
    raw = read_document(Path(path))
    schema = parse_object(raw, str(path))
    if problems := _lint(raw):
        raise InvalidMetadataError(str(path), [problem.said for problem in problems])
    return schema


@lru_cache
def _lint(raw: bytes) -> tuple[Problem, ...]:
    """Return what is wrong with the schema in a document; a command reads each many times."""
    return tuple(lint_schema(parse_object(raw, "")))
