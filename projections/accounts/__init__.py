"""Accounts: what leads from one number to another."""
