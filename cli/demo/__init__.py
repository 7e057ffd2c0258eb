"""The demonstration: a sample branch and generated histories."""
