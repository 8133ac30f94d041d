"""One report of a validation, in the format its reader needs. Pure.

A `frictionless.Report` comes in, text goes out; nothing is printed or written here. Whatever
stands in the data is shown as data: it reaches no terminal as a control sequence, no log as a
command, and no page as markup.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Final, NamedTuple

from linhe_opendata.errors import UnknownNameError
from linhe_opendata.messages import LANGUAGES
from linhe_opendata.visible import by_escape, by_reference

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import PurePath

    from frictionless import Report

    Writer = Callable[[Report, PurePath | None, str], str]


class ReportFormat(NamedTuple):
    """Which module of this room writes a format and with what, plainly and for a terminal.

    `escape` writes a character that the encoding of the output cannot say; None: there is no way.
    The module is loaded when the first report is written, as it needs frictionless.
    """

    home: str
    plain: str
    coloured: str
    escape: Callable[[str], str] | None = None

    def load(self, *, color: bool) -> Writer:
        """Return the function that writes a report."""
        module = import_module(f"{__name__}.{self.home}")
        writer: Writer = getattr(module, self.coloured if color else self.plain)
        return writer


def _told_plainly(
    home: str, writer: str, escape: Callable[[str], str] | None = None
) -> ReportFormat:
    return ReportFormat(home, writer, writer, escape)


FORMATS: Final[Mapping[str, ReportFormat]] = {
    "text": ReportFormat("text", "write_text", "write_coloured_text"),  # for people
    "json": _told_plainly("json_", "write_json_report", by_escape),  # for programs: the report
    "github": _told_plainly("github", "write_github"),  # annotations on lines of a pull request
    "sarif": _told_plainly("sarif", "write_sarif", by_escape),  # code scanning
    "junit": _told_plainly("junit", "write_junit", by_reference),  # continuous integration
    "markdown": _told_plainly("markdown", "write_markdown", by_reference),  # a page
}
"""All formats of a report, by the name that the command line has for each."""


def write_report(
    report: Report,
    format: str,  # noqa: A002 -- the word of the command line
    *,
    color: bool = False,
    root: PurePath | None = None,
    language: str = "en",
) -> str:
    """Return the report in a format, ending in a newline; `color`: for a terminal.

    The formats are `text`, `json`, `github`, `sarif`, `junit` and `markdown` (`FORMATS`). Files
    are named relative to the folder `root` (absolute, links resolved), as the reader of the report
    names them: a pull request from the top of its repository. `language` is `en` or `zh`; in
    Chinese, frictionless's own words stand in brackets after ours. JSON, which programs read, is
    the same in each: what it says has codes and parameters.

    Raises:
        UnknownNameError: there is no such format, or no such language.

    """
    if format not in FORMATS:
        raise UnknownNameError("format", format, FORMATS)
    if language not in LANGUAGES:
        raise UnknownNameError("language", language, LANGUAGES)
    return FORMATS[format].load(color=color)(report, root, language)
