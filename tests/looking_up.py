"""What a single small table would not show: short texts looked up, and a table alike before it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from linhe_opendata.validation.kernels import short
from linhe_opendata.validation.proving import verdicts

if TYPE_CHECKING:
    import pytest
    from fuzz_dimensions import Case

ROWS = (1, 2, 10, verdicts.MANY_ROWS)
FEW = (verdicts.FEW_DISTINCT, 3)
MOST = (short.MOST, 4)


def look_up(patch: pytest.MonkeyPatch, case: int) -> None:
    """Let batches of few rows be looked up, in three cases of four, and little be remembered."""
    patch.setattr(verdicts, "BATCHES_BEFORE", case // 16 % 2)
    patch.setattr(verdicts, "MANY_ROWS", ROWS[case % 4])
    patch.setattr(verdicts, "FEW_DISTINCT", FEW[case // 4 % 2])
    patch.setattr(short, "MOST", MOST[case // 8 % 2])


def shortened(case: Case) -> Case:
    """Return a case with the same fields and a part of the rows, the last of them cut."""
    *files, last = case.files
    return replace(case, files=[*files, last[: 2 * len(last) // 3]])
