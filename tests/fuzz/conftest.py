"""The long run of the fuzzer is asked for by name: `pytest -m fuzz`."""

from __future__ import annotations

import pytest


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    if "fuzz" in str(config.getoption("-m")):
        return
    skip = pytest.mark.skip(reason="the long run; ask for it with -m fuzz")
    for item in items:
        if item.get_closest_marker("fuzz"):
            item.add_marker(skip)
