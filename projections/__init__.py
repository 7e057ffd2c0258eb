"""The read side: what follows from the log, one subject a room."""
