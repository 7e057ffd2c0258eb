"""The clock of this machine beside the instants of the log."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Final

from .entries import Reading
from .observation import Observation, bad, note, ok

_LEEWAY: Final = timedelta(seconds=2)


def observations(reading: Reading, now: datetime) -> Iterator[Observation]:
    """Yield what is to be said of the clock, given what was read of the log."""
    ahead = reading.ahead_of(now + _LEEWAY)
    if ahead:
        first, last = ahead[0], ahead[-1]
        entries = f"entries {first} to {last} were" if last > first else f"entry {first} was"
        yield bad(
            "clock",
            f"{entries} recorded ahead of the clock, up to {_written(reading.latest)}, and it is"
            f" {_written(now)} now",
            "Correct the clock of this machine; if it is right, a clock was wrong when they were recorded:"
            " record with --despite-clock, and ask by the numbers of entries, as in"
            f" --known-at entry:{last}, until that instant has passed.",
        )
    else:
        yield ok("clock", f"it is {_written(now)}, after the last entry")
    yield _zone(now)


def _zone(now: datetime) -> Observation:
    local = now.astimezone()
    if local.utcoffset():
        return ok(
            "time zone",
            f"{local.tzname()}: a fact recorded without a day takes effect on {local.date()}",
        )
    return note(
        "time zone",
        f"{local.tzname()}: a fact recorded without a day takes effect on {local.date()}",
        "If that is not this office's time, set the machine's time zone, or give --on.",
    )


def _written(instant: datetime | None) -> str:
    return f"{instant:%Y-%m-%d %H:%M:%S} UTC" if instant else "never"
