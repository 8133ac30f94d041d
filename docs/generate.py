"""Write the reference pages that follow from the project itself.

`python docs/generate.py` writes `reference/data-dictionary.md` from the Table Schemas,
`reference/command-line.md` and its Chinese from the commands' own help, `reference/metadata.md`
from the table of vocabularies, `reference/python.md` from the public names and their docstrings,
and `reference/errors/` from the table of messages and the examples. A test holds the pages to what
this gives.
"""

from __future__ import annotations

import ast
import inspect
import re
from pathlib import Path
from textwrap import dedent
from types import FunctionType
from typing import TYPE_CHECKING, Any

from dictionary_page import data_dictionary
from error_pages import write_error_pages

import linhe_opendata
from linhe_opendata.cli import main
from linhe_opendata.cli.helping import help_pages
from linhe_opendata.cli.speaking import speaking
from linhe_opendata.metadata import METADATA_FORMATS
from linhe_opendata.metadata.vocabulary import TERMS, VOCABULARIES
from linhe_opendata.project.folder import Project

if TYPE_CHECKING:
    from collections.abc import Iterator

DOCS = Path(__file__).resolve().parent
_WIDTH = 100
_TERMINAL = 80

_ENGLISH = """\
# Command line

Generated from `linhe --help` and the help of each command. `linhe-opendata` is the same program.
[中文](command-line.zh.md)

Exit codes: 0 fine, 1 findings, 2 wrong usage, 3 refused by the library or by the system (one line
on standard error says why), 130 interrupted, 141 nobody reads the output any more.

Text that others wrote (titles, cells, reasons, names of files) is shown and does nothing: `␛`, `␊`,
`<U+202E>`. A character that the output cannot say is written by its code point, `<U+8FD1>`, in any
encoding; JSON and SARIF use their own escapes for it, JUnit and Markdown character references."""

_CHINESE = """\
# 命令行

由 `linhe --lang zh --help` 及各命令的帮助生成。`linhe-opendata` 是同一个程序。
[English](command-line.md)

退出码：0 正常，1 发现问题，2 用法有误，3 被本库或系统拒绝（标准错误中有一行说明原因），
130 被中断，141 输出已无人读取。

他人所写的文字（标题、单元格、原因、文件名）只显示，不起作用：`␛`、`␊`、`<U+202E>`。
输出编码无法表示的字符，一律写作其码位 `<U+8FD1>`；JSON 和 SARIF 用其自身的转义，
JUnit 和 Markdown 用字符引用。"""

_COMMON = {"en": _ENGLISH, "zh": _CHINESE}


def command_line(language: str) -> str:
    """Return the page that shows the help of every command in a language."""
    parts = [_COMMON[language]]
    with speaking(language):
        for typed, text in help_pages(main, language, _TERMINAL):
            parts += ["", f"## `{typed}`", "", "```text", text.rstrip("\n"), "```"]
    return "\n".join(parts) + "\n"


_ABOUT_PYTHON = """\
Generated from the docstrings. All public names are those of `linhe_opendata`, each loaded on first
use; what is not here may change without notice:

```python
>>> import linhe_opendata as linhe
>>> linhe.open_package().tables()[:2]
['education', 'health']

```

Whatever the library refuses is a `LinheError`; bad data is never an exception, but a finding in a
report (`frictionless.Report`). `PathLike` is `str | os.PathLike[str]`; `StoreLike` is that (a
folder, or an address such as `s3://bucket/folder`) or a `Reader`; `SchemaLike` is that or a Table
Schema as a dictionary."""


def python_api() -> str:
    """Return the page that describes every public name."""
    names = linhe_opendata.__all__
    public = {name: getattr(linhe_opendata, name) for name in names}
    functions = [name for name in names if isinstance(public[name], FunctionType)]
    faults = [name for name in names if name.endswith(("Error", "Warning"))]
    classes = [name for name in names if name not in {*functions, *faults}]
    lines = ["# Python", "", _ABOUT_PYTHON]
    for title, group in (
        ("Functions", functions),
        ("What they take and return", classes),
        ("Errors and warnings", faults),
    ):
        lines += ["", f"## {title}"]
        for name in group:
            lines += ["", f"### `{name}`", "", *_public_item(public[name])]
    return "\n".join(lines) + "\n"


