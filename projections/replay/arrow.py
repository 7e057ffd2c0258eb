"""Stretches of the log as the database takes them: an Arrow table with a stretch in each row."""

from collections.abc import Sequence
from typing import Final

from arro3.core import Array, DataType, Field, RecordBatch, Schema, Table

from ...events import Stretch

_SCHEMA: Final = Schema(
    [
        Field("after", DataType.int64()),
        Field("types", DataType.large_binary()),
        Field("data", DataType.large_binary()),
    ]
)


def table_of(stretches: Sequence[Stretch]) -> Table:
    """Return stretches as a table; each is a batch of its own, so that the cores share them out."""
    return Table.from_batches([_batch(stretch) for stretch in stretches], schema=_SCHEMA)


def _batch(stretch: Stretch) -> RecordBatch:
    columns = [
        Array([stretch.after], DataType.int64()),
        Array([stretch.types], DataType.large_binary()),
        Array([stretch.data], DataType.large_binary()),
    ]
    return RecordBatch.from_arrays(columns, schema=_SCHEMA)
