"""How fast it is beside what a user would have without it: `python -m stewards.benchmarks`.

`works` says what is measured of a history, `commands` of the command line; each measurement is a process of
its own (`probe`, `measuring`), over files that are made once (`making`). What has to be reached stands in
`limits`. `curve` measures the same with histories of 10,000 facts and more.
"""
