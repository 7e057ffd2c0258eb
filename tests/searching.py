"""How much the random searches draw: the one place from which each of them takes its number.

What a test states is what it draws in `make test`: little, but other examples in each run, so that the
runs add up. In `make search` it draws `SEARCH` times as many, and does not stop to explain what it finds.
"""

import os
from typing import Final

from hypothesis import HealthCheck, Phase, settings

IS_SEARCH: Final = "SEARCH" in os.environ
"""Whether this is `make search`: only what relies on chance is run, and nothing is spared."""

TIMES: Final = int(os.environ.get("SEARCH", "1"))
"""How many times as much is drawn as in `make test`."""

USUAL: Final = 33
"""How many examples a test looks at that states no number."""


def examples(number: int, *allowed: HealthCheck) -> settings:
    """Return the settings of a test that looks at so many drawn examples when the whole suite runs.

    It looks at one more, as hypothesis begins with the simplest example there is. How long one takes, a
    busy machine decides, so none is too slow.

    Args:
        number: How many.
        allowed: What hypothesis is not to mind, besides.
    """
    return settings(
        max_examples=number * TIMES + 1,
        deadline=None,
        phases=[each for each in Phase if not IS_SEARCH or each is not Phase.explain],
        suppress_health_check=[HealthCheck.too_slow, *allowed],
    )
