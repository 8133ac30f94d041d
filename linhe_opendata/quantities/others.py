"""Numbers of a text that are no quantities, each by what it is: a date, a name, a telephone. Pure.

The order of the kinds is the order in which they are tried. What no form can tell (is 5/8 a day or
a share, is 28366166 a count or a telephone?) is `uncertain`: a reader does not guess.
"""

from __future__ import annotations

import re

from linhe_opendata.quantities.tables import beside
from linhe_opendata.quantities.tables.currencies import BEFORE
from linhe_opendata.quantities.tables.names import MADE, NAMES

_N = r"(?>[0-9]{1,2}|[零一二三四五六七八九十廿]{1,3})"
_YEAR = r"(?>(?:1[0-9]|2[01])[0-9]{2}|[零一二三四五六七八九]{4})"
_TO = r" ?(?:-{1,2}|~{1,2}|至|到|、) ?"
_NO_SPAN = "".join(f"(?<!{word})" for word in beside.DAYS_AFTER.split())
_DAY = rf"{_NO_SPAN}{_N} ?(?:日(?![内元圆币]|历[天日])|号(?![楼院线门馆]))"
_MONTH = rf"{_N} ?月(?: ?{_N} ?[日号])?"
_DATE = rf"(?:{_YEAR} ?年(?: ?{_MONTH})?|{_MONTH}|{_DAY})"
_AFTER_HOUR = rf"(?:半|钟|整|许|前|后| ?{_N} ?分(?!钟|之))"
_NUMBERED = "(?>[0-9]{1,4}|[零一二三四五六七八九十百]{1,3})"
_RANK = "[0-9零一二三四五六七八九十百千廿]++"
_HOUR = r"(?>[0-9]{1,2}|[零一二两三四五六七八九十]{1,3})"
_DECIMAL = r"[0-9]++(?:\.[0-9]++)?"
_MINGUO = r"(?:[5-9][0-9]|1[0-2][0-9])"
_SCHOOL = r"(?:学年度?|年度|财政年度|财年)"
_COUNTS = "次个人名通起件条万亿千百余多宗份家位户元%‰"
_SHORT_DIGITS = "[零一二三四五六七八九]{2}"


def _after(*words: str) -> str:
    """Return a condition: one of the words stands before, told by its last character first."""
    ends = "".join(re.escape(end) for end in sorted({word[-1] for word in words}))
    return f"(?<=[{ends}])(?:" + "|".join(f"(?<={re.escape(word)})" for word in words) + ")"


def _one_of_names() -> str:
    """Return a form of all names, the longest first, told by its first character first."""
    names = sorted(NAMES.split(), key=len, reverse=True)
    heads = "".join(sorted({name[0] for name in names}))
    return f"(?=[{heads}])(?:{'|'.join(names)})"


_MONEY = "|".join(
    word for words in BEFORE.values() for word in words.split() if word.isascii() and word.isalpha()
)
_PHONE = _after(*(word + mark for word in beside.PHONES.split() for mark in ("", ":", ": ")))
_POSTCODE = _after("邮编", "邮编:", "邮编: ", "邮政编码", "邮政编码:", "邮递区号", "邮递区号:")
_CODED = _after(*(word + mark for word in beside.CODES.split() for mark in ("", ":", ": ")))
_MODELLED = _after(*beside.MODELS.split())
_TITLED = _after(*beside.TITLES.split())
_PROPER = (
    *(f"[1-{whole - 1}]/{whole}" for whole in range(2, 11)),
    *(f"(?:[1-9]|1[0-{whole - 11}])/{whole}" for whole in range(11, 21)),
    "[1-9][0-9]?/100{1,3}",
)
FRACTION = rf"(?=[0-9]{{1,2}}/)(?<![0-9./])(?:{'|'.join(_PROPER)})(?![0-9/.:])"
"""A share with a stroke: 1/3. Whether it is a share at all, its neighbours say."""
_SHARE_AFTER = r"(?<=[占的约近超过达为到至有足仅逾下即以于是短少加长低高了])"
_SHARE_BEFORE = r"(?= ?(?:以上|以下|以内|左右|强|弱|多|的|人口|家庭|居民|企业))"

