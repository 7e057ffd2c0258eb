"""A registry with an entry that the library would not write, put into its store past the codec."""

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from eventsourcing.dcb.api import DCBEvent
from stewards.registry import Registry

Harm = Callable[..., Path]

COMMON = {
    "effective_on": "2019-09-01",
    "recorded_at": "2019-09-02T08:00:00Z",
    "recorded_by": "office",
}


def written(**fields: object) -> bytes:
    """Return what is stored of fields as the library writes them, one after the other."""
    return json.dumps(
        fields | {n: v for n, v in COMMON.items() if n not in fields}, separators=(",", ":")
    ).encode()


@pytest.fixture
def harm(tmp_path: Path) -> Harm:
    """Return what makes a store of three sound entries and the harmed ones behind them."""

    def harmed(
        *told: tuple[str, bytes], tags: tuple[str, ...] = ("member:M1", "unit:jc-1")
    ) -> Path:
        store = tmp_path / "registry.db"
        with Registry.create(store) as registry:
            registry.form_unit("jc-1", name="Jobcenter 1", on=date(2015, 1, 1))
            registry.join("M1", workplace="jc-1", on=date(2015, 1, 1))
            registry.join("M2", workplace="jc-1", on=date(2015, 1, 1))
            registry.log.store.append([DCBEvent(kind, data, list(tags)) for kind, data in told])
        return store

    return harmed
