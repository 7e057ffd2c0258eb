"""Rosters: compared with a registry, planned, recorded."""
