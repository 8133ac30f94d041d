"""One form of writing for the grammar: half-width and simplified, one character for one. Pure.

Only the characters that the grammar looks at are folded. As every character becomes exactly one,
a position in the folded text is a position in the text.
"""

from __future__ import annotations

from linhe_opendata.quantities.tables.script import SIMPLIFIED
from linhe_opendata.quantities.tables.traditional import OTHER_SIMPLIFIED

_WIDTH = {
    **{chr(0xFF10 + i): chr(ord("0") + i) for i in range(10)},
    **{chr(0xFF21 + i): chr(ord("A") + i) for i in range(26)},
    **{chr(0xFF41 + i): chr(ord("a") + i) for i in range(26)},
    **dict(
        zip(
            "％﹪．：∶︰／＋＜＞＝≧≦（）［］＄￥﹩’「『」』；",
            "%%.:::/+<>=≥≤()[]$¥$'““””;",
            strict=True,
        )
    ),
    **dict.fromkeys("～〜∼—―", "~"),
    **dict.fromkeys("－﹣‐‑‒–−", "-"),
    **dict.fromkeys("〇○", "零"),
    **dict.fromkeys("\u00a0\u202f\u205f\u3000\ufeff", " "),
    **{chr(code): " " for code in range(0x2000, 0x200E)},
    **dict.fromkeys("•・", "·"),
}
_FOLDED = str.maketrans(_WIDTH | SIMPLIFIED)
_SEARCHED = str.maketrans(OTHER_SIMPLIFIED)


def fold(text: str) -> str:
    """Return `text` in half-width and simplified characters, of the same length."""
    return text.translate(_FOLDED)


def fold_script(text: str) -> str:
    """Return `text` as it is searched: as `fold` does, and no character traditional any more."""
    return fold(text).translate(_SEARCHED)
