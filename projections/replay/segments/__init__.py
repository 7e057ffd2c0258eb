"""Column segments: the replayed log kept beside the store."""
