"""People apart from facts: who they are in a file of their own, minted ids in the log."""
