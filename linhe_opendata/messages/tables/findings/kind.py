"""What is said of a kind of finding, whatever it was found in. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping

    from linhe_opendata.messages.sentence import Sentence


class FindingKind(NamedTuple):
    """A kind of finding: its name for people, what it is about, and how it is mended.

    `when` says when it occurs, where what it is about does not.
    """

    title: Sentence
    about: Sentence
    remedy: Sentence
    when: Sentence | None = None


def kind_sentences(kinds: Mapping[str, FindingKind]) -> dict[str, Sentence]:
    """Return the sentences of kinds by their codes: `title-…`, `about-…`, `remedy-…`, `when-…`."""
    return {
        f"{part}-{kind}": said
        for kind, sentences in kinds.items()
        for part, said in sentences._asdict().items()
        if said is not None
    }
