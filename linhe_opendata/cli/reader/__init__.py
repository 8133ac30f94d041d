"""The commands of whoever uses what was published."""
