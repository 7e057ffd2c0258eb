"""The embedded database the log is replayed into: in memory, and closed to everything else."""

from pathlib import Path

from . import engine


def locked_down(folder: Path | None = None) -> engine.Connection:
    """Return a connection to a database of its own that opens nothing and stays that way.

    Nothing but files of a folder, where one is given: that of the segments. Members' histories touch
    no disk but there, and SQL of one's own reaches no other files, nor the network, nor the
    variables of the program.
    """
    connection = engine.connect(
        ":memory:",
        config={
            "temp_directory": "",
            # What is in memory is written nowhere: a checkpoint would only lay it out once more. Where
            # rows were deleted it is asked for, see `spare`.
            "checkpoint_threshold": "1TB",
            # What is there at its beginning is what a snapshot shows, not at the first look.
            "immediate_transaction_mode": True,
            "autoinstall_known_extensions": False,
            "autoload_known_extensions": False,
            "allow_community_extensions": False,
            "python_enable_replacements": False,
        },
    )
    if folder:
        connection.execute("set allowed_directories = ?", [[f"{folder}/"]])
    # Not among the above: once it is set, the temporary directory cannot be set any more.
    connection.execute("set enable_external_access = false")
    connection.execute("set lock_configuration = true")
    return connection
