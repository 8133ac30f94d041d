"""The data dictionary: every table, field and code of a project, from its Table Schemas."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from linhe_opendata.project.curated import CuratedTable, read_curated

if TYPE_CHECKING:
    from collections.abc import Iterator

    from linhe_opendata.project.folder import Project


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
