"""Member lists as evidence: what they say of a member, and the facts that this comes to.

A list says who was where on its day, and not when anything happened. What is derived from lists is marked
so, and derived again whenever the evidence changes; what somebody recorded is never touched. See
`docs/lists.md`.
"""

from .changing import Change, changes
from .deriving import derived
from .restoring import restoring
from .testimony import ABSENT, Lists, Places, Said, Taken, said_by

__all__ = [
    "ABSENT",
    "Change",
    "Lists",
    "Places",
    "Said",
    "Taken",
    "changes",
    "derived",
    "restoring",
    "said_by",
]
