"""Tests of reading other people's lists."""
