"""What was recorded together is listed, shown and taken back together."""
