"""The files this package was loaded from, as they were then: others may take their place while it runs."""

from pathlib import Path
from typing import Final


def found_in(folder: Path) -> list[tuple[str, int, int]]:
    """Return the modules in a folder, and for each when it was last written and put there, in nanoseconds.

    The first time may be kept when another version comes, as an archive may give it; the second is not.
    """
    modules = sorted(each for each in folder.glob("*.py") if each.is_file())
    return [(each.name, (at := each.stat()).st_mtime_ns, at.st_ctime_ns) for each in modules]


LOADED: Final = found_in(Path(__file__).parent)
"""Those of this package; none where it is in an archive."""
