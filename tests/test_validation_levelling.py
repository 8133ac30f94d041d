"""Each row made level is that of Python's `csv`, filled up or cut; any other stays as it is."""

from __future__ import annotations

import codecs
import csv
import io
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from linhe_opendata.validation.limits import Limits
from linhe_opendata.validation.reading.levelling import Leveller

MARK = codecs.BOM_UTF8
LIMITS = Limits(record_bytes=9, record_cells=5)
CASES: dict[str, tuple[str, str, list[int]]] = {
    "too short": ("1\n2,2\n,\n", "1,,\n2,2,\n,,\n", [-2, -1, -1]),
    "too long": ("1,2,3,4\n,,,,\n", "1,2,3\n,,\n", [1, 2]),
    "as wide as the others": ('1,2,3\n"","",\n', '1,2,3\n"","",\n', [0, 0]),
    "blank": ("\n1\n\r\n1\n", "\n1,,\n\r\n1,,\n", [0, -2, 0, -2]),
    "carriage returns": ("1\r\n1,2,3,4\r\n1,2,3\r\n", "1,,\n1,2,3\n1,2,3\r\n", [-2, 1, 0]),
    "quoted marks": ('"a,b"\n"c\nd",e\n1,",",3,4\n', '"a,b",,\n"c\nd",e,\n1,",",3\n', [-2, -1, 1]),
    "doubled quotes": ('"a"",\n"""\n""""\n', '"a"",\n""",,\n"""",,\n', [-2, -2]),
    "quotes that are text": ('a"\nb",c"\n"d"e"\n', 'a",,\nb",c",\n"d"e",,\n', [-2, -1, -2]),
    "no line feed at the end": ("1,2,3\n1", "1,2,3\n1,,\n", [0, -2]),
    "a line break that would be cut": ('1\n1,2,3,"\n"\n1\n', '1,,\n1,2,3,"\n"\n1,,\n', [-2, -2]),
    "a line break before": ('1,"\n",3,4\n', '1,"\n",3\n', [1]),
    "as many cells as may be": ("1,2,3,4,5\n1\n", "1,2,3\n1,,\n", [2, -2]),
    "one cell more": ("1,,,,,\n1\n", "1,,,,,\n1,,\n", [-2]),
    "one byte more": ("1,2,3,456\n1,2,3,4567\n1\n", "1,2,3\n1,2,3,4567\n1,,\n", [1, -2]),
    "one byte more, too short": ("123456789\n1234567890\n", "123456789,,\n1234567890\n", [-2]),
    "all are left": ("1,,,,,\n1,,,,,,\n", "1,,,,,\n1,,,,,,\n", []),
}
UNKNOWN: dict[str, tuple[str, str]] = {
    "a quote that is never closed": ('1\n2,"x\n', '1,,\n2,"x\n'),
    "an escape": ("1\n2\\\n", "1\n2\\\n"),
    "a carriage return alone": ("1\n2\r3\n", "1\n2\r3\n"),
}


def dialect_of(delimiter: str = ",", quote: str | None = '"', **more: Any) -> csv.Dialect:  # noqa: ANN401 -- of csv
    dialect = csv.excel()
    dialect.delimiter, dialect.quotechar = delimiter, quote
    dialect.quoting = csv.QUOTE_MINIMAL if quote else csv.QUOTE_NONE
    for name, value in more.items():
        setattr(dialect, name, value)
    return dialect


def level(leveller: Leveller, text: str, size: int) -> list[bytes]:
    """Give a text in blocks of a size, none of which ends in a carriage return but the last."""
    raw, blocks, begin = MARK + text.encode(), [], 0
    while begin < len(raw):
        end = begin + max(size, len(MARK))
        while raw[end - 1 : end] == b"\r" and end < len(raw):
            end += 1
        blocks.append(raw[begin:end])
        begin = end
    most = max(map(len, blocks))
    found = list(leveller.level(iter(blocks), most))
    assert all(found)  # what is empty would be the end to Arrow
    assert max(map(len, found), default=0) <= 4 * most + leveller.width
    return found


