"""The keys that seals are signed with, and those they are verified with: Ed25519.

Both are one line of text, in the forms of https://c2sp.org/signed-note and of Go's `sumdb/note`. The
name of a key is that of the log it seals, or of the office that witnesses. The package
`cryptography` is loaded only when something is signed or verified.
"""

import os
import stat
from base64 import b64encode
from hashlib import sha256
from pathlib import Path
from secrets import token_bytes
from typing import Any, Final, Self

import attrs
from attrs import field, frozen

from .errors import BadInput, MissingExtra
from .notes import KEY_HASH, MalformedOrigin, Note, Signature, bytes_of, checked_name

_ED25519: Final = 1
_SIZE: Final = 32
_PRIVATE: Final = "PRIVATE+KEY+"
_LARGEST: Final = 1_000
_OTHERS: Final = stat.S_IRWXG | stat.S_IRWXO
_NOT_A_KEY: Final = "it is not a line such as {0}NAME+HASH+BASE64"


class MalformedKey(BadInput):
    """The file of a key cannot be read, or holds none."""

    path: str
    problem: str

    cannot = "use the key in {0.path}"
    because = "{0.problem}"
    instead = "Make a key with 'stewards log key FILE --name NAME'."


class KeyOpenToOthers(BadInput):
    """Other users of the machine can read a key, so that anybody may have signed with it."""

    path: str
    mode: str

    cannot = "use the key in {0.path}"
    because = "other users of this machine can open it (its mode is {0.mode})"
    instead = "Make a new key if one of them may have read it; if not: chmod 600 {0.path}"


class KeyUnwritable(BadInput):
    """A key cannot be written where it was asked for; one that is there is never overwritten."""

    path: str
    problem: str

    cannot = "write a key to {0.path}"
    because = "{0.problem}"
    instead = "Give the path of a new file in a folder that is there."


class MalformedVerifier(BadInput):
    """A text is no key to verify with."""

    value: str
    problem: str

    cannot = "verify with {0.value!r}"
    because = "{0.problem}"
    instead = "Give the line that 'stewards log key' printed, or a file that holds it."


class UnknownAlgorithm(BadInput):
    """A key is for an algorithm that is not known here."""

    key: str
    algorithm: int

    cannot = "use the key {0.key}"
    because = "it is for algorithm {0.algorithm}, and only 1 (Ed25519) is known here"
    instead = "Give a key that 'stewards log key' made."


class WrongSignature(BadInput):
    """A note bears the name of a key, and a signature that was not made with it."""

    note: str
    name: str

    cannot = "accept the note {0.note}"
    because = "the signature of {0.name} is not one of this text"
    instead = "Somebody changed the note, or signed another one. Compare it with other copies."


class NotSigned(BadInput):
    """A note is not signed with any of the keys that it is verified with."""

    note: str
    names: str

    cannot = "accept the note {0.note}"
    because = "it bears no signature made with the key of {0.names}"
    instead = (
        "Give the verifier key of somebody who signed it, or none to leave signatures unchecked."
    )


@frozen
class Verifier:
    """A public key.

    Attributes:
        name: The name of the key.
        public: The key, 32 bytes.
    """

    name: str
    public: bytes

    @classmethod
    def parse(cls, text: str) -> Self:
        """Return the key that a text such as `NAME+HASH+BASE64` is.

        Raises:
            MalformedVerifier: it is not such a text.
            UnknownAlgorithm: it is a key for something else than Ed25519.
        """
        try:
            return cls(*_parsed(text.strip(), ""))
        except ValueError as problem:
            raise MalformedVerifier(text, str(problem)) from problem

    @property
    def key(self) -> bytes:
        """The first bytes of its hash, by which a signature names it."""
        return _hash(self.name, self.public)

    def __str__(self) -> str:
        return _line(self.name, self.key, self.public)

    def has_signed(self, note: Note) -> bool:
        """Return whether a note bears a signature of this key, all of which are verified.

        Raises:
            WrongSignature: one is not of the text of the note.
            MissingExtra: the extra `seal` is not installed.
        """
        ours = [each for each in note.signatures if (each.name, each.key) == (self.name, self.key)]
        if not ours:
            return False
        ed25519 = _ed25519("verify a signature")
        from cryptography.exceptions import InvalidSignature

        public = ed25519.Ed25519PublicKey.from_public_bytes(self.public)
        try:
            for each in ours:
                public.verify(each.signature, note.text)
        except InvalidSignature:
            raise WrongSignature(note.named, self.name) from None
        return True


