"""Eight tell one store the same commands at once: each is recorded once."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier

from stewards.registry import Registry

EIGHT = 8
ROUNDS = 20
LINES = [
    b'{"type":"MemberJoined","member":"t1","category":"active","effective_on":"2019-09-01"}',
    b'{"type":"MemberJoined","member":"t2","category":"active","effective_on":"2019-09-01"}',
]


def test_eight_threads_import_the_same_file(tmp_path: Path) -> None:
    """All of them hear of the same entries, and the log has the file once for each command."""
    path, start = tmp_path / "registry.db", Barrier(EIGHT)
    Registry.create(path).close()

    def take(_number: int) -> list[range]:
        with Registry.open(path) as registry:
            taken = []
            for command in range(ROUNDS):
                start.wait(60)
                taken.append(registry.import_lines(LINES, command=f"file-{command}"))
            return taken

    with ThreadPoolExecutor(EIGHT) as pool:
        taken = list(pool.map(take, range(EIGHT)))

    assert taken == [[range(n, n + 2) for n in range(1, 2 * ROUNDS, 2)]] * EIGHT
