"""The options that several commands share, said once."""

from __future__ import annotations

import functools
import os
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from linhe_opendata.cli.refusals import MisuseError, RefusalError
from linhe_opendata.messages import message
from linhe_opendata.project.folder import bundled_project
from linhe_opendata.store.addresses import is_address

if TYPE_CHECKING:
    from collections.abc import Callable

    from linhe_opendata.project.folder import Project

    Command = Callable[..., Any]

DEFAULT_STORE = "public"


class LocalPath(click.Path):
    """A file or folder of this machine; an address in its place may hold a secret."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:  # noqa: ANN401 -- Click's signature
        """Return the path; a refusal repeats nothing of an address."""
        return super().convert(_require_local(value), param, ctx)


class LocalName(click.ParamType):  # type: ignore[type-arg]  # generic in newer versions only
    """A name of something, or a file that is named in its place."""

    name = "text"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:  # noqa: ANN401 -- Click's signature
        """Return the name; a refusal repeats nothing of an address."""
        del param, ctx
        return _require_local(value)


def _require_local(value: Any) -> Any:  # noqa: ANN401 -- what a command line gives
    """Return a name or a path.

    Raises:
        RefusalError: it is an address, and nothing on this machine is called so.

    """
    if isinstance(value, str) and is_address(value) and not os.path.lexists(value):
        raise RefusalError(message("address-for-a-name"))
    return value


@dataclass(frozen=True, slots=True)
class Asked:
    """Which package is to be shown: by its name, or as that of a project; None is not said."""

    package: str | None
    project: Project | Path | None


def read_package_options(command: Command) -> Command:
    """Give a command that only shows its `asked`: what its user said of the package."""

    @click.option(
        "--package",
        metavar="NAME",
        type=LocalName(),
        help="A package of the store [default: that of the project, else the only one there].",
    )
    @_read_project_options
    @functools.wraps(command)
    def decorated(
        *args: Any,  # noqa: ANN401 -- whatever the command takes
        package: str | None,
        project: Project | Path | None,
        **options: Any,  # noqa: ANN401 -- likewise
    ) -> Any:  # noqa: ANN401 -- whatever the command returns
        return command(*args, asked=Asked(package, project), **options)

    return decorated


def _project_options(without: str) -> Callable[[Command], Command]:
    """Return what gives a command its `project`: a folder, the bundled one, or None.

    `without` says what is taken where neither option is given.
    """

    def decorate(command: Command) -> Command:
        @click.option(
            "--project",
            metavar="DIR",
            type=LocalPath(path_type=Path),
            help=f"A project folder [default: {without}].",
        )
        @click.option(
            "--bundled", is_flag=True, help="Take Linhe's project, which ships with linhe."
        )
        @functools.wraps(command)
        def decorated(
            *args: Any,  # noqa: ANN401 -- whatever the command takes
            project: Path | None,
            bundled: bool,
            **options: Any,  # noqa: ANN401 -- likewise
        ) -> Any:  # noqa: ANN401 -- whatever the command returns
            if project is not None and bundled:
                raise MisuseError("two-projects")
            return command(*args, project=bundled_project() if bundled else project, **options)

        return decorated

    return decorate


project_options = _project_options("the current folder, which must be one")
"""For commands that judge or write: they never take another project for want of one."""

_read_project_options = _project_options("the current folder if it is one, else Linhe's own")

texts_option = click.option(
    "--text",
    "texts",
    metavar="FILE",
    multiple=True,
    type=LocalPath(exists=True, dir_okay=False, path_type=Path),
    help="A source text to hold the figures against; may be repeated.",
)


def said_of_source_options(command: Command) -> Command:
    """Give a command `said`, what a person says of a text, and `text_out`."""

    @click.option("--source", metavar="ID", default="")
    @click.option("--date", metavar="DATE", default="")
    @click.option("--text-out", metavar="FILE", type=LocalPath(path_type=Path))
    @functools.wraps(command)
    def decorated(*args: Any, source: str, date: str, **options: Any) -> Any:  # noqa: ANN401 -- as above
        from linhe_opendata.contribute.sourcing import Described

        return command(*args, said=Described(id=source, date=date), **options)

    return decorated


written_store_option = click.option(
    "--to",
    "store",
    metavar="STORE",
    default=DEFAULT_STORE,
    show_default=True,
    help="The store: a folder, or an address such as s3://bucket/folder.",
)

listed_store_option = click.option(
    "--from",
    "store",
    metavar="STORE",
    default=DEFAULT_STORE,
    show_default=True,
    help="The store: a folder, or an address such as s3://bucket/folder.",
)

read_store_option = click.option(
    "--from",
    "store",
    metavar="STORE",
    help="The store [default: $LINHE_OPENDATA_STORE, else the copy that ships with linhe].",
)

older_option = click.option(
    "--accept-older",
    is_flag=True,
    help="Accept a store that shows less than it did before; it may have been rolled back.",
)

version_option = click.option(
    "--version",
    metavar="V",
    type=LocalName(),
    help="A version such as 1.0.0 [default: the newest].",
)
