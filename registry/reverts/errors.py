"""Why a batch cannot be shown or reverted, one class a reason."""

from ...events.errors import Refusal


class NoSuchBatch(Refusal):
    """No entry belongs to a batch of that id."""

    action: str
    batch: str

    cannot = "{0.action} batch {0.batch}"
    because = "no entry belongs to a batch of that id"
    instead = "See 'stewards batch list' for the batches there are."


class BatchHoldsVoids(Refusal):
    """A void is final, so a batch that holds one cannot be taken back."""

    batch: str
    entry: int
    voids: int
    number: int

    cannot = "revert batch {0.batch}"
    because = (
        "it holds voids ({0.number}; entry {0.entry} voids entry {0.voids}), and a void is final"
    )
    instead = "Record again what they voided, for example by importing the list again."


class NothingStands(Refusal):
    """All that the batch recorded has been taken back already."""

    batch: str
    voided_by: str

    cannot = "revert batch {0.batch}"
    because = "all of it is voided already, by {0.voided_by}"
    instead = "There is nothing left to do."


class BuiltUpon(Refusal):
    """A later entry found something that the batch put there, and would not find it any more.

    Attributes:
        entry: The first such entry.
        builds: What it would not find.
        others: How many more there are.
    """

    batch: str
    entry: int
    builds: str
    others: int

    cannot = "revert batch {0.batch}"
    because = "entry {0.entry} builds on it: {0.builds}{0.more}"
    instead = (
        "See 'stewards log show {0.entry}'; void it first if it is wrong,"
        " or void only the entries of the batch that are wrong."
    )

    @property
    def more(self) -> str:
        """How many more build on the batch, in words."""
        match self.others:
            case 0:
                return ""
            case 1:
                return "; so does 1 more entry"
            case others:
                return f"; so do {others} more entries"
