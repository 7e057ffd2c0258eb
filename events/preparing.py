"""A process that prepares lines for another: `python -m stewards.events.preparing`, over its pipes.

It greets, is told the defaults once, and answers each chunk of lines. It ends when nobody asks any more.
"""

import hashlib
import signal
import sys
from collections.abc import Mapping
from contextlib import suppress
from queue import SimpleQueue
from threading import Thread
from typing import IO, Any, Final

import msgspec

from . import loaded
from .event import TYPES
from .prepared import Prepared, prepared

Terms = tuple[Mapping[str, Any], str | None]
"""The fields taken where a line has none, and the batch of a fact that bears none."""

_WIDTH: Final = 8  # bytes of the length before each message

_encoder = msgspec.msgpack.Encoder()
_read_terms = msgspec.msgpack.Decoder(tuple[dict[str, Any], str | None]).decode
_read_lines = msgspec.msgpack.Decoder(list[bytes]).decode
_read_answer = msgspec.msgpack.Decoder(list[Prepared | None]).decode


def _greeting() -> bytes:
    types = {name: (kind.version, kind.fields) for name, kind in TYPES.items()}
    rules = (types, loaded.LOADED, msgspec.__version__, sys.version)
    return hashlib.blake2b(_encoder.encode(rules), digest_size=32).digest()


def send(pipe: IO[bytes], said: object) -> None:
    """Write one message."""
    message = _encoder.encode(said)
    pipe.write(len(message).to_bytes(_WIDTH, "big"))
    pipe.write(message)
    pipe.flush()


def read_greeting(pipe: IO[bytes]) -> None:
    """Read what a process says first: it stands for the types of events, and for all that prepares a line.

    Raises:
        EOFError: it is of another version, as may be installed while a program runs; or it ended before.
    """
    ours = _greeting()
    if _exactly(pipe, len(ours)) != ours:
        raise EOFError


def read_answer(pipe: IO[bytes]) -> list[Prepared | None]:
    """Read what the lines of a chunk come to.

    Raises:
        EOFError: the process ended before.
    """
    return _read_answer(_received(pipe))


def _received(pipe: IO[bytes]) -> bytes:
    return _exactly(pipe, int.from_bytes(_exactly(pipe, _WIDTH), "big"))


def _exactly(pipe: IO[bytes], size: int) -> bytes:
    found = pipe.read(size)
    if len(found) < size:
        raise EOFError
    return found


def _answer_until_the_end(asked: "SimpleQueue[bytes | None]", answers: IO[bytes]) -> None:
    answers.write(_greeting())
    answers.flush()
    defaults, batch = _read_terms(asked.get() or b"")
    while (message := asked.get()) is not None:
        send(answers, [prepared(line, defaults, batch) for line in _read_lines(message)])


def _hear(pipe: IO[bytes], asked: "SimpleQueue[bytes | None]") -> None:
    """Take in what is asked, while earlier answers wait for whoever asks, who would wait for us else."""
    with suppress(EOFError, OSError):
        while True:
            asked.put(_received(pipe))
    asked.put(None)


def main() -> None:
    """Answer whoever started this process, until they end; Ctrl-C is theirs to hear."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    asked: SimpleQueue[bytes | None] = SimpleQueue()
    Thread(target=_hear, args=(sys.stdin.buffer, asked), daemon=True).start()
    # With a buffer also where Python is told to have none: only so is a long message written whole.
    with suppress(OSError), open(sys.stdout.fileno(), "wb", closefd=False) as answers:
        _answer_until_the_end(asked, answers)


if __name__ == "__main__":
    main()
