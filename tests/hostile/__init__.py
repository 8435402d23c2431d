"""Hostile input and injected faults: nothing gets in, nothing gets lost."""
