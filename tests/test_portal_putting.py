"""What is put into a site is of any size, and never in place of what was published."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from linhe_opendata.documents import LARGEST_DOCUMENT
from linhe_opendata.errors import StoreError
from linhe_opendata.portal.putting import open_writer
from linhe_opendata.store import FolderStore

if TYPE_CHECKING:
    from pathlib import Path


def test_a_file_of_any_size_is_kept_and_one_with_other_content_is_not_replaced(
    tmp_path: Path,
) -> None:
    data, site = b"x" * (LARGEST_DOCUMENT + 1), FolderStore(tmp_path / "site")
    for counts in ((1, 0), (0, 1)):
        with open_writer(site) as writer:
            writer.keep("large.parquet", lambda: data)
            writer.finish()
            assert (writer.written, writer.unchanged) == counts
    for content in (data, data + b"!"):
        with open_writer(site) as writer:
            writer.put("catalogue.ttl", content)
            writer.put_waiting()
        assert site.find("catalogue.ttl", len(content)) == content
    with open_writer(site) as writer:
        first = writer.keep("large.parquet", lambda: b"other")
        writer.keep("release.json", lambda: b"{}", after=[first])
        with pytest.raises(StoreError, match="is not what was published"):
            writer.finish()
    assert site.find("release.json") is None
