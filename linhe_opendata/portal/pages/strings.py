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
    code: {
        **{name: said.say(code) for name, said in _NAMES.items()},
        "space": language.space,
        "semicolon": language.semicolon,
        "colon": message("colon").say(code),
    }
    for code, language in LANGUAGES.items()
}
"""Every word of the pages, by the language and its name."""
