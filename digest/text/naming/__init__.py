"""Names and their variants."""
