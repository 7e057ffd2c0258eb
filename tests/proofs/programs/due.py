"""A policy by which whoever left is due at once, and so is every note."""

from typing import Final

from stewards.registry import Kept, Period, Policy, Purpose

AT_ONCE: Final = Policy(
    (Purpose("membership", "Membership of the union", "what the union says"),),
    (Period(Kept.FORMER_MEMBERS, "membership", 0), Period(Kept.NOTES, "membership", 0)),
)
