"""From files to records: open a table, read it in batches, find a record again."""
