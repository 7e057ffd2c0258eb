"""What looks odd, one finding a file."""
