"""Seals as text: how many entries a log had, the root of its tree, and the lines of those who signed.

The form is that of the transparency logs of the web, https://c2sp.org/tlog-checkpoint and
https://c2sp.org/signed-note, so that other programs read it too:

    union.example/registry      the origin: which log it is
    1813                        how many entries
    9jqaW8iTBmGpKi...           the root of their tree, base64; see `stewards.events.digest`

    — union.example/registry Kq5c...    who signed, base64 of 4 bytes of the key's hash and the signature

What is signed is the text up to the empty line. A seal without a signature, for paper, ends before it.
"""

import re
from base64 import b64decode, b64encode
from pathlib import Path
from typing import Final, Self

import attrs
from attrs import field, frozen

from .digest import Digest
from .errors import BadInput

KEY_HASH: Final = 4
SHORTEST: Final = 64
"""How many bytes a signature has at least, whatever its algorithm."""

_LARGEST: Final = 65_536
_NAME: Final = re.compile(r"[^\s+\x00-\x1f\x7f-\x9f]{1,255}")
_SIZE: Final = re.compile(r"0|[1-9]\d{0,17}", re.ASCII)
_CONTROL: Final = re.compile(r"[\x00-\x09\x0b-\x1f\x7f]")
_ROOT: Final = 32
_GIVEN: Final = "given"


class MalformedNote(BadInput):
    """A note cannot be read, or is none."""

    note: str
    problem: str

    cannot = "read the note {0.note}"
    because = "{0.problem}"
    instead = "Give a note byte for byte as 'stewards log seal' wrote it."


class CutSignature(BadInput):
    """A signature of a note is shorter than any signature is."""

    note: str
    name: str
    size: int

    cannot = "read the note {0.note}"
    because = "the signature of {0.name} has {0.size} bytes, and a whole one has 64 or more"
    instead = "Fetch the note again from whoever keeps it: a part of it was lost."


class OtherOrigin(BadInput):
    """A note is of another log than the one it is held against."""

    note: str
    origin: str
    wanted: str

    cannot = "use the note {0.note}"
    because = "it is of the log {0.origin}, not of {0.wanted}"
    instead = "Give notes of one log only."


class MalformedOrigin(BadInput):
    """The name of a log, or of whoever signs, has characters that such names do not have."""

    value: str

    cannot = "use {0.value!r} as the name of a log or a key"
    because = "it must be 1 to 255 characters, without blanks and '+'"
    instead = "Give one that no other log has, such as union.example/registry."


@frozen
class Signature:
    """One line of a note: who signed it.

    Attributes:
        name: The name of the key.
        key: The first 4 bytes of the hash of the key.
        signature: The signature, which is of the text of the note.
    """

    name: str
    key: bytes
    signature: bytes = field(repr=False)

    def __str__(self) -> str:
        return f"— {self.name} {b64encode(self.key + self.signature).decode()}"


@frozen
class Note:
    """A seal: what a log was at some size, with the signatures below it.

    Attributes:
        origin: Which log it is of.
        entries: How many entries it had.
        digest: The root of their tree, 64 hexadecimal digits; see `Digest`.
        signatures: Who signed it; nobody, where it is for paper.
        more: Further lines of the text, which we do not read but which are signed as well.
        named: What messages call it: the path of its file.
    """

    origin: str
    entries: int
    digest: str
    signatures: tuple[Signature, ...] = ()
    more: tuple[str, ...] = ()
    named: str = field(default=_GIVEN, eq=False)

    @classmethod
    def of(cls, origin: str, digest: Digest) -> Self:
        """Return the seal of the entries that a digest stands for, with no signature yet.

        Raises MalformedOrigin.
        """
        return cls(checked_name(origin), digest.entries, digest.digest)

    @classmethod
    def read(cls, path: str | Path) -> Self:
        """Return the note in a file.

        Raises MalformedNote or CutSignature.
        """
        try:
            with Path(path).open("rb") as file:
                return cls.parse(file.read(_LARGEST + 1), str(path))
        except OSError as problem:
            raise MalformedNote(str(path), f"the system says: {problem.strerror}") from problem

    @classmethod
    def parse(cls, data: bytes, named: str = _GIVEN) -> Self:
        """Return the note that bytes are, and that gives the same bytes again.

        Raises MalformedNote or CutSignature.
        """
        try:
            return cls(*_parsed(data, named), named=named)
        except ValueError as problem:
            raise MalformedNote(named, str(problem)) from problem

    @property
    def text(self) -> bytes:
        """What is signed."""
        root = b64encode(bytes.fromhex(self.digest)).decode()
        return "".join(
            f"{line}\n" for line in (self.origin, self.entries, root, *self.more)
        ).encode()

    def __bytes__(self) -> bytes:
        """Return the whole note, as it is written to a file."""
        if not self.signatures:
            return self.text
        return self.text + b"\n" + "".join(f"{line}\n" for line in self.signatures).encode()

    def with_lines_of(self, other: Self) -> Self:
        """Return this note with those signatures of another one of the same text that it lacks, first."""
        lines = dict.fromkeys((*other.signatures, *self.signatures))
        return attrs.evolve(self, signatures=tuple(lines))


def checked_name(name: str) -> str:
    """Return the name of a log or a key; raise MalformedOrigin."""
    if not _NAME.fullmatch(name):
        raise MalformedOrigin(name)
    return name


def bytes_of(text: str) -> bytes:
    """Return what base64 stands for, if it is written as it must be; raise ValueError."""
    try:
        data = b64decode(text, validate=True)
    except ValueError:
        data = b""
    if b64encode(data).decode() != text:
        raise ValueError("it is not base64")
    return data


def _parsed(
    data: bytes, named: str
) -> tuple[str, int, str, tuple[Signature, ...], tuple[str, ...]]:
    if len(data) > _LARGEST:
        raise ValueError(f"it is larger than {_LARGEST} bytes")
    try:
        whole = data.decode()
    except UnicodeDecodeError:
        raise ValueError("it is not UTF-8") from None
    if _CONTROL.search(whole):
        raise ValueError("it has control characters")
    if not whole.endswith("\n"):
        raise ValueError("its last line does not end")
    text, signed, lines = whole[:-1].rpartition("\n\n")
    stated = (text if signed else lines).split("\n")
    if len(stated) < 3:
        raise ValueError("it has fewer than three lines of text")
    origin, entries, root, *more = stated
    if not _NAME.fullmatch(origin):
        raise ValueError("its first line is not the name of a log")
    if not _SIZE.fullmatch(entries):
        raise ValueError("its second line is not the number of entries")
    digest = _root(root)
    if not all(more):
        raise ValueError("it has an empty line within its text")
    signatures = tuple(_signature(line, named) for line in lines.split("\n")) if signed else ()
    return origin, int(entries), digest, signatures, tuple(more)


def _root(line: str) -> str:
    try:
        root = bytes_of(line)
    except ValueError:
        root = b""
    if len(root) != _ROOT:
        raise ValueError("its third line is not the root of a tree, 32 bytes in base64")
    return root.hex()


def _signature(line: str, named: str) -> Signature:
    mark, _, rest = line.partition(" ")
    name, _, encoded = rest.partition(" ")
    if mark != "—" or not _NAME.fullmatch(name):
        raise ValueError("a line below its text is not a signature")
    try:
        both = bytes_of(encoded)
    except ValueError:
        raise ValueError(f"the signature of {name} is not base64") from None
    if len(both) < KEY_HASH + SHORTEST:
        raise CutSignature(named, name, max(len(both) - KEY_HASH, 0))
    return Signature(name, both[:KEY_HASH], both[KEY_HASH:])
