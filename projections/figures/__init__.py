"""Ratios, such as cases for each caseworker, and what they come to against the norm of their day."""