@pytest.mark.parametrize("case", CASES)
def test_a_row_is_filled_up_or_cut_or_left(case: str) -> None:
    text, expected, beside = CASES[case]
    leveller = Leveller(dialect_of(), 3, 0, LIMITS)
    assert b"".join(level(leveller, text, 1000)) == MARK + expected.encode()
    assert leveller.beside(0, len(beside)).tolist() == beside
    assert leveller.is_whole


@pytest.mark.parametrize("case", UNKNOWN)
def test_text_of_which_the_quotes_are_not_known_stays_as_it_is(case: str) -> None:
    text, expected = UNKNOWN[case]
    leveller = Leveller(dialect_of(escapechar="\\"), 3, 0, LIMITS)
    assert b"".join(level(leveller, text, 1000)) == MARK + expected.encode()
    assert not leveller.is_whole


def test_a_quote_is_not_doubled_where_the_dialect_has_none() -> None:
    text = '"a""\n"b""c"\n'
    leveller = Leveller(dialect_of(doublequote=False), 2, 0, LIMITS)
    assert b"".join(level(leveller, text, 1000)) == MARK + b'"a"",\n"b""c",\n'


def test_a_dialect_may_have_no_quotes() -> None:
    leveller = Leveller(dialect_of(quote=None), 2, 0, LIMITS)
    assert b"".join(level(leveller, '"1\n2,",3\n', 1000)) == MARK + b'"1,\n2,"\n'


def test_what_is_yielded_at_once_grows_with_the_blocks_and_not_with_the_table() -> None:
    leveller = Leveller(dialect_of(), 50, 0, LIMITS)
    assert len(level(leveller, "1\n" * 500, 100)) > 100


MARKS = [(",", '"'), (",", '"'), ("\t", "'"), (";", '"'), ("a", "b"), (" ", None)]
TABLES = st.fixed_dictionaries(
    {
        "marks": st.sampled_from(MARKS),
        "doubles": st.sampled_from([True, True, False]),
        "text": st.lists(
            st.sampled_from([*"xé,,,''\n\n\n\r", "\r\n", "',", ",'", "'\n"]), max_size=30
        ),
        "width": st.integers(1, 4),
        "heads": st.integers(0, 2),
        "size": st.integers(1, 40),
        "step": st.integers(1, 5),
    }
)


@given(drawn=TABLES)
@settings(max_examples=400, deadline=None)
def test_every_row_is_that_of_python_as_wide_as_is_told(drawn: dict[str, Any]) -> None:
    delimiter, quote = drawn["marks"]
    said = {",": delimiter, "'": quote or "'"}
    text = "".join(said.get(letter, letter) for letter in "".join(drawn["text"]))
    dialect = dialect_of(delimiter, quote, doublequote=drawn["doubles"])
    width, expected = drawn["width"], in_python(text, dialect)
    heads = min(drawn["heads"], len(expected))
    leveller = Leveller(dialect, width, heads, LIMITS)
    raw = b"".join(level(leveller, text, drawn["size"]))
    rows = zip(in_python(raw[len(MARK) :].decode(), dialect), expected, strict=True)
    blank = [""] * width  # which is what a blank line is to Arrow
    data = [(cells or blank, theirs or blank) for cells, theirs in rows][heads:]
    assert all(cells == theirs for cells, theirs in data if len(cells) != width)
    regular = [(cells, theirs) for cells, theirs in data if len(cells) == width]
    beside: list[int] = []
    while len(beside) < len(regular):
        some = min(drawn["step"], len(regular) - len(beside))
        beside += leveller.beside(len(beside), some).tolist()
    for (cells, theirs), more in zip(regular, beside, strict=True):
        assert (len(theirs), (theirs + blank)[:width]) == (width + more, cells)


def in_python(text: str, dialect: csv.Dialect) -> list[list[str]]:
    return list(csv.reader(io.StringIO(text, newline=""), dialect))
