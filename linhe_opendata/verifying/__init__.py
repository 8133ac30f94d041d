"""Is what lies in a store or a folder still what was recorded of it? Does I/O (reads)."""
