"""The front door and the write side: stores, decisions, agreements."""
