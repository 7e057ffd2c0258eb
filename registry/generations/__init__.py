"""Generations: a log that was copied so that some people are forgotten in it, and named the one before."""

from .forgetting import begin

__all__ = ["begin"]
