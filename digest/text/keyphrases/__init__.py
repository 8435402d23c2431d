"""Candidates for keywords: word classes, noun phrases, spellings."""
