"""How days, instants and numbers on the command line are read: as strictly as in a file."""

import re
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Annotated, Any, Final

import click
import msgspec

from ..events.civil_registration import holds_civil_registration_number
from ..events.errors import CivilRegistrationNumber, MalformedDay, MalformedField, MalformedInstant
from ..events.log import end_of, system_clock
from ..events.window import Window
from .output import complain

_ZONED: Final = Annotated[datetime, msgspec.Meta(tz=True)]
_RATE: Final = re.compile(r"\d{1,9}(\.\d{1,4})?", re.ASCII)
_RATE_NAME: Final = re.compile(r"[a-zA-Z][a-zA-Z0-9._-]{0,63}", re.ASCII)
_DIGEST: Final = re.compile(r"[0-9a-f]{64}")
_ENTRY: Final = "entry:"
_DIGITS: Final = re.compile(r"\d{1,9}", re.ASCII)
_AHEAD: Final = "Note: {0} UTC has not come yet; the answer is as known now."


class Day(click.ParamType[date]):
    """A day written as YYYY-MM-DD."""

    name = "day"

    def convert(self, value: Any, param: Any, _ctx: Any) -> date:
        """Return the day; raise MalformedDay."""
        return value if isinstance(value, date) else as_day(_name(param), value)


class DayOrWindow(click.ParamType[Window]):
    """A day written as YYYY-MM-DD, a year, a month, or a window such as [2018-09-02..2019-09-01]."""

    name = "day"

    def convert(self, value: Any, param: Any, _ctx: Any) -> Window:
        """Return the window; raise MalformedWindow or WindowEndsFirst."""
        return value if isinstance(value, Window) else Window.of(value, _name(param))


class InstantOrEntry(click.ParamType[datetime | int]):
    """An instant in RFC 3339 with a time zone; a day stands for its end, UTC; or `entry:1813`.

    It says so where an instant lies ahead: what will be recorded until then is not known yet.
    """

    name = "instant"

    def convert(self, value: Any, param: Any, _ctx: Any) -> datetime | int:
        """Return the instant in UTC, or the number of the entry; raise BadInput."""
        if isinstance(value, datetime | int):
            return value
        known_at = as_knowledge(_name(param), value)
        if isinstance(known_at, datetime) and known_at > system_clock():
            complain(_AHEAD.format(f"{known_at:%Y-%m-%d %H:%M:%S}"))
        return known_at


class Whole(click.ParamType[int]):
    """A whole number of at most nine digits: ten could be somebody's civil registration number."""

    name = "number"

    def __init__(self, least: int) -> None:
        self._least = least

    def convert(self, value: Any, param: Any, _ctx: Any) -> int:
        """Return the number; raise MalformedField or CivilRegistrationNumber."""
        return value if isinstance(value, int) else as_whole(_name(param), value, least=self._least)


class HexDigest(click.ParamType[str]):
    """What stands for a log: 64 hexadecimal digits."""

    name = "digest"

    def convert(self, value: Any, param: Any, _ctx: Any) -> str:
        """Return the digits in small letters; raise MalformedField."""
        digits = str(value).lower()
        if not _DIGEST.fullmatch(digits):
            raise MalformedField(_name(param), value, "64 hexadecimal digits")
        return digits


class Rate(click.ParamType[Decimal | str]):
    """An amount of money: digits, and after a point at most four decimals; or the name of a rate."""

    name = "amount"

    def convert(self, value: Any, param: Any, _ctx: Any) -> Decimal | str:
        """Return the amount, exactly, or the name; raise MalformedField."""
        if isinstance(value, Decimal):
            return value
        if _RATE_NAME.fullmatch(value):
            return str(value)
        if not _RATE.fullmatch(value):
            wanted = "an amount such as 20 or 20.50, of at most 4 decimals"
            raise MalformedField(_name(param), value, wanted)
        return Decimal(value)


def as_day(name: str, value: str) -> date:
    """Return the day that a text says; raise MalformedDay, which names what was given."""
    try:
        return msgspec.convert(value, date)
    except msgspec.ValidationError as problem:
        raise MalformedDay(name, value) from problem


def as_knowledge(name: str, value: str) -> datetime | int:
    """Return the instant in UTC, or the number of the entry, that a text says; raise BadInput."""
    if value.startswith(_ENTRY):
        return as_whole(name, value, least=1, before=_ENTRY)
    try:
        if len(value) == len("2019-09-01"):
            return end_of(msgspec.convert(value, date))
        instant: datetime = msgspec.convert(value, _ZONED)
        return instant.astimezone(UTC)
    except (msgspec.ValidationError, OverflowError) as problem:
        raise MalformedInstant(name, value) from problem


def as_whole(name: str, value: str, *, least: int, before: str = "") -> int:
    """Return the number that follows what a text has to begin with; raise BadInput."""
    digits = value.removeprefix(before)
    if holds_civil_registration_number(digits):
        raise CivilRegistrationNumber(name, value)
    if not _DIGITS.fullmatch(digits) or int(digits) < least:
        wanted = f"a whole number from {least} to 999999999"
        raise MalformedField(name, value, f"{before} and {wanted}" if before else wanted)
    return int(digits)


def _name(param: Any) -> str:
    return str(param.opts[0]) if param else "value"