OTHERS = {
    "date": (
        rf"{_YEAR}[-/.][0-9]{{1,2}}[-/.][0-9]{{1,2}}(?![0-9])"
        rf"|(?:{_YEAR}[-~/至])?{_YEAR}[-~/至] ?[0-9]{{2,4}} ?(?:{_SCHOOL}|年)(?!来|内)"
        rf"|(?:[0-9]{{2,3}}[-~至、]){{0,2}}(?:{_YEAR}|[0-9]{{2,3}}) ?{_SCHOOL}"
        rf"|{_SHORT_DIGITS}(?:[/至-]{_SHORT_DIGITS})? ?{_SCHOOL}"
        rf"|(?<=民国) ?[0-9一二三四五六七八九十百零]{{1,5}} ?年(?: ?{_MONTH})?"
        rf"|{_MINGUO} ?年 ?{_MONTH}|(?<=[明今去本前]\(){_MINGUO}(?=\))"
        rf"|(?<=年\()(?:19|20)[0-9]{{2}}(?=\))"
        rf"|(?<=[今明昨]\(){_N}(?=\)日)"
        rf"|(?:(?:{_DATE}|{_YEAR}|{_N}){_TO})?{_DATE}"
        rf"|(?:{_YEAR}(?:{_TO}|/))?{_YEAR} ?学年|(?:19|20)[0-9]{{2}}[/-][0-9]{{2}}(?![0-9/-])"
        r"|(?:[0-9]0|[一二三四五六七八九]十) ?年代"
        r"|[0-9][05]后|[零一二三四五六七八九][零五]后"
        r"|(?<=公元)前?[0-9]++ ?年|(?<=公元前)[0-9]++ ?年"
        rf"|(?<=前) ?{_N} ?个月|(?<=[上下前后])一年|(?<=双)(?:1[12]|十[一二])(?!月)"
        r"|(?<=初)[一二三四五六七八九十](?![中小步期级心始])"
        rf"|[0-9]{{1,2}}·[0-9]{{1,2}}"
        rf"|0[0-9]年|(?:{_N}{_TO})?{_N} ?(?:世纪|季度)"
    ),
    "time": (
        rf"{_HOUR}:[0-9]{{2}}(?::[0-9]{{2}})?(?![:0-9]|\.[0-9])"
        rf"|(?:{_HOUR}{_TO})?{_HOUR} ?(?:[点时]{_AFTER_HOUR}|点(?![零一二三四五六七八九])|时)"
    ),
    "document": (
        r"(?<=[〔\[(])(?:19|20)[0-9]{2}[〕\])] ?(?:第 ?)?[0-9]{1,5} ?号"
        r"|(?<=字)第 ?[0-9]{4,14} ?号|[0-9]{5,14} ?号"
    ),
    "telephone": (
        r"0[0-9]{1,3}[-~ ][0-9]{3,4}[- ]?[0-9]{3,5}(?![0-9])"
        r"|(?<=\()0[0-9]{1,3}\) ?[0-9]{3,4}[- ]?[0-9]{3,4}(?![0-9])"
        r"|(?<=[转轉])[0-9]{2,5}(?![0-9万亿元%])(?! ?[\u4e00-\u9fff])"
        r"|(?:400|800|0800)-?[0-9]{3,4}-?[0-9]{3,4}(?![0-9])"
        r"|1[3-9][0-9]{9}(?![0-9元人])"
        r"|[0-9]{3,6}(?=热线|专线|急救|报警|(?:市民|政务|便民|服务)(?:服务)?(?:热线|专线|平台))"
        rf"|{_PHONE}(?:\([0-9]{{2,4}}\) ?)?[0-9][0-9 /-]{{1,22}}[0-9](?![0-9.,])"
        rf"(?! ?[{_COUNTS}])(?:[或/、] ?[0-9]{{3,8}}(?: [0-9]{{4}})?(?![0-9.,])(?! ?[{_COUNTS}]))*+"
    ),
    "postcode": rf"{_POSTCODE}[0-9]{{3,6}}(?![0-9])",
    "identifier": (
        rf"{_CODED}[0-9]{{3,24}}(?![0-9.,])(?! ?[{_COUNTS}])"
        rf"|{_MODELLED}-[0-9]{{1,4}}[A-Z]?(?![0-9.%‰℃])|(?<=波音)7[0-9]7"
        r"|[A-Za-z]{1,2}[0-9]++\+[0-9]++(?:\.[0-9]++)?(?![0-9])|(?<=[台县道乡])[0-9]{1,3}(?=线)"
        r"|"
        rf"(?<![0-9A-Za-z])(?!(?:{_MONEY})[0-9])[A-Za-z][A-Za-z.]*-?[0-9][0-9A-Za-z.\-]*+"
        r"(?! ?[万亿元%‰])"
        r"|0[0-9]{2,3}[-~][0-9]{7,8}(?![0-9])"
        r"|0[0-9]++(?![0-9.,])"
        r"|[0-9]{17}[0-9Xx](?![0-9A-Za-z])"
        r"|[0-9]++(?:-[0-9]++){2,}+"
        r"|[0-9]++(?:\.[0-9]++){2,}+"
        r"|[0-9]{2,5}(?=平台)|[0-9]{1,4}(?=[国省县乡]道)|(?<=[国省县]道)[0-9]{2,4}"
        r"|(?:十[二三四五六七八九]|二十)大"
        rf"|(?:{_NUMBERED}{_TO})?{_NUMBERED} ?"
        r"(?:年级|期(?!间|望|货)|号|级|班(?!次|列)|路(?!车)|版|强|型|楼|单元)|[0-9]{3,4}室"
        r"|[0-9]{1,4}路车|[0-9]{2,3}(?=医院|航班|次列车)"
    ),
    "footnote": (
        r"(?<=\[)[0-9]{1,3}(?=\])|[①-⑳]|(?<=[表图])[0-9]{1,2}[-.][0-9]{1,2}(?![0-9%‰万亿])"
        r"|(?:(?<=[表图注])|(?<=附件)|(?<=附表)|(?<=专栏))[0-9]{1,2}(?=[:,，;。、)\s“《]|所示|\Z)"
    ),
    "name": (
        r"(?<=[\u4e00-\u9fffA-Za-z“])(?<![为达到至是率值于约近超过有])[1-9]\.0"
        r"(?=[\u4e00-\u9fff“”,，、。;:)(]|\Z)"
        r"(?![年月天个名人万亿元倍米吨公分小平千百])"
        rf"|{_TITLED}(?:19|20)[0-9]{{2}}(?![0-9.,年万亿%{_COUNTS}])"
    ),
    "ratio": (
        rf"{_DECIMAL}(?: ?[:比赔] ?{_DECIMAL})++|[0-9]++(?:\+[0-9A-Za-z]++)++"
        rf"|{_DECIMAL}(?: ?[×*] ?{_DECIMAL})++(?:\^-?[0-9]++)?|[0-9]++\^-?[0-9]++"
        rf"|(?!{FRACTION})[0-9]++(?:/[0-9]++)++"
    ),
    "uncertain": rf"(?!{_SHARE_AFTER}|{FRACTION}{_SHARE_BEFORE}|\A{FRACTION}\Z){FRACTION}",
    "ordinal": (
        rf"第 ?{_RANK}(?:{_TO}第?{_RANK}(?![0-9.]))*|{_N} ?届(?:{_N}次)?"
        rf"|(?:(?<=[^目此之日以提年会月午]前)|(?<=^前)) ?{_RANK}(?=[名位强大甲])"
        r"|^[0-9]{1,2}(?=[、)]|\.(?![0-9]))|(?<=[\s;。:，])[0-9]{1,2}(?=、|\)|\.(?![0-9]))"
        rf"|^[0-9]{{1,2}}(?= [\u4e00-\u9fff])(?! [{_COUNTS}年月日天岁小分公平所项批])"
        r"|(?<=\()(?:[0-9]{1,2}|[一二三四五六七八九十]{1,3})(?=\))"
        r"|(?:^|(?<=[\s。;:]))[一二三四五六七八九十]{1,3}(?=、)"
    ),
    "numeral": "|".join((_one_of_names(), *MADE)),
}
"""What a number is when it is no quantity, and how it is printed (folded)."""

YEAR = re.compile(r"(?:19|20)[0-9]{2}")
MINGUO = re.compile(_MINGUO)
TELEPHONE = re.compile(r"[2-9][0-9]{6,7}")
"""Bare numbers that may as well be a year, or a telephone."""

OTHER_NUMBER = re.compile(
    "|".join(f"(?P<{kind}>{form})" for kind, form in OTHERS.items()), re.MULTILINE
)
