"""A log outside of any store: an export of every entry, byte for byte, a line each."""

from array import array
from base64 import b64decode, b64encode
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import msgspec
from eventsourcing.dcb.api import DCBEvent, DCBSequencedEvent

from ...events.digest import Progress
from ...events.errors import BadInput

_EVERY: Final = 5_000


class MalformedExport(BadInput):
    """A line of an export is not an entry as it is stored."""

    path: str
    line: int
    problem: str

    cannot = "read line {0.line} of the export {0.path}"
    because = "{0.problem}"
    instead = "Give a file that 'stewards log export --stored' wrote."


class _Line(msgspec.Struct, forbid_unknown_fields=True, omit_defaults=True):
    """One entry: its data as text, or in base64 where they are none."""

    entry: int
    type: str
    tags: list[str]
    data: str | None = None
    data_base64: str | None = None


_encoder = msgspec.json.Encoder()
_decoder = msgspec.json.Decoder(_Line)


def line_of(entry: DCBSequencedEvent) -> bytes:
    """Return an entry as one line, without the line break."""
    event = entry.event
    line = _Line(entry.position, event.type, event.tags)
    try:
        line.data = event.data.decode()
    except UnicodeDecodeError:
        line.data_base64 = b64encode(event.data).decode()
    return _encoder.encode(line)


class Export:
    """The entries in a file, read one after the other.

    Attributes:
        path: The file.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._at = array("Q")  # where each line begins

    def entries(self, on_progress: Progress | None = None) -> Iterator[DCBSequencedEvent]:
        """Yield every entry; raise MalformedExport."""
        place = 0
        try:
            with self.path.open("rb") as file:
                for number, line in enumerate(file, 1):
                    self._at.append(place)
                    place += len(line)
                    yield self._entry(number, line)
                    if on_progress and number % _EVERY == 0:
                        on_progress(number)
        except OSError as problem:
            said = f"the system says: {problem.strerror}"
            raise MalformedExport(str(self.path), len(self._at) + 1, said) from problem

    def tags_of(self, number: int) -> list[str]:
        """Return the tags of the entry on a line that was read; none for any other."""
        if not 1 <= number <= len(self._at):
            return []
        with self.path.open("rb") as file:
            file.seek(self._at[number - 1])
            return list(self._entry(number, file.readline()).event.tags)

    def _entry(self, number: int, line: bytes) -> DCBSequencedEvent:
        try:
            said = _decoder.decode(line)
            if said.data is None:
                data = b64decode(said.data_base64 or "", validate=True)
            else:
                data = said.data.encode()
        except (msgspec.MsgspecError, ValueError, RecursionError) as problem:
            raise MalformedExport(str(self.path), number, str(problem)) from problem
        return DCBSequencedEvent(DCBEvent(said.type, data, said.tags), said.entry)
