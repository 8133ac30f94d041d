"""Write the reference pages that follow from the project itself.

`python docs/generate.py` writes `reference/data-dictionary.md` from the Table Schemas and
`reference/command-line.md` from the commands' own help. A test holds the pages to what this gives.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from linhe_opendata.cli import main
from linhe_opendata.project.curated import CuratedTable, read_curated
from linhe_opendata.project.folder import Project

if TYPE_CHECKING:
    from collections.abc import Iterator

DOCS = Path(__file__).resolve().parent

_COMMON = """\
Exit codes: 0 fine, 1 findings, 2 wrong usage, 3 refused by the library or by the system (one line
on standard error says why), 130 interrupted, 141 nobody reads the output any more.

Text that others wrote (titles, cells, reasons, names of files) is shown and does nothing: `␛`, `␊`,
`<U+202E>`. A character that the output cannot say is written by its code point, `<U+8FD1>`, in any
encoding; JSON and SARIF use their own escapes for it, JUnit and Markdown character references."""


def data_dictionary(project: Project) -> str:
    """Return the page that describes every table, field and code of a project."""
    lines = [
        "# Data dictionary 数据字典",
        "",
        (
            "Generated from the Table Schemas in `schemas/`, which are the source of truth. "
            "由 `schemas/` 中的表模式生成。"
        ),
    ]
    for table in read_curated(project).tables:
        lines += ["", *_table(table)]
    return "\n".join(lines) + "\n"


def _table(table: CuratedTable) -> Iterator[str]:
    schema = table.schema
    yield f"## `{table.name}`: {schema['title']}"
    yield ""
    yield schema["description"]
    yield ""
    yield from _keys(schema)
    yield ""
    yield "| field | type | meaning | constraints |"
    yield "|---|---|---|---|"
    for field in schema["fields"]:
        meaning = f"**{field['title']}**. {field['description']}"
        yield f"| `{field['name']}` | {field['type']} | {meaning} | {_constraints(field)} |"
    for field in schema["fields"]:
        if "categories" in field:
            yield from _codes(field)


def _keys(schema: dict[str, Any]) -> Iterator[str]:
    yield f"- Primary key: {_names(schema['primaryKey'])}"
    for key in schema.get("uniqueKeys", []):
        yield f"- Unique: {_names(key)}"
    for key in schema.get("foreignKeys", []):
        reference = key["reference"]
        home = f"`{reference['resource']}`" if reference.get("resource") else "this table"
        yield f"- {_names(key['fields'])} refers to {_names(reference['fields'])} of {home}"


def _names(names: list[str]) -> str:
    return ", ".join(f"`{name}`" for name in names)


def _constraints(field: dict[str, Any]) -> str:
    parts = []
    for name, value in field.get("constraints", {}).items():
        if name == "required":
            parts.append("required")
        elif name == "enum":
            parts.append("one of the codes below")
        else:
            parts.append(f"{name} `{value}`".replace("|", "\\|"))
    return ", ".join(parts)


def _codes(field: dict[str, Any]) -> Iterator[str]:
    yield ""
    yield f"Codes of `{field['name']}`:"
    yield ""
    yield "| code | meaning |"
    yield "|---|---|"
    for category in field["categories"]:
        yield f"| `{category['value']}` | {category['label']} |"


def command_line() -> str:
    """Return the page that shows the help of every command."""
    parts = [
        "# Command line",
        "",
        (
            "Generated from `linhe --help` and the help of each command. "
            "`linhe-opendata` is the same program."
        ),
        "",
        _COMMON,
    ]
    top = click.Context(main, info_name="linhe", terminal_width=80, **main.context_settings)
    contexts = [top] + [
        click.Context(command, parent=top, info_name=name, terminal_width=80)
        for name, command in main.commands.items()
    ]
    for context in contexts:
        text = context.command.get_help(context)
        parts += ["", f"## `{context.command_path}`", "", "```text", text, "```"]
    return "\n".join(parts) + "\n"


PAGES = {
    "reference/data-dictionary.md": lambda: data_dictionary(Project(DOCS.parent)),
    "reference/command-line.md": command_line,
}

if __name__ == "__main__":
    for page, make in PAGES.items():
        (DOCS / page).parent.mkdir(parents=True, exist_ok=True)
        (DOCS / page).write_text(make(), encoding="utf-8")
