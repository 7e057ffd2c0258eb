"""`stewards demo`: a made-up branch, and what the main questions answer about it."""
