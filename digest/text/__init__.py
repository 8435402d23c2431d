"""What several stages know about language; pure."""
