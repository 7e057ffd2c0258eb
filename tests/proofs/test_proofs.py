"""Every claim about the stores, tried a few times; `make prove` tries them many times."""

import pytest

from .proving import PROOFS, Proof, prove

SEED = 4


@pytest.mark.parametrize(
    ("proof", "kind"),
    [
        pytest.param(proof, kind, id=f"{proof.name}, {kind}")
        for proof in PROOFS
        for kind in proof.kinds
    ],
)
def test_a_claim_holds(proof: Proof, kind: str) -> None:
    """No trial of the proof fails."""
    count = prove(proof, kind, proof.few, SEED)

    assert (count.trials, count.failures) == (proof.few, ())
