"""Imports: what happened is recorded, however odd; only what is malformed is refused."""
