"""Evidence: the member lists that were taken in, and what the log holds of those they may change."""
