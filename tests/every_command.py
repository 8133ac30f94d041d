"""Every command of `linhe`, once or more, in the order of the work on one small project."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from districts import SmallProject

_BEGUN = ["--area", "临河", "--area-en", "Linhe", "--sets", "housing", "--licence", "CC0-1.0"]
FORMATS = ("text", "json", "github", "sarif", "junit", "markdown")


def every_command(small: SmallProject, word: str = "公园") -> list[list[str]]:
    """Return command lines, to be run one after the other in an empty folder."""
    project = ["--project", str(small.root)]
    store = ["--from", "public"]
    return [
        ["--help"],
        ["init", "begun", *_BEGUN, "--publisher", word],
        ["schemas", *project],
        ["read", str(small.text), *project],
        *(["validate", "--format", name, *project] for name in FORMATS),
        ["validate", *project, "--split", "parted"],
        ["explain"],
        ["explain", "type-error"],
        ["show", *project],
        ["show", "sources", *project],
        *(["show", *project, "--format", form] for form in ("csv", "json")),
        *(["read", str(small.text), *project, "--format", form] for form in ("csv", "json")),
        ["read", str(small.text), *project, "--format", "csv", "--out", "rows.csv"],
        ["add", str(small.text), *project, "--from", "rows.csv"],
        ["build", "--out", "made", *project],
        ["verify", "made"],
        ["publish", *project],
        ["releases", *project],
        ["packages", *store],
        *(["diff", "1.0.0", "unreleased", *store, *project, "--format", f] for f in FORMATS[:2]),
        ["diff", "1.0.0", "unreleased", *store, *project, "--format", "markdown"],
        ["diff", "1.0.0", "unreleased", *store, *project, "--format", "comment"],
        ["search", word, *store, *project],
        *(["cite", *store, *project, "--style", style] for style in ("text", "bibtex", "gbt7714")),
        ["download", *store, *project, "--to", "mine"],
        ["portal", *store, "--to", "site"],
        ["yank", "1.0.0", "--reason", word, *("--to", "public"), *project],
        ["releases", *project, "--rebuild", "--clear"],
        ["download", *store, *project, "--version", "1.0.0", "--to", "again"],
        ["verify"],
    ]
