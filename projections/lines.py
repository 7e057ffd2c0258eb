"""The entries that cannot be laid out as they are.

Most of the log goes to the database unseen. Where there is an older version of a type, an unknown
type or a missing field, a stretch goes through the codec, which lifts its entries, or says which one
is wrong and how.
"""

from ..events import Stretch, decode, encode


def reread(stretch: Stretch) -> Stretch:
    """Return a stretch with every entry in the present version of its type.

    Raises:
        UnknownEntryType: this version does not know an entry's type, or that version of it.
        UnreadableEntry: an entry does not hold what its type promises.
    """
    names = stretch.types.decode().split(",")
    told = zip(names, stretch.data.split(b"\n"), strict=True)
    lifted = [
        (name, encode(decode(name, data, entry)))
        for entry, (name, data) in enumerate(told, stretch.after + 1)
    ]
    return Stretch.of(stretch.after, lifted)
