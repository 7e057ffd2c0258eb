"""The replay: from the log to columns."""
