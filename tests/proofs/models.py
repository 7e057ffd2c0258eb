"""Whatever is told and asked, a store does what the library's in-memory recorder does."""

from contextlib import ExitStack
from unittest.mock import patch

from hypothesis import HealthCheck, Phase, seed, settings
from hypothesis.stateful import run_state_machine_as_test
from stewards.registry.stores import file

from ..stores.test_model import SameAsTheModel, hurry
from .kinds import Kind
from .trials import Trials

STEPS = 30


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
        phases=[Phase.generate, Phase.shrink],
        suppress_health_check=list(HealthCheck),
    )
    with patch.object(file, "keep_commits", hurry):
        try:
            run_state_machine_as_test(LikeTheModel, settings=how)
        except Exception as problem:  # noqa: BLE001 - a failure, whatever it is
            trials.note("\n".join([repr(problem), *getattr(problem, "__notes__", [])]))
