"""The rule books, as TOML files: a package, so that they are installed."""
