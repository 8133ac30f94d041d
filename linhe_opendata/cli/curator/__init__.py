"""The commands of whoever curates figures."""
