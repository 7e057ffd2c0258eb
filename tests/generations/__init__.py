"""Generations: a log copied so that somebody is forgotten in it."""
