"""The peer of a member list: two files read without a check, and joined, as an office does with two sheets.

It names who differs. It does not know which ids are valid, which days are days, which units were merged, or
what was known when. `python -m stewards.benchmarks.polars_peer LIST MEMBERS` prints seconds as JSON.
"""

import json
import sys
from time import perf_counter

import polars as pl


def differing(roster: str, members: str) -> int:
    """Return how many members stand in one of the two files alone, or at different workplaces."""
    listed = pl.read_csv(roster, separator=";", encoding="cp1252", infer_schema=False)
    theirs = listed.select(member="Medlemsnr.", workplace=pl.col("Arbejdsplads-id"), is_listed=True)
    both = pl.read_csv(members, infer_schema=False).join(theirs, on="member", how="full")
    return both.filter(pl.col("workplace").ne_missing(pl.col("workplace_right"))).height


if __name__ == "__main__":
    began = perf_counter()
    differing(*sys.argv[1:])
    print(json.dumps({"list": perf_counter() - began}))
