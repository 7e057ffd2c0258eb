"""How long a replay takes as the history grows, from 10,000 facts: `python -m stewards.benchmarks.curve`.

All is measured in one run, each measurement in a process of its own, the peers beside us.
"""
