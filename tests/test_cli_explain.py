"""`linhe explain` says what a report names, with the example of its page."""

from __future__ import annotations

import pytest
from command_line import run
from error_pages import EXAMPLES, WITHOUT_EXAMPLE

from linhe_opendata.reports.kinds import KINDS_OF_FINDINGS


@pytest.mark.parametrize("kind", KINDS_OF_FINDINGS)
def test_each_type_is_explained_with_its_example_if_it_has_one(kind: str) -> None:
    said = run("explain", kind)
    assert said.exit_code == 0
    assert ("```" in said.stdout) == (kind in EXAMPLES)
    assert (kind in EXAMPLES) != (kind in WITHOUT_EXAMPLE)


def test_an_example_is_that_of_the_page() -> None:
    said = run("explain", "duplicate-label").stdout
    assert "`table.csv`:\n\n```csv\nid,id\n1,2\n```" in said
    assert "A report says" not in said
    assert said.index("```") < said.index("help: ")
