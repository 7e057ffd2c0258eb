"""Small lines that show a course within a row of text."""

from collections.abc import Sequence
from typing import Final

_HEIGHTS: Final = "▁▂▃▄▅▆▇█"


def sparkline(values: Sequence[int]) -> str:
    """Return a character a value, from the lowest of them to the highest; flat where all are the same."""
    low, high = min(values, default=0), max(values, default=0)
    top = len(_HEIGHTS) - 1
    if low == high:
        return _HEIGHTS[top // 2] * len(values)
    return "".join(_HEIGHTS[round((each - low) * top / (high - low))] for each in values)
