"""Whether the index of tags agrees with the tags of the entries, wherever the two are kept."""

from .observation import Observation, damaged, ok


def tag_index(first_missing: int | None, borne: int, indexed: int) -> Observation:
    """Return whether entries are found by all the tags that they have, and by no others."""
    if first_missing is not None:
        return damaged("tag index", f"entry {first_missing} is not found by all of its tags")
    if borne != indexed:
        return damaged("tag index", f"tags that lead to an entry without them: {indexed - borne}")
    return ok("tag index", f"{indexed} tags, the same as those of the entries")
