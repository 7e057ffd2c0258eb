"""Worked examples of elections: what a registrar could read, given, when, then."""
