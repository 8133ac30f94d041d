"""The help of each command in the language that is spoken. Pure but for the commands it words.

What a command and each of its options say of themselves stands with the messages: `help-show`,
`option-show-format` or, where several commands share one, `option-format`; what stands for its
value is `metavar-show-format` or `metavar-format`.
"""

from __future__ import annotations

import gettext
import re
from typing import TYPE_CHECKING, Any, Final

import click

from linhe_opendata.cli.examples import EXAMPLES
from linhe_opendata.cli.formatting import UNWRAPPED, HelpContext
from linhe_opendata.messages import LANGUAGES, MESSAGES, message

if TYPE_CHECKING:
    from collections.abc import Iterator

LANGUAGE_OPTION: Final = click.Option(
    ["--lang"],
    type=click.Choice(list(LANGUAGES)),
    expose_value=False,
)
"""The option of every command that `speaking.choose_language` heeds."""

ROOMS: Final = ("curator", "publisher", "reader")
"""The folders of the commands, in the order of the work; each is a heading of the help."""

_FIRST_SENTENCE: Final = re.compile(r".*?(?:[.。](?=\s|$)|。|$)", re.DOTALL)


class CodedOption(click.Option):
    """An option that says of itself what `code` names, not what its own name does."""

    def __init__(self, *args: Any, code: str, **options: Any) -> None:  # noqa: ANN401 -- Click's signature
        """Keep the code."""
        self.code = code
        super().__init__(*args, **options)


def word_help(group: click.Group, language: str) -> None:
    """Let a group and its commands explain themselves in a language."""
    top = HelpContext(group, **group.context_settings)
    for command in (group, *group.commands.values()):
        command.options_metavar = message("usage-options").say(language)
        context = top if command is group else HelpContext(command, parent=top)
        if offered := command.get_help_option(context):
            offered.help = gettext.gettext("Show this message and exit.")  # Click keeps the first
        for param in command.params:
            _word_param(command, param, language)
        _word_command(command, language)
    group.subcommand_metavar = message("usage-commands").say(language)


def _word_command(command: click.Command, language: str) -> None:
    name = command.name or ""
    if (code := f"help-{name}") in MESSAGES:
        command.help = message(code).say(language)
        command.short_help = first_sentence(command.help)
    if name in EXAMPLES:
        command.epilog = UNWRAPPED + message("help-example", example=EXAMPLES[name]).say(language)


def _word_param(command: click.Command, param: click.Parameter, language: str) -> None:
    if code := find_code("metavar", command, param):
        param.metavar = message(code).say(language)
    if isinstance(param, click.Option) and (code := find_code("option", command, param)):
        param.help = message(code).say(language)


def find_code(what: str, command: click.Command, param: click.Parameter) -> str:
    """Return the code of the `option` or `metavar` of a parameter; nothing if it has none.

    Nothing stands for the value of a flag, which takes none.
    """
    if what == "metavar" and getattr(param, "is_flag", False):
        return ""
    named = (param.name or "").replace("_", "-")
    names = (f"{command.name}-{named}", getattr(param, "code", named), named)
    return next((code for name in names if (code := f"{what}-{name}") in MESSAGES), "")


def first_sentence(text: str) -> str:
    """Return what a list of commands says of one: its first sentence, on one line, no full stop."""
    found = _FIRST_SENTENCE.match(text)
    return " ".join((found[0] if found else text).split()).rstrip(".。")


def in_rooms(group: click.Group) -> Iterator[tuple[str, list[click.Command]]]:
    """Yield each room with its commands, in their order."""
    for room in ROOMS:
        lived_in = [each for each in group.commands.values() if room_of(each) == room]
        if lived_in:
            yield room, lived_in


def room_of(command: click.Command) -> str:
    """Return the folder in which a command stands."""
    return str(getattr(command.callback, "__module__", "")).split(".")[-2]


def help_pages(group: click.Group, language: str, width: int) -> Iterator[tuple[str, str]]:
    """Yield the help of the group and of each command, by what is typed for it."""
    word_help(group, language)
    top = HelpContext(group, info_name="linhe", terminal_width=width, **group.context_settings)
    yield top.command_path, group.get_help(top)
    for name, command in group.commands.items():
        context = HelpContext(command, parent=top, info_name=name, terminal_width=width)
        yield context.command_path, command.get_help(context)
