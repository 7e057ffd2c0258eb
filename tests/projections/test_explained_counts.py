"""How a count became what it is: what that asks of a long log."""

from collections import Counter
from datetime import date

import pytest
from stewards.projections.replay.projection import Projection
from stewards.registry import Registry

FOUNDED = date(2015, 1, 1)
DAY = date(2019, 9, 1)


def asked(registry: Registry, monkeypatch: pytest.MonkeyPatch) -> Counter[str]:
    """Return the questions that explaining the count of the centre takes, and how often each."""
    found: Counter[str] = Counter()
    ask = Projection.ask

    def noted(self: Projection, question: str, *words: object, **more: object) -> object:
        found[question] += 1
        return ask(self, question, *words, **more)  # type: ignore[arg-type]

    with monkeypatch.context() as patched:
        patched.setattr(Projection, "ask", noted)
        registry.explain_count(on=DAY, unit="centre")
    return found


def test_units_formed_since_have_nobody_counted_again(monkeypatch: pytest.MonkeyPatch) -> None:
    """When more units are formed, then it is asked again what lies below only for those that do."""
    with Registry.create(":memory:") as registry:
        registry.form_unit("centre", kind="centre", on=FOUNDED)
        registry.form_unit("jc-1", kind="workplace", parent="centre", on=FOUNDED)
        registry.join("M1", workplace="jc-1", on=FOUNDED)
        first = asked(registry, monkeypatch)

        for number in range(5):
            registry.form_unit(f"far-{number}", kind="workplace", on=FOUNDED)
        registry.move_unit("far-4", parent="far-3", on=FOUNDED)
        elsewhere = asked(registry, monkeypatch)

        for number in range(3):
            registry.form_unit(f"near-{number}", kind="workplace", parent="jc-1", on=FOUNDED)
        below = asked(registry, monkeypatch)

    assert elsewhere == first
    assert below - first == Counter({"places_on": 3})