@frozen
class SigningKey:
    """A private key, and who signs with it.

    Attributes:
        name: The name of the key.
        seed: What it is made from, 32 bytes; secret.
    """

    name: str
    seed: bytes = field(repr=False)

    @classmethod
    def make(cls, name: str) -> Self:
        """Return a new key; raise MalformedOrigin for what is no name."""
        return cls(checked_name(name), token_bytes(_SIZE))

    @classmethod
    def read(cls, path: str | Path) -> Self:
        """Return the key in a file.

        Raises:
            MalformedKey: there is none.
            KeyOpenToOthers: other users of the machine can read it.
            UnknownAlgorithm: it is for something else than Ed25519.
        """
        try:
            with Path(path).open("rb") as file:
                mode = stat.S_IMODE(os.fstat(file.fileno()).st_mode)
                data = file.read(_LARGEST)
        except OSError as problem:
            raise MalformedKey(str(path), f"the system says: {problem.strerror}") from problem
        if os.name == "posix" and mode & _OTHERS:
            raise KeyOpenToOthers(str(path), f"{mode:04o}")
        try:
            name, seed, told = _fields(data.decode().strip(), _PRIVATE)
            key = cls(name, seed)
            if key.verifier.key != told:
                raise ValueError("its hash is not that of the key")
        except UnicodeDecodeError:
            raise MalformedKey(str(path), _NOT_A_KEY.format(_PRIVATE)) from None
        except ValueError as problem:
            raise MalformedKey(str(path), str(problem)) from None
        return key

    def write(self, path: str | Path) -> None:
        """Write the key to a new file that only its owner can read; raise KeyUnwritable."""
        line = _PRIVATE + _line(self.name, self.verifier.key, self.seed)
        try:
            number = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            with open(number, "w", encoding="utf-8") as file:  # noqa: PTH123 - it is open already
                file.write(f"{line}\n")
        except OSError as problem:
            raise KeyUnwritable(str(path), f"the system says: {problem.strerror}") from problem

    @property
    def verifier(self) -> Verifier:
        """The public key; MissingExtra is raised where the extra `seal` is not installed."""
        return Verifier(self.name, self._private().public_key().public_bytes_raw())

    def signed(self, note: Note) -> Note:
        """Return a note with a signature of this key at its end, unless it has it already.

        Raises MissingExtra where the extra `seal` is not installed.
        """
        line = Signature(self.name, self.verifier.key, self._private().sign(note.text))
        return attrs.evolve(note, signatures=tuple(dict.fromkeys((*note.signatures, line))))

    def _private(self) -> Any:
        return _ed25519("sign").Ed25519PrivateKey.from_private_bytes(self.seed)


def _parsed(text: str, start: str) -> tuple[str, bytes]:
    name, public, told = _fields(text, start)
    if _hash(name, public) != told:
        raise ValueError("its hash is not that of the key")
    return name, public


def _fields(text: str, start: str) -> tuple[str, bytes, bytes]:
    """Return the name, the key and the hash in a line; raise ValueError or UnknownAlgorithm."""
    name, _, rest = text.removeprefix(start).partition("+")
    told, _, encoded = rest.partition("+")
    try:
        key, hashed = bytes_of(encoded), bytes.fromhex(told)
        checked_name(name)
    except (ValueError, MalformedOrigin):
        raise ValueError(_NOT_A_KEY.format(start)) from None
    if not text.startswith(start) or len(hashed) != KEY_HASH or not key:
        raise ValueError(_NOT_A_KEY.format(start))
    if key[0] != _ED25519:
        raise UnknownAlgorithm(name, key[0])
    if len(key) != 1 + _SIZE:
        raise ValueError(f"a key has {_SIZE} bytes, and this one has {len(key) - 1}")
    return name, key[1:], hashed


def _hash(name: str, public: bytes) -> bytes:
    return sha256(name.encode() + b"\n" + bytes([_ED25519]) + public).digest()[:KEY_HASH]


def _line(name: str, hashed: bytes, key: bytes) -> str:
    return f"{name}+{hashed.hex()}+{b64encode(bytes([_ED25519]) + key).decode()}"


def _ed25519(action: str) -> Any:
    try:
        from cryptography.hazmat.primitives.asymmetric import ed25519
    except ImportError as problem:
        raise MissingExtra(action, "seal") from problem
    return ed25519
