"""Worked examples: what happens in an office, and what the registry says of it."""
