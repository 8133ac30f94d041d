"""Another machine's tools, whose Parquet and zip files say the same in other bytes."""

from __future__ import annotations

import platform
from contextlib import contextmanager
from typing import TYPE_CHECKING

import pytest

from linhe_opendata.packing import archives, canonical

if TYPE_CHECKING:
    from collections.abc import Iterator

OTHER_PYTHON = "3.99.0"


@contextmanager
def other_tools() -> Iterator[None]:
    """Write as other versions of the tools do: the codec of Parquet, how a zip packs its files."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(canonical._PARQUET, "compression", "gzip")  # noqa: SLF001
        patch.setattr(archives, "_ALREADY_COMPRESSED", (".csv", ".rels"))
        patch.setattr(platform, "python_version", lambda: OTHER_PYTHON)
        yield
