"""The clock of this machine beside the instants of the log."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Final

from .observation import Observation, bad, note, ok

_LEEWAY: Final = timedelta(seconds=2)


def observations(latest: datetime | None, now: datetime) -> Iterator[Observation]:
    """Yield what is to be said of the clock, given the instant of the last entry."""
    ahead = latest - now if latest is not None else timedelta()
    if ahead > _LEEWAY:
        yield bad(
            "clock",
            f"the last entry was recorded at {_written(latest)}, and it is {_written(now)} now",
            "Set the clock of this machine; if it is right, a clock was wrong when the entry was"
            " recorded: what is recorded until then bears the instant of that entry.",
        )
    else:
        yield ok("clock", f"it is {_written(now)}, after the last entry")
    yield _zone(now)


def _zone(now: datetime) -> Observation:
    local = now.astimezone()
    if local.utcoffset():
        return ok(
            "time zone", f"{local.tzname()}: a fact told without a day is true from {local.date()}"
        )
    return note(
        "time zone",
        f"{local.tzname()}: a fact told without a day is true from {local.date()}",
        "If this office is not on that time, set the time zone of the machine, or give --on.",
    )


def _written(instant: datetime | None) -> str:
    return f"{instant:%Y-%m-%d %H:%M:%S} UTC" if instant else "never"
