"""A sample is sniffed as Python sniffs it, but never for long."""

from __future__ import annotations

import csv

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from linhe_opendata.validation.limiting.sniffing import LinearSniffer, is_quick
from linhe_opendata.validation.untrusted.worker import sniffer

SAMPLES = st.one_of(
    st.text(alphabet="\"', ;|a\n\t.é-", max_size=60),
    st.lists(
        st.sampled_from(['"a"', "'b'", ",", ";", "|", "\t", " ", "\n", '""', "c", "1.5", "。"]),
        max_size=60,
    ).map("".join),
)
DELIMITERS = st.sampled_from([",\t;|", ",", ";", "|", " ", "é"])


@settings(max_examples=2000, deadline=None)
@given(SAMPLES, DELIMITERS)
@example('a,b\n1,"x ""y"" z"\n2,"x"\n', ",\t;|")
@example("'a'\n'b'\n", ",\t;|")
@example("'a', 'b', 'c'\n", ",\t;|")
@example('\n"a"\n;"b";\'c\';', ",\t;|")
def test_the_guess_is_that_of_python(sample: str, delimiters: str) -> None:
    assert sniffer(delimiters, LinearSniffer)(sample) == sniffer(delimiters)(sample)
    assert marks(LinearSniffer(), sample) == marks(csv.Sniffer(), sample)


def marks(one: csv.Sniffer, sample: str) -> tuple[str, str | None, bool] | None:
    """Return what is sniffed where any mark may be the delimiter."""
    try:
        found = one.sniff(sample)
    except csv.Error:
        return None
    return found.delimiter, found.quotechar, bool(found.skipinitialspace)


@pytest.mark.parametrize(
    ("sample", "quick"),
    [
        ("a,b\n1,2\n", True),
        ('a,b\n1,"2"\n', True),
        ("a" * (1 << 20) + "b", False),
        ("".join(f"{chr(0x3000 + n)}'" for n in range(0x20)), True),
        ("".join(f"{chr(0x2190 + n)}'" for n in range(60)), False),
    ],
)
def test_a_sample_is_quick_unless_it_is_long_or_many_marks_stand_at_quotes(
    sample: str,
    quick: bool,  # noqa: FBT001 -- a column of the table
) -> None:
    assert is_quick(sample) is quick


def test_a_sniffer_with_other_expressions_is_not_taken_for_quick(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assert is_quick("a,'b'\n")
    monkeypatch.setattr(csv.Sniffer, "_guess_quote_and_delimiter", lambda *_: ("", 0, None, 0))
    assert not is_quick("a,'b'\n")
    assert is_quick("a,b\n")
