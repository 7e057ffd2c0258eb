"""Steps: how a number grows with another one, as seats do with employees."""

from typing import Any

from attrs import frozen

from ...events import Step


@frozen
class Steps:
    """A list of steps, by where each begins.

    Attributes:
        steps: The steps.
    """

    steps: tuple[Step, ...]

    def at(self, number: int) -> int:
        """Return what a number comes to; nothing below the first step.

        The step that a number has reached says it: what stands there, and `add` for each further `each`
        that is started; or a rate for each; never more than a cap.
        """
        reached = [step for step in self.steps if step.start <= number]
        if not reached:
            return 0
        step = reached[-1]
        if step.rate is not None:
            found = number * step.rate
        else:
            found = step.value if step.value is not None else self._before(step)
            if step.each and step.add:
                further = number - step.start + 1
                found += -(-further // step.each) * step.add
        return found if step.most is None else min(found, step.most)

    @property
    def same(self) -> int | None:
        """The number it comes to from the first step on; none where it grows."""
        first, *others = self.steps
        return None if others or first.rate is not None or first.each else first.value

    def _before(self, step: Step) -> int:
        """Return what the number right below a step comes to: a step that only adds, adds to that."""
        return Steps(tuple(each for each in self.steps if each.start < step.start)).at(
            step.start - 1
        )

    def __str__(self) -> str:
        """Return the steps in words: `1 from 5, 2 from 19`."""
        return ", ".join(_told(step) for step in self.steps)


def steps_of(value: Any) -> Steps | None:
    """Return the steps that a value stands for: steps, or one number whatever it depends on."""
    if value is None or isinstance(value, Steps):
        return value
    if type(value) is int:
        return Steps((Step(start=0, value=value),))
    return Steps(tuple(sorted(value, key=lambda step: step.start)))


def _told(step: Step) -> str:
    if step.rate is not None:
        found = f"{step.rate} for each"
    elif step.each and step.add:
        base = "" if step.value is None else f"{step.value} and "
        found = f"{base}{step.add} more for each {step.each} started"
    else:
        found = str(step.value)
    most = "" if step.most is None else f", {step.most} at most"
    return f"{found}{f' from {step.start}' if step.start else ''}{most}"
