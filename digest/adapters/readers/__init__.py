"""One reader for each format: bytes to manuscripts."""
