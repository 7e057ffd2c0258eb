"""The exit codes of the command line."""

from typing import Final

FINDINGS: Final = 1
"""Exit code where a command ran and found what it looks for."""

WRONG_USE: Final = 2
REFUSED: Final = 3
UNSOUND: Final = 4
CONFLICTS: Final = 5
"""Exit code where others kept recording, or nothing more precise can be said."""

UNKNOWN: Final = 6
"""Exit code where nobody can say whether it was recorded."""

INTERRUPTED: Final = 130
"""Exit code after Ctrl-C, as shells have it."""

NOBODY_READS: Final = 141
"""Exit code where the reader of the output has gone, as shells have it."""
