"""Explanations: what stands behind a number, a verdict or a mandate."""
