"""The report as JSON: frictionless's own descriptor, with lines, columns and help. Pure."""

from __future__ import annotations

import json
import math
from typing import TYPE_CHECKING

from linhe_opendata.messages import DEFAULT_LANGUAGE
from linhe_opendata.reports.findings import tell_file
from linhe_opendata.visible import by_escape, disarm_old, replace_hidden

if TYPE_CHECKING:
    from pathlib import PurePath

    from frictionless import Report


def write_json_report(
    report: Report, root: PurePath | None = None, language: str = DEFAULT_LANGUAGE
) -> str:
    """Return the report as JSON (RFC 8259); hidden characters are escaped.

    The `place` of a table is its file as seen from `root`. What programs read is the same in every
    `language`: the `sentence` of a finding of ours holds its code and parameters.
    """
    del language
    written = report.to_descriptor()
    tasks = written.get("tasks", [])
    within = [error for task in tasks for error in task.get("errors", [])]
    for one in [*tasks, *within, *written.get("errors", [])]:
        if "file" in one:
            one["place"] = tell_file(one, "", root)
            del one["file"]
    return dump(written)


def dump(value: object) -> str:
    """Return a value as JSON that a log can show: no control sequence, no workflow command."""
    text = json.dumps(_make_plain(value), ensure_ascii=False, indent=2)
    shown = replace_hidden(text, lambda each: each if each == "\n" else by_escape(each))
    return disarm_old(shown, "#\\u0023[") + "\n"


def _make_plain(value: object) -> object:
    """Return a value as JSON knows it; what JSON does not know becomes its text."""
    if isinstance(value, dict):
        return {str(key): _make_plain(each) for key, each in value.items()}
    if isinstance(value, (list, tuple)):
        return [_make_plain(each) for each in value]
    finite = isinstance(value, float) and math.isfinite(value)
    if finite or value is None or isinstance(value, (str, int)):
        return value
    return str(value)
