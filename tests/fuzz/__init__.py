"""Fuzzing: `python -m tests.fuzz`, or `make fuzz`; see `__main__.py`."""
