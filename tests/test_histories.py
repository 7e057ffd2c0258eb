"""The random histories are such as a log takes in, and reach everything the semantics speak of."""

from collections.abc import Sequence
from datetime import date

from hypothesis import Phase, given, settings
from hypothesis import seed as seeded
from hypothesis import strategies as st
from stewards.events import (
    TYPES,
    EntryVoided,
    Event,
    Family,
    UnitFormed,
    UnitMerged,
    UnitMoved,
    types_of,
)

from .histories import histories, moments, rules
from .reference import Rules, acceptable, check, circles, eligibility, known, mandates
from .searching import examples

Case = tuple[list[Event], date, int]

A_FEW = settings(examples(9), phases=[Phase.generate], max_examples=10, database=None)
"""As many as a test of agreement draws; where many are drawn at once, the first tenth is kept small."""
DRAWN_ELSEWHERE = {
    *("AbsenceBegan", "AbsenceEnded", "EmploymentStated", "RuleAgreed"),
    *types_of(Family.PEOPLE),
    *types_of(Family.GENERATIONS),
}
"""What has random histories of its own, as of candidates and of what is agreed about rules, or changes
no answer, as what is said of people kept apart, and of what a log was made from."""
EVERYTHING = {
    *(TYPES.keys() - DRAWN_ELSEWHERE),
    "could elect alone",
    "deputy of nobody",
    "elected, not notified",
    "expired, not re-elected",
    "headcount from before a merger",
    "headcount older than a year",
    "joint office without what it rests on",
    "no longer counted",
    "recalled within the term",
    "too few elect together",
    "changed outside membership",
    "circle of units",
    "elected again within the term",
    "elected elsewhere",
    "ending that ends nothing",
    "entitled workplace without a steward",
    "joined and left on one day",
    "joined twice",
    "list no longer agrees",
    "mandate over, no ending recorded",
    "member at a closed unit",
    "member at a unit before it was formed",
    "member without a workplace",
    "more holders than seats",
    "published figure no longer reproduced",
    "seat vacant",
    "steward under the threshold",
    "term over before it begins",
    "in office",
    "ended",
    "term over",
    "left the union",
    "workplace changed",
    "unit closed",
    "yes",
    "no",
    "unknown",
}


@examples(17)
@given(histories())
def test_a_log_takes_a_random_history_in(events: Sequence[Event]) -> None:
    """Every entry is acceptable to the log before it, and recorded no earlier."""
    for position, event in enumerate(events):
        assert acceptable(events[:position], event)
        assert position == 0 or events[position - 1].recorded_at <= event.recorded_at


@examples(17)
@given(histories())
def test_a_random_history_voids_only_what_was_said_before(events: Sequence[Event]) -> None:
    """A void names an earlier entry that is no void."""
    voids = [
        (n, event.voids) for n, event in enumerate(events, 1) if isinstance(event, EntryVoided)
    ]

    assert all(1 <= target < n for n, target in voids)
    assert not any(isinstance(events[target - 1], EntryVoided) for _, target in voids)


@examples(8)
@given(histories())
def test_only_a_void_closes_a_circle_in_a_random_history(events: list[Event]) -> None:
    """After a forming, a move or a merger there is no circle that was not there before."""
    for position, event in enumerate(events, 1):
        if isinstance(event, UnitFormed | UnitMoved | UnitMerged):
            assert has_circle(events, position) <= has_circle(events, position - 1)


def has_circle(events: list[Event], upto: int) -> bool:
    """Return whether units form a circle on any day."""
    log = known(events, upto)
    return any(circles(log, event.effective_on) for event in events)


@st.composite
def looks(draw: st.DrawFn) -> list[tuple[Case, Rules]]:
    """Draw a history, which takes longest, with some days, knowledges and rules to look at it."""
    events = draw(histories())
    return [((events, *draw(moments(events))), draw(rules())) for _ in range(3)]


def test_random_histories_reach_everything() -> None:
    """Every type of event, finding, reason and verdict comes up among some hundreds."""
    seen: set[str] = set()

    @A_FEW
    @given(looks())
    def look(at: list[tuple[Case, Rules]]) -> None:
        seen.update(*(things_in(*each) for each in at))

    for number in range(100):
        seeded(number)(look)()
        if seen >= EVERYTHING:
            break
    assert EVERYTHING - seen == set()


def things_in(case: Case, agreement: Rules) -> set[str]:
    """Return what comes up in a history when it is asked for a day."""
    events, on, upto = case
    log = known(events, upto)
    return {
        *(type(event).__name__ for event in events),
        *(finding.finding for finding in check(events, upto, on, agreement)),
        *(mandate.ended_because or "in office" for mandate in mandates(log, on, agreement)),
        *(workplace.verdict for workplace in eligibility(log, on, agreement)),
    }
