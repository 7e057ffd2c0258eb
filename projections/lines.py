"""The lines of the log that cannot be laid out as they are.

Most lines go to the database unseen. Where there is an older version of a type, an unknown type or
a missing field, they go through the codec, which lifts them, or says which entry is wrong and how.
"""

import re
from typing import Any

import msgspec

from ..events import decode, encode
from ..events.errors import UnreadableEntry

_ENTRY = re.compile(r'"entry":(\d+)')
_TYPE = re.compile(r'"type":"([^"]*)"')

_decoder = msgspec.json.Decoder(dict[str, Any])


def reread(chunk: str) -> str:
    """Return a chunk with every entry in the present version of its type.

    Raises:
        UnknownEntryType: this version does not know an entry's type, or that version of it.
        UnreadableEntry: an entry does not hold what its type promises.
    """
    return "\n".join(_reread(line) for line in chunk.split("\n"))


def _reread(line: str) -> str:
    try:
        fields = _decoder.decode(line)
        entry, name = int(fields.pop("entry")), str(fields.pop("type"))
    except (msgspec.MsgspecError, LookupError, TypeError, ValueError) as problem:
        raise UnreadableEntry(*_told(line), str(problem)) from problem
    event = decode(name, msgspec.json.encode(fields), entry)
    return f'{{"entry":{entry},"type":"{name}",{encode(event).decode()[1:]}'


def _told(line: str) -> tuple[int, str]:
    """Return the entry and type a damaged line speaks of, 0 and `?` where it does not."""
    entry, name = _ENTRY.search(line), _TYPE.search(line)
    return int(entry[1]) if entry else 0, name[1] if name else "?"
