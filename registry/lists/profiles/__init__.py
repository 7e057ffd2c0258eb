"""The profiles the package brings: which heading holds what."""
