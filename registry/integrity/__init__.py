"""Whether a log is what it was: seals, those who witness them, and verifying against them."""
