"""Eight at once for one seat: exactly one is elected, and the log itself proves it."""

from ..concurrency.town import build, people
from ..concurrency.writers import Answer
from .elections import prove_elections
from .kinds import Kind
from .trials import Trials, expect


def one_seat(kind: Kind, trials: Trials, *, number: int) -> None:
    """Let writers elect as many members of one workplace, which has one seat.

    All but one are told that it is taken, in whatever order they come. At last every election of the
    log is decided again on what stood before it.
    """
    with kind.fresh() as place:
        registry = place.registry()
        build(registry, [seat(trial) for trial in range(trials.wanted)], number)
        with kind.writers(place, number) as writers:
            for trial in trials:
                with trial as chance:
                    unit = seat(trials.done)
                    members = chance.sample(people(unit, number), number)
                    judge(writers.tell(elect(member, unit) for member in members))
        for forbidden in prove_elections(registry):
            trials.note(f"the log lets an election through: {forbidden}")


def judge(answers: list[Answer]) -> None:
    """Expect one election, and refusals of all others because the seat is taken."""
    refusals = [answer.get("refused") for answer in answers]
    expect(sorted(map(str, refusals)) == ["None", *["SeatTaken"] * (len(answers) - 1)], answers)


def seat(trial: int) -> str:
    """Return the workplace of a trial."""
    return f"seat{trial}"


def elect(member: str, unit: str) -> dict[str, str]:
    """Return what elects a steward."""
    return {"tell": "elect", "member": member, "unit": unit}
