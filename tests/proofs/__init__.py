"""Proofs: claims of the stores tried many times over, under load and faults.

`make test` tries each a few times, `make prove` many times.
"""
