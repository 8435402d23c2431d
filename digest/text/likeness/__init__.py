"""How alike texts are, and which belong together."""
