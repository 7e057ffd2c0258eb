"""kill -9 while a file is imported: all of it is there or nothing, and again makes it whole."""

import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from .kills import size
from .kinds import Place, Shared
from .trials import Trials, expect


def killed_while_importing(kind: Shared, trials: Trials, *, facts: int) -> None:
    """Kill a worker that imports so many facts at a moment while it does, or just after.

    Another one imports the same file by the same command.
    """
    with file_of_facts(facts) as path:
        seconds = time_of_an_import(kind, path)
        for trial in trials:
            with trial as chance, kind.fresh() as place:
                with kind.workers.at_work(1, "import_file", place.address, str(path)) as [worker]:
                    time.sleep(chance.uniform(0, 1.2 * seconds))
                    acknowledged = worker.kill()
                recorded = size(place)
                expect(recorded in ((facts,) if acknowledged else (0, facts)), f"{recorded} facts")
                import_again(kind, place, path, facts)


def import_again(kind: Shared, place: Place, path: Path, facts: int) -> None:
    """Let another worker import the file, and expect each fact once and in its place."""
    with kind.workers.at_work(1, "import_file", place.address, str(path)) as [worker]:
        expect(worker.rest() == [f"1 {facts + 1}"], "the import again")
    with place.registry() as registry:
        members = [getattr(entry.event, "member", None) for entry in registry.log.entries()]
    expect(members == [member(number) for number in range(facts)], f"{len(members)} facts at last")
    expect(not place.faults(), place.faults())


def time_of_an_import(kind: Shared, path: Path) -> float:
    """Return how many seconds an import takes that nobody disturbs."""
    with (
        kind.fresh() as place,
        kind.workers.at_work(1, "import_file", place.address, str(path)) as [worker],
    ):
        began = time.monotonic()
        worker.rest()
        return time.monotonic() - began


@contextmanager
def file_of_facts(facts: int) -> Iterator[Path]:
    """Lend a file of so many facts in the interchange format."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "facts.jsonl"
        with path.open("w") as file:
            for number in range(facts):
                fact = f'"member":"{member(number)}","effective_on":"2020-01-01"'
                file.write(f'{{"type":"MemberJoined",{fact}}}\n')
        yield path


def member(number: int) -> str:
    """Return the member of the fact of that number."""
    return f"m{number}"
