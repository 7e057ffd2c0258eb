"""The same answers from other engines, over the segments of the log."""
