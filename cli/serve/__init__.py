"""Pages to look around a registry in: from any day, as known at any instant. They change nothing."""
