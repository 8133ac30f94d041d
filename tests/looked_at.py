"""What the fast path did to reach a report, which the report does not say."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from linhe_opendata.validation import fast

if TYPE_CHECKING:
    import pytest

    from linhe_opendata.validation.fast import Examined


def note_examined(monkeypatch: pytest.MonkeyPatch) -> list[Examined]:
    """Return a list that fills with what comes of each table."""
    noted: list[Examined] = []
    examine = fast.examine_fast

    def examined(*given: Any, **more: Any) -> Examined:  # noqa: ANN401 -- what it takes
        noted.append(examine(*given, **more))
        return noted[-1]

    monkeypatch.setattr(fast, "examine_fast", examined)
    return noted
