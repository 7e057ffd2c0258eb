"""The rule books: what the package brings, and what a file of somebody else must say."""
