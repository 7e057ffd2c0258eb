"""The organisation: units, what they lie under, what became of them."""
