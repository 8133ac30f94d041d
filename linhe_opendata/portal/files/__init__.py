"""Files beside the pages: tables to take away, the feed of releases, the index for searching."""
