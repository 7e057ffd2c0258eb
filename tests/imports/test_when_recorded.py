"""When an imported fact was recorded: as the file says, and never going back."""

from datetime import UTC, datetime

from stewards.events.log import Log

from .files import JANUARY, NOW, a_log, formed, problems, taken


def recorded(log: Log) -> list[str]:
    """Return when each entry was recorded."""
    return [entry.event.recorded_at.isoformat() for entry in log.entries()]


def test_the_instant_in_the_file_is_kept() -> None:
    """A history that another log has learned keeps the moments at which it was learned."""
    log = a_log(
        formed("kk", recorded_at=JANUARY),
        formed("a", recorded_at=JANUARY),
        formed("b", recorded_at="2019-01-02T10:00:00.000001+00:30"),
    )
    assert recorded(log) == [
        "2019-01-02T09:00:00+00:00",
        "2019-01-02T09:00:00+00:00",
        "2019-01-02T09:30:00.000001+00:00",
    ]


def test_without_an_instant_it_is_now() -> None:
    """A line that does not say when it was recorded is recorded now, by whoever imports."""
    log = a_log(formed("kk"))
    entry = next(log.entries())
    assert (entry.event.recorded_at, entry.event.recorded_by) == (NOW, "office-1")


def test_a_clock_that_goes_back_is_held() -> None:
    """Where the log has learnt something later than now, a line without an instant waits for it."""
    log = a_log()
    ahead = datetime(2020, 1, 1, tzinfo=UTC)
    taken(log, formed("kk"), now=ahead)
    taken(log, formed("a"), formed("b"))
    assert recorded(log)[1:] == ["2020-01-01T00:00:00+00:00"] * 2


def test_an_instant_before_that_of_the_line_above_is_refused() -> None:
    """The log only ever learns more, so the instants of a file never go back."""
    assert problems(
        a_log(),
        formed("kk", recorded_at=JANUARY),
        formed("a", recorded_at="2019-01-02T08:59:59Z"),
        formed("b", recorded_at=JANUARY),
    ) == [
        (
            "line 2: Cannot record a fact at 2019-01-02T08:59:59Z because the one before it was"
            " recorded at 2019-01-02T09:00:00Z. Put the lines in the order they were recorded."
        )
    ]


def test_an_instant_before_the_last_entry_of_the_log_is_refused() -> None:
    """What the log has learnt already cannot have been learnt after the file."""
    assert problems(a_log(formed("kk")), formed("a", recorded_at=JANUARY)) == [
        (
            "line 1: Cannot record a fact at 2019-01-02T09:00:00Z because the log's last entry (1) was"
            " recorded at 2019-12-24T10:30:00Z. Import into a new registry, or leave out"
            " recorded_at to record the fact now."
        )
    ]


def test_an_instant_in_the_future_is_refused() -> None:
    """One slip of a year would hold every later entry at that instant, for good."""
    assert problems(a_log(), formed("kk", recorded_at="2109-01-02T09:00:00Z")) == [
        (
            "line 1: Cannot record a fact at 2109-01-02T09:00:00Z because that is in the future: it is"
            " 2019-12-24T10:30:00Z now."
            " Correct the instant, or leave it out to record the fact now."
        )
    ]


def test_an_instant_within_five_minutes_is_kept() -> None:
    """The clocks of two machines may differ a little."""
    assert recorded(a_log(formed("kk", recorded_at="2019-12-24T10:35:00Z"))) == [
        "2019-12-24T10:35:00+00:00"
    ]


def test_an_instant_beyond_five_minutes_is_refused() -> None:
    """It would keep everybody else from recording until then."""
    assert problems(a_log(), formed("kk", recorded_at="2019-12-24T10:35:01Z")) == [
        (
            "line 1: Cannot record a fact at 2019-12-24T10:35:01Z because that is in the future: it is"
            " 2019-12-24T10:30:00Z now."
            " Correct the instant, or leave it out to record the fact now."
        )
    ]


def test_now_is_in_utc() -> None:
    """What is recorded now is told in UTC, as everything in the log."""
    assert datetime.fromisoformat(recorded(a_log(formed("kk")))[0]).tzinfo == UTC
