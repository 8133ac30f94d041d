r"""Regular expressions that RE2 and Python read alike. Pure.

Soundness. Python's `re` and RE2 (which Arrow uses) differ, but on a common subset of the syntax
and on ASCII cells they accept the same texts: literals, `.`, classes of characters and ranges,
`\d`, `\w`, groups, alternation, greedy and lazy repetition, `^` and `$`. `agreed` returns an
expression only if a pattern consists of those tokens. In Python `$` also matches before a
final line break; in RE2 it does not, which only makes the kernel stricter. Whatever RE2 does not
accept is left to Python.
"""

from __future__ import annotations

import re

_CLASS_ITEM = r"(?:[A-Za-z0-9 _.,:;/@#%&=<>!~'\"+*?(){}|$-]|\\[dw.\-/\\\[\]+*?(){}|^$])"
_TOKEN = re.compile(
    r"""
      [A-Za-z0-9 _,:;/@#%&=<>!~'"-]      # a literal
    | \\[dw.\-/\\\[\]+*?(){}|^$]         # an escape that means the same to both
    | \[\^?"""
    + _CLASS_ITEM
    + r"""+\]                            # a class
    | \.
    | \((?:\?:)?                         # a group opens; no flags, names, looks
    | \)
    | \|
    | \^ | \$
    | [*+?]\??(?![*+?{])                 # not possessive, not doubled
    | \{[0-9]{1,3}(?:,[0-9]{0,3})?\}\??(?![*+?{])
    """,
    re.VERBOSE,
)

FORMATS = {
    "uuid": r"[0-9a-f]{8}-[0-9a-f]{4}-[1-5][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}",
    "uri": r"https?://[a-z0-9-]+(\.[a-z0-9-]+)*(:[0-9]{1,4})?(/[A-Za-z0-9._~-]*)*"
    r"(\?[A-Za-z0-9._~=&-]*)?",
    "email": r"[a-z0-9]{1,30}(\.[a-z0-9]{1,30})?@([a-z0-9]{1,30}\.){1,3}[a-z]{2,6}",
    "binary": r"([A-Za-z0-9+/]{4})*",
}
"""For the formats of strings, expressions narrower than what frictionless accepts."""


def agreed(pattern: str) -> str | None:
    """Return an RE2 expression for `re.match(f"^{pattern}$", cell)`, None if there is none."""
    position = 0
    while position < len(pattern):
        token = _TOKEN.match(pattern, position)
        if not token:
            return None
        position = token.end()
    return rf"\A(?:^{pattern}$)"


def format_expression(name: str) -> str | None:
    """Return an RE2 expression whose matches have the string format `name`."""
    return rf"\A(?:{FORMATS[name]})\z" if name in FORMATS else None
