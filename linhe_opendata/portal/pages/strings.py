"""The words of the pages in each language, by their names in the templates. Pure."""

from __future__ import annotations

from linhe_opendata.messages import LANGUAGES, MESSAGES, message

SITE_LANGUAGES = {code: language.name for code, language in LANGUAGES.items()}
"""Each language of the portal, by its own name."""

TAGS = {code: language.tag for code, language in LANGUAGES.items()}
"""BCP 47 tags of the languages."""

_PREFIX = "portal-"
_NAMES = {
    code.removeprefix(_PREFIX).replace("-", "_"): message(code)
    for code in MESSAGES
    if code.startswith(_PREFIX)
}

PAGE_WORDS = {
    language: {name: said.say(language) for name, said in _NAMES.items()} for language in LANGUAGES
}
"""Every word of the pages, by the language and its name."""
