"""Membership: who is in the union on a day, where, and as what."""
