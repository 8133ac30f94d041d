"""The pages of `reference/errors/`: what each kind of finding is, an example, how it is mended."""

from __future__ import annotations

from dataclasses import replace
from difflib import unified_diff
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Final

from examples import TABLE_EXAMPLES
from examples_of_projects import PROJECT_EXAMPLES, SOUND_PROJECT

from linhe_opendata.messages import LANGUAGES, MESSAGES
from linhe_opendata.reports.findings import read_outcome
from linhe_opendata.reports.kinds import KINDS_OF_FINDINGS
from linhe_opendata.visible import in_markdown, make_lines_visible

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from examples import FoundIn

    from linhe_opendata.reports.findings import Finding

EXAMPLES: Final = {**TABLE_EXAMPLES, **PROJECT_EXAMPLES}
"""An example of each kind that has one."""

WITHOUT_EXAMPLE: Final = {
    "blank-header": "frictionless takes a header without any name for a table without a header",
    "compression-error": "frictionless leaves its file open, and no test may",
    "dialect-error": "frictionless says it of the parts of a dialect, as a control-error",
    "pattern-timeout": "it takes the five seconds that it is about",
    "refused": "it is said of a file that could not be opened at all, in reports for machines",
}
"""Why a kind has none."""

_FENCES: Final = {".csv": "csv", ".json": "json", ".txt": "text"}


def write_error_pages() -> dict[str, Callable[[], str]]:
    """Return what writes each page, by its name."""
    return {
        "README.md": _index,
        **{f"{kind}.md": partial(_page, kind) for kind in KINDS_OF_FINDINGS},
    }


def find_in(example: FoundIn, language: str) -> list[Finding]:
    """Return what is found in an example, said in a language."""
    with TemporaryDirectory() as name:
        folder = Path(name).resolve()
        example.write(folder)
        outcome = read_outcome(example.judge(folder), folder, language)
    found = [*outcome.findings, *(each for table in outcome.tables for each in table.findings)]
    return [replace(each, note=each.note.replace(f"{folder}/", "")) for each in found]


_HEAD: Final = """\
# Errors 错误类型

Each type of finding, as a report names it; `linhe explain TYPE` says it on a terminal. Generated
from the table of messages and from examples that a test runs.

报告中的每一种问题；`linhe explain TYPE` 可在终端查看。由消息表和经测试运行的示例生成。

| type 类型 | what it is 含义 |
|---|---|"""

_SOUND: Final = """\
## The project of the examples 示例所用的项目

Where an example shows a change (`-`, `+`), it is one of this project, in which nothing is found.

示例中以 `-`、`+` 标出的改动，都是对这个项目的改动；项目本身没有问题。"""


def _index() -> str:
    rows = [f"| [`{kind}`]({kind}.md) | {_say('title', kind)} |" for kind in KINDS_OF_FINDINGS]
    return "\n".join([_HEAD, *rows, "", _SOUND, "", *_shown(SOUND_PROJECT)]) + "\n"


def _page(kind: str) -> str:
    lines = [f"# `{kind}`", "", f"**{_say('title', kind)}**", ""]
    for language in LANGUAGES:
        told = (f"{part}-{kind}" for part in ("about", "when"))
        said = [MESSAGES[code].fill(language, {}) for code in told if code in MESSAGES]
        lines += [(" " if language == "en" else "").join(said), ""]
    if kind in EXAMPLES:
        lines += ["## Example 例", "", *_example(kind)]
    lines += ["## How to mend it 解决办法", ""]
    for language in LANGUAGES:
        lines += [MESSAGES[f"remedy-{kind}"].fill(language, {}), ""]
    return "\n".join(lines)


def _say(part: str, kind: str) -> str:
    return " ".join(MESSAGES[f"{part}-{kind}"].fill(language, {}) for language in LANGUAGES)


def _example(kind: str) -> Iterator[str]:
    example = EXAMPLES[kind]
    yield from _changed(example) if kind in PROJECT_EXAMPLES else _shown(example)
    yield "A report says 报告会说："
    yield ""
    for language in LANGUAGES:
        notes = dict.fromkeys(each.note for each in find_in(example, language))
        for note in notes:
            yield f"> {in_markdown(note)}"
            yield ""


def _shown(example: FoundIn) -> Iterator[str]:
    """Show the files of an example."""
    for name in example.shown:
        yield f"`{name}`:"
        yield from ["", f"```{_FENCES.get(Path(name).suffix, 'text')}"]
        yield _as_text(example.files[name]).rstrip("\n")
        yield from ["```", ""]


def _changed(example: FoundIn) -> Iterator[str]:
    """Show what an example changes of the sound project."""
    for name in example.shown:
        yield f"`{name}`:"
        pair = (SOUND_PROJECT.files, example.files)
        before, after = (_as_text(files.get(name, b"")) for files in pair)
        lines = unified_diff(before.splitlines(), after.splitlines(), n=1, lineterm="")
        yield from ["", "```diff"]
        yield from (line for line in lines if not line.startswith(("---", "+++", "@@")))
        yield from ["```", ""]


def _as_text(data: bytes) -> str:
    return make_lines_visible(data.decode("utf-8", "backslashreplace"))
