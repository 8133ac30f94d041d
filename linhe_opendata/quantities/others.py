"""Numbers of a text that are no quantities: dates, times, ordinals, identifiers. Pure."""

from __future__ import annotations

import re

_N = r"(?>[0-9]{1,2}|[零一二三四五六七八九十廿]{1,3})"
_YEAR = r"(?>(?:1[0-9]|2[01])[0-9]{2}|[零一二三四五六七八九]{4})"
_TO = r"(?:-{1,2}|~|至|到|、)"
_MONTH = rf"{_N}月(?:{_N}[日号])?"
_DATE = rf"(?:{_YEAR}年(?:{_MONTH})?|{_MONTH}|{_N}[日号])"
_AFTER_HOUR = rf"(?:半|钟|整|许|前|后|{_N}分(?!钟|之))"

OTHERS = {
    "identifier": (
        r"(?<![0-9A-Za-z])[A-Za-z][A-Za-z.]*-?[0-9][0-9A-Za-z.\-]*+"
        r"|0[0-9]{2,3}-[0-9]{7,8}(?![0-9])"
        r"|1[3-9][0-9]{9}(?![0-9])"
        r"|[0-9]++(?:\.[0-9]++){2,}+"
        r"|[0-9]++/[0-9]++"
        r"|(?>[0-9]{1,4}|[零一二三四五六七八九十百]{1,3})(?:年级|期(?!间|望|货)|号|级|班|路|版|强)"
    ),
    "date": (
        rf"{_YEAR}[-/.][0-9]{{1,2}}[-/.][0-9]{{1,2}}(?![0-9])"
        rf"|(?:(?:{_DATE}|{_YEAR}|{_N}){_TO})?{_DATE}"
        rf"|(?:{_YEAR}{_TO})?{_YEAR}学年"
        r"|(?:[0-9]0|[一二三四五六七八九]十)年代"
        rf"|0[0-9]年|{_N}(?:世纪|季度)"
    ),
    "time": (
        rf"{_N}:[0-9]{{2}}(?::[0-9]{{2}})?"
        rf"|(?:{_N}{_TO})?{_N}(?:[点时]{_AFTER_HOUR}|点(?![零一二三四五六七八九])|时)"
    ),
    "ordinal": rf"第[0-9零一二三四五六七八九十百千廿]++|{_N}届",
}
"""What a number is when it is no quantity, and how it is printed (folded)."""

OTHER = re.compile("|".join(f"(?P<{kind}>{form})" for kind, form in OTHERS.items()))
