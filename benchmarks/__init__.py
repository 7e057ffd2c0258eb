"""How fast it is beside what a user would have without it: `python -m stewards.benchmarks`.

A group is one thing done by both sides, such as `pytest.mark.benchmark(group="replay")`. The peer's
benchmark in it is called `test_peer...`, ours anything else; each says in `extra_info["facts"]` how
many facts the log had. What a group has to reach stands in `limits`.
"""
