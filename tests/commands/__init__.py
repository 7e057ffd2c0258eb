"""Commands that are told more than once."""
