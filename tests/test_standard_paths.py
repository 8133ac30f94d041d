"""A path that every store can hold is one that may be followed; the rules are said once."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linhe_opendata.standard.paths import find_danger, is_portable

DANGEROUS = ["/x", "~/x", "C:/x", "c:x", "..", "a/../b", "a\\..\\b", "a\\b", "http://x", "a\nb", ""]


@pytest.mark.parametrize("path", DANGEROUS)
def test_a_dangerous_path_is_neither_followed_nor_stored(path: str) -> None:
    assert find_danger(path)
    assert not is_portable(path)


@pytest.mark.parametrize("path", ["数据/表.csv", "a b.csv", "a//b", ".hidden"])
def test_a_package_may_name_what_a_store_cannot_hold(path: str) -> None:
    assert find_danger(path) is None
    assert not is_portable(path)


@given(st.text("ab.:/\\~-C\n", max_size=12) | st.text(max_size=12))
def test_whatever_can_be_stored_may_be_followed(path: str) -> None:
    assert not (is_portable(path) and find_danger(path))
