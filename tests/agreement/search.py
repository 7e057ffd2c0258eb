"""How hard the tests of agreement search, and others that draw whole histories.

Each states how many examples it looks at when the whole suite runs. With `HYPOTHESIS_PROFILE=deep`
in the environment it looks at four hundred times as many, and does not stop to explain what it finds.
"""

import os

from hypothesis import HealthCheck, Phase, settings

SHALLOW = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
DEEP = settings(SHALLOW, phases=[p for p in Phase if p is not Phase.explain])


def examples(number: int) -> settings:
    """Return the settings of a test that usually looks at so many examples."""
    if os.environ.get("HYPOTHESIS_PROFILE") == "deep":
        return settings(DEEP, max_examples=400 * number)
    return settings(SHALLOW, max_examples=number)
