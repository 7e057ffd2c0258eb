"""Seals, and whether a log is what it was when it was sealed."""