def _public_item(item: Any) -> Iterator[str]:  # noqa: ANN401 -- a function or a class
    node = ast.parse(dedent(inspect.getsource(item))).body[0]
    if isinstance(node, ast.FunctionDef):
        yield from _function(node)
    elif isinstance(node, ast.ClassDef):
        yield from _class(node)


def _function(node: ast.FunctionDef) -> Iterator[str]:
    """Yield how a function is called, line by line where it is long, and what it does."""
    given, returned = ast.unparse(node.args), ast.unparse(node.returns or ast.Constant(None))
    given = re.sub(r"(?<=[\w\]])=(?=\S)", " = ", given).replace("'", '"')
    given = re.sub(r"= _\w+", "= ...", given)  # a default that has no name for others
    said = f"{node.name}({given}) -> {returned}"
    if len(said) > _WIDTH:
        parts = re.split(r", (?=\*|\w+: )", given)
        said = f"{node.name}(\n    " + ",\n    ".join(parts) + f",\n) -> {returned}"
    yield from ("```py", said, "```", "", *_docstring(node))


def _class(node: ast.ClassDef) -> Iterator[str]:
    """Yield what a class is, its fields and properties, then its methods."""
    if not node.name.endswith(("Error", "Warning")):
        yield from _docstring(node)
        yield from _held(node)
        for method in _public_functions(node):
            if not _is_property(method):
                yield from ("", f"#### `{node.name}.{method.name}`", "", *_function(method))
        return
    yield f"A `{ast.unparse(node.bases[0])}`. " + (ast.get_docstring(node) or "")


def _held(node: ast.ClassDef) -> Iterator[str]:
    """Yield the fields, members and properties of a class as a list."""
    lines = []
    for each in node.body:
        if isinstance(each, ast.AnnAssign) and not ast.unparse(each.target).startswith("_"):
            default = f" = {_default(each.value)}" if each.value else ""
            lines.append(f"- `{ast.unparse(each.target)}: {ast.unparse(each.annotation)}{default}`")
        elif isinstance(each, ast.Assign) and not ast.unparse(each).startswith("_"):
            lines.append(f"- `{ast.unparse(each)}`")
    for each in _public_functions(node):
        if _is_property(each) and each.returns:
            said = " ".join((ast.get_docstring(each) or "").split("\n\n")[0].split())
            lines.append(f"- `{each.name}: {ast.unparse(each.returns)}` (property). {said}")
    yield from ["", *lines] if lines else []


def _default(value: ast.expr) -> str:
    """Return what a field holds unless it is given, out of `field` where it stands there."""
    said = ast.unparse(value)
    if made := re.match(r"field\(default_factory=(\w+)", said):
        return f"{made[1]}()"
    return re.sub(r"^field\(default=(.*?)(, compare=False)?\)$", r"\1", said)


def _public_functions(node: ast.ClassDef) -> list[ast.FunctionDef]:
    return [
        each
        for each in node.body
        if isinstance(each, ast.FunctionDef)
        and (not each.name.startswith("_") or each.name == "__call__")
    ]


def _is_property(node: ast.FunctionDef) -> bool:
    return any(ast.unparse(each) in {"property", "cached_property"} for each in node.decorator_list)


def _docstring(node: ast.FunctionDef | ast.ClassDef) -> list[str]:
    """Return a docstring as Markdown: what it raises or warns of as a list."""
    text = ast.get_docstring(node) or ""
    text = re.sub(r"^(Raises|Warns):\n", r"\1:\n\n", text, flags=re.MULTILINE)
    text = re.sub(r"^    (\w+):", r"- `\1`:", text, flags=re.MULTILINE)
    return re.sub(r"^ {8}", "  ", text, flags=re.MULTILINE).splitlines()


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
    "reference/command-line.md": lambda: command_line("en"),
    "reference/command-line.zh.md": lambda: command_line("zh"),
    "reference/python.md": python_api,
    "reference/metadata.md": metadata,
    **{f"reference/errors/{name}": make for name, make in write_error_pages().items()},
}

if __name__ == "__main__":
    for page, make in PAGES.items():
        (DOCS / page).parent.mkdir(parents=True, exist_ok=True)
        (DOCS / page).write_text(make(), encoding="utf-8")
