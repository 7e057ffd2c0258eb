"""Notes made by chance, and what becomes of one by chance."""

from base64 import b64encode
from collections.abc import Iterator
from random import Random

from hypothesis import strategies as st
from stewards.registry import Note, Signature

NAMES = st.text(st.characters(codec="utf-8", exclude_categories=["C", "Z"]), min_size=1).filter(
    lambda name: "+" not in name
)
LINES = st.text(st.characters(codec="utf-8", exclude_categories=["C"]), min_size=1)


def notes() -> st.SearchStrategy[Note]:
    """Return notes of any log and size, with any number of signatures."""
    signatures = st.builds(
        Signature, NAMES, st.binary(min_size=4, max_size=4), st.binary(min_size=64, max_size=80)
    )
    return st.builds(
        Note,
        NAMES,
        st.integers(0, 10**18 - 1),
        st.binary(min_size=32, max_size=32).map(bytes.hex),
        st.lists(signatures, max_size=3).map(tuple),
        st.lists(LINES, max_size=2).map(tuple),
    )


def mutated(seed: int, number: int) -> Iterator[bytes]:
    """Yield so many notes of which one to four parts were changed."""
    chance = Random(seed)  # noqa: S311 - chance, not a secret
    for _ in range(number):
        data = _note(chance)
        for _ in range(chance.randint(1, 4)):
            data = chance.choice(_CHANGES)(data, chance)
        yield data


def _note(chance: Random) -> bytes:
    lines = [
        "union.example/registry",
        str(chance.randrange(10 ** chance.randint(1, 18))),
        b64encode(chance.randbytes(32)).decode(),
        *(["more"] * chance.randint(0, 1)),
    ]
    signed = [
        f"— name-{each} {b64encode(chance.randbytes(68)).decode()}"
        for each in range(chance.randint(0, 2))
    ]
    return "".join(f"{line}\n" for line in [*lines, *([""] if signed else []), *signed]).encode()


def _another_byte(data: bytes, chance: Random) -> bytes:
    at = chance.randrange(len(data) + 1)
    return data[:at] + chance.randbytes(1) + data[at + 1 :]


def _another_sign(data: bytes, chance: Random) -> bytes:
    at = chance.randrange(len(data) + 1)
    return (
        data[:at]
        + chance.choice(["\n", " ", "+", "=", "—", "0", "\0", "\u2028"]).encode()
        + data[at:]
    )


def _cut(data: bytes, chance: Random) -> bytes:
    return data[: chance.randrange(len(data) + 1)]


def _without_a_part(data: bytes, chance: Random) -> bytes:
    first, last = sorted(chance.choices(range(len(data) + 1), k=2))
    return data[:first] + data[last:]


def _a_part_twice(data: bytes, chance: Random) -> bytes:
    first, last = sorted(chance.choices(range(len(data) + 1), k=2))
    return data[:last] + data[first:]


def _lines_in_another_order(data: bytes, chance: Random) -> bytes:
    lines = data.splitlines(keepends=True)
    chance.shuffle(lines)
    return b"".join(lines)


_CHANGES = (
    _another_byte,
    _another_sign,
    _cut,
    _without_a_part,
    _a_part_twice,
    _lines_in_another_order,
)
