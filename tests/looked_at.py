"""What the fast path did to reach a report, which the report does not say."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from linhe_opendata.validation import fast
from linhe_opendata.validation.pieces import certifying
from linhe_opendata.validation.sharing import units

if TYPE_CHECKING:
    import pytest

    from linhe_opendata.validation.fast import Examined
    from linhe_opendata.validation.pieces.cuts import Piece


def note_examined(monkeypatch: pytest.MonkeyPatch) -> list[Examined]:
    """Return a list that fills with what comes of each table."""
    noted: list[Examined] = []
    examine = fast.examine_fast

    def examined(*given: Any, **more: Any) -> Examined:  # noqa: ANN401 -- what it takes
        noted.append(examine(*given, **more))
        return noted[-1]

    monkeypatch.setattr(fast, "examine_fast", examined)
    return noted


def note_pieces(monkeypatch: pytest.MonkeyPatch) -> list[Piece]:
    """Return a list that fills with the pieces that are read in this process."""
    noted: list[Piece] = []
    certify = certifying.certify_piece

    def certified(*given: Any) -> Any:  # noqa: ANN401 -- what it takes and gives
        noted.append(given[2])
        return certify(*given)

    monkeypatch.setattr(units, "certify_piece", certified)
    return noted
