"""Tests of the pages to look around in."""
