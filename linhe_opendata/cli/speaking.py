"""In which language a command speaks: the one it was told, else that of the locale.

Click's own words are translated as Click offers it: by `gettext`, from a catalogue beside this
module, which `docs/generate.py` writes from the table of messages. Does I/O (looks at the
environment, and sets in it what `gettext` looks at).
"""

from __future__ import annotations

import gettext
import locale
import os
from contextlib import contextmanager
from contextvars import ContextVar
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from linhe_opendata.messages import DEFAULT_LANGUAGE, LANGUAGES, message

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from linhe_opendata.messages import Message

CATALOGUES: Final = Path(__file__).parent / "locale"
"""The folder of Click's words in other languages, laid out as `gettext` asks."""

OPTION: Final = "--lang"

_VARIABLES = ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG")  # in the order of gettext
_SPOKEN: ContextVar[str] = ContextVar("linhe_language", default=DEFAULT_LANGUAGE)


def spoken() -> str:
    """Return the language that is spoken, one of `LANGUAGES`."""
    return _SPOKEN.get()


@contextmanager
def speaking(language: str) -> Iterator[None]:
    """Speak a language while the block runs."""
    gettext.bindtextdomain("messages", str(CATALOGUES))
    before, token = os.environ.get("LANGUAGE"), _SPOKEN.set(language)
    os.environ["LANGUAGE"] = language  # which gettext looks at each time
    try:
        yield
    finally:
        _SPOKEN.reset(token)
        if before is None:
            del os.environ["LANGUAGE"]
        else:
            os.environ["LANGUAGE"] = before


def utter(said: Message) -> str:
    """Return a message in the language that is spoken."""
    return said.say(spoken())


def phrase(code: str, /, **parameters: object) -> str:
    """Return the message of a code in the language that is spoken."""
    return utter(message(code, **parameters))


def choose_title(said: Mapping[str, Any]) -> str:
    """Return the `title_en` or `title_zh` that the language asks for, else another; '' for none."""
    own = f"title_{spoken()}"
    titles = [own, *(f"title_{language}" for language in LANGUAGES)]
    return next((str(said[title]) for title in titles if said.get(title)), "")


def choose_language(args: Sequence[str], environ: Mapping[str, str]) -> str:
    """Return the language that a command line asks for, else that of the environment.

    It is looked for before the command line is read, for what is wrong with that is said in it.
    What is no language is left for Click to refuse.
    """
    told = [
        value
        for word, following in zip(args, [*args[1:], ""], strict=True)
        for value in [following if word == OPTION else word.removeprefix(f"{OPTION}=")]
        if word == OPTION or word.startswith(f"{OPTION}=")
    ]
    if told:
        return told[-1] if told[-1] in LANGUAGES else DEFAULT_LANGUAGE
    named = next((environ[name] for name in _VARIABLES if environ.get(name)), "")
    if not named and os.name == "nt":
        named = locale.getlocale()[0] or ""
    return _language_of(named)


def _language_of(named: str) -> str:
    """Return the first language that a locale (`zh_CN.UTF-8`) or a list of them names."""
    wanted = named.replace("Chinese", "zh").split(":")[0].partition("_")[0].partition("-")[0]
    return wanted if wanted in LANGUAGES else DEFAULT_LANGUAGE
