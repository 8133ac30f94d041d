"""Write the reference pages that follow from the project itself.

`python docs/generate.py` writes `reference/data-dictionary.md` from the Table Schemas,
`reference/command-line.md` from the commands' own help and `reference/metadata.md` from the table
of vocabularies. A test holds the pages to what this gives.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from linhe_opendata.cli import main
from linhe_opendata.curated import CuratedTable, read_curated
from linhe_opendata.metadata import METADATA_FORMATS
from linhe_opendata.metadata.vocabulary import TERMS, VOCABULARIES
from linhe_opendata.project import Project

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


_DESCRIBED = """\
# Metadata for catalogues

Generated from the table of vocabularies that the documents are written from.

A build and a release describe themselves in the vocabularies that catalogues harvest. Addresses in
the documents are relative to the release's folder, so that they hold wherever it lies. Areas and
period are those of the figures: an area within another that is covered is not named again, and the
start of a period that no source states is `..`, unknown."""

_ORIENTATION = """\
Nothing claims to conform to GB/T 21063.3-2007, the core metadata of China's government information
resources: its elements are named for orientation, for who has to fill in such a record by hand. A
dash says that a vocabulary has no word for the property, or that the document does not use it."""


def metadata() -> str:
    """Return the page of what describes a release, and what each property is called where."""
    rows = [
        "| document | what it is |",
        "|---|---|",
        *(f"| `{one.path}` | {one.title}{_only(one.of_figures)} |" for one in METADATA_FORMATS),
    ]
    header = " | ".join(VOCABULARIES.values())
    table = [f"| property | {header} |", "|---" * (len(VOCABULARIES) + 1) + "|"]
    for name, terms in TERMS.items():
        words = (f"`{terms[one]}`" if one in terms else "–" for one in VOCABULARIES)
        table.append(f"| {name.replace('_', ' ')} | {' | '.join(words)} |")
    parts = [_DESCRIBED, "", *rows, "", "## What each property is called", "", _ORIENTATION, ""]
    return "\n".join([*parts, *table]) + "\n"


def _only(of_figures: bool) -> str:  # noqa: FBT001 -- a column of a table
    return ", where there are figures" if of_figures else ""


PAGES = {
    "reference/data-dictionary.md": lambda: data_dictionary(Project(DOCS.parent)),
    "reference/command-line.md": command_line,
    "reference/metadata.md": metadata,
}

if __name__ == "__main__":
    for page, make in PAGES.items():
        (DOCS / page).parent.mkdir(parents=True, exist_ok=True)
        (DOCS / page).write_text(make(), encoding="utf-8")
