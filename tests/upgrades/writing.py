"""Write the registries that later versions are to read: `python -m tests.upgrades.writing FOLDER`.

Run once for each release, and kept as it came; see `docs/store.md`.
"""

import json
import lzma
import shutil
import sqlite3
import sys
from contextlib import closing
from datetime import datetime
from importlib import resources
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final

import attrs
from stewards.events import TYPES, Event, Family
from stewards.projections.rules import DEFAULT
from stewards.registry import Registry

from .history import ELSEWHERE, LATE, long_lines, tell, tell_apart, tell_elsewhere, whoever_left
from .questions import LONG_QUESTIONS, QUESTIONS, asked

REGISTRY: Final = "registry.db"
APART: Final = "apart.db"
GENERATION: Final = "generation.db"
EXPORT: Final = "registry.jsonl"
LONG: Final = "long.db"
SEGMENTS: Final = "long.db-segments"
AGREEMENT: Final = "agreement.toml"
ANSWERS: Final = "answers.json"

_LONG_ENTRIES: Final = 66_000  # one segment, and what came after it


def write(folder: Path) -> None:
    """Write the registries, what the first one exports, and the answers of both to a new folder."""
    folder.mkdir(parents=True)
    books = resources.files("stewards.projections.rules").joinpath("books")
    base, rules = (books.joinpath(f"{name}.toml").read_text("utf-8") for name in ("dk", DEFAULT))
    (folder / "dk.toml").write_text(base, "utf-8")
    (folder / AGREEMENT).write_text(rules.replace('base = "dk"', 'base = "dk.toml"'), "utf-8")
    with _registry(folder / REGISTRY, LATE) as registry:
        tell(registry)
    with _registry(folder / REGISTRY, ELSEWHERE) as registry:
        tell_elsewhere(registry)
        refuse_gaps([entry.event for entry in registry.log.entries()])
        exported = list(registry.export_lines())
    with _registry(folder / APART, LATE) as registry:
        tell_apart(registry)
        registry.copy_forgetting(folder / GENERATION, [whoever_left(registry)])
    (folder / EXPORT).write_bytes(b"".join(line + b"\n" for line in exported))
    answers: dict[str, Any] = {"types": {name: kind.version for name, kind in TYPES.items()}}
    answers[REGISTRY] = _answers(folder, folder / REGISTRY, QUESTIONS)
    with TemporaryDirectory() as elsewhere:
        answers[LONG] = _write_long(folder, Path(elsewhere) / LONG)
    told = json.dumps(answers, ensure_ascii=False, indent=1)
    (folder / ANSWERS).write_text(told + "\n", encoding="utf-8")


def _write_long(folder: Path, store: Path) -> dict[str, Any]:
    """Write a registry with a column segment, packed; return its answers."""
    with _registry(store, LATE) as registry:
        registry.import_lines(long_lines(_LONG_ENTRIES), command="import-2")
    without = _answers(folder, store, LONG_QUESTIONS, "--segments none")
    answers = _answers(folder, store, LONG_QUESTIONS)  # the first of them leaves the segment
    if answers != without or not any(store.with_name(SEGMENTS).glob("*.json")):
        raise AssertionError("There is no column segment, or it answers otherwise than the log.")
    _in_one_file(store)
    (folder / f"{LONG}.xz").write_bytes(lzma.compress(store.read_bytes(), preset=9))
    shutil.copytree(store.with_name(SEGMENTS), folder / SEGMENTS)
    return answers


def _registry(store: Path, now: datetime) -> Registry:
    with Registry.open(store, create=True):
        pass
    _in_one_file(store)
    return Registry.open(store, clock=lambda: now, recorded_by="office")


def _in_one_file(store: Path) -> None:
    with closing(sqlite3.connect(store)) as connection:
        connection.execute("pragma journal_mode = delete")


def _answers(
    folder: Path, store: Path, questions: tuple[str, ...], options: str = ""
) -> dict[str, Any]:
    rules = folder / AGREEMENT
    return {each: asked(f"{options} {each}".strip(), store, rules) for each in questions}


def refuse_gaps(events: list[Event]) -> None:
    """Raise AssertionError unless each type occurs, with and without all that it may leave out.

    Those about people kept apart are in a registry of their own.
    """
    for name, kind in TYPES.items():
        if kind.family in {Family.PEOPLE, Family.GENERATIONS}:
            continue
        told = [event for event in events if type(event) is kind.cls]
        for field in attrs.fields(kind.cls):
            stated = {getattr(event, field.name) != field.default for event in told}
            if stated != ({True} if field.default is attrs.NOTHING else {True, False}):
                raise AssertionError(f"{name}: no fact with, or none without, {field.name}.")


if __name__ == "__main__":
    write(Path(sys.argv[1]))
