"""Every claim about the stores, tried a few times; `make prove` tries them many times."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from ..servers import Postgres
from .every import kinds
from .kinds import Kind
from .proving import PROOFS, Proof, prove


@pytest.fixture(scope="module")
def every_kind(postgres_running: Postgres) -> Iterator[dict[str, Kind]]:
    """Lend the kinds of store by their names."""
    with kinds(lambda: postgres_running) as found:
        yield found


@pytest.mark.parametrize(
    ("proof", "kind"),
    [
        pytest.param(proof, kind, id=f"{proof.name}, {kind}")
        for proof in PROOFS
        for kind in proof.kinds
        if proof.few
    ],
)
def test_a_claim_holds(proof: Proof, kind: str, every_kind: dict[str, Kind], seed: int) -> None:
    """No trial of the proof fails, whatever its seed."""
    if not proof.possible():
        pytest.skip("this machine lacks what it takes")

    count = prove(proof, every_kind[kind], proof.few, seed)

    assert (count.trials, count.failures) == (proof.few, ())


def test_the_page_says_what_is_left_out_here() -> None:
    """Which proofs only `make prove` runs, and on which stores."""
    page = (Path(__file__).parents[2] / "docs" / "proofs.md").read_text(encoding="utf-8")
    left_out = [f"{p.name} ({', '.join(p.kinds)})" for p in PROOFS if not p.few]

    sentence = f"`make test` leaves out what takes long: {'; '.join(left_out)}."
    assert sentence in " ".join(page.split())
