"""`linhe init`: a new project, whole, in one step."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from linhe_opendata.cli.options import LocalPath

if TYPE_CHECKING:
    from collections.abc import Callable

    from linhe_opendata.contribute.kit.beginning import Answers

_NEEDED = {"area": "--area", "sets": "--sets", "licence": "--licence", "publisher": "--publisher"}
_OFFERED_LICENCE = "CC-BY-4.0"


@click.command()
@click.argument("folder", type=LocalPath(path_type=Path))
@click.option("--name", default="")
@click.option("--title", default="")
@click.option("--title-zh", default="")
@click.option("--area", default="")
@click.option("--area-en", default="")
@click.option("--sets", default="")
@click.option("--licence", default="")
@click.option("--publisher", default="")
def init_command(  # noqa: PLR0913 -- one argument per option of the command
    *,
    folder: Path,
    name: str,
    title: str,
    title_zh: str,
    area: str,
    area_en: str,
    sets: str,
    licence: str,
    publisher: str,
) -> None:
    """Begin a project in a folder."""
    from datetime import UTC, datetime

    from linhe_opendata.cli.console import say
    from linhe_opendata.cli.speaking import phrase
    from linhe_opendata.contribute.kit.beginning import Answers, begin_project, settle_answers
    from linhe_opendata.contribute.kit.drafting import default_name, draft_project
    from linhe_opendata.contribute.kit.library import indicators_of
    from linhe_opendata.errors import LinheError

    wanted = Answers(name, area, _split(sets), licence, publisher, area_en, title, title_zh)
    if not name:
        wanted = replace(wanted, name=default_name(folder.absolute().name))
    if sys.stdin is not None and sys.stdin.isatty():
        wanted = _ask(wanted, asks_name=not name)
    lacking = [option for key, option in _NEEDED.items() if not getattr(wanted, key)]
    if not wanted.name:
        lacking.append("--name")
    if lacking:
        raise LinheError("begin-lacking", options=tuple(lacking))
    new = settle_answers(wanted, datetime.now(UTC))
    begin_project(folder, new)
    files = len(draft_project(new))
    chosen = tuple(each.name for each in new.sets)
    number = len(indicators_of(new.sets))
    begun = {"name": new.name, "folder": str(folder), "files": files}
    say(phrase("begun", **begun, count=number, sets=chosen))
    if new.area_en == new.area.name_zh:
        say(phrase("begun-without-english", area=new.area.name_zh))
    say(phrase("begun-next"))


def _split(sets: str) -> tuple[str, ...]:
    from linhe_opendata.contribute.kit.library import read_sets

    names = tuple(filter(None, (name.strip() for name in sets.split(","))))
    return tuple(read_sets()) if names == ("all",) else names


def _ask(wanted: Answers, *, asks_name: bool) -> Answers:
    """Ask on a terminal for what was not given, each until it can be."""
    from linhe_opendata.contribute.kit.area_codes import find_area
    from linhe_opendata.contribute.kit.beginning import require_licence
    from linhe_opendata.contribute.kit.drafting import default_titles
    from linhe_opendata.contribute.kit.library import choose_sets, read_sets

    given = {"area": wanted.area or _prompt("ask-area", find_area)}
    area = find_area(given["area"])
    area_en = wanted.area_en or area.name_en or _prompt("ask-area-en", area=area.name_zh)
    titles = default_titles(area, area_en)
    sets = wanted.sets or _split(
        _prompt("ask-sets", lambda said: choose_sets(_split(said)), "all", sets=tuple(read_sets()))
    )
    offered = _OFFERED_LICENCE
    return replace(
        wanted,
        **given,
        area_en=area_en,
        sets=sets,
        name=_prompt("ask-name", None, wanted.name) if asks_name else wanted.name,
        title_en=wanted.title_en or _prompt("ask-title", None, titles[0]),
        title_zh=wanted.title_zh or _prompt("ask-title-zh", None, titles[1]),
        licence=wanted.licence or _prompt("ask-licence", require_licence, offered),
        publisher=wanted.publisher or _prompt("ask-publisher"),
    )


def _prompt(
    code: str,
    check: Callable[[str], object] | None = None,
    default: str = "",
    **parameters: Any,  # noqa: ANN401 -- whatever the question takes
) -> str:
    """Ask one question until the answer passes; say what is wrong with one that does not."""
    from linhe_opendata.cli.console import say
    from linhe_opendata.cli.speaking import phrase, utter
    from linhe_opendata.errors import LinheError
    from linhe_opendata.visible import make_visible

    question = make_visible(phrase(code, **parameters))
    while True:
        answer: str = click.prompt(question, default=default or None, err=True)
        try:
            if check is not None:
                check(answer)
        except LinheError as error:
            say(utter(error.message), err=True)
        else:
            return answer
