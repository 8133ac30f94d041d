"""An index for searching without a server, loaded only by the search page. Pure.

Every text is folded (compatibility form, lower case, traditional to simplified) and kept once; an
entry points to those it is found by. The page folds what is typed in the same way and looks for
it as it stands, so that every substring is found and nothing else.
"""

from __future__ import annotations

import json
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING

from linhe_opendata.quantities.fold import fold_script

if TYPE_CHECKING:
    from collections.abc import Iterable

_FIRST_HAN, _LAST_HAN = 0x3400, 0x9FFF


@dataclass(frozen=True, slots=True)
class Entry:
    """One figure: its address, and what it is found by, in English and Chinese or in no language.

    The page shows the title, the area and the value in its own language.
    """

    address: str
    title: tuple[str, str]
    area: tuple[str, str]
    value: tuple[str, str]
    texts: tuple[str, ...]


def fold_text(text: str) -> str:
    """Return a text as it is compared: compatibility form, lower case, simplified characters."""
    return fold_script(unicodedata.normalize("NFKC", text).lower())


def write_index(entries: Iterable[Entry]) -> str:
    """Return the script that holds the index: texts, entries, and how to fold what is typed."""
    texts: dict[str, int] = {}
    listed = [
        [
            one.address,
            *[
                texts.setdefault(text, len(texts))
                for text in (*one.title, *one.area, *one.value, *one.texts)
            ],
        ]
        for one in entries
    ]
    folded = [fold_text(text) for text in texts]
    held = {character for text in folded for character in text}
    document = {
        "texts": list(texts),
        "folded": [
            lower if lower != text else 0 for text, lower in zip(texts, folded, strict=True)
        ],
        "entries": listed,
        "fold": _fold_table(held),
    }
    data = json.dumps(document, ensure_ascii=False, separators=(",", ":"))
    return f"window.linheIndex={data.replace('<', chr(92) + 'u003c')};\n"


def _fold_table(held: set[str]) -> list[str]:
    """Return the traditional characters whose simplified ones occur, and these, in two strings."""
    pairs = [
        (character, folded)
        for character in map(chr, range(_FIRST_HAN, _LAST_HAN + 1))
        if (folded := fold_script(character)) != character and folded in held
    ]
    return ["".join(one for one, _ in pairs), "".join(other for _, other in pairs)]
