"""The tags that say by which command an entry was recorded."""

from collections.abc import Iterable
from typing import Final

PREFIX: Final = "command:"


def told_tags(tags: Iterable[str]) -> list[str]:
    """Return the tags of an entry that come from what it says, without that of its command."""
    return [tag for tag in tags if not tag.startswith(PREFIX)]
