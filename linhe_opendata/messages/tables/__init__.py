"""The sentences, a table for each family. Pure."""
