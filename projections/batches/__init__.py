"""Batches: what was recorded together."""
