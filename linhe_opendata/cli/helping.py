"""The help of each command in the language that is spoken. Pure but for the commands it words.

What a command and each of its options say of themselves stands with the messages: `help-show`,
and `option-show-format` or, where several commands share one, `option-format`.
"""

from __future__ import annotations

import gettext
import re
from typing import TYPE_CHECKING, Final

import click

from linhe_opendata.messages import LANGUAGES, MESSAGES, message

if TYPE_CHECKING:
    from collections.abc import Iterator

LANGUAGE_OPTION: Final = click.Option(
    ["--lang"],
    type=click.Choice(list(LANGUAGES)),
    expose_value=False,
)
"""The option of every command that `speaking.choose_language` heeds."""

_FIRST_SENTENCE: Final = re.compile(r".*?(?:[.。](?=\s|$)|。|$)", re.DOTALL)


def word_help(group: click.Group, language: str) -> None:
    """Let a group and its commands explain themselves in a language."""
    top = click.Context(group, **group.context_settings)
    for command in (group, *group.commands.values()):
        name = command.name or ""
        if (code := f"help-{name}") in MESSAGES:
            command.help = message(code).say(language)
            command.short_help = first_sentence(command.help)
        for option in _options(command):
            named = (option.name or "").replace("_", "-")
            codes = (f"option-{name}-{named}", f"option-{named}")
            if code := next((each for each in codes if each in MESSAGES), ""):
                option.help = message(code).say(language)
        context = top if command is group else click.Context(command, parent=top)
        if offered := command.get_help_option(context):
            offered.help = gettext.gettext("Show this message and exit.")  # Click keeps the first


def first_sentence(text: str) -> str:
    """Return what a list of commands says of one: its first sentence, on one line, no full stop."""
    found = _FIRST_SENTENCE.match(text)
    return " ".join((found[0] if found else text).split()).rstrip(".。")


def _options(command: click.Command) -> Iterator[click.Option]:
    return (param for param in command.params if isinstance(param, click.Option))
