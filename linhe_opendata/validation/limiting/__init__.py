"""Patterns, fields and parsers that never take longer than the limits allow."""
