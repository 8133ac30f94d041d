"""The options that several commands share, said once."""

from __future__ import annotations

import functools
import os
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from linhe_opendata.cli.helping import CodedOption
from linhe_opendata.cli.refusals import MisuseError, RefusalError
from linhe_opendata.cli.speaking import utter
from linhe_opendata.documents import find_near
from linhe_opendata.messages import message, verbatim
from linhe_opendata.project.folder import bundled_project
from linhe_opendata.store.addresses import is_address

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from linhe_opendata.project.folder import Project

    Command = Callable[..., Any]

DEFAULT_STORE = "public"


def today() -> date:
    """Return the day it is here: the one clock of what may run out, read where a command begins."""
    return datetime.now().astimezone().date()


class LocalPath(click.Path):
    """A file or folder of this machine; an address in its place may hold a secret.

    An empty one, as of a variable that a script did not set, is not the current folder.
    """

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:  # noqa: ANN401 -- Click's signature
        """Return the path; a refusal repeats nothing of an address, and offers what is near."""
        local = _require_local(value)
        asked = click.Path(  # whose words are those of the language that is spoken by now
            exists=self.exists or not local,
            file_okay=self.file_okay,
            dir_okay=self.dir_okay,
            path_type=self.type,
        )
        try:
            return asked.convert(local, param, ctx)
        except click.BadParameter as refusal:
            said = verbatim(refusal.message)
            if near := find_near(local):
                offer = message("name-near", near=near)
                said = message("said-and-offered", said=said, offer=offer)
            self.fail(utter(said), param, ctx)


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
        type=LocalName(),
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


def _project_options(code: str) -> Callable[[Command], Command]:
    """Return what gives a command its `project`: a folder, the bundled one, or None.

    `code` names what the help says is taken where neither option is given.
    """

    def decorate(command: Command) -> Command:
        @click.option(
            "--project",
            cls=CodedOption,
            code=code,
            type=LocalPath(path_type=Path),
        )
        @click.option("--bundled", is_flag=True)
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


project_options = _project_options("project")
"""For commands that judge or write: they never take another project for want of one."""

_read_project_options = _project_options("project-read")

texts_option = click.option(
    "--text",
    "texts",
    multiple=True,
    type=LocalPath(exists=True, dir_okay=False, path_type=Path),
)


def said_of_source_options(command: Command) -> Command:
    """Give a command `said`, what a person says of a text, and `text_out`."""

    @click.option("--source", default="")
    @click.option("--date", default="")
    @click.option("--text-out", type=LocalPath(path_type=Path))
    @functools.wraps(command)
    def decorated(*args: Any, source: str, date: str, **options: Any) -> Any:  # noqa: ANN401 -- as above
        from linhe_opendata.contribute.sourcing import Described

        return command(*args, said=Described(id=source, date=date), **options)

    return decorated


written_store_option = click.option(
    "--to",
    "store",
    default=DEFAULT_STORE,
    show_default=True,
)

listed_store_option = click.option(
    "--from",
    "store",
    default=DEFAULT_STORE,
    show_default=True,
)

read_store_option = click.option(
    "--from",
    "store",
    cls=CodedOption,
    code="store-read",
)

older_option = click.option(
    "--accept-older",
    is_flag=True,
)

version_option = click.option(
    "--version",
    type=LocalName(),
)
