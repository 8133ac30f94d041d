"""Why a text is not read as one quantity. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from linhe_opendata.messages.sentence import Sentence

if TYPE_CHECKING:
    from collections.abc import Mapping

QUANTITY_SENTENCES: Final[Mapping[str, Sentence]] = {
    "quantity-of-a-kind": Sentence("it is of the kind {kind!r}", "它属于 {kind!r} 一类"),
    "no-reading-covers-it": Sentence(
        "no reading covers it from end to end", "没有一种读法能从头到尾读完它"
    ),
}
