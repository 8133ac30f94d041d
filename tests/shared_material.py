"""Where the material lies that some tests read and the project does not contain."""

from __future__ import annotations

from pathlib import Path

import pytest

_CHECKOUT = Path(__file__).resolve().parents[1]
_CANDIDATES = (_CHECKOUT.parent / "shared", _CHECKOUT.parents[1] / "shared")


def shared(name: str) -> Path:
    """Return a file or folder of the shared material, or skip the test where it is absent."""
    for folder in _CANDIDATES:
        if (folder / name).exists():
            return folder / name
    pytest.skip(f"the shared material {name!r} does not lie beside this checkout")
