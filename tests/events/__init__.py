"""The language: event types, their stored form, the interchange format."""
