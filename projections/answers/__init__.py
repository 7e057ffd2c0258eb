"""SQL that answers one question a file."""
