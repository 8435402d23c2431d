"""Prose told from page furniture, line by line."""
