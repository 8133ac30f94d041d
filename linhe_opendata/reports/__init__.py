"""One report of a validation, in the format its reader needs. Pure.

A `frictionless.Report` comes in, text goes out; nothing is printed or written here. Whatever
stands in the data is shown as data: it reaches no terminal as a control sequence, no log as a
command, and no page as markup.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from linhe_opendata.errors import UnknownNameError
from linhe_opendata.reports.github import write_github
from linhe_opendata.reports.json_ import write_json_report
from linhe_opendata.reports.junit import write_junit
from linhe_opendata.reports.markdown import write_markdown
from linhe_opendata.reports.sarif import write_sarif
from linhe_opendata.reports.text import write_coloured_text, write_text
from linhe_opendata.visible import by_escape, by_reference

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import PurePath

    from frictionless import Report

    Writer = Callable[[Report, PurePath | None], str]

FORMATS: Final[Mapping[str, Writer]] = {
    "text": write_text,  # for people
    "json": write_json_report,  # for programs: the report itself
    "github": write_github,  # annotations on the lines of a pull request
    "markdown": write_markdown,  # a page, such as the summary of a workflow
    "sarif": write_sarif,  # code scanning
    "junit": write_junit,  # test results of continuous integration
}
ESCAPES: Final[Mapping[str, Callable[[str], str]]] = {
    "json": by_escape,
    "markdown": by_reference,
    "sarif": by_escape,
    "junit": by_reference,
}
"""How a format writes a character that its encoding cannot say; the others have no way."""

_COLOURED: Final[Mapping[str, Writer]] = {**FORMATS, "text": write_coloured_text}


def render(
    report: Report,
    format: str,  # noqa: A002 -- the word of the command line
    *,
    color: bool = False,
    root: PurePath | None = None,
) -> str:
    """Return the report in one of the `FORMATS`, ending in a newline; `color`: for a terminal.

    Files are named relative to the folder `root` (absolute, links resolved), as the reader of the
    report names them: a pull request from the top of its repository.

    Raises:
        UnknownNameError: there is no such format.

    """
    writers = _COLOURED if color else FORMATS
    if format not in writers:
        raise UnknownNameError("format", format, FORMATS)
    return writers[format](report, root)
