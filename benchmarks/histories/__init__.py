"""Made-up histories of any size."""
