"""Logs with entries that the library would not write."""
