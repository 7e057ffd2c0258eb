"""What each decision records, what it refuses, and what of the log it depends on."""
