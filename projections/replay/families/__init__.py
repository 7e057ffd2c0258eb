"""The log by families of facts: each file is a view of its name over the columns laid out."""
