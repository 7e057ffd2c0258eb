"""What counts are asked for: a day within the history, as known when all of it is told.

Knowledge from before would spare the peer the facts told since.
"""

from datetime import UTC, date, datetime
from typing import Final

ON: Final = date(2020, 6, 1)
KNOWN_AT: Final = datetime(2025, 1, 1, tzinfo=UTC)
