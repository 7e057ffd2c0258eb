"""Whatever is told and asked, a store does what the library's in-memory recorder does."""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from unittest.mock import patch

import umadb
from hypothesis import HealthCheck, Phase, seed, settings
from hypothesis.stateful import run_state_machine_as_test
from stewards.events.stores.postgres import store as postgres
from stewards.events.stores.sqlite import file, recorder

from ..stores.test_model import ENTRIES_IN_A_PAGE, SameAsTheModel, hurry
from .kinds import Kind
from .trials import Trials

STEPS = 30
PHASES = (Phase.generate, Phase.shrink)


@contextmanager
def small_pages() -> Iterator[None]:
    """Have every store read in so small pages that what the programs ask for takes several."""
    client = umadb.Client

    def connected(url: str, certificate: str | None, _page: None, key: str | None) -> umadb.Client:
        return client(url, certificate, ENTRIES_IN_A_PAGE, key)

    with (
        patch.object(recorder, "ENTRIES_IN_A_PAGE", ENTRIES_IN_A_PAGE),
        patch.object(postgres, "ENTRIES_IN_A_PAGE", ENTRIES_IN_A_PAGE),
        patch.object(umadb, "Client", connected),
    ):
        yield


def like_the_model(kind: Kind, trials: Trials) -> None:
    """Run programs of up to thirty appends and reads, each on a fresh store beside a fresh model."""

    @seed(trials.seed)
    class LikeTheModel(SameAsTheModel):
        def __init__(self) -> None:
            super().__init__()
            self.held = ExitStack()
            self.store = self.held.enter_context(self.held.enter_context(kind.fresh()).open())

        def teardown(self) -> None:
            self.held.close()
            if trials.done < trials.wanted:  # hypothesis tries some more than it was asked to
                trials.count()

    how = settings(
        max_examples=trials.wanted,
        stateful_step_count=STEPS,
        deadline=None,
        database=None,
        phases=PHASES,
        suppress_health_check=list(HealthCheck),
    )
    with patch.object(file, "keep_commits", hurry), small_pages():
        try:
            run_state_machine_as_test(LikeTheModel, settings=how)
        except Exception as problem:  # noqa: BLE001 - a failure, whatever it is
            trials.note("\n".join([repr(problem), *getattr(problem, "__notes__", [])]))
