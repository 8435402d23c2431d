"""The steps of the pipeline: pure functions that never import each other."""
