"""A folder of all that is no file, names that are none, and every command with a hole for them."""

from __future__ import annotations

import contextlib
import os
import socket
from typing import TYPE_CHECKING

import click

from linhe_opendata.cli import main

if TYPE_CHECKING:
    import random
    from pathlib import Path

    from districts import SmallProject

LONG = "x" * 300
NO_TEXT = os.fsdecode(b"\xff\xfe.csv")
PLACES = [
    *(LONG, "x" * 5000, "y/" * 3000, "loop", "loop/a", "pipe", "pipe.csv", "pipe.json", "socket"),
    *("/dev/zero", "zero.csv", "file", "file/x", "empty", "empty.csv", "folder.json", "nul.json"),
    *("names-pipe.json", "names-zero.json", "names-long.json", "", ".", "/", NO_TEXT, "a\nb"),
    *("-", "--", "~nobody/x", "nope/nope", "deep.json", "*", "?", "con", "nul"),
]
ADDRESSES = [
    *("http://", "http://[::1", "http://127.0.0.1:99999/", "http://127.0.0.1:x/", "http:/x"),
    *("http://127.0.0.1:-1", "http://127.0.0.1:0/", "http://exa mple/", "http://\udcff/"),
    *("https:///x", "s3://", "s3:///x", "ftp://x", "file:///nope", "memory://x", "mailto:x"),
    *("http://u:p@[::1", "http://" + "a" * 300 + "/", "c:\\x", "//x/y", "::"),
]
VERSIONS = ["", "1.0", "9" * 400 + ".0.0", "-1.0.0", "１.０.０", "\udcff", "../..", "1.0.0/"]
NAMES = ["", LONG, "\udcff", "[/b]", "\x1b[31m", "--x", "a b", "é", "parks", "１"]
_HALF = 0.5
ANYTHING = [*PLACES, *ADDRESSES, *VERSIONS, *NAMES]


def make_files_to_trip_over(folder: Path) -> None:
    """Fill the current folder, which is `folder`."""
    (folder / "file").write_text("x")
    (folder / "empty.csv").write_bytes(b"")
    (folder / "empty").mkdir()
    (folder / "folder.json").mkdir()
    (folder / "deep.json").write_text("[" * 100_000)
    paths = {"nul": "a\\u0000", "names-pipe": "pipe", "names-long": LONG, "names-zero": "zero"}
    for name, path in paths.items():
        package = f'{{"resources": [{{"name": "a", "path": "{path}"}}]}}'
        (folder / f"{name}.json").write_text(package)
    if os.name != "nt":
        _make_what_is_no_file(folder)


def _make_what_is_no_file(folder: Path) -> None:
    (folder / "loop").symlink_to("loop")
    for name in ("pipe", "pipe.json"):
        os.mkfifo(folder / name)
    (folder / "pipe.csv").symlink_to("pipe")
    (folder / "zero.csv").symlink_to("/dev/zero")
    (folder / "zero").symlink_to("/dev/zero")
    with contextlib.closing(socket.socket(socket.AF_UNIX)) as bound:
        bound.bind("socket")


def commands(small: SmallProject) -> list[tuple[list[str], list[str]]]:
    """Return every command with a hole `?` for what is wrong, and what is put into it."""
    of, store = ["--project", str(small.root)], ["--from", "store"]
    places = [
        *(["read", "?"], ["validate", "?"], ["validate", "?", "--schema", "parks", *of]),
        *(
            ["validate", "--strict", "?"],
            ["validate", "--project", "?"],
            ["show", "--project", "?"],
        ),
        *(["validate", "empty.csv", "--schema", "?", *of], ["validate", "--text", "?", *of]),
        *(["build", "--out", "?", *of], ["build", "--project", "?"], ["show", "?", *of]),
        *(["download", "--to", "?", *store, *of], ["search", "?", *store, *of]),
        *(["publish", "--text", "?", "--to", "other", *of], ["yank", "?", "--reason", "x", *of]),
        *(["releases", "--project", "?"], ["cite", "--project", "?"]),
    ]
    stores = [
        *(["verify", "?"], ["publish", "--to", "?", *of], ["releases", "--from", "?", *of]),
        *(["diff", "?", "unreleased", *of], ["diff", "unreleased", "?", *of]),
        *(["releases", "--rebuild", "--from", "?", *of], ["cite", "--from", "?", *of]),
        *(["releases", "--clear", "--from", "?", *of], ["download", "--from", "?", *of]),
        *(
            ["search", "a", "--from", "?", *of],
            ["yank", "1.0.0", "--reason", "x", "--to", "?", *of],
        ),
    ]
    versions = [
        *(["publish", "--to", "other", "--version", "?", *of], ["cite", "--version", "?", *store]),
        *(["download", "--version", "?", *store, *of], ["diff", "?", "1.0.0", *store, *of]),
        *(["yank", "?", "--reason", "x", "--to", "store", *of], ["search", "a", "--version", "?"]),
    ]
    wrong = [(places, PLACES), (stores, [*PLACES, *ADDRESSES]), (versions, VERSIONS)]
    return [(command, values) for group, values in wrong for command in group]


def fill(command: list[str], value: str) -> list[str]:
    return [value if each == "?" else each for each in command]


def draw_arguments(drawn: random.Random, project: str) -> list[str]:
    """Return a command with some of its options and all of its arguments, most of them wrong."""
    command = main.commands[drawn.choice(sorted(main.commands))]
    arguments = [str(command.name)]
    for parameter in command.params:
        value = drawn.choice([*ANYTHING, project, project, "store", "store"])
        choices = getattr(parameter.type, "choices", None)
        if isinstance(parameter, click.Argument):
            arguments.append(value)
        elif parameter.required or drawn.random() < _HALF:
            arguments.append(parameter.opts[0])
            if not getattr(parameter, "is_flag", False):
                arguments.append(drawn.choice([*choices]) if choices else value)
    return arguments
