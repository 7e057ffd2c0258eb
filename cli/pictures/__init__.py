"""Pictures: what is drawn stands in a Vega-Lite file each, and the numbers come from answers."""

from .drawing import NAMES, draw

__all__ = ["NAMES", "draw"]
