"""The text of a seal: read to the byte, and refused with its reason."""

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stewards.registry import (
    CutSignature,
    Digest,
    MalformedNote,
    MalformedOrigin,
    Note,
    Signature,
    SigningKey,
)

from .mutating import notes

ROOT = "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU="
TEXT = f"union.example/registry\n1813\n{ROOT}\n"


def test_a_seal_without_a_signature_is_its_text() -> None:
    """Three lines: which log, how many entries, and the root of their tree in base64."""
    empty = Digest(0, "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")

    assert bytes(Note.of("union.example/registry", empty)) == (
        f"union.example/registry\n0\n{ROOT}\n".encode()
    )


def test_a_signed_seal_has_a_line_for_each_signature(
    key: SigningKey, other_key: SigningKey
) -> None:
    """An empty line follows the text, then who signed; what is read is what was written."""
    note = other_key.signed(key.signed(Note.parse(TEXT.encode())))

    text, below = bytes(note).decode().split("\n\n")
    assert f"{text}\n" == TEXT
    assert [line.rpartition(" ")[0] for line in below.splitlines()] == [
        "— union.example/registry",
        "— district.example",
    ]
    assert Note.parse(bytes(note)) == note


def test_signing_twice_adds_nothing(key: SigningKey) -> None:
    """The same key makes the same signature."""
    once = key.signed(Note.parse(TEXT.encode()))

    assert key.signed(once) == once


def test_lines_that_we_do_not_read_are_kept() -> None:
    """Further lines of the text are signed too, so they stay as they are."""
    data = f"{TEXT}2019-09-01\n".encode()

    assert Note.parse(data).more == ("2019-09-01",)
    assert bytes(Note.parse(data)) == data


@pytest.mark.parametrize(
    ("data", "problem"),
    [
        (b"", "its last line does not end"),
        (b"\xff\n", "it is not UTF-8"),
        (b"x" * 65_537, "it is larger than 65536 bytes"),
        (TEXT[:-1].encode(), "its last line does not end"),
        (b"union.example\n3\n", "it has fewer than three lines of text"),
        (TEXT.replace("\n", "\r\n").encode(), "it has control characters"),
        (TEXT.replace("union", "the union").encode(), "its first line is not the name of a log"),
        (TEXT.replace("1813", "01813").encode(), "its second line is not the number of entries"),
        (TEXT.replace("1813", "-1").encode(), "its second line is not the number of entries"),
        (TEXT.replace("1813", "\u0661").encode(), "its second line is not the number of entries"),
        (
            TEXT.replace("U=", "V=").encode(),
            "its third line is not the root of a tree, 32 bytes in base64",
        ),
        (
            TEXT.replace(ROOT, "4711").encode(),
            "its third line is not the root of a tree, 32 bytes in base64",
        ),
        (f"{TEXT}\n\nmore\n".encode(), "it has an empty line within its text"),
        (f"{TEXT}\nby the board\n".encode(), "a line below its text is not a signature"),
        (f"{TEXT}\n— a+b AAAA\n".encode(), "a line below its text is not a signature"),
        (f"{TEXT}\n— board ???\n".encode(), "the signature of board is not base64"),
    ],
)
def test_what_is_no_note_is_refused_with_its_reason(data: bytes, problem: str) -> None:
    """Nothing is guessed: a note is what was written, or none."""
    with pytest.raises(MalformedNote) as refused:
        Note.parse(data, "a.note")

    assert str(refused.value) == (
        f"Cannot read the note a.note because {problem}."
        " Give a note byte for byte as 'stewards log seal' wrote it."
    )


def test_a_signature_that_was_cut_is_told_from_what_is_none(key: SigningKey) -> None:
    """It says whose signature it is, and how much is left of it."""
    signed = key.signed(Note.parse(TEXT.encode())).signatures[0]
    cut = Signature(signed.name, signed.key, signed.signature[:-10])

    with pytest.raises(CutSignature) as refused:
        Note.parse(f"{TEXT}\n{cut}\n".encode(), "a.note")

    assert str(refused.value) == (
        "Cannot read the note a.note because the signature of union.example/registry has 54 bytes,"
        " and a whole one has 64 or more. Fetch the note again from whoever keeps it: a part of it"
        " was lost."
    )


def test_a_file_that_is_not_there_is_named() -> None:
    """What the system says is passed on."""
    with pytest.raises(MalformedNote) as refused:
        Note.read("nowhere.note")

    assert str(refused.value) == (
        "Cannot read the note nowhere.note because the system says: No such file or directory."
        " Give a note byte for byte as 'stewards log seal' wrote it."
    )


@pytest.mark.parametrize("name", ["", "a b", "a+b", "a\n", "x" * 256, "a\u00a0b"])
def test_what_is_no_name_of_a_log_is_refused(name: str) -> None:
    """A blank or a plus would end the name in a note."""
    with pytest.raises(MalformedOrigin) as refused:
        Note.of(name, Digest(0, "00" * 32))

    assert str(refused.value) == (
        f"Cannot use {name!r} as the name of a log or a key because it must be 1 to 255 characters,"
        " without blanks and '+'. Give one that no other log has, such as union.example/registry."
    )


@given(notes())
def test_a_note_reads_back_as_it_was_written(note: Note) -> None:
    """Whatever the log, its size and who signed."""
    assert Note.parse(bytes(note)) == note


@given(st.binary(max_size=300))
def test_any_bytes_are_a_note_or_a_typed_error(data: bytes) -> None:
    """No other error is raised, and what is read gives the same bytes again."""
    with suppress(MalformedNote, CutSignature):
        assert bytes(Note.parse(data)) == data
