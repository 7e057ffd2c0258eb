"""How fast it is beside what a user would have without it: `python -m benchmarks`."""
