"""The read side: SQL over the log, one question a file, and the replay that feeds it.

Imports `stewards.events`, and neither `stewards.registry` nor `stewards.cli`.
"""
