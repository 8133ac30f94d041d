"""What the texts say of a project's records, and the records of the texts. Pure."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from linhe_opendata.figures.evidence import (
    Sighting,
    check_exclusion,
    check_place,
    digest_text,
    sight_quantities,
)
from linhe_opendata.figures.model import Breach
from linhe_opendata.figures.rules import find_place
from linhe_opendata.messages import message

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    from linhe_opendata.figures.model import Source
    from linhe_opendata.figures.records import CuratedRow, Records
    from linhe_opendata.quantities import Quantity

    Verdicts = Iterator[tuple[CuratedRow[Any], Breach]]


def judge_texts(records: Records, texts: Iterable[str]) -> Verdicts:
    """Yield what is wrong with the records of each clean text that is a source of them."""
    for text in texts:
        if source := find_source(records, text):
            place = place_of(records, source.says.id)
            yield from _judge_text(of_source(records, source.says.id), source, text, place)


def find_source(records: Records, text: str) -> CuratedRow[Source] | None:
    """Return the source that a clean text is, None where it is none."""
    digest = digest_text(text)
    return next((source for source in records.sources if source.says.sha256 == digest), None)


def count_evidence(
    records: Records, texts: Collection[str]
) -> tuple[dict[str, int], dict[str, int]]:
    """Count the sources that clean texts were given of, and what is left without evidence."""
    given = {source.says.id for text in texts if (source := find_source(records, text))}
    missing = len(records.sources) - len(given) if texts else 0
    return {"texts": len(given)}, {"sources": missing, "evidence": int(not texts)}


def place_of(records: Records, source: str | None = None) -> str:
    """Return the place (ISO 3166-1) of a source: that of its figures, or of all there are."""
    own = [record.says for record in records.figures if record.says.source == source]
    return find_place(own) if own else records.place


def of_source(records: Records, source: str) -> Records:
    """Return the records with only the figures and exclusions of one source."""
    return replace(
        records,
        figures=tuple(record for record in records.figures if record.says.source == source),
        exclusions=tuple(record for record in records.exclusions if record.says.source == source),
    )


def _judge_text(records: Records, source: CuratedRow[Source], text: str, place: str) -> Verdicts:
    figures = [record.says for record in records.figures]
    if source.says.length != len(text):
        said = message("text-length", length=len(text))
        yield source, Breach("evidence-length", "length", said)
    for figure in records.figures:
        yield from ((figure, finding) for finding in check_place(figure.says, text, place))
    for exclusion in records.exclusions:
        found = check_exclusion(exclusion.says, text, figures)
        yield from ((exclusion, finding) for finding in found)


def find_unseen(records: Records, text: str) -> Iterator[Quantity]:
    """Yield the quantities of a clean text, if it is a source, that the records say nothing of."""
    if source := find_source(records, text):
        name = source.says.id
        for sighting in sight_records(of_source(records, name), text, place_of(records, name)):
            if sighting.status == "unseen":
                yield sighting.quantity


def sight_records(records: Records, text: str, place: str = "CN") -> list[Sighting]:
    """Return every quantity of a clean text from `place` and what became of it in the records."""
    figures = [record.says for record in records.figures]
    exclusions = [record.says for record in records.exclusions]
    return sight_quantities(text, figures, exclusions, place)
