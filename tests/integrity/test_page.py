"""docs/integrity.md: the page of Python by which an auditor verifies a log without our software."""

import base64
import re
import subprocess
import sys
from hashlib import sha256
from pathlib import Path

import pytest
from stewards.registry import Note, Registry, SigningKey

PAGE = Path(__file__).parents[2] / "docs" / "integrity.md"
[PROGRAM] = re.findall(r"```python\n(# verify_seal\.py.*?)```", PAGE.read_text("utf-8"), re.DOTALL)


@pytest.fixture
def ran(tmp_path: Path) -> "Ran":
    """Return what runs the program of the page on a note and an export."""
    (tmp_path / "verify_seal.py").write_text(PROGRAM, "utf-8")
    return Ran(tmp_path)


class Ran:
    """The program, in a Python that does not see our packages."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def __call__(self, note: Note, lines: list[bytes], verifier: object) -> tuple[int, str]:
        """Return how it ended, and the last line it printed."""
        (self.folder / "seal.note").write_bytes(bytes(note))
        (self.folder / "log.jsonl").write_bytes(b"".join(line + b"\n" for line in lines))
        ended = subprocess.run(
            [sys.executable, "-I", "verify_seal.py", "seal.note", "log.jsonl", str(verifier)],
            cwd=self.folder,
            capture_output=True,
            text=True,
            check=False,
        )
        return ended.returncode, (ended.stdout + ended.stderr).splitlines()[-1]


def test_the_page_needs_nothing_of_ours() -> None:
    """It imports the standard library, and the package for the signature."""
    imported = set(re.findall(r"^(?:import|from) (\w+)", PROGRAM, re.MULTILINE))

    assert imported - sys.stdlib_module_names == {"cryptography"}
    assert len(PROGRAM.splitlines()) < 60


def test_an_auditor_verifies_a_seal(made: Path, key: SigningKey, ran: Ran) -> None:
    """The page agrees with what was sealed, also where the log went on, and was witnessed."""
    with Registry.open(made) as registry:
        lines = list(registry.export_stored())
        seals = [registry.seal(key), key.signed(Note.of(key.name, registry.digest(7)))]

    assert [ran(note, lines, key.verifier) for note in seals] == [
        (
            0,
            "The first 12 entries of union.example/registry are those that union.example/registry sealed.",
        ),
        (
            0,
            "The first 7 entries of union.example/registry are those that union.example/registry sealed.",
        ),
    ]


def test_an_auditor_finds_a_change(
    made: Path, key: SigningKey, other_key: SigningKey, ran: Ran
) -> None:
    """An entry that says something else, an entry too few, another key, and a changed number."""
    with Registry.open(made) as registry:
        lines, note = list(registry.export_stored()), registry.seal(key)
    changed = [*lines[:4], lines[4].replace(b"told", b"tolt"), *lines[5:]]
    root, other = base64.b64encode(sha256().digest()), note.text.split(b"\n")[2]
    forged = Note.parse(bytes(note).replace(b"\n12\n", b"\n0\n").replace(other, root))

    assert ran(note, changed, key.verifier) == (
        1,
        "The first 12 entries are not those that were sealed.",
    )
    assert ran(note, lines[:-1], key.verifier) == (1, "The log ends before entry 12.")
    assert ran(note, lines, other_key.verifier) == (1, "district.example did not sign it.")
    assert ran(forged, [], key.verifier) == (1, "cryptography.exceptions.InvalidSignature")
